"""The store: parquet files, one a table and county, whole versions that never change.

    <store>/current.json                              which version readers see
    <store>/versions/<id>/city.json, sources.json     the city; raw files and their hashes
    <store>/versions/<id>/digests.json                the hash of each table's content
    <store>/versions/<id>/columns.json                the columns that each table had then
    <store>/versions/<id>/<table>/all.parquet         tables without a county
    <store>/versions/<id>/<table>/county=<code>.parquet
    <store>/versions/<id>/<table>/sheets.json             of registers: see `origins`

`version` writes them.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.errors import DataError
from analysis.tables import TABLES, table
from analysis.tables.city import City
from analysis.tables.origins import ORIGIN, SHEETS, UNKNOWN, Sheet, sheets_read


@dataclass(frozen=True)
class Store:
    """The tables of one city, read from a folder.

    Parameters
    ----------
    root
        The store's folder, `<city>/store`.
    day
        Where given, vintages after this day, `YYYY-MM-DD`, are not there: see `as_of`.
    """

    root: Path
    day: str = ""

    def as_of(self, day: str) -> "Store":
        """Return the same store without the vintages after a day: what was known then.

        Tables that have no vintage, and the configuration, are what they are now.
        """
        return replace(self, day=day)

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
        """Return the city's configuration as it was when the version was made.

        Raises
        ------
        DataError
            If the store is damaged, or its tables have other columns than this program's.
        """
        file = self.folder / "city.json"
        if not self.fits:
            raise _unreadable(self.folder)
        try:
            return City.model_validate_json(_content(file))
        except ValueError as error:
            raise _unreadable(file) from error

    @property
    def fits(self) -> bool:
        """Whether the tables have the columns that this program's have."""
        file = self.folder / "columns.json"
        if not file.is_file():  # written before versions told their columns
            return False
        return fitting(_said(file, dict))

    def sources(self) -> list[dict[str, Any]]:
        """Return the raw files the version was made from: path, table, sha256, rows, vintage."""
        sources: list[dict[str, Any]] = _said(self.folder / "sources.json", list)
        return sources

    def tables(self) -> list[str]:
        """Return the names of the tables that hold rows."""
        names = [name for name in TABLES if (self.folder / name).is_dir()]
        return [name for name in names if not self.day or self._known(name)]

    def _known(self, name: str) -> bool:
        """Whether a table holds rows of the vintages that are there."""
        if "vintage" not in table(name).columns:
            return True
        return not self.read(name, columns=["vintage"], vintages="all").empty

    def digest(self, name: str) -> str:
        """Return the hash of a table's content: the same rows give the same."""
        digests = _said(self.folder / "digests.json", dict)
        whole = str(digests[table(name).name])
        return f"{whole} as of {self.day}" if self.day else whole

    def periods(self, name: str) -> list[str]:
        """Return the periods of which a table has rows, in order."""
        return sorted(self.read(name, columns=["period"])["period"].unique())

    def read(
        self,
        name: str,
        county: str | None = None,
        columns: Sequence[str] | None = None,
        vintages: Literal["latest", "all"] = "latest",
        periods: Sequence[str] | None = None,
        origins: bool = False,
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
        periods
            Periods whose rows are kept; all by default. Other rows take no memory.
        origins
            Whether `ORIGIN` stands beside the columns: `UNKNOWN` where the store has none.

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
        found = ["period"] if periods is not None else []
        told = [*declared.key, "vintage"] if dated else []
        beside = [ORIGIN] if origins and (folder / SHEETS).is_file() else []
        needed = list(dict.fromkeys([*wanted, *found, *told, *beside]))
        file = folder / f"county={county}.parquet"
        if county is not None and declared.by_county:
            files = [file] if file.is_file() else []
        else:
            files = sorted(folder.glob("*.parquet"))
        if not files and not any(folder.glob("*.parquet")):
            raise _unreadable(folder)
        if not files:
            none = declared.schema.coerce_dtype(pd.DataFrame(columns=list(declared.columns)))
            return none[wanted].assign(**({ORIGIN: UNKNOWN} if origins else {}))
        read = pa.concat_tables(_read(file, needed, periods) for file in files)
        if dated and self.day:
            read = read.filter(pc.less_equal(read["vintage"], self.day))
        if dated and vintages == "latest":
            order = _newest(read, declared.key)
            read = read if order is None else read.take(order)
        # Column by column, so that no more than one of them is held twice.
        rows = read.select([*wanted, *beside]).to_pandas(split_blocks=True, self_destruct=True)
        return rows.assign(**{ORIGIN: UNKNOWN}) if origins and not beside else rows

    def sheets(self, name: str) -> list[Sheet]:
        """Return the sheets that `ORIGIN` names by number; none where the store has none."""
        file = self.folder / name / SHEETS
        return sheets_read(_said(file, list)) if file.is_file() else []


def fitting(stored: Mapping[str, Any]) -> bool:
    """Whether stored tables, by the names of their columns, are those of this program.

    A table that only another program knows is left alone.
    """
    return all(stored[name] == [*TABLES[name].columns] for name in stored if name in TABLES)


def _newest(rows: pa.Table, key: Sequence[str]) -> np.ndarray | None:
    """The newest rows of each key, in the order of the keys; None where all have one vintage.

    Texts are compared through their places in a sorted list: a nation's rows are millions.
    """
    if len(rows["vintage"].unique()) < 2:
        return None
    codes = [
        pd.factorize(rows[column].to_pandas(), sort=True)[0].astype(np.int32)
        for column in (*key, "vintage")
    ]
    order = np.lexsort(codes[::-1])
    followed = np.ones(len(order), dtype=bool)
    followed[-1] = False
    for code in codes[:-1]:
        followed[:-1] &= code[order[1:]] == code[order[:-1]]
    return order[~followed]


def _read(file: Path, columns: list[str], periods: Sequence[str] | None) -> pa.Table:
    try:
        with pq.ParquetFile(file, page_checksum_verification=True) as opened:
            rows = opened.read(columns, use_threads=False).select(columns)
    except PermissionError as error:
        raise _forbidden(file) from error
    except (OSError, pa.ArrowInvalid, KeyError) as error:
        raise _unreadable(file) from error
    if periods is None:
        return rows
    return rows.filter(pc.is_in(rows["period"], pa.array(periods, rows["period"].type)))


def current_version(root: str | Path) -> str | None:
    """Return the version that readers of a store see, or None where there is no store yet.

    Raises
    ------
    DataError
        If what names it is damaged.
    """
    pointer = Path(root) / "current.json"
    try:
        if not pointer.is_file():
            return None
    except PermissionError as error:
        raise _forbidden(pointer) from error
    version = _said(pointer, dict).get("version")
    if not isinstance(version, str):
        raise _unreadable(pointer)
    return version


def _said(file: Path, kind: type) -> Any:
    try:
        said = json.loads(_content(file))
    except ValueError as error:
        raise _unreadable(file) from error
    if not isinstance(said, kind):
        raise _unreadable(file)
    return said


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except PermissionError as error:
        raise _forbidden(file) from error
    except FileNotFoundError as error:
        raise _unreadable(file) from error


def _forbidden(file: Path) -> DataError:
    return DataError(
        f"无权读取数据库（属于另一用户）：{file}；请由其所有者运行，或用自己的副本",
        f"the store is another user's and may not be read: {file}; let its owner run this, or "
        "work on a copy of your own",
    )


def _unreadable(file: Path) -> DataError:
    return DataError(
        f"数据库已损坏，或由其他版本的软件写成：{file}，请重新运行 analysis ingest",
        f"the store is damaged or of another version of the program: {file}; "
        "run `analysis ingest` again",
    )
