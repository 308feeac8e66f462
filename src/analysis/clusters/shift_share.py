"""Did a county's industry grow by itself, or with its industry and with everything?

Shift-share splits the change of a cell (county j, industry i) exactly. With ``b`` its base,
``e`` its end, ``G`` the growth of all cells and ``G_i`` that of the industry, as fractions:

    reference effect      b · G            it grew with everything
    mix effect            b · (G_i − G)    it stands in a faster or slower industry
    local effect          e − b·(1 + G_i)  it did better or worse than its industry

The local effects of an industry sum to zero over the counties, because the counties are the
reference; against one from outside (`Reference`) they need not. An industry nobody had in the
base has no growth rate: there the whole end value is the `new_industry_effect` and the other
three are zero.

Esteban-Marquillas splits the local effect by the homothetic base ``h = b_j·B_i/B``, what the
county would have if its structure were the reference's:

    competitive effect    h · (g − G_i)        growing faster, size of the industry apart
    allocation effect     (b − h)·(g − G_i)    being specialised where it grows faster
    entry effect          local effect of a cell without base, which has no growth rate g

Arcelus splits all three against the homothetic base, with ``G_j`` the growth of the county: each
rate works on what is expected, h, and on how the cell differs from it, b − h.

    reference             h · G                        (b − h) · G
    mix                   h · (G_i − G)                (b − h)·(G_i − G)
    county                h · (G_j − G)                (b − h)·(G_j − G)
    county's mix          h · (g − G_j − G_i + G)      (b − h)·(g − G_j − G_i + G)

Gerfin compares growth factors, a county as a whole: of what it would be had its industries grown
as the reference's, over the reference's (structure), and of what it is over that (location).

Dunn, E. S. (1960), *Papers in Regional Science* 6(1), 97-112. Esteban-Marquillas, J. M. (1972),
*Regional and Urban Economics* 2(3), 249-255. Arcelus, F. J. (1984), *Growth and Change* 15(1), 3-8.
Gerfin, H. (1964), *Kyklos* 17(4), 565-593.
"""

from dataclasses import dataclass
from itertools import product

import numpy as np

from analysis.clusters.cells import Array, comparable, ratio

DUNN = ["reference_effect", "mix_effect", "local_effect", "new_industry_effect"]
ESTEBAN_MARQUILLAS = ["competitive_effect", "allocation_effect", "entry_effect"]
ARCELUS = [
    *(f"{rate}_{on}" for rate, on in product(
        ("reference", "mix", "county", "county_mix"), ("expected", "differential")
    )),
    "entry_effect",
]  # fmt: skip
GERFIN = ["structural_factor", "location_factor", "regional_factor"]


@dataclass(frozen=True, eq=False)
class Reference:
    """What cells are compared with.

    Parameters
    ----------
    base, end
        (…, 1, industry) the reference's levels by industry.
    whole_base, whole_end
        (…, 1, 1) its levels of everything.
    """

    base: Array
    end: Array
    whole_base: Array
    whole_end: Array

    @property
    def growth(self) -> Array:
        """Growth of everything as a fraction; 0 where there was nothing."""
        whole = ratio(self.whole_end, self.whole_base) - 1
        return np.where(np.isnan(whole), 0.0, whole)

    @property
    def industry_growth(self) -> Array:
        """Growth of each industry as a fraction; missing where it had no base."""
        return ratio(self.end, self.base) - 1


def counties_together(base: Array, end: Array) -> Reference:
    """Return the sum of all counties as the reference, of cells without gaps."""
    industry = [x.sum(axis=-2, keepdims=True) for x in (base, end)]
    return Reference(*industry, *(x.sum(axis=-1, keepdims=True) for x in industry))


def dunn(base: Array, end: Array, reference: Reference | None = None) -> dict[str, Array]:
    """The classic effects of every cell, in the unit of `base`; they sum to ``end − base``.

    `base` and `end` have shape (…, county, industry). Cells with a missing year are left out of
    the reference, by default the counties together, and stay missing.
    """
    b, e, usable = comparable(base, end)
    against = reference or counties_together(b, e)
    growth, industry_growth = against.growth, against.industry_growth
    has_base = ~np.isnan(industry_growth)
    industry = np.where(has_base, industry_growth, growth)
    effects = (
        b * growth,
        b * (industry - growth),
        np.where(has_base, e - b * (1 + industry), 0.0),
        np.where(has_base, 0.0, e),
    )
    return {name: np.where(usable, x, np.nan) for name, x in zip(DUNN, effects, strict=True)}


def esteban_marquillas(
    base: Array, end: Array, reference: Reference | None = None
) -> dict[str, Array]:
    """Split of the local effect, in the unit of `base`, and the homothetic base.

    Returns `competitive_effect`, `allocation_effect` and `entry_effect`, which sum to the local
    effect of `dunn`, and `homothetic_base`.
    """
    b, e, usable = comparable(base, end)
    against = reference or counties_together(b, e)
    h = homothetic(b, against)
    ahead = ratio(e, b) - 1 - against.industry_growth
    known = ~np.isnan(ahead)
    no_rate = ~known & ~np.isnan(against.industry_growth)
    effects = {
        "competitive_effect": np.where(known, h * ahead, 0.0),
        "allocation_effect": np.where(known, (b - h) * ahead, 0.0),
        "entry_effect": np.where(no_rate, e, 0.0),
        "homothetic_base": h,
    }
    return {name: np.where(usable, x, np.nan) for name, x in effects.items()}


def arcelus(base: Array, end: Array, reference: Reference | None = None) -> dict[str, Array]:
    """The effects named `ARCELUS` of every cell, in the unit of `base`; sum ``end − base``.

    `entry_effect` is the whole end value of a cell without base, whose other effects are 0.
    """
    b, e, usable = comparable(base, end)
    against = reference or counties_together(b, e)
    h = homothetic(b, against)
    growth = np.broadcast_to(against.growth, b.shape)
    industry = against.industry_growth - growth
    county = ratio(e.sum(axis=-1, keepdims=True), b.sum(axis=-1, keepdims=True)) - 1 - growth
    own = ratio(e, b) - 1 - growth - industry - county
    known = ~np.isnan(own)
    effects = [
        np.where(known, on * rate, 0.0)
        for rate, on in product((growth, industry, county, own), (h, b - h))
    ]
    effects.append(np.where(known, 0.0, e))
    return {name: np.where(usable, x, np.nan) for name, x in zip(ARCELUS, effects, strict=True)}


def gerfin(base: Array, end: Array, reference: Reference | None = None) -> dict[str, Array]:
    """The factors named `GERFIN` of every county, (…, county); the third is their product.

    Cells with a missing year, and industries without a base in the reference, are left out. A
    county without base has none.
    """
    b, e, _ = comparable(base, end)
    against = reference or counties_together(b, e)
    factor = 1 + against.industry_growth
    known = ~np.isnan(np.broadcast_to(factor, b.shape))
    b, e = np.where(known, b, 0.0), np.where(known, e, 0.0)
    had, has = b.sum(axis=-1), e.sum(axis=-1)
    expected = (b * np.nan_to_num(factor)).sum(axis=-1)
    whole = (1 + against.growth)[..., 0]
    structural, location = ratio(ratio(expected, had), whole), ratio(has, expected)
    return dict(zip(GERFIN, (structural, location, structural * location), strict=True))


def homothetic(base: Array, reference: Reference) -> Array:
    """What each cell would be if every county had the structure of the reference."""
    return ratio(base.sum(axis=-1, keepdims=True) * reference.base, reference.whole_base)
