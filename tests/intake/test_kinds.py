"""Kinds of faults that files of bureaus have, three variants each beyond the ones first met."""

import zipfile

import openpyxl
import pytest
import xlsxwriter

from analysis.errors import DataError
from analysis.intake import check
from analysis.tables.city import load_city

from .conftest import INDUSTRY_MONTH, ROWS, output_workbook, workbook
from .test_container import replace_part

V = "output_ytd_10k_cny"
TITLE = ["2022年1—11月产值"]
HEAD = ["县区", "行业代码", "企业数", "产值本年累计（万元）", "产值上年同期累计（万元）"]
ROW = ["云渚区", "13", 3, 10, 9]
POWER = {"table": "electricity_month", "files": "power*", "vintage": "2022-12-10"}
SHEET = "xl/worksheets/sheet1.xml"


def outcome(folder, table="industry_month", column=V):
    """What is stored, and the kinds of what is said."""
    intake = check(folder)
    stored = intake.tables.get(table)
    kinds = [fault.kind for fault in intake.faults]
    return kinds, [] if stored is None else stored[column].tolist()


def plain(folder, *rows, name="output.xlsx"):
    workbook(folder / "raw" / name, [TITLE, HEAD, *rows])
    return outcome(folder)


def styled(folder, cell, code, value=None):
    path = output_workbook(folder)
    book = openpyxl.load_workbook(path)
    book.active[cell].number_format = code
    if value is not None:
        book.active[cell] = value
    book.save(path)
    return outcome(folder)


@pytest.mark.parametrize("code", ["0%", "0.00%;-0.00%", "[Red]0.0%"])
def test_a_growth_rate_that_is_shown_in_per_cent(city, code):
    folder = city({"table": "county_month", "files": "*", "vintage": "2022-12-15"})
    with xlsxwriter.Workbook(folder / "raw" / "growth.xlsx") as book:
        sheet = book.add_worksheet()
        head = [
            "县区",
            "增加值累计增速（%）",
            "增加值当月增速（%）",
            "口径",
        ]
        for place, cells in enumerate([TITLE, head, ["云渚区", None, 5.0, "规上"]]):
            sheet.write_row(place, 0, cells)
        sheet.write_number("B3", 0.065, book.add_format({"num_format": code}))
    kinds, stored = outcome(folder, "county_month", "value_added_growth_ytd_pct")
    assert stored in ([6.5], []), kinds
    assert stored or kinds


@pytest.mark.parametrize("value", ["0", "0.0", "-0"])
def test_a_placeholder_of_a_formula_that_nobody_computed(city, value):
    folder = city()
    path = output_workbook(folder)
    formula = f'<c r="E5"><f>SUM(A1)</f><v>{value}</v></c>'.encode()
    replace_part(path, SHEET, lambda xml: _replaced(xml, b'<c r="E5"', formula))
    asks = b'<calcPr calcId="1" fullCalcOnLoad="1"/></workbook>'
    replace_part(path, "xl/workbook.xml", lambda xml: xml.replace(b"</workbook>", asks))
    assert outcome(folder)[0] == ["formula"]


def _replaced(xml, begins, cell):
    start = xml.index(begins)
    return xml[:start] + cell + xml[xml.index(b"</c>", start) + 4 :]


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#NUM!"])
def test_an_error_in_a_cell_without_an_address(city, error):
    folder = city()
    path = output_workbook(folder)
    cell = f'<c t="e"><v>{error}</v></c>'.encode()
    replace_part(path, SHEET, lambda xml: _replaced(xml, b'<c r="F7"', cell))
    assert outcome(folder)[0] == ["formula"]


@pytest.mark.parametrize("remark", ["与上年合计", "不计入小计", "见全市合计"])
def test_a_remark_that_ends_like_a_total(city, remark):
    folder = city()
    rows = [[*ROW, remark], ["云渚区", "17", 1, 2, 3, None], ["青岚县", "17", 1, 4, 3, remark]]
    workbook(folder / "raw" / "output.xlsx", [TITLE, [*HEAD, "备注"], *rows])
    assert outcome(folder) == ([], [10.0, 2.0, 4.0])


@pytest.mark.parametrize(
    "line", ["有效期至2023年1月", "打印日期：2022年10月5日", "制表时间：2022-10"]
)
def test_a_date_of_the_form_is_no_period(city, line):
    workbook((folder := city()) / "raw" / "output.xlsx", [[line], HEAD, ROW])
    assert "missing_column" in outcome(folder)[0]
    workbook(folder / "raw" / "output.xlsx", [[line], TITLE, HEAD, ROW])
    assert outcome(folder) == ([], [10.0])


@pytest.mark.parametrize(
    "said", ["2022年前11个月", "2022年1月至11月", "2022年度1-11月", "2022年全年"]
)
def test_a_range_in_other_words_is_no_single_month(city, said):
    folder = city(POWER)
    head = ["县区", "行业代码", "用电量（万千瓦时）"]
    workbook(folder / "raw" / "power.xlsx", [[f"{said}用电量"], head, ["云渚区", "13", 5]])
    assert outcome(folder, "electricity_month", "electricity_10k_kwh")[0] == ["several_months"]


