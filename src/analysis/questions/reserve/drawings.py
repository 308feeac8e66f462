"""The figures of the reserve, each under its finding; None where there is none."""

from analysis.display.forms import bars, progress
from analysis.display.sentences import of_release
from analysis.display.stated import Stated, stated
from analysis.display.style import BLUE, ORANGE, RED
from analysis.questions.reserve import text
from analysis.tables.release import Release


def plan(release: Release, lang: str) -> Stated | None:
    """Stock of each item in percent of its quota, red below the minimum, which has a tick."""
    rows = text.planned(release, lang)
    said = of_release(release, "reserve").labels("axis", lang)
    figure = progress(
        rows, name="item", done="stock", planned="quota", schedule="minimum",
        table="reserve_items", axis=said["quota"], behind=said["below"], rates=False, lang=lang,
    )  # fmt: skip
    lowest = rows[:1].squeeze() if len(rows) else {}
    finding = {
        "items": len(rows),
        "full": int((rows["stock"] >= rows["quota"]).sum()),
        "lowest": lowest.get("item"),
        "pct": lowest.get("stock"),
        "minimum": lowest.get("minimum"),
    }
    return stated(release, "reserve", "plan", figure, lang, finding=finding)


def ladder(release: Release, lang: str) -> Stated | None:
    """Shares of each item's stock that have expired, or will soon."""
    shades = dict(zip(text.LADDER, (RED, ORANGE, BLUE), strict=True))
    axis = of_release(release, "reserve").labels("axis", lang)["stock"]
    rows = text.expiring(release, lang)
    figure = bars(rows, name="item", value=shades, table="reserve_items", axis=axis, lang=lang)
    soon = rows[rows["expires_0_90_pct"] > 0]
    soon = soon[soon["expires_0_90_pct"] == soon["expires_0_90_pct"].max()]
    finding = {
        "items": len(rows),
        "expired": rows.loc[rows["expired"] > 0, "item"].tolist(),
        "soonest": soon["item"].iloc[0] if len(soon) == 1 else None,
        "pct": soon["expires_0_90_pct"].max(),
    }
    return stated(release, "reserve", "ladder", figure, lang, finding=finding)


def counties(release: Release, lang: str) -> Stated | None:
    """How often counties received goods."""
    rows = text.received(release, lang)
    figure = bars(
        rows, name="county", value="allocations", own="own", table="reserve_sent", lang=lang
    )
    most = rows[rows["allocations"] == rows["allocations"].max()]
    finding = {
        "counties": len(rows),
        "most": most["county"].tolist(),
        "times": rows["allocations"].max(),
    }
    return stated(release, "reserve", "counties", figure, lang, finding=finding)
