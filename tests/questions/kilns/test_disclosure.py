"""A county with one or two enterprises is withheld; required days are shown everywhere."""

from analysis.questions.kilns.tables import COUNTS
from tests.masked import masked
from tests.questions.help.conftest import COUNTIES

from .conftest import lines
from .test_answer import FULL, HEADING

ROWS = HEADING + "".join(FULL.format(f"K{place}") for place in range(1, 7))


def withheld(store):
    masks = masked(store, "kilns", "2023-03")
    assert set(masks) == {"kiln_counts"}
    hidden = masks["kiln_counts"].query("masked and season == 'latest'")
    return set(hidden["county_code"])


def test_the_citys_stops_are_shown_and_those_of_a_county_of_few_are_not(stored):
    held = lines(6)
    assert withheld(stored(ROWS, held)) == set(COUNTIES)
    together = held.assign(county_code=[COUNTIES[0]] * 4 + [COUNTIES[1]] * 2)
    assert withheld(stored(ROWS, together)) >= {COUNTIES[1]}


def test_an_enterprise_with_two_kilns_is_one(stored):
    held = lines(3)
    held["uscc"] = held["uscc"].iloc[0]
    assert "city" in withheld(stored(ROWS, held))


def test_lines_and_required_days_are_announced_and_never_withheld():
    assert not {"lines", "required_kiln_days"} & {*COUNTS.measures}
