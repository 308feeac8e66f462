"""Is an industry dense, specialised and made of many enterprises, all at once?

    density          (e_ij/a_j) / (e_i/a)
    specialisation   (e_ij/p_j) / (e_i/p)
    size             (e_ij/b_ij) / (e_i/b_i)
    index            density · specialisation / size

with ``e`` the employment and ``b`` the enterprises of industry i, ``a`` area and ``p`` population,
of county j and of all. 1 is the average of all; that size divides, so that one large plant is no
cluster.

Litzenberger, T. and Sternberg, R. (2006), *Geographische Zeitschrift* 94(2), 209-224.
"""

import numpy as np

from analysis.clusters.cells import Array, ratio


def litzenberger_sternberg(
    employment: Array, enterprises: Array, area: Array, population: Array
) -> Array:
    """Cluster index of every cell of arrays (…, county, industry); area and population (county,).

    Missing where a cell reports no employment or no enterprise. The whole is the sum of the
    counties that are given.
    """
    e, b = np.nan_to_num(employment), np.nan_to_num(enterprises)
    share = ratio(e, e.sum(axis=-2, keepdims=True))
    room, people = (x[:, None] / x.sum() for x in (area, population))
    firms = ratio(b, b.sum(axis=-2, keepdims=True))
    index = ratio(share, room) * ratio(share, people) * ratio(firms, share)
    return np.where(np.isnan(employment) | np.isnan(enterprises), np.nan, index)
