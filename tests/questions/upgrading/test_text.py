"""Sentences and rows of a page: denominators beside rates, nothing that is withheld or empty."""

import pytest

from analysis import results
from analysis.display.own_rows import listed
from analysis.questions.upgrading import text
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.projects import PROJECTS

from .conftest import FIRST, SECOND
from .test_answer import EXPO, LIBRARY, LISTS, REPORTS


@pytest.fixture
def release(stored):
    def opened(county, audience="public"):
        store = stored(EXPO + LISTS.split("granted_on\n")[1], (ENTERPRISE_MONTH, REPORTS),
                       (PROJECTS, LIBRARY))  # fmt: skip
        return results.open_release(store.root, county, "2022-11", audience)

    return opened


def test_the_city_is_told_with_denominators_and_the_lists_day(release):
    said = text.headline(release("city"), "zh")
    assert said[0] == (
        "全市规上两化融合企业上云覆盖率66.7%（2/3家，两化融合名单截至2022-03-31）；"
        "名单外另有2家上云，不计入覆盖率。"
    )
    assert said[-1].startswith("本年数博会发布项目3个，总投资")
    assert "2 of 3 enterprises" in text.headline(release("city"), "en")[0]


def test_revenue_that_is_withheld_is_not_said(release):
    assert not any("电子信息" in p for p in text.headline(release(FIRST), "zh"))


def test_counties_stand_in_their_order_the_own_marked(release):
    rows = text.by_county(release(SECOND), "cloud", "zh")
    assert rows[["county", "own"]].to_numpy().tolist() == [["甲县", False], ["乙县", True]]


def test_the_stages_narrow_and_a_county_without_any_has_none(release):
    assert text.stages(release("city"), "zh")["projects"].tolist() == [3, 2, 1, 0]
    assert text.stages(release(SECOND), "en")["projects"].tolist() == [1, 0, 0, 0]
    assert text.graded(release(FIRST), "dcmm", "zh").empty


def test_single_enterprises_stay_in_the_bureau(release):
    columns = ["finding", "holder_name"]
    internal = release("city", "internal")
    assert listed(internal, "upgrading_findings", columns, "zh") is not None
    assert not release(FIRST).has("upgrading_findings")
    assert not release(FIRST, "county").has("upgrading_uncovered")
