"""The layouts in which bureaus export: each is read to the right figures."""

import numpy as np
import pandas as pd
import pytest
import xlsxwriter

from analysis.intake import check

from .conftest import HEADER, INDUSTRY_MONTH, MERGED, ROWS, code, output_workbook, write_sheet

KEY = ["county_code", "industry_code", "period"]


def figures(folder, table, column):
    intake = check(folder)
    assert not intake.errors, [fault.zh for fault in intake.errors]
    return intake.tables[table].set_index(KEY)[column].to_dict()


def test_a_title_a_unit_line_and_two_merged_header_rows(city):
    folder = city()
    output_workbook(folder)
    output = figures(folder, "industry_month", "output_ytd_10k_cny")
    assert output == {
        ("139901", "13", "2022-11"): 1200.0,
        ("139901", "17", "2022-11"): 500.5,
        ("139902", "17", "2022-11"): 300.0,
    }
    table = check(folder).tables["industry_month"]
    assert table["output_ytd_last_year_10k_cny"].tolist() == [1000.0, 450.0, 310.0]
    assert table["enterprises"].tolist() == [6.0, 3.0, 4.0]
    assert set(table["scope"]) == {"above_scale"}


def test_a_note_goes_on_in_the_rows_below_it(city):
    folder = city()
    notes = [["注：1.本表为快报数。"], ["2.增速按可比口径计算。"], [None, "3.云渚区含开发区。"]]
    output_workbook(folder, [*ROWS, *notes])
    intake = check(folder)
    assert not intake.faults
    assert intake.sources[0]["rows_notes"] == 3
    assert intake.sources[0]["rows_used"] == 3


def test_a_text_alone_is_no_note_unless_one_stands_above_it(city):
    folder = city()
    output_workbook(folder, [*ROWS, ["增速按可比口径计算。"]])
    assert "unknown_county" in {fault.kind for fault in check(folder).errors}


@pytest.mark.parametrize(
    ("unit", "factor"), [("亿元", 1e4), ("千元", 0.1), ("元", 1e-4), ("万元、家", 1.0)]
)
def test_the_unit_line_is_converted(city, unit, factor):
    folder = city()
    output_workbook(folder, F2=f"单位：{unit}")
    output = figures(folder, "industry_month", "output_ytd_10k_cny")
    assert output["139901", "13", "2022-11"] == pytest.approx(1200 * factor)


def test_a_unit_in_the_upper_heading_holds_for_both_columns_below(city):
    folder = city()
    output_workbook(folder, F2="", E3="工业总产值（亿元）")
    table = check(folder).tables["industry_month"]
    assert table["output_ytd_10k_cny"].tolist() == [12_000_000.0, 5_005_000.0, 3_000_000.0]
    assert table["output_ytd_last_year_10k_cny"].tolist() == [
        10_000_000.0,
        4_500_000.0,
        3_100_000.0,
    ]


def test_totals_and_notes_are_left_out_and_accounted_for(city):
    folder = city()
    rows = [
        [None, "全市", None, 13, 2000.5, 1760],
        ["139901", "云渚区", "合计", 9, 1700.5, 1450],
        *ROWS,
        ["注：“***”为隐去的数据。"],
    ]
    output_workbook(folder, rows)
    intake = check(folder)
    assert not intake.faults
    assert len(intake.tables["industry_month"]) == 3
    source = intake.sources[0]
    assert (source["rows_in"], source["rows_used"]) == (6, 3)
    assert (source["rows_totals"], source["rows_notes"], source["rows_refused"]) == (2, 1, 0)


def test_a_wrong_total_warns_and_names_its_cell(city):
    folder = city()
    output_workbook(folder, [["139901", "云渚区", "合计", 9, 1700.5, 1460], *ROWS])
    intake = check(folder)
    assert [(f.kind, f.cell, f.value) for f in intake.faults] == [("total_differs", "F5", "1460")]
    assert "1450" in intake.faults[0].zh
    assert len(intake.tables["industry_month"]) == 3


def test_subtotals_cover_the_rows_above_them_and_the_total_all(city):
    folder = city()
    rows = [
        *ROWS[:2],
        [None, "小　计", None, 9, 1700.5, 1450],
        ROWS[2],
        [None, "小计", None, 4, 300, 310],
        [None, "合  计", None, 13, 2000.5, 1760],
    ]
    output_workbook(folder, rows)
    assert not check(folder).faults
    rows[4][4] = 310
    output_workbook(folder, rows)
    assert [(f.kind, f.cell) for f in check(folder).faults] == [("total_differs", "E9")]


