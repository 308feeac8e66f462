"""What is the same for every county is drawn once, and only as long as it is the same."""

import dataclasses
import json

import pytest
from matplotlib.figure import Figure

from analysis.display import kept as rules
from analysis.display.kept import Kept, kept
from analysis.display.show import encoded


@dataclasses.dataclass(frozen=True)
class Release:
    shared: object
    audience: str = "public"
    indicator: str = "output"
    neighbours: tuple[str, ...] = ("01", "02")


@pytest.fixture
def release(tmp_path):
    return Release(tmp_path)


@pytest.fixture
def drawing():
    """A drawing that counts how often it is made."""

    def draw():
        draw.times += 1
        figure = Figure(figsize=(1, 1))
        figure.subplots().plot([1, 2])
        return figure

    draw.times = 0
    return draw


def test_the_second_county_takes_what_the_first_drew(release, drawing):
    first = kept(release, "map", "zh", drawing)
    second = kept(release, "map", "zh", drawing)
    assert first == second == Kept(encoded(drawing()))
    assert drawing.times == 2, "once for the two, once for the comparison"


def test_other_words_indicators_counties_and_names_are_drawn_anew(release, drawing):
    kept(release, "map", "zh", drawing)
    kept(release, "map", "en", drawing)
    kept(dataclasses.replace(release, indicator="electricity"), "map", "zh", drawing)
    kept(dataclasses.replace(release, neighbours=("01",)), "map", "zh", drawing)
    kept(release, "errors", "zh", drawing)
    assert drawing.times == 5


def test_other_code_draws_anew(release, drawing, monkeypatch):
    kept(release, "map", "zh", drawing)
    monkeypatch.setattr(rules, "edition", lambda: "another")
    kept(release, "map", "zh", drawing)
    assert drawing.times == 2


def test_a_county_that_sees_its_own_figures_draws_its_own(release, drawing):
    drawn = kept(dataclasses.replace(release, audience="county"), "map", "zh", drawing)
    assert isinstance(drawn, Figure)
    assert not list(release.shared.iterdir())


@pytest.mark.parametrize("harm", [lambda s: s[:-5], lambda s: s.replace("i", "j"), lambda s: ""])
def test_a_damaged_file_is_drawn_again(release, drawing, harm):
    whole = kept(release, "map", "zh", drawing)
    (file,) = release.shared.rglob("*.json")
    file.write_text(harm(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert kept(release, "map", "zh", drawing) == whole
    assert json.loads(file.read_text(encoding="utf-8").partition("\n")[2]) == whole.data


def test_who_may_only_read_draws_each_time(release, drawing, monkeypatch):
    def refused(path, content):
        raise PermissionError(path)

    monkeypatch.setattr(rules, "write_atomic", refused)
    kept(release, "map", "zh", drawing)
    kept(release, "map", "zh", drawing)
    assert drawing.times == 2
