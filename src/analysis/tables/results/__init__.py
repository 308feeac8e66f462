"""The result tables: what the models hand to disclosure control and display, one module a question.

A question's module declares its tables in `TABLES`; they are gathered here by name.
"""

from analysis.tables.results import (
    class_scores,
    clusters,
    enterprise_scores,
    forecast_quality,
    output,
    output_detail,
    policy,
    regions,
)
from analysis.tables.results.declaration import ResultTable

RESULT_TABLES: dict[str, ResultTable] = {
    declared.name: declared
    for module in (
        *(clusters, regions, enterprise_scores, class_scores, policy),
        *(output, output_detail, forecast_quality),
    )
    for declared in module.TABLES
}

__all__ = ["RESULT_TABLES", "ResultTable"]
