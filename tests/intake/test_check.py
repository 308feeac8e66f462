"""Every fault is named at once, with its place, in both languages, and nothing is written."""

import importlib
import weakref

import numpy as np
import pytest
import xlsxwriter

from analysis.errors import DataError
from analysis.intake import check, faults_table, ingest
from analysis.intake.one_table import check_table
from analysis.tables.store import Store

from .conftest import HEADER, INDUSTRY_MONTH, MERGED, ROWS, code, output_workbook, write_sheet

MONTH = {"table": "enterprise_month", "files": "月报.xlsx", "vintage": "2022-12-15"}
REGISTER = {"table": "enterprises", "files": "名录.csv", "vintage": "2022-12-15"}
HEADINGS = [
    *("统一社会信用代码", "行政区划代码", "行业代码", "报告期"),
    *("工业总产值本年累计（万元）", "工业总产值上年同期累计（百元）"),
    *("营业收入本年累计（万元）", "营业收入上年同期累计（万元）"),
    *("利润总额本年累计（万元）", "利润总额上年同期累计（万元）"),
    *("税金总额本年累计（万元）", "税金总额上年同期累计（万元）", "平均用工人数", "联系电话"),
]


def row(number, period="2022-11", county="139901", industry="13", uscc=None, **cells):
    amounts = {"output": 100, "last": 90, "revenue": 110, "employees": 20, **cells}
    return [
        *(uscc or code(number), county, industry, period, amounts["output"], amounts["last"]),
        *(amounts["revenue"], 95, -3, 4, 5, 6, amounts["employees"], None),
    ]


def planted(folder):
    """A workbook with twelve faults of twelve kinds; returns the cells where they stand."""
    wrong = code(3)[:-1] + ("0" if code(3)[-1] != "0" else "1")
    rows = [
        ["规上企业月报"],
        HEADINGS,  # F2: unit 百元; N2: unknown heading
        row(1),
        row(2, period="2022-01"),  # D4
        row(3, uscc=wrong),  # A5
        row(4, county="139911"),  # B6
        row(5, industry="99"),  # C7
        row(6, output="一百"),  # E8
        row(7, revenue=-110),  # G9
        row(1),  # A10: duplicate of row 3
        row(8, uscc=911399010000000000.0),  # A11
        row(9, county=None),  # B12
    ]
    with xlsxwriter.Workbook(folder / "raw" / "月报.xlsx") as book:
        sheet = write_sheet(book, rows, ["A1:N1"], "11月")
        sheet.write_formula("M13", "=1/0", value="#DIV/0!")
        for column, value in enumerate(row(10)[:12]):
            sheet.write(12, column, value)
    return {
        **{"F2": "unknown_unit", "N2": "unknown_heading", "D4": "january", "A5": "bad_code"},
        **{"B6": "unknown_county", "C7": "unknown_industry", "E8": "not_a_number"},
        **{"G9": "out_of_range", "A10": "duplicate_key", "A11": "damaged_code"},
        **{"B12": "missing_value", "M13": "formula"},
    }


def test_twelve_planted_faults_are_all_named_and_nothing_is_written(city):
    folder = city(MONTH)
    expected = planted(folder)
    intake = ingest(folder)
    found = {fault.cell: fault.kind for fault in intake.errors}
    assert found == expected
    assert len(intake.errors) == 12
    assert not (folder / "store").exists()
    assert not intake.changed
    for fault in intake.errors:
        assert fault.file == "月报.xlsx"
        assert fault.sheet == "11月"
        assert fault.row == int("".join(c for c in fault.cell if c.isdigit()))
        assert fault.column == HEADINGS["ABCDEFGHIJKLMN".index(fault.cell[0])]
        assert f"第{fault.row}行" in fault.zh
        assert fault.column in fault.zh
        assert f"row {fault.row}" in fault.en
        assert fault.column in fault.en
        assert fault.problem_zh != fault.problem_en


def test_the_sentences_say_what_stands_there_and_what_is_allowed(city):
    folder = city(MONTH)
    planted(folder)
    said = {fault.cell: fault for fault in check(folder).errors}
    assert "139901 云渚区" in said["B6"].zh
    assert "139901 Yunzhu" in said["B6"].en
    assert said["B6"].value == "139911"
    assert "第3行重复" in said["A10"].zh
    assert "1—2月合并" in said["D4"].zh
    assert said["E8"].value == "一百"
    assert said["G9"].value == "-110"
    assert "百元" in said["F2"].zh


