"""Who stands in the rows of a table: enterprises and projects, by name and by code."""

from collections.abc import Mapping

from analysis.tables.dictionary import Column

CODES = ("uscc", "counterpart_uscc", "holder_id", "project_code")
"""Columns that say that a row is an enterprise's, a holder's or a project's."""
KIND, PLACES = "holder_kind", ("park", "cluster")
"""Where a table says what its holders are, and which of them are places: they are no secret."""
PUBLISHED = "published_on"
"""The day from which the list that names a row is public."""


def code_columns(columns: Mapping[str, Column]) -> list[str]:
    """Return the columns of a table that number an enterprise or a project."""
    return [name for name in CODES if name in columns]


def name_columns(columns: Mapping[str, Column]) -> list[str]:
    """Return the columns that name one: `name` and `*_name`, of a table that numbers them.

    A table without such a code, as one of clusters or of trainings, names neither.
    """
    if not code_columns(columns):
        return []
    return [
        name
        for name, column in columns.items()
        if (column.metadata or {})["kind"] == "text" and (name == "name" or name.endswith("_name"))
    ]
