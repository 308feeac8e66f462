"""The finding of a figure of rows says what is highest and lowest of what is drawn, no more."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.display.extremes import cells, extremes
from analysis.tables.dictionary import Table, quantity, text
from analysis.tables.result_columns import amount, pct, pp

NAN = float("nan")
RELEASE = SimpleNamespace(facts={}, city=SimpleNamespace(currency="CNY"))
MADE = Table(
    name="made",
    zh="项目",
    en="Projects",
    row=("一个项目", "one project"),
    key=("said",),
    columns={
        "said": text("名称", "Name"),
        "done": quantity("已完成", "Done", "count", decimals=0),
        "listed": quantity("清单", "Listed", "count", decimals=0),
        "rate": pct("完成率", "Completed"),
        "pull_pp": pp("拉动", "Pull"),
        "invested": amount("投资", "Invested"),
    },
)


def said(column, values, lang="zh", **more):
    rows = pd.DataFrame({"said": [*"甲乙丙丁"][: len(values)], column: values})
    rows = rows.assign(**{of: [4.0] * len(rows) for of in [more.get("of")] if of})
    return extremes(RELEASE, rows, "said", column, MADE, lang, **more)


def test_the_highest_and_the_lowest_are_named_with_their_numbers():
    assert said("rate", [80.0, 95.25, 30.0]) == "完成率：乙最高（95.2%），丙最低（30.0%）。"
    assert said("rate", [80.0, 95.25, 30.0], "en") == (
        "Completed: highest 乙 (95.2%), lowest 丙 (30.0%)."
    )
    assert said("pull_pp", [0.5, -1.0], signed=True) == (
        "拉动：甲最高（+0.5个百分点），乙最低（-1.0个百分点）。"
    )
    assert said("invested", [23456.0, 120.0]) == "投资：甲最高（2.35亿元），乙最低（0.01亿元）。"


def test_what_is_printed_alike_shares_an_end():
    assert said("rate", [90.01, 90.04, 3.0, 2.96]) == (
        "完成率：甲、乙最高（90.0%），丙、丁最低（3.0%）。"
    )
    assert said("done", [0.0, 0.0, 0.0]) == "已完成：3个均为0家。"
    assert said("done", [2.0, 2.0], "en") == "Done: all 2 have 2."
    assert said("done", [2.0, 2.0, 0.0], least=False) == "已完成：甲、乙最高（2家）。"


def test_rows_without_a_number_are_not_compared_and_that_is_said():
    assert said("done", [3.0, NAN, 1.0]) == "已完成：有数的2个中，甲最高（3家），丙最低（1家）。"
    assert said("done", [NAN, 5.0]) == "已完成：乙为5家。"


@pytest.mark.parametrize("values", [[], [NAN, NAN]])
def test_without_any_number_nothing_is_said(values):
    assert said("done", values, "en") == ""


def test_of_parts_the_shares_are_compared():
    assert (
        said("done", [3.0, 1.0], of="listed")
        == "“已完成”占“清单”：甲最高（75.0%），乙最低（25.0%）。"
    )
    rows = pd.DataFrame({"said": ["甲", "乙"], "done": [0.0, 1.0], "listed": [0.0, 2.0]})
    one = extremes(RELEASE, rows, "said", "done", MADE, "en", of="listed")
    assert one == "“Done”, share of “Listed”: 乙, 50.0%."


def test_the_cells_of_a_map_are_called_by_row_and_column():
    rows = pd.DataFrame({"x": ["a", "b", "a"], "y": ["1", "1", "2"], "done": [1.0, 2.0, 9.0]})
    drawn = cells(rows, "x", "y", ({"a": "一级", "b": "二级"}, {"1": "甲县"}), "zh")
    assert drawn["cell"].tolist() == ["甲县的一级", "甲县的二级"]
    assert extremes(RELEASE, drawn, "cell", "done", MADE, "zh", least=False) == (
        "已完成：甲县的二级最高（2家）。"
    )
