"""The score of every enterprise by one scheme, every step kept.

eligibility → indicators → item scores → sum → bonus, penalty → class by quota
→ protection → direct promotion → veto → manual change           (the order is the scheme's)
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.errors import DataError, how_many
from analysis.scoring.adjustments import points_of, targets_of
from analysis.scoring.classes import LINE_COLUMNS, classify, hold_against
from analysis.scoring.distances import distances
from analysis.scoring.eligibility import REASONS, STATUSES, eligibility
from analysis.scoring.items import item_scores
from analysis.scoring.overrides import decided_by, override
from analysis.scoring.references import COLUMNS as REFERENCE_COLUMNS
from analysis.scoring.references import references as references_of
from analysis.scoring.scheme import Group, Scheme
from analysis.tables.evaluation import ADJUSTMENTS

IDENTITY = ("uscc", "year", "county_code", "industry_code", "evaluation_group")
ADJUSTMENT_COLUMNS = ("uscc", "item", "kind", "points", "target_class", "evidence")
DECIDED_BY_QUOTA = "quota"
DISTANCES = ("points_to_higher_class", "points_to_lower_class")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one evaluation gives.

    ``enterprises`` keeps the rows and the index of the input. Columns: uscc, year, county_code,
    industry_code, evaluation_group; scheme_group, eligibility, eligibility_reason; per indicator
    ``<name>_value``, ``_benchmark``, ``_score``; sum_points, bonus_points, penalty_points,
    score; class_initial (by quota), class_<step> after each override, class (final), decided_by
    (the last step that changed the class), weakest_item (furthest below its weight);
    points_to_higher_class and points_to_lower_class (how far the lines are, both ≥ 0). What was
    not evaluated has no score; exempt enterprises have the scheme's exempt class.

    ``references``: the benchmarks used (``references.COLUMNS``). ``lines``: where the classes
    end (``classes.LINE_COLUMNS``).
    """

    enterprises: pd.DataFrame
    references: pd.DataFrame
    lines: pd.DataFrame


def evaluate(
    evaluation: pd.DataFrame,
    scheme: Scheme,
    adjustments: pd.DataFrame | None = None,
    last_year: pd.DataFrame | None = None,
    references: pd.DataFrame | None = None,
    lines: pd.DataFrame | None = None,
) -> Evaluation:
    """Score an ``evaluation`` table of one year.

    Parameters
    ----------
    evaluation
        One row per enterprise; ``size`` is needed only by a scheme that divides by it.
    adjustments
        ``evaluation_adjustments`` of the same year.
    last_year
        Last year's ``evaluation`` table, for benchmarks taken from it.
    references, lines
        Take these benchmarks, or these class lines, in place of the year's own.

    Raises DataError for a doubled enterprise, several years, or adjustments that are wrong.
    """
    _check(evaluation, scheme, adjustments)
    status = eligibility(evaluation, scheme)
    result = pd.concat([evaluation[list(IDENTITY)], status], axis=1)
    if references is None:
        references = _references(evaluation, status, scheme, last_year)
    parts, all_lines = [], []
    for group, rows in _groups(status, scheme):
        part, group_lines = _score_group(
            evaluation[rows], group, references, scheme, adjustments, lines
        )
        parts.append(part)
        all_lines.append(group_lines)
    scored = pd.concat(parts) if parts else pd.DataFrame(index=evaluation.index[:0])
    if len(parts) == 1 and len(scored) == len(result):
        result = pd.concat([result, scored], axis=1)
    else:
        result = result.join(scored)
    return Evaluation(
        enterprises=_with_classes(result, scheme),
        references=references,
        lines=pd.concat(all_lines, ignore_index=True)
        if all_lines
        else pd.DataFrame(columns=list(LINE_COLUMNS)),
    )


def _check(evaluation: pd.DataFrame, scheme: Scheme, adjustments: pd.DataFrame | None) -> None:
    if absent := sorted(scheme.keys() - set(evaluation)):
        raise DataError(
            f"方案 {scheme.scheme} 按 {absent} 分组，评价数据没有这些列",
            f"scheme {scheme.scheme} divides by {absent}, which the data do not have",
        )
    if len(years := sorted(evaluation["year"].unique())) > 1:
        listed = ", ".join(map(str, years))
        raise DataError(
            f"evaluation：一次只评一年，有{listed}", f"evaluation: one year at a time, not {listed}"
        )
    if (doubled := evaluation["uscc"].duplicated()).any():
        first = ", ".join(map(str, evaluation.loc[doubled, "uscc"].head(5)))
        raise DataError(
            f"evaluation：{int(doubled.sum())}家企业重复：{first}",
            f"evaluation: {how_many(int(doubled.sum()), 'enterprise')} doubled: {first}",
        )
    if adjustments is not None:
        kinds = tuple(ADJUSTMENTS)
        if unknown := sorted(set(adjustments["kind"]) - set(kinds)):
            raise DataError(
                f"evaluation_adjustments：kind {unknown} 不在 {kinds} 中",
                f"evaluation_adjustments: kind {unknown} is not one of {kinds}",
            )


def _groups(status: pd.DataFrame, scheme: Scheme) -> Iterator[tuple[Group, np.ndarray]]:
    """Each group of the scheme that has enterprises to evaluate, and which rows they are."""
    evaluated = (status["eligibility"].cat.codes == STATUSES.index("evaluated")).to_numpy()
    code = status["scheme_group"].cat.codes.to_numpy()
    for number, group in enumerate(scheme.groups):
        rows = evaluated & (code == number)
        if rows.any():
            yield group, rows


