"""Check a city's raw files, all of them, and collect every fault; write only what is whole."""

import dataclasses
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import fingerprint
from analysis.errors import DataError
from analysis.intake.accounting import SheetAccount
from analysis.intake.codes import names_of
from analysis.intake.faults import CellError, Fault, condensed, of_file
from analysis.intake.feeds import is_lock, raw_files
from analysis.intake.headings import REGISTERS
from analysis.intake.measured import measure_faults
from analysis.intake.one_table import check_table
from analysis.intake.parts import PARTS, WHOLE, compare_with_parts, sums_of_parts
from analysis.intake.reference import industries_file, read_industries
from analysis.tables.city import City, load_city
from analysis.tables.origins import Origins
from analysis.tables.version import Draft, intact_version, typed, version_of

REGISTER = "enterprises"


@dataclass(frozen=True)
class Intake:
    """What the raw files of a city hold.

    Parameters
    ----------
    city
        The city's configuration.
    tables
        Tables by name; rows with an error are left out. Empty if they are not kept, and after
        `ingest`: they are in the store.
    faults
        Every fault found.
    sources
        One mapping a raw file and feed: path, table, sha256, bytes, encoding, vintage, rows
        (stored), rows_in = rows_used + rows_refused + rows_totals + rows_notes + rows_filtered +
        rows_blank, masked and missing cells.
    sheets
        The account of each sheet: its rows and what became of them.
    changed
        Whether `ingest` wrote a new version.
    """

    city: City
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    sheets: list[SheetAccount] = field(default_factory=list)
    changed: bool = False

    @property
    def errors(self) -> list[Fault]:
        """The faults that keep everything from being written."""
        return [fault for fault in self.faults if fault.severity == "error"]

    @property
    def warnings(self) -> list[Fault]:
        """The faults that an analyst should look at."""
        return [fault for fault in self.faults if fault.severity == "warning"]


def check(folder: str | Path, keep: bool = True) -> Intake:
    """Read and check all raw files of a city; nothing is written.

    Parameters
    ----------
    folder
        The city's folder, with `city.yaml` and `raw/`.
    keep
        Whether to return the tables; without, one is held at a time.

    Raises
    ------
    DataError
        If `city.yaml` or the classification of industries cannot be read. Faults of raw files
        are collected instead.
    """
    folder = Path(folder)
    city = load_city(folder)
    tables: dict[str, pd.DataFrame] = {}

    def take(name: str, frame: pd.DataFrame, _: Origins | None = None) -> None:
        table = typed(name, frame)
        if keep:
            tables[name] = table

    return dataclasses.replace(_check(folder, city, take), tables=tables)


def _check(folder: Path, city: City, take: Callable[..., None]) -> Intake:
    """Hand each table to `take` once it is checked, so that only one is held at a time."""
    classification = industries_file(city, folder)
    content = classification.read_bytes()  # what is hashed is what was read
    industries = read_industries(content)
    names = names_of(city, industries)
    raw = folder / "raw"
    faults, sources = [*_unused(raw, city), *measure_faults(city)], []
    sheets: list[SheetAccount] = []
    take("counties", city.counties_table())
    take("industries", industries)
    if city.targets:
        take("targets", city.targets_table())
    register = sums = None
    registers = {table: code for code, table in REGISTERS.items()}
    # Registers are read first: the other tables are compared with them.
    for name in sorted({feed.table for feed in city.feeds}, key=lambda t: (t not in registers, t)):
        feeds = [feed for feed in city.feeds if feed.table == name]
        checked = check_table(feeds, raw, names, city.table(name), register)
        faults += checked.faults
        sources += checked.sources
        sheets += checked.sheets
        if checked.rows is not None:
            if name == PARTS:  # it is read before the whole
                sums = sums_of_parts(checked.rows)
            if name == WHOLE and sums is not None:
                faults += compare_with_parts(checked.rows, sums)
            traced = checked.rows.declared.traced
            take(name, checked.rows.frame, checked.rows.origins() if traced else None)
        if name == REGISTER:
            register = checked.codes
        if checked.names is not None:
            names = names.with_register(registers[name], checked.names)
        del checked  # not to be held while the next table is read
    sources.append(_reference(classification.name, content))
    return Intake(city, faults=condensed(faults), sources=sources, sheets=sheets)


def ingest(folder: str | Path) -> Intake:
    """Check a city's raw files and, if there is no error, write them to its store.

    Files that the store's version was made from are not read again, unless it is damaged.

    Returns
    -------
    Intake
        `changed` says whether a new version was written; with `errors` nothing was. An unchanged
        city comes back without faults and sources.
    """
    folder = Path(folder)
    root = folder / "store"
    reader = fingerprint.of_code("tables", "intake")
    city = load_city(folder)
    version = version_of(city, _files(city, folder), reader)
    if version == intact_version(root):
        return Intake(city)
    with Draft(root) as draft:
        intake = _check(folder, city, draft.add)
        if intake.errors:
            return intake
        made_of = version_of(city, [(s["path"], s["sha256"]) for s in intake.sources], reader)
        changed = draft.publish(made_of, city, intake.sources)
    return dataclasses.replace(intake, changed=changed)


def _files(city: City, folder: Path) -> list[tuple[str, str]]:
    """Return path and SHA-256 of everything that `check` would read."""
    raw = folder / "raw"
    found = {path for feed in city.feeds for path in raw_files(raw, feed)}
    classification = industries_file(city, folder)
    reference = _reference(classification.name, classification.read_bytes())
    return [
        *((path.relative_to(raw).as_posix(), fingerprint.of_file(path)) for path in sorted(found)),
        (reference["path"], reference["sha256"]),
    ]


def _reference(name: str, content: bytes) -> dict[str, Any]:
    return {
        "path": f"reference/industries/{name}",
        "table": "industries",
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
    }


def _unused(raw: Path, city: City) -> list[Fault]:
    """Warn about raw files that no feed names, and of names behind which there is no file.

    `raw/controls/` holds what only tests read.
    """
    if not raw.is_dir():
        raise DataError(f"没有原始数据文件夹：{raw}", f"no folder of raw files: {raw}")
    used = {path for feed in city.feeds for path in raw_files(raw, feed)}
    error = CellError(
        "unused_file",
        "city.yaml中没有引用此文件，未读取",
        "no feed of city.yaml names this file; it is not read",
    )
    no_file = CellError(
        "not_a_file",
        "不是文件（断开的链接、管道等），未读取",
        "is no file (a broken link, a pipe …); it is not read",
    )
    return [
        of_file(
            path.relative_to(raw).as_posix(),
            error if path.is_file() else no_file,
            severity="warning",
        )
        for path in sorted(raw.rglob("*"))
        if not path.is_dir()
        and path not in used
        and path.relative_to(raw).parts[0] != "controls"
        and not is_lock(path.name)
    ]
