"""Where does the year end?

    flow     year end = cumulative so far + Σ forecasts of the periods left
    stock    year end = mean of the year's figures, known and forecast

What came and what is expected are kept apart: `ytd_value` holds what was reported, and its base the
same cells; a cell that is late, or whose months have gaps, is estimated in `year_end_value` only.
The interval is that of the sum of the periods left, from past sums over as many periods, not a
sum of the periods' intervals. Growth compares with last year's whole year on this year's list of
enterprises: where the cumulative figure of last year is restated, the rest of last year is
restated by the same ratio, cell by cell, so that bases add up. A stock counts only the cells whose
months so far are known in both years: a suppressed month is neither a zero nor filled.
"""

import numpy as np
import pandas as pd

from analysis.forecasting.hierarchy import CELL, TOTAL
from analysis.forecasting.intervals import LEVELS
from analysis.forecasting.outcome import Outcome
from analysis.rates import growth_pct
from analysis.tables.territory import WHOLE

Array = np.ndarray

SHARE_YEARS = 3
"""Earlier years whose course through the year gives the usual share done by now."""


def year_end(outcome: Outcome, reported: pd.DataFrame | None = None) -> pd.DataFrame:
    """The end of the year for every node.

    Parameters
    ----------
    outcome
        The solved panel.
    reported
        See `city.city_outlook`.

    Returns
    -------
    DataFrame
        `county_code`, `industry_code`, `level`, `period` (the origin); in the measure's unit
        `ytd_value` (mean so far for a stock) of the cells that reported and `ytd_base_value` of
        the same cells, `rest_value` (the periods left),
        `base_rest_value` (the same before adding up), `year_end_value` with `lo80` … `hi95`,
        `year_end_base_value`; `estimated_value` and `estimated_base_value`, what the year end
        holds of cells that are late; `remaining_periods`; `ytd_growth_pct`, `growth_pct` with
        `growth_lo80_pct` … `growth_hi95_pct`; `share_pct`, the share of the year that earlier
        years had done by now (flows only). Missing where the data do not reach back to the start
        of this year (or of last year, for growth). A cell that was reported but has no period to
        forecast from (its first report is this one)
        brings nothing more and has no interval, as in the sums that hold it.
    """
    per_year = outcome.panel.per_year
    elapsed = outcome.panel.elapsed
    left = per_year - elapsed
    parts = _sums(outcome, _cells(outcome, elapsed, reported))
    nodes = outcome.tree.nodes.merge(parts, on=CELL, how="left", validate="one_to_one")
    unforecast = _unforecast(outcome, parts)
    nodes = pd.concat([nodes, unforecast], ignore_index=True)
    whole = 1.0 if outcome.target.flow else float(per_year)
    came, late = nodes["ytd"], nodes["late"]
    so_far = came.where(late.isna(), came.fillna(0.0) + late).to_numpy(float)
    rest, bounds = _rest(outcome, left)
    rest = np.r_[rest, np.zeros(len(unforecast))]
    base_rest = np.r_[outcome.base[:, :left].sum(axis=1), np.zeros(len(unforecast))]
    unknown = np.full(len(unforecast), np.nan)
    bounds = {name: np.r_[bound, unknown] for name, bound in bounds.items()}
    usual = _usual_share(outcome, elapsed) if outcome.target.flow else np.nan
    table = nodes[[*CELL, "level"]].assign(
        period=outcome.panel.origin,
        remaining_periods=left,
        ytd_value=came / (1.0 if outcome.target.flow else elapsed),
        ytd_base_value=nodes["ytd_base"] / (1.0 if outcome.target.flow else elapsed),
        rest_value=rest,
        estimated_value=late.fillna(0.0),
        estimated_base_value=nodes["late_base"].fillna(0.0),
        base_rest_value=base_rest,
        year_end_value=(so_far + rest) / whole,
        **{name: (so_far + bound) / whole for name, bound in bounds.items()},
        year_end_base_value=nodes["full_base"] / whole,
    )
    base = table["year_end_base_value"]
    return table.assign(
        ytd_growth_pct=growth_pct(table["ytd_value"], table["ytd_base_value"]),
        growth_pct=growth_pct(table["year_end_value"], base),
        **{f"growth_{name}_pct": growth_pct(table[name], base) for name in bounds},
        share_pct=np.r_[usual, unknown] if outcome.target.flow else np.nan,
    )


def _unforecast(outcome: Outcome, parts: pd.DataFrame) -> pd.DataFrame:
    """Cells in the sums of this year that no forecast was made of."""
    joined = parts.merge(outcome.tree.nodes[CELL], on=CELL, how="left", indicator="known")
    missing = joined[(joined["known"] == "left_only") & joined["ytd"].notna()]
    cells = missing[(missing["county_code"] != WHOLE) & (missing["industry_code"] != TOTAL)]
    return cells.drop(columns="known").assign(level="cell")


def _rest(outcome: Outcome, left: int) -> tuple[Array, dict[str, Array]]:
    """Sum of the periods left and its intervals, (nodes,)."""
    if left == 0:
        nothing = np.zeros(len(outcome.value))
        return nothing, {f"{side}{level}": nothing for level in LEVELS for side in ("lo", "hi")}
    rest = outcome.value[:, :left].sum(axis=1)
    length = outcome.calendar[:left].sum(keepdims=True)
    scale = outcome.now.scale
    centre = scale.to_model(rest[:, None], length)
    bounds = {}
    for level in LEVELS:
        half = outcome.sums.half_widths(level)[:, [left - 1]]
        low = scale.to_values(centre - half, length)[:, 0]
        low = np.maximum(low, 0.0) if outcome.target.non_negative else low
        bounds[f"lo{level}"] = np.minimum(low, rest)
        bounds[f"hi{level}"] = np.maximum(scale.to_values(centre + half, length)[:, 0], rest)
    return rest, bounds


