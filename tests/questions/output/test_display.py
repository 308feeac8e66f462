"""Sentences and figures of the output report, from small safe tables."""

import re
from copy import copy
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest

from analysis.display import report, use_style
from analysis.questions.output import (
    drawings,
    figures,
    notes,
    sections,
    text,
    value_added_figures,
)
from analysis.questions.output import quality_figures as forecast_quality
from analysis.questions.output.effect_names import effect_title
from analysis.questions.output.growth_course import between_levels, growth_course
from analysis.questions.output.need import need
from analysis.questions.output.progress import ahead, progress
from analysis.questions.output.pulls import beside_the_whole, pulls
from analysis.tables.city import City
from analysis.tables.release import Release
from tests.releases import city_of

CITY = city_of({"990001": ("甲县", "Jia"), "990002": ("乙县", "Yi")})
WORDS = text.Words("产值", "10k_cny", 1e4, "亿元")
NAMES = {"17": "纺织业", "18": "服装", "total": "合计"}


@pytest.fixture(autouse=True, scope="module")
def style():
    use_style()


def outlook_row(county, industry, tier, value, base, masked=False):
    row = {
        "county_code": county,
        "industry_code": industry,
        "tier": tier,
        "period": "2022-11",
        "remaining_periods": 1.0,
        "enterprises": 40.0,
        "ytd_value": value,
        "ytd_base_value": base,
        "ytd_growth_pct": 100 * (value / base - 1),
        "month_growth_pct": -2.5,
        "pull_pp": 100 * (value - base) / 200_000,
        "rest_value": 20_000.0,
        "base_rest_value": 20_500.0,
        "year_end_value": value + 20_000,
        "lo80": value + 19_000,
        "hi80": value + 21_000,
        "lo95": value + 18_000,
        "hi95": value + 22_000,
        "year_end_base_value": base + 18_000,
        "year_end_growth_pct": 9.0,
        "usual_share_pct": 91.0,
        "masked": masked,
    }
    measures = [c for c in row if c.endswith(("value", "pct", "pp", "80", "95"))]
    return row | (dict.fromkeys(measures, np.nan) if masked else {})


OWN = pd.Series(outlook_row("990001", "total", "county", 220_000.0, 200_000.0))


class SmallRelease:
    """What the sentences read: the city and safe tables."""

    county = "990001"
    period = "2022-11"
    audience = "public"
    chosen: ClassVar = {"indicator": "output"}
    facts: ClassVar = {}
    city = City.model_validate(CITY)

    def __init__(self, masked=False, left=1.0):
        rows = [
            outlook_row("city", "total", "city", 420_000.0, 400_000.0),
            outlook_row("990001", "total", "county", 220_000.0, 200_000.0, masked),
            outlook_row("990002", "total", "county", 200_000.0, 200_000.0),
            outlook_row("990001", "17", "cell", 120_000.0, 100_000.0),
            outlook_row("990001", "18", "cell", 100_000.0, 100_000.0, True),
        ]
        target = {
            "county_code": "990001",
            "industry_code": "total",
            "target_value": 242_000.0,
            "gap_value": -2_000.0,
            "year_end_growth_pct": 9.0,
            "probability_pct": 20.4,
            "required_rest": 22_000.0,
            "required_growth_rest_pct": 22.2,
            "progress_pct": 90.9,
            "usual_progress_pct": 91.8,
            "ahead_pp": -0.9,
            "masked": False,
        }
        self.electricity = pd.DataFrame(rows).iloc[:0]
        self.tables = {
            "output_outlook": pd.DataFrame(rows).assign(remaining_periods=left),
            "output_series": pd.DataFrame(
                {
                    "county_code": ["990001"],
                    "industry_code": ["17"],
                    "last_period": ["2022-11"],
                    "periods": [32],
                    "series_status": ["forecast"],
                    "series_base": ["restated"],
                }
            ),
            "output_targets": pd.DataFrame([{"indicator": "output", **target}]),
            "output_path": pd.DataFrame(
                {
                    "county_code": "990001",
                    "industry_code": "total",
                    "period": ["2021-11", "2021-12", "2022-11", "2022-12"],
                    "stage": ["actual", "actual", "actual", "forecast"],
                    "value": [200_000.0, 20_000.0, 220_000.0, 20_000.0],
                    "masked": False,
                }
            ),
            "output_value_added": pd.DataFrame(
                {
                    "county_code": ["990001"],
                    "period": ["2022-11"],
                    "stage": ["actual"],
                    "value_added_ytd_growth_pct": [7.6],
                    "value_added_month_growth_pct": [8.3],
                }
            ),
        }

    def has(self, name):
        return name in self.tables

    def all(self):
        return self

    def of(self, indicator):
        other = copy(self)
        other.chosen = {"indicator": indicator}
        if indicator == "electricity":
            other.tables = self.tables | {"output_outlook": self.electricity}
        return other

    def table(self, name):
        return self.tables[name]

    def everywhere(self, name, columns, **where):
        rows = self.tables[name]
        return rows[(rows[list(where)] == pd.Series(where)).all(axis=1)] if where else rows

    county_name, place_name = Release.county_name, Release.place_name


