"""The ledger: what has been released, once and for all; what was published stays published.

    <ledger>/ledger.jsonl        one line a release, each with the hash of the line before it
    <ledger>/cells/<n>.parquet   the cells that it showed or masked
    <ledger>/masks.jsonl         private: every mask, with what there is to say of it

It is only ever appended to. The copy that every release makes of it elsewhere tells whether lines
or the whole were lost. Without a whole ledger nothing is released: an earlier figure that nobody
remembers can be subtracted from a new one.
"""

import hashlib
import json
import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.atomic import write_atomic
from analysis.errors import DataError

FILE, MASKS = "ledger.jsonl", "masks.jsonl"
CELLS = ("table", "key", "period", "reader", "measure", "value", "masked")
"""Columns of the released cells.

`key` names a cell of `table` in its key columns, `column=value;…`; `period` is the last month of
the release; `reader` is the county to which alone it was shown, "" if to all; `value` is missing
where `masked`.
"""
NAMED = ["table", "key", "period", "measure"]
NAME = re.compile(r"(\w+)=")
"""The names in the `key` of a cell."""
FIRST = "0" * 64


@dataclass(frozen=True)
class Ledger:
    """The ledger of a city.

    Parameters
    ----------
    folder
        Where it lies.
    copy
        The folder of its copy.
    """

    folder: Path
    copy: Path

    def entries(self) -> list[dict[str, Any]]:
        """Return the releases in order, all of them whole.

        Raises
        ------
        DataError
            If the ledger is lost, broken, or not the one that was copied; it says what to do.
        """
        lines, copied = _lines(self.folder / FILE), _lines(self.copy / FILE)
        if lines[: len(copied)] != copied:
            known = "丢失" if not lines else "与副本不符"
            raise self._refusal(known, "lost" if not lines else "not the one that was copied")
        found, before = [], FIRST
        for number, line in enumerate(lines, start=1):
            entry = _entry(line)
            if entry is None or (entry["n"], entry["before"]) != (number, before):
                raise self._refusal(f"第{number}行已损坏", f"broken in line {number}")
            if _digest(self._cells(number)) != entry["cells"]:
                raise self._refusal(f"cells/{number}已损坏", f"broken: cells/{number}")
            found.append(entry)
            before = entry["hash"]
        return found

    def cells(self) -> pd.DataFrame:
        """Return all cells ever released, columns `CELLS` and `n`, the release; the latest last.

        Raises
        ------
        DataError
            As `entries`.
        """
        numbers = [entry["n"] for entry in self.entries()]
        frames = [pd.read_parquet(self._cells(n)).assign(n=n) for n in numbers]
        return pd.concat(frames, ignore_index=True) if frames else no_cells().assign(n=0)

    def frozen(self) -> pd.DataFrame:
        """Return the cells that everyone knows, `CELLS`, as they were last released.

        They are for whoever chooses masks: what was shown cannot be masked any more.
        """
        every = self.cells()
        known = every[every["reader"] == ""].drop_duplicates(NAMED, keep="last")
        return known[[*CELLS]].reset_index(drop=True)

    def released(self, periods: Collection[str]) -> list[str]:
        """Return the digests of the cells of all releases of these periods, in order.

        Whether they are whole is not asked.
        """
        lines = [line for line in _lines(self.folder / FILE) if any(p in line for p in periods)]
        entries = map(_entry, lines)  # the others are not read: they name thousands of files
        return [entry["cells"] for entry in entries if entry and entry.get("period") in periods]

    def append(
        self,
        facts: Mapping[str, Any],
        files: Mapping[str, str],
        cells: pd.DataFrame,
        masks: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Add a release, before its files are shown to anyone.

        Parameters
        ----------
        facts
            City, period, audience, when, by whom, why an earlier one is corrected.
        files
            Name → SHA-256 of each released file.
        cells
            Its cells, `CELLS`.
        masks
            What is said of each mask, for the private log.
        """
        before = self.entries()
        number = len(before) + 1
        place = self._cells(number)
        place.parent.mkdir(parents=True, exist_ok=True)
        for folder in (self.folder, place.parent):
            folder.chmod(0o700)
        cells[[*CELLS]].to_parquet(place, index=False)
        place.chmod(0o600)
        said = {
            "n": number,
            "before": before[-1]["hash"] if before else FIRST,
            **facts,
            "files": dict(files),
            "cells": _digest(place),
        }
        _append(self.folder / MASKS, [{"n": number, **mask} for mask in masks])
        _append(self.folder / FILE, [{**said, "hash": _hash(said)}])
        self._copy()

    def _cells(self, number: int) -> Path:
        return self.folder / "cells" / f"{number:04}.parquet"

    def _copy(self) -> None:
        """Copy what the copy lacks; the line that tells of a release comes last."""
        (self.copy / "cells").mkdir(parents=True, exist_ok=True)
        self.copy.chmod(0o700)
        cells = [f"cells/{file.name}" for file in sorted((self.folder / "cells").iterdir())]
        for name in (*cells, MASKS, FILE):
            write_atomic(self.copy / name, (self.folder / name).read_bytes())
            (self.copy / name).chmod(0o600)

    def _refusal(self, zh: str, en: str) -> DataError:
        return DataError(
            f"发布台账{self.folder}{zh}，不能发布；请先从{self.copy}或备份恢复整个目录",
            f"the ledger of releases {self.folder} is {en}: nothing is released; restore the whole "
            f"folder from {self.copy} or from a backup first",
        )


def no_cells() -> pd.DataFrame:
    """Return no cell, with the columns `CELLS`."""
    types = {"value": "float64", "masked": "bool"}
    return pd.DataFrame({name: pd.Series(dtype=types.get(name, "str")) for name in CELLS})


def key_columns(key: pd.Series) -> pd.DataFrame:
    """Return the key columns, as text, of cells of one table by their `key`."""
    names = NAME.findall(key.iloc[0]) if len(key) else []
    return key.str.extract("".join(f"{name}=(?P<{name}>[^;]*);" for name in names) or "()")[names]


def folder_of_ledger(city_folder: Path) -> Path:
    """Return where a city's ledger lies: beside its store, which may be made anew."""
    return city_folder / "ledger"


def corrected(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return the cells released before that are said otherwise now: `NAMED`, `was`, `value`.

    A cell that was masked and is shown, or was shown and is masked, counts too.
    """
    last = before.drop_duplicates([*NAMED, "reader"], keep="last")
    both = now.merge(last, on=[*NAMED, "reader"], suffixes=("", "_was"))
    close = (both["value"] - both["value_was"]).abs() <= 1e-9 * both["value"].abs()
    same = (both["masked"] == both["masked_was"]) & (both["masked"] | close)
    same |= both["value"].isna() & both["value_was"].isna() & ~both["masked"] & ~both["masked_was"]
    return both.loc[~same, [*NAMED, "value_was", "value"]].rename(columns={"value_was": "was"})


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def _entry(line: str) -> dict[str, Any] | None:
    """The release that a line tells of; None where it was changed or torn."""
    try:
        said = json.loads(line)
        given = said.pop("hash")
    except (ValueError, KeyError, AttributeError):
        return None
    whole = given == _hash(said) and {"n", "before", "cells", "files"} <= {*said}
    return {**said, "hash": given} if whole else None


def _hash(said: Mapping[str, Any]) -> str:
    content = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def _append(file: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND | _NO_LINKS, 0o600)
    with os.fdopen(descriptor, "ab") as out:
        lines = [json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows]
        out.write("".join(lines).encode())
        out.flush()
        os.fsync(out.fileno())


_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
