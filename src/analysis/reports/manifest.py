"""The manifest: one line a finished run, appended and never rewritten.

The last line of a run counts. A line that a crash tore off has no line end and is not read; the
next writer removes it. The column `parameters` names those that differ from the notebook's own;
manifests of before it are read, and widened once. The file lies beside the reports, so what it
says of an error is where it happened and of which kind; the message stays in the private log of
events.
"""

import csv
import datetime
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from analysis.atomic import flush_folder, unlink_if_linked, write_atomic
from analysis.errors import DataError
from analysis.reports.run import Name, Run

FILE = "manifest.csv"
OMITTED, RESUMED = "omitted", "resumed"


@dataclass(frozen=True)
class Record:
    """How a run ended: status is done, failed, timeout, memory, died, withheld or interrupted.

    A notebook left out altogether has a record without a county, `omitted`, whose `error` says
    why in both languages; `resumed` once it is made again.
    """

    notebook: str
    county: str
    lang: str
    parameters: str
    status: str
    seconds: str
    attempts: str
    input_hash: str
    html_sha256: str
    finished_at: str
    error: str

    @property
    def name(self) -> Name:
        """Which run it is of."""
        return Name(self.notebook, self.county, self.lang, self.parameters)


def omission(notebook: str, status: str, why: str) -> Record:
    """Return the record of a notebook left out, or no longer left out."""
    moment = now()
    return Record(notebook, "", "", "", status, "0", "0", "", "", moment, why)


def now() -> str:
    """Return the moment as manifests write it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


_COLUMNS = [field.name for field in fields(Record)]
_EARLIER = [name for name in _COLUMNS if name != "parameters"]


class Manifest:
    """The manifest of a folder, open for appending."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        unlink_if_linked(self._path)
        new = not self._path.exists()
        if not new:
            self._widen()
        self._file = self._path.open("ab", buffering=0)
        whole = _whole(self._path.read_bytes())
        self._file.truncate(len(whole))
        if not whole:
            self._append(_COLUMNS)
        if new:
            flush_folder(folder)

    def _widen(self) -> None:
        rows = _rows(self._path)
        if rows and rows[0] == _EARLIER:
            records = _records(rows, self._path)
            lines = [_line(_COLUMNS), *(_line(asdict(record).values()) for record in records)]
            write_atomic(self._path, b"".join(lines))

    def adopt(self, records: Iterable[Record]) -> None:
        """Add the records of what other machines did and this manifest does not know of."""
        known = read_manifest(self._path.parent)
        for record in records:
            mine = known.get(record.name)
            if mine is None or (mine.status, mine.html_sha256) != ("done", record.html_sha256):
                self.append(record)

    def note(self, omitted: Mapping[str, str]) -> None:
        """Record why notebooks are left out, by their names; once for each reason."""
        known = read_manifest(self._path.parent)
        for notebook, why in omitted.items():
            before = known.get(Name(notebook, "", ""))
            if before is None or (before.status, before.error) != (OMITTED, why):
                self.append(omission(notebook, OMITTED, why))

    def resume(self, notebooks: Iterable[str]) -> None:
        """Record that notebooks are no longer left out."""
        known = read_manifest(self._path.parent)
        for notebook in notebooks:
            before = known.get(Name(notebook, "", ""))
            if before is not None and before.status == OMITTED:
                self.append(omission(notebook, RESUMED, ""))

    def append(self, record: Record) -> None:
        """Add a line and see it on the disk before returning."""
        self._append(asdict(record).values())

    def _append(self, values: Iterable[str]) -> None:
        before = os.fstat(self._file.fileno()).st_size
        content = _line(values)
        try:
            if self._file.write(content) != len(content):
                raise OSError(f"short write to {self._path}")
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(before)
            raise

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read_manifest(folder: Path) -> dict[Name, Record]:
    """Return the last record of each run by its name.

    Raises
    ------
    DataError
        If the file is not a manifest.
    """
    path = folder / FILE
    return {record.name: record for record in _records(_rows(path), path)} if path.exists() else {}


def status_lines(out: Path) -> Iterator[tuple[str, bool]]:
    """Yield what the manifests below a folder say, line by line, and whether a line tells of harm.

    Raises
    ------
    DataError
        If there is no manifest, or a file of its name is none.
    """
    found = sorted(out.rglob(FILE))
    if not found:
        raise DataError(f"{out}中没有运行清单", f"no manifest below {out}")
    for path in found:
        noted = read_manifest(path.parent).values()
        runs = [record for record in noted if record.county]
        bad = [record for record in runs if record.status != "done"]
        counts = f"完成 done {len(runs) - len(bad)}，失败 failed {len(bad)}"
        yield f"{path.parent}: {counts}", False
        for record in bad:
            yield f"  {record.county} {record.name.stem} {record.status} {record.error}", True
        for record in noted:
            if record.status == OMITTED:
                yield f"  略 left out: {record.notebook}: {record.error}", False


def is_fresh(run: Run, records: Mapping[Name, Record]) -> bool:
    """Return True if the run is done, nothing it depends on changed, and the report is whole."""
    record = records.get(run.name)
    return (
        record is not None
        and record.status == "done"
        and record.input_hash == run.key
        and run.html.is_file()
        and hashlib.sha256(run.html.read_bytes()).hexdigest() == record.html_sha256
    )


def _line(values: Iterable[str]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(" ".join(str(v).split()) for v in values)
    return line.getvalue().encode()


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(_whole(path.read_bytes()).decode())))


def _records(rows: list[list[str]], path: Path) -> list[Record]:
    heading, *lines = rows or [_COLUMNS]
    if heading not in (_COLUMNS, _EARLIER) or any(len(line) != len(heading) for line in lines):
        raise DataError(
            f"{path}不是运行清单，请移走后重试", f"{path} is not a manifest; move it away"
        )
    return [Record(**{"parameters": "", **dict(zip(heading, line, strict=True))}) for line in lines]


def _whole(content: bytes) -> bytes:
    return content[: content.rfind(b"\n") + 1]
