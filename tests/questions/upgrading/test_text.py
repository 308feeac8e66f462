"""Sentences and rows of a page: denominators beside rates, nothing that is withheld or empty."""

import pytest

from analysis import results
from analysis.display.own_rows import listed
from analysis.questions.upgrading import drawings, text
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.projects import PROJECTS
from analysis.tables.version import write_version

from .conftest import FIRST, SECOND, city, rows
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


def test_a_table_of_nothing_but_zeros_is_none(release):
    columns = ["stage", "projects", "with_total", "total_10k_cny"]
    assert text.printed(release("city"), "expo_stages", columns, "zh") is not None
    started = {"stage": "started"}
    assert text.printed(release(SECOND), "expo_stages", columns, "zh", **started) is None


def test_single_enterprises_stay_in_the_bureau(release):
    columns = ["finding", "holder_name"]
    internal = release("city", "internal")
    assert listed(internal, "upgrading_findings", columns, "zh") is not None
    assert len(text.single(internal, "zh")) == 2
    assert text.single(release("city"), "en") == []
    assert not release(FIRST).has("upgrading_findings")
    assert not release(FIRST, "county").has("upgrading_uncovered")


def test_a_figure_says_what_it_finds(release):
    city = release("city")
    cloud = drawings.coverage(city, "cloud", "en").finding
    assert cloud == (
        "1 of 2 counties are fully covered by cloud; 1 enterprise is not covered; "
        "lowest, Yi (0.0%)."
    )
    assert drawings.coverage(city, "green", "zh") is None
    expo = drawings.expo(city, "zh").finding
    assert expo == "签约和意向项目3个，其中签约2个，已备案并开工0个。"
    assert drawings.grades(city, "dcmm", "zh") is None
    assert drawings.first_sets(city, "items", "en") is None
    titles = drawings.titles(release(SECOND), "zh").finding
    assert titles.startswith("2类称号中，2类在2个")
    titles = drawings.titles(release(SECOND), "en").finding
    assert titles.startswith("Of 2 titles 2 are held in all 2 ")


@pytest.fixture
def untitled(tmp_path):
    """A city that has reports of enterprises alone."""
    known, root = city(), tmp_path / "untitled"
    firms = "uscc county_code\n" + "\n".join(f"{letter} {FIRST}" for letter in "ABCDEF")
    tables = {"counties": known.counties_table(), "enterprise_month": rows(ENTERPRISE_MONTH, firms)}
    write_version(root, known, tables, [])
    return results.open_release(root, "city", "2022-11", "public")


def test_electronics_need_no_register_of_titles(untitled):
    columns = ["county_code", "reporting", "revenue_10k_cny"]
    assert text.printed(untitled, "electronics", columns, "zh") is not None
    (said,) = text.headline(untitled, "zh", ["upgrading", "titles"])
    assert said.startswith("2022年1—11月电子信息产业营业收入600万元，同比持平（6家报送）")
    assert drawings.coverage(untitled, "cloud", "zh") is None
    assert drawings.titles(untitled, "zh") is None
    assert [*map(len, text.graded_and_held(untitled))] == [0, 0]
