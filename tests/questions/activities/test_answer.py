"""Trainings and events: sums by hand, every check with a planted entry, the demo city's figures."""

import pandas as pd
import pytest
from hypothesis import given as drawn_from
from hypothesis import settings
from hypothesis import strategies as st

from analysis import results
from analysis.display.own_rows import listed
from analysis.errors import DataError
from analysis.questions.activities import text
from analysis.questions.activities.quantities import QUANTITIES
from analysis.questions.activities.question import QUESTION
from tests.questions.demo_city import DEMO, store_of
from tests.questions.help.conftest import COUNTIES, answers, write_store

from .conftest import sessions

REGISTER = """
    kind       date       county persons unit firms
    training   2022-01-01 990001 40      人次 20
    training   2022-11-30 990002 25      人   10
    training   2022-12-01 990002 99      人次 50
    training   2021-12-31 990002 99      人次 50
    training   2022-05-01 990002 3       期   -
    event      2022-05-01 990001 60      人次 15
    inspection 2022-05-01 990001 3       个   -
    """


def counts(found, county="city", kind="training"):
    rows = found["activity_counts"]
    return rows[(rows["county_code"] == county) & (rows["kind"] == kind)].squeeze()


def test_enterprises_are_summed_over_the_years_sessions_and_persons_are_not_enterprises(answered):
    city = counts(answered(REGISTER))
    assert (city["sessions"], city["enterprises"], city["persons"]) == (3, 30, 65)
    assert city["unreported"] == 1


def test_kinds_and_counties_stand_apart_and_add_up(answered):
    found = answered(REGISTER)
    assert counts(found, kind="event")["sessions"] == 1
    rows = found["activity_counts"].query("county_code != 'city' and kind == 'training'")
    summed = ["sessions", "enterprises", "persons", "unreported"]
    assert rows[summed].sum().tolist() == counts(found)[summed].tolist()
    assert counts(found, COUNTIES[4])["sessions"] == 0


@pytest.mark.parametrize(
    ("name", "rows", "times"),
    [
        ("enterprises_missing", "990001 30 人次 - 甲", 1),
        ("more_enterprises_than_persons", "990001 30 人次 31 甲", 1),
        ("more_enterprises_than_persons", "990001 30 人次 30 甲", 0),
        ("more_enterprises_than_persons", "990001 2 期 31 甲", 0),
        ("counted_otherwise", "990001 2 期 31 甲", 1),
        ("listed_twice", "990001 30 人次 9 甲\n990002 30 人次 9 甲", 1),
        ("listed_twice", "990001 30 人次 9 甲\n990002 30 人次 9 乙", 0),
    ],
)
def test_what_cannot_be_is_found(answered, name, rows, times):
    found = answered("county persons unit firms name\n" + rows)["activity_findings"]
    assert (found["finding"] == name).sum() == times


@pytest.mark.parametrize("period", ["2020-12", "2022-12"])
def test_what_the_register_cannot_know_is_no_zero(answered, period):
    with pytest.raises(DataError, match="培训"):
        answered(REGISTER, period)


def test_a_page_says_what_was_held_and_keeps_findings_in_the_bureau(stored):
    store = stored(REGISTER)
    city = results.open_release(store.root, "city", "2022-11", "public")
    assert text.headline(city, "zh") == [
        "全市本年举办线上线下培训3场，培训中小企业30家次、65人次，开展服务活动1场。"
    ]
    assert not city.has("activity_findings")
    rows = text.held(city, "en")
    assert rows["kind"].tolist() == ["training", "event"]
    none = results.open_release(store.root, COUNTIES[4], "2022-11", "internal")
    assert text.headline(none, "zh") == [f"{COUNTIES[4]}本年没有登记培训。"]
    assert listed(none, "activity_findings", ["finding"], "zh") is None
    assert text.side_by_side(none, "zh").set_index("county_code")["own"].to_dict() == {
        code: code == COUNTIES[4] for code in COUNTIES
    }


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    store = store_of(QUESTION, tmp_path_factory.mktemp("activities"))
    return answers(store, QUESTION, "activities")


@pytest.mark.recounts(QUANTITIES)
def test_every_figure_is_that_of_the_raw_register(answer):
    path = DEMO / "raw" / "培训活动台账.xlsx"
    rows = pd.read_excel(path, header=1, engine="calamine")[:-1]  # the last row is the sum
    heading = {"enterprises": "参加企业数（家）", "persons": "数量（个）"}
    held = rows[pd.to_datetime(rows["活动日期"]).between("2022-01-01", "2022-11-30")]
    trained = held[held["活动类别"] == "培训"]
    counted = trained[trained["计数单位"] == "人次"]
    expected = {
        "trained_enterprises": trained[heading["enterprises"]].sum(),
        "training_sessions": len(trained),
        "trained_persons": counted[heading["persons"]].sum(),
        "events": (held["活动类别"] == "活动").sum(),
    }
    assert [quantity.name for quantity in QUANTITIES] == [*expected]
    for quantity in QUANTITIES:
        found = counts(answer, kind=quantity.where["kind"])[quantity.column]
        assert found == expected[quantity.name], quantity.name


def test_every_planted_entry_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_activities.csv", dtype=str)
    found = answer["activity_findings"]
    assert found["finding"].value_counts().to_dict() == planted["fault"].value_counts().to_dict()
    names = planted["key"].str.split("/").str[3]
    assert set(found["name"]) == set(names)


@drawn_from(
    st.lists(
        st.tuples(
            st.sampled_from(["training", "event"]),
            st.sampled_from(["2021-12-31", "2022-01-01", "2022-11-30", "2022-12-01"]),
            st.sampled_from(COUNTIES),
            st.sampled_from(["-", "5", "40"]),
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(deadline=None, max_examples=15)
def test_for_every_register_counties_add_up_to_the_whole(tmp_path_factory, drawn):
    early = f"training 2021-01-01 {COUNTIES[0]} 1\n"
    rows = "kind date county firms\n" + early + "".join(" ".join(row) + "\n" for row in drawn)
    store = write_store(tmp_path_factory.mktemp("s"), activities=sessions(rows))
    found = answers(store, QUESTION, "activities")["activity_counts"]
    sums = ["sessions", "enterprises", "persons", "unreported"]
    whole = found["county_code"] == "city"
    parts = found[~whole].groupby("kind")[sums].sum()
    assert parts.equals(found[whole].set_index("kind")[sums].loc[parts.index])
    assert (found["unreported"] <= found["sessions"]).all()
    within = [row for row in drawn if row[0] == "training" and "2022-01" <= row[1] < "2022-12"]
    assert counts({"activity_counts": found})["sessions"] == len(within)
