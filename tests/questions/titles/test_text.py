"""Sentences and rows of a page: none of 0, in the order of the catalogue and of the steps."""

import pytest

from analysis import results
from analysis.questions.titles import drawings, text

REGISTER = """
    title                  level    holder_id county_code year announced_on granted_on valid_until
    绿色工厂               province G         990001      2022 2022-03-01   2022-04-01 -
    srdi                   province A         990001      2022 2022-06-01   2022-07-01 2023-06-30
    srdi                   province B         990001      2022 2022-11-10   -          -
    专精特新“小巨人”企业  nation   A         990001      2022 2022-07-01   2022-08-01 2025-07-31
    srdi                   province C         990002      2019 2019-06-01   2019-07-01 2022-06-30
    """


@pytest.fixture
def release(stored):
    def opened(county, audience="public"):
        return results.open_release(stored(REGISTER).root, county, "2022-11", audience)

    return opened


def test_a_county_is_told_what_it_has_and_nothing_of_0(release):
    assert text.headline(release("990001"), "zh") == [
        "甲县今年新增省级“专精特新”中小企业1家，新增国家级专精特新“小巨人”企业1家。",
        "有效期内专精特新中小企业1家（1家一年内到期，需复核）、“小巨人”企业1家、"
        "各级绿色工厂1家（今年新增省级1家）。",
    ]
    assert text.headline(release("990002"), "en") == ["Yi gained no specialised SME this year."]


@pytest.mark.parametrize("audience", ["public", "county", "internal"])
def test_rows_stand_in_the_catalogues_order_and_in_words(release, audience):
    opened = release("990001", audience)
    steps = text.own_rows(opened, "title_funnel", "zh", list_year="this")
    assert steps["title"].drop_duplicates().tolist() == [
        "专精特新中小企业",
        "专精特新“小巨人”企业",
        "绿色工厂",
    ]
    srdi = steps[steps["title"] == "专精特新中小企业"]
    assert srdi["step"].tolist() == ["申报", "推荐", "公示", "认定"]
    early = [2.0, 2.0] if audience != "public" else [-1.0, -1.0]
    assert srdi["holders"].fillna(-1.0).tolist() == [*early, 2.0, 1.0]
    rungs = text.own_rows(opened, "title_ladder", "en")
    assert rungs["place"].tolist() == [1, 2, 3, 4]


def test_statuses_stand_side_by_side_each_title_in_its_own_unit(release):
    shown = text.side_by_side(
        release("990001"), "title_counts", "status", ["stock", "pending"], "zh"
    )
    html = shown.as_raw_html()
    assert html.index("专精特新中小企业") < html.index("绿色工厂")
    empty = text.side_by_side(release("990002"), "title_counts", "status", ["pending"], "zh")
    assert empty is None


def test_names_stay_in_the_bureau(release):
    assert release("990001", "internal").has("title_holders")
    for audience in ("public", "county"):
        opened = release("990001", audience)
        assert not opened.has("title_holders")
        assert not opened.has("title_findings")
        assert not opened.has("title_payments")


def test_the_findings_say_what_the_figures_draw(release):
    internal = release("990001", "internal")
    assert drawings.ends(internal, "zh").finding == (
        "今后三年到期待复核2项，2023Q2、2025Q3最多（1项）。"
    )
    assert drawings.passed(internal, "zh").finding == (
        "专精特新中小企业：申报2家、推荐2家、公示2家、认定1家。"
    )
    assert drawings.passed(release("990001"), "zh").finding == (
        "专精特新中小企业：公示2家、认定1家。"
    )
    assert drawings.ends(release("990002"), "zh") is None, "nothing ends"
