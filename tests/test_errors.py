"""What is said of faults."""

import pytest

from analysis.errors import how_many


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (1, ("row",), "1 row"),
        (0, ("row",), "0 rows"),
        (2, ("county", "counties"), "2 counties"),
        (1, ("county", "counties"), "1 county"),
    ],
)
def test_how_many_there_are(number, words, said):
    assert how_many(number, *words) == said
