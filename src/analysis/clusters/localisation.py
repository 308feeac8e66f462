"""Is an industry concentrated in few counties, beyond the size of those counties?

Four measures of the same question, each comparing the industry's shares over the counties
``s_ij`` with the shares of all activity ``x_j``. All are 0 where the industry lies like the
whole.

    hoover      ½ Σ_j |s_ij − x_j|          share that would have to move, below 1
    gini        area between the Lorenz curve over counties ordered by LQ and the diagonal, below 1
    theil       Σ_j s_ij ln(s_ij / x_j)     at most ln(1 / smallest x_j)
    variation   √ Σ_j x_j (s_ij/x_j − 1)²   coefficient of variation of the quotients

``x_j`` may come from outside; equal shares make them measures of inequality. Counted alike, not by
their size (`alike`), counties give what Nakamura and Morrison Paul call the locational Gini.

Hoover, E. M. (1936), *Review of Economics and Statistics* 18(4), 162-171; Krugman (1991),
*Geography and Trade*; Brülhart, M. and Traeger, R. (2005), *Regional Science and Urban
Economics* 35(6), 597-624; Nakamura, R. and Morrison Paul, C. J. (2009), in *Handbook of Regional
Growth and Development Theories*, 305-328.
"""

import numpy as np

from analysis.clusters.cells import Array, ratio


def hoover(values: Array, whole: Array | None = None) -> Array:
    """Hoover's coefficient of localisation of every industry of an array (…, county, industry).

    `whole`, as in all of these: the counties' shares, (…, county, 1 or industry), in place of
    those of all industries together.
    """
    industry, whole = _county_shares(values, whole)
    return np.abs(industry - whole).sum(axis=-2) / 2


def gini(values: Array, whole: Array | None = None) -> Array:
    """Locational Gini coefficient of every industry of an array (…, county, industry)."""
    industry, whole = _county_shares(values, whole)
    whole = np.broadcast_to(whole, industry.shape)
    # Counties without any activity have no quotient and no weight: any place in the order will do.
    order = np.argsort(ratio(industry, whole), axis=-2)
    s = np.take_along_axis(industry, order, axis=-2)
    x = np.take_along_axis(whole, order, axis=-2)
    height = np.cumsum(s, axis=-2)
    return 1 - (x * (2 * height - s)).sum(axis=-2)


def theil(values: Array, whole: Array | None = None) -> Array:
    """Theil's relative entropy of every industry of an array (…, county, industry)."""
    industry, whole = _county_shares(values, whole)
    quotient = ratio(industry, whole)
    log = np.log(quotient, out=np.zeros_like(quotient), where=quotient > 0)
    return np.where(np.isnan(industry), np.nan, industry * log).sum(axis=-2)


def variation(values: Array, whole: Array | None = None) -> Array:
    """Coefficient of variation of the quotients of every industry, counties weighted by size."""
    industry, whole = _county_shares(values, whole)
    apart = np.where(whole > 0, (ratio(industry, whole) - 1) ** 2, 0.0)
    return np.sqrt((whole * apart).sum(axis=-2))


def alike(values: Array, whole: Array | None = None) -> tuple[Array, Array]:
    """Quotients and equal shares: what to measure where each county counts the same.

    A county without any activity does not count.
    """
    industry, whole = _county_shares(values, whole)
    quotient = ratio(industry, np.broadcast_to(whole, industry.shape))
    counting = np.where(np.broadcast_to(whole, industry.shape) > 0, 1.0, 0.0)
    return quotient, ratio(counting, counting.sum(axis=-2, keepdims=True))


def _county_shares(values: Array, whole: Array | None) -> tuple[Array, Array]:
    """Share of each county in every industry and in everything; missing for an empty industry."""
    x = np.nan_to_num(values)
    if whole is None:
        county = x.sum(axis=-1, keepdims=True)
        whole = ratio(county, county.sum(axis=-2, keepdims=True))
    return ratio(x, x.sum(axis=-2, keepdims=True)), whole
