"""The whole city at once: every county × industry, county, industry and the city, adding up.

One call a batch. The panel is forecast at the present origin and at earlier ones, reconciled by
the method its own past prefers, given intervals from its own past errors, and taken to the end of
the year and to the targets.
"""

import numpy as np
import pandas as pd

from analysis.forecasting.accuracy import choices, coverage, errors_by_horizon, last_year
from analysis.forecasting.hierarchy import CELL
from analysis.forecasting.intervals import LEVELS, widening
from analysis.forecasting.outcome import Outcome, Target, solve
from analysis.forecasting.panel import to_panel
from analysis.forecasting.target_outlook import target_outlook
from analysis.forecasting.year_end import year_end
from analysis.periods import period_names

Array = np.ndarray


def city_outlook(
    table: pd.DataFrame,
    target: Target,
    origin: str | None = None,
    targets: pd.DataFrame | None = None,
    reported: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:
    """Forecast a city.

    Parameters
    ----------
    table
        `county_code`, `industry_code`, `period`, `value`: period values (not cumulative) of the
        cells; sums are made here.
    target
        What is forecast.
    origin
        The last period to use, `YYYY-MM`; the last of the table by default.
    targets
        `county_code` ("city" for the whole), `year`, `target_value`, `kind` ("level" or
        "growth_pct"), `unit` and `indicator`: the targets of this measure.
    reported
        `county_code`, `industry_code`, `ytd`, `ytd_last_year`: cumulative figures as reported at
        the origin and, restated for the same enterprises, for last year. Growth is then
        comparable; without it, growth is between published levels.

    Returns
    -------
    dict
        Tables by name: `forecast`, `outlook`, `targets`, `evaluation`, `coverage`, `last_year`,
        `choices`, `series`. Columns in the docstrings of the functions that make them. Rows of
        sums have `industry_code` "total" or `county_code` "city".

    Raises
    ------
    DataError
        If a period is malformed, a row stands twice, or nothing can be forecast.
    """
    outcome = solve(to_panel(table, target.per_year, origin, not target.non_negative), target)
    ends = year_end(outcome, reported)
    return {
        "forecast": forecast_table(outcome),
        "outlook": ends,
        "targets": target_outlook(outcome, ends, targets),
        "evaluation": errors_by_horizon(outcome),
        "coverage": coverage(outcome),
        "last_year": last_year(outcome),
        "choices": choices(outcome),
        "series": series_table(outcome, reported),
    }


def forecast_table(outcome: Outcome) -> pd.DataFrame:
    """The periods ahead.

    Returns `county_code`, `industry_code`, `level` (city, county, industry, cell), `period`,
    `horizon`, `value` and its intervals `lo80`, `hi80`, `lo95`, `hi95`, and `base_value`, the
    forecast before reconciliation; all in the measure's unit.
    """
    nodes, horizon = outcome.value.shape
    ahead = outcome.panel.numbers[-1] + 1 + np.arange(horizon)
    scale, calendar = outcome.now.scale, outcome.calendar
    centre = scale.to_model(outcome.value, calendar)
    columns: dict[str, Array] = {"value": outcome.value}
    for level in LEVELS:
        half = widening(outcome.periods.half_widths(level))
        low = scale.to_values(centre - half, calendar)
        low = np.maximum(low, 0.0) if outcome.target.non_negative else low
        columns[f"lo{level}"] = np.minimum(low, outcome.value)
        high = scale.to_values(centre + half, calendar)
        columns[f"hi{level}"] = np.maximum(high, outcome.value)
    repeated = outcome.tree.nodes.loc[outcome.tree.nodes.index.repeat(horizon)]
    table = repeated.reset_index(drop=True).assign(
        period=period_names(ahead, outcome.panel.per_year) * nodes,
        horizon=np.tile(np.arange(1, horizon + 1), nodes),
        **{name: x.ravel() for name, x in columns.items()},
        base_value=outcome.base.ravel(),
    )
    return table


def series_table(outcome: Outcome, reported: pd.DataFrame | None = None) -> pd.DataFrame:
    """What was found in each cell, and how it was forecast.

    Returns the columns of `Panel.status` with `level_break` (first period after a break, or
    missing), `base` of growth ("restated" in this year's report, or "published" last year) and
    `method` ("ensemble"; "level" for less than a year and a quarter; "none"). A cell of which a
    cumulative figure was `reported` is not late, though its single period is unknown.
    """
    count = outcome.tree.count
    column = outcome.now.breaks[count:]
    names = np.array(period_names(outcome.panel.numbers, outcome.panel.per_year), dtype=object)
    made = outcome.tree.nodes.loc[count:, ["county_code", "industry_code"]].assign(
        level_break=np.where(column >= 0, names[column], None),
        method=outcome.now.method[count:],
    )
    found = outcome.panel.status().merge(made, how="left", validate="one_to_one")
    found = found.assign(method=found["method"].fillna("none"), base="published")
    if reported is None:
        return found
    said = found[CELL].merge(reported, on=CELL, how="left", validate="one_to_one")
    here = (found["status"] == "late") & said["ytd"].notna()
    return found.assign(
        status=found["status"].mask(here, "forecast"),
        base=found["base"].mask(said["ytd_last_year"].notna(), "restated"),
    )
