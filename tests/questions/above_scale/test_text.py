"""What the page says: 以上 only where the interval allows it; nothing of what is not known."""

import pytest

from analysis import results
from analysis.display.own_rows import listed
from analysis.questions.above_scale import drawings, text

from .conftest import JIA, YI, code

LIST = {
    "enterprises": "uscc above_scale\nA True\nB True\nC False",
    "roster_events": """
        uscc event      period
        A    new_build  2022-05
        B    upscaled   2022-02
        C    below_line 2022-02
        """,
}
WATCHED = "\n".join(["uscc", *(f"P{n}" for n in range(6))])


@pytest.fixture
def opened(stored):
    def open_(county="city", audience="internal", **texts):
        store = stored(**{**LIST, **texts})
        return results.open_release(store.root, county, "2022-11", audience)

    return open_


def test_a_task_that_the_lower_end_reaches_is_said_to_be_exceeded(opened):
    # 1 + 6 × 0.8 = 5.8, lower end 4.5; the task of the city is 3, the county's 2.
    said = text.headline(opened(candidate_month=WATCHED, enterprise_month="uscc\nA"), "zh")
    assert said[0] == (
        "截至目前，2022年1—11月全市新增规上工业企业2家，其中新投产入统企业1家，退库1家，"
        "净增1家（上年同月净增0家）。"
    )
    assert said[1] == "培育库现有准规上企业6家，资料齐全6家。"
    assert said[2] == "预计全年净增3家以上：预计净增6家，80%区间5—7家。"
    assert "还有33天" in said[3]


def test_a_task_that_the_lower_end_does_not_reach_is_striven_for(opened):
    few = "\n".join(WATCHED.split("\n")[:4])  # 1 + 3 × 0.8 = 3.4 ≥ 3, but its lower end is 2.5
    release = opened(candidate_month=few, enterprise_month="uscc\nA")
    zh, en = (text.headline(release, lang)[2] for lang in ("zh", "en"))
    assert zh.startswith("力争全年净增3家：按现有情况预计净增3家，80%区间3—4家")
    assert "以上" not in zh
    assert en.startswith("The task is a net increase of 3; as things stand +3 is expected")


def test_without_a_task_the_outlook_is_told_and_without_candidates_nothing_is_expected(opened):
    said = text.headline(
        opened(tasks=False, candidate_month=WATCHED, enterprise_month="uscc\nA"), "zh"
    )
    assert said[2].endswith("未下达任务。")


def test_what_is_not_known_is_not_said(opened):
    release = opened()
    said = " ".join(text.headline(release, "zh"))
    assert "预计" not in said
    assert "培育库" not in said
    assert text.flow(release, "en")["name"].tolist() == [
        "Start of the year", "Newly built", "Grown above scale", "Fallen below the line", "Now",
    ]  # fmt: skip


def test_the_waterfall_leads_from_level_to_level(opened):
    steps = text.flow(opened(candidate_month=WATCHED, enterprise_month="uscc\nA"), "zh")
    levels = steps["stock"].where(steps["level"])
    between = steps["stock"].mask(steps["level"], 0).cumsum()
    assert levels.dropna().tolist() == pytest.approx((1 + between[steps["level"]]).tolist())
    assert steps["expected"].tolist() == [False] * 5 + [True] * 3


def test_a_county_withheld_says_so_to_the_public_and_its_own_reader_is_told(opened):
    texts = {"candidate_month": f"uscc county_code\nP {YI}", "enterprise_month": "uscc\nA"}
    assert "不予公布" in text.headline(opened(YI, "public", **texts), "zh")[1]


def test_single_enterprises_stand_by_township_in_the_internal_edition(opened):
    texts = {
        "candidate_month": """
            uscc township papers papers_missing
            P    乙镇     True   -
            Q    甲镇     False  车间照片
            """,
        "enterprise_month": "uscc\nA",
    }
    columns = text.INTERNAL["above_scale_candidates"]
    release = opened(JIA, **texts)
    html = listed(release, "above_scale_candidates", columns, "zh").as_raw_html()
    assert html.index("乙镇") < html.index("甲镇")
    assert "车间照片" in html
    assert code("P") not in html
    assert listed(release, "above_scale_risks", text.INTERNAL["above_scale_risks"], "zh") is None


def test_every_county_stands_against_its_task_and_no_chance_is_certain(opened):
    release = opened(candidate_month=WATCHED, enterprise_month="uscc\nA")
    html = text.side_by_side(release, "zh").as_raw_html()
    assert "全市" in html
    assert html.count("99%以上") == 2  # the city, and the county that has a task


def test_the_findings_say_what_the_figures_draw(opened):
    assert drawings.flow(opened(), "zh").finding == "在库企业年初1家，期末2家。"
    assert drawings.months(opened(), "en").finding == (
        "Net change to November 2022: +1, 0 a year before."
    )
