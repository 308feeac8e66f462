"""The differential policy in words and as a figure, from rows whose sums are done by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.display.style import use_style
from analysis.questions.scores.policy import own, paragraphs, policy_amounts

COUNTY, OTHER = "139901", "139902"
NAN = float("nan")
POWER, WATER, RELIEF = ("电价", "Power"), ("水价", "Water"), ("减免", "Relief")


def release(*listed, withheld=()):
    """A release of two counties; the second one's rows must not be spoken of."""
    columns = ["measure", "class_code", "enterprises", "unknown", "amount_10k_cny"]
    table = pd.DataFrame([(title[1], *rest) for title, *rest in listed], columns=columns)
    masked = table["class_code"].isin(withheld)
    table = table.assign(
        county_code=COUNTY,
        title_zh=[title[0] for title, *_ in listed],
        title_en=table["measure"],
        masked=masked,
        amount_10k_cny=table["amount_10k_cny"].mask(masked),
    )
    both = pd.concat([table.assign(county_code=OTHER, enterprises=999), table])
    return SimpleNamespace(facts={}, county=COUNTY, table={"policy_amounts": both}.__getitem__)


ROWS = (
    (RELIEF, "A", 3, 0, -30.0), (RELIEF, "B", 4, 1, -20.0), (POWER, "C", 5, 0, 100.0),
    (POWER, "D", 6, 0, 60.0), (WATER, "C", 0, 5, NAN), (WATER, "D", 0, 6, NAN),
)  # fmt: skip


@pytest.fixture
def county():
    return release(*ROWS)


@pytest.fixture
def withheld():
    return release(*ROWS, withheld=("A", "D"))


def test_each_measure_and_the_balance(county):
    assert paragraphs(county, "zh") == [
        "电价：C、D类11家多付160万元。",
        "减免：A、B类7家少付50万元，另有1家缺数据。",
        "水价：11家缺数据，未计。",
        "已知各项相抵，企业合计多付110万元。",
    ]
    assert paragraphs(county, "en")[0] == "Power: 11 enterprises of C, D pay CNY 1.60 m more."


def test_no_sum_is_said_where_a_class_is_withheld(withheld):
    said_zh = paragraphs(withheld, "zh")
    assert said_zh[:2] == [f"{name}：部分类别不予公布，不列合计。" for name in ("电价", "减免")]
    assert said_zh[2:] == ["水价：11家缺数据，未计。"]
    assert not any("20" in sentence or "100" in sentence for sentence in paragraphs(withheld, "en"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_figure_marks_what_is_withheld_and_what_is_unknown(county, withheld, lang):
    use_style()
    for table, expected in (
        (county, ["+100.0", "+60.0", "-30.0", "-20.0", "…", "…"]),
        (withheld, ["+100.0", "***", "***", "-20.0", "…", "…"]),
    ):
        figure = policy_amounts(own(table), lang)
        axes = figure.axes[0]
        assert [text.get_text() for text in axes.texts] == expected
        widths = [bar.get_width() for bar in axes.patches]
        assert widths == [float(mark) for mark in expected if mark not in ("…", "***")]
        figure.draw_without_rendering()
