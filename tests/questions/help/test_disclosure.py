"""Counts of few enterprises' issues are withheld, with what would tell them."""

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
    assert len({county for county, _ in hidden}) == 2
    assert ("city", "all") not in hidden


def test_an_enterprise_that_asked_nearly_all_is_withheld(stored):
    most = many(60, county=THIRD).assign(firm="多")
    hidden = withheld(stored(many(6, county=FIRST), many(6, county=THIRD), most))
    assert (THIRD, "all") in hidden


def test_a_county_without_an_issue_tells_nothing(stored):
    assert (COUNTIES[4], "all") not in withheld(stored(many(6, county=FIRST)))
