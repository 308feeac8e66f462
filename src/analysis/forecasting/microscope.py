"""What lies inside one series? The analyst's state-space model, for a notebook, not for a batch.

    log y_t = level_t + season_t + festival effects + interventions + irregular_t

with a local level (or local linear trend) and a stochastic season, estimated by maximum
likelihood (statsmodels `UnobservedComponents`). An estimate that did not converge says so in
`converged`: its components are not to be read.

Harvey, A. C. (1989), *Forecasting, Structural Time Series Models and the Kalman Filter*.
"""

import datetime as dt
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.forecasting.festival import WINDOWS, festival_regressors
from analysis.forecasting.shocks import logs_per_day, shocks
from analysis.periods import PeriodsPerYear, period_numbers

MAX_ITERATIONS = 500
FESTIVAL_MONTHS = ("01", "02", "03")
PARTS = [
    *("county_code", "period", "value", "converged"),
    *("trend_per_day", "season_pct", "effects_pct", "irregular_pct"),
]
EFFECTS = ["county_code", "effect", "converged", "percent", "lo95_percent", "hi95_percent"]


@dataclass(frozen=True)
class Components:
    """What the model found.

    Parameters
    ----------
    converged
        Whether the likelihood was maximised; otherwise nothing else is to be trusted.
    parts
        One row a period: `period`, `value`, and as logs `level`, `season`, `effects` (festival
        and interventions), `irregular`; they add up to the log of the value per day.
    effects
        One row a regressor: `effect` (its name), `percent` (change of the value), `lo95_percent`,
        `hi95_percent`.
    """

    converged: bool
    parts: pd.DataFrame
    effects: pd.DataFrame


def decompose(
    series: pd.DataFrame,
    per_year: PeriodsPerYear,
    festivals: Sequence[dt.date] = (),
    interventions: Mapping[str, str] | None = None,
    trend: str = "local level",
    flow: bool = True,
) -> Components:
    """Decompose one positive series.

    Parameters
    ----------
    series
        `period`, `value`: one row a period, at least three years, positive.
    per_year
        11 or 12 periods a year.
    festivals
        First days of the lunar years, for single months.
    interventions
        Name → period: a pulse in that period (an epidemic, a power cut).
    trend
        Of `UnobservedComponents`: "local level", "smooth trend", "local linear trend".
    flow
        Whether a longer month brings more; else all months are of mean length.

    Raises
    ------
    DataError
        If the series is too short, has gaps, or is not positive.
    """
    from statsmodels.tools.sm_exceptions import ConvergenceWarning
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    rows = series.sort_values("period", ignore_index=True)
    numbers = period_numbers(rows["period"], per_year)
    _refuse(rows, numbers, per_year)
    logs = logs_per_day(rows["value"], numbers, per_year, flow)
    regressors = pd.DataFrame(index=rows.index)
    if festivals:
        shares = festival_regressors(numbers, festivals)
        for (first, last), share in zip(WINDOWS, shares.T, strict=True):
            regressors[f"festival {first:+d} to {last:+d}"] = share
    for name, when in (interventions or {}).items():
        regressors[name] = (rows["period"] == when).astype(float)
    exog = regressors if len(regressors.columns) else None
    # The effects as states, not parameters: only variances are left to search for.
    model = UnobservedComponents(
        logs, trend, seasonal=per_year, exog=exog, mle_regression=exog is None
    )
    with warnings.catch_warnings():
        # The same fact stands in `converged`, where a caller cannot miss it.
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = model.fit(disp=False, maxiter=MAX_ITERATIONS, cov_type="none")
    first = len(fitted.smoothed_state) - len(regressors.columns)
    found = fitted.smoothed_state[first:, -1]
    spread = 1.96 * np.sqrt(np.diagonal(fitted.smoothed_state_cov[first:, first:, -1]))
    explained = regressors.to_numpy(float) @ found
    level, season = fitted.level.smoothed, fitted.seasonal.smoothed
    parts = rows[["period", "value"]].assign(
        level=level,
        season=season,
        effects=explained,
        irregular=logs - level - season - explained,
    )
    effects = pd.DataFrame(
        {
            "effect": regressors.columns,
            "percent": 100 * np.expm1(found),
            "lo95_percent": 100 * np.expm1(found - spread),
            "hi95_percent": 100 * np.expm1(found + spread),
        }
    )
    return Components(bool(fitted.mle_retvals["converged"]), parts, effects)


def decompose_each(
    values: pd.DataFrame,
    per_year: PeriodsPerYear,
    festivals: Sequence[dt.date] = (),
    declared: Sequence[str] | None = None,
    flow: bool = True,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Decompose the total of every county.

    Parameters
    ----------
    values
        `county_code`, `industry_code`, `period`, `value` of the cells.
    per_year, festivals, flow
        As of `decompose`.
    declared
        Periods that get a pulse of their own where a series has them; None: those found in each.

    Returns
    -------
    tuple of DataFrame
        The parts: `county_code`, `period`, `value`, `converged`, `trend_per_day` in the measure's
        unit and, in percent of what they multiply, `season_pct`, `effects_pct`, `irregular_pct`:
        value = days · trend · (1 + season) (1 + effects) (1 + irregular). The effects:
        `county_code`, `effect`, `converged`, `percent`, `lo95_percent`, `hi95_percent`. A total
        that is too short, has gaps or is not positive stands in neither.
    """
    sums = values.groupby(["county_code", "period"], as_index=False)["value"].sum(min_count=1)
    moving = FESTIVAL_MONTHS if festivals else ()
    parts, effects = [], []
    for county, series in sums.groupby("county_code"):
        rows = series[["period", "value"]]
        try:
            _refuse(rows, period_numbers(rows["period"], per_year), per_year)
            said = shocks(rows, per_year, flow, moving) if declared is None else declared
            pulses = {period: period for period in said if period in set(rows["period"])}
            found = decompose(rows, per_year, festivals, pulses, flow=flow)
        except DataError:
            continue
        marks = {"county_code": county, "converged": found.converged}
        logs = found.parts
        parts.append(
            logs[["period", "value"]].assign(
                **marks,
                trend_per_day=np.exp(logs["level"]),
                **{f"{n}_pct": 100 * np.expm1(logs[n]) for n in ("season", "effects", "irregular")},
            )
        )
        effects.append(found.effects.assign(**marks))
    if not parts:
        return pd.DataFrame(columns=PARTS), pd.DataFrame(columns=EFFECTS)
    every = pd.concat(parts, ignore_index=True), pd.concat(effects, ignore_index=True)
    return every[0][PARTS], every[1][EFFECTS]


def _refuse(rows: pd.DataFrame, numbers: np.ndarray, per_year: int) -> None:
    if len(rows) < 3 * per_year:
        raise DataError(
            f"序列只有{len(rows)}期，至少需要{3 * per_year}期",
            f"the series has {len(rows)} periods, at least {3 * per_year} are needed",
        )
    if (np.diff(numbers) != 1).any() or not (rows["value"] > 0).all():
        raise DataError(
            "序列应逐期连续且均为正数",
            "the series must be consecutive and positive throughout",
        )
