"""Amounts of few builders are withheld, with what would tell them; counts never are."""

import pandas as pd
import pytest

from tests.masked import masked

from .conftest import COUNTIES, projects

FIRST, SECOND, THIRD, FOURTH = COUNTIES[:4]


def of_county(county, code, builders, plan=1000):
    rows = (f"{code}{n} {county} {builder} {plan}" for n, builder in enumerate(builders))
    return "\n".join(rows)


def withheld(store):
    masks = masked(store, "investment", "2022-11")
    assert set(masks) == {"project_investment"}
    hidden = masks["project_investment"].query("masked")
    return set(hidden[["county_code", "list"]].itertuples(index=False, name=None))


def lists(*parts):
    return "\n".join(["code county builder plan", *parts])


def test_sums_of_many_builders_are_shown(stored):
    assert withheld(stored(lists(
        of_county(FIRST, "A", "abcdef"), of_county(SECOND, "B", "ghijkl"),
    ))) == set()  # fmt: skip


@pytest.mark.parametrize("builders", ["mm", "mmmmmm"])
def test_a_county_of_one_builder_is_withheld_with_another_that_would_tell_it(stored, builders):
    hidden = withheld(stored(lists(
        of_county(FIRST, "A", "abcdef"), of_county(SECOND, "B", "ghijkl"),
        of_county(THIRD, "C", builders),
    )))  # fmt: skip
    assert (THIRD, "all") in hidden
    assert (THIRD, "new_start") in hidden
    # Each of the others knows its own: with the city's sum and a third county it would know more.
    assert ("city", "all") in hidden or {(FIRST, "all"), (SECOND, "all")} <= hidden


def test_a_builder_that_is_nearly_the_whole_county_is_withheld(stored):
    giant = f"G0 {THIRD} y 900000"
    hidden = withheld(stored(lists(
        of_county(FIRST, "A", "abcdef"), of_county(SECOND, "B", "ghijkl"),
        of_county(THIRD, "C", "nopqrs"), giant,
    )))  # fmt: skip
    assert (THIRD, "all") in hidden


@pytest.mark.parametrize("builders", ["nopqrs", "no"])
def test_sums_of_the_period_before_are_judged_too_since_they_stand_beside(stored, builders):
    now = [of_county(FIRST, "A", "abcdef"), of_county(SECOND, "B", "ghijkl")]
    now, ago = (projects(lists(*now, of_county(THIRD, "C", c))) for c in ("nopqrs", builders))
    rows = pd.concat([ago.assign(period="2022-10"), now.assign(period="2022-11")])
    hidden = withheld(stored(rows.reset_index(drop=True)))
    assert ((THIRD, "all") in hidden) == (builders == "no")
