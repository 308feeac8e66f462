"""A quantity's value as people read it: its noun agrees with its number."""

import pytest

from analysis.display.quantity_cards import value_text
from analysis.tables.registry import questions

ENTERPRISES = next(q for q in questions()["ladder"].quantities if q.name == "ladder_new")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (1.0, "1家企业", "1 enterprise"),
        (2.0, "2家企业", "2 enterprises"),
        (1071.0, "1,071家企业", "1,071 enterprises"),
        (0.0, "0家企业", "0 enterprises"),
    ],
)
def test_one_is_singular(value, zh, en):
    assert value_text(ENTERPRISES, "count", value, masked=False, lang="zh") == zh
    assert value_text(ENTERPRISES, "count", value, masked=False, lang="en") == en
