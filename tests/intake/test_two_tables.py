"""Two tables on one sheet, beside or below each other, are refused with the way out."""

import pytest
import xlsxwriter

from analysis.intake import check

from .conftest import INDUSTRY_MONTH, workbook, write_sheet

TITLE = ["2022年1—11月产值"]
HEAD = ["县区", "行业代码", "企业数", "产值本年累计（万元）", "产值上年同期累计（万元）"]
PLAIN = [heading.removesuffix("（万元）") for heading in HEAD]
FIRST = ["云渚区", "13", 3, 10, 9]
SECOND = ["青岚县", "17", 4, 20, 19]


def read(folder, rows):
    workbook(folder / "raw" / "output.xlsx", rows)
    intake = check(folder)
    faults = [(fault.kind, fault.row) for fault in intake.errors]
    table = intake.tables.get("industry_month")
    return faults, 0 if table is None else len(table), intake


@pytest.mark.parametrize("gap", [[], [None], [None, None]])
def test_the_same_table_beside_itself(city, gap):
    faults, stored, intake = read(city(), [TITLE, HEAD + gap + HEAD, FIRST + gap + SECOND])
    assert (faults, stored) == ([("side_by_side", 0)], 0)
    assert f"自{'FGH'[len(gap)]}列起" in intake.errors[0].zh


def test_another_figure_beside_the_same_keys(city):
    head = [*HEAD[:4], None, *HEAD[:2], HEAD[4]]
    faults, stored, _ = read(city(), [TITLE, head, [*FIRST[:4], None, *FIRST[:2], 9]])
    assert (faults, stored) == ([("side_by_side", 0)], 0)


def test_a_code_beside_its_name_is_one_table(city):
    head, row = ["行政区划代码", *HEAD], ["139901", *FIRST]
    assert read(city(), [TITLE, head, row])[:2] == ([], 1)


@pytest.mark.parametrize(
    ("title", "line", "begins"),
    [
        (["2022年1—10月产值"], [], 4),  # another period
        (["表二"], [], 4),
        ([], ["单位：亿元"], 5),  # another unit
    ],
)
def test_a_table_below_with_a_title_or_a_unit_of_its_own(city, title, line, begins):
    unit = [["单位：万元"]] if line else []
    head = PLAIN if line else HEAD
    rows = [TITLE, *unit, head, FIRST, *filter(None, [title, line]), head, SECOND]
    faults, stored, intake = read(city(), rows)
    assert (faults, stored) == ([("stacked_tables", begins)], 1)
    (sheet,) = intake.sheets
    assert (sheet.rows_used, sheet.rows_refused) == (1, sheet.rows_in - 1)


def test_a_table_below_with_other_headings(city):
    other = [heading.replace("万元", "亿元") for heading in HEAD]
    faults, stored, _ = read(city(), [TITLE, HEAD, FIRST, [None], other, SECOND])
    assert (faults, stored) == ([("stacked_tables", 5)], 1)


@pytest.mark.parametrize(
    "between", [[], [TITLE], [["第 1 页"]], [["注：快报数"], TITLE], [["续表"]], [[None]]]
)
def test_a_header_that_every_page_repeats(city, between):
    faults, stored, intake = read(city(), [TITLE, HEAD, FIRST, *between, HEAD, SECOND])
    assert (faults, stored) == ([], 2), [fault.zh for fault in intake.errors]


def test_counties_named_above_the_header_are_no_second_table(city):
    rows = [TITLE, ["填报单位", "云渚区", "13"], HEAD, FIRST, ["云渚区", "17", 1, 2, 3]]
    assert read(city(INDUSTRY_MONTH), rows)[:2] == ([], 2)


@pytest.mark.parametrize("below", [True, False])
def test_the_way_out_leads_out(city, below):
    """What is refused on one sheet is read whole from two."""
    folder = city()
    tables = ([TITLE, HEAD, FIRST], [["2022年1—10月产值"], HEAD, SECOND])
    rows = [line for table in tables for line in table]
    beside = [[*a, *[None] * (5 - len(a)), None, *b] for a, b in zip(*tables, strict=True)]
    assert read(folder, rows if below else beside)[0]
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for name, table in zip(("一", "二"), tables, strict=True):
            write_sheet(book, table, name=name)
    intake = check(folder)
    assert not intake.errors
    stored = intake.tables["industry_month"].sort_values("period")
    assert stored["period"].tolist() == ["2022-10", "2022-11"]
    assert stored["output_ytd_10k_cny"].tolist() == [20.0, 10.0]
