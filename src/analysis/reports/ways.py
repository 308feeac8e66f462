"""The ways from a page to others: the first page, the other language, the next county, reports.

A page is written once and not again when others change, so that it leads to what its batch makes
and to what is there already. For a single county's readers there are no other counties.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.reports.run import Name, Run, Way
from analysis.tables.city import City

FIRST = {"zh": ("首页", "index.html"), "en": ("Front page", "index.en.html")}


@dataclass(frozen=True)
class Pages:
    """The pages of a batch: its runs, and what a report is called.

    Parameters
    ----------
    runs
        In the order of the counties.
    titles
        Notebook → what it is called in the batch's language.
    alone
        Whether each county's folder is handed over by itself.
    """

    city: City
    runs: Sequence[Run]
    titles: dict[str, str]
    alone: bool

    def with_ways(self) -> tuple[Run, ...]:
        """Return the runs, the heading of each with its ways."""
        of_county: dict[str, list[Run]] = defaultdict(list)
        alike: dict[Name, list[Run]] = defaultdict(list)
        for run in self.runs:
            of_county[run.county].append(run)
            alike[run.name._replace(county="")].append(run)
        made = {}
        for held in alike.values():
            for before, run, after in zip([None, *held], held, [*held[1:], None], strict=False):
                beside = {} if self.alone else {"before": before, "after": after}
                ways = (
                    *self._first(run),
                    *self._counties(run, beside),
                    *_language(run),
                    *self._reports(run, of_county[run.county]),
                )
                made[run.name] = replace(run, heading=replace(run.heading, ways=ways))
        return tuple(made[run.name] for run in self.runs)

    def _first(self, run: Run) -> Iterator[Way]:
        title, file = FIRST[run.name.lang]
        yield Way("first", title, file if self.alone else f"../{file}")

    def _counties(self, run: Run, beside: Mapping[str, Run | None]) -> Iterator[Way]:
        for kind, other in beside.items():
            if other is not None:
                name = self.city.place(other.county).name(run.name.lang)
                yield Way(kind, name, f"../{other.county}/{other.html.name}")

    def _reports(self, run: Run, held: Sequence[Run]) -> Iterator[Way]:
        for other in held:
            if other.name.notebook != run.name.notebook and not other.name.parameters:
                yield Way("report", self.titles[other.name.notebook], other.html.name)


def _language(run: Run) -> Iterator[Way]:
    """The same page in the other language, where it is there already."""
    for lang, title in {"zh": "中文", "en": "English"}.items():
        there = run.html.with_name(f"{run.name._replace(lang=lang).stem}.html")
        if lang != run.name.lang and there.is_file():
            yield Way("language", title, there.name)