def test_faults_export_as_a_table_in_both_languages(city):
    folder = city(MONTH)
    planted(folder)
    faults = check(folder).errors
    for lang, heading in (("zh", "单元格"), ("en", "Cell")):
        table = faults_table(faults, lang)
        assert table[heading].tolist() == [fault.cell for fault in faults]
        assert len(table) == 12
    assert faults_table([]).empty


def test_every_raw_row_is_used_or_refused(city):
    folder = city(MONTH)
    planted(folder)
    source = check(folder).sources[0]
    # Rows 4 to 13 hold a fault each; the unknown heading and the unit are faults of the header.
    assert (source["rows_in"], source["rows_used"], source["rows_refused"]) == (11, 1, 10)


@pytest.mark.parametrize("read", [lambda folder: check(folder, keep=False), ingest])
def test_one_table_is_held_at_a_time(city, monkeypatch, read):
    folder = city(MONTH, INDUSTRY_MONTH)
    planted(folder)
    output_workbook(folder)
    seen, held = [], []

    def watched(feeds, *rest):
        held.append(len([table for table in seen if table() is not None]))
        checked = check_table(feeds, *rest)
        seen.append(weakref.ref(checked.rows.frame))
        return checked

    monkeypatch.setattr(importlib.import_module("analysis.intake.check"), "check_table", watched)
    intake = read(folder)
    assert held == [0, 0]
    assert intake.tables == {}
    assert len(intake.errors) == 12


def test_the_same_files_twice_change_nothing(city):
    folder = city()
    output_workbook(folder)
    assert ingest(folder).changed
    assert not ingest(folder).changed
    store = Store(folder / "store")
    assert store.tables() == ["counties", "industries", "industry_month"]
    output = store.read("industry_month", county="139901")
    assert output["output_ytd_10k_cny"].tolist() == [1200.0, 500.5]
    assert store.sources()[0]["rows"] == 3
    output_workbook(folder, ROWS[:2])
    assert ingest(folder).changed
    assert len(store.read("industry_month")) == 2


def test_an_unknown_unit_in_the_unit_line(city):
    folder = city()
    output_workbook(folder, F2="单位：百元")
    assert {fault.kind for fault in check(folder).errors} == {"unknown_unit", "no_unit"}


def test_a_heading_and_a_unit_line_that_disagree(city):
    folder = city()
    output_workbook(folder, F2="单位：万元", E3="工业总产值（亿元）")
    assert [(f.kind, f.cell) for f in check(folder).errors] == [
        ("conflicting_unit", "E4"),
        ("conflicting_unit", "F4"),
    ]


def test_money_without_any_unit_is_refused(city):
    folder = city()
    output_workbook(folder, F2="")
    assert {fault.kind for fault in check(folder).errors} == {"no_unit"}
    city({**INDUSTRY_MONTH, "unit": "千元"})
    table = check(folder).tables["industry_month"]
    assert table["output_ytd_10k_cny"].iloc[0] == pytest.approx(120)


def test_a_missing_required_column_is_named_once(city):
    folder = city()
    output_workbook(folder, C3="")
    kinds = [(f.kind, f.severity) for f in check(folder).faults]
    assert kinds == [("missing_column", "error"), ("no_heading", "warning")]
    assert "行业代码" in check(folder).errors[0].zh


def test_a_column_that_one_file_of_several_lacks_is_named_once(city):
    folder = city({**INDUSTRY_MONTH, "files": "*.xlsx"})
    output_workbook(folder, [["139901", "云渚区", "14", 6, 1200, 1000]], C3="").rename(
        folder / "raw" / "other.xlsx"
    )
    output_workbook(folder)
    errors = [(f.kind, f.file) for f in check(folder).errors]
    assert errors == [("missing_column", "other.xlsx")]


def test_title_and_file_name_that_name_different_periods(city):
    folder = city()
    output_workbook(folder).rename(folder / "raw" / "output_2022-10.xlsx")
    fault = check(folder).errors[0]
    assert fault.kind == "contradiction"
    assert "2022-11、2022-10" in fault.zh


