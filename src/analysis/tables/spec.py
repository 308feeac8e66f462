"""What of figures that stem from enterprises may leave, as a question declares it.

The amounts of projects by county, of which a county with one or two is withheld:

    def invested(given: Given) -> pd.DataFrame:
        columns = {"project_id": "unit", "invested_10k_cny": "value"}
        return given[PROJECTS].rename(columns=columns).assign(measure="invested")

    disclosure=(
        Spec(
            population="projects",
            contributions=invested,
            published=(("county_code",), ()),
            codes={"county_code": "city"},
        ),
    )

It serves every result table whose `cells` are `("county_code",)`. How many projects a county has
is no amount: a table of announced lists says `free="…"`, one of secret counts has a `Spec` of
`kind="counts"`, whose contributions are only the parts and `value`, how many.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import pandas as pd

from analysis.errors import DataError
from analysis.tables.dictionary import Table
from analysis.tables.named import require_columns
from analysis.tables.result import Follow, ResultTable

if TYPE_CHECKING:
    from analysis.tables.given import Given

Margin = tuple[str, ...]
Contributions = Callable[["Given"], pd.DataFrame]
Standing = Literal["", "shown", "withheld"]
ContributionsApart = Callable[["Given", str], pd.DataFrame]
_NEEDED = {
    "amounts": ("unit", "measure", "value"),
    "means": ("unit", "measure", "value"),
    "counts": ("value",),
    "judged": ("unsafe", "value"),
}
"""Columns of contributions by the kind of spec, beside the parts."""
RESERVED = {
    "attacker", "below", "cell", "crossing", "enterprise", "known", "largest", "masked",
    "measure", "named", "number", "of", "over", "own", "part", "piece", "protection", "reason",
    "size", "spec", "target", "total", "unit", "units", "unreported", "unsafe", "value", "waived",
}  # fmt: skip
"""Columns of the judgement itself: no part may have such a name."""


@dataclass(frozen=True)
class Apart:
    """What is published at another period and tells of the given one's figures.

    Parameters
    ----------
    periods
        From a period to those that it may be at, the first that has been released being taken.
    contributions
        From what is given and that period to contributions to measures of its own, with the
        `piece` that the period's figures of the same enterprises have. A piece of which all
        figures are below zero is known to take away.
    """

    periods: Callable[[str], Sequence[str]]
    contributions: ContributionsApart


@dataclass(frozen=True)
class Spec:
    """Sums over enterprises, or counts of them, and which of them are published.

    Parameters
    ----------
    population
        What the figures are sums of. The specs of one population are one problem: their
        contributions name the same part columns. Questions that show sums of one population
        declare all of them, each alike (`tables/reported_output.py`).
    contributions
        From what is given, and `given.answers`, to one row an enterprise, part and measure: the
        part columns (missing: never shown), `unit` (the enterprise, put
        under its group where the register names one; missing: one more, but enough
        others must be named), `measure` (the first of them says how large a cell is) and `value`
        (missing: unsafe). With `unreported` (`tables.unreported`), the finest sums that hold
        such a row are unknown, and unsafe; coarser ones take it as one more enterprise.
        Optionally `piece`: figures that two measures have in common have one piece, as this year
        up to last month has in the year to date of both months.
    published
        The sums that are shown, each by the part columns it keeps; the finest first.
    codes
        Part column → the value that stands for the sum over it. A sum over a column with a code
        stands in the same tables as its parts, one over another column in tables of its own.
    where
        Column → value: it speaks of these rows of the tables only.
    within
        The part columns within whose values cells add up to a known sum; the cells' own if to
        none. By default every sum over one column is known, be it published or not.
    follows
        Tables, declared by specs before this one, whose withheld cells withhold these.
    empty
        Whether cells that no enterprise contributes to are "withheld" or "shown".
    kind
        "amounts" are judged by number and p %. "counts" are judged by number: contributions are
        the part columns and `value`, the number. "judged" contributions are cells with `unsafe`
        and `value`, their size, where enterprises' own figures are not known.
    measures
        The measures of its contributions that it speaks of; all by default.
    apart
        What is published at other periods; taken for the sums that stand in their releases.
    released
        Its sums have been "shown" in a release: they are never withheld, and tell of no other sums;
        or they were "withheld" there: they stay so, and the unsafe ones must stay untold.
    of
        The tables that it speaks of; by default all with such cells.
    """

    population: str
    contributions: Contributions
    published: tuple[Margin, ...]
    codes: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, str] = field(default_factory=dict)
    within: Margin | None = None
    follows: tuple[Follow, ...] = ()
    empty: Literal["withheld", "shown"] = "withheld"
    kind: Literal["amounts", "means", "counts", "judged"] = "amounts"
    measures: tuple[str, ...] = ()
    apart: tuple[Apart, ...] = ()
    released: Standing = ""
    of: tuple[ResultTable, ...] = ()

    def __post_init__(self) -> None:
        parts = {*(self.within or ()), *(name for margin in self.published for name in margin)}
        if parts & RESERVED:
            named = ", ".join(sorted(parts & RESERVED))
            raise DataError(
                f"Spec {self.population}：published的列不能叫{named}（判断时另有所用）",
                f"Spec {self.population}: parts may not be named {named}, which judging uses",
            )

    def check(self, contributions: pd.DataFrame) -> None:
        """Raise a DataError if contributions lack a column that the kind of spec needs."""
        needed = {*_NEEDED[self.kind], *(name for margin in self.published for name in margin)}
        if lacking := sorted(needed - {*contributions}):
            named, listed = ", ".join(lacking), ", ".join(map(str, contributions))
            raise DataError(
                f"Spec {self.population}（{self.kind}）：contributions缺列{named}，有：{listed}",
                f"Spec {self.population} ({self.kind}): its contributions lack {named}; they have: "
                f"{listed}",
            )

    def cells(self, margin: Margin) -> frozenset[str]:
        """Return the key columns of the tables in which a published sum stands."""
        coded = {name for name in self.published[0] if name in self.codes}
        return frozenset({*self.where, *margin, *coded})

    def lines(self) -> tuple[Margin, ...]:
        """Return the sums, by columns, that cells add up to and that are known."""
        if self.released:
            return ()
        if self.within is not None:
            return (self.within,)
        return tuple(
            tuple(c for c in margin if c != over) for margin in self.published for over in margin
        )


@dataclass(frozen=True)
class Free:
    """Rows that are shown whatever else is said of their tables.

    Parameters
    ----------
    where
        Column → value of these rows.
    why
        The reason.
    """

    where: Mapping[str, str]
    why: str


def judging(given: "Given", table: Table, columns: Sequence[str]) -> pd.DataFrame:
    """Return the period's rows of a table by which figures are judged.

    Raises
    ------
    DataError
        If there are none: it says what can be done without them.
    """
    if table in given:
        rows = given.read(table, columns=columns, periods=[given.period])
        if len(rows):
            return rows
    raise unjudged(f"没有{given.period}的“{table.zh}”", f"no {table.en!r} of {given.period}")


def unjudged(zh: str, en: str) -> DataError:
    """Return the refusal of figures that nothing tells to be safe: `zh`, `en` say what lacks."""
    return DataError(
        f"{zh}，无法判断哪些数字可以对外公布；内部报告仍可生成（--audience internal）；"
        "若数据本已公布，在city.yaml中写明 disclosure: {released_by_source: true}"
        "（docs/zh/own-city.md）",
        f"{en}: what may leave cannot be judged; internal reports can be made (--audience "
        "internal); if the figures are public already, say so in city.yaml: disclosure: "
        "{released_by_source: true} (docs/en/own-city.md)",
    )


def check_disclosure(answers: Sequence[ResultTable], disclosure: Sequence[Spec | Free]) -> None:
    """Raise a DataError if an answered table does not say what of it may leave.

    It is `secret`, or says why it is `free`, or has `cells` of which a spec speaks or that follow
    another table. A spec follows tables that specs before it speak of. What is `Free` is named by
    columns of cells.
    """
    spoken: set[frozenset[str]] = set()
    for spec in disclosure:
        if isinstance(spec, Spec):
            _check_followed(f"Spec {spec.population}", spec.follows, spoken)
            spoken |= {spec.cells(margin) for margin in spec.published}
    for table in answers:
        _check_followed(f"ResultTable {table.name}", table.follows, spoken)
        if bool(table.cells) + bool(table.free) + table.secret != 1:
            raise DataError(
                f"ResultTable {table.name}：cells、secret=True、free=“理由”三者须有且只有一个",
                f"ResultTable {table.name}: it names its cells, or is secret, or says why it is "
                "free: exactly one of the three",
            )
        if table.cells and not table.follows and frozenset(table.cells) not in spoken:
            raise _unspoken(f"ResultTable {table.name}", table, spoken)
    named = {name for table in answers for name in table.cells}
    for free in disclosure:
        if isinstance(free, Free) and (unknown := {*free.where} - named):
            columns, listed = ", ".join(sorted(unknown)), ", ".join(sorted(named))
            raise DataError(
                f"Free：没有以{columns}为cells的表，可用：{listed}",
                f"Free: no table has cells by {columns}; one of {listed}",
            )


def _check_followed(
    who: str, follows: Sequence[Follow], spoken: Collection[frozenset[str]]
) -> None:
    for follow in follows:
        require_columns(follow.of, follow.at, f"{who}, Follow")
        if frozenset(follow.of.cells) not in spoken:
            raise _unspoken(f"{who}, Follow", follow.of, spoken)


def _unspoken(who: str, table: ResultTable, spoken: Collection[frozenset[str]]) -> DataError:
    cells, listed = ", ".join(table.cells), "; ".join(sorted(", ".join(sorted(c)) for c in spoken))
    return DataError(
        f"{who}：没有Spec说到{table.name}的cells（{cells}）；Spec说到的有：{listed or '无'}",
        f"{who}: no spec speaks of the cells of {table.name} ({cells}); those of which one does: "
        f"{listed or 'none'}",
    )
