"""The figures of stops, each under its finding; None where there is none."""

import pandas as pd

from analysis.display.forms import bars, gantt
from analysis.display.own_rows import own_rows
from analysis.display.sentences import of_release
from analysis.display.stated import Stated, stated
from analysis.display.style import BLUE, CATEGORIES, MUTED, ORANGE
from analysis.questions.kilns import text
from analysis.tables.release import Release

REQUIRED = "#d5dae0"


def done(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Kiln-days required and stopped by window; `rows` as `text.own_counts`, not withheld."""
    shades = {"required_kiln_days": MUTED, "actual_kiln_days": BLUE}
    axis = of_release(release, "kilns").labels("axis", lang)["days"]
    figure = bars(rows, name="season", value=shades, table="kiln_counts", axis=axis, lang=lang)
    known = rows.set_index("code")["done_pct"]
    finding = {name: known.get(name) for name in ("latest", "before")}
    return stated(release, "kilns", "done", figure, lang, finding=finding)


def lines(release: Release, lang: str) -> Stated | None:
    """When each line had to stop, and did, was exempt, or made up; of the bureau alone."""
    rows, words = text.spans(release, lang)
    colours = {"required": REQUIRED, "actual": BLUE, "exempt": ORANGE, "make_up": CATEGORIES[2]}
    figure = gantt(
        rows, name="line_id", start="from_at", end="to_at", kind="kind", colours=colours,
        titles=words, now=text.midnight(release), lang=lang,
    )  # fmt: skip
    owing = own_rows(release, "kiln_lines", season="latest").query("owed_days > 0")
    most = owing[owing["owed_days"] == owing["owed_days"].max()]
    finding = {
        "lines": rows["line_id"].nunique(),
        "owing": len(owing),
        "most": most["line_id"].tolist(),
        "days": owing["owed_days"].max(),
    }
    return stated(release, "kilns", "gantt", figure, lang, finding=finding)
