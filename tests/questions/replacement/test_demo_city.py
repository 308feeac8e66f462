"""The demo city's plans: planted entries are found, figures stand up to a recount."""

import pandas as pd
import pytest

from analysis.questions.replacement.quantities import QUANTITIES
from analysis.questions.replacement.question import QUESTION
from tests.questions.demo_city import DEMO, answer_of
from tests.questions.kilns.test_demo_city import rows_of

LAST = pd.Timestamp("2022-11-30")


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return answer_of("replacement", QUESTION, tmp_path_factory.mktemp("replacement"))


def test_every_figure_is_that_of_the_raw_workbooks(answer):
    plans, lines = rows_of("产能置换方案台账"), rows_of("产能置换退出生产线")
    built = next(name for name in plans if str(name).startswith("建设产能"))
    given = next(name for name in lines if str(name).startswith("用于置换产能"))
    plans = plans[pd.to_datetime(plans["公告时间"]) <= LAST].set_index("编号")
    retired = lines.groupby("方案编号")[given].sum()
    clinker = plans[plans["产品"] == "水泥熟料"]
    # Of the announced, all give enough but the glass of April 2021, of which no ratio was read.
    known = plans[
        (plans["产品"] != "平板玻璃") | (pd.to_datetime(plans["申报时间"]) > "2021-08-01")
    ]
    expected = {
        "replacement_plans_announced": len(plans),
        "replacement_plans_lawful": len(known),
        "replacement_new_capacity": clinker[built].sum(),
        "replacement_retired_capacity": retired[clinker.index].sum(),
    }
    assert [quantity.name for quantity in QUANTITIES] == [*expected]
    for quantity in QUANTITIES:
        table = answer[quantity.table.name].query("county_code == 'city'")
        for column, value in quantity.where.items():
            table = table[table[column] == value]
        assert table[quantity.column].item() == expected[quantity.name]


def test_every_planted_entry_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_replacement.csv", dtype=str)
    found = answer["replacement_findings"]
    key = found["plan_id"] + "/" + found["line"]
    assert set(zip(found["finding"], key, strict=True)) == set(
        zip(planted["fault"], planted["key"], strict=True)
    )
    assert len(found) == len(planted)


def test_the_one_that_gives_too_little_lacks_so_much(answer):
    short = answer["replacement_by_plan"].query("verdict == 'short'").squeeze()
    assert short["missing_t_per_day"] == 3000 * 1.5 - (2000 + 2500) * 1.5 / 2