def test_the_bureaus_sentence():
    first, second = text.headline(SmallRelease(), "zh")
    assert first == (
        "2022年1—11月，甲县规模以上工业增加值同比增长7.6%，11月当月增长8.3%；"
        "40家企业累计完成规模以上工业总产值22.00亿元，增长10.0%，高于全市5.0个百分点，"
        "当月下降2.5%。已公布的1个行业均增长（另有1个行业不予公布）。"
    )
    assert second == (
        "全年目标24.20亿元，完成难度较大（概率20%），缺口0.20亿元（0.8%）。"
        "预计2022年全年24.00亿元（80%区间23.90亿元至24.10亿元），增长9.0%；"
        "完成目标12月需2.20亿元，比上年12月增长22.2%（可比口径）；"
        "目标完成进度90.9%，比2020—2021年同期慢0.9个百分点。"
    )


def test_without_value_added_output_opens_with_its_place():
    release = SmallRelease()
    release.tables["output_value_added"] = release.tables["output_value_added"].iloc[:0]
    assert text.headline(release, "zh")[0].startswith(
        "2022年1—11月，甲县40家企业累计完成规模以上工业总产值22.00亿元，同比增长10.0%，"
        "高于全市5.0个百分点，居全市2个县（市、区）第1位，11月当月下降2.5%。"
    )


def test_what_the_total_alone_expected_stands_in_the_notes():
    # The total alone expected 0.05 more: 24.05, of which 24.00 is −0.21%.
    assert notes.adding_up(SmallRelease(), "zh") == (
        "加总调和前，合计序列单独预测为24.05亿元；与各行业、各地加总一致后调整-0.21%。"
    )
    assert "own forecast was CNY 2.40 bn" in notes.adding_up(SmallRelease(), "en")  # 2.405
    agreed = SmallRelease()
    outlook = agreed.tables["output_outlook"]
    agreed.tables["output_outlook"] = outlook.assign(base_rest_value=outlook["rest_value"])
    assert notes.adding_up(agreed, "zh") == ""


def test_the_same_in_english():
    first, second = text.headline(SmallRelease(), "en")
    assert first.startswith(
        "January–November 2022: value added of industry above designated size in Jia grew 7.6%"
    )
    assert "reached CNY 2.20 bn and grew 10.0%" in first
    assert "Published industries that grew: 1 of 1 (1 more are withheld)." in first
    assert "target of CNY 2.42 bn is more likely missed than met (probability 20%)" in second
    assert "0.9 percentage points behind the course of 2020–2021" in second


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_withheld_total_is_not_said_in_any_way(lang):
    said = "".join(text.headline(SmallRelease(masked=True), lang))
    assert ("不予公布" if lang == "zh" else "withheld") in said
    assert not any(digit in said for digit in "0123456789")


def test_a_complete_year_has_no_expectation():
    assert text.headline(SmallRelease(left=0.0), "zh")[1].startswith("2022年已结束")


