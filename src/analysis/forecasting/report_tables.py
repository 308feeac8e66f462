"""The tables of the monthly output report, made from the city's outlook.

Growth and pull of every county, industry and cell, and the path of the year: what came, what is
expected, and how surely.
"""

import numpy as np
import pandas as pd

from analysis.forecasting.hierarchy import CELL, TOTAL, hierarchy
from analysis.periods import PeriodsPerYear, period_names, period_numbers
from analysis.rates import contributions, growth_pct
from analysis.tables.territory import WHOLE

PATH_YEARS = 3
"""Years of history beside the forecast."""


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
    columns = [*CELL, "level", "period", "kind", "value", "lo80", "hi80", "lo95", "hi95"]
    columns.append("base_value")
    return pd.concat([came, ahead], ignore_index=True).reindex(columns=columns)


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