@pytest.mark.parametrize("label", ["青岚县小计", "青岚县 合计"])
def test_a_total_that_names_a_county_covers_its_rows_wherever_it_stands(city, label):
    folder = city()
    rows = [*ROWS, [None, label, None, 4, 300, 310]]
    output_workbook(folder, rows)
    assert not check(folder).faults
    rows[-1][4] = 2000.5  # what all rows come to
    output_workbook(folder, rows)
    assert [(f.kind, f.cell) for f in check(folder).faults] == [("total_differs", "E8")]


def test_masked_cells_are_missing_and_counted_never_zero(city):
    folder = city()
    output_workbook(
        folder, [[None, "全市", None, 2, 900, 900], ["139901", "云渚区", "13", 2, "***", "—"]]
    )
    intake = check(folder)
    assert not intake.faults
    row = intake.tables["industry_month"].iloc[0]
    assert np.isnan(row["output_ytd_10k_cny"])
    assert np.isnan(row["output_ytd_last_year_10k_cny"])
    assert (intake.sources[0]["masked"], intake.sources[0]["missing"]) == (1, 1)


def test_merged_county_cells_are_carried_down(city):
    folder = city()
    rows = [ROWS[0], [None, None, *ROWS[1][2:]], ROWS[2]]
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        write_sheet(book, [*HEADER, *rows], [*MERGED, "A5:A6", "B5:B6"])
    output = figures(folder, "industry_month", "output_ytd_10k_cny")
    assert output["139901", "17", "2022-11"] == 500.5


def test_one_sheet_a_period_named_in_the_sheet(city):
    folder = city()
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for month in ("2022年1-2月", "2022年1-3月"):
            write_sheet(book, [["分县分行业产值"], *HEADER[1:], *ROWS], MERGED, month)
    output = figures(folder, "industry_month", "output_ytd_10k_cny")
    assert sorted({period for _, _, period in output}) == ["2022-02", "2022-03"]


def test_the_period_may_stand_in_the_file_name_and_names_in_place_of_codes(city):
    folder = city()
    text = "县区,行业,企业数,产值本年累计（千元）,产值上年同期累计（千元）\n"
    text += '青岚县,纺织业,4,"3,000",3100\n'
    (folder / "raw" / "output_2022-03.csv").write_bytes(text.encode("gbk"))
    assert figures(folder, "industry_month", "output_ytd_10k_cny") == {
        ("139902", "17", "2022-03"): 300.0
    }
    assert check(folder).sources[0]["encoding"] == "gb18030"


def test_one_sheet_a_county_named_in_the_sheet(city):
    folder = city()
    header = [HEADER[0], HEADER[1], HEADER[2][2:], HEADER[3][2:]]
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for name in ("云渚区", "青岚县"):
            write_sheet(book, [*header, *[row[2:] for row in ROWS[:1]]], ["C3:D3"], name)
    output = figures(folder, "industry_month", "output_ytd_10k_cny")
    assert {county for county, _, _ in output} == {"139901", "139902"}


