"""Sentences and rows of a page: what is withheld is not said, places are of what is shown."""

import pytest

from analysis import results
from analysis.questions.investment import drawings, text

from .conftest import COUNTIES

FIRST, SECOND, THIRD, FOURTH = COUNTIES[:4]


def months(county, code, before, now, builders="abcd", plan=1000):
    """A county's projects in two periods."""
    return "\n".join(
        f"{code}{n} {county} {code}{builder} {period} {plan} {done} 2022-11-30"
        for n, builder in enumerate(builders)
        for period, done in (("2022-10", before), ("2022-11", now))
    )


LISTS = "\n".join(
    [
        "code county builder period plan done published",
        months(FIRST, "A", 200, 900),
        months(SECOND, "B", 500, 900.04),
        months(THIRD, "C", 400, 500, plan=900),
        months(FOURTH, "D", 100, 950, builders="a"),
    ]
)


@pytest.fixture
def release(stored):
    def opened(county, audience="public"):
        return results.open_release(stored(LISTS).root, county, "2022-11", audience)

    return opened


def test_the_report_of_the_city_reads_as_bureaus_write_it(release):
    assert text.headline(release("city"), "zh") == [
        "2022年1—11月，全市13个重点工业和技改项目完成投资1.02亿元，占年度计划的80.6%，"
        "欠时序进度11.1个百分点。",
        "13个计划新开工项目开工13个，开工率100.0%；至期末应开工13个，应开工率100.0%。",
        "没有应开工未开工的项目；已开工而落后时序进度20个百分点以上4个；应入统项目入统率0.0%。",
    ]


def test_an_amount_that_is_withheld_is_said_to_be(release):
    said = text.headline(release(FOURTH), "en")
    assert said[0] == f"January–November 2022 in {FOURTH}: 1 key project; amounts are withheld."
    assert "950" not in " ".join(said)
    internal = text.headline(release(FOURTH, "internal"), "en")
    assert "95.0% of the year's plan and 3.3 percentage points ahead of schedule" in internal[0]


def test_places_are_of_the_counties_shown_with_ties_and_arrows(release):
    rows = text.side_by_side(release(FIRST), "zh").set_index("county_code")
    # 90 and 90.004 % print the same; D's single project is withheld, with it another that tells it.
    internal = text.side_by_side(release(FIRST, "internal"), "zh").set_index("county_code")
    assert internal["rate_said"].to_dict() == {
        FOURTH: "1 ↑3", FIRST: "2= ↑1", SECOND: "2= ↓1", THIRD: "4 ↓2",
    }  # fmt: skip
    assert internal.loc[FOURTH, "county"] == f"{FOURTH}（仅1个项目）"
    assert internal.loc[FOURTH, "amount_said"] == "4"
    hidden = rows[rows["masked"]]
    assert FOURTH in hidden.index
    assert set(hidden["rate_said"]) == {"***"}
    places = rows.loc[~rows["masked"], "rate_said"].str.split(" ").str[0].str.rstrip("=")
    assert places.tolist() == sorted(places)
    assert places.iloc[0] == "1"
    assert rows["own"].to_dict()[FIRST]


def test_a_list_without_a_plan_has_no_bar(release):
    money = text.own_lists(release(FOURTH), "project_investment", "zh")
    assert text.invested(money)["done_ytd_10k_cny"].isna().all()
    money = text.own_lists(release("city"), "project_investment", "zh")
    assert text.invested(money)["list"].tolist() == ["新开工", "全部"]


def test_what_is_due_on_the_last_day_is_not_overdue_by_days(stored):
    rows = "code start planned_start stage\nA - 2022-11-30 preparation"
    release = results.open_release(stored(rows).root, "city", "2022-11", "public")
    (late,) = [said for said in text.headline(release, "zh") if "应开工未开工" in said]
    assert late.startswith("应开工未开工1个（新开工1个）。")


def test_items_without_data_stand_under_the_bulletin_and_not_in_it(stored):
    chosen = {"questions": {"investment": {"bulletin": "yanan_2017.yaml"}}}
    store = stored(LISTS, settings=chosen, criticised=[(FIRST, "2022-05-01", 5.0)])
    release = results.open_release(store.root, "city", "2022-11", "internal")
    shown = text.bulletin(release, "zh").as_raw_html()
    assert "没有数据、未计分的项目：省级项目。" in shown
    assert "通报批评" in shown  # one county was criticised, the others were not
    assert "provincial." in text.bulletin(release, "en").as_raw_html()


def test_late_projects_are_told_by_list_and_the_county_has_its_place(stored):
    rows = "\n".join(
        [
            "code county list builder period plan done start planned_start",
            f"L1 {FIRST} new_start x 2022-11 100 0 - 2022-10-31",
            f"L2 {FIRST} carried_over y 2022-11 100 0 - 2022-06-30",
            f"L3 {FIRST} new_start z 2022-11 100 0 - 2022-12-31",
            *(f"A{n} {FIRST} new_start a{n} 2022-11 1000 900 2022-03-01 -" for n in range(5)),
            *(f"B{n} {SECOND} new_start b{n} 2022-11 1000 950 2022-03-01 -" for n in range(5)),
        ]
    )
    release = results.open_release(stored(rows).root, FIRST, "2022-11", "public")
    said = text.headline(release, "zh")
    assert said[2].startswith("应开工未开工2个（续建1个、新开工1个），最长逾期153天；")
    assert said[3] == f"在公布投资额的2个县（市、区）中，{FIRST}完成率居第2位，完成额居第2位。"
    whole = text.headline(release.for_county("city"), "en")
    assert not any("place" in sentence for sentence in whole)


def test_the_bulletin_has_the_points_of_every_item_and_stays_in_the_bureau(release):
    internal, public = release(FIRST, "internal"), release(FIRST)
    assert not public.has("bulletin")
    assert not public.has("project_statistics")
    table = text.bulletin(internal, "zh").as_raw_html()
    assert "完成时序" in table
    assert text.statistics(internal, "en") is not None


def test_names_of_projects_that_lag_stay_in_the_bureau(release):
    internal, public = release("city", "internal"), release("city")
    assert text.single(internal, "project_lag", ["name", "reason"], "zh") is not None
    assert not public.has("project_lag")
    assert not public.has("project_findings")
    assert text.single(public, "project_names", ["name"], "zh") is None
    assert text.single(release(FIRST), "project_names", ["name"], "zh") is not None


def test_the_finding_names_no_county_of_a_single_project(release):
    shown = drawings.counties(release(FIRST, "internal"), "zh")
    assert shown.finding == (
        f"年度完成率：{SECOND}、{FIRST}最高（90.0%），{THIRD}最低（55.6%）。"
    ), "printed alike, they share the place"
    assert "2022年1—11月" in shown.measure
