"""A front page whose figures are written down: no other question is answered."""

from dataclasses import dataclass, field, replace

import pandas as pd
import pytest

from analysis.questions.overview.question import QUESTION
from analysis.tables.city import City
from analysis.tables.given import Given
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.releases import city_of

FIRST, SECOND = "990001", "990002"
NOW, BEFORE = "2022-11", "2022-10"
GROWTH = {"indicator": "value_added", "year": 2022, "value": 7, "kind": "growth_pct", "unit": "%"}
LEVEL = {"indicator": "output", "year": 2022, "value": 2, "kind": "level", "unit": "亿元"}


@dataclass
class Written:
    """Figure and period → county → value; `told` those of a day; `hidden` are withheld outside."""

    figures: dict[tuple[str, str], dict[str, float]]
    of_then: dict[tuple[str, str, str], dict[str, float]] = field(default_factory=dict)
    hidden: set[tuple[str, str, str]] = field(default_factory=set)

    def values(self, figure: str, period: str) -> pd.Series | None:
        found = self.figures.get((figure, period))
        return None if found is None else pd.Series(found)

    def told(self, figure: str, period: str, day: str) -> pd.Series | None:
        found = self.of_then.get((figure, period, day))
        return None if found is None else pd.Series(found)

    def masked(self, figure: str, period: str) -> pd.Series | None:
        found = self.figures.get((figure, period))
        if found is None:
            return None
        return pd.Series({county: (figure, period, county) in self.hidden for county in found})


def output(*vintages: tuple[str, str]) -> pd.DataFrame:
    """Rows of output: a period and the vintage that told it, in every county."""
    rows = [
        {
            "county_code": county,
            "industry_code": "13",
            "period": period,
            "output_ytd_10k_cny": 100.0,
            "output_ytd_last_year_10k_cny": 90.0,
            "enterprises": 5,
            "scope": "above_scale",
            "vintage": vintage,
        }
        for period, vintage in vintages
        for county in (FIRST, SECOND)
    ]
    return pd.DataFrame(rows)


@pytest.fixture
def asked(tmp_path):
    """From targets and written figures to what the front page is given."""

    def ask(
        targets: list[dict],
        written: Written,
        period: str = NOW,
        vintages: tuple[tuple[str, str], ...] = ((BEFORE, "2022-12-15"), (NOW, "2022-12-15")),
    ) -> Given:
        said = [{"county": "city", **target} for target in targets]
        city = City.model_validate(city_of([FIRST, SECOND], synthetic=True, targets=said))
        tables = {
            "counties": city.counties_table(),
            "targets": city.targets_table(),
            "industry_month": output(*vintages),
        }
        write_version(tmp_path / "store", city, tables, [])
        given = Given(Store(tmp_path / "store"), "overview", QUESTION, period)
        return replace(given, quotes=written)

    return ask


@pytest.fixture
def answered(asked):
    """From targets and written figures to the tables."""

    def answer(targets: list[dict], written: Written, **more) -> dict[str, pd.DataFrame]:
        found = QUESTION.answer(asked(targets, written, **more))
        return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}

    return answer
