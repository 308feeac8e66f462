"""Passes: trips and cards, the year to the period, what is counted in another unit."""

import io

import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.permits.question import QUESTION
from analysis.tables.activities import ACTIVITIES
from analysis.tables.given import Given
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.questions.titles.conftest import CITY

ROWS = """
    kind           date       county_code name quantity counted_in
    permit_vehicle 2022-04-10 990001      a    10       趟次
    permit_vehicle 2022-11-30 990001      a    3        -
    permit_vehicle 2022-04-10 990002      a    7        趟次
    permit_city    2022-04-10 990001      b    5        张
    permit_vehicle 2022-12-01 990001      a    100      趟次
    permit_vehicle 2021-12-31 990001      a    100      趟次
    training       2022-04-10 990001      c    100      人次
    permit_vehicle 2022-05-10 990001      a    9        辆
    permit_city    2022-05-10 990002      b    4.5      张
    """


def given(root, text=ROWS):
    tables = {"counties": CITY.counties_table()}
    rows = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str, na_values="-")
    rows = rows.assign(vintage="2022-12-05", enterprises=None, receiver=None)
    rows = rows.astype({"date": "datetime64[us]", "quantity": float, "enterprises": float})
    tables["activities"] = ACTIVITIES.validate(rows)
    write_version(root, CITY, tables, [])
    return Given(Store(root), "permits", QUESTION, "2022-11")


def answered(root, *text):
    found = QUESTION.answer(given(root, *text))
    return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}


def test_the_year_to_the_period_is_counted_and_the_month_beside_it(tmp_path):
    counts = answered(tmp_path)["permit_counts"].set_index(["county_code", "kind"])
    assert counts["issued"].to_dict() == {
        ("990001", "permit_vehicle"): 13, ("990001", "permit_city"): 5,
        ("990002", "permit_vehicle"): 7, ("990002", "permit_city"): 0,
        ("city", "permit_vehicle"): 20, ("city", "permit_city"): 5,
    }  # fmt: skip
    assert counts.loc[("990001", "permit_vehicle"), ["issued_month", "entries"]].tolist() == [3, 2]


def test_another_unit_and_half_a_card_are_found_and_left_out(tmp_path):
    found = answered(tmp_path)["permit_findings"]
    assert found[["finding", "quantity"]].to_numpy().tolist() == [
        ["other_unit", 9.0], ["not_whole", 4.5],
    ]  # fmt: skip


def test_the_months_add_up_to_the_year(tmp_path):
    found = answered(tmp_path)
    months = found["permit_months"].groupby(["county_code", "kind"])["issued"].sum()
    year = found["permit_counts"].query("issued > 0").set_index(["county_code", "kind"])["issued"]
    assert months.to_dict() == year.to_dict()


def test_a_register_without_passes_is_not_known_to_hold_any(tmp_path):
    trainings = "kind date county_code name quantity counted_in\ntraining 2022-04-10 990001 c 1 场"
    with pytest.raises(DataError) as refused:
        answered(tmp_path, trainings)
    assert "没有截至2022-11期末的通行证" in refused.value.zh


@settings(max_examples=15)
@drawn(st.lists(st.integers(0, 500), min_size=1, max_size=6))
def test_the_counties_add_up_to_the_city(tmp_path_factory, numbers):
    rows = [
        f"permit_city 2022-03-{n + 1:02d} 99000{1 + n % 2} b {number} 张"
        for n, number in enumerate(numbers)
    ]
    text = "\n".join(["kind date county_code name quantity counted_in", *rows])
    counts = answered(tmp_path_factory.mktemp("permits"), text)["permit_counts"]
    whole = counts["county_code"] == "city"
    assert counts.loc[whole, "issued"].sum() == counts.loc[~whole, "issued"].sum() == sum(numbers)


def test_nothing_of_it_is_withheld():
    assert [bool(table.free) for table in QUESTION.answers] == [True, True, False]
    assert QUESTION.answers[2].secret
    assert {quantity.numbers for quantity in QUESTION.quantities} == {(7,), (8,)}


@pytest.mark.parametrize("period", ["2022-03", "2023-02"])
def test_a_year_or_month_without_passes_is_empty(tmp_path, period):
    asked = given(tmp_path)
    found = QUESTION.answer(Given(asked.store, "permits", QUESTION, period))
    assert found["permit_counts"].empty
