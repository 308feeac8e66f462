"""Stars of green factories by score: a score on a limit has the higher star."""

import pytest

ROW = """
    title         level    holder_id year granted_on grade score_points
    green_factory province A         2022 2022-03-01"""


@pytest.mark.parametrize(
    ("score", "star", "fits"),
    [
        ("59.99", 3, False),
        ("60", 3, True),
        ("74.99", 3, True),
        ("75", 3, False),
        ("75", 4, True),
        ("90", 4, False),
        ("90", 5, True),
    ],
)
def test_a_score_on_a_limit_has_the_higher_star_and_below_60_none(answered, score, star, fits):
    found = answered(f"{ROW} {star} {score}")["title_findings"]["finding"].tolist()
    assert found == ([] if fits else ["grade_not_by_score"])
