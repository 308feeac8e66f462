"""The figures of titles, each under its finding; None where there is none."""

import pandas as pd

from analysis.display.extremes import cells, extremes
from analysis.display.forms import calendar, funnel, heat_map, pyramid
from analysis.display.stated import Stated, stated
from analysis.questions.titles import text
from analysis.tables.release import Release

QUARTERS = 12
"""Of the calendar of ends."""


def ladder(release: Release, lang: str) -> Stated | None:
    """Enterprises in force on each rung."""
    rows, table = text.own_rows(release, "title_ladder", lang)[::-1], "title_ladder"
    figure = pyramid(rows, name="rung", value="holders", table=table, lang=lang)
    finding = extremes(release, rows, "rung", "holders", table, lang)
    return stated(release, "titles", "ladder", figure, lang, finding=finding)


def stock(release: Release, lang: str) -> Stated | None:
    """Holders in force by county and title."""
    rows, names = text.held_by_county(release, lang)
    figure = heat_map(
        rows, x="title", y="county_code", value="holders", names=names,
        table="title_counts", lang=lang,
    )  # fmt: skip
    drawn = cells(rows, "title", "county_code", names, lang)
    finding = extremes(release, drawn, "cell", "holders", "title_counts", lang, least=False)
    return stated(release, "titles", "stock", figure, lang, finding=finding)


def ends(release: Release, lang: str) -> Stated | None:
    """Titles that end in each quarter to come, and the quarters of most."""
    rows = text.own_rows(release, "title_expiry", lang)
    figure = calendar(
        rows, name="title", date="month", count="holders",
        start=release.period, periods=QUARTERS, lang=lang,
    )  # fmt: skip
    span = pd.period_range(release.period, periods=QUARTERS, freq="Q")
    due = pd.PeriodIndex(pd.to_datetime(rows["month"]), freq="Q")
    number = pd.Series(rows["holders"].to_numpy(float), due)[due.isin(span)]
    together = number.groupby(level=0).sum()
    known = number.notna().all()  # of sums with a withheld part nothing is said
    most = together[together == together.max()]
    finding = {
        "due": number.sum() if known else None,
        "most": together.max() if known else None,
        "when": [f"{quarter.year}Q{quarter.quarter}" for quarter in most.index],
    }
    return stated(release, "titles", "calendar", figure, lang, finding=finding)


def passed(release: Release, lang: str) -> Stated | None:
    """From application to grant: specialised SMEs of this year's list."""
    rows = text.own_rows(release, "title_funnel", lang, list_year="this", title="srdi")
    figure = funnel(rows, name="step", value="holders", table="title_funnel", lang=lang)
    steps = rows[["step", "holders"]].rename(columns={"holders": "number"})
    finding = {"steps": steps.to_dict("records")}
    return stated(release, "titles", "funnel", figure, lang, finding=finding)
