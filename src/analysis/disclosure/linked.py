"""Do several published tables, taken together, tell what none of them shows alone?

Each published sum is an equation over the parts nobody published. A part whose own unit vector
lies in the space that the equations span is known exactly, and so is the sum of two parts whose
joint vector does. With A the equations (sums × parts) and P = Aᵀ(AAᵀ)⁺A the projection on their
space, that is P_ii = 1, or P_ii + P_jj + 2 P_ij = 2.

Hundepool et al., *Handbook on Statistical Disclosure Control*, 2nd edition, chapter 4.4 (linked
tables). Bounds that are narrow but not exact are not looked at.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.disclosure.primary import unsafe_cells
from analysis.tables.city import DisclosureRules

EXACT = 1e-6


def told(
    contributions: pd.DataFrame,
    parts: Sequence[str],
    published: Sequence[pd.DataFrame],
    group: str,
    rules: DisclosureRules,
) -> list[str]:
    """Return the groups in which published sums tell about single enterprises.

    Parameters
    ----------
    contributions
        One row an enterprise and measure: `parts`, `unit`, `measure`, `value`.
    parts
        The columns that name a part: the crossing of all dimensions published.
    published
        One frame a table: the keys (among `parts`) of the sums that are shown.
    group
        The part column whose values are judged (county): two parts are taken together within it.
    rules
        What makes a part unsafe.

    Returns
    -------
    list of str
        The values of `group` with a part, or two, that follow and are unsafe, sorted.
    """
    parts = list(parts)
    atoms = contributions[parts].drop_duplicates().sort_values(parts, ignore_index=True)
    equations = []
    for shown in published:
        keys = list(shown.columns)
        codes = atoms.merge(shown.drop_duplicates().assign(sum=1), on=keys, how="left")["sum"]
        place = atoms.groupby(keys, sort=False).ngroup().to_numpy()
        rows = np.zeros((place.max() + 1, len(atoms)))
        rows[place, np.arange(len(atoms))] = codes.notna()
        equations.append(rows[rows.any(axis=1)])
    a = np.concatenate(equations)
    projection = a.T @ np.linalg.pinv(a @ a.T, rcond=1e-10, hermitian=True) @ a
    size = np.diag(projection)
    known: list[tuple[int, int]] = []
    for index in atoms.groupby(group).indices.values():
        own = size[index]
        pairs = own[:, None] + own[None, :] + 2 * projection[np.ix_(index, index)]
        first, second = np.nonzero(np.triu(pairs > 2 - EXACT, k=1))
        known += [(i, i) for i in index[own > 1 - EXACT]]
        known += list(zip(index[first], index[second], strict=True))
    return _unsafe(contributions, atoms, known, group, rules)


def _unsafe(
    contributions: pd.DataFrame,
    atoms: pd.DataFrame,
    known: list[tuple[int, int]],
    group: str,
    rules: DisclosureRules,
) -> list[str]:
    """The groups in which one of the sums known tells about an enterprise."""
    sums = pd.DataFrame(
        [(number, part) for number, pair in enumerate(known) for part in {*pair}],
        columns=["sum", "part"],
    )
    rows = sums.merge(atoms.assign(part=range(len(atoms))), on="part").drop(columns="part")
    told = contributions.merge(rows, on=list(atoms.columns))
    if told.empty:
        return []
    judged = unsafe_cells(told, [group, "sum"], rules)
    return sorted(judged.loc[judged["unsafe"], group].unique())
