"""Why is this enterprise in this class? Every step of its evaluation, in order."""

import pandas as pd

from analysis.errors import DataError
from analysis.scoring.engine import ADJUSTMENT_COLUMNS, Evaluation
from analysis.scoring.indicators import total
from analysis.scoring.scheme import Scheme

COLUMNS = (
    "step", "name", "numerator", "denominator", "value", "benchmark", "weight", "points", "class",
    "note",
)  # fmt: skip


def explain(
    uscc: str,
    evaluation: pd.DataFrame,
    result: Evaluation,
    scheme: Scheme,
    adjustments: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row per step; numbers where the step has them, NaN elsewhere.

    ``step`` is eligibility, item (one per indicator), sum, bonus, penalty, score, initial
    (class by quota; ``value`` is the rank, ``benchmark`` how many are in the same quota), each
    override by name, final. ``note`` holds the reason of an exemption, or item and evidence of
    an adjustment. The item points add up to the sum, sum and adjustments to the score.

    Raises DataError if the enterprise is not in the evaluation.
    """
    row = one(result.enterprises, uscc)
    steps: list[dict[str, object]] = [
        {
            "step": "eligibility",
            "name": str(row["eligibility"]),
            "note": str(row["eligibility_reason"]),
        }
    ]
    if pd.notna(row["score"]):
        data = evaluation[evaluation["uscc"] == uscc]
        steps += _items(row, data, scheme)
        steps += _points(row, uscc, adjustments)
        steps += _classes(row, uscc, result, scheme, adjustments)
    steps.append({"step": "final", "class": _text(row["class"]), "points": row["score"]})
    return pd.DataFrame(steps, columns=list(COLUMNS))


def one(enterprises: pd.DataFrame, uscc: str) -> pd.Series:
    """The row of one enterprise."""
    rows = enterprises[enterprises["uscc"] == uscc]
    if rows.empty:
        raise DataError(f"评价数据中没有企业 {uscc}", f"no enterprise {uscc} in the evaluation")
    return rows.iloc[0]


def _items(row: pd.Series, data: pd.DataFrame, scheme: Scheme) -> list[dict[str, object]]:
    return [
        {
            "step": "item",
            "name": indicator.name,
            "numerator": total(data, indicator.numerator)[0],
            "denominator": total(data, indicator.denominator)[0],
            "value": row[f"{indicator.name}_value"],
            "benchmark": row[f"{indicator.name}_benchmark"],
            "weight": indicator.weight,
            "points": row[f"{indicator.name}_score"],
            "note": f"missing:{indicator.missing.rule}"
            if pd.isna(row[f"{indicator.name}_value"])
            else "",
        }
        for indicator in scheme.group(str(row["scheme_group"])).indicators
    ]


def _points(row: pd.Series, uscc: str, adjustments: pd.DataFrame | None) -> list[dict[str, object]]:
    steps: list[dict[str, object]] = [{"step": "sum", "points": row["sum_points"]}]
    for kind, sign in (("bonus", 1), ("penalty", -1)):
        if row[f"{kind}_points"]:
            steps.append(
                {
                    "step": kind,
                    "points": sign * row[f"{kind}_points"],
                    "note": _reasons(uscc, kind, adjustments),
                }
            )
    return [*steps, {"step": "score", "points": row["score"]}]


def _classes(
    row: pd.Series,
    uscc: str,
    result: Evaluation,
    scheme: Scheme,
    adjustments: pd.DataFrame | None,
) -> list[dict[str, object]]:
    rule = scheme.group(str(row["scheme_group"])).classes
    over = ["scheme_group", *getattr(rule, "over", ())]
    peers = result.enterprises
    for key in over:
        if key in peers:
            peers = peers[peers[key] == row[key]]
    peers = peers[peers["score"].notna()]
    steps: list[dict[str, object]] = [
        {
            "step": "initial",
            "value": 1 + int((peers["score"] > row["score"]).sum()),
            "benchmark": len(peers),
            "class": _text(row["class_initial"]),
        }
    ]
    for step in scheme.overrides.order:
        if note := _reasons(uscc, step, adjustments):
            steps.append({"step": step, "class": _text(row[f"class_{step}"]), "note": note})
    return steps


def _reasons(uscc: str, kind: str, adjustments: pd.DataFrame | None) -> str:
    if adjustments is None:
        return ""
    rows = adjustments[(adjustments["uscc"] == uscc) & (adjustments["kind"] == kind)]
    rows = rows[list(ADJUSTMENT_COLUMNS)]
    return "；".join(
        row.item if pd.isna(row.evidence) else f"{row.item}（{row.evidence}）"
        for row in rows.itertuples()
    )


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)
