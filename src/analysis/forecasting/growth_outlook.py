"""Where does published growth end the year, and is its target reached?

Growth of the whole year mixes what came, C, and the mean growth ḡ of the periods left, as
`growth_rates` expects it, by days; its interval is that of the mean, times the share s of days
left, from the errors of past origins pooled over the counties:

    G = (1 − s) C + s ḡ,   target reached if ḡ ≥ (target − (1 − s) C) / s
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.forecasting.growth_backtest import error_table, past_errors
from analysis.forecasting.growth_rates import (
    PER_YEAR,
    Growths,
    base_days,
    expected_growth,
    to_growths,
)
from analysis.forecasting.intervals import LEVELS, Calibration, calibrate
from analysis.periods import period_names

Array = np.ndarray

BOUNDS = [f"{side}{level}" for level in LEVELS for side in ("lo", "hi")]


@dataclass(frozen=True)
class GrowthOutlook:
    """What is expected of published growth, and how good such forecasts were; all in percent.

    Parameters
    ----------
    path
        `county_code`, `period`, `stage` ("actual", "forecast"), `ytd_pct`, `month_pct` and, of what
        is expected, `lo80` … `hi95` around `ytd_pct`.
    errors
        See `growth_backtest.error_table`.
    targets
        The targets of counties forecast, with `growth_pct`, `growth_lo80_pct`, `growth_hi80_pct`,
        `probability_pct` and `required_growth_rest_pct`: the mean growth of the periods left with
        which the target is just reached.
    closure_pp
        `Growths.closure_pp`: how much the unknown shares of the base matter.
    """

    path: pd.DataFrame
    errors: pd.DataFrame
    targets: pd.DataFrame
    closure_pp: float


def growth_outlook(published: pd.DataFrame, origin: str, targets: pd.DataFrame) -> GrowthOutlook:
    """Forecast the published growth of every county to the end of the year.

    Parameters
    ----------
    published, origin
        As of `growth_rates.to_growths`; later periods are left out. The whole territory, where its
        growth is published, is one more county: no growth is a mean of others.
    targets
        `county_code`, `target_growth_pct` and any other columns, of the origin's year.

    Notes
    -----
    A county without growth in each of the last seventeen periods is not forecast.
    """
    known = published[published["period"] <= origin]
    every = to_growths(known, origin)
    growths = every.of(every.usable)
    came = known.assign(stage="actual")
    columns = ["county_code", "period", "stage", "ytd_pct", "month_pct", *BOUNDS]
    if not len(growths.counties):
        nothing = np.empty((0, 0, 0))
        return GrowthOutlook(
            came.reindex(columns=columns),
            error_table(nothing, nothing, np.empty(0)),
            _reached(targets.iloc[:0], growths, pd.DataFrame(), None),
            every.closure_pp,
        )
    errors, held = past_errors(growths)
    then = calibrate(errors, growths.size, backs=np.arange(len(errors), 0, -1))
    ahead = _ahead(growths, then)
    return GrowthOutlook(
        pd.concat([came, ahead], ignore_index=True).reindex(columns=columns),
        error_table(errors, held, growths.size),
        _reached(targets, growths, ahead, then),
        every.closure_pp,
    )


def _left(growths: Growths) -> tuple[Array, Array]:
    """Days of the periods left and, after each of them, their share of the year so far."""
    ahead = growths.numbers[-1] + 1 + np.arange(growths.left)
    d, whole = base_days(ahead)
    return d, np.cumsum(d) / whole


def _ahead(growths: Growths, then: Calibration) -> pd.DataFrame:
    """The periods left of the year, one row a county and period."""
    left = growths.left
    growth = expected_growth(growths.months, left)
    d, share = _left(growths)
    mean = np.cumsum(growth * d, axis=1) / np.cumsum(d)
    ytd = (1 - share) * growths.so_far[:, [-1]] + share * mean
    half = {level: share * then.half_widths(level)[:, :left] for level in LEVELS}
    sides = {"lo": -1, "hi": 1}
    names = period_names(growths.numbers[-1] + 1 + np.arange(left), PER_YEAR)
    return pd.DataFrame(
        {
            "county_code": np.repeat(growths.counties, left),
            "period": names * len(growths.counties),
            "stage": "forecast",
            "ytd_pct": ytd.ravel(),
            "month_pct": growth.ravel(),
            **{f"{s}{p}": (ytd + sides[s] * half[p]).ravel() for p in LEVELS for s in sides},
        }
    )


def _reached(
    targets: pd.DataFrame, growths: Growths, ahead: pd.DataFrame, then: Calibration | None
) -> pd.DataFrame:
    """Set the expected growth of the year beside its targets."""
    place = {county: i for i, county in enumerate(growths.counties)}
    due = targets[targets["county_code"].isin(place)].reset_index(drop=True)
    row = np.array([place[county] for county in due["county_code"]], dtype=int)
    goal = due["target_growth_pct"].to_numpy(float)
    came = growths.so_far[row, -1] if len(row) else np.empty(0)
    if growths.left == 0 or then is None:
        return due.assign(
            growth_pct=came,
            growth_lo80_pct=came,
            growth_hi80_pct=came,
            probability_pct=np.where(came >= goal, 100.0, 0.0),
            required_growth_rest_pct=np.nan,
        )
    ends = ahead.groupby("county_code").last().loc[due["county_code"]]
    d, share = _left(growths)
    needed = (goal - (1 - share[-1]) * came) / share[-1]
    mean = expected_growth(growths.months, growths.left) @ d / d.sum()
    chances = [
        then.chance_above(growths.left, np.full(len(mean), x), mean)[i]
        for i, x in zip(row, needed, strict=True)
    ]
    return due.assign(
        growth_pct=ends["ytd_pct"].to_numpy(),
        growth_lo80_pct=ends["lo80"].to_numpy(),
        growth_hi80_pct=ends["hi80"].to_numpy(),
        probability_pct=100 * np.array(chances, dtype=float),
        required_growth_rest_pct=needed,
    )
