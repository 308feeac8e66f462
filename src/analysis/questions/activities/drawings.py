"""The figure of trainings under its finding; None where there is none."""

from analysis.display.forms import ranking
from analysis.display.stated import Stated, stated
from analysis.questions.activities import text
from analysis.tables.release import Release


def counties(release: Release, lang: str) -> Stated | None:
    """Enterprises trained, and trainings, of the counties."""
    rows = text.side_by_side(release, lang)
    figure = ranking(
        rows, name="county", value=["enterprises", "sessions"], own="own",
        table="activity_counts", lang=lang,
    )  # fmt: skip
    most = rows[rows["enterprises"] == rows["enterprises"].max()]
    finding = {
        "counties": len(rows),
        "most": most["county"].iloc[0] if len(most) == 1 else None,
        "enterprises": rows["enterprises"].max(),
        "without": int((rows["sessions"] == 0).sum()),
    }
    return stated(release, "activities", "counties", figure, lang, finding=finding)
