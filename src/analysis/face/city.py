"""A city as an analyst opens it: its tables, its answers, what is missing; names beside codes."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd

from analysis.choices import LANGUAGES, Lang, checked_period, one_of
from analysis.cities import find_city, known_cities
from analysis.errors import DataError
from analysis.face.answer import Answer
from analysis.face.completion import offer_names
from analysis.face.names import NAMED, names_of, titled, with_names
from analysis.opening import open_store
from analysis.periods import to_period_values
from analysis.results.answers import answerable, answers
from analysis.results.kept import Kept
from analysis.tables import TABLES
from analysis.tables.name import Name
from analysis.tables.registry import names
from analysis.tables.store import Store

PARTS = ("county", "industry", "city")


def open_city(data: Annotated[str | Path, known_cities], lang: Lang = "zh") -> "City":
    """Open a city: everything its bureau holds, for its own analysts.

    A city that is not yet ingested is ingested. Nothing is masked: what is read here stays in the
    bureau; what leaves is made by `analysis run`.

    Parameters
    ----------
    data
        The city's name (`demo-city`), its folder, or its store; found from any directory.
    lang
        The language of names and titles, "zh" or "en".

    Raises
    ------
    DataError
        If there is no such city, or its raw files have errors.

    Examples
    --------
    >>> city = open_city("new-jersey", lang="en")
    >>> city.counties.loc["34003", "name_en"]
    'Bergen County'
    >>> city.table("employment_month", county="Bergen County").columns[:3].tolist()
    ['county_code', 'county', 'industry_code']
    """
    one_of("lang", lang, LANGUAGES)
    if not isinstance(data, str | Path):
        raise DataError(
            f"应为城市名或目录，得到{data!r}", f"the name of a city or its folder, not {data!r}"
        )
    offer_names()
    return City(open_store(find_city(data)), lang)


class City:
    """A city's tables and answers; made by `open_city`.

    Everything it returns is a new DataFrame, to be changed at will.
    """

    def __init__(self, store: Store, lang: str) -> None:
        self._store, self._lang = store, lang
        self._city, self._names = store.city(), names_of(store, lang)

    @property
    def name(self) -> str:
        """The city's name."""
        return self._city.name(self._lang)

    @property
    def counties(self) -> pd.DataFrame:
        """The counties by their code: `name_zh`, `name_en`, `kind`, `group`."""
        return self._city.counties_table().set_index("county_code")

    @property
    def periods(self) -> list[str]:
        """The periods, `YYYY-MM`, of which the city's own measure is known, in order."""
        return self._store.periods(self._city.measure.table)

    @property
    def tables(self) -> pd.DataFrame:
        """The tables that hold rows, by name: their `title`, and what one `row` is."""
        return titled({name: TABLES[name] for name in self._store.tables()}, self._lang)

    @property
    def questions(self) -> list[str]:
        """The questions whose data the city has, by name: what `question` takes."""
        return [name for name in names() if name not in self.missing.index]

    @cached_property
    def missing(self) -> pd.DataFrame:
        """The questions that cannot be answered for the last period, by name: the `reason`."""
        reasons = {name: self._refusal(name) for name in names()}
        known = {name: reason for name, reason in reasons.items() if reason}
        return pd.DataFrame({"reason": pd.Series(known, dtype="str")}).rename_axis("question")

    def table(
        self, name: str, county: str | None = None, vintages: Literal["latest", "all"] = "latest"
    ) -> pd.DataFrame:
        """Return a table as it was ingested, names beside the codes.

        Parameters
        ----------
        name
            One of `tables`.
        county
            A county's code or name; all by default.
        vintages
            "latest", the newest report of each key, or "all", every report with its day.

        Raises
        ------
        DataError
            If the city has no such table or county.
        """
        one_of("table", name, self._store.tables())
        one_of("vintages", vintages, ("latest", "all"))
        if not isinstance(county, str | int | None):
            kind = type(county).__name__
            raise DataError(
                f"县为一个代码或名称，得到{kind}；几个县用isin筛选",
                f"a county is one code or name, not {kind}; isin picks several",
            )
        code = None if county is None else self._city.county(str(county)).code
        rows = self._store.read(name, county=code, vintages=vintages)
        if code is not None and "county_code" in rows:
            rows = rows[rows["county_code"] == code].reset_index(drop=True)
        return with_names(rows, self._names)

    def series(self, by: Literal["county", "industry", "city"] = "county") -> pd.DataFrame:
        """Return the city's own measure (output, employment, …) in single periods.

        Cumulative figures are differenced within each year, each against its predecessor as it
        stood when it was reported; January and February are one period, named by February.

        Parameters
        ----------
        by
            A column a county, an industry, or one for the whole city. A cell of county and
            industry enters with its first single period; a sum with a part missing after that is
            missing, for it would be read as a fall.

        Returns
        -------
        DataFrame
            Index `period`, `YYYY-MM`; columns are names; the unit of the measure.

        Raises
        ------
        DataError
            If the measure is an index, which makes no sum, and more than one part is asked for.
        """
        one_of("by", by, PARTS)
        measure = self._city.measure
        if measure.kind == "index":
            raise DataError(
                "指数不能加总：请用 city.table 取各县各行业的指数",
                "an index makes no sum: take the cells' own by city.table",
            )
        if measure.kind == "flow":
            cells = to_period_values(
                self._store.read(measure.table, vintages="all"), measure.column
            )
        else:
            cells = self._store.read(measure.table).rename(columns={measure.column: "value"})
        cells = with_names(cells, self._names).assign(city=self.name).sort_values("period")
        cells = cells[cells["value"].notna().groupby([cells[c] for c in NAMED]).cummax()]
        wide = cells.pivot_table(
            index="period", columns=by, values="value", aggfunc="sum", skipna=False
        )
        listed = {name: code for code, name in NAMED.items()}.get(by)
        order = [] if listed is None else list(dict.fromkeys(self._names[listed].values()))
        return wide[sorted(wide, key=order.index)] if order else wide

    def question(self, name: str, period: str | None = None) -> "Answer":
        """Return what a question answers; computed once, then kept.

        Parameters
        ----------
        name
            One of `questions`.
        period
            Last month of the cumulative period, `YYYY-MM`; the city's last one by default.

        Raises
        ------
        DataError
            If there is no such question, or the data cannot answer it: it says why.
        """
        one_of("question", name, names())
        asked = checked_period(self._city.period if period is None else period)
        found = Kept(answers(self._store, name, asked))
        return Answer(name, asked, found, self._names, self._lang)

    def __repr__(self) -> str:
        periods = self.periods or ["–"]
        said = Name(
            zh="{}个县(市、区)，{}至{}\n{}张表：city.tables\n可答的问题：{}\n缺数据的问题：{}",
            en="{} counties, {} to {}\n{} tables: city.tables\nquestions: {}\nwithout data: {}",
        )(self._lang)
        told = said.format(
            *(len(self.counties), periods[0], periods[-1], len(self.tables)),
            *(", ".join(names) or "–" for names in (self.questions, self.missing.index)),
        )
        return f"{self.name}\n{told}"

    def _argument_completions_(self, method: str, argument: str | None) -> list[str]:
        if argument == "period":
            return self.periods
        if argument == "county":
            return list(self.counties[f"name_{self._lang}"])
        if argument in (None, "name"):
            first = {"table": self._store.tables(), "question": self.questions}
            return list(first.get(method, ()))
        return []

    def _refusal(self, name: str) -> str:
        """Why a question has no answer for the last period; empty where it has one."""
        try:
            answerable(self._store, name, self._city.period)
        except DataError as error:
            return Name(zh=error.zh, en=error.en)(self._lang)
        return ""
