"""Read the raw files of one feed: bytes → sheets → blocks → typed rows, and their accounting."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.intake.accounting import SheetRows
from analysis.intake.blocks import Block, Layout, recognise
from analysis.intake.codes import Names
from analysis.intake.container import NOT_A_WORKBOOK, is_workbook
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.headings import known_headings
from analysis.intake.readings import Reading, type_blocks
from analysis.intake.sheets import Sheet
from analysis.intake.text_file import is_table, markup, read_text_file
from analysis.intake.workbook import read_workbook
from analysis.tables import Table
from analysis.tables.city import Feed

BATCH = 100_000  # rows typed together


@dataclass
class Fed:
    """What a feed gave: typed rows in batches, faults, one source a raw file, its sheets' rows."""

    readings: list[Reading] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)
    sheets: list[SheetRows] = field(default_factory=list)


def raw_files(raw: Path, feed: Feed) -> list[Path]:
    """Return the feed's files under `raw/`, sorted by name, without the locks of open workbooks.

    A name that exists counts as it is, whatever brackets stand in it.
    """
    named = raw / feed.files
    found = [named] if named.is_file() else raw.glob(feed.files)
    return sorted(path for path in found if path.is_file() and not is_lock(path.name))


def is_lock(name: str) -> bool:
    """Whether an office program or the system keeps a file of that name beside an open one."""
    return name.startswith(("~$", "."))


def read_feed(raw: Path, feed: Feed, names: Names, declared: Table) -> Fed:
    """Read every file of a feed; no fault keeps the other files from being read."""
    fed = Fed()
    files = raw_files(raw, feed)
    if not files:
        present = sorted(path.name for path in raw.glob("*"))[:12]
        brackets = "[" in feed.files
        error = CellError(
            "no_file",
            "没有符合的原始文件" + ("（文件名中的方括号请写作[[]）" if brackets else ""),
            "no raw file fits" + ("; write [[] for a bracket in a name" if brackets else ""),
            ("、".join(present), ", ".join(present)),
        )
        fed.faults.append(of_file(feed.files, error))
        return fed
    for blocks in _batches(raw, files, feed, names, declared, fed):
        reading, faults = type_blocks(blocks, declared, names.of(declared))
        fed.readings.append(reading)
        fed.faults += faults
    return fed


def _batches(
    raw: Path, files: list[Path], feed: Feed, names: Names, declared: Table, fed: Fed
) -> Iterator[list[Block]]:
    """Yield blocks in batches, so that the raw cells of a large city are never held together."""
    known = known_headings(feed)
    batch: list[Block] = []
    for path in files:
        file = path.relative_to(raw).as_posix()
        content = path.read_bytes()  # what is hashed is what was read
        sheets, faults = read_sheets(content, file, feed.sheet)
        layouts = [recognise(sheet, feed, known, names, declared) for sheet in sheets]
        fed.faults += faults + [fault for layout in layouts for fault in layout.faults]
        source = _source(content, file, feed, sheets[0].encoding if sheets else "", layouts)
        fed.sources.append(source)
        for sheet, layout in zip(sheets, layouts, strict=True):
            fed.sheets.append((source, sheet.name, layout.counts))
        for block in (block for layout in layouts for block in layout.blocks):
            block.origin = source
            batch.append(block)
        if sum(len(block.lines) for block in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def read_sheets(content: bytes, file: str, wanted: str | None) -> tuple[list[Sheet], list[Fault]]:
    """Read a raw file's sheets; what keeps it from being read is a fault of the file.

    The content says what a file is: systems name their exports .xls whatever they write.
    """
    try:
        if not content:
            raise CellError("empty", "文件为空", "the file is empty")
        if is_workbook(content):
            return read_workbook(content, file, wanted)
        if form := markup(content):
            raise form
        if file.lower().endswith((".csv", ".txt", ".tsv")) or is_table(content):
            return read_text_file(content, file)
        raise NOT_A_WORKBOOK
    except CellError as error:
        return [], [of_file(file, error)]


def _source(
    content: bytes, file: str, feed: Feed, encoding: str, layouts: list[Layout]
) -> dict[str, Any]:
    return {
        "path": file,
        "table": feed.table,
        "sheet": feed.sheet or "",
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "encoding": encoding,
        "vintage": feed.vintage,
        **{name: sum(layout.counts[name] for layout in layouts) for name in Layout().counts},
    }
