"""The year's report has a place for each of the 118 that its model leaves open."""

import csv
from pathlib import Path

import pytest

from analysis.documents import trace
from analysis.documents.fill import fill, template
from analysis.sample.city_file import DOCUMENT
from analysis.tables.registry import questions
from tests.documents.conftest import release_of

with (Path(__file__).parent / "places.csv").open(encoding="utf-8") as opened:
    PLACES = {int(row["n"]): row for row in csv.DictReader(opened)}
DECLARED = {
    number: quantity.name
    for asked in questions().values()
    for quantity in asked.quantities
    for number in quantity.numbers
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    release = release_of(tmp_path_factory.mktemp("annual"), {}, document=DOCUMENT)
    return trace.rows(fill(template("annual", "zh"), release, "zh", draft=True), release, "zh")


def test_there_are_79_numbers_34_names_5_ranks():
    kinds = [place["kind"] for place in PLACES.values()]
    assert [kinds.count(kind) for kind in ("number", "name", "rank")] == [79, 34, 5]
    assert [*PLACES] == [*range(1, 119)]


@pytest.mark.parametrize("n", [n for n, place in PLACES.items() if place["kind"] != "name"])
def test_each_number_is_its_quantity(rows, n):
    name = DECLARED.get(n, PLACES[n]["quantity"])
    if n in DECLARED:
        (found,) = rows.loc[rows["n"] == str(n), "quantity"]
        assert found == name
    else:  # not answered yet: its place waits for it by name
        times = sum(place["quantity"] == name for place in PLACES.values())
        assert (rows["quantity"] == name).sum() >= times


def test_each_name_is_given_by_the_city_or_a_public_list(rows):
    named = {str(n) for n, place in PLACES.items() if place["kind"] == "name"}
    found = rows[rows["n"].isin(named)]
    assert sorted(found["n"]) == sorted(named)
    kinds = found["quantity"].str.split("[.(]", regex=True).str[0]
    assert set(kinds) == {"names", "examples"}


def test_names_of_the_city_are_printed_where_the_model_has_them(rows):
    city = [str(n) for n, place in PLACES.items() if place["quantity"] == "city_name"]
    assert set(rows.loc[rows["n"].isin(city), "printed"]) == {"云渚市"}


def test_a_county_has_neither_ranks_nor_names_of_the_whole(make_release):
    release = make_release({}, county="990101", document=DOCUMENT)
    filled = fill(template("annual", "zh"), release, "zh", draft=True)
    kinds = {kind for printed in filled.printed for kind, _ in printed.place.names}
    said = " ".join(printed.sentence for printed in filled.printed)
    assert kinds == {"q", "names"} and "居全省" not in said and "示例县" in said
