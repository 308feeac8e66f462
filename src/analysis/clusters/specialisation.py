"""How different is a county's structure from that of all the others together?

Krugman, P. (1991), *Geography and Trade*: the shares of all industries compared one by
one, 0 (the same structure) to 2 (nothing in common).
"""

import numpy as np

from analysis.clusters.cells import Array, ratio


def krugman(values: Array) -> Array:
    """Specialisation index of every county of an array (…, county, industry) of levels ≥ 0."""
    x = np.nan_to_num(values)
    rest = x.sum(axis=-2, keepdims=True) - x
    share = ratio(x, x.sum(axis=-1, keepdims=True))
    rest_share = ratio(rest, rest.sum(axis=-1, keepdims=True))
    return np.abs(share - rest_share).sum(axis=-1)
