"""Every raw row is accounted for: used, refused, a total, a note, filtered out, or blank."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import how_many
from analysis.intake.readings import Reading

# A sheet's source, its name, and its rows as the layout counted them.
SheetRows = tuple[dict[str, Any], str, dict[str, int]]


@dataclass(frozen=True)
class SheetAccount:
    """The rows of one sheet read into one table: `rows_in` is the sum of the others.

    `rows_used` are the rows of the sheet that are stored; `sheet` is empty for a text file.
    """

    path: str
    sheet: str
    table: str
    rows_in: int
    rows_used: int
    rows_refused: int
    rows_totals: int
    rows_notes: int
    rows_filtered: int
    rows_blank: int

    @property
    def zh(self) -> str:
        """The account in Chinese."""
        return f"{self._place}：{self.rows_in}行 = " + self._sum(
            ("存储", "拒绝", "合计", "注释", "排除", "空白")
        )

    @property
    def en(self) -> str:
        """The account in English."""
        return f"{self._place}: {how_many(self.rows_in, 'row')} = " + self._sum(
            ("stored", "refused", "totals", "notes", "filtered", "blank")
        )

    @property
    def _place(self) -> str:
        return self.path + (f" [{self.sheet}]" if self.sheet else "") + f" → {self.table}"

    def _sum(self, words: tuple[str, ...]) -> str:
        fates = (
            *(self.rows_used, self.rows_refused, self.rows_totals),
            *(self.rows_notes, self.rows_filtered, self.rows_blank),
        )
        return " + ".join(f"{word} {number}" for word, number in zip(words, fates, strict=True))


def account(
    sources: Iterable[dict[str, Any]], counted: pd.DataFrame | None
) -> list[dict[str, Any]]:
    """Return the sources with the fate of their rows.

    `rows_in` = `rows_used` + `rows_refused` + `rows_totals` + `rows_notes` + `rows_filtered` +
    `rows_blank` are rows of the raw file; `rows` are the rows stored (a crosstab's row holds
    several); `masked` and `missing` are cells. `counted` is that of `count_rows`, None if no file
    gave any row.
    """
    nothing = {"rows": 0, "rows_used": 0, "rows_refused": 0, "masked": 0, "missing": 0}
    by_source = counted.groupby("origin").sum() if counted is not None else None
    accounted = []
    for source in sources:
        counts = dict(nothing)
        if by_source is not None and id(source) in by_source.index:
            counts = {str(k): int(v) for k, v in by_source.loc[id(source)].items()}
        counts["rows_refused"] += source["rows_refused"]
        accounted.append({**source, **counts})
    return accounted


def account_sheets(sheets: Iterable[SheetRows], counted: pd.DataFrame | None) -> list[SheetAccount]:
    """Return the account of each sheet."""
    accounts = []
    for source, name, layout in sheets:
        used = refused = 0
        if counted is not None and (id(source), name) in counted.index:
            row = counted.loc[(id(source), name)]
            used, refused = int(row["rows_used"]), int(row["rows_refused"])
        counts = {**layout, "rows_refused": layout["rows_refused"] + refused}
        accounts.append(
            SheetAccount(source["path"], name, source["table"], rows_used=used, **counts)
        )
    return accounts


def count_rows(reading: Reading) -> pd.DataFrame:
    """Return the rows and cells of each sheet, indexed by its source and its name."""
    blocks = pd.DataFrame(
        {
            "origin": [id(block.origin) for block in reading.blocks],
            "sheet": [block.sheet for block in reading.blocks],
            "masked": [block.masked for block in reading.blocks],
            "missing": [block.missing for block in reading.blocks],
        }
    )
    sheets = blocks.groupby(["origin", "sheet"], sort=False)
    counts = sheets[["masked", "missing"]].sum()
    broken = reading.broken.to_numpy().any(axis=1)
    # A crosstab's row stands in several blocks of its sheet: it is one row of the file.
    place = sheets.ngroup().to_numpy()[reading.block]
    last = int(reading.line.max(initial=0)) + 1
    lines = np.unique(place * last + reading.line)
    refused = np.unique(place[broken] * last + reading.line[broken])
    number = len(counts)
    counts["rows"] = np.bincount(place[~broken], minlength=number)
    counts["rows_refused"] = np.bincount(refused // last, minlength=number)
    counts["rows_used"] = np.bincount(lines // last, minlength=number) - counts["rows_refused"]
    return counts
