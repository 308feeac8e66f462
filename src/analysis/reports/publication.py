"""From what a batch has made to what is handed over: gate, ledger, then the move, or nothing.

<out>/<city>/<period>/<audience>/             what a batch made; stays with the bureau
<out>/released/<city>/<period>/<audience>/    what may be handed over, as it lies there
"""

import datetime
import getpass
import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote

import pandas as pd

from analysis.choices import Audience
from analysis.disclosure import word_list
from analysis.disclosure.gate import Secrets, findings
from analysis.disclosure.ledger import Ledger, corrected, folder_of_ledger
from analysis.disclosure.rebuilt import given_away
from analysis.disclosure.told import told
from analysis.errors import DataError
from analysis.reports.awake import refuse_asleep
from analysis.reports.index import SHEETS
from analysis.reports.lock import locked
from analysis.reports.manifest import FILE as MANIFEST
from analysis.reports.manifest import Record, read_manifest
from analysis.reports.parameters import read_parameters
from analysis.reports.plan import folder_name, make_plan
from analysis.reports.run import Folders, Name, Run
from analysis.reports.ways import FIRST
from analysis.reports.withholding import WithheldError, write_secrets
from analysis.results.cells import masks_said, released_cells
from analysis.results.releasing import released
from analysis.tables import TABLES
from analysis.tables.holders import code_columns
from analysis.tables.registry import questions
from analysis.tables.store import Store

Page: TypeAlias = tuple[Record | None, Run | None]
"""How a page was made, and the run that would make it now."""
RELEASED = "released"
OF_RUN = re.compile(r'<meta name="report" content="([^"]*)">')
LISTED = 20
"""Findings that are told."""


@dataclass(frozen=True)
class Published:
    """A release that has been made: where it lies, how many files and masked cells it has."""

    folder: Path
    files: int
    masked: int
    corrected: int


def publish(
    city_folder: Path,
    notebooks: Path,
    out: Path,
    period: str,
    audience: Audience,
    correction: str = "",
) -> Published:
    """Gate what a batch has made for an audience, write the ledger, hand it over.

    Parameters
    ----------
    city_folder
        `data/<city>`, with a store.
    notebooks
        Where the notebooks are: only pages of their present cells, code and data leave.
    out
        Root of the outputs.
    period, audience
        Of the batch.
    correction
        Why figures released before are said otherwise now.

    Raises
    ------
    WithheldError
        If there is any finding: nothing is handed over, and the ledger does not change.
    DataError
        If there is nothing to release, the ledger is not whole, or figures released before are
        said otherwise without a reason; LockedError if a batch is at work.
    """
    if audience == "internal":
        raise DataError("内部报告不对外发布", "what is internal is not released")
    store = Store(city_folder.resolve() / "store")
    city = folder_name(city_folder)
    folders = Folders.under(out, city, period, audience)
    place = folders.root / RELEASED / city / period / audience
    if not (folders.released / MANIFEST).is_file():
        raise DataError(
            f"{folders.released}中没有报告，请先运行 analysis run",
            f"no reports in {folders.released}: run `analysis run` first",
        )
    folders.create()
    with locked(folders.private):
        ledger = Ledger(folder_of_ledger(city_folder.resolve()), _copy(folders, city))
        _refuse_lost(ledger, folders.root / RELEASED / city)
        before = ledger.cells()
        records = {n: r for n, r in read_manifest(folders.released).items() if r.county}
        runs = _runs(city_folder, notebooks, out, period, audience, records)
        shown = {name for run in runs.values() for name in (*run.questions, *run.also)}
        # What the first page shows has been handed out too.
        shown |= {n for n in questions() if released(store, n, period, audience).is_dir()}
        cells = released_cells(store, period, audience, sorted(shown))
        changed = corrected(before, cells)
        if len(changed) and not correction:
            raise _uncorrected(changed)
        secrets = folders.private / "secrets.release.arrow"
        write_secrets(store.root, period, secrets)
        known = Secrets(*word_list.read(secrets))
        holders = any(code_columns(TABLES[name].columns) for name in store.tables())
        refuse_asleep(known, holders, findings, given_away)
        leaving = folders.private / "leaving"
        shutil.rmtree(leaving, ignore_errors=True)
        try:
            pages = {f"{n.county}/{n.stem}.html": (r, runs.get(n)) for n, r in records.items()}
            files = _pass(folders.released, leaving, f"{period} {audience}", pages, known)
            _refuse(told(cells, ledger.frozen()))
            facts = {
                "city": city,
                "period": period,
                "audience": audience,
                "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
                "by": getpass.getuser(),
                "correction": correction,
                "corrected": len(changed),
            }
            ledger.append(facts, files, cells, list(masks_said(store, period)))
            _move(leaving, place, folders.private / "superseded")
        finally:
            shutil.rmtree(leaving, ignore_errors=True)
    masked = int(cells.loc[cells["reader"] == "", "masked"].sum())
    return Published(place, len(files), masked, len(changed))


