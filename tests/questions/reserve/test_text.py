"""Sentences and rows of a page: counts for everybody, the stock for the bureau alone."""

import pytest
from matplotlib.colors import to_hex

from analysis import results
from analysis.display.style import RED
from analysis.questions.reserve import drawings, text
from analysis.questions.reserve.question import QUESTION
from tests.masked import masked
from tests.questions.help.conftest import COUNTIES

BOOK = """
    item       lot date       direction quantity document reason        county expiry
    医用外科口罩  A   2022-03-01 in        90       采1      purchase      -      2023-01-31
    医用外科口罩  B   2022-04-01 in        50       绿1      green_channel -      2024-01-01
    医用外科口罩  B   2022-11-20 out       14       调1      -             990001 -
    方舱CT        C   2022-04-01 in        1        绿1      green_channel -      -
    """
PLAN = "item holder quota\n医用外科口罩 甲公司 180"


@pytest.fixture
def release(stored):
    def opened(county="city", audience="public", book=BOOK, planned=PLAN):
        return results.open_release(stored(book, planned).root, county, "2022-11", audience)

    return opened


def test_the_public_is_told_counts_and_no_stock(release):
    assert text.headline(release(), "zh") == [
        "2022年11月末，储备计划的1类医疗物资中，0类库存达到计划，1类的各承储企业均不低于最低实物储备。",
        "本年先后1次通过绿色通道方式紧急采购医用外科口罩、方舱CT等防疫物资。",
        f"本年调拨储备物资1次，涉及1个县（市、区），次数最多的是{COUNTIES[0]}（1次）。",
    ]
    assert text.headline(release(), "en")[1] == (
        "This year 1 emergency purchase was made by the green channel, most often of "
        "surgical masks, mobile CT."
    )


def test_the_bureau_is_told_how_long_it_lasts_and_what_is_wrong(release):
    said = text.headline(release(audience="internal"), "zh")
    assert said[2].endswith("；全市合计医用外科口罩14只。")
    assert (
        said[3]
        == "按近14日日均出库，可用天数最少的是医用外科口罩，为126.0天；1类有90日内失效的批次。"
    )
    assert said[4] == "台账核对：未按先失效先出1笔，已失效仍在库0批，余额为负0批。"


def test_the_bureau_is_told_who_is_below_the_minimum(release):
    planned = "item holder quota\n医用外科口罩 甲公司 181"
    (first, *_) = text.headline(release(audience="internal", planned=planned), "en")
    assert first.endswith("Below the minimum with some holder: surgical masks.")
    assert "surgical" not in text.headline(release(planned=planned), "en")[0]


@pytest.mark.parametrize(("quota", "red"), [(181, [pytest.approx(100 * 126 / 181)]), (180, [])])
def test_a_stock_below_the_minimum_is_drawn_red(release, quota, red):
    """126 of 181 is less than 70 %, of 180 it is not."""
    planned = f"item holder quota\n医用外科口罩 甲公司 {quota}"
    (axes,) = drawings.plan(release(audience="internal", planned=planned), "zh").shown.axes
    bars = [bar for bar in axes.patches if to_hex(bar.get_facecolor()) == RED]
    assert [bar.get_width() for bar in bars] == red


def test_a_county_is_told_what_it_received(release):
    (*_, sent) = text.headline(release(COUNTIES[0]), "en")
    assert sent == f"Goods were allocated 1 time this year, to 1 county, 1 time to {COUNTIES[0]}."
    (*_, none) = text.headline(release(COUNTIES[1]), "zh")
    assert none.endswith(f"，{COUNTIES[1]}没有。")
    got = text.headline(release(COUNTIES[0], "internal"), "en")[2]
    assert got.endswith("surgical masks (14 pieces).")


def test_a_reserve_that_nobody_used_and_nobody_planned_says_so(release):
    said = text.headline(release(book="direction quantity\nin 5", planned=None), "zh")
    assert said == [
        "没有储备计划，库存不与计划比较。",
        "本年没有通过绿色通道紧急采购。",
        "本年没有调拨储备物资。",
    ]
    internal = release(audience="internal", book="direction quantity\nin 5", planned=None)
    assert len(text.headline(internal, "en")) == 3
    assert text.planned(internal, "zh").empty
    assert text.expiring(internal, "zh").empty
    assert text.received(internal, "zh").empty
    assert text.part(internal, "bought", "zh") is None


def test_shares_of_the_quota_stand_on_one_axis(release):
    (row,) = text.planned(release(audience="internal"), "en").itertuples()
    assert (row.item, row.stock, row.minimum, row.quota) == ("surgical masks", 70, 70, 100)
    ladder = text.expiring(release(audience="internal"), "zh").squeeze()
    assert ladder[[*text.LADDER]].tolist() == [0, pytest.approx(100 * 90 / 126), 0]


def test_stock_and_holders_stay_in_the_bureau(release, stored):
    secret = {table.name for table in QUESTION.answers if table.secret}
    free = {table.name for table in QUESTION.answers if table.free}
    assert free == {"reserve_counts", "reserve_bought", "reserve_sent"}
    for audience in ("public", "county"):
        opened = release(COUNTIES[0], audience)
        assert not any(opened.has(name) for name in secret)
        assert all(opened.has(name) for name in free)
    assert masked(stored(BOOK, PLAN), "reserve", "2022-11") == {}
