"""The store: parquet files, one a table and county, whole versions that never change.

    <store>/current.json                              which version readers see
    <store>/versions/<id>/city.json, sources.json     the city; raw files and their hashes
    <store>/versions/<id>/<table>/all.parquet         tables without a county
    <store>/versions/<id>/<table>/county=<code>.parquet

A version is named by the hash of what it was made from, so the same raw files make the same
version and nothing is written; an older version stays as it was. A version appears whole: it is
written beside its place, flushed, renamed, and only then does `current.json` point to it.
"""

import hashlib
import json
import shutil
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.atomic import appearing, flush_folder, write_atomic
from analysis.errors import DataError
from analysis.tables import TABLES, table
from analysis.tables.city import City


@dataclass(frozen=True)
class Store:
    """The tables of one city, read from a folder.

    Parameters
    ----------
    root
        The store's folder, `<city>/store`.
    """

    root: Path

    @property
    def version(self) -> str:
        """The version that readers see: a hash of the raw files and the configuration."""
        version = current_version(self.root)
        if version is None:
            raise DataError(
                f"数据库不存在：{self.root}，请先运行 analysis ingest",
                f"no store at {self.root}; run `analysis ingest` first",
            )
        return version

    @property
    def folder(self) -> Path:
        """The folder of the current version."""
        return Path(self.root) / "versions" / self.version

    def city(self) -> City:
        """Return the city's configuration as it was when the version was made."""
        return City.model_validate_json((self.folder / "city.json").read_text(encoding="utf-8"))

    def sources(self) -> list[dict[str, Any]]:
        """Return the raw files the version was made from: path, table, sha256, rows, vintage."""
        return list(json.loads((self.folder / "sources.json").read_text(encoding="utf-8")))

    def tables(self) -> list[str]:
        """Return the names of the tables that hold rows."""
        return [name for name in TABLES if (self.folder / name).is_dir()]

    def read(
        self,
        name: str,
        county: str | None = None,
        columns: Sequence[str] | None = None,
        vintages: Literal["latest", "all"] = "latest",
    ) -> pd.DataFrame:
        """Return a table, of one county or of all.

        Parameters
        ----------
        name
            A table of the dictionary.
        county
            A county's code: only its file is opened. A county without rows gives an empty table.
        columns
            Columns to return; all by default.
        vintages
            "latest" keeps the newest vintage of each key, "all" every vintage.

        Raises
        ------
        DataError
            If the store does not hold the table, or a file is damaged.
        """
        declared = table(name)
        folder = self.folder / name
        if not folder.is_dir():
            raise DataError(f"无此数据：{declared.zh}", f"no such data: {declared.en}")
        wanted = [*columns] if columns is not None else list(declared.columns)
        dated = "vintage" in declared.columns
        needed = list(dict.fromkeys([*wanted, *declared.key, *(["vintage"] if dated else [])]))
        if not dated:
            needed = wanted
        file = folder / f"county={county}.parquet"
        if county is not None and declared.by_county:
            files = [file] if file.is_file() else []
        else:
            files = sorted(folder.glob("*.parquet"))
        if not files:
            return declared.schema.coerce_dtype(pd.DataFrame(columns=list(declared.columns)))[
                wanted
            ]
        frame = pa.concat_tables(_read(file, needed) for file in files).to_pandas()
        if dated and vintages == "latest" and frame["vintage"].min() != frame["vintage"].max():
            frame = frame.sort_values("vintage", kind="stable").drop_duplicates(
                list(declared.key), keep="last"
            )
            frame = frame.sort_values(list(declared.key), ignore_index=True)
        return frame[wanted]


def _read(file: Path, columns: list[str]) -> pa.Table:
    try:
        return pq.read_table(
            file, columns=columns, page_checksum_verification=True, use_threads=False
        )
    except (OSError, pa.ArrowInvalid) as error:
        raise DataError(
            f"数据文件已损坏：{file.parent.name}/{file.name}，请重新运行 analysis ingest",
            f"damaged file {file.parent.name}/{file.name}; run `analysis ingest` again",
        ) from error


def current_version(root: str | Path) -> str | None:
    """Return the version that readers of a store see, or None where there is no store yet."""
    pointer = Path(root) / "current.json"
    if not pointer.is_file():
        return None
    return str(json.loads(pointer.read_text(encoding="utf-8"))["version"])


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
    root = Path(root)
    version = version_of(city, [(s["path"], s["sha256"]) for s in sources], reader)
    place = root / "versions" / version
    pointer = root / "current.json"
    if place.is_dir() and current_version(root) == version:
        return False
    for left in root.glob("versions/.partial-*"):  # a writer that was killed
        shutil.rmtree(left)
    if not place.is_dir():
        partial = root / "versions" / f".partial-{uuid.uuid4().hex}"
        partial.mkdir(parents=True)
        for name, frame in tables.items():
            if len(frame):
                _write_table(partial / name, name, frame)
        write_atomic(partial / "city.json", city.model_dump_json(indent=1).encode())
        listed = json.dumps(list(sources), ensure_ascii=False, indent=1)
        write_atomic(partial / "sources.json", listed.encode())
        partial.replace(place)
        flush_folder(place.parent)
    write_atomic(pointer, json.dumps({"version": version}).encode())
    return True


def _write_table(folder: Path, name: str, frame: pd.DataFrame) -> None:
    folder.mkdir()
    order = [*table(name).key, *(["vintage"] if "vintage" in frame else [])]
    ordered = frame.sort_values(order, kind="stable", ignore_index=True)
    if not table(name).by_county:
        _write_parquet(folder / "all.parquet", ordered)
        return
    for county, rows in ordered.groupby("county_code", sort=True):
        _write_parquet(folder / f"county={county}.parquet", rows)


def _write_parquet(file: Path, frame: pd.DataFrame) -> None:
    content = pa.Table.from_pandas(frame, preserve_index=False)
    with appearing(file) as temporary:
        pq.write_table(content, temporary, compression="zstd", write_page_checksum=True)
