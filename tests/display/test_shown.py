from types import SimpleNamespace

import pytest

from analysis.display.shown import shown_counties


def release(near: int, every: int) -> SimpleNamespace:
    return SimpleNamespace(
        facts={},
        neighbours=("990101",) * near,
        shows_all=near == every,
        city=SimpleNamespace(counties=[SimpleNamespace(code="990101")] * every),
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_that_shows_some_says_how_many_of_how_many(lang):
    said = shown_counties(release(18, 2844), lang)
    assert "18" in said and "2,844" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_that_shows_all_says_nothing(lang):
    assert shown_counties(release(18, 18), lang) == ""
