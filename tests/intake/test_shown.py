"""A figure is what its cell shows: number formats, errors, formulas that nobody computed."""

import datetime
import struct
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from analysis.intake import check
from analysis.intake.faults import CellError
from analysis.intake.number_formats import shown
from analysis.intake.number_text import parse_number
from analysis.intake.old_workbook import BOF, ERROR, FORMULA, HIDDEN_ROW, ROW, ROW_OF_RK, XF

from .conftest import HEADER, INDUSTRY_MONTH, MERGED, ROWS, output_workbook, write_sheet
from .test_container import replace_part

GROWTH = {**INDUSTRY_MONTH, "table": "county_month", "files": "growth*"}
OLD = Path(__file__).parent / "output.xls"
V = "output_ytd_10k_cny"


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0%", 0.065, "6.5%"),
        ("0.00%;[Red]-0.00%", -0.013, "-1.3%"),
        ("0.0_ %", 0.07, "7%"),
        ('0.0"%"', 6.5, "6.5%"),
        ("0!.0,", 12345, "12345（显示为1.2345）"),
        (r"0\.0,", 12345, "12345（显示为1.2345）"),
        (r'0\.00,,"亿"', 123456789, "1.23456789亿"),
        ('0!.0000"万元"', 12345, "1.2345万元"),
        ("#,##0,", 1200, "1200（显示为1.2）"),
        ('0.00"亿元"', 1.2, "1.2亿元"),
        ("[$-804]0%", 0.5, "50%"),
        ('0"."0,"万"', 12345, "1.2345万"),
        ('#"."0000', 12345, "12345（显示为1.2345）"),
        ('0"0000"', 12345, "12345（显示为123450000）"),
        ('General"元"', 12345, "12345元"),
        ('G/通用格式"元"', 12345, "12345元"),
        ('[>=10000]0!.0,"万";0', 12345, "1.2345万"),
        ('[>=10000]0!.0,"万";0', 500, "500"),
        ('[<100]"***";0', 50, "50（不显示）"),
        ('[=0]"-";0.0', 0, "0"),
        ('[=0]"-";0.0', 12345, "12345"),
        ('0;-0!.0,"万"', -12345, "-1.2345万"),
        ('0;-0!.0,"万"', 12345, "12345"),
        ('"¥"#,##0', 1200, "¥1200"),
        ("[$€-407]#,##0.00;-#,##0.00", 1200, "€1200"),
        ('_("$"* #,##0_)', -5, "$-5"),
        ("[$¥-411]0", 1200, "JPY1200"),
        ('0.0," US$"', 1200, "1200（显示为1.2）"),
        ('0"万""US$"', 12, "US$12万"),
        ('"<"0', 1200, "<1200"),
        ('"-"0', 1200, "-1200"),
        ('"-"0', -5, "-5"),
        ('0"以上"', 300, "300以上"),
        ('0"百吨"', 3, "3百吨"),
        ('"＄"0;"-"0', -3, "-3"),
        ('0"-"0', 12, "1-2"),
        ('0"-"0', -5, "-0-5"),
        ("000-000", 123456, "123-456"),
        ('0"-"0.0', 12.5, "1-2.5"),
        ('0000"年"00"月"', 202210, "2022年10月"),
        ("(0.0)", 5.5, "5.5（显示为(5.5)）"),
        ("(0.0)", -5.5, "-5.5"),
        ('0.0%;"-("0.0%")"', 0.065, "6.5%"),
    ],
)
def test_a_format_that_changes_a_figure(code, value, text):
    made = shown(code)
    assert made is not None
    assert made.text(value) == text


@pytest.mark.parametrize(
    "code",
    [
        *("General", "", "0", "0.00", "#,##0", "#,##0.00_);(#,##0.00)", "@", "0.00E+00", "# ?/?"),
        *("yyyy-mm-dd", 'yyyy"年"m"月"', "h:mm", '0"号"', "[Red]0.0", "000000", "[>=100]0;0.0"),
        *("[h]:mm", '"2022"0', "[$-804]0", '0;"△"0', '"▲"0.0;"▼"0.0', '0" (预计)"', '"第"0'),
        *(r"#\ ##0", "#'##0", '0"万"0000', '0"亿"0000"万"0000', "0.0;[Red](0.0)"),
        *('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',),
    ],
)
def test_a_format_that_changes_nothing(code):
    assert shown(code) is None


