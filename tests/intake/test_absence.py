"""A month, or a county of a month, that is absent between others is warned of."""

import pytest
import xlsxwriter

from analysis.intake import check

from .conftest import HEADER, MERGED, write_sheet


def months(folder, given):
    """Write one sheet a period with an industry of each county that is given."""
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for period, counties in given.items():
            output = 100 * int(period[5:])
            rows = [[county, None, "13", 6, output, None] for county in counties]
            write_sheet(book, [["分行业产值"], *HEADER[1:], *rows], MERGED, period)


BOTH = ("139901", "139902")


def test_a_month_that_is_absent_between_others(city):
    folder = city()
    months(folder, {f"2022-{month:02d}": BOTH for month in (2, 3, 4, 7, 8, 10)})
    warnings = check(folder).warnings
    assert [(f.kind, f.sheet) for f in warnings] == [
        ("missing_period", "2022-04"),
        ("missing_period", "2022-08"),
    ]
    assert "缺少报告期2022-05、2022-06，" in warnings[0].zh
    assert "no rows for 2022-09," in warnings[1].en


def test_the_turn_of_the_year_lacks_nothing_and_january_does_not_exist(city):
    folder = city()
    periods = ["2021-10", "2021-11", "2021-12", "2022-02", "2022-03"]
    months(folder, dict.fromkeys(periods, BOTH))
    assert not [f for f in check(folder).warnings if f.kind == "missing_period"]


def test_annual_figures_before_the_monthly_ones_lack_nothing(city):
    folder = city()
    periods = ["2019-12", "2020-12", "2021-11", "2021-12", "2022-02"]
    months(folder, dict.fromkeys(periods, BOTH))
    absent = [f.problem_zh for f in check(folder).warnings if f.kind == "missing_period"]
    assert len(absent) == 1
    assert "2021-02、" in absent[0]
    assert "2020-" not in absent[0]


@pytest.mark.parametrize(
    ("lacking", "named"), [("2022-03", ["2022-03"]), ("2022-02", []), ("2022-05", ["2022-05"])]
)
def test_a_county_that_is_absent_between_its_periods_or_late(city, lacking, named):
    folder = city()
    given = {f"2022-{month:02d}": BOTH for month in (2, 3, 4, 5)}
    months(folder, given | {lacking: ("139901",)})
    warnings = [f for f in check(folder).warnings if f.kind == "missing_county"]
    assert [f.sheet for f in warnings] == named
    if named:
        assert f"{lacking}缺少青岚县，" in warnings[0].zh
        assert f"{lacking} has no rows of Qinglan," in warnings[0].en


def cells(folder, given):
    """One sheet a period: (county, industry) → output, the same in every period it is given."""
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for period, figures in given.items():
            rows = [
                [c, None, i, 6, 10 * int(period[5:]) * v, None] for (c, i), v in figures.items()
            ]
            write_sheet(book, [["分行业产值"], *HEADER[1:], *rows], MERGED, period)


ALL = {("139901", "13"): 60, ("139901", "17"): 40, ("139902", "17"): 50, ("139902", "18"): 0.5}


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        ([("139901", "17")], "云渚区纺织业"),
        ([("139901", "17"), ("139902", "17")], "云渚区纺织业、青岚县纺织业"),
        ([("139902", "18")], None),  # 1 % of the county
        ([("139902", "17"), ("139902", "18")], None),  # the county is absent itself
    ],
)
@pytest.mark.parametrize("late", ["2022-03", "2022-05"])
def test_an_industry_of_a_county_that_is_absent_from_a_period(city, lacking, named, late):
    folder = city()
    given = {f"2022-{month:02d}": ALL for month in (2, 3, 4, 5)}
    kept = {cell: value for cell, value in ALL.items() if cell not in lacking}
    cells(folder, given | {late: kept})
    warnings = [f for f in check(folder).warnings if f.kind == "missing_cells"]
    assert [f.sheet for f in warnings] == ([late] if named else [])
    assert all(f.zh.endswith(f"：{named}") for f in warnings)


def test_a_new_year_may_have_other_industries(city):
    folder = city()
    cells(folder, {"2021-12": ALL, "2022-02": {("139901", "13"): 60, ("139902", "17"): 50}})
    assert not [f for f in check(folder).warnings if f.kind == "missing_cells"]


def test_quarters_lack_a_quarter_not_the_months_between(city):
    feed = {"table": "establishments_quarter", "files": "units.csv", "vintage": "2022-12-15"}
    folder = city(feed)
    head = "行政区划代码,行业代码,季度末月,单位数"
    rows = [f"139901,13,{period},5" for period in ("2021-03", "2021-06", "2021-12", "2022-03")]
    (folder / "raw" / "units.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    intake = check(folder)
    assert [f.zh for f in intake.errors] == []
    assert [f.zh for f in intake.warnings] == ["units.csv：缺少报告期2021-09，前后各期都有"]