def _copy(folders: Folders, city: str) -> Path:
    return folders.root / "internal" / city / "ledger"


def _refuse_lost(ledger: Ledger, released: Path) -> None:
    """Raise a DataError if something has been released and the ledger knows of nothing."""
    if not ledger.entries() and released.is_dir() and any(released.rglob("*.*")):
        raise DataError(
            f"{released}中已有发布的文件，而台账{ledger.folder}丢失；请先从备份恢复台账",
            f"files have been released to {released} and the ledger {ledger.folder} is lost: "
            "restore it from a backup first",
        )


def _runs(
    city_folder: Path,
    notebooks: Path,
    out: Path,
    period: str,
    audience: Audience,
    names: Iterable[Name],
) -> dict[Name, Run]:
    """The runs that would be made now under the names of pages that were made."""
    found: dict[Name, Run] = {}
    for lang, parameters in sorted({(name.lang, name.parameters) for name in names}):
        of = {name for name in names if (name.lang, name.parameters) == (lang, parameters)}
        asked = [unquote(pair) for pair in parameters.split(",") if pair]
        plan = make_plan(
            city_folder,
            notebooks,
            out,
            sorted({name.notebook for name in of}),
            sorted({name.county for name in of}),
            period,
            lang,
            audience,
            read_parameters(asked),
        )
        found |= {run.name: run for run in plan.runs if run.name in of}
    return found


def _pass(
    made: Path, leaving: Path, edition: str, pages: Mapping[str, Page], known: Secrets
) -> dict[str, str]:
    """Gate every file and copy it to `leaving`; return name → SHA-256.

    What was read is what is copied. `edition` is the period and the audience.
    """
    found: list[str] = []
    files: dict[str, str] = {}
    for name, path in _files(made):
        content = path.read_bytes()
        kind = name.rpartition(".")[2]
        said = [
            *_of_place(name, path, content, edition, pages),
            *findings(content, kind, known),
            *given_away(content, kind),
        ]
        found += [f"{name}: {finding}" for finding in said]
        files[name] = hashlib.sha256(content).hexdigest()
        (leaving / name).parent.mkdir(parents=True, exist_ok=True)
        (leaving / name).write_bytes(content)
    _refuse(found)
    if all(name.rpartition("/")[2] in FIRST.values() for name in files):
        raise DataError("没有可发布的报告", "there is no report to release")
    return files


def _files(made: Path) -> Iterator[tuple[str, Path]]:
    """What would be handed over, by its name; the manifest stays."""
    for path in sorted(made.rglob("*")):
        name = path.relative_to(made).as_posix()
        if not path.is_dir() and name != MANIFEST:
            yield name, path


def _of_place(
    name: str, path: Path, content: bytes, edition: str, pages: Mapping[str, Page]
) -> Iterator[str]:
    """What is wrong with a file at its place, whatever it holds."""
    if path.is_symlink() or path.stat().st_nlink > 1:
        yield "a link to another file"
    county, _, last = name.replace(f"{SHEETS}/", "").rpartition("/")
    if "/" in county or (edition.endswith(" county") and not county):
        yield "not in the folder of a county"
    if not last.endswith(".html") or last in FIRST.values() or last.endswith(".trace.html"):
        return
    record, run = pages.get(name, (None, None))
    if record is None or record.status != "done":
        yield "a page of no finished run"
    elif record.html_sha256 != hashlib.sha256(content).hexdigest():
        yield "not the page that its run made"
    elif run is None or run.key != record.input_hash:
        yield "a page of other data or code: make the reports again"
    of = OF_RUN.search(content.decode("utf-8", "replace"))
    if of is None or of[1] != f"{county} {edition}":
        yield f"in the folder of {county} {edition} a page of {of[1] if of else 'nowhere'}"


def _refuse(found: object) -> None:
    """Raise a WithheldError unless a control says, by an empty list, that it found nothing."""
    if found != [] or not isinstance(found, list):
        shown = found if isinstance(found, list) else [f"the control said {found!r}"]
        more = f" … ({len(shown)})" if len(shown) > LISTED else ""
        raise WithheldError("\n".join(map(str, shown[:LISTED])) + more)


def _uncorrected(changed: pd.DataFrame) -> DataError:
    first = changed.iloc[0]
    cell = f"{first['table']} {first['key']}{first['measure']}: {first['was']} → {first['value']}"
    return DataError(
        f"已发布的{len(changed)}个数字与现在不同，如{cell}；确需更正的，用--correct说明原因",
        f"{len(changed)} figures that were released differ now, such as {cell}; if they are to be "
        "corrected, say why with --correct",
    )


def _move(leaving: Path, place: Path, superseded: Path) -> None:
    """Put a folder in its place, whole; what stood there is kept aside."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        superseded.mkdir(exist_ok=True)
        place.rename(superseded / f"{sum(1 for _ in superseded.iterdir()) + 1:04}")
    for path in (leaving, *leaving.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    for folder in place.parents[:3]:  # period, city, released
        folder.chmod(0o755)
    leaving.rename(place)