def path():
    periods = [f"2021-{m:02d}" for m in range(2, 13)] + [f"2022-{m:02d}" for m in range(2, 13)]
    value = np.linspace(10_000, 20_000, 22)
    ahead = np.arange(22) == 21
    return pd.DataFrame(
        {
            "period": periods,
            "stage": np.where(ahead, "forecast", "actual"),
            "value": value,
            **{
                f"{side}{p}": np.where(ahead, value * (1 + sign * p / 1000), np.nan)
                for side, sign in (("lo", -1), ("hi", 1))
                for p in (80, 95)
            },
        }
    )


def test_growth_between_levels_is_of_periods_and_of_the_year_so_far():
    rows = path()
    grown = between_levels(rows).set_index("period")
    value = rows.set_index("period")["value"]
    assert grown.loc["2022-03", "growth_pct"] == pytest.approx(
        100 * (value["2022-03"] / value["2021-03"] - 1)
    )
    assert grown.loc["2022-03", "so_far_pct"] == pytest.approx(
        100 * (value[["2022-02", "2022-03"]].sum() / value[["2021-02", "2021-03"]].sum() - 1)
    )
    assert list(grown["months"]) == [2, *[1] * 10]  # January and February are one period
    missing = between_levels(rows[rows["period"] != "2021-03"]).set_index("period")
    assert missing.loc["2022-02", "so_far_pct"] == grown.loc["2022-02", "so_far_pct"]
    assert missing.loc["2022-04":, "so_far_pct"].isna().all()


def test_the_course_says_the_last_month_and_the_year_so_far():
    release = growth_release()
    shown = growth_course(release, "zh")
    month = "规模以上工业增加值11月当月增长8.3%，增速比上月提高1.3个百分点"
    assert shown.finding == f"{month}；1—11月累计增长7.6%。"
    assert "虚线为预计" in shown.measure
    assert "8.3" in shown.shown
    assert "预计全年7.5%" in shown.shown  # where the line ends, which is the forecast
    release.tables["output_value_added"] = release.tables["output_value_added"].iloc[:0]
    assert growth_course(release, "zh") is None


def test_what_the_rest_must_bring_stands_beside_what_is_expected():
    shown = need(SmallRelease(), "zh")
    assert shown.finding == "完成目标12月需2.20亿元，预计2.00亿元，完成难度较大。"
    assert [f"{x}亿元" in shown.shown for x in ("1.80", "2.00", "2.20")] == [True] * 3
    assert need(SmallRelease(left=0.0), "zh") is None
    assert need(SmallRelease(masked=True), "zh") is None


def test_pulls_and_the_rest_add_up_to_the_growth():
    release = SmallRelease()
    release.industry_names = lambda lang: NAMES
    shown = pulls(release, "zh")
    said = [float(x) for x in re.findall(r"<td>([+-][0-9.]+)", shown.shown)]
    assert sum(said) == pytest.approx(text.whole(release, "output_outlook")["ytd_growth_pct"])
    assert re.findall(r'<th scope="row">(.*?)</th>', shown.shown) == [
        "纺织业"
    ]  # a rest of 0.00 is none
    assert shown.finding == "公布的行业中，纺织业（10.00个百分点）拉动最多，没有明显下拉的。"


def test_industries_stand_beside_the_same_of_the_whole():
    release = SmallRelease()
    release.industry_names = lambda lang: NAMES
    industry = outlook_row("city", "17", "industry", 110_000.0, 100_000.0)
    outlook = release.tables["output_outlook"]
    release.tables["output_outlook"] = pd.concat([outlook, pd.DataFrame([industry])])
    shown = beside_the_whole(release, "zh")
    assert shown.finding == "公布的1个行业中1个快于全市同行业。"
    assert "+20.0%（+10.0%）" in shown.shown
    release.county = "city"
    assert beside_the_whole(release, "zh") is None


