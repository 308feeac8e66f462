"""Sentences and rows of a page: what is withheld is not said, places are of what is shown."""

import pytest

from analysis import results
from analysis.questions.investment import text

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
        "应开工未开工0个，已开工而落后时序进度20个百分点以上4个；应入统项目入统率0.0%。",
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


def test_a_county_whose_amounts_are_all_withheld_has_no_bars(release):
    money = text.own_rows(release(FOURTH), "project_investment", "zh")
    assert text.invested(money).empty
    money = text.own_rows(release("city"), "project_investment", "zh")
    assert text.invested(money)["list"].tolist() == ["新开工", "全部"]


def test_names_of_projects_that_lag_stay_in_the_bureau(release):
    internal, public = release("city", "internal"), release("city")
    assert text.listed(internal, "project_lag", ["name", "reason"], "zh") is not None
    assert not public.has("project_lag")
    assert not public.has("project_findings")
    assert text.listed(public, "project_names", ["name"], "zh") is None
    assert text.listed(release(FIRST), "project_names", ["name"], "zh") is not None
