"""Attacks on the report's tables: what is withheld stays withheld in each of them and in all."""

import pandas as pd
import pytest

from analysis.disclosure import protect
from analysis.tables import RESULT_TABLES

REPORT = [
    declared
    for name, declared in RESULT_TABLES.items()
    if name.startswith("output_") and declared.cells
]
HARMLESS = {
    "enterprises",  # counts are public
    "remaining_periods",
    "horizon",
    "change_pct",  # the assumption itself
}


@pytest.mark.parametrize("declared", REPORT, ids=lambda declared: declared.name)
def test_every_number_of_a_table_is_withheld_with_its_cell(declared):
    numbers = {
        name
        for name in declared.columns
        if declared.metadata(name)["kind"] == "quantity" and name not in declared.key
    }
    assert numbers - set(declared.measures) <= HARMLESS


@pytest.mark.parametrize("declared", REPORT, ids=lambda declared: declared.name)
def test_a_withheld_row_has_no_number_left_and_an_unknown_cell_is_withheld(declared):
    values = {
        name: 1.0 for name in declared.columns if declared.metadata(name)["kind"] == "quantity"
    }
    keys = {"indicator": "output", "county_code": "130502", "industry_code": "total"}
    classes = {"enterprise_size": "large", "section": "C", "group_zh": "x"}
    row = pd.DataFrame([keys | values | classes])
    known = row[list(declared.cells)].assign(masked=False)
    unknown = known.assign(county_code="130503")
    assert not protect(row, declared, known, "public")["masked"].item()
    for pattern in (known.assign(masked=True), unknown):
        safe = protect(row, declared, pattern, "public")
        assert safe["masked"].item()
        assert safe[list(declared.measures)].isna().all(axis=None)
    assert protect(row, declared, unknown, "county", "130502")["masked"].item() is False
