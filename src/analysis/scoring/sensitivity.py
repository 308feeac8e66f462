"""Would other weights, benchmarks or rules have given another class?

Two questions of the composite-indicator handbook: how uncertain is the class of an enterprise
when the weights are (Monte Carlo), and which single choice of the scheme moves how many
(one at a time). Points, adjustments and the roster stay as they are; overrides are left out,
since no rule of the score moves them.

OECD and JRC (2008). *Handbook on Constructing Composite Indicators*, chapter 7.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.scoring.cell_statistics import Cells, cells
from analysis.scoring.class_rules import Quota
from analysis.scoring.classes import classify, line_counts
from analysis.scoring.engine import Evaluation, evaluate
from analysis.scoring.scheme import Group, Scheme
from analysis.scoring.variants import variants
from analysis.tables.territory import WHOLE

PACKED_BITS = 63
SLICE = 10_000
"""Enterprises whose ranks in all draws are sorted together: copies of a nation's take gigabytes."""


@dataclass(frozen=True, slots=True)
class WeightDraws:
    """Weights drawn from a Dirichlet distribution around the scheme's.

    A weight of w percent has standard deviation √(w(100 − w)/(concentration + 1)): with 300
    that is 2.6 points for a weight of 30.
    """

    draws: int = 1000
    concentration: float = 300
    interval: float = 0.9
    seed: int = 20221130


def weight_sensitivity(
    result: Evaluation, scheme: Scheme, rule: WeightDraws | None = None
) -> pd.DataFrame:
    """How often each enterprise keeps its class by quota when the weights are drawn anew.

    Returns one row per enterprise with a score: uscc, county_code, scheme_group,
    ``class_initial``, ``same_class_pct`` (of the draws), ``class_<name>_pct`` for every class,
    ``rank`` in its quota (1 the best) and ``rank_low``, ``rank_high``, between which the rank
    lies in ``interval`` of the draws. A draw uses the same weights for all of a group.
    """
    rule = rule or WeightDraws()
    rng = np.random.default_rng(rule.seed)
    parts = []
    for group in scheme.groups:
        mine = (result.enterprises["scheme_group"] == group.name).to_numpy()
        rows = result.enterprises[mine & result.enterprises["score"].notna().to_numpy()]
        if len(rows):
            parts.append(_draw(rows, group, scheme, rule, rng))
    return pd.concat(parts, ignore_index=True)