def test_withheld_cells_of_the_map_are_hatched_and_have_no_colour():
    outlook = SmallRelease().table("output_outlook")
    counties = {"city": "全市", "990001": "甲县", "990002": "乙县"}
    industry = outlook_row("city", "17", "industry", 120_000.0, 100_000.0)
    figure = figures.growth_map(
        pd.concat([outlook, pd.DataFrame([industry])]), NAMES, counties, "zh"
    )
    colours = figure.axes[0].collections[0].get_array()
    assert colours[1, 1] == pytest.approx(20.0)
    masked = outlook.assign(masked=True, ytd_growth_pct=np.nan)
    hidden = figures.growth_map(
        pd.concat([masked, pd.DataFrame([industry])]), NAMES, counties, "zh"
    )
    (hatched,) = hidden.axes[0].patches
    assert hatched.get_hatch()
    squares = hatched.get_path().vertices.reshape(-1, 5, 2)[:, :4]
    corners = {tuple(place - 0.5) for place in squares.mean(axis=1)}
    assert corners == {(0, 0), (1, 0), (2, 0), (1, 1)}
    assert hidden.axes[0].collections[0].get_array().mask[1, 1]


def test_equal_growth_is_said_as_equal_and_the_first_period_is_said_once():
    release = SmallRelease()
    outlook = release.tables["output_outlook"]
    same = outlook.assign(ytd_growth_pct=outlook["ytd_growth_pct"].where(outlook.index != 0, 10.01))
    release.tables["output_outlook"] = same
    assert "与全市持平" in text.headline(release, "zh")[0]
    release.period = "2022-02"
    assert "当月下降" not in text.headline(release, "zh")[0]


def test_the_place_is_among_the_published_counties_where_one_is_withheld():
    release = SmallRelease()
    outlook = release.tables["output_outlook"]
    other = outlook["county_code"] == "990002"
    hidden = outlook.assign(
        masked=outlook["masked"] | other, ytd_growth_pct=outlook["ytd_growth_pct"].mask(other)
    )
    release.tables["output_outlook"] = hidden
    release.tables["output_value_added"] = release.tables["output_value_added"].iloc[:0]
    assert "居公布的1个县（市、区）第1位" in text.headline(release, "zh")[0]


def test_a_share_of_growing_industries_needs_all_of_them():
    release = SmallRelease()
    outlook = release.tables["output_outlook"]
    rate = outlook["ytd_growth_pct"].where(outlook["industry_code"] != "18", -4.0)
    release.tables["output_outlook"] = outlook.assign(masked=False, ytd_growth_pct=rate)
    assert text.headline(release, "zh")[0].endswith("2个行业中1个增长，增长面50.0%。")


def sizes(**masked):
    """Large 60 → 66, medium 40 → 38, small 100 → 116 in a county that grew from 200 to 220."""
    rows = pd.DataFrame(
        [("large", 60.0, 66.0), ("medium", 40.0, 38.0), ("small", 100.0, 116.0)],
        columns=["enterprise_size", "ytd_base_value", "ytd_value"],
    )
    rows = rows.assign(
        ytd_growth_pct=100 * (rows["ytd_value"] / rows["ytd_base_value"] - 1),
        pull_pp=(rows["ytd_value"] - rows["ytd_base_value"]) / 2,
        contribution_pct=5 * (rows["ytd_value"] - rows["ytd_base_value"]),
        masked=[masked.get(size, False) for size in rows["enterprise_size"]],
    )
    numbers = [c for c in rows if rows[c].dtype == float]
    return rows.assign(**{c: rows[c].mask(rows["masked"]) for c in numbers})


def test_sizes_are_said_with_what_large_and_medium_ones_pulled():
    release = SmallRelease()
    release.tables["output_sizes"] = sizes()
    # (66 + 38) / (60 + 40) = +4%; 2 points of 10; 4 of 20 = 20%.
    assert (
        "分规模看，大型企业增长10.0%，中型企业下降5.0%，小型企业增长16.0%；"
        "大中型企业合计增长4.0%，拉动2.0个百分点，贡献率20.0%。"
    ) in text.headline(release, "zh")[0]
    assert "pulling 2.0 percentage points (20.0% of the growth)" in text.headline(release, "en")[0]


