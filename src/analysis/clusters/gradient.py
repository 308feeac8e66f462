"""产业梯度系数: is a county specialised in an industry, and productive in it?

    gradient = LQ · comparative productivity
    comparative productivity = (share of the industry's output) / (share of its labour)

above 1 the industry stands on a higher step than the reference. 戴宏伟 (2003)
《区域产业转移研究》; 陈蕊、熊必琳 (2007) add the return on capital, which monthly forms lack.
"""

import numpy as np

from analysis.clusters.cells import Array, ratio
from analysis.clusters.location_quotient import location_quotient


def comparative_productivity(output: Array, labour: Array) -> Array:
    """Share of the industry's output over share of its labour, of cells that report both."""
    both = ~(np.isnan(output) | np.isnan(labour))
    x, n = np.where(both, output, 0.0), np.where(both, labour, 0.0)
    share = ratio(x, x.sum(axis=-2, keepdims=True))
    labour_share = ratio(n, n.sum(axis=-2, keepdims=True))
    return np.where(both, ratio(share, labour_share), np.nan)


def gradient(output: Array, labour: Array) -> Array:
    """Gradient coefficient of every cell of arrays (…, county, industry) of levels ≥ 0."""
    return location_quotient(output) * comparative_productivity(output, labour)