def choice_sensitivity(
    evaluation: pd.DataFrame,
    result: Evaluation,
    scheme: Scheme,
    adjustments: pd.DataFrame | None = None,
    last_year: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How many change class when one choice of the scheme is made otherwise.

    One row per variant (``variants``) and county (and "city"): ``variant``, ``detail``,
    ``enterprises`` compared, ``changed``, ``up``, ``down`` and ``changed_share_pct``.
    """
    before = result.enterprises.set_index("uscc")["class_initial"]
    parts = []
    for variant, detail, other in variants(scheme):
        after = evaluate(evaluation, other, adjustments, last_year).enterprises
        a = before.reindex(after["uscc"]).cat.codes.to_numpy()
        b = after["class_initial"].cat.codes.to_numpy()
        both = (a >= 0) & (b >= 0) & after["score"].notna().to_numpy()
        marked = pd.DataFrame(
            {
                "county_code": after["county_code"].to_numpy(),
                "enterprises": both,
                "changed": both & (a != b),
                "up": both & (b < a),
                "down": both & (b > a),
            }
        )
        marked = pd.concat([marked, marked.assign(county_code=WHOLE)], ignore_index=True)
        counts = marked.groupby("county_code").sum().reset_index()
        parts.append(counts.assign(variant=variant, detail=detail))
    table = pd.concat(parts, ignore_index=True)
    compared = table["enterprises"].where(table["enterprises"] > 0)
    return table.assign(changed_share_pct=100 * table["changed"] / compared)


def _draw(
    rows: pd.DataFrame,
    group: Group,
    scheme: Scheme,
    rule: WeightDraws,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """One group: rows in the order of the ties, so that a stable sort settles them."""
    by = []
    if isinstance(group.classes, Quota):
        by = [f"{name}_value" for name in group.classes.ties.by if name != "uscc"]
    rows = rows.sort_values([*by, "uscc"], ascending=[False] * len(by) + [True], kind="stable")
    score = rows["score"].to_numpy(dtype=float)
    weights = np.array([indicator.weight for indicator in group.indicators])
    points = [rows[f"{i.name}_score"].to_numpy(dtype=float) for i in group.indicators]
    per_weight = np.nan_to_num(np.column_stack(points)) / weights
    # What is not an item (points, weight lent by a missing item) stays as in the evaluation.
    rest = score - per_weight @ weights
    cell = cells(rows, getattr(group.classes, "over", ()))
    lines = _lines(cell, group)
    every, names = np.arange(len(rows)), group.classes.names()
    votes = np.zeros((len(rows), len(names)), dtype=np.int32)
    # The rows of a cell follow each other in every order of the draws: ranks begin anew with each.
    counts = np.bincount(cell.codes, minlength=len(cell))
    place = 1 + every - np.repeat(np.cumsum(counts) - counts, counts)
    ranks = np.empty((rule.draws, len(rows)), dtype=np.min_scalar_type(int(counts.max())))
    for i, weight in enumerate(rng.dirichlet(rule.concentration * weights / 100, rule.draws)):
        drawn = np.round(per_weight @ (100 * weight) + rest, scheme.score_decimals)
        steps = np.rint(drawn * 10**scheme.score_decimals).astype(np.int64)
        ranks[i, _order(steps, cell.codes)] = place
        # By rank in the quota, which is all that most schemes ask; else by the scheme's way.
        index = (
            classify(rows, drawn, group)[0]
            if lines is None
            else (ranks[i][:, None] > lines).sum(axis=1)
        )
        votes[every, index] += 1
    tail = (1 - rule.interval) / 2
    slices = (ranks[:, at : at + SLICE] for at in range(0, len(rows), SLICE))
    ends = [np.quantile(x, [tail, 1 - tail], axis=0, method="nearest") for x in slices]
    low, high = np.concatenate(ends, axis=1).astype(np.int32)
    share = 100 * votes / rule.draws
    rank = np.empty(len(rows), dtype=np.int32)
    rank[_order(np.unique(score, return_inverse=True)[1], cell.codes)] = place
    own = np.array([names.index(c) for c in rows["class_initial"].astype("str")])
    return pd.DataFrame(
        {
            "uscc": rows["uscc"].to_numpy(),
            "county_code": rows["county_code"].to_numpy(),
            "scheme_group": group.name,
            "class_initial": rows["class_initial"].astype("str").to_numpy(),
            "same_class_pct": share[every, own],
            **{f"class_{name}_pct": share[:, j] for j, name in enumerate(names)},
            "rank": rank,
            "rank_low": low,
            "rank_high": high,
        }
    )


def _order(steps: np.ndarray, codes: np.ndarray) -> np.ndarray:
    """The rows by cell, in each the largest first, equal ones in the order of the rows.

    `steps` are scores as integers. Cell, score and row are packed into one integer a row, which
    sorts four times faster than rows by two keys.
    """
    bits = len(steps).bit_length()
    down = steps.max() - steps
    if (int(codes.max() + 1) * int(down.max() + 1)).bit_length() + bits > PACKED_BITS:
        down = np.unique(down, return_inverse=True)[1]
    packed = ((codes.astype(np.int64) * (down.max() + 1) + down) << bits) | np.arange(len(steps))
    packed.sort()
    return packed & ((1 << bits) - 1)


def _lines(cell: Cells, group: Group) -> np.ndarray | None:
    """Per row the last rank above each line; None if ranks alone do not decide."""
    if not isinstance(group.classes, Quota) or group.classes.ties.rule != "ordered":
        return None
    counts = np.bincount(cell.codes, minlength=len(cell))
    return line_counts(counts, group.classes.shares)[cell.codes]
