"""How different is a county's structure from that of the others, together or on average?

Krugman, P. (1991), *Geography and Trade*: the shares of all industries compared one by
one, 0 (the same structure) to 2 (nothing in common).
"""

from typing import Literal

import numpy as np

from analysis.clusters.cells import Array, ratio


def krugman(values: Array, others: Literal["pooled", "average"] = "pooled") -> Array:
    """Specialisation index of every county of an array (…, county, industry) of levels ≥ 0.

    It is compared with the shares of all others together ("pooled"), in which large counties
    weigh more, or with the mean of their shares ("average"). A county alone has no index.
    """
    x = np.nan_to_num(values)
    share = ratio(x, x.sum(axis=-1, keepdims=True))
    if others == "pooled":
        rest = x.sum(axis=-2, keepdims=True) - x
        rest_share = ratio(rest, rest.sum(axis=-1, keepdims=True))
    else:
        known = ~np.isnan(share)
        shares = np.where(known, share, 0.0)
        counted = known.sum(axis=-2, keepdims=True) - known
        rest_share = ratio(shares.sum(axis=-2, keepdims=True) - shares, counted.astype(float))
    return np.abs(share - rest_share).sum(axis=-1)
