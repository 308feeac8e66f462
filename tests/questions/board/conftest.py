"""A board whose figures are written down: no other question is answered."""

from dataclasses import dataclass, field, replace

import pandas as pd
import pytest

from analysis.questions.board.question import QUESTION
from analysis.tables.city import City
from analysis.tables.given import Given
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.questions.investment.conftest import projects, tables
from tests.releases import city_of

FIRST, SECOND, THIRD = "990001", "990002", "990003"
NET = {"indicator": "above_scale_net", "year": 2022, "value": 100, "kind": "level", "unit": "家"}

INVESTED = {**NET, "indicator": "investment_done", "value": 0.6, "unit": "亿元"}


@dataclass
class Written:
    """Figure and period → county → value; of those in `hidden`, withheld outside."""

    figures: dict[tuple[str, str], dict[str, float]]
    hidden: set[tuple[str, str, str]] = field(default_factory=set)
    unjudged: set[str] = field(default_factory=set)

    def values(self, figure: str, period: str) -> pd.Series | None:
        found = self.figures.get((figure, period))
        return None if found is None else pd.Series(found)

    def masked(self, figure: str, period: str) -> pd.Series | None:
        found = self.figures.get((figure, period))
        if found is None or figure in self.unjudged:
            return None
        return pd.Series({county: (figure, period, county) in self.hidden for county in found})


@pytest.fixture
def asked(tmp_path):
    """From targets and written figures to what the board is given."""

    def ask(targets: list[dict], written: Written, period: str = "2022-11") -> Given:
        said = [{"county": "city", **target} for target in targets]
        city = City.model_validate(city_of([FIRST, SECOND], synthetic=True, targets=said))
        tables = {"counties": city.counties_table(), "targets": city.targets_table()}
        write_version(tmp_path / "store", city, tables, [])
        given = Given(Store(tmp_path / "store"), "board", QUESTION, period)
        return replace(given, quotes=written)

    return ask


@pytest.fixture
def answered(asked):
    """From targets and written figures to the board's tables."""

    def answer(targets: list[dict], figures: dict, period: str = "2022-11") -> dict:
        found = QUESTION.answer(asked(targets, Written(figures), period))
        return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}

    return answer


def state(found: dict, name: str = "now", county: str = "city") -> pd.Series:
    """The one target's row of a state."""
    rows = found["board_states"]
    return rows[(rows["state"] == name) & (rows["county_code"] == county)].squeeze()


def target(found: dict) -> pd.Series:
    """The one target as it was set."""
    return found["board_targets"].squeeze()


@pytest.fixture
def store(tmp_path) -> Store:
    """Three counties' projects and the targets of their investment; the third has one builder."""
    builders = {FIRST: "abcdef", SECOND: "ghijkl", THIRD: "mm"}
    lines = [f"{c}{n} {c} {b}" for c, each in builders.items() for n, b in enumerate(each)]
    rows = projects("\n".join(["code county builder", *lines]))
    said = [{**INVESTED, "county": place} for place in (*builders, "city")]
    targets = [*said, {**NET, "county": "city"}]
    city = City.model_validate(city_of([*builders], synthetic=True, targets=targets))
    held = {"counties": city.counties_table(), "targets": city.targets_table(), **tables(rows)}
    write_version(tmp_path / "store", city, held, [])
    return Store(tmp_path / "store")
