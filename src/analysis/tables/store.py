"""The store: parquet files, one a table and county, whole versions that never change.

    <store>/current.json                              which version readers see
    <store>/versions/<id>/city.json, sources.json     the city; raw files and their hashes
    <store>/versions/<id>/<table>/all.parquet         tables without a county
    <store>/versions/<id>/<table>/county=<code>.parquet

`version` writes them.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

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
