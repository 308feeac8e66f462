"""Look into a workbook of Excel 97–2003 (.xls): errors, formats, what is hidden.

Records as in [MS-XLS], the container as in [MS-CFB].
"""

import struct
from collections.abc import Iterator

from analysis.intake.contents import MAX_COLUMNS, Contents, address_of, too_large
from analysis.intake.faults import CellError
from analysis.intake.number_formats import BUILT_IN, Shown, shown

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE = 0xFFFFFFFA  # sectors from here on are none
BOUNDSHEET, FORMAT, XF, FILEPASS, DATES = 0x85, 0x41E, 0xE0, 0x2F, 0x22
ROW, COLUMNS, BOF, EOF = 0x208, 0x7D, 0x809, 0x0A
NUMBER, RK, ROW_OF_RK, ERROR, FORMULA = 0x203, 0x27E, 0xBD, 0x205, 0x06
LABEL, RICH_LABEL, SHARED_LABEL, SIZE = 0x204, 0xD6, 0xFD, 0x200
CELLS = {NUMBER, RK, ROW_OF_RK, ERROR, FORMULA, LABEL, RICH_LABEL, SHARED_LABEL}
HIDDEN_ROW, HIDDEN_COLUMN = 0x20, 0x01
BIFF8 = 0x600
LAST_ROW, LAST_COLUMN = 65_536, 256  # the size of a sheet; a reader allocates what is claimed
ERRORS = {
    **{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!"},
    **{0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"},
}


def look_into_old(content: bytes) -> dict[int, Contents]:
    """Return the contents of the sheets of an .xls by their places, from 0.

    Raises
    ------
    CellError
        If it is damaged, no workbook, or protected by a password.
    """
    try:
        return _look(_stream(content))
    except (struct.error, IndexError, KeyError, UnicodeDecodeError) as error:
        raise CellError(
            "damaged", "工作簿已损坏或不完整", "the workbook is damaged or cut off"
        ) from error


def _stream(content: bytes) -> bytes:
    """Return the stream of the workbook in its container."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    if size not in {512, 4096}:
        raise struct.error("sector size")
    first_folder, _, cutoff, first_mini = struct.unpack_from("<4I", content, 48)
    next_list = struct.unpack_from("<I", content, 68)[0]
    tables = list(struct.unpack_from("<109I", content, 76))
    for _ in range(len(content) // size):
        if next_list >= FREE:
            break
        *more, next_list = struct.unpack_from(f"<{size // 4}I", content, (next_list + 1) * size)
        tables += more

    def sector(number: int) -> bytes:
        return content[(number + 1) * size : (number + 2) * size]

    following = [n for table in tables if table < FREE for n in _numbers(sector(table))]

    def chain(number: int) -> bytes:
        found: list[bytes] = []
        while number < FREE and len(found) <= len(following):
            found.append(sector(number))
            number = following[number]
        return b"".join(found)

    entries = {}
    folder = chain(first_folder)
    for start in range(0, len(folder) - 127, 128):
        entry = folder[start : start + 128]
        length = struct.unpack_from("<H", entry, 64)[0]
        name = entry[: max(length - 2, 0)].decode("utf-16-le").casefold()
        entries[name] = struct.unpack_from("<2I", entry, 116)
    found = entries.get("workbook") or entries.get("book")
    if found is None:
        raise CellError(
            "not_a_workbook",
            "不是Excel工作簿（是Word或其他旧版Office文件）",
            "no Excel workbook (another document of old Office)",
            ("xlsx、xls、csv", "xlsx, xls, csv"),
        )
    first, length = found
    if length >= cutoff:
        return chain(first)[:length]
    mini, after = chain(entries["root entry"][0]), _numbers(chain(first_mini))
    pieces: list[bytes] = []
    while first < FREE and len(pieces) <= len(after):
        pieces.append(mini[first * 64 : (first + 1) * 64])
        first = after[first]
    return b"".join(pieces)[:length]


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part of the stream, those of embedded charts left out."""
    depth = 0
    while start + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, start)
        data = stream[start + 4 : start + 4 + length]
        start += 4 + length
        if not depth and kind != BOF:
            raise struct.error("no beginning")
        depth += (kind == BOF) - (kind == EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, data


def _look(stream: bytes) -> dict[int, Contents]:
    starts, codes, styles = [], dict(BUILT_IN), []
    version, from_1904 = BIFF8, False
    for kind, data in _records(stream, 0):
        if kind == BOF:
            version = struct.unpack_from("<H", data)[0]
        elif kind == FILEPASS:
            raise CellError(
                "encrypted",
                "工作簿有密码保护，请另存为无密码文件",
                "the workbook is protected by a password; save it without one",
            )
        elif kind == BOUNDSHEET:
            starts.append(struct.unpack_from("<I", data)[0])
        elif kind == FORMAT:
            codes[struct.unpack_from("<H", data)[0]] = _text(data[2:], version)
        elif kind == DATES:
            from_1904 = data[0] == 1
        elif kind == XF:
            styles.append(struct.unpack_from("<H", data, 2)[0])
    made = {number: shown(codes.get(code, "")) for number, code in enumerate(styles)}
    formats = {number: each for number, each in made.items() if each is not None}
    return {place: _sheet(stream, start, formats, from_1904) for place, start in enumerate(starts)}


def _text(data: bytes, version: int) -> str:
    if version < BIFF8:
        return data[1 : 1 + data[0]].decode("latin-1")
    length, wide = struct.unpack_from("<HB", data)
    if wide & 1:
        return data[3 : 3 + 2 * length].decode("utf-16-le")
    return data[3 : 3 + length].decode("latin-1")


def _sheet(stream: bytes, start: int, formats: dict[int, Shown], from_1904: bool) -> Contents:
    contents, held = Contents(from_1904=from_1904), set()
    for kind, data in _records(stream, start):
        if kind == ROW:
            contents.hidden_rows += bool(struct.unpack_from("<H", data, 12)[0] & HIDDEN_ROW)
        elif kind == COLUMNS:
            first, last, _, _, options = struct.unpack_from("<5H", data)
            if options & HIDDEN_COLUMN:
                contents.hidden_columns += range(first, min(last, 255) + 1)
        elif kind == SIZE and len(data) >= 12:
            top, rows, left, columns = struct.unpack_from("<2I2H", data)
            if not (top <= rows <= LAST_ROW and left <= columns <= LAST_COLUMN):
                raise struct.error("size of the sheet")
        elif kind in CELLS:
            for where in _places(kind, data):
                if where in held:
                    contents.twice.append(where)
                held.add(where)
            for row, column, style, value in _values(kind, data):
                if isinstance(value, str):
                    contents.shown[row, column] = value
                elif style in formats:
                    contents.shown[row, column] = formats[style].text(value)
    return contents


def _places(kind: int, data: bytes) -> list[tuple[int, int]]:
    """Return the cells of a record; too far to the right is refused, no row is too far down."""
    row, column = struct.unpack_from("<2H", data)
    last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == ROW_OF_RK else column
    if last >= MAX_COLUMNS:
        too_large(address_of(row, last))
    return [(row, place) for place in range(column, last + 1)]


def _values(kind: int, data: bytes) -> Iterator[tuple[int, int, int, float | str]]:
    """Yield row, column, style and figure of a record's cells; a text is what is lost there."""
    if kind in {LABEL, RICH_LABEL, SHARED_LABEL}:
        return
    row, column, style = struct.unpack_from("<3H", data)
    if kind == NUMBER:
        yield row, column, style, struct.unpack_from("<d", data, 6)[0]
    elif kind == RK:
        yield row, column, style, _small(data[6:10])
    elif kind == ROW_OF_RK:
        for place in range((len(data) - 6) // 6):
            style = struct.unpack_from("<H", data, 4 + 6 * place)[0]
            yield row, column + place, style, _small(data[6 + 6 * place : 10 + 6 * place])
    elif kind == ERROR:
        if data[7]:
            yield row, column, style, ERRORS.get(data[6], "#ERROR")
    elif data[12:14] != b"\xff\xff":
        result = struct.unpack_from("<d", data, 6)[0]
        # Programs that compute nothing write 0, which no flag tells from a computed 0.
        yield row, column, style, result if result else "=?"
    elif data[6] == 2:
        yield row, column, style, ERRORS.get(data[8], "#ERROR")
    elif data[6] == 3:  # an empty text, which the same programs write
        yield row, column, style, "=?"


def _small(data: bytes) -> float:
    """Return the number of an RK: 30 bits of a float or of an integer, perhaps of hundredths."""
    raw = struct.unpack("<I", data)[0]
    if raw & 2:
        value = float(struct.unpack("<i", data)[0] >> 2)
    else:
        value = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<I", raw & 0xFFFFFFFC))[0]
    return value / 100 if raw & 1 else value
