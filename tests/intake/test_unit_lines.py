"""Unit lines as bureaus write them."""

import pytest

from analysis.intake import check
from analysis.intake.heading_units import unit_line

from .conftest import output_workbook, workbook

STATED = ["县区", "行业代码", "企业数", "产值本年累计（万元）", "产值上年同期累计（万元）"]
ROW = ["云渚区", "13", 3, 10, 9]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("单位：人民币万元", ["人民币万元"]),
        ("单位：万元（人民币）", ["万元(人民币)"]),
        ("（单位：万元）", ["万元"]),
        ("金额单位：人民币元", ["人民币元"]),
        ("单位：亿元、个百分点", ["亿元", "百分点"]),
        ("计量单位：万元，增速%", ["万元", "%"]),
        ("单位：万元、人", ["万元", "人"]),
    ],
)
def test_words_beside_the_unit(text, units):
    assert unit_line(text) == units


@pytest.mark.parametrize("line", ["单位：人民币万元", "单位：万元、百亩", "单位：见各列"])
def test_a_unit_that_no_column_needs_refuses_nothing(city, line):
    folder = city()
    workbook(folder / "raw" / "output.xlsx", [["2022年1—11月产值"], [line], STATED, ROW])
    intake = check(folder)
    units = [fault for fault in intake.errors if fault.kind == "unknown_unit"]
    needed = line != "单位：人民币万元"  # 企业数 has no unit of its own
    assert bool(units) == needed
    if units:
        assert units[0].row == 2
        assert "万元" in units[0].allowed_zh


@pytest.mark.parametrize(
    ("line", "factor"), [("单位：人民币亿元", 10_000), ("单位：千元（人民币）", 0.1)]
)
def test_the_unit_of_the_line_is_taken(city, line, factor):
    folder = city()
    output_workbook(folder, F2=line)
    intake = check(folder)
    assert not intake.errors
    found = intake.tables["industry_month"]["output_ytd_10k_cny"].tolist()
    assert found == pytest.approx([1200 * factor, 500.5 * factor, 300 * factor])


@pytest.mark.parametrize(
    ("unit", "factor"), [("千人", 1000), ("百人", 100), ("万人", 10_000), ("名", 1), ("人", 1)]
)
@pytest.mark.parametrize("stated", ["heading", "line", "cell"])
def test_persons_in_thousands(city, unit, factor, stated):
    folder = city({"table": "employment_month", "files": "jobs*", "vintage": "2022-12-15"})
    heading = f"就业人数（{unit}）" if stated == "heading" else "就业人数"
    line = f"单位：{unit}" if stated == "line" else None
    figure = f"1.5{unit}" if stated == "cell" else 1.5
    rows = [["2022年11月"], [line], ["县区", "行业代码", heading], ["云渚区", "13", figure]]
    workbook(folder / "raw" / "jobs.xlsx", rows)
    intake = check(folder)
    assert not intake.errors, [fault.zh for fault in intake.errors]
    assert intake.tables["employment_month"]["employment_persons"].tolist() == [1.5 * factor]


@pytest.mark.parametrize(
    ("title", "output"),
    [
        ("2022年1—11月产值（亿元）", 100_000.0),
        ("2022年1—11月产值（单位：亿元）", 100_000.0),
        ("2022年1—11月产值（亿元）快报", None),
        ("2022年1—11月产值（亩）", None),
    ],
)
def test_a_title_that_ends_with_a_unit(city, title, output):
    """The unit of the table below it, where it measures money."""
    folder = city()
    plain = [heading.removesuffix("（万元）") for heading in STATED]
    workbook(folder / "raw" / "output.xlsx", [[title], plain, ROW])
    intake = check(folder)
    if output is None:
        assert {fault.kind for fault in intake.errors} == {"no_unit"}
    else:
        assert intake.tables["industry_month"]["output_ytd_10k_cny"].tolist() == [output]
