"""What is the same for every county is drawn once, and only as long as it is the same."""

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from analysis.display import drawn as rules
from analysis.display.drawn import cached
from analysis.display.show import encoded


@dataclasses.dataclass(frozen=True)
class Release:
    place: Path
    audience: str = "public"
    chosen: Mapping[str, str] = dataclasses.field(default_factory=dict)
    neighbours: tuple[str, ...] = ("01", "02")

    def shared(self, question):
        return self.place


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
    first = cached(release, "output", "map", "zh", drawing)
    second = cached(release, "output", "map", "zh", drawing)
    assert first == second == encoded(drawing(), phone=True)
    assert drawing.times == 2, "once for the two, once for the comparison"


def test_other_words_indicators_counties_and_names_are_drawn_anew(release, drawing):
    cached(release, "output", "map", "zh", drawing)
    cached(release, "output", "map", "en", drawing)
    cached(
        dataclasses.replace(release, chosen={"indicator": "electricity"}),
        "output",
        "map",
        "zh",
        drawing,
    )
    cached(dataclasses.replace(release, neighbours=("01",)), "output", "map", "zh", drawing)
    cached(release, "output", "errors", "zh", drawing)
    assert drawing.times == 5


def test_other_code_draws_anew(release, drawing, monkeypatch):
    cached(release, "output", "map", "zh", drawing)
    monkeypatch.setattr(rules, "edition", lambda question: "another")
    cached(release, "output", "map", "zh", drawing)
    assert drawing.times == 2


def test_a_county_that_sees_its_own_figures_draws_its_own(release, drawing):
    drawn = cached(dataclasses.replace(release, audience="county"), "output", "map", "zh", drawing)
    assert isinstance(drawn, Figure)
    assert not list(release.place.iterdir())


@pytest.mark.parametrize("harm", [lambda s: s[:-5], lambda s: s.replace("i", "j"), lambda s: ""])
def test_a_damaged_file_is_drawn_again(release, drawing, harm):
    whole = cached(release, "output", "map", "zh", drawing)
    (file,) = release.place.rglob("*.json")
    file.write_text(harm(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert cached(release, "output", "map", "zh", drawing) == whole
    assert json.loads(file.read_text(encoding="utf-8").partition("\n")[2]) == dataclasses.asdict(
        whole
    )


def test_who_may_only_read_draws_each_time(release, drawing, monkeypatch):
    def refused(path, content):
        raise PermissionError(path)

    monkeypatch.setattr(rules, "write_atomic", refused)
    cached(release, "output", "map", "zh", drawing)
    cached(release, "output", "map", "zh", drawing)
    assert drawing.times == 2


def test_where_nothing_is_drawn_nothing_is_kept(release):
    assert cached(release, "output", "map", "zh", lambda: None) is None
    assert not list(release.place.rglob("*.json"))
