"""The list is told by number; an outlook that rests on one or two enterprises is withheld."""

import pytest

from tests.masked import masked

from .conftest import JIA, YI

LIST = {"enterprises": "uscc\nA", "roster_events": "uscc event period\nA upscaled 2022-02"}
COUNTIES = (JIA, YI, "990003", "990004")


def library(**numbers: int) -> str:
    """Candidates of each county, named by its place."""
    rows = [
        f"{county}x{n} {county}"
        for place, county in zip("abcd", COUNTIES, strict=True)
        for n in range(numbers.get(place, 0))
    ]
    return "\n".join(["uscc county_code", *rows])


def hidden(store) -> set[str]:
    cells = masked(store, "above_scale", "2022-11")["above_scale_outlook"]
    return set(cells.loc[cells["masked"], "county_code"])


def test_counties_of_enough_candidates_and_of_none_are_shown(stored):
    watched = library(a=3, b=4)
    assert hidden(stored(counties=COUNTIES, candidate_month=watched, **LIST)) == set()


def test_a_county_of_two_is_withheld_with_two_others_that_are_not_empty(stored):
    watched = library(a=2, b=4, c=9, d=0)
    found = hidden(stored(counties=COUNTIES, candidate_month=watched, **LIST))
    # The city's sum is reported, and each of the others knows its own.
    assert found == {JIA, YI, COUNTIES[2]}


@pytest.mark.parametrize("counties", [COUNTIES, COUNTIES[:1]])
def test_a_city_that_is_its_one_county_is_withheld_too(stored, counties):
    watched = library(a=2)
    store = stored(counties=counties, tasks=False, candidate_month=watched, **LIST)
    assert hidden(store) == {JIA, "city"}


def test_a_lone_enterprise_at_risk_withholds_its_county_too(stored):
    reports = f"""
        uscc county_code now  last
        A    {JIA}       1800 2000
        B    {YI}        9000 8000
        """
    watched = library(a=9, b=9, c=9, d=9)
    store = stored(counties=COUNTIES, candidate_month=watched, enterprise_month=reports, **LIST)
    assert JIA in hidden(store)


def test_the_list_itself_has_no_masks(stored):
    store = stored(counties=COUNTIES, candidate_month=library(a=1), **LIST)
    assert set(masked(store, "above_scale", "2022-11")) == {"above_scale_outlook"}
