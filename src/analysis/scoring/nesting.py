"""Indices of indices: a tree of indicators, each group weighted and aggregated as it is said to be.

A node is the name of a group with its members, indicators or groups, to any depth. What its
members' scores become stands under its name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.scoring import aggregation, indicator_weights

Gaps = Literal["missing", "reweight"]
WHOLE = "score"
"""The name of the top."""
NEEDS = {
    "entropy": (0.0, "entropy权重", "entropy weights"),
    "merec": (np.nextafter(0, 1), "merec权重", "merec weights"),
    "geometric": (0.0, "几何平均", "a geometric mean"),
}
"""Method → the least score that it can take, and its name."""


@dataclass(frozen=True)
class Node:
    """A group of the index: its name and its members."""

    name: str
    members: tuple["Node | str", ...]

    @property
    def names(self) -> list[str]:
        """The names of its members."""
        return [m.name if isinstance(m, Node) else m for m in self.members]

    def groups(self) -> Iterator["Node"]:
        """Yield the groups in it, the innermost first, itself last."""
        for member in self.members:
            if isinstance(member, Node):
                yield from member.groups()
        yield self

    def indicators(self) -> list[str]:
        """The indicators in it, at whatever depth."""
        return [m for group in self.groups() for m in group.members if not isinstance(m, Node)]


def tree(groups: Mapping | Sequence[str], name: str = WHOLE) -> Node:
    """Read a tree: group → list of indicators, or mapping of groups, or a single indicator."""
    if isinstance(groups, Mapping):
        members = [
            key if isinstance(inner, str) and inner == key else tree(inner, key)
            for key, inner in groups.items()
        ]
        return Node(name, tuple(members))
    return Node(name, (groups,) if isinstance(groups, str) else tuple(groups))


def weights_of(node: Node, scores: pd.DataFrame, weights: str | Mapping[str, float]) -> pd.Series:
    """Return the weights of a group's members, which add up to 1.

    Parameters
    ----------
    scores
        Their scores, of which units without gaps count.
    weights
        A method of `indicator_weights`, or name → weight; a group none of whose members is named
        has equal weights.

    Raises
    ------
    DataError
        If only some members are named, a weight is negative or all are 0, there are not two units
        without gaps, or a score is too small for the method.
    """
    names = node.names
    if not isinstance(weights, str):
        named = [name for name in names if name in weights]
        if not named:
            return pd.Series(1 / len(names), index=names)
        given = pd.Series({name: float(weights[name]) for name in named})
        if len(named) < len(names) or not (given >= 0).all() or given.sum() <= 0:
            listed = ", ".join(names)
            raise DataError(
                f"“{node.name}”的权重应给齐，且不为负、不全为0：{listed}",
                f"weights of {node.name!r}: each of {listed}, none negative, not all 0",
            )
        return given[names] / given.sum()
    known = scores[names].dropna().to_numpy()
    if weights != "equal" and len(known) < 2:
        raise DataError(
            f"“{node.name}”数据齐全的单位不足两个，不能由数据定权",
            f"{node.name!r} has fewer than two units without gaps to take weights from",
        )
    refuse_small(weights, known)
    return pd.Series(indicator_weights.METHODS[weights](known), index=names)


def aggregated(
    node: Node,
    scores: pd.DataFrame,
    weights: Mapping[str, pd.Series],
    methods: str | Mapping[str, str],
    gaps: Gaps,
) -> pd.Series:
    """Return one score of a group from those of its members.

    `weights` and `methods` are by group. A unit with a gap has no score, or, with "reweight", that
    of its other members; one without any never.
    """
    method = methods if isinstance(methods, str) else methods.get(node.name, "arithmetic")
    members = scores[node.names].to_numpy(dtype=float)
    refuse_small(method, members[~np.isnan(members).any(axis=1)])
    known = ~np.isnan(members)
    own = np.where(known, weights[node.name][node.names].to_numpy(), 0.0)
    total = own.sum(axis=1, keepdims=True)
    own = np.divide(own, total, out=np.zeros_like(own), where=total > 0)
    whole = known.any(axis=1) if gaps == "reweight" else known.all(axis=1)
    found = np.full(len(members), np.nan)
    if (whole & (total[:, 0] > 0)).any():
        use = whole & (total[:, 0] > 0)
        found[use] = aggregation.METHODS[method](members[use], own[use])
    return pd.Series(found, index=scores.index)


def refuse_small(method: str, scores: np.ndarray) -> None:
    """Raise a DataError if a score is too small for a method of weighting or aggregation."""
    least, zh, en = NEEDS.get(method, (-np.inf, "", ""))
    if (scores < least).any():
        want = ("大于0", "above 0") if least > 0 else ("不小于0", "of at least 0")
        raise DataError(
            f"{zh}需要{want[0]}的得分，如取span=(1, 100)",
            f"scores {want[1]} are needed for {en}, as with span=(1, 100)",
        )