def test_sections_are_said_where_there_are_several_and_only_those_published():
    release = SmallRelease()
    rows = pd.DataFrame(
        {
            "section": ["B", "C", "D"],
            "ytd_growth_pct": [np.nan, 7.2, -3.0],
            "masked": [True, False, False],
        }
    )
    release.tables["output_sections"] = rows
    said = text.headline(release, "zh")[0]
    assert (
        "三大门类中，制造业增长7.2%，电力、热力、燃气及水生产和供应业下降3.0%（其余门类不予公布）。"
    ) in said
    assert "采矿业" not in said
    english = text.headline(release, "en")[0]
    assert "By section: manufacturing grew 7.2%, utilities fell 3.0% (others" in english
    release.tables["output_sections"] = rows.iloc[[1]]
    assert "门类" not in text.headline(release, "zh")[0]


def test_a_withheld_size_is_not_said_nor_is_a_sum_that_holds_it():
    release = SmallRelease()
    release.tables["output_sizes"] = sizes(large=True, medium=True)
    said = text.headline(release, "zh")[0]
    assert "分规模看，小型企业增长16.0%（其余规模不予公布）。" in said
    assert "大中型" not in said


def test_electricity_is_said_beside_output_if_it_is_published():
    release = SmallRelease()
    row = outlook_row("990001", "total", "county", 38_889.0, 38_621.0)
    release.electricity = pd.DataFrame([row])
    assert "1—11月工业用电量3.89亿千瓦时，同比增长0.7%。" in text.headline(release, "zh")[0]
    assert "January–November: 388.9 GWh, grew 0.7%." in text.headline(release, "en")[0]
    release.electricity = release.electricity.assign(masked=True)
    assert "用电量" not in text.headline(release, "zh")[0]


def test_an_indicator_the_city_lacks_is_not_called_withheld():
    release = SmallRelease().of(indicator="electricity")
    assert text.headline(release, "zh") == ["甲县没有该指标的数据。"]
    assert "withheld" not in text.headline(release, "en")[0]


def growth_release():
    release = SmallRelease().of(indicator="value_added")
    periods = ["2021-11", "2021-12", "2022-10", "2022-11", "2022-12"]
    ends = {"value_added_lo80_pct": 6.6, "value_added_hi80_pct": 8.4}
    ends |= {"value_added_lo95_pct": 6.0, "value_added_hi95_pct": 9.0}
    release.tables["output_value_added"] = pd.DataFrame(
        {
            "county_code": "990001",
            "period": periods,
            "stage": ["actual"] * 4 + ["forecast"],
            "value_added_ytd_growth_pct": [5.0, 5.2, 7.4, 7.6, 7.5],
            "value_added_month_growth_pct": [4.0, 5.5, 7.0, 8.3, 6.4],
            **{name: [np.nan] * 4 + [end] for name, end in ends.items()},
        }
    )
    goal = {
        "indicator": "value_added",
        "county_code": "990001",
        "industry_code": "total",
        "target_kind": "growth_pct",
        "target_value": np.nan,
        "target_growth_pct": 8.0,
        "year_end_growth_pct": 7.5,
        "year_end_growth_lo80_pct": 6.6,
        "year_end_growth_hi80_pct": 8.4,
        "probability_pct": 24.0,
        "required_rest": np.nan,
        "required_growth_rest_pct": 12.3,
        "masked": False,
    }
    release.tables["output_targets"] = pd.DataFrame([goal])
    return release


def test_growth_of_value_added_is_said_without_any_level():
    first, second = text.headline(growth_release(), "zh")
    assert (
        first
        == "2022年1—11月，甲县规模以上工业增加值同比增长7.6%（可比价），居1个县（市、区）第1位。"
    )
    assert second == (
        "全年目标8.0%，完成难度较大（概率24%），预计低于目标0.5个百分点。"
        "预计2022年全年增长7.5%（80%区间6.6%至8.4%）；完成目标余下各期平均需增长12.3%。"
    )
    assert "亿元" not in first + second


