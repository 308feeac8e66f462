"""Eight parts of a cell's change: four sources, each as expected and as special.

Arcelus adds the growth of the county to the sources and weighs every source once with the
homothetic base ``h`` (expected: the county had the reference's structure) and once with the
rest ``b − h`` (differential: what its own structure adds):

    reference growth   G
    industry mix       G_i − G
    county growth      g_j − G
    county's industry  (g − G_i) − (g_j − G)

The eight sum to the change of the cell. Arcelus, F. J. (1984), *Growth and Change* 15(1), 3-8.
"""

import numpy as np

from analysis.clusters.cells import Array, comparable, ratio
from analysis.clusters.shift_share import homothetic

SOURCES = ["reference", "mix", "county", "county_industry"]


def arcelus(base: Array, end: Array) -> dict[str, Array]:
    """Columns `<source>_expected_effect` and `<source>_differential_effect`.

    Shapes and missing cells as in `shift_share.dunn`. A cell without base has no growth rate of
    its own: its end value is the ninth column, `entry_effect`, and the eight are zero.
    """
    b, e, usable = comparable(base, end)
    h = homothetic(b)
    axes = {"reference": (-2, -1), "mix": (-2,), "county": (-1,)}
    rate = {
        name: ratio(e.sum(axis=axis, keepdims=True), b.sum(axis=axis, keepdims=True)) - 1
        for name, axis in axes.items()
    }
    cell = ratio(e, b) - 1
    own = cell - rate["mix"] - (rate["county"] - rate["reference"])
    sources = [rate["reference"], rate["mix"] - rate["reference"], rate["county"], own]
    sources[2] = sources[2] - rate["reference"]
    has_base = b > 0
    effects = {}
    for name, source in zip(SOURCES, sources, strict=True):
        effects[f"{name}_expected_effect"] = np.where(has_base, h * source, 0.0)
        effects[f"{name}_differential_effect"] = np.where(has_base, (b - h) * source, 0.0)
    effects["entry_effect"] = np.where(has_base, 0.0, e)
    return {name: np.where(usable, x, np.nan) for name, x in effects.items()}
