"""Do small clusters or counties catch up (β), and does the spread narrow (σ)?

β: least squares of (1/T)·ln(y_T/y_0) on ln y_0 with robust standard errors (HC3, which holds in
small samples); a negative slope is convergence, of speed −ln(1 + b·T)/T a year. σ: the spread of
ln y and the coefficient of variation, year by year. Eighteen counties have little power: n and
the interval are part of the result.

Barro, R. J. and Sala-i-Martin, X. (1992), *Journal of Political Economy* 100(2), 223-251.
"""

import numpy as np
import pandas as pd

from analysis.errors import DataError

MIN_UNITS = 8
MEASURES = (
    *("slope", "standard_error", "slope_lower", "slope_upper", "p_value"),
    *("speed_pct", "half_life_years"),
)


def beta_convergence(start: pd.Series, end: pd.Series, years: float) -> dict[str, float]:
    """`slope` with `standard_error`, `slope_lower`, `slope_upper` (95 %) and `p_value`;
    `speed_pct`, `half_life_years` and `n`.

    `start`, `end`: positive levels of the same units, `years` apart; units with a missing or no
    level are left out. Speed and half-life are missing without convergence, all but `n` where every
    unit starts from the same level. Raises DataError with fewer than `MIN_UNITS` units.
    """
    import statsmodels.api as sm

    pair = pd.DataFrame({"start": start, "end": end}).query("start > 0 and end > 0")
    if len(pair) < MIN_UNITS:
        raise DataError(
            f"收敛检验至少需要{MIN_UNITS}个单位，现有{len(pair)}个。",
            f"convergence needs at least {MIN_UNITS} units, there are {len(pair)}.",
        )
    if (pair["start"] == pair["start"].iloc[0]).all():
        return {**dict.fromkeys(MEASURES, np.nan), "n": float(len(pair))}
    log = np.log(pair)
    growth = (log["end"] - log["start"]) / years
    fit = sm.OLS(growth, sm.add_constant(log["start"])).fit(cov_type="HC3", use_t=True)
    slope = float(fit.params["start"])
    lower, upper = fit.conf_int().loc["start"]
    inside = 1 + slope * years
    speed = -np.log(inside) / years if slope < 0 < inside else np.nan
    return {
        "slope": slope,
        "standard_error": float(fit.bse["start"]),
        "slope_lower": float(lower),
        "slope_upper": float(upper),
        "p_value": float(fit.pvalues["start"]),
        "speed_pct": 100 * speed,
        "half_life_years": np.log(2) / speed,
        "n": float(len(pair)),
    }


def sigma_convergence(levels: pd.DataFrame) -> pd.DataFrame:
    """Spread year by year: one row per column (year) of `levels`, whose rows are units.

    Only units with a positive level in every year count, so that years compare. Returns `year`,
    `sd_log`, `cv` and `n`.
    """
    balanced = levels[(levels > 0).all(axis=1)]
    return pd.DataFrame(
        {
            "year": balanced.columns,
            "sd_log": np.log(balanced).std().to_numpy(),
            "cv": (balanced.std() / balanced.mean()).to_numpy(),
            "n": len(balanced),
        }
    )