def place_release(code):
    """Three counties and the published city; the county that the fixture is of, or the city."""
    release = growth_release()
    rows = release.tables["output_value_added"]
    others = {"990002": 6.6, "990003": 8.1, "city": 6.7}
    came = pd.concat(
        [rows.assign(county_code=o, value_added_ytd_growth_pct=g) for o, g in others.items()]
    )
    release.tables["output_value_added"] = pd.concat([rows, came], ignore_index=True)
    release.county = code
    return release


@pytest.mark.parametrize(
    ("code", "lang", "said"),
    [
        ("990001", "zh", "，高于全市（+6.7%）0.9个百分点，居3个县（市、区）第2位。"),
        ("990001", "en", ", 0.9 percentage points above the city's +6.7% (place 2 of 3 counties)"),
        ("city", "zh", "全市规模以上工业增加值同比增长6.7%（可比价）；3个县（市、区）中"
         "2个高于全市。"),
        ("city", "en", "value added of the city grew 6.7% on last year at comparable prices; "
         "2 of 3 counties grew faster."),
    ],
)  # fmt: skip
def test_a_county_stands_beside_the_published_city_which_takes_no_place(code, lang, said):
    assert said in text.headline(place_release(code), lang)[0]


def test_growth_like_the_city_s_is_neither_above_nor_below():
    release = place_release("990001")
    rows = release.tables["output_value_added"]
    now = (rows["county_code"] == "city") & (rows["period"] == release.period)
    same = rows["value_added_ytd_growth_pct"].mask(now, 7.6)
    release.tables["output_value_added"] = rows.assign(value_added_ytd_growth_pct=same)
    assert "（可比价），与全市持平，居3个" in text.headline(release, "zh")[0]


def test_the_city_is_a_line_among_the_counties_bars():
    rows = place_release("990001").tables["output_value_added"].query("period == '2022-11'")
    names = {f"99000{number}": f"县{number}" for number in (1, 2, 3)}
    (axes,) = value_added_figures.ranking(rows, names, "990001", "zh").axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["县3", "县1", "县2"]
    assert any(list(line.get_xdata()) == [6.7, 6.7] for line in axes.get_lines())


def test_a_place_without_published_growth_is_named():
    release = growth_release()
    release.county = "city"
    assert text.headline(release, "zh")[0] == "全市没有增加值增速数据。"
    assert "for the city" in text.headline(release, "en")[0]


def test_the_course_of_growth_ends_in_its_fan_at_the_target_line():
    figure = drawings.levels(growth_release(), "zh").shown
    lines = {line.get_label(): line for line in figure.axes[0].get_lines()}
    assert list(lines["2022"].get_ydata()) == [7.4, 7.6]
    assert list(lines["预测"].get_ydata()) == [7.6, 7.5]
    assert any(list(line.get_ydata()) == [8.0, 8.0] for line in figure.axes[0].get_lines())


def test_progress_is_held_against_the_course_of_earlier_years():
    year = pd.DataFrame(
        {
            "period": ["2022-02", "2022-03", "2022-12"],
            "stage": ["actual", "actual", "forecast"],
            "value": [20.0, 30.0, 45.0],
            "usual_share_pct": [10.0, 20.0, 100.0],
        }
    )
    points = ahead(year, 200.0)
    assert points["growth_pct"].tolist() == [0.0, 5.0, -52.5]  # 10 − 10, 25 − 20, 47.5 − 100
    assert points["months"].tolist() == [2, 1, 1]
    assert ahead(year.assign(value=[np.nan, 1, 1]), 200.0)["growth_pct"].isna().all()
    release = SmallRelease()
    release.tables["output_path"] = year.assign(
        county_code="990001", industry_code="total", masked=False
    )
    made = progress(release, "zh")
    assert made.finding.startswith("目标完成90.9%，比")
    assert made.finding.endswith("年同期进度慢0.9个百分点。")
    assert 'class="part-up part-expected"' not in made.shown
    assert ">-100.0<" in made.shown
    release.tables["output_targets"] = release.tables["output_targets"].assign(ahead_pp=np.nan)
    assert progress(release, "zh") is None


