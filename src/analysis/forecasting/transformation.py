"""Does a series move by percentages or by amounts?

A season may be a share of the level or a fixed sum, growth may compound or not, and a short
series does not say for certain. It is forecast on both scales, in logs and as multiples of its
geometric mean, and the two forecasts are averaged, each weighted by how likely its scale makes
the history (`posterior.evidence` of a smoothed level, season taken out). On multiples of the
geometric mean Box and Cox's transformations are comparable as they stand.

Box, G. E. P. and Cox, D. R. (1964), *Journal of the Royal Statistical Society* B 26, 211-252.
"""

from collections.abc import Callable

import numpy as np

from analysis.forecasting.posterior import evidence
from analysis.forecasting.seasonality import past, seasonal_indices
from analysis.forecasting.smoothing import levels

Array = np.ndarray

FLOOR = 0.2
"""A forecast in amounts never falls below this share of the one in logs, or of the mean."""


def on_both_scales(
    method: Callable[[Array], Array], logs: Array, period: int, groups: Array | None = None
) -> Array:
    """Forecasts (series, horizon), as logs, of `method` run on logs and on amounts.

    Parameters
    ----------
    method
        From (series, time) to forecasts (series, horizon) on the same scale.
    logs
        (series, time), aligned at the end, NaN before a series starts.
    period, groups
        As in `seasonality`.
    """
    centre = np.nanmean(logs, axis=1, keepdims=True)
    amounts = np.exp(logs - centre)
    by_percentage = method(logs - centre)
    lowest = FLOOR * np.exp(np.minimum(by_percentage, 0.0))
    by_amount = np.log(np.maximum(method(amounts), lowest))
    ahead = _evidence(logs - centre, period, groups) - _evidence(amounts, period, groups)
    ahead = ahead[:, None]
    share, rest = -np.logaddexp(0.0, -ahead), -np.logaddexp(0.0, ahead)
    return np.logaddexp(share + by_percentage, rest + by_amount) + centre


def _evidence(values: Array, period: int, groups: Array | None) -> Array:
    plain = values - past(seasonal_indices(values, period, groups), values.shape[1])
    _, absolute = levels(plain)
    return evidence(absolute, (~np.isnan(values)).sum(axis=1))
