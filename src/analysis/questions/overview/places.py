"""The places side by side: what came, how it changed, their ranks, how sure their targets are."""

from functools import partial

import numpy as np
import pandas as pd

from analysis.display.numbers import printed_change
from analysis.display.sentences import of_release
from analysis.periods import month_before
from analysis.questions.overview.quoted import STATES
from analysis.questions.overview.tables import FIGURES
from analysis.tables.neighbours import ALL_UP_TO
from analysis.tables.registry import figures
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE
from analysis.tables.units import UNITS

ENDS = 20
"""Of a territory too large to be shown whole, so many counties at each end are."""
MONTHS = 12
"""So many periods of a course are drawn."""
COURSE = "output_path"
ADDED = "output_value_added"


def figure(release: Release, name: str) -> pd.DataFrame:
    """Return a figure of every place by `county_code`: `now`, `before`, `told`, `masked`, `change`.

    `change` is now − before as they are printed, missing where either is; of it `revision`,
    before − told, is no news but a revision of the data.
    """
    rows = release.everywhere(FIGURES.name, ["value"], figure=name)
    wide = rows.set_index(["state", "county_code"])["value"].astype(float)
    wide = pd.DataFrame({state: wide.xs(state) if state in wide.index else {} for state in STATES})
    now = rows[rows["state"] == "now"].set_index("county_code")["masked"]
    decimals = UNITS[release.city.unit_of(figures()[name][1])].decimals

    def change(to: str, since: str) -> pd.Series:
        return wide[to].combine(wide[since], partial(printed_change, places=decimals))

    return wide.assign(
        masked=now.reindex(wide.index, fill_value=False).astype(bool),
        change=change("now", "before"),
        revision=change("before", "told"),
    )


def places(release: Release) -> pd.DataFrame:
    """Return a row a county that is shown, in the city's order.

    Columns: `county_code`, `group`; `value`, `growth`, `month`, `year_end_growth` and for each
    `_change` since the month before and `_masked`; `rank` and `rank_change` (places gained) by
    growth; `tone`, `chance`, `chance_before`, `gap`, `gap_pct`, `unit`, `kind`, `aim_masked` of the
    target that counties are judged by; `tax_per_mu`, `tax_masked`.
    """
    shown = [release.city.county(code) for code in release.neighbours]
    rows = pd.DataFrame(
        {"county_code": [c.code for c in shown], "group": [c.group or "" for c in shown]}
    ).set_index("county_code")
    for column, name in (
        ("value", "output_ytd"),
        ("growth", "output_growth_ytd"),
        ("month", "output_growth_month"),
        ("year_end_growth", "output_year_end_growth"),
    ):
        own = figure(release, name)
        if column == "growth":
            rows = rows.join(_ranks(own.drop(index=WHOLE, errors="ignore")))
        own = own[["now", "change", "masked"]]
        own.columns = [column, f"{column}_change", f"{column}_masked"]
        rows = rows.join(own)
    rows = rows.join(_aims(release)).join(_tax(release))
    hidden = [name for name in rows if name.endswith("masked")]
    rows[hidden] = rows[hidden].eq(True)
    return rows.reset_index()


def ends(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return all rows of a city; of more than `ALL_UP_TO` those highest and lowest by a column."""
    if len(rows) <= ALL_UP_TO:
        return rows
    ordered = rows[rows[column].notna()].sort_values(column, ascending=False, kind="stable")
    kept = ordered.index[:ENDS].union(ordered.index[-ENDS:])
    return rows[rows.index.isin(kept)]


def _ranks(own: pd.DataFrame) -> pd.DataFrame:
    """Places by growth among those shown, where these are the same in both months."""
    now, before = (own[state].rank(method="min", ascending=False) for state in ("now", "before"))
    same = own["now"].notna().eq(own["before"].notna()).all()
    if own["now"].nunique() < 2:  # alone, or all alike
        now, before = now * np.nan, before * np.nan
    return pd.DataFrame({"rank": now, "rank_change": (before - now) if same else np.nan})


def aims(release: Release) -> pd.DataFrame:
    """Return the targets with a probability, as `overview_targets`; those that lead first."""
    rows = release.table("overview_targets")
    return rows.sort_values("leads", ascending=False, kind="stable", ignore_index=True)


def _aims(release: Release) -> pd.DataFrame:
    rows = aims(release)
    own = rows[rows["leads"] & (rows["county_code"] != WHOLE)].set_index("county_code")
    names = {
        "chance_pct": "chance", "chance_before_pct": "chance_before", "masked": "aim_masked",
    }  # fmt: skip
    return own.rename(columns=names)[
        ["tone", "chance", "chance_before", "gap", "gap_pct", "unit", "kind", "aim_masked"]
    ]


def _tax(release: Release) -> pd.DataFrame:
    if release.why_omitted("scores"):
        return pd.DataFrame(columns=["tax_per_mu", "tax_masked"])
    rows = release.quantities("scores")
    rows = rows[rows["quantity"] == "tax_per_mu"].set_index("county_code")
    return rows[["value", "masked"]].set_axis(["tax_per_mu", "tax_masked"], axis="columns")


def course(release: Release, county: str) -> list[float]:
    """Return what a place measured in each of the last periods; January and February are halved."""
    if not release.has(COURSE):
        return []
    rows = release.table(COURSE)
    rows = rows[
        (rows["county_code"] == county)
        & (rows["industry_code"] == "total")
        & (rows["indicator"] == "output")
        & (rows["stage"] == "actual")
    ].sort_values("period")
    months = rows["period"].str[5:].astype(int)
    joined = (months == 2) & ~months.eq(1).any()
    values = rows["value"].astype(float)
    if release.city.measure.kind == "flow":
        values = values.where(~joined, values / 2)
    return values.tail(MONTHS).tolist()


def added_course(release: Release, county: str = WHOLE) -> list[float]:
    """Return the growth of value added to date in each of the last periods of this year."""
    if not release.has(ADDED):
        return []
    rows = release.table(ADDED)
    rows = rows[(rows["county_code"] == county) & (rows["stage"] == "actual")]
    rows = rows[rows["period"] <= release.period].sort_values("period")
    return rows["value_added_ytd_growth_pct"].astype(float).tail(MONTHS).tolist()


def before(release: Release) -> str | None:
    """The month before within the year; None in January, or where it gave no answer."""
    rows = release.everywhere(FIGURES.name, ["value"], state="before")
    return month_before(release.period) if len(rows) else None


def bracketed(release: Release, text: str, inner: str, lang: str) -> str:
    """Return a text with another behind it in the brackets of the language."""
    return of_release(release, "overview").say("bracketed", lang, text=text, inner=inner)


def some(release: Release, lang: str) -> str:
    """Say that of a large territory the ends are shown; empty of one that is shown whole."""
    if len(release.neighbours) <= ALL_UP_TO:
        return ""
    return of_release(release, "overview").say("some", lang, ends=ENDS)
