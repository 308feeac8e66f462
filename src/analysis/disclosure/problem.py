"""From what specs declare to one problem: cells, the parts they add up, what must stay untold.

A part is the finest crossing of all columns that contributions name, within one `piece`: figures
of two measures that have a piece in common (this year up to last month, the enterprises that
stayed) are linked by it. A cell is one published sum in all its measures, which are withheld
together. Cells of one population add up the same parts, in whichever question they are shown.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.disclosure.attack import FARTHEST, Learnt, Sums, matrix
from analysis.disclosure.published import Published, numbered, taking
from analysis.disclosure.suppress import Problem
from analysis.disclosure.targets import Protection
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.spec import Spec

DEARER = 10.0
"""How many times dearer a sum is for every column that it is taken over."""


@dataclass(frozen=True)
class Posed:
    """A problem, where its cells stand, and the hash of all that it is made of."""

    problem: Problem
    published: tuple[Published, ...]
    key: str


def pose(
    specs: Sequence[tuple[Spec, pd.DataFrame]],
    rules: DisclosureRules,
    forced: Callable[[Spec, pd.DataFrame], pd.Series] | None = None,
    shown: Callable[[Published], pd.Series] | None = None,
) -> Posed:
    """Return the problem of the specs of one population.

    Parameters
    ----------
    specs
        Each with its contributions (`Spec.contributions`), enterprises put under their groups.
    rules
        What makes a cell unsafe.
    forced
        From a spec and its cells to which of them are withheld for another reason; they are
        protected as unsafe ones are.
    shown
        From a published sum to which of its cells were shown before: they are never withheld.
    """
    published = numbered(specs)
    rows = pd.concat([p.rows for p in published], ignore_index=True)
    values = rows.groupby(["part", "spec", "cell", "measure"])["value"].sum()
    values = values.groupby("part").first().to_numpy(dtype=float)
    scale = np.abs(values[values != 0]).mean() if values.any() else 1.0
    protection = Protection(published, len(values), scale, rules, forced)
    problem = Problem(
        sums=_sums(rows, len(values)),
        parts=values / scale,
        bounds=_bounds(rows, values / scale),
        floors=_floors(protection.who.lessened, values / scale),
        knows=protection.who.knows,
        learnt=Learnt(protection.who.lessened, protection.who.told),
        targets=protection.targets(),
        told=protection.told,
        unsafe=protection.reasons.ne("").to_numpy(),
        fixed=_fixed(published, shown),
        cost=_cost(published),
    )
    return Posed(problem, published, _key(published, protection.reasons, problem.fixed, rules))


def _bounds(rows: pd.DataFrame, parts: np.ndarray) -> np.ndarray:
    """The least and the most that each part may be: a sign that all figures share is known."""
    below = rows["value"].lt(0) & rows["unit"].notna()  # a rest of nobody's is no figure
    signed = below.groupby(rows["piece"]).transform("any").groupby(rows["part"]).any()
    least = np.where(signed, -FARTHEST, np.minimum(parts, 0.0))
    takes = taking(rows).groupby(rows["part"]).any()
    most = np.where(takes, np.maximum(parts, 0.0), parts + FARTHEST)
    return np.stack([least, most], axis=1)


def _floors(lessened: csr_array, parts: np.ndarray) -> csr_array:
    """The sums that pieces which take away are known not to make negative."""
    return lessened[lessened @ parts >= 0]


def _key(
    published: Sequence[Published], reasons: pd.Series, fixed: np.ndarray, rules: DisclosureRules
) -> str:
    """The hash of contributions, published sums, what is unsafe, what was shown, and rules."""
    digest = hashlib.sha256(rules.model_dump_json().encode() + fixed.tobytes())
    digest.update(repr([*reasons.items()]).encode())
    for each in published:
        spec, rows = each.spec, each.rows.drop(columns="spec")
        digest.update(repr((spec.kind, spec.empty, each.keys, each.fixed, [*rows])).encode())
        digest.update(pd.util.hash_pandas_object(rows, index=False).to_numpy().tobytes())
    return digest.hexdigest()


def _sums(rows: pd.DataFrame, parts: int) -> Sums:
    """The sum of each cell and measure."""
    sums = rows[["cell", "measure", "part"]].drop_duplicates()
    number = sums.groupby(["cell", "measure"], sort=True).ngroup()
    cell = sums["cell"].groupby(number).first().to_numpy()
    return Sums(matrix(number, sums["part"], len(cell), parts), cell)


def _fixed(
    published: Sequence[Published], shown: Callable[[Published], pd.Series] | None
) -> np.ndarray:
    """Which cells are known from elsewhere, or were shown before."""
    known = [pd.Series(p.fixed, index=p.cells["cell"]) for p in published]
    if shown is not None:
        known += [
            shown(p).set_axis(p.cells["cell"])
            for p in published
            if not p.fixed and not p.spec.released
        ]
    return pd.concat(known).groupby(level=0).any().to_numpy(dtype=bool)


def _cost(published: Sequence[Published]) -> np.ndarray:
    """Large sums are dearer, and sums over columns dearer still; the whole is dearest."""
    widest = max(len(p.keys) for p in published)
    costs = []
    for each in published:
        size = each.rows.groupby(["cell", "measure"])["value"].sum().abs().groupby("cell").max()
        over = widest - len(each.keys) + (not each.keys)
        costs.append((np.log1p(size) + 1) * DEARER**over)
    return pd.concat(costs).groupby(level=0).max().to_numpy()
