"""Is an industry concentrated beyond what a few large plants would give by chance?

With ``s_ij`` the industry's share in county j, ``x_j`` the county's share of everything and
``H_i`` the Herfindahl index of plant sizes in the industry,

    γ_i = (Σ_j (s_ij − x_j)² / (1 − Σ_j x_j²) − H_i) / (1 − H_i)

γ is about 0 where plants fall like darts; above 0.05 an industry counts as highly concentrated.
Ellison, G. and Glaeser, E. L. (1997), *Journal of Political Economy* 105(5), 889-927.
"""

import numpy as np

from analysis.clusters.cells import Array, ratio


def ellison_glaeser(values: Array, plant_hhi: Array) -> Array:
    """γ of every industry.

    `values`: levels ≥ 0 of shape (…, county, industry); `plant_hhi`: shape (…, industry), in
    (0, 1]. Missing for an industry which is a single plant (H = 1).
    """
    x = np.nan_to_num(values)
    industry = ratio(x, x.sum(axis=-2, keepdims=True))
    county = x.sum(axis=-1, keepdims=True)
    whole = ratio(county, county.sum(axis=-2, keepdims=True))
    spread = ((industry - whole) ** 2).sum(axis=-2)
    raw = ratio(spread, 1 - (whole**2).sum(axis=-2))
    return ratio(raw - plant_hhi, 1 - np.asarray(plant_hhi))
