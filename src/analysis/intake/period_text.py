"""The month that a text, a number or a date names; a cumulative period is its last month."""

import datetime
import re
import unicodedata

from analysis.intake.faults import CellError

YEAR = r"(?<!\d)((?:19|20)\d{2})"
RANGE = re.compile(YEAR + r"年0?1(?:月份?)?[-~至到](\d{1,2})月?")
QUARTER = re.compile(
    YEAR + r"(?:年第?(?P<zh>[1-4一二三四])季度|[-/]?q(?P<en>[1-4])(?!\d))", re.IGNORECASE
)
QUARTERS = re.compile(YEAR + r"年(?:第?[1一])[-~至到]([2-4二三四])季度")
HALF = re.compile(YEAR + r"年上半年")
MONTH = re.compile(YEAR + r"年(\d{1,2})月")
SPAN = re.compile(YEAR + r"年\d{1,2}(?:月份?)?[-~至到]\d{1,2}月")
PLAIN = re.compile(YEAR + r"(?:[-./_](\d{1,2})(?!\d|[-./]\d)|(0[1-9]|1[0-2])(?!\d))")
DAY = re.compile(YEAR + r"[-/.](\d{1,2})[-/.](\d{1,2})(?: 00:00:00)?")
NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
DASHES = str.maketrans("—–－−～", "----~")
EPOCH = datetime.date(1899, 12, 30)
LOST_ZERO = re.compile(r"(?:19|20)\d{2}\.1")
SERIALS = range(20_000, 80_000)
ALLOWED = ("YYYY-MM、2022年1—11月、2022年11月、202211", "YYYY-MM, 2022年1—11月, 202211")


def find_period(text: str) -> str | None:
    """Return the period `YYYY-MM` that stands somewhere in a text, None if there is none.

    >>> find_period("规上工业主要指标（2022年1—11月）"), find_period("月报_2022-11.xlsx")
    ('2022-11', '2022-11')
    """
    text = unicodedata.normalize("NFKC", text).translate(DASHES).replace(" ", "")
    text = re.sub(r"-{2,}", "-", text)
    for pattern in (QUARTERS, QUARTER):
        if found := pattern.search(text):
            said = found[found.lastindex or 2]
            return f"{found[1]}-{3 * (NUMERALS.get(said) or int(said)):02d}"
    if found := HALF.search(text):
        return f"{found[1]}-06"
    if found := RANGE.search(text):
        return _month(found[1], found[2])
    if SPAN.search(text):
        return None
    if found := MONTH.search(text):
        return _month(found[1], found[2])
    if found := PLAIN.search(text):
        return _month(found[1], found[2] or found[3])
    return None


def parse_period(cell: object) -> str:
    """Return the period of a cell: text, a date, 202211, or Excel's serial number of a day.

    Raises
    ------
    CellError
        If the cell names no month.
    """
    found: str | None
    if isinstance(cell, datetime.date):
        return f"{cell.year:04d}-{cell.month:02d}"
    if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == int(cell):
        if int(cell) in SERIALS:
            day = EPOCH + datetime.timedelta(days=int(cell))
            return f"{day.year:04d}-{day.month:02d}"
        found = find_period(str(int(cell)))
    elif lost_zero(cell):
        found = None
    else:
        text = str(cell).strip()
        if whole := DAY.fullmatch(text):
            return f"{whole[1]}-{int(whole[2]):02d}"
        found = find_period(text)
    if found is None:
        raise CellError("bad_period", "不是报告期", "not a period", ALLOWED)
    return found


def lost_zero(cell: object) -> bool:
    """Whether a number may be a month that lost its zero: 2022.10 is kept as 2022.1."""
    return isinstance(cell, float) and LOST_ZERO.fullmatch(str(cell)) is not None


def _month(year: str, month: str) -> str | None:
    return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else None