def growth(folder, cells, **options):
    """Write growth rates with formats: (value, format) a county."""
    with xlsxwriter.Workbook(folder / "raw" / "growth.xlsx", options) as book:
        rows = [
            ["2022年1—11月各县增速"],
            ["县区", "规上工业增加值累计增速（%）", "规上工业增加值当月增速（%）"],
        ]
        sheet = write_sheet(book, rows)
        for number, (name, (value, code)) in enumerate(
            zip(("云渚区", "青岚县"), cells, strict=True), 2
        ):
            sheet.write(number, 0, name)
            for column in (1, 2):
                sheet.write_number(number, column, value, book.add_format({"num_format": code}))


def test_a_percentage_is_what_the_cell_says(city):
    folder = city(GROWTH)
    growth(folder, [(0.065, "0.0%"), (-1.3, "0.0")])
    table = check(folder).tables["county_month"]
    assert table["value_added_growth_ytd_pct"].tolist() == [6.5, -1.3]


@pytest.mark.parametrize(
    ("code", "value", "stored"), [('0!.0,"万元"', 12_000_000, 1200.0), ('0"亿元"', 2, 20_000.0)]
)
def test_a_format_that_says_its_unit(city, code, value, stored):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED)
        sheet.write_number("E5", value, book.add_format({"num_format": code}))
    intake = check(folder)
    assert not intake.errors
    assert intake.tables["industry_month"][V].iloc[0] == stored


@pytest.mark.parametrize("code", ["0!.0,", "0,", "#,##0.0,,"])
def test_a_format_that_divides_and_names_no_unit_is_refused(city, code):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED)
        sheet.write_number("E5", 12_000_000, book.add_format({"num_format": code}))
    (fault,) = check(folder).errors
    assert (fault.kind, fault.cell) == ("scaled", "E5")
    assert "显示为" in fault.value


@pytest.mark.parametrize("cell", ["E5", "F5", "D7"])
def test_a_placeholder_of_an_export_program_is_refused(city, cell):
    """xlsxwriter stores 0 and asks for a computation on load."""
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        write_sheet(book, [*HEADER, *ROWS], MERGED).write_formula(cell, "=600*2")
    assert [(f.kind, f.cell) for f in check(folder).errors] == [("formula", cell)]


def test_an_array_formula_that_nobody_computed(city):
    """Only the first cell of the array holds the formula; the others hold 0 alone."""
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED)
        sheet.write_array_formula("E5:E7", "{=F5:F7*2}", value=2000)
    assert [f.cell for f in check(folder).errors] == ["E6", "E7"]


