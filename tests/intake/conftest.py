"""A small made-up city whose raw files a test writes itself."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml
from stdnum.cn import uscc

from tests.releases import city_of

CITY = city_of(
    {"139901": ("云渚区", "Yunzhu"), "139902": ("青岚县", "Qinglan")},
    name={"zh": "样例市", "en": "Sample City"},
    synthetic=True,
)
INDUSTRY_MONTH = {
    "table": "industry_month",
    "files": "output*",
    "vintage": "2022-12-15",
    "constants": {"scope": "above_scale"},
}
TITLE = "2022年1—11月规模以上工业分县分行业产值"


def code(number: int, county: str = "139901") -> str:
    """A made-up credit code with a valid check character."""
    body = f"91{county}MA{number:07d}"
    return body + uscc.calc_check_digit(body)


@pytest.fixture
def city(tmp_path: Path) -> Callable[..., Path]:
    """Write city.yaml with the given feeds; return the folder, with an empty `raw/`."""

    def write(*feeds: dict[str, Any], **keys: Any) -> Path:
        (tmp_path / "raw").mkdir(exist_ok=True)
        declared = {**CITY, **keys, "feeds": list(feeds) or [INDUSTRY_MONTH]}
        text = yaml.safe_dump(declared, allow_unicode=True)
        (tmp_path / "city.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def write_sheet(
    book: xlsxwriter.Workbook,
    rows: Sequence[Sequence[Any]],
    merged: Sequence[str] = (),
    name: str | None = None,
) -> xlsxwriter.workbook.Worksheet:
    """Write rows from A1 on, and merge ranges, each around the value of its first cell."""
    sheet = book.add_worksheet(name)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    for cells in merged:
        first, last = (xlsxwriter.utility.xl_cell_to_rowcol(c) for c in cells.split(":"))
        sheet.merge_range(cells, rows[first[0]][first[1]])
        assert last >= first
    return sheet


def workbook(
    path: Path, rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), name: str | None = None
) -> Path:
    """Write a workbook of one sheet."""
    with xlsxwriter.Workbook(path) as book:
        write_sheet(book, rows, merged, name)
    return path


HEADER = [
    [TITLE],
    [None, None, None, None, None, "单位：万元"],
    ["行政区划代码", "县（市、区）", "行业代码", "企业个数（家）", "工业总产值", None],
    [None, None, None, None, "本年累计", "上年同期累计"],
]
MERGED = ["A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:F3"]
ROWS = [
    ["139901", "云渚区", "13", 6, 1200, 1000],
    ["139901", "云渚区", "17", 3, 500.5, 450],
    ["139902", "青岚县", "17", 4, 300, 310],
]


def output_workbook(folder: Path, rows: Sequence[Sequence[Any]] = ROWS, **replaced: Any) -> Path:
    """Write `raw/output.xlsx` in the layout of a bureau's export."""
    header = [list(row) for row in HEADER]
    for cell, value in replaced.items():
        row, column = xlsxwriter.utility.xl_cell_to_rowcol(cell)
        header[row][column] = value
    return workbook(folder / "raw" / "output.xlsx", [*header, *rows], MERGED)
