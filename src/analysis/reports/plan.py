"""Which notebook runs for which county, known and checked before the first run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from analysis.choices import AUDIENCES, LANGUAGES, checked_period, one_of
from analysis.errors import DataError
from analysis.reports.language import title_in
from analysis.reports.notebook import Notebook, find_notebooks, read_notebook, read_titles
from analysis.reports.parameters import combinations, described, written
from analysis.reports.run import Folders, Heading, Name, Run
from analysis.reports.run_key import run_key
from analysis.reports.ways import Pages
from analysis.tables.city import City, refuse_changed
from analysis.tables.registry import questions
from analysis.tables.store import Store
from analysis.tables.territory import WHOLE

_MARKS = {
    "synthetic": {"zh": "合成数据，非真实情况", "en": "Synthetic data, not real"},
    "internal": {"zh": "内部资料，不得外传", "en": "Internal: not to be passed on"},
    "county": {"zh": "仅供本县（市、区）使用", "en": "For this county's use only"},
}


@dataclass(frozen=True)
class Omission:
    """A notebook left out of the plan, and why."""

    notebook: str
    zh: str
    en: str


@dataclass(frozen=True)
class Plan:
    """All that a batch will do.

    `data` is the store; the notebooks are handed an edition of it, which the shared steps write
    before the first run. `titles` maps the folder's notebooks to their
    headings, also those that were not chosen. `unanswered` are the questions that the city's data
    cannot answer, and why: pages that only show them beside others are made without.
    """

    city: City
    data: Path
    period: str
    audience: str
    lang: str
    folders: Folders
    titles: Mapping[str, str]
    runs: tuple[Run, ...]
    omissions: tuple[Omission, ...]
    unanswered: Mapping[str, DataError]

    def omitted(self) -> dict[str, str]:
        """Return why notebooks are left out, in both languages, by their names."""
        return {o.notebook: f"{o.zh} · {o.en}" for o in self.omissions}

    def marks(self) -> tuple[str, ...]:
        """Return what stands above the list of reports, in both languages."""
        zh, en = (marks(self.city, self.audience, lang) for lang in LANGUAGES)
        return tuple(f"{a} · {b}" for a, b in zip(zh, en, strict=True))


def make_plan(
    city_folder: Path,
    notebook_folder: Path,
    out: Path,
    notebooks: Sequence[str] = (),
    counties: Sequence[str] = (),
    period: str | None = None,
    lang: str = "zh",
    audience: str = "public",
    parameters: Mapping[str, Sequence[str]] | None = None,
) -> Plan:
    """Return the plan of a batch, county by county.

    Parameters
    ----------
    city_folder
        `data/<city>`, with a store.
    notebook_folder
        Where the notebooks are.
    out
        Root of the outputs; no file is written outside it.
    notebooks, counties
        Beginnings of notebook names, county codes ("city" is the whole territory, of notebooks
        that report on it); all by default.
    period
        Last month of the cumulative period; the city's own by default.
    lang, audience
        As in the notebooks' parameters.
    parameters
        Further ones by name; of several values each gives a report.

    Raises
    ------
    DataError
        If the city has no store or no such county, a notebook is missing, is damaged or does not
        take the parameters, or the period, language or audience is not one.
    """
    one_of("lang", lang, LANGUAGES)
    one_of("audience", audience, AUDIENCES)
    data = city_folder.resolve() / "store"
    store = Store(data)
    city = store.city()
    refuse_changed(city_folder, city)
    period = checked_period(period or city.period)
    folders = Folders.under(out, folder_name(city_folder), period, audience)
    places = [city.place(code) for code in dict.fromkeys(counties)]
    chosen = places or [city.place(WHOLE), *city.counties]
    found = [read_notebook(path) for path in find_notebooks(notebook_folder, tuple(notebooks))]
    common = {"period": period, "lang": lang, "audience": audience}
    for notebook in found:
        notebook.check({"county": chosen[-1].code, **common, "data": str(data)})
    asked = [(notebook, combinations(notebook, parameters or {})) for notebook in found]
    shown = {name for notebook in found for name in (*notebook.questions, *notebook.also)}
    unanswered = _unanswered(store, period, shown)
    omissions = tuple(_omissions(found, unanswered))
    if {county.code for county in chosen} == {WHOLE}:
        omissions += tuple(_no_whole(found, {omission.notebook for omission in omissions}))
    left_out = {omission.notebook for omission in omissions}
    taken = [notebook for notebook in found if notebook.path.stem not in left_out]
    keys = {n.path: _key(store, period, audience, n, unanswered) for n in taken}
    runs = []
    for county, (notebook, combined) in product(chosen, asked):
        made = notebook.path in keys and (notebook.whole or county.code != WHOLE)
        for more in combined if made else ():
            passed = {"county": county.code, **common, **more}
            name = Name(notebook.path.stem, county.code, lang, written(more))
            said = city.name(lang), county.name(lang), period, described(name.parameters, lang)
            runs.append(
                Run(
                    name,
                    notebook.path.resolve(),
                    {**passed, "data": str(data)},
                    Heading(
                        lang,
                        " · ".join(filter(None, said)),
                        marks(city, audience, lang),
                        report=f"{county.code} {period} {audience}",
                        parts=city.parts,
                    ),
                    folders.released / county.code / f"{name.stem}.html",
                    folders.private / county.code / f"{name.stem}.ipynb",
                    run_key(notebook.digest, passed, keys[notebook.path], notebook.modules),
                    notebook.questions,
                    tuple(name for name in notebook.also if name not in unanswered),
                )
            )
    titles = read_titles(notebook_folder)
    called = {name: title_in(title, lang, city.parts) for name, title in titles.items()}
    linked = Pages(city, runs, called, audience == "county").with_ways()
    return Plan(city, data, period, audience, lang, folders, titles, linked, omissions, unanswered)


def _key(
    store: Store,
    period: str,
    audience: str,
    notebook: Notebook,
    unanswered: Mapping[str, DataError],
) -> str:
    """Return the name of the result tables that a notebook reads, and why it lacks others."""
    from analysis.display.sentences import REPORT, overrides
    from analysis.results import release_key

    shown = (*(notebook.questions or questions()), *notebook.also)
    words = overrides(store.root.parent)
    said = [words[name] for name in (*shown, REPORT) if name in words]
    why = [f"{name}: {unanswered[name]}" for name in shown if name in unanswered]
    keys = [release_key(store, name, period, audience) for name in shown if name not in unanswered]
    return " ".join([*keys, *why, audience, *said])


def _unanswered(store: Store, period: str, asked: set[str]) -> dict[str, DataError]:
    """Return the questions that the city's data cannot answer at the period, and why."""
    from analysis.results import answerable

    found = {}
    for name in sorted(asked):
        try:
            answerable(store, name, period)
        except DataError as error:
            found[name] = error
    return found


