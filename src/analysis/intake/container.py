"""Look into a workbook before it is opened: what it is, how large it becomes, what reading loses.

A workbook of a few kilobytes can expand to gigabytes, and one stray cell in the last corner makes
a reader allocate the whole grid. Both are refused here from the raw XML, without building it.
Error values (#DIV/0!) and formulas without a stored result come back from the reader as empty
cells: their addresses are collected here so that they are refused and not taken for missing.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from analysis.intake.faults import CellError

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OOXML_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAX_BYTES = 100 * 2**20
MAX_RATIO = 200
MAX_ROWS, MAX_COLUMNS = 200_000, 200
# Beyond 200 columns (after GR), or beyond 199,999 rows.
TOO_FAR = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="(?:(?:[A-Z]{3,}|[H-Z][A-Z]|G[S-Z])\d+|[A-Z]+(?:[2-9]\d{5}|\d{7,}))"'
)
CELL = re.compile(
    rb'<(?:\w+:)?c\b([^>]*?)\br="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)', re.DOTALL
)
FORMULA = re.compile(rb"<(?:\w+:)?f\b")
RESULT = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\bhidden="(?:1|true)"')
# zipfile says NotImplementedError or RuntimeError of methods and flags it does not know.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError),
    *(NotImplementedError, RuntimeError, OSError),
)
NOT_A_WORKBOOK = CellError(
    "not_a_workbook",
    "不是Excel工作簿（内容与扩展名不符）",
    "not an Excel workbook (the content does not fit the extension)",
    ("xlsx、xls、csv", "xlsx, xls, csv"),
)


@dataclass(frozen=True)
class Contents:
    """What the XML of a workbook's sheets says; keys are the sheets' places, from 0.

    `lost` gives the cells that a reader shows empty: (row, column) from 0 → what stands there.
    """

    lost: dict[int, dict[tuple[int, int], str]] = field(default_factory=dict)
    hidden_rows: dict[int, int] = field(default_factory=dict)


def look_into(path: Path) -> Contents:
    """Check a workbook's container.

    Raises
    ------
    CellError
        If it is no workbook, damaged, protected by a password, or larger than the limits.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        _too_large(f"{size / 2**20:.0f} MB")
    with path.open("rb") as raw:
        start = raw.read(8)
    if start.startswith(OLE):
        if OOXML_ENCRYPTED in path.read_bytes():
            raise CellError(
                "encrypted",
                "工作簿有密码保护，请另存为无密码文件",
                "the workbook is protected by a password; save it without one",
            )
        return Contents()
    if not start.startswith(ZIP):
        raise NOT_A_WORKBOOK
    try:
        with zipfile.ZipFile(path) as archive:
            return _look(archive, size)
    except DAMAGED as error:
        raise CellError(
            "damaged", "工作簿已损坏或不完整", "the workbook is damaged or cut off"
        ) from error


def _look(archive: zipfile.ZipFile, size: int) -> Contents:
    members = archive.infolist()
    expanded = sum(member.file_size for member in members)
    if expanded > MAX_BYTES or (expanded > 2**20 and expanded > MAX_RATIO * size):
        _too_large(f"{expanded / 2**20:.0f} MB")
    contents = Contents()
    for place, name in enumerate(_sheet_parts(archive)):
        xml = archive.read(name) if name else b""
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            raise CellError(
                "damaged", "工作簿含外部定义，拒绝读取", "the workbook holds a DTD, not read"
            )
        if found := TOO_FAR.search(xml):
            _too_large(found[0].rsplit(b'"', 2)[1].decode())
        contents.hidden_rows[place] = len(HIDDEN_ROW.findall(xml))
        if b't="e"' in xml or FORMULA.search(xml):
            contents.lost[place] = _lost(xml)
    return contents


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """Return the parts that hold the sheets in the workbook's order, "" where one is missing."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        raise NOT_A_WORKBOOK
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "strict")
    targets = {}
    for relation in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", relations):
        found = dict(re.findall(r'\b(Id|Target)="([^"]*)"', relation))
        target = found.get("Target", "").lstrip("/")
        targets[found.get("Id")] = target if target.startswith("xl/") else f"xl/{target}"
    book = archive.read("xl/workbook.xml").decode("utf-8", "strict")
    sheets = re.findall(r'<(?:\w+:)?sheet\b[^>]*\b\w+:id="([^"]*)"', book)
    return [targets[sheet] if targets.get(sheet) in names else "" for sheet in sheets]


def _lost(xml: bytes) -> dict[tuple[int, int], str]:
    lost: dict[tuple[int, int], str] = {}
    for before, letters, row, after, inside in CELL.findall(xml):
        result = RESULT.search(inside)
        said = result[1].decode("utf-8", "strict") if result else ""
        if b't="e"' in before + after:
            lost[int(row) - 1, column_number(letters.decode())] = said or "#ERROR"
        elif FORMULA.search(inside) and not said and b't="str"' not in before + after:
            lost[int(row) - 1, column_number(letters.decode())] = "=?"
    return lost


def column_number(letters: str) -> int:
    """Return the place of a column, from 0 ("A" → 0, "AB" → 27)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def column_letters(number: int) -> str:
    """Return the letters of a column counted from 0 (0 → "A", 27 → "AB")."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _too_large(found: str) -> NoReturn:
    raise CellError(
        "too_large",
        f"工作簿过大（{found}），可能有游离的单元格",
        f"the workbook is too large ({found}); a stray cell perhaps",
        (
            f"展开后不超过{MAX_BYTES >> 20} MB、{MAX_ROWS}行、{MAX_COLUMNS}列",
            f"{MAX_BYTES >> 20} MB expanded, {MAX_ROWS} rows, {MAX_COLUMNS} columns",
        ),
    )
