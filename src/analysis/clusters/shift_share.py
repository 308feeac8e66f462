"""Did a county's industry grow by itself, or with its industry and with everything?

Shift-share splits the change of a cell (county j, industry i) exactly. With ``b`` its base,
``e`` its end, ``G`` the growth of all cells and ``G_i`` that of the industry, as fractions:

    reference effect      b · G            it grew with everything
    mix effect            b · (G_i − G)    it stands in a faster or slower industry
    local effect          e − b·(1 + G_i)  it did better or worse than its industry

The local effects of an industry sum to zero over the counties, because the counties are the
reference. An industry nobody had in the base has no growth rate: there the whole end value is
the `new_industry_effect` and the other three are zero.

Esteban-Marquillas splits the local effect by the homothetic base ``h = b_j·B_i/B``, what the
county would have if its structure were the reference's:

    competitive effect    h · (g − G_i)        growing faster, size of the industry apart
    allocation effect     (b − h)·(g − G_i)    being specialised where it grows faster
    entry effect          local effect of a cell without base, which has no growth rate g

Dunn, E. S. (1960), *Papers in Regional Science* 6(1), 97-112. Esteban-Marquillas, J. M. (1972),
*Regional and Urban Economics* 2(3), 249-255.
"""

import numpy as np

from analysis.clusters.cells import Array, comparable, ratio

DUNN = ["reference_effect", "mix_effect", "local_effect", "new_industry_effect"]
ESTEBAN_MARQUILLAS = ["competitive_effect", "allocation_effect", "entry_effect"]


def dunn(base: Array, end: Array) -> dict[str, Array]:
    """The classic effects of every cell, in the unit of `base`; they sum to ``end − base``.

    `base` and `end` have shape (…, county, industry). Cells with a missing year are left out of
    the reference and stay missing.
    """
    b, e, usable = comparable(base, end)
    growth, industry_growth = _growth_rates(b, e)
    has_base = ~np.isnan(industry_growth)
    industry = np.where(has_base, industry_growth, growth)
    effects = (
        b * growth,
        b * (industry - growth),
        np.where(has_base, e - b * (1 + industry), 0.0),
        np.where(has_base, 0.0, e),
    )
    return {name: np.where(usable, x, np.nan) for name, x in zip(DUNN, effects, strict=True)}


def esteban_marquillas(base: Array, end: Array) -> dict[str, Array]:
    """Split of the local effect, in the unit of `base`, and the homothetic base.

    Returns `competitive_effect`, `allocation_effect` and `entry_effect`, which sum to the local
    effect of `dunn`, and `homothetic_base`.
    """
    b, e, usable = comparable(base, end)
    _, industry_growth = _growth_rates(b, e)
    h = homothetic(b)
    ahead = ratio(e, b) - 1 - industry_growth
    known = ~np.isnan(ahead)
    no_rate = ~known & ~np.isnan(industry_growth)
    effects = {
        "competitive_effect": np.where(known, h * ahead, 0.0),
        "allocation_effect": np.where(known, (b - h) * ahead, 0.0),
        "entry_effect": np.where(no_rate, e, 0.0),
        "homothetic_base": h,
    }
    return {name: np.where(usable, x, np.nan) for name, x in effects.items()}


def homothetic(base: Array) -> Array:
    """What each cell would be if every county had the structure of the reference."""
    county = base.sum(axis=-1, keepdims=True)
    industry = base.sum(axis=-2, keepdims=True)
    return ratio(county * industry, base.sum(axis=(-2, -1), keepdims=True))


def _growth_rates(b: Array, e: Array) -> tuple[Array, Array]:
    """Growth of everything and of each industry, as fractions, ready to broadcast."""
    whole = ratio(e.sum(axis=(-2, -1), keepdims=True), b.sum(axis=(-2, -1), keepdims=True)) - 1
    industry = ratio(e.sum(axis=-2, keepdims=True), b.sum(axis=-2, keepdims=True)) - 1
    return np.where(np.isnan(whole), 0.0, whole), industry
