"""Writing the store: a version appears whole, or not at all.

A version is named by the hash of what it was made from, so the same raw files make the same
version and nothing is written; an older version stays as it was. It is written beside its place
table by table, flushed, renamed, and only then does `current.json` point to it. A version that
is damaged is written anew.
"""

import contextlib
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.atomic import flush_folder, write_atomic
from analysis.errors import DataError
from analysis.fingerprint import of_tree
from analysis.tables import table
from analysis.tables.city import City
from analysis.tables.origins import ORIGIN, SHEETS, Origins
from analysis.tables.pruning import prune
from analysis.tables.store import current_version, fitting

PARTIAL = ".partial-"
PART = 100_000  # rows typed, sorted and written together


class Draft:
    """A version in the making: add its tables one by one, then publish it.

    Nothing is written before the first table, and what is not published is removed at the end.

    Parameters
    ----------
    root
        The store's folder; made if missing.
    """

    def __init__(self, root: str | Path) -> None:
        self._root = Path(root)
        self._partial = self._root / "versions" / f"{PARTIAL}{uuid.uuid4().hex}"
        self._held: int | None = None

    def __enter__(self) -> Self:
        versions = self._root / "versions"
        for left in versions.glob(f"{PARTIAL}*"):
            if _abandoned(left):
                shutil.rmtree(left)
        prune(versions, pattern=".*")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._held is not None:
            os.close(self._held)
        if self._partial.is_dir():
            shutil.rmtree(self._partial)
            with contextlib.suppress(OSError):  # other versions stand there
                self._partial.parent.rmdir()
                self._root.rmdir()

    def add(self, name: str, frame: pd.DataFrame, origins: Origins | None = None) -> None:
        """Write a checked table; one without rows is left out.

        Its text columns may be categorical: rows get the declared types part by part. `origins`
        are written beside the rows.
        """
        if frame.empty:
            return
        folder = self._partial / name
        folder.mkdir(parents=True)
        self._root.chmod(0o700)  # enterprises' own figures: for nobody but who runs this
        if self._held is None:
            self._held = _hold(self._partial)
        declared = table(name)
        order = [*declared.key, *(["vintage"] if "vintage" in frame else [])]
        if origins is not None:
            frame = frame.assign(**{ORIGIN: origins.rows})
            write_atomic(folder / SHEETS, origins.written())
        for part in _parts(frame, declared.by_county):
            rows = typed(name, part)
            if origins is not None:
                rows = rows.assign(**{ORIGIN: part[ORIGIN]})
            rows = rows.sort_values(order, kind="stable", ignore_index=True)
            if not declared.by_county:
                _write_parquet(folder / "all.parquet", rows)
                continue
            for county, own in rows.groupby("county_code", sort=True):
                _write_parquet(folder / f"county={county}.parquet", own)

    def _tables(self) -> list[Path]:
        return sorted(place for place in self._partial.iterdir() if place.is_dir())

    def publish(self, version: str, city: City, sources: Sequence[Mapping[str, Any]]) -> bool:
        """Give the version its name and point readers to it.

        Returns False if readers see this version already.
        """
        place = self._root / "versions" / version
        if intact_version(self._root) == version:
            return False
        if place.is_dir() and not _whole(place):
            gone = place.rename(place.with_name(f"{PARTIAL}{uuid.uuid4().hex}"))
            shutil.rmtree(gone)
        if not place.is_dir():
            write_atomic(self._partial / "city.json", city.model_dump_json(indent=1).encode())
            listed = json.dumps(list(sources), ensure_ascii=False, indent=1)
            write_atomic(self._partial / "sources.json", listed.encode())
            digests = {folder.name: of_tree(folder) for folder in self._tables()}
            write_atomic(self._partial / "digests.json", json.dumps(digests, indent=1).encode())
            columns = {folder.name: [*table(folder.name).columns] for folder in self._tables()}
            write_atomic(self._partial / "columns.json", json.dumps(columns, indent=1).encode())
            _flush(self._partial)
            self._partial.replace(place)
            flush_folder(place.parent)
        pointer = json.dumps({"version": version}).encode()
        write_atomic(self._root / "current.json", pointer)
        return True


