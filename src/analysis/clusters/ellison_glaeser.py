"""Is an industry concentrated beyond what a few large plants would give by chance?

With ``s_ij`` the industry's share in county j, ``x_j`` the county's share of everything and
``H_i`` the Herfindahl index of plant sizes in the industry,

    γ_i = (Σ_j (s_ij − x_j)² / (1 − Σ_j x_j²) − H_i) / (1 − H_i)

γ is about 0 where plants fall like darts; above 0.05 an industry counts as highly concentrated.
Whether chance would do it says z: the distance of G_i = Σ_j (s_ij − x_j)² from what darts give,
(1 − Σ x²) H_i, in standard deviations, whose square is (z_k the plants' shares)

    2 [H² (Σx² − 2Σx³ + (Σx²)²) − Σ_k z_k⁴ (Σx² − 4Σx³ + 3(Σx²)²)]

Ellison, G. and Glaeser, E. L. (1997), *Journal of Political Economy* 105(5), 889-927.
"""

import numpy as np

from analysis.clusters.cells import Array, ratio


def ellison_glaeser(values: Array, plant_hhi: Array, whole: Array | None = None) -> Array:
    """γ of every industry.

    `values`: levels ≥ 0 of shape (…, county, industry); `plant_hhi`: shape (…, industry), in
    (0, 1]; `whole`: the counties' shares of everything, (…, county, 1), where the industries are
    not all. Missing for an industry which is a single plant (H = 1).
    """
    apart, whole = spread(values, whole)
    raw = ratio(apart, 1 - (whole**2).sum(axis=-2))
    return ratio(raw - plant_hhi, 1 - np.asarray(plant_hhi))


def dartboard_z(
    values: Array, plant_hhi: Array, plant_fourth: Array, whole: Array | None = None
) -> Array:
    """How many standard deviations the spread of each industry lies from that of darts.

    `plant_fourth`: Σ z⁴ of the plants' shares in their industry, (…, industry); the others as
    above. Missing where darts leave no chance (one county).
    """
    apart, whole = spread(values, whole)
    second, third = (whole**2).sum(axis=-2), (whole**3).sum(axis=-2)
    variance = 2 * (
        plant_hhi**2 * (second - 2 * third + second**2)
        - plant_fourth * (second - 4 * third + 3 * second**2)
    )
    deviation = np.sqrt(np.maximum(variance, 0.0))
    return ratio(apart - (1 - second) * plant_hhi, deviation)


def spread(values: Array, whole: Array | None = None) -> tuple[Array, Array]:
    """Σ_j (s_ij − x_j)² of every industry, and the counties' shares of everything."""
    x = np.nan_to_num(values)
    industry = ratio(x, x.sum(axis=-2, keepdims=True))
    if whole is None:
        county = x.sum(axis=-1, keepdims=True)
        whole = ratio(county, county.sum(axis=-2, keepdims=True))
    return ((industry - whole) ** 2).sum(axis=-2), whole