def _references(
    evaluation: pd.DataFrame, status: pd.DataFrame, scheme: Scheme, last_year: pd.DataFrame | None
) -> pd.DataFrame:
    parts = [references_of(evaluation[rows], group) for group, rows in _groups(status, scheme)]
    needs_last = any(
        indicator.benchmark is not None and indicator.benchmark.year == "last"
        for group in scheme.groups
        for indicator in group.indicators
    )
    if needs_last:
        if last_year is None or last_year.empty:
            raise DataError(
                f"方案 {scheme.scheme} 的基准取自上年数据，但没有上年数据",
                f"scheme {scheme.scheme} takes benchmarks from last year's data; there are none",
            )
        before = eligibility(last_year, scheme)
        parts += [
            references_of(last_year[rows], group, "last") for group, rows in _groups(before, scheme)
        ]
    parts = [part for part in parts if len(part)]
    return (
        pd.concat(parts, ignore_index=True)
        if parts
        else pd.DataFrame(columns=list(REFERENCE_COLUMNS))
    )


def _score_group(
    table: pd.DataFrame,
    group: Group,
    references: pd.DataFrame,
    scheme: Scheme,
    adjustments: pd.DataFrame | None,
    fixed_lines: pd.DataFrame | None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Items, points, and the class index after every step (columns ``_<step>``) of one group."""
    if adjustments is None:
        adjustments = pd.DataFrame({c: pd.Series(dtype="object") for c in ADJUSTMENT_COLUMNS})
    items = item_scores(table, group, references)
    points = points_of(table["uscc"], adjustments, scheme)
    score = np.round(
        items["sum"] + points["bonus_points"] - points["penalty_points"], scheme.score_decimals
    )
    part = pd.concat(
        [
            items.drop(columns=["sum", "weakest"]),
            pd.DataFrame({"sum_points": items["sum"], **points, "score": score}, copy=False),
        ],
        axis=1,
    )
    has_score = score.notna().to_numpy()
    if not has_score.any():
        return part, pd.DataFrame(columns=list(LINE_COLUMNS))
    scored, values = pd.concat([table, items], axis=1), score.to_numpy()
    if not has_score.all():
        scored, values = scored[has_score], values[has_score]
    index, lines = classify(scored, values, group)
    if fixed_lines is not None:
        held = hold_against(scored, values, group, fixed_lines)
        index = np.where(held >= 0, held, index)
    names = np.array([scheme.class_names.index(name) for name in group.classes.names()])
    initial = names[index].astype(np.int8)
    after = override(initial, targets_of(scored["uscc"], adjustments, scheme), scheme.overrides)
    up, down = distances(scored, values, group, index, lines)
    steps = {"_initial": initial, **{f"_{step}": code for step, code in after.items()}}
    steps |= {
        "_decided_by": decided_by(initial, after),
        "_weakest": _weakest(scored, group, scheme),
    }
    steps |= {"points_to_higher_class": up, "points_to_lower_class": down}
    return part.join(pd.DataFrame(steps, index=scored.index, copy=False)), lines


def _weakest(scored: pd.DataFrame, group: Group, scheme: Scheme) -> np.ndarray:
    """The weakest item as a position in ``scheme.indicator_names()``."""
    names = scheme.indicator_names()
    own = np.array([names.index(indicator.name) for indicator in group.indicators], dtype=np.int8)
    return own[scored["weakest"].to_numpy()]


def _with_classes(result: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """Class indices to class names; what has no score gets its status, the exempt their class."""
    if "_initial" not in result:  # nobody had a score
        points = ("sum_points", "bonus_points", "penalty_points", "score", *DISTANCES)
        steps = (
            "_initial",
            *(f"_{step}" for step in scheme.overrides.order),
            "_decided_by",
            "_weakest",
        )
        result = result.assign(**dict.fromkeys((*points, *steps), np.nan))
    scored = result["score"].notna().to_numpy()
    categories = pd.Index([*scheme.class_names, scheme.exempt_class])
    exempt = (result["eligibility"] == "exempt").to_numpy()
    columns = {}
    for step in ("initial", *scheme.overrides.order):
        code = result[f"_{step}"].to_numpy(dtype=float)
        code = np.where(exempt, len(categories) - 1, np.where(scored, code, -1)).astype(np.int8)
        columns[f"class_{step}"] = pd.Categorical.from_codes(code, categories, ordered=True)
    final = columns[f"class_{scheme.overrides.order[-1]}"]
    decided = np.where(scored, result["_decided_by"].to_numpy(dtype=float), -1).astype(np.int8)
    weakest = np.where(scored, result["_weakest"].to_numpy(dtype=float), -1).astype(np.int8)
    steps = pd.Index([DECIDED_BY_QUOTA, *scheme.overrides.order])
    lacking = ~scored & (result["eligibility"] == "evaluated").to_numpy()
    status = result["eligibility"].cat.codes.to_numpy(copy=True)
    status[lacking] = STATUSES.index("no_data")
    reason = result["eligibility_reason"].cat.codes.to_numpy(copy=True)
    reason[lacking] = REASONS.index("data_missing")
    keep = [c for c in result.columns if not c.startswith("_") and c not in DISTANCES]
    return result[keep].assign(
        eligibility=pd.Categorical.from_codes(status, pd.Index(STATUSES)),
        eligibility_reason=pd.Categorical.from_codes(reason, pd.Index(REASONS)),
        **columns,
        **{
            "class": final,
            "decided_by": pd.Categorical.from_codes(decided, steps),
            "weakest_item": pd.Categorical.from_codes(weakest, pd.Index(scheme.indicator_names())),
            **{c: result[c].astype(float) for c in DISTANCES},
        },
    )
