"""What adds up to what: county × industry cells, counties, industries, the city.

Sums of cells are rows with `industry_code` "total" (a county) or `county_code` "city" (an
industry); both for the whole.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.tables.territory import WHOLE

Array = np.ndarray

TOTAL = "total"
CELL = ["county_code", "industry_code"]
LEVELS = ("city", "county", "industry", "cell")


@dataclass(frozen=True)
class Hierarchy:
    """The nodes of a panel, sums first.

    Parameters
    ----------
    nodes
        `county_code`, `industry_code`, `level`; one row a node: city, counties, industries, cells.
    sums
        (sums, cells) of 0 and 1: which cells each sum adds. A cell is in three sums only, so the
        zeros, nearly all of a nation's, are not stored.
    """

    nodes: pd.DataFrame
    sums: csr_array

    @property
    def count(self) -> int:
        """How many nodes are sums; they stand first."""
        return int(self.sums.shape[0])

    def add_up(self, cells: Array) -> Array:
        """Return the figures of all nodes from those of the cells, (nodes, …)."""
        return np.concatenate([self.sums @ cells, cells])

    @property
    def kinds(self) -> Array:
        """0 for a cell, 1 for a sum: their errors are of different kinds, (nodes,)."""
        return (self.nodes["level"] != "cell").to_numpy(int)

    @property
    def positions(self) -> dict[str, Array]:
        """Rows of the nodes of each level."""
        return {name: np.flatnonzero(self.nodes["level"] == name) for name in LEVELS}


def hierarchy(series: pd.DataFrame) -> Hierarchy:
    """Return the hierarchy of cells `series` (`county_code`, `industry_code`, one row a cell)."""
    counties, county = np.unique(series["county_code"].to_numpy(object), return_inverse=True)
    industries, industry = np.unique(series["industry_code"].to_numpy(object), return_inverse=True)
    cells = np.arange(len(series))
    adds = np.concatenate([np.zeros_like(cells), 1 + county, 1 + len(counties) + industry])
    sums = csr_array(
        (np.ones(len(adds)), (adds, np.tile(cells, 3))),
        shape=(1 + len(counties) + len(industries), len(series)),
    )
    rows = [
        (WHOLE, TOTAL, "city"),
        *[(code, TOTAL, "county") for code in counties],
        *[(WHOLE, code, "industry") for code in industries],
        *[(c, i, "cell") for c, i in zip(counties[county], industries[industry], strict=True)],
    ]
    return Hierarchy(pd.DataFrame(rows, columns=["county_code", "industry_code", "level"]), sums)
