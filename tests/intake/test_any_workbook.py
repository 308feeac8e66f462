"""Random legal workbooks of three writers are read back equal, or their odd cells are refused."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.intake import check
from analysis.intake.contents import column_letters

from .conftest import CITY, INDUSTRY_MONTH
from .writers import AsXml, Figure, with_openpyxl, with_xlsxwriter

REFUSED = None
HEAD = ["县区", "行业代码", "企业数", "产值本年累计（万元）", "产值上年同期累计（万元）"]
COLUMNS = ["output_ytd_10k_cny", "output_ytd_last_year_10k_cny"]
BY_HAND = st.builds(
    AsXml,
    addressed=st.booleans(),
    prefix=st.sampled_from(["", "x:"]),
    quote=st.sampled_from("\"'"),
    slash=st.sampled_from("/\\"),
    part=st.sampled_from(["sheet1.xml", "Data.xml"]),
)


def cells(value: float) -> list[tuple[Figure, float | None]]:
    """Ways to write a figure, and what must be stored (REFUSED: nothing)."""
    return [
        (Figure(value), value),
        (Figure(value, "#,##0.00"), value),
        (Figure(value, '0.0"万元"'), value),
        (Figure(value, '0.00"亿元"'), value * 1e4),
        (Figure(value, '0!.0,"万元"'), value / 1e4),
        (Figure(value, "0!.0,"), REFUSED),
        (Figure(value, "0.0%"), REFUSED),
        (Figure(value, formula="1+1"), value),
        (Figure(None, formula="1+1"), REFUSED),
        (Figure("#DIV/0!", error=True), REFUSED),
        (Figure("#N/A", error=True), REFUSED),
        (Figure(f"{value:,.2f}"), value),
        (Figure(f"{value:.2f}①"), value),
        (Figure(f"\u200b{value:.2f}\u200b"), value),
        (Figure(f"{value:.2f}亿元"), value * 1e4),
        (Figure(f"{value:.2f} {value:.2f}"), REFUSED),
        (Figure("***"), np.nan),
        (Figure("—"), np.nan),
    ]


FIGURES = st.integers(1, 10**9).map(lambda n: n / 100).flatmap(lambda v: st.sampled_from(cells(v)))
ROWS = st.lists(st.tuples(FIGURES, FIGURES), min_size=1, max_size=8)


def read_back(writer, rows):
    """Write, check, and compare what is stored or refused with what must be."""
    grid = [["2022年1—11月产值"], HEAD]
    for number, row in enumerate(rows):
        county, industry = ("云渚区", "青岚县")[number % 2], f"{13 + number}"
        grid.append([county, industry, Figure(number + 1.0), *(figure for figure, _ in row)])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw").mkdir()
        declared = yaml.safe_dump({**CITY, "feeds": [INDUSTRY_MONTH]}, allow_unicode=True)
        (folder / "city.yaml").write_text(declared, encoding="utf-8")
        writer(folder / "raw" / "output.xlsx", grid)
        intake = check(folder)
    refused = {
        f"{column_letters(3 + column)}{3 + number}"
        for number, row in enumerate(rows)
        for column, (_, value) in enumerate(row)
        if value is REFUSED
    }
    assert {fault.cell for fault in intake.errors} == refused, [f.zh for f in intake.errors]
    table = intake.tables["industry_month"].set_index("industry_code")
    for number, row in enumerate(rows):
        if all(value is not REFUSED for _, value in row):
            stored = table.loc[f"{13 + number}", COLUMNS].to_numpy(dtype=float)
            np.testing.assert_allclose(stored, [value for _, value in row], rtol=1e-12)


WRITERS = st.one_of(st.just(with_openpyxl), st.just(with_xlsxwriter), BY_HAND)


@settings(max_examples=30)
@given(WRITERS, ROWS)
def test_a_random_workbook_is_read_back_or_refused(writer, rows):
    read_back(writer, rows)


@pytest.mark.slow
@settings(max_examples=1000)
@given(WRITERS, ROWS)
def test_a_thousand_random_workbooks_are_read_back_or_refused(writer, rows):
    read_back(writer, rows)
