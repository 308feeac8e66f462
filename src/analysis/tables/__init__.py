"""The data dictionary: every table declared once; all else is derived from it.

What several questions read is declared here, what one alone reads or gives in its folder.
"""

from analysis.errors import DataError
from analysis.tables.dictionary import Table
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES, ROSTER_EVENTS
from analysis.tables.evaluation import EVALUATION, EVALUATION_ADJUSTMENTS, LAND_PARCELS
from analysis.tables.industry import EMPLOYMENT_MONTH, INDUSTRY_MONTH
from analysis.tables.registry import Found, broken, questions
from analysis.tables.result import ResultTable
from analysis.tables.territory import COUNTIES, INDUSTRIES, TARGETS

_SHARED = (
    *(COUNTIES, INDUSTRIES, TARGETS, ENTERPRISES, ROSTER_EVENTS, ENTERPRISE_MONTH),
    *(INDUSTRY_MONTH, EMPLOYMENT_MONTH, EVALUATION, LAND_PARCELS, EVALUATION_ADJUSTMENTS),
)


def _tables() -> dict[str, Table]:
    read = (declared for question in questions().values() for declared in question.tables)
    return {declared.name: declared for declared in (*_SHARED, *read)}


def _results() -> dict[str, ResultTable]:
    return {
        declared.name: declared
        for question in questions().values()
        for declared in question.answers
    }


TABLES = Found(_tables)
"""The tables of the store, by name."""
RESULT_TABLES = Found(_results)
"""What the questions answer: the tables that models hand to disclosure control and display."""


def table(name: str) -> Table:
    """Return the declaration of a table.

    Raises
    ------
    DataError
        If the dictionary has no table of that name; it may be one of a question that is broken.
    """
    if name not in TABLES:
        listed, faults = ", ".join(TABLES), broken().values()
        raise DataError(
            "；".join([f"没有名为“{name}”的表，可用：{listed}", *(fault.zh for fault in faults)]),
            "; ".join([f"no table {name!r}; one of {listed}", *(fault.en for fault in faults)]),
        )
    return TABLES[name]


__all__ = ["RESULT_TABLES", "TABLES", "ResultTable", "Table", "table"]
