"""Shift-share year by year: the reference rates of each year, not of the two ends alone.

Over several years the structure moves, and a comparison of the two ends charges the whole
period to the first year's structure. Barff and Knight therefore add up the effects of adjacent
years. Pairs are calendar years (or the same cumulative period of adjacent years), never months:
seasons are not growth. Each pair may be a comparable list of its own.

Barff, R. A. and Knight, P. L. (1988), *Growth and Change* 19(2), 1-10.
"""

from analysis.clusters.cells import Array
from analysis.clusters.shift_share import dunn


def dynamic(bases: Array, ends: Array) -> dict[str, Array]:
    """Effects of `dunn` summed over the years, the first axis of both arrays.

    A cell is missing where it is missing in any of the years: a sum over fewer years would be
    read as the whole period. The effects of one year are those of `dunn` on that pair.
    """
    return {name: yearly.sum(axis=0) for name, yearly in dunn(bases, ends).items()}
