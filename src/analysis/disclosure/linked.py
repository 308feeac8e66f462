"""Do several published tables, taken together, tell what none of them shows alone?

Each published sum is an equation over the parts nobody published. A part whose own unit vector
lies in the space that the equations span is known exactly, and so is the sum of two parts whose
joint vector does. With A the equations (sums × parts) and P = Aᵀ(AAᵀ)⁺A the projection on their
space, that is P_ii = 1, or P_ii + P_jj + 2 P_ij = 2.

Most sums lie within one group (county), only few span groups. With P_c the projection on a group's
own equations, G the few that span groups and R = G − P_c G what the groups do not say of them,
P = P_c + R (R′R)⁺ R′ within each group: a nation takes as many small steps as it has counties.

Hundepool et al., *Handbook on Statistical Disclosure Control*, 2nd edition, chapter 4.4 (linked
tables). Bounds that are narrow but not exact are not looked at.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.disclosure.primary import unsafe_cells
from analysis.tables.city import DisclosureRules

EXACT = 1e-6
SMALL = 1e-10
NOT_SHOWN = -1


def disclosed_groups(
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
    within: list[np.ndarray] = []
    across: list[np.ndarray] = []
    for shown in published:
        keys = list(shown.columns)
        there = atoms.merge(shown.drop_duplicates().assign(sum=1), on=keys, how="left")["sum"]
        number = atoms.groupby(keys, sort=False, dropna=False).ngroup().to_numpy()
        sums = np.where(there.notna(), number, NOT_SHOWN)
        (within if group in keys else across).append(sums)
    groups = list(atoms.groupby(group).indices.values())
    spanning = np.concatenate([np.zeros((0, len(atoms))), *map(_equations, across)]).T
    rest = spanning.copy()
    own = []
    for index in groups:
        a = np.concatenate([np.zeros((0, len(index))), *(_equations(x[index]) for x in within)])
        own.append(a.T @ np.linalg.pinv(a @ a.T, rcond=SMALL, hermitian=True) @ a)
        rest[index] -= own[-1] @ spanning[index]
    between = _inverse(rest.T @ rest, (spanning**2).sum(axis=0))
    known: list[tuple[int, int]] = []
    for index, inside in zip(groups, own, strict=True):
        projection = inside + rest[index] @ between @ rest[index].T
        size = np.diag(projection)
        pairs = size[:, None] + size[None, :] + 2 * projection
        first, second = np.nonzero(np.triu(pairs > 2 - EXACT, k=1))
        known += [(i, i) for i in index[size > 1 - EXACT]]
        known += list(zip(index[first], index[second], strict=True))
    return _unsafe(contributions, atoms, known, group, rules)


def _equations(sums: np.ndarray) -> np.ndarray:
    """One row a sum that is shown: 1 for each of the parts (`sums`: their sums) it adds."""
    return (np.unique(sums[sums != NOT_SHOWN])[:, None] == sums).astype(float)


def _inverse(products: np.ndarray, scale: np.ndarray) -> np.ndarray:
    """The pseudo-inverse of `products`; what is small beside `scale` is zero."""
    values, vectors = np.linalg.eigh(products)
    large = values > SMALL * scale.max(initial=0.0)
    return (vectors[:, large] / values[large]) @ vectors[:, large].T


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
