"""What one county's report may read: the safe tables of each question, and facts about the city."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.errors import DataError
from analysis.tables import RESULT_TABLES, ResultTable
from analysis.tables.city import City
from analysis.tables.neighbours import neighbours
from analysis.tables.registry import answered_by, parameters
from analysis.tables.released import Filters, in_place, read_released
from analysis.tables.territory import WHOLE

OF_NO_COUNTY = (WHOLE, "")
"""Values of `county_code` in rows that are of the whole territory."""


@dataclass(frozen=True)
class Release:
    """The safe tables of one county, period and audience.

    Parameters
    ----------
    edition
        The folder of `release.json`, which says where each question's tables lie.
    county
        The county's code.
    chosen
        Of tables that have these columns in their key, the values whose rows are shown.
    make
        Makes the tables of a question that are not there yet; None where all were made before.
    """

    edition: Path
    county: str
    chosen: Mapping[str, str] = field(default_factory=dict)
    make: Callable[[str], None] | None = field(default=None, repr=False, compare=False)
    _cache: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def facts(self) -> dict[str, Any]:
        """The content of `release.json`."""
        facts: dict[str, Any] = self.cached("facts", self._read_facts)
        return facts

    def of_question(self, question: str) -> Path:
        """Return the folder of a question's tables; they are made if they are not there.

        Raises
        ------
        DataError
            If the question could not be answered: it says why.
        """
        folder: Path = self.cached(f"folder {question}", lambda: self._find(question))
        return folder

    def _find(self, question: str) -> Path:
        said = self.facts["questions"][question]
        if "omitted" in said:
            raise DataError(said["omitted"]["zh"], said["omitted"]["en"])
        folder = self.edition.parents[1] / said["folder"]
        if not folder.is_dir():
            if self.make is None:
                raise DataError(f"{folder}不存在，请重新运行", f"{folder} is not there; run again")
            self.make(question)
        return folder

    def shared(self, question: str) -> Path:
        """Return where the tables of a question lie that all counties see."""
        return self.of_question(question) / WHOLE

    def provenance(self, question: str) -> dict[str, Any]:
        """Return what a question's tables were made of: tables, rules, code, sources."""
        file = self.of_question(question) / "provenance.json"
        return dict(json.loads(file.read_text(encoding="utf-8")))

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions whose tables have been asked for, in that order."""
        return tuple(
            name.removeprefix("folder ") for name in self._cache if name.startswith("folder ")
        )

    def for_county(self, code: str) -> "Release":
        """Return the same release for another county."""
        return replace(self, county=code, _cache={})

    @property
    def city(self) -> City:
        """The city, without its raw files and targets."""
        city: City = self.cached("city", lambda: City.model_validate(self.facts["city"]))
        return city

    @property
    def neighbours(self) -> tuple[str, ...]:
        """The codes of the counties that are shown beside this one, itself among them.

        See `analysis.tables.neighbours`.
        """
        return tuple(self.cached("neighbours", lambda: neighbours(self.city, self.county)))

    @property
    def shows_all(self) -> bool:
        """Whether all counties of the territory are neighbours."""
        return len(self.neighbours) == len(self.city.counties)

    @property
    def period(self) -> str:
        """The last month of the cumulative period."""
        return str(self.facts["period"])

    @property
    def audience(self) -> str:
        """Who may read it: public, county or internal."""
        return str(self.facts["audience"])

    def county_name(self, lang: str, code: str | None = None) -> str:
        """Return a county's name; "city" is the whole territory."""
        if (code or self.county) == WHOLE:
            return self.city.whole.zh if lang == "zh" else f"{self.city.name.en}, total"
        return self.city.county(code or self.county).name(lang)

    def place_name(self, lang: str) -> str:
        """Return the county's name as a sentence says it; the whole is 全市, the city."""
        if self.county != WHOLE:
            return self.county_name(lang)
        return self.city.whole.zh if lang == "zh" else f"the {self.city.whole.en}"

    def industry_names(self, lang: str) -> dict[str, str]:
        """Return industry code → name; "total" is all industries."""
        names = {code: pair[lang] for code, pair in self.facts["industries"].items()}
        return {**names, "total": "合计" if lang == "zh" else "Total"}

    def of(self, **chosen: str) -> "Release":
        """Return the same release, showing other rows: `of(indicator="electricity")`.

        Raises
        ------
        DataError
            If no question has such a parameter, or the parameter no such value.
        """
        for name, value in chosen.items():
            allowed = parameters().get(name, {})
            if value not in allowed:
                listed = ", ".join(allowed) or ", ".join(parameters())
                raise DataError(
                    f"参数“{name}”没有值“{value}”，可用：{listed}",
                    f"parameter {name!r} has no value {value!r}; one of {listed}",
                )
        return replace(self, chosen={**self.chosen, **chosen})

    def why_omitted(self, question: str) -> dict[str, str] | None:
        """Return in both languages why a question has no answer; None where it has one."""
        try:
            self.of_question(question)
        except DataError as error:
            return {"zh": error.zh, "en": error.en}
        return None

    def all(self) -> "Release":
        """Return the same release, showing the rows of every value."""
        return replace(self, chosen={})

    def has(self, name: str) -> bool:
        """Whether the release holds rows of a result table: not where its question is omitted."""
        try:
            self._file(name)
        except DataError:
            return False
        return True

    def table(self, name: str) -> pd.DataFrame:
        """Return a result table with its boolean column `masked`: what this report shows.

        These are the rows of the county's `neighbours` and of the whole territory, so that a
        report costs the same however many counties there are. A file is read once, since a report
        asks for most tables several times; what is returned shares its memory until it is changed.

        Raises
        ------
        DataError
            If the release holds no such table: the city lacks the data, or it may not leave;
            or if a file is damaged.
        """
        rows = self.cached(name, lambda: self._read(name))
        chosen = f"{name} {sorted(self.chosen.items())}"
        return self.cached(chosen, lambda: self._shown(name, rows)).copy(deep=False)

    def declared(self, name: str) -> ResultTable:
        """Return the declaration of a result table, its money in the city's currency."""
        return RESULT_TABLES[name].in_currency(self.city.currency)

    def everywhere(self, name: str, columns: Sequence[str], **where: str) -> pd.DataFrame:
        """Return columns of a result table for all counties: for ranks, medians and sums.

        The key and `masked` come first; `where` gives columns the value that rows must have.

        Raises
        ------
        DataError
            As `table`.
        """
        wanted = list(dict.fromkeys([*RESULT_TABLES[name].key, "masked", *columns]))
        if self.shows_all:
            frame = self.table(name)
            for column, value in where.items():
                frame = frame[frame[column] == value]
            return frame[wanted].reset_index(drop=True)
        filters = [(column, "==", value) for column, value in where.items()]
        return self._shown(name, self._with_own(name, self._file(name), wanted, filters))

    def _file(self, name: str) -> Path:
        folder = self.of_question(answered_by(name))
        for place in (folder / self.county, folder / WHOLE):
            file = place / f"{name}.parquet"
            if file.is_file():
                return file
        missing = RESULT_TABLES[name]
        raise DataError(f"无此数据：{missing.zh}", f"no such data: {missing.en}")

    def _shown(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of the values chosen, of a table that has them in its key."""
        for column, value in self.chosen.items():
            if column in RESULT_TABLES[name].key:
                frame = frame[frame[column] == value].reset_index(drop=True)
        return frame

    def quantities(self, question: str) -> pd.DataFrame:
        """Return the named figures of a question, of every county and of the whole territory.

        Returns `quantity`, `county_code` ("city": the whole), `value` (missing: masked, or there
        is none), `masked`, `rank`, `tied`, `of`, `complete`: see `results.quantities`.

        Raises
        ------
        DataError
            As `of_question`.
        """
        folder = self.of_question(question)
        every = read_released(folder / WHOLE / "quantities.parquet")
        own = folder / self.county / "quantities.own.parquet"
        if not own.is_file():
            return every
        return in_place(every, read_released(own), self.county)

    def cached(self, name: str, make: Callable[[], Any]) -> Any:
        """Return what `make` returns, made once for this release and other rows of it."""
        if name not in self._cache:
            self._cache[name] = make()
        return self._cache[name]

    def _read_facts(self) -> dict[str, Any]:
        return dict(json.loads((self.edition / "release.json").read_text(encoding="utf-8")))

    def _read(self, name: str) -> pd.DataFrame:
        if name not in RESULT_TABLES:
            known = ", ".join(RESULT_TABLES)
            raise DataError(f"没有名为“{name}”的结果表：{known}", f"no table {name!r}: {known}")
        file = self._file(name)
        of_all = file.parent.name == WHOLE and "county_code" in RESULT_TABLES[name].columns
        if not of_all or self.shows_all:
            return self._with_own(name, file)
        near = [("county_code", "in", [*self.neighbours, *OF_NO_COUNTY])]
        return self._with_own(name, file, filters=near)

    def _with_own(
        self,
        name: str,
        file: Path,
        columns: list[str] | None = None,
        filters: Filters | None = None,
    ) -> pd.DataFrame:
        """Put a county's own figures in the place of the masked ones that others see."""
        frame = read_released(file, columns, filters)
        own = file.parents[1] / self.county / f"{name}.own.parquet"
        if not own.is_file():
            return frame
        return in_place(frame, read_released(own, columns, filters), self.county)
