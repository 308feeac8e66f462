"""How firm are the classes of a city? Both sensitivity analyses as result tables."""

from collections.abc import Mapping

import pandas as pd

from analysis.scoring.engine import evaluate
from analysis.scoring.evaluation_year import of_year
from analysis.scoring.scheme import Scheme
from analysis.scoring.sensitivity import WeightDraws, choice_sensitivity, weight_sensitivity
from analysis.tables.territory import WHOLE

#: An enterprise is called firm if it keeps its class in this share of the draws.
FIRM_PCT = 90.0


def robustness(
    tables: Mapping[str, pd.DataFrame],
    scheme: Scheme,
    year: int,
    draws: WeightDraws | None = None,
) -> dict[str, pd.DataFrame]:
    """Result tables on the evaluation of ``year``; ``tables`` as for ``evaluate_city``.

    ``score_choices``: per county (and "city") and variant of the scheme, how many change class.
    ``class_robustness``: per county (and "city") and class, how many are ``firm`` (keep it in
    ``FIRM_PCT`` of the draws of the weights) and the mean ``same_class_pct``.
    ``enterprise_robustness`` (internal): ``weight_sensitivity`` per enterprise.
    """
    evaluation, adjustments = of_year(tables, year)
    last_data, _ = of_year(tables, year - 1)
    before = last_data if len(last_data) else None
    result = evaluate(evaluation, scheme, adjustments, before)
    drawn = weight_sensitivity(result, scheme, draws)
    whole = pd.concat([drawn, drawn.assign(county_code=WHOLE)], ignore_index=True)
    grouped = whole.assign(firm=whole["same_class_pct"] >= FIRM_PCT).groupby(
        ["county_code", "class_initial"]
    )
    by_class = grouped.agg(
        enterprises=("uscc", "size"),
        firm=("firm", "sum"),
        same_class_pct=("same_class_pct", "mean"),
    )
    columns = [
        "uscc", "county_code", "scheme_group", "class_initial", "same_class_pct",
        "rank", "rank_low", "rank_high",
    ]  # fmt: skip
    return {
        "score_choices": choice_sensitivity(evaluation, result, scheme, adjustments, before),
        "class_robustness": by_class.reset_index().rename(columns={"class_initial": "class_code"}),
        "enterprise_robustness": drawn[columns],
    }