def _omissions(
    notebooks: Sequence[Notebook], unanswered: Mapping[str, DataError]
) -> Iterator[Omission]:
    for notebook in notebooks:
        why = [unanswered[name] for name in notebook.questions if name in unanswered]
        if why:
            zh = "；".join(dict.fromkeys(error.zh for error in why))
            en = "; ".join(dict.fromkeys(error.en for error in why))
            yield Omission(notebook.path.stem, zh, en)


def _no_whole(notebooks: Sequence[Notebook], omitted: set[str]) -> Iterator[Omission]:
    """Notebooks that report on counties only, where the whole alone was asked for."""
    for notebook in notebooks:
        if not notebook.whole and notebook.path.stem not in omitted:
            zh, en = "没有全市报告，只有各县的", "reports on counties, not on the whole"
            yield Omission(notebook.path.stem, zh, en)


def marks(city: City, audience: str, lang: str) -> tuple[str, ...]:
    """Return what a reader must know before the first figure."""
    known = ["synthetic", audience] if city.synthetic else [audience]
    return tuple(_MARKS[mark][lang] for mark in known if mark in _MARKS)


def folder_name(city_folder: Path) -> str:
    """Return the city's name in the outputs; raises DataError if it could not stand there."""
    name = city_folder.resolve().name
    if not name.isprintable() or name.startswith(".") or name in {"", "internal", "released"}:
        raise DataError(
            f"城市目录名“{name}”不能含控制字符，不能以点开头，也不能是internal或released",
            "a city's folder has no control characters, begins with no dot and is neither "
            f"'internal' nor 'released': {name!r}",
        )
    return name