def test_a_code_and_a_name_that_disagree(city):
    folder = city()
    output_workbook(folder, [["139901", "青岚县", "13", 6, 1200, 1000]])
    assert [f.kind for f in check(folder).errors] == ["contradiction"]


def test_a_county_code_that_lost_its_zero(city):
    counties = [{"code": "010101", "name": {"zh": "甲县", "en": "Jia"}, "kind": "county"}]
    folder = city(counties=counties)
    output_workbook(folder, [[10101, None, "13", 6, 1200, 1000]])
    fault = check(folder).errors[0]
    assert (fault.kind, fault.cell) == ("lost_zero", "A5")
    assert "010101" in fault.zh


@pytest.mark.parametrize(
    ("cell", "value"),
    [(12.5, 12.5), ("１，２３４", 1234.0), ("(123)", -123.0), ("1.2亿", 12_000.0)],
)
def test_numbers_as_people_write_them(city, cell, value):
    folder = city(MONTH)
    rows = [HEADINGS[:13], row(1)[:13]]
    rows[0][5] = "工业总产值上年同期累计（万元）"
    rows[1][8] = cell
    with xlsxwriter.Workbook(folder / "raw" / "月报.xlsx") as book:
        write_sheet(book, rows)
    intake = check(folder)
    assert not intake.errors, [f.zh for f in intake.errors]
    assert intake.tables["enterprise_month"]["profit_ytd_10k_cny"].tolist() == [value]


def test_a_masked_cell_in_a_required_column_is_refused(city):
    folder = city()
    output_workbook(folder, [["139901", "云渚区", "***", 6, 1200, 1000]])
    assert [(f.kind, f.cell) for f in check(folder).errors] == [("unknown_industry", "C5")]


def history(folder, figures, last_year=None):
    """Write one sheet a period with the output of one industry."""
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for period, output in figures.items():
            base = (last_year or {}).get(period)
            rows = [["分行业产值"], *HEADER[1:], ["139901", "云渚区", "13", 6, output, base]]
            write_sheet(book, rows, MERGED, period)


def test_a_cumulative_figure_that_falls_warns(city):
    folder = city()
    history(folder, {"2022-02": 200, "2022-03": 310, "2022-04": 290, "2022-05": 420})
    warnings = check(folder).warnings
    assert [(f.kind, f.sheet, f.cell) for f in warnings] == [("cumulative_fell", "2022-04", "E5")]
    assert "310" in warnings[0].zh


@pytest.mark.parametrize("factor", [10, 1000, 10_000, 0.1, 0.001])
def test_a_unit_jump_warns(city, factor):
    folder = city()
    history(folder, {"2022-02": 2000, "2022-03": 3000, "2022-04": 4000 * factor})
    warnings = check(folder).warnings
    assert [(f.kind, f.sheet) for f in warnings] == [("unit_jump", "2022-04")]


def test_a_whole_new_year_in_another_unit_warns(city):
    folder = city()
    history(folder, {"2021-12": 12_000, "2022-02": 2_000_000})
    assert [f.kind for f in check(folder).warnings] == ["unit_jump"]


def test_steady_growth_does_not_warn(city):
    folder = city()
    history(folder, {f"2022-{month:02d}": 1000 * month for month in range(2, 12)})
    assert not check(folder).faults


def test_last_years_column_is_compared_with_last_years_file(city):
    folder = city()
    history(
        folder,
        {"2021-11": 1000, "2021-12": 1100, "2022-11": 1200, "2022-12": 1300},
        {"2022-11": 1000, "2022-12": 1050},
    )
    warnings = check(folder).warnings
    assert [(f.kind, f.sheet, f.cell, f.value) for f in warnings] == [
        ("missing_period", "2021-12", "", ""),
        ("restated", "2022-12", "F5", "1050"),
    ]
    assert "1100" in warnings[1].en


def test_many_warnings_of_one_kind_become_one_with_their_number(city):
    folder = city(MONTH)
    rows = [[*HEADINGS[:13]]]
    rows[0][5] = "工业总产值上年同期累计（万元）"
    rows += [row(n, period="2022-10", revenue=500)[:13] for n in range(30)]
    rows += [row(n, period="2022-11", revenue=400)[:13] for n in range(30)]
    with xlsxwriter.Workbook(folder / "raw" / "月报.xlsx") as book:
        write_sheet(book, rows)
    warnings = check(folder).warnings
    assert [f.kind for f in warnings] == ["cumulative_fell"]
    assert "共30处" in warnings[0].zh


