"""The year's report has a place for each of the 118 that its model leaves open."""

import csv
import io
from pathlib import Path

import docx
import pandas as pd
import pytest

from analysis.documents import trace
from analysis.documents.fill import fill, template
from analysis.errors import DataError
from analysis.sample.city_file import DOCUMENT
from analysis.tables.registry import questions
from tests.documents.conftest import CATALOGUE, release_of

with (Path(__file__).parent / "places.csv").open(encoding="utf-8") as opened:
    PLACES = {int(row["n"]): row for row in csv.DictReader(opened)}
DECLARED = {
    number: quantity.name
    for asked in questions().values()
    for quantity in asked.quantities
    for number in quantity.numbers
}


VALUES = {name: {q.name: 7.0 for q in asked.quantities} for name, asked in questions().items()}
LISTED = pd.DataFrame(
    [
        {
            **{"title": title, "year": year, "level": level, "county_code": "990101"},
            **{"holder_name": "示例公司", "product": f"{n}号", "place": n, "masked": False},
        }
        for title in CATALOGUE
        for year in (2022, 2023)
        for level in ("province", "city")
        for n in (1, 2)
    ]
)


@pytest.fixture(scope="module")
def make_rows(tmp_path_factory):
    """The trace of the report, of a city that has every figure and every list."""

    def make(lang):
        folder = tmp_path_factory.mktemp(f"annual_{lang}")
        release = release_of(folder, VALUES, listed=LISTED, document=DOCUMENT)
        return trace.rows(fill(template("annual", lang), release, lang), release, lang)

    return make


@pytest.fixture(scope="module")
def rows(make_rows):
    return make_rows("zh")


@pytest.fixture(scope="module")
def english(make_rows):
    return make_rows("en")


def test_there_are_79_numbers_34_names_5_ranks():
    kinds = [place["kind"] for place in PLACES.values()]
    assert [kinds.count(kind) for kind in ("number", "name", "rank")] == [79, 34, 5]
    assert [*PLACES] == [*range(1, 119)]


@pytest.mark.parametrize("n", [n for n, place in PLACES.items() if place["kind"] != "name"])
def test_each_number_is_its_quantity(rows, n):
    (found,) = rows.loc[rows["n"] == str(n), "quantity"]
    assert found == DECLARED[n]


@pytest.mark.parametrize("n", [n for n, place in PLACES.items() if place["kind"] != "name"])
def test_the_english_report_says_each_number_too(english, n):
    assert DECLARED[n] in set(english["quantity"])


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
    release = make_release(VALUES, county="990101", listed=LISTED, document=DOCUMENT)
    for lang in ("zh", "en"):
        filled = fill(template("annual", lang), release, lang)
        kinds = {kind for printed in filled.printed for kind, _ in printed.place.names}
        said = " ".join(printed.sentence for printed in filled.printed)
        assert kinds == {"q", "names"} and "居全省" not in said and "rank" not in said
        assert {"zh": "示例县", "en": "Sample County"}[lang] in said


OF_A_YEAR = (
    *("permit_vehicle", "class_a", "upgrading_plan_projects", "provincial_plan_projects"),
    *("three_batches_listed", "specialised_announced"),
)
"""What the report says it has no data of, in a year that lacks a register."""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_year_that_lacks_a_register_says_so(make_release, lang):
    given = {q: {n: v for n, v in of.items() if n not in OF_A_YEAR} for q, of in VALUES.items()}
    release = make_release(given, listed=LISTED, document=DOCUMENT)
    word = docx.Document(io.BytesIO(fill(template("annual", lang), release, lang).docx))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    lacking = {"zh": ("本期没有", 5), "en": ("for the period", 5)}[lang]
    assert text.count(lacking[0]) == lacking[1] and not word.tables


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_county_may_lack_what_is_withheld(make_release, lang):
    """What may be withheld of a county, and what has no value there, is not asked of it."""
    held = make_release(VALUES, listed=LISTED, document=DOCUMENT)
    of_whole = {name for p in fill(template("annual", lang), held, lang).printed
                for _, name in p.place.names}  # fmt: skip
    assert {*WITHHELD} <= of_whole
    release = make_release(
        VALUES, masked=WITHHELD, county="990101", listed=LISTED, document=DOCUMENT
    )
    said = fill(template("annual", lang), release, lang).printed
    assert not {name for p in said for _, name in p.place.names} & {*WITHHELD}
    with pytest.raises(DataError, match=WITHHELD[0]):
        fill(
            template("annual", lang),
            make_release(VALUES, masked=WITHHELD, listed=LISTED, document=DOCUMENT),
            lang,
        )


WITHHELD = (
    *("above_scale_net_increase_year", "green_projects_recommended", "smart_recommended"),
    *("champions_national_recommended", "champions_provincial_recommended"),
    *("first_sets_recommended", "first_sets_enterprises_recommended"),
    *("three_batches_moved_share", "electronics_revenue_growth", "electronics_revenue"),
    *("cluster_revenue_growth", "cluster_revenue", "emergency_purchases"),
)
