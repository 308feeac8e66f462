"""The items of an evaluation in long form: one row per enterprise and indicator."""

import pandas as pd

from analysis.scoring.engine import Evaluation
from analysis.scoring.scheme import Scheme

COLUMNS = (
    "uscc", "county_code", "scheme_group", "indicator", "title_zh", "title_en",
    "value", "benchmark", "weight_points", "item_points",
)  # fmt: skip


def item_table(result: Evaluation, scheme: Scheme) -> pd.DataFrame:
    """Columns ``COLUMNS``; ``value`` and ``benchmark`` in the indicator's own unit.

    Rows are those enterprises that have a score.
    """
    parts = []
    rows = result.enterprises[result.enterprises["score"].notna()]
    for group in scheme.groups:
        mine = rows[(rows["scheme_group"] == group.name).to_numpy()]
        for indicator in group.indicators:
            parts.append(
                pd.DataFrame(
                    {
                        "uscc": mine["uscc"],
                        "county_code": mine["county_code"],
                        "scheme_group": group.name,
                        "indicator": indicator.name,
                        "title_zh": indicator.title.zh,
                        "title_en": indicator.title.en,
                        "value": mine.get(f"{indicator.name}_value"),
                        "benchmark": mine.get(f"{indicator.name}_benchmark"),
                        "weight_points": indicator.weight,
                        "item_points": mine.get(f"{indicator.name}_score"),
                    },
                    columns=list(COLUMNS),
                )
            )
    table = pd.concat(parts, ignore_index=True)
    quantities = ["value", "benchmark", "weight_points", "item_points"]
    return table.astype(dict.fromkeys(quantities, float))