@pytest.mark.parametrize(
    "of", [sections.what_if, drawings.components, drawings.last_year], ids=lambda of: of.__name__
)
def test_what_has_no_level_has_no_figure_of_levels(of):
    release = growth_release()
    empty = pd.DataFrame(columns=["county_code", "industry_code", "masked", "period", "converged"])
    for table in ("outlook", "path", "what_if", "components", "last_year"):
        release.tables[f"output_{table}"] = empty
    assert of(release, "zh") is None
    assert need(release, "zh") is None
    assert pulls(release, "zh") is None


def test_all_targets_stand_in_one_table_each_with_its_kind():
    rows = growth_release().tables["output_targets"]
    level = rows.assign(
        indicator="output",
        target_kind="level",
        target_value=242_000.0,
        year_end_value=240_000.0,
        lo80=239_000.0,
        hi80=241_000.0,
        required_rest=22_000.0,
    )
    release = SmallRelease()
    release.tables["output_targets"] = pd.concat([level, rows], ignore_index=True)
    shown = sections.targets(release, "zh").as_raw_html()
    assert "规模以上工业总产值（总量）" in shown
    assert "24.00亿元 (23.90亿元至24.10亿元)" in shown
    assert "规模以上工业增加值（增速）" in shown
    assert "+7.5% (+6.6至+8.4%)" in shown
    assert "+12.3%" in shown
    hidden = release.tables["output_targets"].assign(masked=True)
    release.tables["output_targets"] = hidden
    assert sections.targets(release, "zh") is None


def parts(converged=True):
    return pd.DataFrame(
        {
            "county_code": "990001",
            "industry_code": "total",
            "period": [f"2022-{m:02d}" for m in range(2, 12)],
            "converged": converged,
            "trend_value": 1000.0,
            "season_pct": 10.0,
            "effects_pct": -10.0,
            "irregular_pct": 0.0,
            "masked": False,
        }
    )


def test_the_parts_multiply_to_the_value_of_a_mean_month():
    release = SmallRelease()
    release.tables["output_components"] = parts()
    lines = {
        line.get_label(): line.get_ydata()
        for line in drawings.components(release, "zh").shown.axes[0].lines
    }
    assert lines["趋势"][0] == pytest.approx(1000 * 365.25 / 12 / 1e4)
    assert lines["按月均天数折算的实际值"][0] == pytest.approx(0.99 * 1000 * 365.25 / 12 / 1e4)
    assert text.no_components(release, "zh") == "估计未收敛，不予采用"


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (parts(converged=False), "did not converge"),
        (parts().assign(masked=True), "withheld"),
        (parts().iloc[:0], "gaps"),
    ],
)
def test_parts_not_to_be_trusted_or_shown_are_left_out_with_the_reason(table, why):
    release = SmallRelease()
    release.tables["output_components"] = table
    assert drawings.components(release, "en") is None
    assert why in text.no_components(release, "en")


def test_last_years_forecast_stands_in_its_interval_beside_what_came():
    release = SmallRelease()
    release.tables["output_last_year"] = pd.DataFrame(
        {
            "county_code": "990001",
            "industry_code": "total",
            "period": ["2021-12", "2022-02"],
            "expected_value": [20_000.0, 30_000.0],
            "lo95": [17_000.0, 26_000.0],
            "lo80": [18_000.0, 27_000.0],
            "hi80": [22_000.0, 33_000.0],
            "hi95": [23_000.0, 34_000.0],
            "actual": [21_000.0, 35_000.0],
            "masked": False,
        }
    )
    made = drawings.last_year(release, "zh")
    assert made.finding == "一年前预测的2期中，1期的实际数落在当时的80%区间内。"
    axes = made.shown.axes[0]
    assert [band.get_label() for band in axes.collections] == ["95%区间", "80%区间"]
    drawn = axes.collections[0].get_datalim(axes.transData)
    assert (drawn.y0, drawn.y1) == pytest.approx((1.7, 3.4))


