"""Where does the year end?

    flow     year end = cumulative so far + Σ forecasts of the periods left
    stock    year end = mean of the year's figures, known and forecast

The interval is that of the sum of the periods left, from past sums over as many periods, not a
sum of the periods' intervals. Growth compares with last year's whole year on this year's list of
enterprises: where the cumulative figure of last year is restated, the rest of last year is
restated by the same ratio, cell by cell, so that bases add up. A stock counts only the cells whose
months so far are known in both years: a suppressed month is neither a zero nor filled.
"""

import numpy as np
import pandas as pd

from analysis.forecast.hierarchy import CELL, TOTAL
from analysis.forecast.intervals import LEVELS
from analysis.forecast.outcome import Outcome
from analysis.growth import growth_pct
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
        `ytd_value` (mean so far for a stock), `ytd_base_value`, `rest_value` (the periods left),
        `base_rest_value` (the same before adding up), `year_end_value` with `lo80` … `hi95`,
        `year_end_base_value`; `remaining_periods`; `ytd_growth_pct`, `growth_pct` with
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
    so_far = nodes["ytd"].to_numpy(float)
    rest, bounds = _rest(outcome, left)
    rest = np.r_[rest, np.zeros(len(unforecast))]
    base_rest = np.r_[outcome.base[:, :left].sum(axis=1), np.zeros(len(unforecast))]
    unknown = np.full(len(unforecast), np.nan)
    bounds = {name: np.r_[bound, unknown] for name, bound in bounds.items()}
    usual = _usual_share(outcome, elapsed) if outcome.target.flow else np.nan
    table = nodes[[*CELL, "level"]].assign(
        period=outcome.panel.origin,
        remaining_periods=left,
        ytd_value=so_far / (1.0 if outcome.target.flow else elapsed),
        ytd_base_value=nodes["ytd_base"] / (1.0 if outcome.target.flow else elapsed),
        rest_value=rest,
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
    """Sums of every cell, also of those that stopped: this year, last year to date and whole."""
    panel, per_year = outcome.panel, outcome.panel.per_year
    values = panel.values.copy()
    values[outcome.active] = outcome.now.history[outcome.tree.count :]
    if not outcome.target.flow:
        values[~outcome.active] = np.nan
    length = values.shape[1]
    start = length - elapsed
    so_far = _known_sum(values[:, start:]) if start >= 0 else np.full(len(values), np.nan)
    cells = panel.series.assign(ytd=so_far)
    if start < per_year:
        unknown = np.full(len(cells), np.nan)
        cells = cells.assign(last_ytd=unknown, full=unknown)
    else:
        cells = cells.assign(
            last_ytd=_known_sum(values[:, start - per_year : start - per_year + elapsed]),
            full=_known_sum(values[:, start - per_year : start]),
        )
    if reported is None:
        return cells.assign(ytd_base=cells["last_ytd"], full_base=cells["full"])
    found = cells.merge(
        reported.rename(columns={"ytd": "said", "ytd_last_year": "restated"}),
        on=CELL,
        how="left",
        validate="one_to_one",
    )
    # What stopped is on no list of this year; a late cell has at least its own figures.
    late = outcome.active & found["said"].isna().to_numpy()
    base = found["restated"].where(~late, found["last_ytd"])
    known_base = found["last_ytd"].sum()
    typical = found["full"].sum() / known_base if known_base else 1.0
    ratio = (found["full"] / found["last_ytd"].where(found["last_ytd"] > 0)).fillna(typical)
    return cells.assign(
        ytd=found["said"].where(~late, found["ytd"]), ytd_base=base, full_base=base * ratio
    )


def _sums(outcome: Outcome, cells: pd.DataFrame) -> pd.DataFrame:
    """The cells and their sums over counties, industries and the city."""
    columns = ["ytd", "ytd_base", "full_base"]
    by_county = cells.groupby("county_code", as_index=False)[columns].sum(min_count=1)
    by_industry = cells.groupby("industry_code", as_index=False)[columns].sum(min_count=1)
    city = cells[columns].sum(min_count=1).to_frame().T
    return pd.concat(
        [
            city.assign(county_code=WHOLE, industry_code=TOTAL),
            by_county.assign(industry_code=TOTAL),
            by_industry.assign(county_code=WHOLE),
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
