"""The demo city's resumption: figures stand up to a recount of the raw workbook."""

import pandas as pd
import pytest

from analysis.questions.resumption.quantities import QUANTITIES
from analysis.questions.resumption.question import QUESTION
from analysis.tables.given import Given
from tests.masked import masked
from tests.questions.demo_city import store_of
from tests.questions.key_enterprises.demo import daily, listed_2022

LAST = pd.Timestamp("2022-02-20")  # the twentieth day after New Year's Day of 1 February


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return store_of(QUESTION, tmp_path_factory.mktemp("resumption"))


@pytest.fixture(scope="module")
def answer(store):
    found = QUESTION.answer(Given(store, "resumption", QUESTION, "2022-11"))
    return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}


def test_every_figure_is_that_of_the_raw_workbook(answer):
    codes, days = listed_2022(), daily()
    today = days[(days["day"] == LAST) & days["code"].isin(codes)]
    rate = 100 * (today["use"] > 0.3 * today["base"]).sum() / len(codes)
    read = today[today["use"].notna()]
    load = 100 * read["use"].sum() / read["base"].sum()
    expected = {
        "resumption_rate": rate, "resumption_load": load, "resumption_index": (rate + load) / 2,
    }  # fmt: skip
    whole = answer["resumption_last"].query("county_code == 'city'")
    assert [quantity.name for quantity in QUANTITIES] == [*expected]
    for quantity in QUANTITIES:
        assert whole[quantity.column].item() == pytest.approx(expected[quantity.name])
    assert whole["lunar_day"].item() == 20
    assert whole["date"].item() == LAST


def test_both_years_have_the_same_lunar_days_of_other_calendar_days(answer):
    days = answer["resumption_days"].query("county_code == 'city'")
    spans = days.groupby("year")["lunar_day"].agg(["min", "max", "size"])
    assert spans.to_numpy().tolist() == [[4, 20, 17], [4, 20, 17]]
    assert days.groupby("year")["date"].min().dt.strftime("%m-%d").tolist() == ["02-15", "02-04"]


def test_the_counties_of_few_are_withheld_and_the_city_is_not(store, answer):
    masks = masked(store, "resumption", "2022-11", answer)["resumption_days"]
    listed = answer["resumption_days"].merge(masks, on="county_code")
    assert listed.loc[listed["listed"] < 3, "masked"].all()
    assert not listed.loc[listed["county_code"] == "city", "masked"].any()
    assert not listed["masked"].all()
