"""Does an enterprise use as much electricity as its output lets expect?

    electricity growth = a + b · output growth + residual,     z = residual / robust scale

over the listed enterprises (b is the elasticity), fitted with Huber weights, since the few that
do not fit are the ones sought; the scale is the median absolute deviation (statsmodels RLM).
Output and electricity part for good reasons too, such as another mix of products: a large |z| is
a question to the enterprise and no finding against it.
"""

import numpy as np
import pandas as pd

FEWEST = 10
"""Enterprises without which no line is fitted."""
UNUSUAL_Z = 2
"""Robust deviations off the line from which an enterprise is asked."""


def residuals(output_growth_pct: pd.Series, electricity_growth_pct: pd.Series) -> pd.Series:
    """Return z of each enterprise; missing without both growth rates, or of too few enterprises."""
    both = output_growth_pct.notna() & electricity_growth_pct.notna()
    z = pd.Series(np.nan, index=output_growth_pct.index)
    if both.sum() < FEWEST:
        return z
    import statsmodels.api as sm

    fitted = sm.RLM(electricity_growth_pct[both], sm.add_constant(output_growth_pct[both])).fit()
    if fitted.scale > 0:
        z[both] = fitted.resid / fitted.scale
    return z