def intact_version(root: str | Path) -> str | None:
    """Return the version that readers see if all its files are as they were written, else None."""
    try:
        version = current_version(root)
    except DataError:  # damaged, so that it is written anew
        return None
    return version if version and _whole(Path(root) / "versions" / version) else None


def _whole(place: Path) -> bool:
    try:
        City.model_validate_json((place / "city.json").read_bytes())
        sources, digests, columns = (
            json.loads((place / f"{name}.json").read_bytes())
            for name in ("sources", "digests", "columns")
        )
    except (FileNotFoundError, ValueError):
        return False
    known = isinstance(sources, list) and isinstance(digests, dict) and isinstance(columns, dict)
    if not (known and digests.keys() == columns.keys() and fitting(columns)):
        return False
    return all(of_tree(place / name) == digest for name, digest in digests.items())


def typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the types and the order of columns that the dictionary declares."""
    declared = table(name)
    return declared.schema.coerce_dtype(frame)[list(declared.columns)]


def version_of(city: City, files: Iterable[tuple[str, str]], reader: str) -> str:
    """Return the id of the version that raw files make: 16 hex digits.

    Parameters
    ----------
    city
        The city's configuration.
    files
        Path and SHA-256 of every raw file.
    reader
        Hash of the code that reads them: another reader may read something else.
    """
    made_of = json.dumps([city.model_dump(), sorted(set(files)), reader], ensure_ascii=False)
    return hashlib.sha256(made_of.encode()).hexdigest()[:16]


def write_version(
    root: str | Path,
    city: City,
    tables: Mapping[str, pd.DataFrame],
    sources: Sequence[Mapping[str, Any]],
    reader: str = "",
) -> bool:
    """Write the tables as a version of the store and point readers to it.

    Parameters
    ----------
    root
        The store's folder; made if missing.
    city
        The city, stored beside the tables.
    tables
        Validated tables by name; empty ones are left out.
    sources
        One mapping a raw file: path, table, sha256, rows, vintage.
    reader
        Hash of the code that read them.

    Returns
    -------
    bool
        False if readers see this version already and nothing was written.
    """
    version = version_of(city, [(s["path"], s["sha256"]) for s in sources], reader)
    if intact_version(root) == version:
        return False
    with Draft(root) as draft:
        for name, frame in tables.items():
            draft.add(name, frame)
        return draft.publish(version, city, sources)


def _parts(frame: pd.DataFrame, by_county: bool) -> Iterator[pd.DataFrame]:
    """Yield the rows in parts that hold their counties whole."""
    if not by_county:
        yield frame
        return
    county = pd.factorize(frame["county_code"])[0]
    order = np.argsort(county, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(county[order])) + 1, len(order))
    start = 0
    while start < len(order):
        end = int(ends[min(int(np.searchsorted(ends, start + PART)), len(ends) - 1)])
        yield frame.iloc[order[start:end]].reset_index(drop=True)
        start = end


def _write_parquet(file: Path, frame: pd.DataFrame) -> None:
    content = pa.Table.from_pandas(frame, preserve_index=False)
    pq.write_table(content, file, compression="zstd", write_page_checksum=True)


if os.name == "nt":  # no lock of a folder there: what killed writers left goes by its age

    def _hold(folder: Path) -> int | None:
        return None

    def _abandoned(folder: Path) -> bool:
        return False
else:
    import fcntl

    def _hold(folder: Path) -> int | None:
        """Lock a folder while this process writes in it; the lock ends with the process."""
        descriptor = os.open(folder, os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        return descriptor

    def _abandoned(folder: Path) -> bool:
        """Whether no process writes in a folder any more."""
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            os.close(descriptor)
        return True


def _flush(folder: Path) -> None:
    """Make all that was written under a folder durable."""
    for place, _, files in os.walk(folder):
        for name in files:
            with Path(place, name).open("rb+") as file:
                os.fsync(file.fileno())
        flush_folder(Path(place))
