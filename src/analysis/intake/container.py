"""Look into a workbook before it is opened: what it is, how large it becomes, what reading loses.

What a file is says its content, never its name. A workbook of a few kilobytes can expand to
gigabytes, and one stray cell in the last corner makes a reader allocate the whole grid: both are
refused here without building it. Errors (#DIV/0!), formulas without a result and what a number
format makes of a figure do not come from the reader: they are collected here by their address.
"""

import io
import posixpath
import re
import zipfile
import zlib
from xml.parsers.expat import ExpatError

from analysis.intake import sheet_xml
from analysis.intake.contents import MAX_BYTES, Contents, too_large
from analysis.intake.faults import CellError
from analysis.intake.number_formats import BUILT_IN, Shown, shown
from analysis.intake.old_workbook import OLE, look_into_old
from analysis.intake.other_forms import not_a_workbook
from analysis.intake.rich_text import marked_strings
from analysis.intake.xml_part import elements

ZIP = b"PK\x03\x04"
OOXML_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MAX_RATIO = 200
TRUE = {"1", "true"}
STRINGS = re.compile(rb"\buniqueCount\s*=\s*[\"'](\d+)")  # what a reader allocates at once
# zipfile says NotImplementedError or RuntimeError of methods and flags it does not know.
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError, ExpatError),
    *(NotImplementedError, RuntimeError, OSError, ValueError, LookupError),
)
ALLOWED = ("xlsx、xls、csv", "xlsx, xls, csv")
NOT_A_WORKBOOK = CellError(
    "not_a_workbook",
    "不是Excel工作簿（内容与扩展名不符）",
    "not an Excel workbook (the content does not fit the extension)",
    ALLOWED,
)


def is_workbook(content: bytes) -> bool:
    """Whether a file begins as workbooks do, whatever its name."""
    return content.startswith((ZIP, OLE))


def look_into(content: bytes) -> dict[int, Contents]:
    """Check a workbook's container and return its sheets' contents by their places, from 0.

    Raises
    ------
    CellError
        If it is no workbook, damaged, protected by a password, or larger than the limits.
    """
    if len(content) > MAX_BYTES:
        too_large(f"{len(content) / 2**20:.0f} MB")
    if content.startswith(OLE):
        if OOXML_ENCRYPTED in content:
            raise CellError(
                "encrypted",
                "工作簿有密码保护，请另存为无密码文件",
                "the workbook is protected by a password; save it without one",
            )
        return look_into_old(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _look(_Parts(archive), len(content))
    except CellError:
        raise
    except DAMAGED as error:
        raise CellError(
            "damaged", "工作簿已损坏或不完整", "the workbook is damaged or cut off"
        ) from error


class _Parts:
    """The parts of a workbook by their names: any case, and backslashes as some programs write."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = {_plain(info.filename): info for info in archive.infolist()}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self.names

    def read(self, name: str) -> bytes:
        return self.archive.read(self.names[_plain(name)])

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts that a part refers to: identifier → (kind, name)."""
        folder, own = posixpath.split(name)
        relations = posixpath.join(folder, "_rels", f"{own}.rels")
        if relations not in self:
            return {}
        return {
            about.get("Id", ""): (
                about.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", folder, about.get("Target", ""))),
            )
            for _, about in elements(self.read(relations), "Relationship")
        }


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _look(parts: _Parts, size: int) -> dict[int, Contents]:
    expanded = sum(part.file_size for part in parts.names.values())
    if expanded > MAX_BYTES or (expanded > 2**20 and expanded > MAX_RATIO * size):
        too_large(f"{expanded / 2**20:.0f} MB")
    book = next((n for kind, n in parts.related("").values() if kind == "officeDocument"), "")
    if book not in parts or not book.casefold().endswith(".xml"):
        raise not_a_workbook(_form(parts, book))
    if not elements(parts.read(book), "workbook"):
        raise not_a_workbook("document")
    marked: dict[int, str] = {}
    for name in parts.names:
        if name.endswith("sharedstrings.xml"):
            strings = parts.read(name)
            _countable(strings)
            marked |= marked_strings(strings)
    related = parts.related(book)
    formats: dict[int, Shown] = {}
    for kind, name in related.values():
        if kind == "styles" and name in parts:
            formats = _formats(parts.read(name))
    named = elements(parts.read(book), "sheet", "calcPr", "workbookPr")

    def says(element: str, attribute: str) -> bool:
        return any(n == element and about.get(attribute) in TRUE for n, about in named)

    computed_on_load = says("calcPr", "fullCalcOnLoad")
    sheets = [related.get(about.get("id", ""), ("", "")) for n, about in named if n == "sheet"]
    looked = {
        place: sheet_xml.look(parts.read(name), formats, computed_on_load, marked)
        for place, (kind, name) in enumerate(sheets)
        if kind == "worksheet" and name in parts
    }
    for contents in looked.values():
        contents.from_1904 = says("workbookPr", "date1904")
    return looked


def _form(parts: _Parts, book: str) -> str:
    """What a packed file without a workbook's XML is."""
    if book.casefold().endswith(".bin"):
        return "xlsb"
    if "mimetype" in parts and b"opendocument.spreadsheet" in parts.read("mimetype"):
        return "ods"
    return "archive"


def _countable(strings: bytes) -> None:
    """Refuse a part of shared texts that claims more of them than it has bytes."""
    said = STRINGS.search(strings[:4096])
    if said and int(said[1]) > len(strings):
        raise ValueError("uniqueCount")


def _formats(styles: bytes) -> dict[int, Shown]:
    """Return what the styles of cells make of figures, by the style's number, where they do."""
    found = elements(styles, "numFmt", "cellXfs", "cellStyles", "dxfs", "xf")
    codes = dict(BUILT_IN)
    codes |= {
        int(a["numFmtId"]): a.get("formatCode", "")
        for n, a in found
        if n == "numFmt" and a.get("numFmtId")
    }
    names = [name for name, _ in found]
    if "cellXfs" not in names:
        return {}
    styled = found[names.index("cellXfs") + 1 :]
    used = [about for name, about in styled if name == "xf"]
    made = {n: shown(codes.get(int(about.get("numFmtId", 0)), "")) for n, about in enumerate(used)}
    return {number: each for number, each in made.items() if each is not None}
