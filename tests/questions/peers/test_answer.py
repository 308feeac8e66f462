"""A bulletin of three cities: places with ties, the distance from the province, doubts."""

import io

import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from analysis.questions.peers.answer import PROVINCE, standing
from analysis.questions.peers.question import QUESTION
from analysis.questions.peers.tables import PEER_MONTH
from analysis.tables.city import City
from analysis.tables.given import Given
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.releases import city_of

BULLETIN = """
place   indicator    period   growth_pct  rank
全省    value_added  2022-11  5.0         -
示例市  value_added  2022-11  6.1         1
甲市    value_added  2022-11  6.1         1
乙市    value_added  2022-11  4.0         3
全省    value_added  2022-10  5.0         -
示例市  value_added  2022-10  4.5         2
甲市    value_added  2022-10  6.0         1
乙市    value_added  2022-10  4.0         3
"""


@pytest.fixture
def answered(tmp_path):
    """From a bulletin to the question's tables."""

    def answer(text: str, period: str = "2022-11", **settings: object) -> dict[str, pd.DataFrame]:
        rows = pd.read_csv(io.StringIO(text), sep=r"\s+", na_values="-", dtype={"rank": float})
        rows = PEER_MONTH.validate(rows.assign(source="通报", vintage="2022-12-15"))
        said = {"questions": {"peers": settings}} if settings else {}
        city = City.model_validate(city_of(["990001"], synthetic=True, **said))
        tables = {"counties": city.counties_table(), "peer_month": rows}
        write_version(tmp_path / "store", city, tables, [])
        found = QUESTION.answer(Given(Store(tmp_path / "store"), "peers", QUESTION, period))
        return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}

    return answer


def test_the_first_place_is_shared_and_the_distance_is_one_of_points(answered):
    row = answered(BULLETIN)["peer_standing"].squeeze()
    assert row[["place", "tied", "of", "gained"]].tolist() == [1, True, 3, 1]
    assert row["ahead_pp"] == pytest.approx(1.1)
    assert row["basis"] == "computed"


def test_where_cities_are_missing_the_place_is_the_one_stated(answered):
    found = answered(BULLETIN.replace("1\n甲", "2\n甲", 1), cities=11)
    row = found["peer_standing"].squeeze()
    assert (row["place"], row["of"], row["basis"], row["tied"]) == (2, 11, "stated", False)
    assert found["peer_findings"]["finding"].tolist() == ["cities_missing"]


def test_a_stated_place_that_is_not_the_computed_one_is_found(answered):
    found = answered(BULLETIN.replace("6.1         1\n甲", "6.1         2\n甲"))
    assert found["peer_standing"].squeeze()["place"] == 1
    assert found["peer_findings"]["finding"].tolist() == ["rank_not_as_computed"]


def test_a_bulletin_without_the_city_says_nothing_of_it(answered):
    found = answered(BULLETIN, city="丙市")
    assert found["peer_standing"].empty
    assert found["peer_findings"]["finding"].tolist() == ["own_missing"]


def test_without_the_province_there_is_no_distance(answered):
    found = answered(BULLETIN.replace("全省", "丁市"))
    assert pd.isna(found["peer_standing"].squeeze()["ahead_pp"])
    assert found["peer_findings"]["finding"].tolist() == ["province_missing"]


def test_the_last_period_up_to_the_reports_counts(answered):
    assert answered(BULLETIN, "2022-10")["peer_standing"].squeeze()["place"] == 2
    assert answered(BULLETIN, "2022-12")["peer_standing"].squeeze()["of_period"] == "2022-11"
    assert answered(BULLETIN, "2023-02")["peer_standing"].empty


@drawn(st.lists(st.integers(-99, 99), min_size=1, max_size=9), st.randoms(use_true_random=False))
def test_a_place_is_one_more_than_the_cities_above_whatever_their_order(growth, random):
    rows = pd.DataFrame(
        {"place_name": [f"{n}市" for n in range(len(growth))], "growth_pct": growth}
    )
    rows = rows.assign(rank=float("nan"), source="通报", period="2022-11")
    whole = rows.iloc[:1].assign(place_name=PROVINCE)
    order = [*range(len(growth))]
    random.shuffle(order)
    found = standing(pd.concat([rows.iloc[order], whole]), "0市", len(growth))
    assert found["place"] == 1 + sum(value > growth[0] for value in growth)
    assert found["tied"] == (growth.count(growth[0]) > 1)
