"""The manifest: one line a finished run, appended and never rewritten.

The last line of a run counts. A line that a crash tore off has no line end and is not read; the
next writer removes it. The file lies beside the reports, so what it says of an error is where it
happened and of which kind; the message stays in the private log of events.
"""

import csv
import hashlib
import io
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from analysis.atomic import flush_folder
from analysis.errors import DataError
from analysis.reports.run import Run

FILE = "manifest.csv"


@dataclass(frozen=True)
class Record:
    """How a run ended: status is done, failed, timeout, memory, died, withheld or interrupted."""

    notebook: str
    county: str
    lang: str
    status: str
    seconds: str
    attempts: str
    input_hash: str
    html_sha256: str
    finished_at: str
    error: str


_COLUMNS = [field.name for field in fields(Record)]


class Manifest:
    """The manifest of a folder, open for appending."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        new = not self._path.exists()
        self._file = self._path.open("ab", buffering=0)
        whole = _whole(self._path.read_bytes())
        self._file.truncate(len(whole))
        if not whole:
            self._append(_COLUMNS)
        if new:
            flush_folder(folder)

    def adopt(self, records: Iterable[Record]) -> None:
        """Add the records of what other machines did and this manifest does not know of."""
        known = read_manifest(self._path.parent)
        for record in records:
            mine = known.get((record.notebook, record.county, record.lang))
            if mine is None or (mine.status, mine.html_sha256) != ("done", record.html_sha256):
                self.append(record)

    def append(self, record: Record) -> None:
        """Add a line and see it on the disk before returning."""
        self._append([" ".join(str(value).split()) for value in asdict(record).values()])

    def _append(self, values: list[str]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(values)
        before = os.fstat(self._file.fileno()).st_size
        content = line.getvalue().encode()
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


def read_manifest(folder: Path) -> dict[tuple[str, str, str], Record]:
    """Return the last record of each run, by notebook, county and language.

    Raises
    ------
    DataError
        If the file is not a manifest.
    """
    path = folder / FILE
    if not path.exists():
        return {}
    rows = list(csv.reader(io.StringIO(_whole(path.read_bytes()).decode())))
    if (rows and rows[0] != _COLUMNS) or any(len(row) != len(_COLUMNS) for row in rows):
        raise DataError(
            f"{path}不是运行清单，请移走后重试", f"{path} is not a manifest; move it away"
        )
    records = [Record(*row) for row in rows[1:]]
    return {(r.notebook, r.county, r.lang): r for r in records}


def is_fresh(run: Run, records: Mapping[tuple[str, str, str], Record]) -> bool:
    """Return True if the run is done, nothing it depends on changed, and the report is whole."""
    record = records.get(run.name)
    return (
        record is not None
        and record.status == "done"
        and record.input_hash == run.key
        and run.html.is_file()
        and hashlib.sha256(run.html.read_bytes()).hexdigest() == record.html_sha256
    )


def _whole(content: bytes) -> bytes:
    return content[: content.rfind(b"\n") + 1]