def _cells(outcome: Outcome, elapsed: int, reported: pd.DataFrame | None) -> pd.DataFrame:
    """Sums of every cell, also of those that stopped: this year, last year to date and whole.

    `ytd` and `ytd_base` of what came; `late` and `late_base` of cells whose figures of this year
    or of its base are estimated.
    """
    panel, per_year = outcome.panel, outcome.panel.per_year
    values = panel.values.copy()
    values[outcome.active] = outcome.now.history[outcome.tree.count :]
    if not outcome.target.flow:
        values[~outcome.active] = np.nan
    guessed = np.isnan(panel.values) & ~np.isnan(values)
    length, count = values.shape[1], len(values)
    start = length - elapsed
    unknown = np.full(count, np.nan)
    so_far = _known_sum(values[:, start:]) if start >= 0 else unknown
    estimated = guessed[:, max(start, 0) :].any(axis=1)
    last_ytd, full, no_base = unknown, unknown, np.zeros(count, dtype=bool)
    if start >= per_year:
        to_date = slice(start - per_year, start - per_year + elapsed)
        last_ytd = _known_sum(values[:, to_date])
        full = _known_sum(values[:, start - per_year : start])
        no_base = guessed[:, to_date].any(axis=1)
    cells = panel.series.assign(last_ytd=last_ytd, full=full)
    if reported is None:
        cells = cells.assign(ytd=so_far, ytd_base=last_ytd, full_base=full, unknown=False)
        return _apart(cells, estimated | no_base, so_far)
    found = cells.merge(
        reported.rename(columns={"ytd": "said", "ytd_last_year": "restated"}),
        on=CELL,
        how="left",
        validate="one_to_one",
    )
    # What stopped is on no list of this year; a late cell has at least its own figures.
    said, restated = found["said"].notna(), found["restated"]
    late = outcome.active & ~said.to_numpy()
    base = restated.where(restated.notna() | ~said, found["last_ytd"].mask(no_base))
    unknown_base = said & base.isna() & (no_base | (start < per_year))
    base = base.where(~late, found["last_ytd"])
    known_base = found["last_ytd"].sum()
    typical = found["full"].sum() / known_base if known_base else np.nan
    ratio = (found["full"] / found["last_ytd"].where(found["last_ytd"] > 0)).fillna(typical)
    ratio = ratio if elapsed < per_year else 1.0
    cells = cells.assign(
        ytd=found["said"], ytd_base=base, full_base=base * ratio, unknown=unknown_base
    )
    return _apart(cells, late, so_far)


def _apart(cells: pd.DataFrame, late: Array, so_far: Array) -> pd.DataFrame:
    """What came without the cells that are `late`; those beside it."""
    return cells.assign(
        ytd=cells["ytd"].mask(late),
        ytd_base=cells["ytd_base"].mask(late),
        late=np.where(late, so_far, np.nan),
        late_base=cells["ytd_base"].where(late),
    )


def _sums(outcome: Outcome, cells: pd.DataFrame) -> pd.DataFrame:
    """The cells and their sums over counties, industries and the city."""
    columns = ["ytd", "ytd_base", "full_base", "late", "late_base"]
    by_county, by_industry = cells.groupby("county_code"), cells.groupby("industry_code")
    counties, industries = (by[columns].sum(min_count=1) for by in (by_county, by_industry))
    city = cells[columns].sum(min_count=1).to_frame().T
    # A sum over a base that is not wholly known is no base.
    bases = ["ytd_base", "full_base"]
    counties.loc[by_county["unknown"].any(), bases] = np.nan
    industries.loc[by_industry["unknown"].any(), bases] = np.nan
    city.loc[[cells["unknown"].any()], bases] = np.nan
    return pd.concat(
        [
            city.assign(county_code=WHOLE, industry_code=TOTAL),
            counties.reset_index().assign(industry_code=TOTAL),
            industries.reset_index().assign(county_code=WHOLE),
            cells[[*CELL, *columns]],
        ],
        ignore_index=True,
    )


def _usual_share(outcome: Outcome, elapsed: int) -> Array:
    """Percent of the year done by now, over the last complete years taken together, (nodes,)."""
    per_year, history = outcome.panel.per_year, outcome.now.history
    end = history.shape[1] - elapsed
    years = min(SHARE_YEARS, end // per_year)
    if years <= 0:
        return np.full(len(history), np.nan)
    recent = history[:, end - years * per_year : end].reshape(-1, years, per_year)
    complete = ~np.isnan(recent).any(axis=2)
    done = np.where(complete, recent[:, :, :elapsed].sum(axis=2), 0.0).sum(axis=1)
    whole = np.where(complete, recent.sum(axis=2), 0.0).sum(axis=1)
    return 100 * np.divide(done, whole, out=np.full(len(history), np.nan), where=whole > 0)


def _known_sum(values: Array) -> Array:
    known = ~np.isnan(values)
    return np.where(known.any(axis=1), np.where(known, values, 0.0).sum(axis=1), np.nan)