def test_an_enterprise_outside_the_register_warns_once(city):
    folder = city(MONTH, REGISTER)
    text = (
        "统一社会信用代码,企业名称,行政区划代码,行业代码,企业规模,是否规上\n"
        f"{code(1)},甲公司,139901,13,大型,是\n"
    )
    (folder / "raw" / "名录.csv").write_text(text, encoding="utf-8")
    rows = [HEADINGS[:13], row(1)[:13], row(2)[:13], row(2, period="2022-10")[:13]]
    rows[0][5] = "工业总产值上年同期累计（万元）"
    with xlsxwriter.Workbook(folder / "raw" / "月报.xlsx") as book:
        write_sheet(book, rows)
    warnings = check(folder).warnings
    assert [(f.kind, f.cell, f.value) for f in warnings] == [("not_in_register", "A3", code(2))]


def test_enterprises_that_stop_reporting_warn_by_their_weight(city):
    folder = city(MONTH)
    headings = [*HEADINGS[:5], "工业总产值上年同期累计（万元）", *HEADINGS[6:13]]
    rows = [row(n, period="2022-10", output=100 if n else 5)[:13] for n in range(11)]
    light = [row(n, period="2022-11", output=110)[:13] for n in range(1, 11)]
    for present, kinds in ((light, []), (light[1:], ["missing_reporters"])):
        with xlsxwriter.Workbook(folder / "raw" / "月报.xlsx") as book:
            write_sheet(book, [headings, *rows, *present])
        warnings = check(folder).warnings
        assert [f.kind for f in warnings] == kinds
    assert "2家" in warnings[0].zh
    assert "10.4%" in warnings[0].en


def test_a_file_that_no_feed_names_warns_and_controls_do_not(city):
    folder = city()
    output_workbook(folder)
    (folder / "raw" / "旧文件.csv").write_text("a\n")
    (folder / "raw" / "controls").mkdir()
    (folder / "raw" / "controls" / "totals.csv").write_text("a\n")
    assert [(f.kind, f.file) for f in check(folder).faults] == [("unused_file", "旧文件.csv")]


def test_a_feed_without_a_file_is_an_error(city):
    folder = city()
    assert [(f.kind, f.file) for f in check(folder).errors] == [("no_file", "output*")]


def test_an_unknown_classification_names_the_known_ones(city):
    folder = city(industries="isic")
    with pytest.raises(DataError, match="gbt4754_2017"):
        check(folder)


def test_a_withheld_zero_is_missing_and_a_published_count_stays(city):
    feed = {
        "table": "establishments_quarter",
        "files": "q.csv",
        "vintage": "2022-12-15",
        "unit": "千美元",
        "suppressed": {"disclosure": ["N"]},
        "headers": {"year": "period", "qtr": "period"},
    }
    folder = city(feed)
    (folder / "raw" / "q.csv").write_text(
        "area_fips,industry_code,year,qtr,disclosure,qtrly_estabs_count,total_qtrly_wages\n"
        "139901,13,2016,4,N,3,0\n139902,13,2016,4,,0,0\n"
    )
    intake = check(folder)
    assert not intake.faults, [f.zh for f in intake.faults]
    table = intake.tables["establishments_quarter"]
    assert table["period"].tolist() == ["2016-12", "2016-12"]
    assert table["establishments"].tolist() == [3.0, 0.0]
    assert np.isnan(table["wages_1k_usd"][0])
    assert table["wages_1k_usd"][1] == 0.0
    assert intake.sources[0]["masked"] == 1


def test_filtered_rows_are_counted(city):
    folder = city({**INDUSTRY_MONTH, "filters": {"行业代码": ["13"]}})
    output_workbook(folder)
    intake = check(folder)
    assert len(intake.tables["industry_month"]) == 1
    assert intake.sources[0]["rows_filtered"] == 2


