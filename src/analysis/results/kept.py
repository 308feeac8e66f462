"""Folders of tables that appear whole, are kept while they are used, and are read in parts."""

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

ROWS_READ = 8192
"""Rows of a file that are read together: a report skips those of counties it does not show."""
KEPT = 2
"""The present results and those before them."""


class Kept(Mapping[str, pd.DataFrame]):
    """The tables of a folder by name, each read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._files = {file.stem: file for file in sorted(folder.glob("*.parquet"))}

    def __getitem__(self, name: str) -> pd.DataFrame:
        return read(self._files[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@contextmanager
def appearing(place: Path) -> Iterator[Path]:
    """Give a folder to write in its name when it is whole; another process may be faster."""
    partial = place.with_name(f".partial-{uuid.uuid4().hex}")
    partial.mkdir(parents=True)
    try:
        yield partial
        try:
            partial.replace(place)
        except OSError:
            if not place.is_dir():
                raise
    finally:
        if partial.is_dir():
            shutil.rmtree(partial)


def asked_for(folder: Path) -> None:
    """Mark a folder as used, so that it is not pruned."""
    with contextlib.suppress(PermissionError):  # whoever may not write does not prune either
        os.utime(folder)


def read(file: Path) -> pd.DataFrame:
    """Return a kept table."""
    return pd.read_parquet(file, engine="pyarrow", use_threads=False)


def write(file: Path, frame: pd.DataFrame) -> None:
    """Write a table to be kept; a damaged file is found when it is read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    frame.to_parquet(
        file, engine="pyarrow", index=False, write_page_checksum=True, row_group_size=ROWS_READ
    )
