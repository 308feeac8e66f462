"""The data dictionary: every table declared once; all else is derived from it."""

from analysis.errors import DataError
from analysis.tables.clusters import CLUSTER_MEMBERS, CLUSTER_MONTH, CLUSTERS
from analysis.tables.dictionary import Table
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES, ROSTER_EVENTS
from analysis.tables.evaluation import EVALUATION, EVALUATION_ADJUSTMENTS, LAND_PARCELS
from analysis.tables.industry import (
    COUNTY_MONTH,
    ELECTRICITY_MONTH,
    EMPLOYMENT_MONTH,
    ESTABLISHMENTS_QUARTER,
    INDUSTRY_MONTH,
)
from analysis.tables.territory import COUNTIES, INDUSTRIES, TARGETS

TABLES: dict[str, Table] = {
    declared.name: declared
    for declared in (
        COUNTIES,
        INDUSTRIES,
        TARGETS,
        ENTERPRISES,
        ROSTER_EVENTS,
        ENTERPRISE_MONTH,
        INDUSTRY_MONTH,
        COUNTY_MONTH,
        ELECTRICITY_MONTH,
        EMPLOYMENT_MONTH,
        ESTABLISHMENTS_QUARTER,
        CLUSTERS,
        CLUSTER_MEMBERS,
        CLUSTER_MONTH,
        EVALUATION,
        LAND_PARCELS,
        EVALUATION_ADJUSTMENTS,
    )
}


def table(name: str) -> Table:
    """Return the declaration of a table.

    Raises
    ------
    DataError
        If the dictionary has no table of that name.
    """
    if name not in TABLES:
        listed = ", ".join(TABLES)
        raise DataError(
            f"没有名为“{name}”的表，可用：{listed}", f"no table {name!r}; one of {listed}"
        )
    return TABLES[name]


__all__ = ["TABLES", "Table", "table"]
