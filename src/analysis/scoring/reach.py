"""What change in one indicator would bring an enterprise into a class, all else unchanged?

Benchmarks and all other enterprises stay as they are. For each indicator the points that are
lacking are turned back into a ratio through the scheme's own family, and the ratio into the
numerator at the same denominator.
"""

import math

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.scoring.cells import ALL, KEYS, cells
from analysis.scoring.class_rules import Quota, Thresholds, TwoStage
from analysis.scoring.engine import Evaluation
from analysis.scoring.explanation import one
from analysis.scoring.indicators import total
from analysis.scoring.normalisation_rules import Bands, MaxRatio, MinMax, Rank, Ratio, Reverse
from analysis.scoring.references import of_indicator, over_of
from analysis.scoring.scheme import Group, Indicator, Scheme

COLUMNS = (
    "indicator", "points_now", "points_needed", "value_now", "value_needed",
    "numerator_now", "numerator_needed", "possible",
)  # fmt: skip


def to_reach(
    target: str, uscc: str, evaluation: pd.DataFrame, result: Evaluation, scheme: Scheme
) -> pd.DataFrame:
    """One row per indicator, columns ``COLUMNS``; empty if the class by quota is already there.

    ``possible`` is False where the family ends below the points needed (a cap, the whole
    weight): no change of this indicator alone is enough. Overrides are not considered.

    Raises DataError for an unknown class, an enterprise without a score, or a two-stage scheme,
    where points alone do not decide.
    """
    row = one(result.enterprises, uscc)
    if pd.isna(row["score"]):
        raise DataError(f"企业 {uscc} 没有得分", f"enterprise {uscc} has no score")
    group = scheme.group(str(row["scheme_group"]))
    lacking = _lacking(target, row, group, result, scheme)
    if lacking <= 0:
        return pd.DataFrame(columns=list(COLUMNS))
    table = evaluation[
        evaluation["uscc"].isin(
            result.enterprises.loc[
                (result.enterprises["scheme_group"] == group.name)
                & result.enterprises["score"].notna(),
                "uscc",
            ]
        )
    ]
    lent = sum(
        i.weight
        for i in group.indicators
        if i.missing.rule == "redistribute" and pd.isna(row[f"{i.name}_score"])
    )
    # Points lent by missing items enlarge every other point: less is needed of each.
    lacking *= (100 - lent) / 100
    rows = [_row(indicator, lacking, row, group, table, result) for indicator in group.indicators]
    return pd.DataFrame([r for r in rows if r], columns=list(COLUMNS))


def _lacking(
    target: str, row: pd.Series, group: Group, result: Evaluation, scheme: Scheme
) -> float:
    """Points to the line of the target; one last decimal more where a tie would be lost."""
    rule = group.classes
    if target not in rule.names():
        raise DataError(
            f"没有类别“{target}”：{'、'.join(rule.names())}",
            f"no class {target!r}; one of {', '.join(rule.names())}",
        )
    if isinstance(rule, TwoStage):
        raise DataError("两段法不只由得分决定", "in two stages points alone do not decide")
    wanted = rule.names().index(target)
    if rule.names().index(str(row["class_initial"])) <= wanted:
        return 0.0
    lines = result.lines[result.lines["scheme_group"] == group.name]
    lines = lines[lines["line"] == wanted]
    over = () if isinstance(rule, Thresholds) else rule.over
    for key in KEYS:
        lines = lines[lines[key] == (row[key] if key in over else ALL)]
    loses_ties = isinstance(rule, Quota) and rule.ties.rule == "ordered"
    step = 10.0**-scheme.score_decimals if loses_ties else 0.0
    return float(lines["at_least"].iloc[0] - row["score"] + step)


def _row(
    indicator: Indicator,
    lacking: float,
    row: pd.Series,
    group: Group,
    table: pd.DataFrame,
    result: Evaluation,
) -> dict[str, object]:
    name = indicator.name
    if pd.isna(row[f"{name}_score"]):  # its weight is lent to the others
        return {}
    here = (table["uscc"] == row["uscc"]).to_numpy()
    cell = cells(table, over_of(indicator))
    position = cell.codes[here][0]
    reference = of_indicator(result.references, group, indicator)
    b, low, high = (
        cell.look_up(reference, c)[position] for c in ("benchmark", "minimum", "maximum")
    )
    peers = result.enterprises.set_index("uscc")[f"{name}_value"].reindex(table["uscc"]).to_numpy()
    others = np.sort(peers[(cell.codes == position) & ~here & ~np.isnan(peers)])
    needed = row[f"{name}_score"] + lacking
    value = _invert(indicator, needed, float(b), float(low), float(high), others)
    mine = table[here]
    denominator = total(mine, indicator.denominator)[0]
    return {
        "indicator": name,
        "points_now": row[f"{name}_score"],
        "points_needed": needed,
        "value_now": row[f"{name}_value"],
        "value_needed": value,
        "numerator_now": total(mine, indicator.numerator)[0],
        "numerator_needed": value * denominator if denominator > 0 else math.nan,
        "possible": not math.isnan(value),
    }


def _invert(
    indicator: Indicator, points: float, b: float, low: float, high: float, others: np.ndarray
) -> float:
    """The value that gives these points; NaN if none does."""
    rule, w = indicator.normalisation, indicator.weight
    top = indicator.best_score()
    if top is not None and points > top + 1e-12:
        return math.nan
    share = points / w
    if isinstance(rule, Ratio):
        return b * share
    if isinstance(rule, Reverse):
        return b * (2 - share)
    if isinstance(rule, MaxRatio):
        return high * share
    if isinstance(rule, MinMax):
        way = (100 * share - rule.base) / (100 - rule.base) * (high - low)
        return low + way if indicator.direction == "higher" else high - way
    if isinstance(rule, Bands):
        reached = [band for band in rule.bands if band.points >= points]
        return reached[-1].at_least if reached and reached[-1].at_least is not None else math.nan
    return _at_rank(rule, indicator, share, others)


def _at_rank(rule: Rank, indicator: Indicator, share: float, others: np.ndarray) -> float:
    """The value of the other one that must be overtaken (strictly)."""
    beaten = math.ceil(round(share * len(others), 9))
    if beaten == 0 or len(others) == 0:
        return math.nan
    if indicator.direction == "higher":
        return float(np.nextafter(others[beaten - 1], np.inf))
    return float(np.nextafter(others[-beaten], -np.inf))
