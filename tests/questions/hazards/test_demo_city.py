"""The demo city's hazards: planted entries are found, figures stand up to a recount.

The recount reads the raw workbooks by plain pandas and knows none of the package's verbs.
"""

import pandas as pd
import pytest

from analysis.questions.hazards.quantities import QUANTITIES
from analysis.questions.hazards.question import QUESTION
from tests.questions.demo_city import DEMO, store_of
from tests.questions.help.conftest import answers

JANUARY, DAY = pd.Timestamp("2022-01-01"), pd.Timestamp("2022-11-30")


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    store = store_of(QUESTION, tmp_path_factory.mktemp("hazards"))
    return answers(store, QUESTION, "hazards")


def cells_of(stem, headings):
    cells = pd.read_excel(DEMO / "raw" / f"{stem}.xlsx", header=None, engine="calamine")
    rows = cells.iloc[1 + headings :]
    if headings == 1:
        return rows.set_axis(cells.iloc[1], axis=1)
    titles = cells.iloc[1].ffill().where(cells.iloc[2].notna(), cells.iloc[1])
    return rows.set_axis(titles + cells.iloc[2].fillna(""), axis=1)


def test_every_figure_is_that_of_the_raw_workbooks(answer):
    rows = cells_of("民爆隐患台账", 2)
    found, closed, due, extended = (
        pd.to_datetime(rows[name])
        for name in ("检查检查日期", "整改整改完成日期", "整改整改期限", "整改延期至")
    )
    this_year = found.between(JANUARY, DAY)
    closed_by = this_year & (closed <= DAY)
    late = this_year & ~closed_by & (extended.fillna(due) < DAY)
    units = set(cells_of("民爆单位名录", 1)["单位名称"])
    visits = cells_of("民爆检查台账", 1)
    visited = set(visits.loc[pd.to_datetime(visits["检查日期"]).between(JANUARY, DAY), "检查对象"])
    expected = {
        "hazards_found": this_year.sum(),
        "hazards_closed_pct": 100 * closed_by.sum() / this_year.sum(),
        "hazards_overdue": late.sum(),
        "explosives_units_inspected": len(visited & units),
        "explosives_inspected_pct": 100 * len(visited & units) / len(units),
    }
    assert [quantity.name for quantity in QUANTITIES] == [*expected]
    for quantity in QUANTITIES:
        table = answer[quantity.table.name].query("county_code == 'city'")
        for column, value in quantity.where.items():
            table = table[table[column] == value]
        assert table[quantity.column].item() == pytest.approx(expected[quantity.name])


def test_every_planted_entry_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_hazards.csv", dtype=str)
    wanted = set(zip(planted["fault"], planted["key"].str.split("/").str[1], strict=True))
    found = answer["hazard_findings"]
    assert set(zip(found["finding"], found["case_id"], strict=True)) == wanted
    assert len(found) == 3
