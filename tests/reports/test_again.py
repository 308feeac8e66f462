"""A page is made again, as it was or as the data are now, and leaves nothing behind."""

import re

import pytest

from analysis.errors import DataError
from analysis.reports.again import made_again
from tests.reports.batches import plan_of, run
from tests.reports.conftest import NOTEBOOKS

COUNTY = "990102"
FACTS = {"county": COUNTY, "period": "2022-11", "lang": "zh", "audience": "public"}
PLOTS = {**FACTS, "notebook": "11_plots"}


def body(page):
    return re.sub(r'<nav class="ways".*?</nav>|url\("data:font[^)]*\)', "", page, flags=re.DOTALL)


def test_a_page_made_again_is_the_page(city):
    plan = plan_of(city, notebooks=["11"], counties=[COUNTY])
    run(plan)
    before = sorted(path for path in city.parent.rglob("*") if "store" not in path.parts)
    again = made_again(city, NOTEBOOKS, PLOTS)
    assert body(again) == body(plan.runs[0].html.read_text(encoding="utf-8"))
    assert sorted(p for p in city.parent.rglob("*") if "store" not in p.parts) == before


def test_what_cannot_be_made_again_says_why(city, wishes):
    with pytest.raises(DataError, match="没有笔记本“99_none”"):
        made_again(city, NOTEBOOKS, {**FACTS, "notebook": "99_none"})
    with pytest.raises(DataError, match="999999"):
        made_again(city, NOTEBOOKS, {**PLOTS, "county": "999999"})
    (wishes / COUNTY).write_text("raise ValueError('12.5')", encoding="utf-8")
    with pytest.raises(DataError, match=r"不能重新生成：cell \d+ ValueError") as refused:
        made_again(city, NOTEBOOKS, {**FACTS, "notebook": "12_behaves"})
    assert "12.5" not in refused.value.zh