@pytest.mark.parametrize("month", [2019.1, 2022.1, 2020.1])
def test_a_number_that_may_be_october_or_january(city, month):
    folder = city()
    workbook(folder / "raw" / "output.xlsx", [[*HEAD, "月份"], [*ROW, month]])
    assert outcome(folder)[0][0] == "bad_period"


@pytest.mark.parametrize(
    ("figure", "stored"), [("1200⑴", 1200.0), ("500.5³", 500.5), ("300①②", 300.0), ("⑤", None)]
)
def test_marks_of_footnotes_are_no_digits(city, figure, stored):
    kinds, found = plain(city(), ["云渚区", "13", 3, figure, 9])
    assert found == ([stored] if stored and not kinds else [])
    assert found or kinds


@pytest.mark.parametrize("name", ["output.xls", "output.XLS", "output.et"])
def test_a_workbook_under_another_name(city, name):
    folder = city()
    output_workbook(folder).rename(folder / "raw" / name)
    assert outcome(folder) == ([], [1200.0, 500.5, 300.0])


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda name: name.replace("/", "\\")])
def test_parts_of_a_workbook_by_any_spelling(city, change):
    folder = city()
    path = output_workbook(folder)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(change(name), content)
    kinds, stored = outcome(folder)
    assert stored == [1200.0, 500.5, 300.0] or kinds == ["damaged"]


@pytest.mark.parametrize("columns", ["A:A", "E:F", "C:C"])
def test_hidden_columns_warn(city, columns):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = book.add_worksheet()
        for place, cells in enumerate([TITLE, HEAD, ROW]):
            sheet.write_row(place, 0, cells)
        sheet.set_column(columns, None, None, {"hidden": True})
    assert outcome(folder) == (["hidden_columns"], [10.0])


@pytest.mark.parametrize("character", ["\u200d", "\u2060", "\ufeff"])
def test_characters_that_nobody_sees(city, character):
    row = [f"云渚{character}区", f"13{character}", 3, f"{character}10", 9]
    assert plain(city(), row) == ([], [10.0])


@pytest.mark.parametrize("lock", [".~output.xlsx", "~$output.xlsx", ".~lock.output.xlsx#"])
def test_locks_of_open_workbooks(city, lock):
    folder = city({**INDUSTRY_MONTH, "files": "*output*"})
    (folder / "raw" / lock).write_bytes(b"lock")
    assert plain(folder, ROW) == ([], [10.0])


@pytest.mark.parametrize("name", ["output[终稿].xlsx", "output[1].xlsx", "[省]output[a-b].xlsx"])
def test_brackets_in_the_name_of_a_file(city, name):
    assert plain(city({**INDUSTRY_MONTH, "files": name}), ROW, name=name) == ([], [10.0])


@pytest.mark.parametrize(
    "line", ["单位：万元人民币", "计量单位：万元、%", "单位:万元（人民币）、个"]
)
def test_lines_of_units_with_more_words(city, line):
    folder = city()
    output_workbook(folder, F2=line)
    assert outcome(folder) == ([], [1200.0, 500.5, 300.0])


@pytest.mark.parametrize(
    "end", [["【说明】快报数"], ["单位负责人：张某", None, "制表人：李某"], ["※ 不含开发区"]]
)
def test_notes_and_signatures_below(city, end):
    assert plain(city(), ROW, end) == ([], [10.0])


@pytest.mark.parametrize("row", [9, 500, 5000])
def test_a_row_of_empty_cells_with_a_style(city, row):
    folder = city()
    path = output_workbook(folder)
    book = openpyxl.load_workbook(path)
    for column in range(1, 2000):
        book.active.cell(row, column).border = openpyxl.styles.Border(
            top=openpyxl.styles.Side("thin")
        )
    book.save(path)
    assert outcome(folder) == ([], [1200.0, 500.5, 300.0])


@pytest.mark.parametrize("field", ['"云渚"区', '"云渚区"甲', '"a"b"'])
def test_a_quote_inside_a_field(city, field):
    folder = city()
    text = ",".join(HEAD) + f",月份\n{field},13,3,10,9,2022-11\n"
    (folder / "raw" / "output.csv").write_text(text, encoding="utf-8")
    assert outcome(folder)[0] == ["quote_in_field"]


@pytest.mark.parametrize("twice", ["period: '2022-10'", "counties: []", "name: {zh: 乙, en: B}"])
def test_a_key_of_city_yaml_that_stands_twice(city, twice):
    file = city() / "city.yaml"
    file.write_text(file.read_text(encoding="utf-8") + twice + "\n", encoding="utf-8")
    with pytest.raises(DataError, match="stands twice"):
        load_city(file.parent)


@pytest.mark.parametrize("absent", ["139901", "139902"])
@pytest.mark.parametrize("last", [10, 11])
def test_a_county_that_is_absent_in_the_last_month(city, absent, last):
    folder = city()
    months = {last - 1: ROWS, last: [row for row in ROWS if row[0] != absent]}
    for month, rows in months.items():
        title = f"2022年1—{month}月规模以上工业分县分行业产值"
        kept = output_workbook(folder, rows, A1=title)
        kept.rename(kept.with_name(f"output{month}.xlsx"))
    assert "missing_county" in outcome(folder)[0]
