"""Lists are public; of candidates only numbers leave that tell of none, and no names at all."""

from analysis import results
from analysis.questions.ladder.question import QUESTION
from tests.masked import masked
from tests.questions.ladder.conftest import JIA, YI, reports
from tests.questions.ladder.test_answer import LADDER

FIRMS = [
    *(reports(letter, own_brand="no") for letter in "FGHJ"),
    *(reports(letter, county=YI, own_brand="no") for letter in "KLMN"),
    reports("P", county=YI, own_brand="no"),
]


def test_few_candidates_of_a_county_are_withheld_and_enough_are_shown(stored):
    cells = masked(stored(LADDER, FIRMS), "ladder", "2022-11")
    assert set(cells) == {"ladder_ready"}
    ready = cells["ladder_ready"].set_index(["county_code", "rung", "state"])["masked"]
    assert not ready.xs("specialised", level="rung").any()
    few = masked(stored(LADDER, FIRMS[:6]), "ladder", "2022-11")["ladder_ready"]
    few = few.set_index(["county_code", "rung", "state"])["masked"]
    assert few[(YI, "specialised", "near")]  # two enterprises
    assert few[("city", "specialised", "near")]  # less its own it would tell the other county


def test_without_candidates_nothing_is_withheld(stored):
    assert masked(stored(LADDER), "ladder", "2022-11") == {}


def test_single_enterprises_stay_in_the_bureau(stored):
    root = stored(LADDER, FIRMS).root
    secret = {table.name for table in QUESTION.answers if table.secret}
    assert secret == {"ladder_candidates", "ladder_screens", "ladder_findings"}
    for audience in ("public", "county", "internal"):
        release = results.open_release(root, JIA, "2022-11", audience)
        assert {release.has(name) for name in secret} == {audience == "internal"}
