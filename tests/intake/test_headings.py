"""Headings and the units in them: declared spellings are known, others are refused."""

import pytest

from analysis.intake.faults import CellError
from analysis.intake.heading_units import scale, split_unit, unit_line
from analysis.intake.headings import Recognised, known_headings
from analysis.tables import TABLES
from analysis.tables.city import Feed

FEED = {"table": "industry_month", "files": "*", "vintage": "2022-12-15"}


@pytest.fixture
def known():
    return known_headings(
        Feed(**FEED, skip=["同比增长（%）"], headers={"产出": "output_ytd_10k_cny"})
    )


@pytest.mark.parametrize(
    ("levels", "recognised"),
    [
        (("工业总产值本年累计",), ("output_ytd_10k_cny", "", "")),
        (("工业总产值", "本年累计"), ("output_ytd_10k_cny", "", "")),
        (("工业总产值（亿元）", "本年累计"), ("output_ytd_10k_cny", "亿元", "")),
        (("工业总产值_本年累计（千元）",), ("output_ytd_10k_cny", "千元", "")),
        (("工业总产值", "上年同期累计", "（万元）"), ("output_ytd_last_year_10k_cny", "万元", "")),
        (("产出(千元)",), ("output_ytd_10k_cny", "千元", "")),
        (("output_ytd_10k_cny",), ("output_ytd_10k_cny", "", "")),
        (("工业总产值（当年价格）", "本年累计"), ("output_ytd_10k_cny", "", "")),
        (("工业总产值（当年价格）", "上年同期"), ("output_ytd_last_year_10k_cny", "", "")),
        (("工业总产值（可比价格）", "本年累计"), ("output_ytd_10k_cny", "可比价格", "")),
        (("主要指标（万元）", "产值累计"), None),
        (("规模以上工业（万元）", "产值本年累计"), ("output_ytd_10k_cny", "万元", "")),
        (("同比增长（%）",), ("", "", "")),
        (("序号",), ("", "", "")),
        (("上年", "工业总产值本年累计"), None),
        (("计划", "工业总产值本年累计"), None),
        (("vintage",), None),
        (("利润",), None),
    ],
)
def test_recognition(known, levels, recognised):
    expected = None if recognised is None else Recognised(*recognised)
    assert known.recognise(levels) == expected


def test_a_month_under_a_quantity_is_a_crosstab():
    known = known_headings(Feed(**{**FEED, "table": "electricity_month"}))
    found = known.recognise(("用电量（万千瓦时）", "2022年3月"))
    assert found == Recognised("electricity_10k_kwh", "万千瓦时", "2022-03")
    assert known.recognise(("利润", "2022年3月")) is None


@pytest.mark.parametrize("name", TABLES)
def test_every_spelling_of_the_dictionary_is_recognised_as_its_column(name):
    known = known_headings(Feed(**{**FEED, "table": name}))
    declared = TABLES[name]
    for column in declared.columns:
        if column == "vintage":
            continue
        about = declared.metadata(column)
        for spelling in (about["zh"], about["en"], column, *about["raw"]):
            found = known.recognise((spelling,))
            assert found is not None
            assert found.column == column


@pytest.mark.parametrize(
    ("heading", "name", "unit"),
    [
        ("工业总产值（万元）", "工业总产值", "万元"),
        ("工业总产值(单位：亿元)", "工业总产值", "亿元"),
        ("工业总产值(现价)", "工业总产值(现价)", ""),
        ("工业总产值(现价)(千元)", "工业总产值(现价)", "千元"),
        ("用电量,万千瓦时", "用电量", "万千瓦时"),
        ("增速（％）", "增速", "%"),
        ("用地面积（㎡）", "用地面积", "m2"),
        ("其中：规上企业（户）", "其中:规上企业", "户"),
        ("单位数", "单位数", ""),
    ],
)
def test_the_unit_in_a_heading(heading, name, unit):
    assert split_unit(heading) == (name, unit)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("单位：万元", ["万元"]),
        ("单位:万元、人、%", ["万元", "人", "%"]),
        ("计量单位：亿元", ["亿元"]),
        ("填报单位：云渚区工信局    单位：千元", ["千元"]),
        ("（单位：万元）", ["万元"]),
        ("填报单位：云渚区工信局", None),
        ("单位名称：甲公司", None),
        ("2022年1—11月", None),
    ],
)
def test_the_unit_line(text, units):
    assert unit_line(text) == units


@pytest.mark.parametrize(
    ("unit", "own", "line", "feed", "expected"),
    [
        ("10k_cny", "亿元", [], None, 10_000),
        ("10k_cny", "", ["千元", "人"], None, 0.1),
        ("10k_cny", "", ["人"], "亿元", 10_000),
        ("10k_cny", "万元", ["万元"], "亿元", 1),
        ("persons", "", ["万元"], None, 1),
        ("persons", "", ["万元", "万人"], None, 10_000),
        ("pct", "", [], None, 1),
    ],
)
def test_where_the_unit_comes_from(unit, own, line, feed, expected):
    assert scale(unit, own, line, feed) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("own", "line", "kind"),
    [
        ("亿元", ["万元"], "conflicting_unit"),
        ("", ["万元", "亿元"], "conflicting_unit"),
        ("百元", [], "unknown_unit"),
        ("吨", [], "unknown_unit"),
        ("", ["人"], "no_unit"),
        ("", [], "no_unit"),
    ],
)
def test_units_that_are_refused(own, line, kind):
    with pytest.raises(CellError) as error:
        scale("10k_cny", own, line, None)
    assert error.value.kind == kind


def test_a_name_that_is_left_out_knows_its_code():
    skipping = known_headings(Feed(**FEED, skip=["县（市、区）", "增速"]))
    assert skipping.recognise(("县(市、区)",)) == Recognised("", beside="county_code")
    assert skipping.recognise(("增速",)) == Recognised("")
    assert skipping.recognise(("行业名称",)) == Recognised("industry_code")
    months = known_headings(Feed(**{**FEED, "table": "cluster_month"}))
    assert months.recognise(("集群名称",)) == Recognised("", beside="cluster_id")
    reports = known_headings(Feed(**{**FEED, "table": "enterprise_month"}))
    assert reports.recognise(("单位详细名称",)) == Recognised("", beside="uscc")
    register = known_headings(Feed(**{**FEED, "table": "enterprises"}))
    assert register.recognise(("单位详细名称",)) == Recognised("name")
