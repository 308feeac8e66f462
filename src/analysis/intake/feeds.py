"""Read the raw files of one feed: bytes → sheets → blocks → typed rows, and their accounting."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analysis.intake.blocks import Block, Layout, recognise
from analysis.intake.codes import Names
from analysis.intake.faults import CellError, Fault, of_file
from analysis.intake.headings import known_headings
from analysis.intake.readings import Reading, type_blocks
from analysis.intake.sheets import Sheet
from analysis.intake.text_file import read_text_file
from analysis.intake.workbook import read_workbook
from analysis.tables import table
from analysis.tables.city import Feed

BATCH = 100_000  # rows typed together


@dataclass
class Fed:
    """What a feed gave: typed rows in batches, faults, and one source a raw file."""

    readings: list[Reading] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sources: list[dict[str, Any]] = field(default_factory=list)


def raw_files(raw: Path, feed: Feed) -> list[Path]:
    """Return the feed's files under `raw/`, sorted by name, without the locks of open workbooks."""
    found = raw.glob(feed.files)
    return sorted(path for path in found if path.is_file() and not path.name.startswith("~$"))


def read_feed(raw: Path, feed: Feed, names: Names) -> Fed:
    """Read every file of a feed; no fault keeps the other files from being read."""
    fed = Fed()
    declared = table(feed.table)
    files = raw_files(raw, feed)
    if not files:
        present = sorted(path.name for path in raw.glob("*"))[:12]
        error = CellError(
            "no_file",
            "没有符合的原始文件",
            "no raw file fits",
            ("、".join(present), ", ".join(present)),
        )
        fed.faults.append(of_file(feed.files, error))
        return fed
    for blocks in _batches(raw, files, feed, names, fed):
        reading, faults = type_blocks(blocks, declared, names)
        fed.readings.append(reading)
        fed.faults += faults
    return fed


def _batches(
    raw: Path, files: list[Path], feed: Feed, names: Names, fed: Fed
) -> Iterator[list[Block]]:
    """Yield blocks in batches, so that the raw cells of a large city are never held together."""
    known = known_headings(feed)
    declared = table(feed.table)
    batch: list[Block] = []
    for path in files:
        file = path.relative_to(raw).as_posix()
        sheets, faults = _read(path, file, feed.sheet)
        layouts = [recognise(sheet, feed, known, names, declared) for sheet in sheets]
        fed.faults += faults + [fault for layout in layouts for fault in layout.faults]
        source = _source(path, file, feed, sheets[0].encoding if sheets else "", layouts)
        fed.sources.append(source)
        for block in (block for layout in layouts for block in layout.blocks):
            block.origin = source
            batch.append(block)
        if sum(len(block.lines) for block in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(path: Path, file: str, wanted: str | None) -> tuple[list[Sheet], list[Fault]]:
    """Read a raw file's sheets; what keeps it from being read is a fault of the file."""
    try:
        if path.stat().st_size == 0:
            raise CellError("empty", "文件为空", "the file is empty")
        if path.suffix.lower() in {".csv", ".txt"}:
            return read_text_file(path, file)
        return read_workbook(path, file, wanted)
    except CellError as error:
        return [], [of_file(file, error)]


def _source(
    path: Path, file: str, feed: Feed, encoding: str, layouts: list[Layout]
) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "path": file,
        "table": feed.table,
        "sheet": feed.sheet or "",
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "encoding": encoding,
        "vintage": feed.vintage,
        **{
            name: sum(getattr(layout, name) for layout in layouts)
            for name in ("rows_in", "rows_totals", "rows_notes", "rows_filtered", "rows_blank")
        },
        "rows_refused": sum(layout.rows_broken for layout in layouts),
    }
