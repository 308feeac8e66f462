"""Every result table says what of it may leave."""

import pytest

from analysis.tables import RESULT_TABLES


@pytest.mark.parametrize("table", RESULT_TABLES.values(), ids=lambda table: table.name)
def test_a_table_names_its_cells_or_is_secret_or_says_why_it_is_free(table):
    assert bool(table.cells) + bool(table.free) + table.secret == 1
    assert bool(table.measures) == bool(table.cells)
    assert {*table.cells} <= {*table.key}
