"""What a file is that is neither a workbook nor text with separators: named by its content."""

import json
import re

from analysis.intake.encoding import decode
from analysis.intake.faults import CellError

SAVE = ("请用Excel或WPS打开后另存为xlsx", "open it in Excel or WPS and save it as xlsx")
UNPACK = ("请先解压", "unpack it first")
ASK = ("请索取数据表", "ask for the table itself")
FORMS = {
    "html": ("网页（HTML）", "a web page (HTML)", SAVE),
    "xml": ("XML表格", "an XML spreadsheet", SAVE),
    "mime": ("网页档案（MHTML）", "a web archive (MHTML)", SAVE),
    "sylk": ("SYLK表格", "a SYLK spreadsheet", SAVE),
    "ods": ("OpenDocument表格（ods）", "an OpenDocument spreadsheet (ods)", SAVE),
    "xlsb": ("二进制工作簿（xlsb）", "a binary workbook (xlsb)", SAVE),
    "json": ("JSON数据", "JSON data", SAVE),
    "archive": ("压缩文件", "a packed archive", UNPACK),
    "document": ("文档（Word、RTF等）", "a document (Word, RTF …)", ASK),
    "pdf": ("PDF文件", "a PDF", ASK),
    "picture": ("图片", "a picture", ASK),
}
BEGINS = {
    b"\x1f\x8b": "archive", b"Rar!": "archive", b"7z\xbc\xaf": "archive", b"BZh": "archive",
    b"\xfd7zXZ": "archive", b"%PDF": "pdf", b"{\\rtf": "document", b"ID;P": "sylk",
    b"\x89PNG": "picture", b"\xff\xd8\xff": "picture", b"GIF8": "picture", b"BM": "picture",
}  # fmt: skip
# Letters and web archives begin with lines such as From: and Subject:.
MIME = re.compile(r"(?:[\w-]+:.*\n|[ \t].*\n)*mime-version:", re.IGNORECASE)
LONGEST = 10_000_000  # of what is tried as JSON


def not_a_workbook(form: str) -> CellError:
    """Return why a file of a form of `FORMS` is not read, and the way out."""
    zh, en, (way_zh, way_en) = FORMS[form]
    return CellError(
        "not_a_workbook",
        f"不是Excel工作簿，而是{zh}，{way_zh}",
        f"no Excel workbook but {en}; {way_en}",
        ("xlsx、xls、csv", "xlsx, xls, csv"),
    )


def other_form(content: bytes) -> CellError | None:
    """Return why a file that is surely of another form, whatever its name, is not read."""
    for begin, form in BEGINS.items():
        if content.startswith(begin) and (len(begin) > 2 or not _is_text(content)):
            return not_a_workbook(form)
    form = _form_of_text(content)
    return not_a_workbook(form) if form else None


def _is_text(content: bytes) -> bool:
    try:
        decode(content)
    except CellError:
        return False
    return True


def _form_of_text(content: bytes) -> str:
    head = content[:4096]
    try:
        encoding = decode(content)[1] if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    except CellError:
        return ""
    start = head.decode(encoding, errors="ignore").lstrip("\ufeff\xef\xbb\xbf \t\r\n")
    if MIME.match(start.replace("\r\n", "\n")):
        return "mime"
    if start.startswith("<"):
        lower = start.lower()
        return "xml" if lower.startswith("<?xml") and "<html" not in lower else "html"
    if start.startswith(("{", "[")) and len(content) <= LONGEST:
        try:
            json.loads(content)
        except ValueError:
            return ""
        return "json"
    return ""
