"""What a question is given: the tables it declared, the city, the period, its rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, Protocol, TypeVar

import pandas as pd

from analysis.errors import DataError
from analysis.tables.city import City
from analysis.tables.dictionary import Table
from analysis.tables.finding import FOUND, Check, located
from analysis.tables.indicator import Indicator
from analysis.tables.quantity import Quantity
from analysis.tables.question import Question, Rules, Settings
from analysis.tables.registry import figures, indicators
from analysis.tables.rules import DatedRule, last_day, read_rules
from analysis.tables.store import Store

Rule = TypeVar("Rule", bound=DatedRule)


class Quotes(Protocol):
    """The named figures of other questions, by county and for the whole ("city")."""

    def values(self, figure: str, period: str) -> pd.Series | None:
        """The values; None where the question has no answer."""

    def masked(self, figure: str, period: str) -> pd.Series | None:
        """Whether each is withheld outside the bureau; None where nothing can be said."""

    def told(self, figure: str, period: str, day: str) -> pd.Series | None:
        """The values by what was known on a day; None where that gives no answer."""


@dataclass(frozen=True)
class Given:
    """The store as one question sees it, at the end of one period.

    `given[TABLE]` is a table's newest vintage, `TABLE in given` tells whether the city has it;
    `read` takes some columns or periods only. A table that the question did not declare raises.

    Parameters
    ----------
    store
        The city's tables.
    name, question
        The question and its name.
    period
        Last month of the cumulative period, `YYYY-MM`.
    answers
        The question's own result tables, by name, when what may leave of them is worked out.
    quotes
        The named figures of other questions, those that the question says it quotes.
    """

    store: Store
    name: str
    question: Question
    period: str
    answers: Mapping[str, pd.DataFrame] = field(default_factory=dict, repr=False, compare=False)
    quotes: Quotes | None = field(default=None, repr=False, compare=False)

    @cached_property
    def city(self) -> City:
        """The city's configuration."""
        return self.store.city()

    @cached_property
    def settings(self) -> Settings:
        """What `city.yaml` says to the question; an object of its `settings`."""
        return self.question.settings_of(self.city, self.name)

    @property
    def day(self) -> pd.Timestamp:
        """The last day of the period: what is dated later has not happened."""
        return pd.Timestamp(last_day(self.period))

    @cached_property
    def _held(self) -> frozenset[str]:
        return frozenset(self.store.tables())

    def __contains__(self, table: Table) -> bool:
        return self._declared(table) in self._held

    def __getitem__(self, table: Table) -> pd.DataFrame:
        return self.read(table)

    def read(
        self,
        table: Table,
        columns: Sequence[str] | None = None,
        periods: Sequence[str] | None = None,
        vintages: Literal["latest", "all"] = "latest",
        origins: bool = False,
    ) -> pd.DataFrame:
        """Return a table; see `Store.read`."""
        name = self._declared(table)
        return self.store.read(
            name, columns=columns, periods=periods, vintages=vintages, origins=origins
        )

    def located(
        self, rows: pd.DataFrame, table: Table, checks: Mapping[str, Check]
    ) -> pd.DataFrame:
        """Return findings about rows of a table, with where they stand: see `tables.finding`."""
        if rows.empty:
            return rows.assign(**dict.fromkeys(FOUND, ""))
        stored = self.read(table, vintages="all", origins=True)
        if "county_code" in stored:
            names = {county.code: county.name.zh for county in self.city.counties}
            stored = stored.assign(county_code=stored["county_code"].replace(names))
        return located(rows, stored, table, checks, self.store.sheets(table.name))

    def indicator(self, name: str) -> Indicator | None:
        """What may have a target under a name; None where no question, or a broken one, says."""
        return indicators().get(name)

    def figure(self, name: str) -> Quantity:
        """The declaration of a named figure of any question."""
        return figures()[name][1]

    def quoted(self, figure: str, period: str) -> pd.Series | None:
        """Return a named figure of another question: its values by `county_code`.

        None where that question has no answer at the period.
        """
        return self._quotes(figure, period).values(figure, period)

    def withheld(self, figure: str, period: str) -> pd.Series | None:
        """Return whether a figure of another question is withheld outside the bureau.

        By `county_code`; None where nothing can be said.
        """
        return self._quotes(figure, period).masked(figure, period)

    def told(self, figure: str, period: str, day: str) -> pd.Series | None:
        """Return a named figure of another question as it was told on a day, by `county_code`.

        Of the vintages of then; None where these give no answer.
        """
        return self._quotes(figure, period, day).told(figure, period, day)

    def _quotes(self, *quote: str) -> Quotes:
        if self.quotes is None or quote not in self._quoted:
            said = " of ".join(quote)
            raise ValueError(f"question {self.name} does not declare that it quotes {said}")
        return self.quotes

    @cached_property
    def _quoted(self) -> frozenset[tuple[str, ...]]:
        return frozenset(self.question.quotes(self)) if self.question.quotes else frozenset()

    def files(self, rules: Rules) -> tuple[Path, ...]:
        """Return the rule files in force."""
        if rules not in self.question.rules:
            raise ValueError(f"question {self.name} does not declare the rules {rules.place}")
        return rules.files(self.settings, self.period)

    def in_force(self, rules: Rules, model: type[Rule]) -> list[Rule]:
        """Return the dated rules in force, in the order of their files."""
        return [read_rules(file, model) for file in self.files(rules)]

    def rule(self, rules: Rules, model: type[Rule]) -> Rule:
        """Return the one dated rule in force; raises a DataError if there is none."""
        found = self.in_force(rules, model)
        if not found:
            raise DataError(
                f"{self.period}没有生效的规则：data/reference/{rules.place}",
                f"no rule of data/reference/{rules.place} is in force in {self.period}",
            )
        return found[0]

    def require_period(self) -> None:
        """Raise a DataError that names the periods there are, if no needed table has the period.

        A month without events is no gap: where events are needed, what is reported for every
        period beside them decides, needed or not.
        """
        held = [
            (need.optional, table)
            for need in self.question.needs
            for table in need.tables
            if table.name in self._held and "period" in table.columns
        ]
        of_events = any(table.events and not optional for optional, table in held)
        dated = [t for optional, t in held if not t.events and (of_events or not optional)]
        known = sorted({p for table in dated for p in self.store.periods(table.name)})
        if dated and self.period not in known:
            listed = f"{known[0]}…{known[-1]}" if known else "–"
            raise DataError(
                f"没有{self.period}的数据，现有报告期：{listed}",
                f"no data of {self.period}; the periods there are: {listed}",
            )

    def _declared(self, table: Table) -> str:
        if table not in self.question.tables:
            raise ValueError(f"question {self.name} does not declare that it reads {table.name}")
        return table.name
