"""The page that links all reports of a folder; it needs no network either."""

from collections.abc import Callable
from pathlib import Path

from analysis.atomic import write_atomic
from analysis.reports.manifest import OMITTED, Record, read_manifest
from analysis.reports.page import page
from analysis.reports.parameters import described
from analysis.reports.plan import Plan
from analysis.reports.run import Name
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


def write_index(plan: Plan, there: Callable[[Path], bool] = Path.is_file) -> None:
    """Write `index.html`: a row a county, a column a notebook, a link for each language.

    A notebook run with other parameters than its own has a column for them. It lists what the
    folder's manifest knows, of this batch and of earlier ones. A run that failed says so; a report
    made of it before stays linked. `there` tells whether a page exists.
    """
    released = plan.folders.released
    noted = read_manifest(released)
    records = {name: record for name, record in noted.items() if record.county}
    earlier = {r.notebook: r.error for r in noted.values() if r.status == OMITTED}
    omitted = {**earlier, **plan.omitted()}
    names = [*(run.name for run in plan.runs), *records]
    columns = sorted({(n.notebook, n.parameters) for n in names if n.notebook not in omitted})
    rows = [
        (
            f"{county.name.zh} · {county.name.en}",
            [_cell(released, records, there, county.code, *column) for column in columns],
        )
        for county in (plan.city.place(WHOLE), *plan.city.counties)
        if county.code != WHOLE or any(name.county == WHOLE for name in names)
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
    write_atomic(released / FILE, content.encode())


def _cell(
    released: Path,
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
        href = f"{county}/{name.stem}.html"
        record = records.get(name)
        if record and there(released / href):
            links.append((language, href))
        if record and record.status != "done":
            said.append(_SAID[record.status])
    return {"links": links, "said": said}


def _number(notebook: str) -> str:
    """Return what heads a notebook's column, where many stand side by side: 04a of 04a_titles."""
    return notebook.partition("_")[0]


def _asked(parameters: str) -> str:
    """Return the parameters in both languages, once if they are the same."""
    return " · ".join(dict.fromkeys(filter(None, (described(parameters, x) for x in _LANGUAGES))))