@pytest.mark.parametrize(
    ("name", "block", "zh", "en"),
    [
        ("festival -7 to -1", False, "春节前7—1天", "Spring Festival, days -7 to -1"),
        ("festival +0 to +6", False, "春节后第1—7天", "Spring Festival, days +0 to +6"),
        ("2020-02", True, "2020年1—2月冲击", "shock of January–February 2020"),
        ("2020-02", False, "2020年2月冲击", "shock of February 2020"),
    ],
)
def test_effects_have_names(name, block, zh, en):
    assert effect_title(name, "zh", block) == zh
    assert effect_title(name, "en", block) == en


def test_a_section_without_anything_says_why(capsys):
    report.section(None, "zh", why="合计不予公布")
    report.section(None, "en")
    assert capsys.readouterr().out.count("HTML") == 2


def test_an_event_is_said_with_its_start_and_what_it_costs_the_year():
    release = SmallRelease()
    release.tables["output_what_if"] = pd.DataFrame(
        {
            "county_code": "990001",
            "industry_code": "total",
            "event": ["stop"],
            "first_period": ["2022-12"],
            "change_pct": [-10.0],
            "effect_value": [-20_000.0],
            "year_end_with_event": [220_000.0],
            "growth_with_event_pct": [1.25],
            "effect_pp": [-0.917],
            "masked": [False],
        }
    )
    shown = sections.what_if(release, "zh").as_raw_html()
    for said in ("停产：2022年12月起每期-10%", "-2.00亿元", "22.00亿元", "+1.2", "-0.92"):
        assert said in shown
    assert "A stop: -10% from December 2022 on" in sections.what_if(release, "en").as_raw_html()
    release.tables["output_what_if"] = release.tables["output_what_if"].assign(masked=True)
    assert sections.what_if(release, "zh") is None


def mover(name, pull, growth):
    return {
        "county_code": "990001",
        "uscc": name,
        "enterprise_name": name,
        "industry_code": "17",
        "ytd_value": 1_000.0,
        "ytd_base_value": 900.0,
        "change_value": 100.0 * pull,
        "growth_pct": growth,
        "pull_pp": pull,
        "masked": False,
    }


def test_pulls_and_drags_are_two_lists_each_from_the_strongest():
    release = SmallRelease()
    release.has = lambda name: name == "output_movers"
    release.industry_names = lambda lang: NAMES
    release.tables["output_movers"] = pd.DataFrame(
        [
            mover("甲", -2.0, -9.0),
            mover("乙", -1.0, -5.0),
            mover("丙", 1.0, 8.0),
            mover("丁", 3.0, 1_065.7),
        ]
    )
    up, down = (table.as_raw_html() for table in sections.enterprises(release, "zh"))
    assert up.index("丁") < up.index("丙")
    assert down.index("甲") < down.index("乙")
    assert "乙" not in up
    for said in ("+1,065.7 †", "+300", "+3.00", "†：上年同期基数很小"):
        assert said in up
    assert "†" not in down
    release.chosen = {"indicator": "electricity"}
    assert sections.enterprises(release, "zh") == []


def test_a_trend_that_took_in_all_chance_is_called_so():
    def parts(rest):
        flat = np.zeros(24)
        trend = 100.0 * np.exp(0.02 * np.sin(np.arange(24)))
        return pd.DataFrame(
            {
                "period": [f"20{20 + k // 12}-{k % 12 + 1:02d}" for k in range(24)],
                "trend_value": trend,
                "season_pct": flat,
                "effects_pct": flat,
                "irregular_pct": rest * np.cos(np.arange(24)),
            }
        )

    def said(rest):
        figure = forecast_quality.components(parts(rest), WORDS, "zh")
        return "".join(text.get_text() for text in figure.axes[0].get_legend().get_texts())

    assert "勿当平滑趋势" in said(0.01)
    assert "勿当平滑趋势" not in said(1.0)


def test_the_usual_years_are_those_of_the_forecast():
    from analysis.forecasting.year_end import SHARE_YEARS
    from analysis.questions.output.target import USUAL_YEARS

    assert USUAL_YEARS == SHARE_YEARS
