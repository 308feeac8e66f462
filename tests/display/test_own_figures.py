"""Figures of an analyst's own: periods of any kind, no style set, one sentence for a mistake."""

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from analysis import DataError, figures, titles

TABLE = titles({"value": "Value", "x": "X"})
ROWS = pd.DataFrame({"name": list("ab"), "value": [1.0, 2.0], "x": [3.0, 4.0], "kind": "k"})
LINES = {"k": figures.Line("Line", "#1b6ca8")}
DAYS = pd.to_datetime(["2022-11-01", "2022-12-01"])


def drawn(x):
    """The marks of a course over `x`."""
    rows = pd.DataFrame({"x": x, "value": np.arange(len(x), dtype=float), "kind": "k"})
    figure = figures.course(rows, x="x", y="value", hue="kind", lines=LINES, unit="t")
    return [mark.get_text() for mark in figure.axes[0].get_xticklabels()]


@pytest.mark.parametrize(
    ("x", "marks"),
    [
        (["2022-11", "2022-12"], ["22-11", "22-12"]),
        (pd.period_range("2022-11", periods=2, freq="M"), ["22-11", "22-12"]),
        (pd.date_range("2022-11-30", periods=2, freq="ME"), ["22-11", "22-12"]),
        (pd.to_datetime(["2022-11-07", "2022-11-14"]), ["2022-11-07", "2022-11-14"]),
        (pd.period_range("2022Q3", periods=2, freq="Q"), ["2022Q3", "2022Q4"]),
        (pd.period_range("2021", periods=2, freq="Y"), ["2021", "2022"]),
    ],
)
def test_a_period_is_named_whatever_it_is_kept_as(x, marks):
    assert drawn(x) == marks


def test_of_many_periods_some_are_named():
    assert drawn(pd.period_range("2015Q1", periods=30, freq="Q"))[:2] == ["2015Q1", "2015Q4"]


def test_every_value_of_a_category_has_a_colour_without_being_given_one():
    figure = figures.scatter(
        ROWS.assign(kind=["k", "l"]), x="x", y="value", hue="kind", table=TABLE, lang="en"
    )
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["k", "l"]


def test_without_a_style_chinese_is_drawn_in_its_font():
    program = (
        "import warnings; warnings.simplefilter('error')\n"
        "import pandas as pd; from analysis import figures, titles\n"
        "rows = pd.DataFrame({'n': ['甲'], 'v': [1.0]})\n"
        "table = titles({'v': '产值'})\n"
        "figures.bars(rows, name='n', value='v', table=table, lang='zh').canvas.draw()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (
            lambda: figures.course(
                ROWS, x="x", y="value", hue="kind", lines={"k": "Line"}, unit="t"
            ),
            "figures.Line(title, colour)}: k",
        ),
        (
            lambda: figures.course(
                ROWS, x="x", y="value", hue="kind", unit="t", lines={"k": figures.Line("L", "rot")}
            ),
            "no colours (as '#1b6ca8', 'red'): rot",
        ),
        (lambda: figures.intervals("lo80", "hi80", "en"), "{} for the percentage, not lo80, hi80"),
        (
            lambda: figures.bars(
                ROWS, name="name", value="value", interval=("x",), table=TABLE, lang="en"
            ),
            "an interval is two columns",
        ),
        (
            lambda: figures.bars(ROWS, name="name", value={"value": "rot"}, table=TABLE, lang="en"),
            "no colours",
        ),
        (
            lambda: figures.heat_map(
                ROWS, x="name", y="kind", value="value", names=({}, {}), table=TABLE, lang="en"
            ),
            "names give a name",
        ),
        (
            lambda: figures.scatter(
                ROWS, x="x", y="value", hue="kind", colours={"k": "rot"}, table=TABLE, lang="en"
            ),
            "no colours",
        ),
        (
            lambda: figures.strip(
                ROWS, x="name", y="kind", category="kind", looks={"k": ("K", "rot")},
                names=({"a": "A"}, {"k": "K"}), lang="en",
            ),
            "no colours",
        ),
        (
            lambda: figures.gantt(
                ROWS.assign(start=DAYS, end=DAYS), name="name", start="start", end="end",
                kind="kind", colours={"k": "rot"}, titles={"k": "K"}, lang="en",
            ),
            "no colours",
        ),
        (
            lambda: figures.distribution(
                ROWS, edge="x", count="value", hue="kind", colours={"k": "rot"}, table=TABLE,
                axis="X", lang="en",
            ),
            "no colours",
        ),
    ],
)  # fmt: skip
def test_a_wrong_role_is_one_sentence(ask, said):
    with pytest.raises(DataError) as raised:
        ask()
    assert said in raised.value.en and "\n" not in raised.value.en and raised.value.zh
