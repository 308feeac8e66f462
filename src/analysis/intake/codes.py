"""Codes of counties and industries from what raw files write: a code, a name, or both."""

import dataclasses
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from analysis.intake.faults import CellError
from analysis.intake.heading_text import normalise
from analysis.tables import Table
from analysis.tables.city import City
from analysis.tables.territory import WHOLE

LONG_CODE = re.compile(r"(\d{6})(?:0{3}|0{6})")
WHOLE_SPELLINGS = (
    *("全市", "全省", "全国", "合计", "总计", "全市合计", "全市总计", "全省合计", "全省总计"),
    *("total", "grand total", "statewide", "whole city", "city total", WHOLE),
)
LABELS = {"county_code": ("县(市、区)", "county"), "industry_code": ("行业", "industry")}


@dataclass(frozen=True)
class Names:
    """Spelling → code, and code → titles, for the columns `county_code` and `industry_code`.

    `registered` gives the names that a register read before holds, indexed by its codes (`uscc`,
    `cluster_id`), `whole` what the territory is called: in Chinese, in English, other spellings.
    `shared` gives the codes of each spelling that several have, which means none of them alone.
    """

    codes: Mapping[str, Mapping[str, str]]
    titles: Mapping[str, Mapping[str, tuple[str, str]]]
    registered: Mapping[str, pd.Series] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    shared: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    def with_register(self, column: str, names: pd.Series) -> "Names":
        """Return these names and those of a register, indexed by its codes."""
        return dataclasses.replace(self, registered={**self.registered, column: names})

    def of(self, declared: Table) -> "Names":
        """Return the names in a table: with the whole territory's if its row is data there.

        A county that is called like the whole stays the county.
        """
        if not declared.whole:
            return self
        column = "county_code"
        zh, en, *_ = self.whole
        spellings = {normalise(spelling): WHOLE for spelling in self.whole}
        return dataclasses.replace(
            self,
            codes={**self.codes, column: spellings | dict(self.codes[column])},
            titles={**self.titles, column: {**self.titles[column], WHOLE: (zh, f"the {en}")}},
        )

    @property
    def only_whole(self) -> frozenset[str]:
        """The names of the whole territory that no county bears too."""
        return frozenset(s for s in self.whole if self.known("county_code", s) is None)

    def code(self, column: str, cell: object) -> str:
        """Return the code that a cell means.

        Raises
        ------
        CellError
            If neither a code nor a name is known; the nearest one is named.
        """
        if found := self.known(column, cell):
            return found
        known, text = self.codes[column], plain_text(cell)
        if several := self.several(column, cell):
            listed = "、".join(sorted(several))
            what_zh, what_en = LABELS[column]
            raise CellError(
                f"shared_{what_en}",
                f"有{len(several)}个{what_zh}同名，请写代码：{listed}",
                f"{len(several)} bear this name; write the code: {listed}",
                (f"{what_zh}的代码", f"code of a known {what_en}"),
            )
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

    def known(self, column: str, cell: object) -> str | None:
        """Return the code that a cell means, None if neither a code nor a name is known."""
        known, text = self.codes[column], plain_text(cell)
        if found := known.get(normalise(text)):
            return found
        long = LONG_CODE.fullmatch(text)
        return long[1] if long and long[1] in known else None

    def several(self, column: str, cell: object) -> frozenset[str]:
        """Return the codes that share the name in a cell, none if it is of one alone or unknown."""
        return self.shared.get(column, {}).get(normalise(plain_text(cell)), frozenset())

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
        shared={
            column: {name: codes for name, codes in _meanings(titles).items() if len(codes) > 1}
            for column, titles in (("county_code", counties), ("industry_code", divisions))
        },
        whole=tuple(said for name in (city.whole, city.name) for said in (name.zh, name.en))
        + WHOLE_SPELLINGS,
    )


def _spellings(titles: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Return what means one code alone; a code that another one's name spells stays the code."""
    means = _meanings(titles)
    found = {spelling: min(codes) for spelling, codes in means.items() if len(codes) == 1}
    return found | {spelling: code for code in titles for spelling in (normalise(code), code)}


def _meanings(titles: Mapping[str, tuple[str, str]]) -> dict[str, frozenset[str]]:
    meanings: dict[str, set[str]] = {}
    for code, (zh, en) in titles.items():
        for spelling in (code, zh, en, code + zh, code + en):
            meanings.setdefault(normalise(spelling), set()).add(code)
            meanings.setdefault(spelling, set()).add(code)
    return {spelling: frozenset(codes) for spelling, codes in meanings.items()}
