"""The workbooks of the questions, county by county: internal, beside the internal reports.

A question that has some says so by `workbooks.py` in its folder, found by the folder:
`workbooks(release, names, lang)` returns those of the release's county.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from analysis.atomic import appearing
from analysis.choices import checked_period
from analysis.display.workbook import Workbook
from analysis.errors import DataError
from analysis.reports.lock import locked
from analysis.reports.plan import folder_name, marks
from analysis.reports.run import Folders
from analysis.results import answerable, open_release
from analysis.tables.registry import part, questions
from analysis.tables.release import Release
from analysis.tables.store import Store

Workbooks = Callable[[Release, Mapping[str, str], str], Iterator[Workbook]]


def write_workbooks(
    city_folder: Path,
    out: Path,
    counties: Sequence[str] = (),
    period: str | None = None,
    lang: str = "zh",
) -> Iterator[Path]:
    """Write the workbooks of each county and yield each one's path when it stands.

    Parameters
    ----------
    city_folder
        `data/<city>`, with a store.
    out
        Root of the outputs; the files go where a batch puts the county's internal reports.
    counties, period, lang
        All counties, the city's own period and Chinese by default.

    Raises
    ------
    DataError
        If the city has no store, no question that has workbooks can be answered at the period,
        there is no such county, or the period is not one; LockedError if a batch is at work on the
        internal reports.
    """
    store = Store(city_folder.resolve() / "store")
    city = store.city()
    period = checked_period(period or city.period)
    chosen = [city.county(code).code for code in counties] or [c.code for c in city.counties]
    writers = _answered(store, period)
    folders = Folders.under(out, folder_name(city_folder), period, "internal")
    folders.create()
    with locked(folders.private):
        for county in chosen:
            release = open_release(store.root, county, period, "internal")
            names = _names(store, county)
            for write in writers:
                for workbook in write(release, names, lang):
                    path = folders.released / county / f"{workbook.name}.{lang}.xlsx"
                    with appearing(path) as file:
                        workbook.write(file, _title(release, workbook, lang))
                    yield path


def _answered(store: Store, period: str) -> list[Workbooks]:
    """The writers of the questions that can be answered; raises why if none can."""
    found, refused = [], []
    for name in questions():
        if (module := part(name, "workbooks")) is None:
            continue
        try:
            answerable(store, name, period)
        except DataError as error:
            refused.append(error)
        else:
            found.append(module.workbooks)
    if refused and not found:
        raise refused[0]
    return found


def _names(store: Store, county: str) -> dict[str, str]:
    """Credit code → name of the county's enterprises, as far as the city holds them."""
    if "enterprises" not in store.tables():
        return {}
    rows = store.read("enterprises", county=county, columns=["uscc", "name"])
    return dict(zip(rows["uscc"], rows["name"], strict=True))


def _title(release: Release, workbook: Workbook, lang: str) -> str:
    said = marks(release.city, "public" if workbook.to_publish else "internal", lang)
    county, title = release.county_name(lang), workbook.title(lang)
    if lang == "zh":
        return f"{county}{title}" + (f"（{'；'.join(said)}）" if said else "")
    return f"{county}: {title}" + (f" ({'; '.join(said)})" if said else "")
