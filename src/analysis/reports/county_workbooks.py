"""The evaluation's workbooks, county by county: internal, beside the internal reports."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from analysis.atomic import appearing
from analysis.choices import checked_period
from analysis.errors import DataError
from analysis.questions.scores.workbooks import (
    enterprise_workbook,
    objection_workbook,
    result_workbook,
)
from analysis.reports.lock import locked
from analysis.reports.plan import folder_name, marks
from analysis.reports.run import Folders
from analysis.results import open_release
from analysis.tables import TABLES
from analysis.tables.release import Release
from analysis.tables.store import Store

RESULT, OBJECTION, SHEETS = "evaluation_result", "objection_list", "enterprise_sheets"
TITLES = {
    RESULT: ("亩均效益评价结果", "Result of the evaluation"),
    OBJECTION: ("亩均效益评价数据公示", "Data of the evaluation, open to objection"),
    SHEETS: ("亩均效益评价一企一单", "Evaluation, one sheet an enterprise"),
}


def write_workbooks(
    city_folder: Path,
    out: Path,
    counties: Sequence[str] = (),
    period: str | None = None,
    lang: str = "zh",
) -> Iterator[Path]:
    """Write three workbooks a county and yield each one's path when it stands.

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
        If the city has no store, no evaluation up to the period or no such county, or the period
        is not one; LockedError if a batch is at work on the internal reports.
    """
    store = Store(city_folder.resolve() / "store")
    city = store.city()
    period = checked_period(period or city.period)
    chosen = [city.county(code).code for code in counties] or [c.code for c in city.counties]
    if "evaluation" not in store.tables():
        raise DataError(
            f"{city.name.zh}没有“{TABLES['evaluation'].zh}”，无法生成评价工作簿",
            f"{city.name.en} has no {TABLES['evaluation'].en!r}: no workbooks can be written",
        )
    folders = Folders.under(out, folder_name(city_folder), period, "internal")
    folders.create()
    with locked(folders.private):
        for county in chosen:
            release = open_release(store.root, county, period, "internal")
            yield from _of_county(store, release, folders.released / county, lang)


def _of_county(store: Store, release: Release, folder: Path, lang: str) -> Iterator[Path]:
    scores = release.table("enterprise_scores")
    due = scores[scores["eligibility"] != "out_of_scope"]
    if due.empty:
        return
    writers: dict[str, Callable[..., None]] = {
        RESULT: partial(result_workbook, scores=due),
        OBJECTION: partial(
            objection_workbook, scores=due, findings=release.table("score_findings")
        ),
        SHEETS: partial(enterprise_workbook, scores=due, items=release.table("enterprise_items")),
    }
    names, year = _names(store, release.county), int(due["year"].iloc[0])
    for name, write in writers.items():
        path = folder / f"{name}.{lang}.xlsx"
        with appearing(path) as file:
            write(file, names=names, title=_title(release, name, year, lang), lang=lang)
        yield path


def _names(store: Store, county: str) -> dict[str, str]:
    """Credit code → name of the county's enterprises, as far as the city holds them."""
    if "enterprises" not in store.tables():
        return {}
    rows = store.read("enterprises", county=county, columns=["uscc", "name"])
    return dict(zip(rows["uscc"], rows["name"], strict=True))


def _title(release: Release, name: str, year: int, lang: str) -> str:
    zh, en = TITLES[name]
    said, county = marks(release.city, "internal", lang), release.county_name(lang)
    if lang == "zh":
        return f"{county}{year}年度{zh}（{'；'.join(said)}）"
    return f"{county}: {en}, {year} ({'; '.join(said)})"
