"""The demo city's board over one raw register: its figures recounted, the others without an answer.

The recount reads the raw workbook by plain pandas and knows none of the package's verbs.
"""

import pandas as pd
import pytest
import yaml

from analysis.questions.activities.question import QUESTION as ACTIVITIES
from analysis.questions.board.question import QUESTION
from analysis.questions.titles.question import QUESTION as TITLES
from analysis.results.answers import Quoted
from analysis.tables.given import Given
from tests.questions.demo_city import DEMO, store_of


@pytest.fixture(scope="module")
def targets():
    declared = yaml.safe_load((DEMO / "city.yaml").read_text(encoding="utf-8"))
    return pd.DataFrame(declared["targets"]).query("year == 2022")


def board_over(question, folder):
    """The board of November 2022 where the city has the registers of one question alone."""
    store = store_of(question, folder)
    given = Given(store, "board", QUESTION, "2022-11", quotes=Quoted(store))
    found = QUESTION.answer(given)
    return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}


@pytest.fixture(scope="module")
def board(tmp_path_factory):
    return board_over(ACTIVITIES, tmp_path_factory.mktemp("board"))


def test_every_target_of_the_year_is_on_the_board_with_its_owner(board, targets):
    rows = board["board_targets"]
    key = ["indicator", "county_code"]
    wanted = targets.rename(columns={"county": "county_code"})[key]
    assert {*map(tuple, rows[key].to_numpy())} == {*map(tuple, wanted.to_numpy())}
    assert (rows["owner_zh"] != "").all()
    counts = board["board_counts"].set_index("county_code")["targets"]
    assert counts.to_dict() == targets.groupby("county").size().to_dict()


def test_the_targets_that_a_yearly_report_sets_are_there(targets):
    city = targets[targets["county"] == "city"].set_index("indicator")["value"]
    seed = {
        "above_scale_net": 100, "cluster_revenue": 15, "specialised_new": 60,
        "investment_projects": 500, "three_batches": 80,
    }  # fmt: skip
    assert city[[*seed]].to_dict() == seed
    assert {"output", "value_added", "tax_per_mu"} <= {*city.index}


def test_what_is_done_is_that_of_the_raw_register(board, targets):
    path = DEMO / "raw" / "培训活动台账.xlsx"
    rows = pd.read_excel(path, header=1, engine="calamine")[:-1]  # the last row is the sum
    day = pd.to_datetime(rows["活动日期"])
    states = board["board_states"].query("indicator == 'trained_enterprises'").set_index("state")
    value = targets.set_index("indicator")["value"]["trained_enterprises"]
    for state, last, month in (("now", "2022-11-30", 11), ("before", "2022-10-31", 10)):
        held = rows[day.between("2022-01-01", last) & rows["活动类别"].eq("培训")]
        done = held["参加企业数（家）"].sum()
        assert states["value"][state] == done
        assert states["pace_pp"][state] == pytest.approx(100 * (done / value - month / 12))
    assert states["needed"]["now"] == pytest.approx(max(value - states["value"]["now"], 0))


def test_targets_whose_question_has_no_data_say_so(board):
    rows = board["board_targets"]
    assert (rows.query("indicator != 'trained_enterprises'")["reason"] == "no_answer").all()


def test_green_factories_are_due_as_in_the_years_before(tmp_path):
    rows = board_over(TITLES, tmp_path)["board_states"]
    now = rows.query("indicator == 'green_factories_new' and state == 'now'").iloc[0]
    cells = pd.read_excel(DEMO / "raw" / "申报认定台账.xlsx", header=None, engine="calamine")
    names = cells.iloc[1].ffill() + cells.iloc[2].fillna("")
    listed = cells.iloc[3:].set_axis(names, axis=1)
    listed = listed[listed["称号"].eq("绿色工厂") & listed["级别"].eq("省级")]
    granted = pd.to_datetime(listed["时间认定"])
    year, month = granted.dt.year, granted.dt.month
    shares = [(year.eq(y) & month.le(11)).sum() / year.eq(y).sum() for y in (2019, 2020, 2021)]
    done = listed.loc[year.eq(2022) & month.le(11), "主体名称"].nunique()
    assert now["value"] == done
    assert now["schedule_pct"] == pytest.approx(100 * sum(shares) / 3)
    assert now["pace_pp"] == pytest.approx(100 * (done / 30 - sum(shares) / 3))
