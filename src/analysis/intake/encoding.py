"""The text of a CSV file: byte order mark, then strict UTF-8, then strict GB18030."""

import codecs

from analysis.intake.faults import CellError

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # it begins as UTF-16's does
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ALLOWED = ("UTF-8、GB18030(GBK)、带标记的UTF-16", "UTF-8, GB18030 (GBK), UTF-16 with its mark")


def decode(content: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding.

    No byte is ever replaced or ignored: GB18030 holds every Chinese character that GBK holds, and
    rare ones too.

    Raises
    ------
    CellError
        If the bytes are text in none of the encodings.
    """
    for mark, name in MARKS:
        if content.startswith(mark):
            try:
                return content.decode(name), name
            except UnicodeDecodeError as error:
                raise _unknown() from error
    if b"\0" in content:
        raise CellError(
            "encoding",
            "文件含空字符（NUL）：已损坏，或是没有标记的UTF-16，请另存为UTF-8",
            "the file holds NUL characters: damaged, or UTF-16 without its mark; save it as UTF-8",
            ALLOWED,
        )
    for name in ("utf-8", "gb18030"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        return text, name
    raise _unknown()


def _unknown() -> CellError:
    return CellError(
        "encoding",
        "文件编码无法识别",
        "the encoding is not recognised",
        ALLOWED,
    )
