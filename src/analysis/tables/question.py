"""A question of the bureau: what it reads, what it answers, what of that may leave, as declared.

QUESTION = Question(
    reads=(PROJECTS, optional(TARGETS), one_of(A, B)),
    answers=(BY_COUNTY, STAGES),
    answer=answer,
    disclosure=(Spec(…), …),
)
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from pydantic import BaseModel, ConfigDict

from analysis.errors import DataError
from analysis.tables.dictionary import Table
from analysis.tables.indicator import Figures, Indicator
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.result import ResultTable
from analysis.tables.rules import REFERENCE, files_in_force
from analysis.tables.spec import Free, Spec, check_disclosure

if TYPE_CHECKING:
    from analysis.tables.city import City
    from analysis.tables.given import Given

Tables = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Need:
    """Stored tables of which one is enough; none is, if they are optional."""

    tables: tuple[Table, ...]
    optional: bool = False


def optional(*tables: Table) -> Need:
    """Tables that a question does without."""
    return Need(tables, optional=True)


def one_of(*tables: Table) -> Need:
    """Alternatives of which a question needs one."""
    return Need(tables)


class Settings(BaseModel):
    """What `city.yaml` may say to one question, under `questions.<name>`: unknown keys are errors.

    A question with settings has a model of its own, with a default for every key.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class Rules:
    """The rule files of one kind that a question uses: a folder, or a file, of `data/reference`.

    Parameters
    ----------
    place
        Name of the folder or file.
    dated
        Whether only the files that hold at the period's end are used.
    chosen
        Else: from the question's settings to the names of the files used. Without either, all.
    """

    place: str
    dated: bool = False
    chosen: Callable[[Any], Sequence[str]] | None = None

    def files(self, settings: Settings, period: str) -> tuple[Path, ...]:
        """The files in force at the end of a period."""
        place = REFERENCE / self.place
        if self.dated:
            return tuple(files_in_force(place, period))
        if self.chosen is not None:
            return tuple(place / name for name in self.chosen(settings))
        return tuple(sorted(f for f in place.rglob("*") if f.is_file())) or (place,)


@dataclass(frozen=True)
class Question:
    """One question, answered once for the whole city. Its name is its folder's.

    Parameters
    ----------
    reads
        Stored tables: a table that it needs, `one_of` several, `optional` ones. An answer may read
        no other.
    answers
        The result tables it gives.
    answer
        From what is given to result tables by name.
    rules
        The rule files it uses.
    settings
        What `city.yaml` may say to it.
    indicators
        What may have a target, by the name that targets use.
    parameters
        Further parameters of its notebook with a closed list of values, each with its titles.
    quantities
        Its named figures.
    quotes
        From what is given to the named figures of other questions that it reads, each with a
        period, and with a day where it is read as it was told then: its results depend on theirs.
        Without it, none. Its own figures have no targets.
    disclosure
        What of its figures may leave; see `check_disclosure`.

    Raises
    ------
    DataError
        If a name is given twice, a figure is of a table that is not answered, or as
        `check_disclosure`.
    """

    reads: tuple[Table | Need, ...]
    answers: tuple[ResultTable, ...]
    answer: Callable[["Given"], Tables]
    rules: tuple[Rules, ...] = ()
    settings: type[Settings] = Settings
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    quantities: tuple[Quantity, ...] = ()
    quotes: Callable[["Given"], Iterable[tuple[str, ...]]] | None = None
    disclosure: tuple[Spec | Free, ...] = ()

    def __post_init__(self) -> None:
        results, figures = (t.name for t in self.answers), (q.name for q in self.quantities)
        for name, times in (*Counter(results).items(), *Counter(figures).items()):
            if times > 1:
                raise DataError(f"名称{name}用了{times}次", f"{name} is named {times} times")
        for quantity in self.quantities:
            if quantity.table not in self.answers:
                listed = ", ".join(table.name for table in self.answers)
                raise DataError(
                    f"Quantity {quantity.name}：{quantity.table.name}不在answers中：{listed}",
                    f"Quantity {quantity.name}: {quantity.table.name} is not among the answers: "
                    f"{listed}",
                )
        check_disclosure(self.answers, self.disclosure)

    @property
    def named(self) -> tuple[str, ...]:
        """The names it gives, unique in the project: its results' and its figures'."""
        return (*(t.name for t in self.answers), *(q.name for q in self.quantities))

    @property
    def needs(self) -> tuple[Need, ...]:
        """What it reads, one entry a need."""
        return tuple(Need((read,)) if isinstance(read, Table) else read for read in self.reads)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table that it may read, each once."""
        return tuple({t.name: t for need in self.needs for t in need.tables}.values())

    def missing(self, available: Sequence[str]) -> list[tuple[Table, ...]]:
        """Return the needs that the tables a city has do not meet."""
        return [
            need.tables
            for need in self.needs
            if not need.optional and not {t.name for t in need.tables} & {*available}
        ]

    def settings_of(self, city: "City", name: str) -> Settings:
        """Return what `city.yaml` says to the question of this name."""
        return self.settings.model_validate(city.questions.get(name, {}))


__all__ = [
    "Figures", "Free", "Indicator", "Name", "Need", "Quantity", "Question", "Rules", "Settings",
    "Spec", "Tables", "one_of", "optional",
]  # fmt: skip
