"""Bonus and penalty points, and the class overrides, per enterprise from the adjustment table."""

import numpy as np
import pandas as pd

from analysis.errors import DataError
from analysis.scoring.scheme import Scheme


def points_of(uscc: pd.Series, adjustments: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """``bonus_points`` and ``penalty_points`` (both ≥ 0) per row, capped as the scheme says."""
    rules = scheme.points
    result = {}
    for kind, listed, cap in (
        ("bonus", rules.bonus, rules.bonus_cap),
        ("penalty", rules.penalty, rules.penalty_cap),
    ):
        rows = adjustments[adjustments["kind"] == kind]
        points = rows["points"].abs().fillna(rows["item"].map(listed))
        _refuse(
            rows[points.isna()], "没有分值，方案也未列出该项", "no points, and not in the scheme"
        )
        per_enterprise = points.astype(float).groupby(rows["uscc"]).sum()
        result[f"{kind}_points"] = _onto(uscc, per_enterprise.clip(upper=cap))
    return pd.DataFrame(result, index=uscc.index, copy=False)


def targets_of(uscc: pd.Series, adjustments: pd.DataFrame, scheme: Scheme) -> dict[str, np.ndarray]:
    """For each override step the index of its class per row (0 the best), −1 where none.

    Of several protections or promotions the best counts, of several vetoes the worst. Raises
    DataError for a manual change without class or evidence, two manual changes of one
    enterprise, and a class that the scheme does not have.
    """
    rules = scheme.overrides
    names = (*scheme.class_names, scheme.exempt_class)  # a panel may also exempt
    target = adjustments["target_class"]
    exempts = (target == scheme.exempt_class) & (adjustments["kind"] != "manual")
    unknown = target.notna() & (~target.isin(names) | exempts)
    _refuse(adjustments[unknown], f"类别不在 {names} 中", f"target_class is not one of {names}")
    manual = adjustments[adjustments["kind"] == "manual"]
    bare = manual["target_class"].isna() | manual["evidence"].isna()
    _refuse(
        manual[bare], "手动调档须有类别和原因", "a manual change needs target_class and evidence"
    )
    _refuse(manual[manual["uscc"].duplicated()], "手动调档两次", "manually changed twice")
    default = {
        "protect": rules.protect_not_below,
        "direct": rules.direct_to,
        "veto": rules.veto_not_above,
        "manual": scheme.exempt_class,  # never used: a manual change names its class
    }
    result = {}
    for kind, fallback in default.items():
        rows = adjustments[adjustments["kind"] == kind]
        index = rows["target_class"].fillna(fallback).map({name: i for i, name in enumerate(names)})
        grouped = index.astype(float).groupby(rows["uscc"])
        chosen = grouped.max() if kind == "veto" else grouped.min()
        result[kind] = np.nan_to_num(_onto(uscc, chosen, fill=np.nan), nan=-1).astype(np.int8)
    return result


def _onto(uscc: pd.Series, per_enterprise: pd.Series, fill: float = 0.0) -> np.ndarray:
    """The values of a few enterprises on all rows; only the few are looked up."""
    values = np.full(len(uscc), fill)
    here = uscc.isin(per_enterprise.index).to_numpy()
    values[here] = uscc[here].map(per_enterprise).to_numpy(dtype=float)
    return values


def _refuse(rows: pd.DataFrame, zh: str, en: str) -> None:
    if len(rows):
        named = ", ".join(f"{row.uscc}/{row.item}" for row in rows.head(5).itertuples())
        more = "" if len(rows) <= 5 else f" … ({len(rows)})"
        raise DataError(
            f"evaluation_adjustments：{zh}：{named}{more}",
            f"evaluation_adjustments: {en}: {named}{more}",
        )
