"""Clusters beside all industry: the bar is growth less that of all industry, in two parts."""

import pytest

from analysis.questions.clusters import deviation as module
from analysis.questions.clusters.deviation import deviation
from analysis.tables.name import Name
from tests.questions.clusters.test_display import Stub, own


@pytest.fixture
def release(monkeypatch):
    rows = own([0.5, -1.0]).assign(
        county_code="01", reference_effect_pp=1.0, mix_effect_pp=[1.5, 2.0]
    )
    monkeypatch.setattr(module, "positions", lambda release, lang: rows)
    made = Stub()
    made.city.source = Name(zh="统计局", en="bureau")
    return made


def test_the_parts_are_growth_less_all_industrys(release):
    shown = deviation(release, "zh")
    assert shown.finding == "2个集群中1个快于本行业；“甲”增速最高，增长3.0%。"
    assert "全州工业增速（+1.0%）" in shown.measure
    # 3.0 − 1.0 = 1.5 + 0.5; 2.0 − 1.0 = 2.0 − 1.0
    assert "+2.0（行业+1.5，自身+0.5）" in shown.shown
    assert "+1.0（行业+2.0，自身-1.0）" in shown.shown


def test_what_may_not_be_judged_is_left_out(release, monkeypatch):
    rows = module.positions(release, "zh")
    monkeypatch.setattr(module, "positions", lambda release, lang: rows.assign(claim=[1.0, 0.0]))
    assert deviation(release, "en").finding == "甲 grew 3.0%, faster than its industry."
    monkeypatch.setattr(module, "positions", lambda release, lang: rows.assign(masked=True))
    assert deviation(release, "zh") is None
