"""What a report says of its forecast: flows and stocks differ."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.questions.output import notes
from analysis.tables.measure import Measure

MEASURES = {
    "stock": Measure(table="employment_month", column="employment_persons", kind="stock"),
    "flow": Measure(table="industry_month", column="output_ytd_10k_cny", kind="flow"),
}


def release(kind, methods, periods):
    series = pd.DataFrame(
        {
            "county_code": "340001",
            "industry_code": [*map(str, range(len(methods)))],
            "last_period": "2022-11",
            "series_status": "forecast",
            "series_base": "restated" if kind == "flow" else "published",
            "series_method": methods,
            "periods": periods,
            "level_break": None,
        }
    )
    city = SimpleNamespace(measure=MEASURES[kind], currency="CNY")
    return SimpleNamespace(
        facts={},
        city=city,
        county="340001",
        chosen={"indicator": "output"},
        table=lambda name: {"output_series": series}[name],
        everywhere=lambda name, columns: {"output_series": series}[name],
    )


STOCK = release("stock", ["ensemble", "ensemble", "none"], [24, 24, 18])
FLOW = release("flow", ["ensemble", "none"], [54, 3])


def test_a_stock_says_how_many_cells_it_counts():
    assert "齐全的2个分县分行业单元，另1个有缺月" in notes.target_note(STOCK, "zh")
    assert "count the 2 cells" in notes.target_note(STOCK, "en")
    assert "缺月" not in notes.target_note(FLOW, "zh")


def test_a_short_history_is_said_but_the_members_stay_what_they_are():
    assert "历史仅24期" in notes.target_note(STOCK, "zh")
    assert "简单模型" not in notes.target_note(STOCK, "zh")
    assert "历史仅" not in notes.target_note(FLOW, "zh")


@pytest.mark.parametrize(("lang", "list_of_firms"), [("zh", "名录企业"), ("en", "enterprises")])
def test_a_stock_has_no_restated_base_to_warn_of(lang, list_of_firms):
    assert list_of_firms in notes.limits(FLOW, lang)[0]
    assert list_of_firms not in notes.limits(STOCK, lang)[0]


def test_series_are_counted_by_how_they_were_forecast():
    assert notes.history_note(FLOW, "zh") == (
        "本地2个行业序列：组合模型 1，未预测 1；其中口径变动0个。"
    )
