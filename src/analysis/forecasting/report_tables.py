"""The tables of the monthly output report, made from the city's outlook.

Growth and pull of every county, industry and cell, and the path of the year: what came, what is
expected, and how surely.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.forecasting.hierarchy import CELL, TOTAL, hierarchy
from analysis.periods import PeriodsPerYear, period_names, period_numbers
from analysis.rates import contributions, growth_pct
from analysis.tables.territory import WHOLE

PATH_YEARS = 3
"""Years of history beside the forecast."""
BOUNDS = ("lo80", "hi80", "lo95", "hi95")


def growth_and_outlook(
    outlook: pd.DataFrame, latest: pd.DataFrame, counts: pd.DataFrame | None
) -> pd.DataFrame:
    """The outlook with the growth of the last period and what each part pulled of its whole.

    Parameters
    ----------
    outlook
        Table `outlook` of `city_outlook`.
    latest
        `county_code`, `industry_code`, `value`, `base`: the last period of the cells, and the
        same period of last year on the same list of enterprises.
    counts
        `county_code`, `industry_code`, `enterprises` of the cells; None if nobody counted.

    Returns
    -------
    DataFrame
        `outlook` with `pull_pp` and `year_end_pull_pp` (percentage points of the city for
        counties and industries, of its county for a cell; the city's own pull is its growth),
        `month_growth_pct` of the last period alone, and `enterprises`.
    """
    whole = np.where(outlook["level"] == "cell", outlook["county_code"], outlook["level"])
    parts = outlook.assign(whole=whole)
    now = contributions(parts, "ytd_value", "ytd_base_value", by=["whole"])
    end = contributions(parts, "year_end_value", "year_end_base_value", by=["whole"])
    month = _everywhere(latest.dropna(subset=["value", "base"]), ["value", "base"])
    month = month.assign(month_growth_pct=growth_pct(month["value"], month["base"]))
    result = outlook.assign(pull_pp=now["pull_pp"], year_end_pull_pp=end["pull_pp"]).merge(
        month[[*CELL, "month_growth_pct"]], on=CELL, how="left", validate="one_to_one"
    )
    if counts is None:
        return result.assign(enterprises=np.nan)
    return result.merge(_everywhere(counts, ["enterprises"]), on=CELL, how="left")


def first_shown(origin: str, per_year: PeriodsPerYear) -> str:
    """The first period of the history shown with the forecast made at `origin`."""
    last = int(period_numbers([origin], per_year)[0])
    return period_names([last - PATH_YEARS * per_year + 1], per_year)[0]


def path(
    values: pd.DataFrame, forecast: pd.DataFrame, per_year: PeriodsPerYear, origin: str
) -> pd.DataFrame:
    """Periods that came and periods expected, of the city, counties and industries.

    Parameters
    ----------
    values
        `county_code`, `industry_code`, `period`, `value` of the cells.
    forecast
        Table `forecast` of `city_outlook`.
    per_year, origin
        Periods a year; the last period that came.

    Returns
    -------
    DataFrame
        `county_code`, `industry_code`, `level`, `period`, `kind` ("actual" or "forecast"),
        `value`, `lo80`, `hi80`, `lo95`, `hi95` and `base_value`, the forecast before adding up
        (missing for what came). Sums of what came add the
        cells that reported.
    """
    known = values[values["period"].between(first_shown(origin, per_year), origin)]
    sums = _everywhere(known, ["value"], ["period"])
    levels = hierarchy(known[CELL].drop_duplicates()).nodes
    came = sums.merge(levels[levels["level"] != "cell"], on=CELL).assign(kind="actual")
    ahead = forecast[forecast["level"] != "cell"].assign(kind="forecast")
    columns = [*CELL, "level", "period", "kind", "value", *BOUNDS, "base_value"]
    return pd.concat([came, ahead], ignore_index=True).reindex(columns=columns)


def on_this_years_list(
    values: pd.DataFrame, reported: pd.DataFrame | None, forecast: pd.DataFrame, origin: str
) -> pd.DataFrame:
    """The values with those of last year as this year's report restates them.

    What was published a year ago, less the same of this year's enterprises, is what those brought
    that have left: side by side, the two would tell of one of them. So each cell's periods of
    last year are scaled to add up, to date, to its restated figure, as in `year_end`. A cell
    that had nothing then takes the periods of the city; one that is on no list any more has none.

    Parameters
    ----------
    values
        `county_code`, `industry_code`, `period`, `value` of the cells.
    reported
        `county_code`, `industry_code`, `ytd_last_year`: restated to date; None if nothing is.
    forecast
        Table `forecast` of `city_outlook`: a cell in it is late if it is not in `reported`.
    origin
        The last period that came.

    Returns
    -------
    DataFrame
        As `values`. A cell that is late, is not restated or lacks a period of last year is as it
        was published: its base is that, or unknown.
    """
    year = f"{int(origin[:4]) - 1}"
    before = values["period"].str[:4] == year
    last = values[before]
    to_date = [p for p in sorted(last["period"].unique()) if p <= f"{year}{origin[4:]}"]
    if reported is None or not to_date:
        return values
    restated = reported.set_index(CELL)["ytd_last_year"].astype(float)
    listed = restated.index.union(pd.MultiIndex.from_frame(forecast[CELL].drop_duplicates()))
    wide = last.set_index([*CELL, "period"])["value"].unstack().reindex(listed)  # noqa: PD010
    new = ~(wide[to_date].sum(axis=1) > 0)
    wide.loc[new] = last.groupby("period")["value"].sum().to_numpy()
    whole = wide[to_date].notna().all(axis=1)
    factor = (restated.reindex(listed) / wide[to_date].sum(axis=1)).where(whole)
    wide = wide.mul(factor.mask(factor.isna() & ~new, 1.0), axis=0).dropna(how="all")
    rows = wide.reset_index().melt(CELL, var_name="period", value_name="value")
    return pd.concat([values[~before], rows], ignore_index=True)


def as_in_path(
    rows: pd.DataFrame, path: pd.DataFrame, origin: str, came: str, levels: Sequence[str]
) -> pd.DataFrame:
    """Rows with their `levels` of last year's periods scaled to what the path shows.

    Parameters
    ----------
    rows
        `county_code`, `industry_code`, `period`, `levels`.
    path
        As `path`.
    origin
        The last period that came.
    came
        Which of the levels is what came; the others keep their proportion to it.
    """
    actual = path.loc[path["kind"] == "actual", [*CELL, "period", "value"]]
    actual = actual.rename(columns={"value": "shown"})
    shown = rows[[*CELL, "period"]].merge(actual, on=[*CELL, "period"], how="left")["shown"]
    before = rows["period"].str[:4] < origin[:4]
    scale = (shown.set_axis(rows.index) / rows[came]).where(before, 1.0)
    return rows.assign(**{name: rows[name] * scale for name in levels})


def _everywhere(
    cells: pd.DataFrame, columns: list[str], by: list[str] | None = None
) -> pd.DataFrame:
    """Cells and their sums over counties, industries and the city."""
    by = by or []
    counties = cells.groupby(["county_code", *by], as_index=False)[columns].sum(min_count=1)
    industries = cells.groupby(["industry_code", *by], as_index=False)[columns].sum(min_count=1)
    whole = (
        cells.groupby(by, as_index=False)[columns].sum(min_count=1)
        if by
        else cells[columns].sum(min_count=1).to_frame().T
    )
    return pd.concat(
        [
            whole.assign(county_code=WHOLE, industry_code=TOTAL),
            counties.assign(industry_code=TOTAL),
            industries.assign(county_code=WHOLE),
            cells[[*CELL, *by, *columns]],
        ],
        ignore_index=True,
    )