def test_a_computed_zero_is_a_zero(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        write_sheet(book, [*HEADER, *ROWS], MERGED).write_formula("E5", "=1-1")
    path = folder / "raw" / "output.xlsx"
    replace_part(path, "xl/workbook.xml", lambda xml: xml.replace(b' fullCalcOnLoad="1"', b""))
    intake = check(folder)
    assert not intake.errors
    assert intake.tables["industry_month"][V].iloc[0] == 0


@pytest.mark.parametrize("old", [b' r="%b7"', b' r="%b6"'])
def test_cells_without_an_address_are_counted(city, old):
    folder = city()
    rows = [list(row) for row in ROWS]
    path = output_workbook(folder, rows)
    row = int(old[-2:-1])

    def anonymous(xml):
        for letter in b"ABCDEF":
            xml = xml.replace(old % bytes([letter]), b"")
        begin = xml.index(b'<row r="%d"' % row)
        end = xml.index(b"</row>", begin)
        last = xml.rindex(b"<c", begin, end)
        return xml[:last] + b'<c t="e"><v>#DIV/0!</v></c>' + xml[end:]

    replace_part(path, "xl/worksheets/sheet1.xml", anonymous)
    faults = [(f.kind, f.cell, f.value) for f in check(folder).errors]
    assert faults == [("formula", f"F{row}", "#DIV/0!")]


def old_workbook(folder, kind, number, change):
    """Write the .xls of the tests with one record of a kind changed: its content → its content."""
    content = OLD.read_bytes()
    start = content.index(struct.pack("<3H", BOF, 16, 0x600))
    while True:
        found, length = struct.unpack_from("<2H", content, start)
        number -= found == kind
        if number < 0:
            break
        start += 4 + length
    data = change(content[start + 4 : start + 4 + length])
    record = struct.pack("<2H", *data[:2]) + data[2] if isinstance(data, tuple) else data
    before = content[:start] if isinstance(data, tuple) else content[: start + 4]
    (folder / "raw" / "output.xls").write_bytes(before + record + content[start + 4 + length :])


def formula(result):
    """Turn the figures D5 to F5 into one formula in E5 with that stored result."""
    return lambda old: (FORMULA, len(old), struct.pack("<3H", 4, 4, 17) + result + bytes(10))


@pytest.mark.parametrize(
    ("result", "value"),
    [
        (bytes(8), "=?"),
        (b"\2\0\x07\0\0\0\xff\xff", "#DIV/0!"),
        (b"\2\0\x2a\0\0\0\xff\xff", "#N/A"),
        (b"\3\0\0\0\0\0\xff\xff", "=?"),
    ],
)
def test_errors_and_formulas_never_computed_in_an_old_workbook(city, result, value):
    folder = city()
    old_workbook(folder, ROW_OF_RK, 0, formula(result))
    assert ("formula", "E5", value) in [(f.kind, f.cell, f.value) for f in check(folder).errors]


def test_an_error_cell_in_an_old_workbook(city):
    folder = city()
    error = struct.pack("<3H2B", 4, 4, 17, 0x07, 1)
    old_workbook(folder, ROW_OF_RK, 0, lambda old: (ERROR, len(old), error.ljust(len(old), b"\0")))
    assert ("formula", "E5", "#DIV/0!") in [(f.kind, f.cell, f.value) for f in check(folder).errors]


def test_percentages_in_an_old_workbook(city):
    """Style 17 is that of all its figures: 1,200 is shown as 120000%, which no output is."""
    folder = city()
    old_workbook(folder, XF, 17, lambda old: old[:2] + struct.pack("<H", 9) + old[4:])
    values = {f.cell: f.value for f in check(folder).errors if f.kind == "unknown_unit"}
    assert values["E5"] == "120000%"
    assert values["E6"] == "50050%"


def test_hidden_rows_in_an_old_workbook(city):
    folder = city()
    hidden = struct.pack("<H", HIDDEN_ROW)
    old_workbook(folder, ROW, 4, lambda old: old[:12] + hidden + old[14:])
    intake = check(folder)
    assert [f.kind for f in intake.faults] == ["hidden_rows"]
    assert intake.tables["industry_month"][V].tolist() == [1200.0, 500.5, 300.0]


@pytest.mark.parametrize("code", ["yyyy-mm", 'yyyy"年"m"月"', "General"])
@pytest.mark.parametrize("from_1904", [False, True])
def test_days_counted_from_1904(city, code, from_1904):
    folder = city()
    head = [
        "县区",
        "行业代码",
        "企业数",
        "产值本年累计（万元）",
        "产值上年同期累计（万元）",
        "报告期",
    ]
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx", {"date_1904": from_1904}) as book:
        sheet = write_sheet(book, [head, ["云渚区", "13", 3, 10, 9]])
        day = datetime.datetime(2022, 11, 30)
        sheet.write_datetime("F2", day, book.add_format({"num_format": code}))
    intake = check(folder)
    if from_1904 and code == "General":  # a bare number of days, 2018-11 where it is counted so
        assert [(f.kind, f.cell) for f in intake.errors] == [("bad_period", "F2")]
    else:
        assert intake.tables["industry_month"]["period"].tolist() == ["2022-11"]


def test_lower_case_addresses_and_single_quotes_hide_no_far_cell(city):
    folder = city()
    path = output_workbook(folder)
    stray = b"<row r='1048576'><c r='xfd1048576'><v>1</v></c></row></sheetData>"
    replace_part(path, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", stray))
    assert [f.kind for f in check(folder).errors] == ["too_large"]


def test_a_border_along_a_whole_row_holds_nothing(city):
    folder = city()
    path = output_workbook(folder)
    book = openpyxl.load_workbook(path)
    for column in range(1, 16385):
        book.active.cell(9, column).font = openpyxl.styles.Font(bold=True)
    book.save(path)
    intake = check(folder)
    assert not intake.faults
    assert intake.tables["industry_month"][V].tolist() == [1200.0, 500.5, 300.0]


@pytest.mark.parametrize("columns", ["F:F", "B:C", "H:H"])
def test_hidden_columns_are_named(city, columns):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED)
        sheet.set_column(columns, options={"hidden": True})
    intake = check(folder)
    assert [f.kind for f in intake.faults] == ["hidden_columns"]
    assert columns[0] in intake.faults[0].zh
    assert len(intake.tables["industry_month"]) == 3


@pytest.mark.parametrize(
    ("code", "positive", "negative"),
    [
        (";;;", "hidden_value", "hidden_value"),
        ('""', "hidden_value", "hidden_value"),
        ('"保密"', "hidden_value", "hidden_value"),
        ("0;;", None, "hidden_value"),
        (";-0", "hidden_value", None),
        ("#,##0;-#,##0;;@", None, None),
        ("G/通用格式", None, None),
        ("[Red]", None, None),
        ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', None, None),
    ],
)
def test_a_format_that_shows_nothing(city, code, positive, negative):
    for figure, kind in ((1200, positive), (-1200, negative)):
        said = shown(code)
        text = said.text(figure) if said else str(figure)
        if kind is None:
            assert parse_number(text).value == figure
        else:
            with pytest.raises(CellError) as error:
                parse_number(text)
            assert error.value.kind == kind
    folder = city()
    path = output_workbook(folder)
    book = openpyxl.load_workbook(path)
    book.active["E5"].number_format = code
    book.save(path)
    faults = [(fault.kind, fault.cell) for fault in check(folder).errors]
    assert faults == ([(positive, "E5")] if positive else [])


@pytest.mark.parametrize(
    ("currency", "code", "fits"),
    [
        *(("CNY", '"¥"#,##0', True), ("CNY", '"$"#,##0', False), ("CNY", "[$€-407]0", False)),
        *(("EUR", "[$€-407]0", True), ("EUR", '"¥"0', False), ("TWD", '"$"0', True)),
        *(("TWD", "[$NT$-404]0", True), ("TWD", '0" US$"', False), ("JPY", "[$¥-411]0", True)),
        *(("CNY", "[$¥-411]0", False), ("CNY", '"RMB "0', True), ("USD", "[$USD] 0", True)),
    ],
)
def test_a_sign_of_money_in_a_format_is_the_citys_or_the_figure_is_refused(
    city, currency, code, fits
):
    folder = city({**INDUSTRY_MONTH, "unit": "万元"}, currency=currency)
    header = [*HEADER[:1], [None], *HEADER[2:]]
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*header, *ROWS], MERGED)
        sheet.write("E5", 1200, book.add_format({"num_format": code}))
    intake = check(folder)
    assert [f.kind for f in intake.errors] == ([] if fits else ["foreign_currency"])
    assert (intake.tables["industry_month"][V].tolist()[0] == 1200) == fits


@pytest.mark.parametrize(
    ("text", "value"), [("¥1,200", 1200), ("￥-5", -5), ("(¥3)", -3), ("1200 RMB", 1200)]
)
def test_a_figure_with_a_sign_of_money(text, value):
    number = parse_number(text, "元")
    assert (number.value, "CNY" in number.currencies) == (value, True)


def test_a_row_and_a_column_of_no_size_are_hidden(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED)
        sheet.set_row(5, 0)
        sheet.set_column("F:F", 0)
    assert {f.kind for f in check(folder).warnings} == {"hidden_rows", "hidden_columns"}


@pytest.mark.parametrize("cells", ["E5:F5", "D5:E5", "E5:E6", "E5:F6"])
def test_a_number_merged_over_several_cells_is_refused(city, cells):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED)
        sheet.merge_range(cells, 1200)
    assert [f.kind for f in check(folder).errors] == ["merged_number"]


def test_a_withheld_mark_merged_over_figures_withholds_each(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        sheet = write_sheet(book, [*HEADER, *ROWS], MERGED)
        sheet.merge_range("E5:F6", "***")
    intake = check(folder)
    assert not intake.errors
    assert intake.sources[0]["masked"] == 4
