"""The page that links all reports of a folder that is handed over; it needs no network either."""

from collections.abc import Callable, Sequence
from pathlib import Path

from analysis.atomic import write_atomic
from analysis.reports.manifest import OMITTED, Record, read_manifest
from analysis.reports.page import page
from analysis.reports.parameters import described
from analysis.reports.plan import Plan
from analysis.reports.run import Name
from analysis.tables.city import County
from analysis.tables.territory import WHOLE

FILE = "index.html"
_LANGUAGES = {"zh": "中", "en": "EN"}
_SAID = {
    "failed": "失败 · failed",
    "timeout": "超时 · timed out",
    "memory": "内存不足 · out of memory",
    "died": "进程中断 · process died",
    "withheld": "未放行 · withheld",
    "interrupted": "已中断 · interrupted",
}


def write_index(plan: Plan, there: Callable[[Path], bool] = Path.is_file) -> list[Path]:
    """Write the indices of the folders that are handed over and return their paths.

    An `index.html` has a row a county, a column a notebook, a link for each language. What is for
    counties is a folder each, whose index knows of no other; all else is one folder. A notebook
    run with other parameters than its own has a column for them. It lists what the manifest knows,
    of this batch and of earlier ones. A run that failed says so; a report made of it before stays
    linked. `there` tells whether a page exists.
    """
    released = plan.folders.released
    noted = read_manifest(released)
    records = {name: record for name, record in noted.items() if record.county}
    earlier = {r.notebook: r.error for r in noted.values() if r.status == OMITTED}
    omitted = {**earlier, **plan.omitted()}
    seen = {*(run.county for run in plan.runs), *(name.county for name in records)}
    places = [
        place
        for place in (plan.city.place(WHOLE), *plan.city.counties)
        if place.code in seen or (place.code != WHOLE and plan.audience != "county")
    ]
    if plan.audience != "county":
        return [_write(plan, released, places, records, omitted, there)]
    return [
        _write(plan, released / place.code, [place], records, omitted, there) for place in places
    ]


def _write(
    plan: Plan,
    folder: Path,
    places: Sequence[County],
    every: dict[Name, Record],
    omitted: dict[str, str],
    there: Callable[[Path], bool],
) -> Path:
    codes = {place.code for place in places}
    records = {name: record for name, record in every.items() if name.county in codes}
    names = [*(run.name for run in plan.runs if run.county in codes), *records]
    columns = sorted({(n.notebook, n.parameters) for n in names if n.notebook not in omitted})
    rows = [
        (
            f"{place.name.zh} · {place.name.en}",
            [_cell(plan, folder, records, there, place.code, *column) for column in columns],
        )
        for place in places
    ]
    done = sum(record.status == "done" for record in records.values())
    failed = len(records) - done
    content = page(
        "listing.html.j2",
        lang="zh",
        title=f"{plan.city.name.zh} · {plan.city.name.en} · {plan.period}",
        marks=plan.marks(),
        counts=f"完成{done}份，失败{failed}份 · {done} done, {failed} failed",
        columns=[
            (_number(name), plan.titles.get(name, name), _asked(asked)) for name, asked in columns
        ],
        rows=rows,
        omissions=[
            {"title": plan.titles.get(name, name), "why": why} for name, why in omitted.items()
        ],
    )
    write_atomic(folder / FILE, content.encode())
    return folder / FILE


def _cell(
    plan: Plan,
    folder: Path,
    records: dict[Name, Record],
    there: Callable[[Path], bool],
    county: str,
    notebook: str,
    parameters: str,
) -> dict[str, list[object]]:
    links: list[object] = []
    said: list[object] = []
    for lang, language in _LANGUAGES.items():
        name = Name(notebook, county, lang, parameters)
        made = plan.folders.released / county / f"{name.stem}.html"
        record = records.get(name)
        if record and there(made):
            links.append((language, made.relative_to(folder).as_posix()))
        if record and record.status != "done":
            said.append(_SAID[record.status])
    return {"links": links, "said": said}


def _number(notebook: str) -> str:
    """Return what heads a notebook's column, where many stand side by side: 04a of 04a_titles."""
    return notebook.partition("_")[0]


def _asked(parameters: str) -> str:
    """Return the parameters in both languages, once if they are the same."""
    return " · ".join(dict.fromkeys(filter(None, (described(parameters, x) for x in _LANGUAGES))))
