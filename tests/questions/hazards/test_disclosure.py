"""A county's unit is one enterprise: only the whole city's hazards are shown."""

from tests.masked import masked
from tests.questions.help.conftest import COUNTIES

from .test_answer import CLOSED, EXAMPLE, HEADING


def withheld(store):
    masks = masked(store, "hazards", "2022-11")
    assert set(masks) == {"hazard_counts"}
    hidden = masks["hazard_counts"].query("masked")
    return set(hidden[["county_code", "category"]].itertuples(index=False, name=None))


def test_the_citys_are_shown_and_no_countys_is(stored):
    hidden = withheld(stored(EXAMPLE))
    assert ("city", "all") not in hidden
    assert ("city", "联锁") in hidden  # two units
    assert {(county, "all") for county in COUNTIES} <= hidden


def test_that_nothing_was_found_at_the_only_unit_of_a_county_is_withheld_too(stored):
    rows = HEADING + "\n".join(CLOSED.format(unit) for unit in "甲乙丙丁己")
    assert (COUNTIES[4], "all") in withheld(stored(rows))
