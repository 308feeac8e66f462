"""Counts of few enterprises' issues are withheld, with what would tell them."""

import pytest

from tests.masked import masked

from .conftest import COUNTIES, many

FIRST, SECOND, THIRD = COUNTIES[:3]


def withheld(store):
    masks = masked(store, "help", "2022-11")
    assert set(masks) == {"help_counts", "help_ages"}
    assert masks["help_ages"]["masked"].sum() == masks["help_counts"]["masked"].sum()
    hidden = masks["help_counts"].query("masked")
    return set(hidden[["county_code", "category"]].itertuples(index=False, name=None))


def test_issues_of_many_enterprises_are_shown(stored):
    assert withheld(stored(many(6, county=FIRST), many(6, county=SECOND))) == set()


def test_a_county_of_one_enterprise_is_withheld_with_another_that_would_tell_it(stored):
    few = many(1, county=THIRD).assign(firm="单独")
    hidden = withheld(stored(many(6, county=FIRST), many(6, county=SECOND), few))
    assert (THIRD, "all") in hidden
    # Each of the others knows its own: with the city's sum and a third county it would know more.
    assert ("city", "all") in hidden or {(FIRST, "all"), (SECOND, "all")} <= hidden


def test_an_enterprise_that_asked_nearly_all_is_withheld(stored):
    most = many(60, county=THIRD).assign(firm="多")
    hidden = withheld(stored(many(6, county=FIRST), many(6, county=THIRD), most))
    assert (THIRD, "all") in hidden


def test_a_county_without_an_issue_tells_nothing(stored):
    assert (COUNTIES[4], "all") not in withheld(stored(many(6, county=FIRST)))


@pytest.mark.parametrize("closed", [None, "2022-02-01"])
def test_what_is_left_of_an_earlier_year_counts_too(stored, closed):
    """A county without an issue of this year, where one of last year's is open or was solved."""
    before = {"opened": "2021-12-01", "due": "2021-12-08"}
    left = many(1, county=THIRD, closed=closed, **before).assign(firm="单独")
    assert (THIRD, "all") in withheld(stored(many(6, county=FIRST), left))


def test_the_one_who_asked_this_year_is_not_hidden_among_those_before(stored):
    before = many(5, county=THIRD, opened="2021-12-01", closed=None)
    hidden = withheld(stored(many(6, county=FIRST), before, many(1, county=THIRD)))
    assert (THIRD, "all") in hidden