def test_a_header_whose_merges_were_lost(city):
    folder = city()
    rows = [[value or "" for value in row] for row in [*HEADER, *ROWS]]
    lines = [",".join(str(value) for value in row) for row in rows]
    (folder / "raw" / "output.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    assert len(figures(folder, "industry_month", "output_ytd_10k_cny")) == 3


def test_a_row_of_units_and_a_row_of_numbers_under_the_header(city):
    folder = city()
    rows = [[None, None, None, "家", "亿元", "亿元"], ["甲", "乙", "丙", 1, 2, 3], *ROWS]
    output_workbook(folder, rows, D3="企业个数", F2="")
    output = figures(folder, "industry_month", "output_ytd_10k_cny")
    assert output["139901", "13", "2022-11"] == 12_000_000.0
    assert len(output) == 3


def test_a_crosstab_of_months_is_melted_and_a_blank_month_is_no_row(city):
    feed = {"table": "electricity_month", "files": "power.xlsx", "vintage": "2022-12-10"}
    folder = city({**feed, "skip": ["行业名称"]})
    rows = [
        ["2022年分县分行业工业用电量"],
        ["行政区划代码", "县（市、区）", "行业代码", "行业名称", "用电量（万千瓦时）", None, None],
        [None, None, None, None, "2022年1月", "2022年2月", "2022年11月"],
        [None, "全市", None, "合计", 35.2, 28.1, 43.0],
        ["139901", "云渚区", "13", "农副食品加工业", 35.2, 28.1, None],
        ["139902", "青岚县", "13", "农副食品加工业", None, None, 40.0],
    ]
    with xlsxwriter.Workbook(folder / "raw" / "power.xlsx") as book:
        write_sheet(book, rows, ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:G2"], "2022年")
    intake = check(folder)
    assert not intake.errors
    power = intake.tables["electricity_month"]
    assert power["electricity_10k_kwh"].tolist() == [35.2, 28.1, 40.0]
    assert power["period"].tolist() == ["2022-01", "2022-02", "2022-11"]
    assert [(f.kind, f.cell) for f in intake.warnings] == [
        ("missing_county", ""),  # of November, which the city's sum knows of
        ("missing_period", ""),
        ("total_differs", "G4"),
    ]
    source = intake.sources[0]
    assert (source["rows_in"], source["rows_used"], source["rows"]) == (3, 2, 3)


def test_upper_headings_that_only_group_are_left_out(city):
    feed = {"table": "evaluation", "files": "mu.xlsx", "vintage": "2022-06-30"}
    folder = city({**feed, "constants": {"year": "2022"}})
    rows = [
        ["2022年度亩均效益评价数据采集表"],
        [
            "统一社会信用代码",
            "行政区划代码",
            "行业代码",
            "评价分组",
            "效益（万元）",
            None,
            "用地面积（平方米）",
            "投产日期",
        ],
        [None, None, None, None, "实缴税收", "营业收入", None, None],
        [code(1), "139901", "13", "规上", 12.5, 340, 2000, "2016-05-01"],
        [code(2), "139901", 13, "规下", -3, 40, 1000, 42491],
        ["合计", None, None, None, 9.5, 380, 3000, None],
    ]
    merged = ["A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:F2", "G2:G3", "H2:H3"]
    with xlsxwriter.Workbook(folder / "raw" / "mu.xlsx") as book:
        write_sheet(book, rows, merged)
    intake = check(folder)
    assert not intake.faults, [f.zh for f in intake.faults]
    table = intake.tables["evaluation"]
    assert table["tax_10k_cny"].tolist() == [12.5, -3.0]
    assert table["land_mu"].tolist() == [pytest.approx(3.0), pytest.approx(1.5)]
    assert table["evaluation_group"].tolist() == ["above_scale", "below_scale"]
    assert table["commissioned_on"].tolist() == [pd.Timestamp("2016-05-01")] * 2
    assert table["year"].tolist() == [2022, 2022]
    assert table["industry_code"].tolist() == ["13", "13"]


def test_an_upper_heading_that_says_what_the_figure_is_never_drops_out(city):
    folder = city()
    output_workbook(folder, E3="上年", E4="工业总产值本年累计", F4="工业总产值上年同期累计")
    faults = [(f.kind, f.cell) for f in check(folder).errors]
    assert ("unknown_heading", "E4") in faults
    assert ("unknown_heading", "F4") in faults


def test_two_vintages_of_the_same_keys_are_both_kept(city):
    folder = city(
        {**INDUSTRY_MONTH, "files": "first.xlsx", "vintage": "2022-12-01"},
        {**INDUSTRY_MONTH, "files": "output.xlsx"},
    )
    output_workbook(folder).rename(folder / "raw" / "first.xlsx")
    output_workbook(folder, [["139901", "云渚区", "13", 6, 1300, 1000]])
    intake = check(folder)
    assert not intake.errors
    table = intake.tables["industry_month"]
    assert len(table) == 4
    assert set(table["vintage"]) == {"2022-12-01", "2022-12-15"}


def test_flags_and_chinese_categories(city):
    folder = city({"table": "enterprises", "files": "register.csv", "vintage": "2022-12-15"})
    text = (
        "统一社会信用代码,企业名称,行政区划代码,行业代码,企业规模,是否规上,投产日期,所属集团代码\n"
        f"{code(1)},甲公司,139901,13,大型,是,2016-05-01,\n{code(2)},乙公司,139902,17,微型,否,,G1\n"
    )
    (folder / "raw" / "register.csv").write_bytes(text.encode("gb18030"))
    intake = check(folder)
    assert not intake.faults, [f.zh for f in intake.faults]
    table = intake.tables["enterprises"]
    assert table["size"].tolist() == ["large", "micro"]
    assert table["above_scale"].tolist() == [True, False]
    assert table["above_scale"].dtype == bool
    assert table["group_id"].isna().tolist() == [True, False]
    assert table["uscc"].tolist() == [code(1), code(2)]
