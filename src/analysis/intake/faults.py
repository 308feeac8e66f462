"""A fault in a raw file: where it stands, what was found, what is allowed, in both languages."""

import dataclasses
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

Severity = Literal["error", "warning"]

TITLES = {
    "severity": ("级别", "Severity"),
    "file": ("文件", "File"),
    "sheet": ("工作表", "Sheet"),
    "row": ("行", "Row"),
    "column": ("列", "Column"),
    "cell": ("单元格", "Cell"),
    "problem": ("问题", "Problem"),
    "value": ("值", "Value"),
    "allowed": ("允许", "Allowed"),
}
MAX_REPEATED, MAX_SHEETS, MAX_FILES = 20, 3, 3
NUMBERED = re.compile(r"(\D*)(\d*)")
SEVERITIES = {"error": ("错误", "error"), "warning": ("提示", "warning")}


class CellError(ValueError):
    """What is wrong with one raw value, before its place is known.

    Parameters
    ----------
    kind
        Short name of the kind of fault (`not_a_number`, `unknown_county` …).
    zh, en
        The problem in both languages.
    allowed
        What is allowed there (zh, en).
    """

    def __init__(self, kind: str, zh: str, en: str, allowed: tuple[str, str] = ("", "")) -> None:
        super().__init__(f"{zh}; {en}")
        self.kind = kind
        self.zh = zh
        self.en = en
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a raw file.

    Parameters
    ----------
    kind
        Short name of the kind of fault, for filters and tests.
    file, sheet, row, column, cell
        The place: path under `raw/`, sheet, row as the spreadsheet numbers it (0 if the fault is
        of the whole file), raw heading, address such as "F7".
    value
        What stands there.
    problem_zh, problem_en
        What is wrong.
    allowed_zh, allowed_en
        What is allowed there.
    severity
        An error keeps everything from being written, a warning does not.
    """

    kind: str
    file: str
    problem_zh: str
    problem_en: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    cell: str = ""
    value: str = ""
    allowed_zh: str = ""
    allowed_en: str = ""
    severity: Severity = "error"

    @property
    def zh(self) -> str:
        """The whole sentence in Chinese."""
        place = self.file + (f"〔{self.sheet}〕" if self.sheet else "")
        place += f"第{self.row}行" if self.row else ""
        place += f"“{self.column}”列" if self.column else ""
        place += f"（{self.cell}）" if self.cell else ""
        return (
            f"{place}：{self.problem_zh}"
            + (f"，值为“{self.value}”" if self.value else "")
            + (f"；允许：{self.allowed_zh}" if self.allowed_zh else "")
        )

    @property
    def en(self) -> str:
        """The whole sentence in English."""
        place = self.file + (f" [{self.sheet}]" if self.sheet else "")
        place += f", row {self.row}" if self.row else ""
        place += f", column {self.column!r}" if self.column else ""
        place += f" ({self.cell})" if self.cell else ""
        return (
            f"{place}: {self.problem_en}"
            + (f", value {self.value!r}" if self.value else "")
            + (f"; allowed: {self.allowed_en}" if self.allowed_en else "")
        )


def of_file(
    file: str, error: CellError, sheet: str = "", row: int = 0, severity: Severity = "error"
) -> Fault:
    """Return the fault of a whole file, a sheet or a row."""
    return Fault(
        error.kind,
        file,
        error.zh,
        error.en,
        sheet=sheet,
        row=row,
        allowed_zh=error.allowed[0],
        allowed_en=error.allowed[1],
        severity=severity,
    )


def condensed(faults: Iterable[Fault]) -> list[Fault]:
    """Sort faults, errors first and then by place; many of the same value and column become one.

    A county that is unknown in a thousand rows is one fault to mend: the first row is named, and
    how many there are. So is a heading that the sheet, or the file, of every month repeats.
    """
    kept: list[Fault] = []
    for group in _alike(faults, _same_in_sheet):
        if len(group) > MAX_REPEATED:
            number = len(group)
            zh, en = f"（该列共{number}处）", f" ({number} cells of the column)"
            group = [_adding(min(group, key=_place), zh, en)]
        kept += group
    whole: list[Fault] = []
    for group in _alike(kept, _same_in_file):
        sheets = list(dict.fromkeys(fault.sheet for fault in sorted(group, key=_place)))
        if len(sheets) > MAX_SHEETS:
            zh = f"（{len(sheets)}张工作表相同：{'、'.join(sheets)}）"
            en = f" (the same in {len(sheets)} sheets: {', '.join(sheets)})"
            group = [_adding(min(group, key=_place), zh, en)]
        whole += group
    folded: list[Fault] = []
    for group in _alike(whole, _same_in_city):
        files = list(dict.fromkeys(fault.file for fault in sorted(group, key=_place)))
        if len(files) > MAX_FILES:
            zh = f"（{len(files)}个文件相同：{'、'.join(files)}）"
            en = f" (the same in {len(files)} files: {', '.join(files)})"
            group = [_adding(min(group, key=_place), zh, en)]
        folded += group
    return sorted(folded, key=lambda fault: (fault.severity, _place(fault)))  # errors first


def _alike(
    faults: Iterable[Fault], same: Callable[[Fault], tuple[object, ...]]
) -> Iterable[list[Fault]]:
    groups: dict[tuple[object, ...], list[Fault]] = {}
    for fault in faults:
        groups.setdefault(same(fault), []).append(fault)
    return groups.values()


def _same_in_sheet(fault: Fault) -> tuple[object, ...]:
    same = (fault.file, fault.sheet, fault.column, fault.kind, fault.value)
    return same if fault.row and fault.value else (*same, fault.problem_zh, fault.row)


def _same_in_file(fault: Fault) -> tuple[object, ...]:
    row = 0 if fault.value else fault.row
    return (fault.file, fault.column, fault.kind, fault.value, fault.problem_zh, row)


def _same_in_city(fault: Fault) -> tuple[object, ...]:
    """A fault that concerns a file by its name alone (unused, missing) is its own."""
    own = "" if fault.column or fault.value or fault.row else fault.file
    return (own, fault.column, fault.kind, fault.value, fault.problem_zh, fault.severity)


def _adding(fault: Fault, zh: str, en: str) -> Fault:
    return dataclasses.replace(
        fault, problem_zh=fault.problem_zh + zh, problem_en=fault.problem_en + en
    )


def _place(fault: Fault) -> tuple[object, ...]:
    """Order as people do: the sheet 2月 stands before 10月."""
    return (_counting(fault.file), _counting(fault.sheet), fault.row, fault.cell, fault.kind)


def _counting(text: str) -> list[tuple[str, int]]:
    return [(word, int(number or 0)) for word, number in NUMBERED.findall(text)]


def faults_table(faults: Iterable[Fault], lang: str = "zh") -> pd.DataFrame:
    """Return one row a fault, headings and texts in `lang`, ready for a CSV file or the screen."""
    side = 0 if lang == "zh" else 1
    rows = [
        (
            SEVERITIES[fault.severity][side],
            fault.file,
            fault.sheet,
            fault.row,
            fault.column,
            fault.cell,
            (fault.problem_zh, fault.problem_en)[side],
            fault.value,
            (fault.allowed_zh, fault.allowed_en)[side],
        )
        for fault in faults
    ]
    return pd.DataFrame(rows, columns=[title[side] for title in TITLES.values()])
