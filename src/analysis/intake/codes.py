"""Codes of counties and industries from what raw files write: a code, a name, or both."""

import dataclasses
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.intake.faults import CellError
from analysis.intake.heading_text import normalise
from analysis.tables.city import City

LONG_CODE = re.compile(r"(\d{6})(?:0{3}|0{6})")
LABELS = {"county_code": ("县(市、区)", "county"), "industry_code": ("行业", "industry")}


@dataclass(frozen=True)
class Names:
    """Spelling → code, and code → titles, for the columns `county_code` and `industry_code`.

    `registered` gives the names that a register read before holds, indexed by its codes (`uscc`,
    `cluster_id`).
    """

    codes: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, Mapping[str, tuple[str, str]]]
    registered: Mapping[str, pd.Series] = field(default_factory=dict)

    def with_register(self, column: str, names: pd.Series) -> "Names":
        """Return these names and those of a register, indexed by its codes."""
        return dataclasses.replace(self, registered={**self.registered, column: names})

    def code(self, column: str, cell: object) -> str:
        """Return the code that a cell means.

        Raises
        ------
        CellError
            If neither a code nor a name is known; the nearest one is named.
        """
        known = self.codes[column]
        text = plain_text(cell)
        if found := known.get(normalise(text)):
            return found
        if (long := LONG_CODE.fullmatch(text)) and long[1] in known:
            return long[1]
        near = difflib.get_close_matches(normalise(text), list(known), n=1, cutoff=0.0)[0]
        lost = next((c for c in (text.zfill(n) for n in (2, 5, 6)) if c in known), None)
        code = lost if lost and text.isdigit() else known[near]
        zh, en = self.titles[column][code]
        what_zh, what_en = LABELS[column]
        if lost and text.isdigit():
            raise CellError(
                "lost_zero",
                f"{what_zh}代码丢失前导零，应为{code}",
                f"the {what_en} code lost its leading zero, it should be {code}",
                ("文本格式的代码", "a code kept as text"),
            )
        raise CellError(
            f"unknown_{what_en}",
            f"未知的{what_zh}，最接近的是{code} {zh}",
            f"unknown {what_en}, the nearest known one is {code} {en}",
            (f"{what_zh}的代码或名称", f"code or name of a known {what_en}"),
        )

    def in_text(self, column: str, text: str) -> str | None:
        """Return the code whose name or code stands in a text, None if none or several do."""
        found = self.all_in_text(column, text)
        return found.pop() if len(found) == 1 else None

    def all_in_text(self, column: str, text: str) -> set[str]:
        """Return the codes whose name or code stands in a text."""
        text = normalise(text)
        hits = {s: c for s, c in self.codes[column].items() if len(s) > 1 and s in text}
        longest = [s for s in hits if not any(s != other and s in other for other in hits)]
        return {hits[s] for s in longest}


def plain_text(cell: object) -> str:
    """Return a cell as text: 130502.0, as spreadsheets keep numbers, is "130502"."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def names_of(city: City, industries: pd.DataFrame) -> Names:
    """Return the names of a city's counties and of the industries of its classification."""
    counties = {c.code: (c.name.zh, c.name.en) for c in city.counties}
    columns = ["industry_code", "name_zh", "name_en"]
    divisions = {code: (zh, en) for code, zh, en in industries[columns].itertuples(index=False)}
    lettered = (industries["section"] + industries["industry_code"]).str.lower()  # C13
    sections = dict(zip(lettered, industries["industry_code"], strict=True))
    return Names(
        {"county_code": _spellings(counties), "industry_code": sections | _spellings(divisions)},
        {"county_code": counties, "industry_code": divisions},
    )


def _spellings(titles: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    spellings: dict[str, str] = {}
    for code, (zh, en) in titles.items():
        for spelling in (code, zh, en, code + zh, code + en):
            spellings[normalise(spelling)] = code
            spellings[spelling] = code
    return spellings