def test_the_same_wrong_value_in_many_rows_is_one_fault_with_its_number(city):
    folder = city()
    rows = [["139911", None, code, 3, 10, 9] for code in range(13, 43)]
    output_workbook(folder, rows)
    intake = check(folder)
    assert [(f.kind, f.cell) for f in intake.errors] == [("unknown_county", "A5")]
    assert "共30处" in intake.errors[0].zh
    assert intake.sources[0]["rows_refused"] == 30


def test_the_lock_file_of_an_open_workbook_is_not_read(city):
    folder = city({**INDUSTRY_MONTH, "files": "*.xlsx"})
    output_workbook(folder)
    (folder / "raw" / "~$output.xlsx").write_bytes(b"lock")
    assert not check(folder).faults


def test_an_unknown_heading_in_the_sheet_of_every_month_is_one_fault(city):
    folder = city()
    header = [["产值"], *(list(row) for row in HEADER[1:])]
    header[2][3] = "户均情况"
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for month in range(2, 12):
            write_sheet(book, [*header, *ROWS], MERGED, f"2022年{month}月")
    faults = [fault for fault in check(folder).errors if fault.kind == "unknown_heading"]
    assert [(f.sheet, f.cell) for f in faults] == [("2022年2月", "D4")]
    assert "10张工作表相同" in faults[0].zh
    assert "the same in 10 sheets: 2022年2月, 2022年3月" in faults[0].en


def test_a_tenth_is_said_as_a_fraction_and_last_years_figure_in_the_files_unit(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for period, unit, output, base in (
            ("2021-02", "万元", 2000, None),
            ("2022-02", "千元", 22_000, 24_000),
            ("2022-03", "千元", 3_400, 36_000),
        ):
            rows = [["产值"], *(list(row) for row in HEADER[1:])]
            rows[1][5] = f"单位：{unit}"
            write_sheet(book, [*rows, ["139901", None, "13", 6, output, base]], MERGED, period)
    said = {fault.kind: fault for fault in check(folder).warnings}
    assert "1/9.706" in said["unit_jump"].zh
    assert "按本文件单位为20000" in said["restated"].zh
    assert said["restated"].value == "24000"


def test_a_period_after_the_day_of_its_version_is_refused(city):
    folder = city()
    output_workbook(folder, A1="2023年1—6月规模以上工业分县分行业产值")
    assert {f.kind for f in check(folder).errors} == {"after_vintage"}
    output_workbook(folder, A1="2022年1—12月规模以上工业分县分行业产值")
    assert not check(folder).errors


def test_a_sheet_without_a_single_figure_is_an_error_and_one_of_withheld_figures_is_not(city):
    folder = city()
    output_workbook(folder, [["139901", None, "13", None, None, None]])
    assert [f.kind for f in check(folder).errors] == ["no_figures"]
    output_workbook(folder, [["139901", None, "13", None, "***", None]])
    assert not check(folder).errors


def test_a_name_without_a_file_behind_it_is_warned_of(city):
    folder = city()
    output_workbook(folder)
    (folder / "raw" / "output_11.xlsx").symlink_to("gone.xlsx")
    assert [(f.kind, f.file) for f in check(folder).warnings] == [("not_a_file", "output_11.xlsx")]


def test_the_same_of_many_rows_of_many_files_is_said_once(city):
    """Exports whose last line does not end are all of one program."""
    folder = city(INDUSTRY_MONTH)
    head = "county_code,industry_code,period,output_ytd_10k_cny（万元）\n"
    for month in range(2, 8):
        rows = [f"139901,{code},2022-{month:02d},5" for code in (13, 14, 17)[: 1 + month % 3]]
        (folder / "raw" / f"output{month}.csv").write_text(head + "\n".join(rows), "utf-8")
    cut = [fault for fault in check(folder).warnings if "换行符" in fault.zh]
    assert len(cut) == 1 and "6个文件相同" in cut[0].zh


def test_what_is_open_of_many_feeds_is_said_once(city):
    feeds = [{**INDUSTRY_MONTH, "headers": {"产值": "?"}} for _ in range(3)]
    with pytest.raises(
        DataError, match=r"'feeds\.1\.headers\.产值' is still open \(2 more alike\)$"
    ):
        check(city(*feeds))
    with pytest.raises(DataError, match="'period': is still open"):
        check(city(period="?"))
