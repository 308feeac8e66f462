"""Finished reports on shared storage that fsspec reaches: `s3://bucket/reports`, `file:///mnt/x`.

Names there are those of the local folder. What a run made is put up by the process that made it:
the executed notebook and log, the page, and last a marker that says what it was made of. A file
appears whole or not at all: an object by itself, another file by being put beside its place and
moved. From the markers a batch on any machine knows what is done.
"""

import contextlib
import datetime
import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from analysis.atomic import write_atomic
from analysis.errors import DataError
from analysis.reports import child
from analysis.reports.manifest import Record
from analysis.reports.run import Name, Run

_OBJECTS = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "oci"}
"""Protocols of stores of objects: these have no folders, and an object is there whole or not."""

_SAID = {"batch", "key", "html", "page", "seconds", "at"}


class StorageError(OSError):
    """The backend of a storage failed in a way of its own."""


@dataclass(frozen=True)
class Storage:
    """A place that fsspec reaches, and the local folder whose files are put there.

    Parameters
    ----------
    url
        As fsspec takes it.
    out
        Root of the local outputs; names are relative to it.
    """

    url: str
    out: Path

    def __getstate__(self) -> dict[str, Any]:
        """Leave connections behind when handed to another process."""
        return {"url": self.url, "out": self.out}

    @cached_property
    def _place(self) -> tuple[Any, str]:
        """The file system and the root on it."""
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise DataError(
                "缺少fsspec，请安装 analysis[cluster]",
                "fsspec is missing: install analysis[cluster]",
            ) from None
        try:
            system, root = url_to_fs(self.url)
        except (ImportError, ValueError) as error:
            raise DataError(
                f"无法使用共享存储{self.url}：{error}", f"no storage at {self.url}: {error}"
            ) from None
        return system, root.rstrip("/")

    @property
    def _protocols(self) -> tuple[str, ...]:
        named = self._place[0].protocol
        return (named,) if isinstance(named, str) else tuple(named)

    def check(self) -> "Storage":
        """Return the storage; raises DataError if fsspec does not reach it from every process."""
        if "memory" in self._protocols:
            raise DataError(
                f"{self.url}只存在于一个进程中，不能共享", f"{self.url} lives in one process alone"
            )
        return self

    def create(self) -> None:
        """Make the folder of what stays; where files have owners it opens to its own only.

        Raises
        ------
        DataError
            If nothing can be written and removed there.
        """
        try:
            self._write("internal/.tmp-reached", b"")
            self._remove("internal/.tmp-reached")
        except OSError as error:
            raise DataError(
                f"共享存储{self.url}不能写入：{error}", f"cannot write to {self.url}: {error}"
            ) from None
        if "file" in self._protocols:
            Path(self._place[1], "internal").chmod(0o700)

    def within(self, out: Path) -> "Storage":
        """Return the same place for files of the same names in another local folder."""
        return replace(self, out=out)

    def name(self, local: Path) -> str:
        """Return a local file's name on the storage, relative to its root."""
        return local.relative_to(self.out).as_posix()

    def put(self, local: Path) -> None:
        """Put up a file; a reader sees the old one or the new one."""
        self._write(self.name(local), local.read_bytes())

    def fetch(self, local: Path, to: Path) -> None:
        """Copy what was put up as `local` to the file `to`."""
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(self._read(self.name(local)))

    def fetch_missing(self, local: Path) -> None:
        """Copy a file from the storage if it is there and not here."""
        if not local.exists():
            with contextlib.suppress(FileNotFoundError):
                write_atomic(local, self._read(self.name(local)))

    def there(self, folder: Path) -> dict[str, str]:
        """Return name → state of all that lies below what is put up as `folder`.

        The state is the size, and what else tells an object's content from another's.
        """
        system, root = self._place
        system.invalidate_cache()
        try:
            with self._asking():
                found = system.find(f"{root}/{self.name(folder)}", detail=True)
        except FileNotFoundError:
            return {}
        return {self._named(path): _state(entry) for path, entry in found.items()}

    def done(self, runs: Sequence[Run]) -> dict[Name, Record]:
        """Return the records of the runs whose pages lie there and were made of the same."""
        system, root = self._place
        folders = {file.parents[1] for run in runs for file in (run.html, run.executed)}
        there = {name: state for folder in folders for name, state in self.there(folder).items()}
        marked = [f"{root}/{name}" for run in runs if (name := self._marker(run)) in there]
        with self._asking():
            found = system.cat(marked, on_error="omit") if marked else {}
        markers = {self._named(path): _marked(content) for path, content in found.items()}
        records = {}
        for run in runs:
            made = markers.get(self._marker(run))
            page = there.get(self.name(run.html))
            if made and (made["key"], made["page"]) == (run.key, page):
                how = made["seconds"], "", run.key, made["html"], made["at"], ""
                records[run.name] = Record(*run.name, "done", *how)
        return records

    def made(self, run: Run, batch: str) -> tuple[str, float] | None:
        """Return the hash of a run's page and its seconds if this very batch has made it."""
        try:
            made = _marked(self._read(self._marker(run)))
            page = self._read(self.name(run.html))
        except FileNotFoundError:
            return None
        of_this = made and (made["batch"], made["key"]) == (batch, run.key)
        if of_this and hashlib.sha256(page).hexdigest() == made["html"]:
            return made["html"], float(made["seconds"])
        return None

    def deposit(self, run: Run, batch: str, html: str, seconds: float) -> None:
        """Put up what a run made; with the hash of its page, the page and the marker too."""
        with contextlib.suppress(FileNotFoundError):
            self._remove(self._marker(run))
        for kept in (run.executed, run.executed.with_suffix(".log")):
            if kept.is_file():
                self.put(kept)
        if not html:
            return
        self.put(run.html)
        made = {
            "batch": batch,
            "key": run.key,
            "html": html,
            "page": self._state(self.name(run.html)),
            "seconds": f"{seconds:.3f}",
            "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        }
        self._write(self._marker(run), json.dumps(made).encode())

    def _marker(self, run: Run) -> str:
        return self.name(run.executed.with_suffix(".done"))

    def _named(self, path: str) -> str:
        root = self._place[1].strip("/")
        return path.strip("/").removeprefix(root).lstrip("/")

    def _state(self, name: str) -> str:
        system, root = self._place
        system.invalidate_cache()
        with self._asking():
            return _state(system.info(f"{root}/{name}"))

    def _read(self, name: str) -> bytes:
        system, root = self._place
        with self._asking():
            return bytes(system.cat_file(f"{root}/{name}"))

    def _remove(self, name: str) -> None:
        system, root = self._place
        with self._asking():
            system.rm_file(f"{root}/{name}")

    def _write(self, name: str, content: bytes) -> None:
        system, root = self._place
        if "file" in self._protocols:
            write_atomic(Path(root, name), content)
            return
        folder, _, last = f"{root}/{name}".rpartition("/")
        with self._asking():
            if _OBJECTS & set(self._protocols):
                system.pipe_file(f"{folder}/{last}", content)
                return
            system.makedirs(folder, exist_ok=True)
            system.pipe_file(f"{folder}/.tmp-{last}", content)
            system.mv(f"{folder}/.tmp-{last}", f"{folder}/{last}")

    @contextlib.contextmanager
    def _asking(self) -> Iterator[None]:
        """Raise what the backend raises as an OSError, whatever it is."""
        try:
            yield
        except OSError:
            raise
        except Exception as error:
            raise StorageError(f"{self.url}: {type(error).__name__}: {error}") from error


def _state(entry: dict[str, Any]) -> str:
    told = entry.get("ETag") or entry.get("md5Hash") or ""
    return f"{entry['size']} {told}".replace('"', "").strip()


def _marked(content: bytes) -> dict[str, Any]:
    """What a marker says; a damaged one says nothing."""
    try:
        said = json.loads(content)
    except ValueError:
        return {}
    return said if isinstance(said, dict) and set(said) >= _SAID else {}


def report(
    run: Run,
    engine: str,
    secrets: Path | None,
    storage: Storage,
    batch: str,
    connection: Connection,
) -> None:
    """Make a report and put it up, in the process of the run; speaks as `child.report` does."""
    depositing: Any = _Depositing(run, storage, batch, connection)
    child.report(run, engine, secrets, depositing)


class _Depositing:
    """A connection that tells how a run ended when what it made is on the storage."""

    def __init__(self, run: Run, storage: Storage, batch: str, connection: Connection) -> None:
        self._run, self._storage, self._batch = run, storage, batch
        self._connection = connection
        self._start = time.monotonic()

    def send(self, message: tuple[Any, ...]) -> None:
        if message[0] != "cell":
            html = message[1] if message[0] == "done" else ""
            try:
                seconds = time.monotonic() - self._start
                self._storage.deposit(self._run, self._batch, html, seconds)
            except Exception as error:
                what = f"storage: {type(error).__name__}: {error}"
                self._connection.send(("died", "storage", what))
                raise
        self._connection.send(message)
