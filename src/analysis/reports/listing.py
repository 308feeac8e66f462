"""The list of all reports of some places: a row a place, a column a notebook."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.display.filters import capital
from analysis.display.front import Report, Reports
from analysis.reports.language import title_in
from analysis.reports.manifest import Record
from analysis.reports.parameters import described
from analysis.reports.plan import Plan
from analysis.reports.run import Name
from analysis.tables.city import County

LANGUAGES = {"zh": "中", "en": "EN"}
SAID = {
    "failed": ("失败", "failed"),
    "timeout": ("超时", "timed out"),
    "memory": ("内存不足", "out of memory"),
    "died": ("进程中断", "process died"),
    "withheld": ("未放行", "withheld"),
    "interrupted": ("已中断", "interrupted"),
}


@dataclass(frozen=True)
class Listing:
    """The reports of some places, as their folder's manifest knows them.

    Parameters
    ----------
    plan
        Of the batch; earlier ones may have made other reports.
    folder
        From which links lead.
    places
        The rows.
    records
        How the runs of these places ended.
    omitted
        Notebooks that were left out.
    there
        Whether a page exists.
    """

    plan: Plan
    folder: Path
    places: Sequence[County]
    records: Mapping[Name, Record]
    omitted: Mapping[str, str]
    there: Callable[[Path], bool]

    @property
    def done(self) -> int:
        """How many runs were done."""
        return sum(record.status == "done" for record in self.records.values())

    @property
    def failed(self) -> list[Record]:
        """The records of the runs that failed."""
        return [record for record in self.records.values() if record.status != "done"]

    def title(self, notebook: str, lang: str) -> str:
        """Return what a notebook is called in a language."""
        return title_in(self.plan.titles.get(notebook, notebook), lang)

    def columns(self, lang: str) -> list[tuple[str, str, str]]:
        """Return each column's number, title and further parameters."""
        return [
            (name.partition("_")[0], self.title(name, lang), described(asked, lang))
            for name, asked in self._columns
        ]

    def rows(self, lang: str) -> list[tuple[str, list[dict[str, list[object]]]]]:
        """Return each place's name and its cells: `links` and what is `said` of failures."""
        return [
            (
                capital(place.name(lang)),
                [self._cell(place.code, *column, lang) for column in self._columns],
            )
            for place in self.places
        ]

    def reports(self, lang: str) -> Reports:
        """Return the reports of each place in a language, or in the other where there is none."""
        return {
            place.code: [
                Report(self.title(name, lang), href)
                for name, asked in self._columns
                if not asked and (href := self._href(place.code, name, lang))
            ]
            for place in self.places
        }

    @property
    def _columns(self) -> list[tuple[str, str]]:
        codes = {place.code for place in self.places}
        planned = (run.name for run in self.plan.runs if run.county in codes)
        names = {(n.notebook, n.parameters) for n in (*planned, *self.records)}
        return sorted(column for column in names if column[0] not in self.omitted)

    def _href(self, county: str, notebook: str, lang: str) -> str:
        for each in (lang, *(other for other in LANGUAGES if other != lang)):
            if href := self._link(Name(notebook, county, each, "")):
                return href
        return ""

    def _link(self, name: Name) -> str:
        made = self.plan.folders.released / name.county / f"{name.stem}.html"
        if name not in self.records or not self.there(made):
            return ""
        return made.relative_to(self.folder).as_posix()

    def _cell(
        self, county: str, notebook: str, parameters: str, lang: str
    ) -> dict[str, list[object]]:
        names = [Name(notebook, county, each, parameters) for each in LANGUAGES]
        failed = [self.records[n].status for n in names if n in self.records]
        return {
            "links": [(LANGUAGES[n.lang], href) for n in names if (href := self._link(n))],
            "said": [SAID[status][lang != "zh"] for status in failed if status != "done"],
        }
