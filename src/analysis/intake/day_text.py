"""The day that a cell names; a month stands for one of its days only where a column says so."""

import calendar
import datetime
import re
import unicodedata
from typing import Literal

from analysis.intake.faults import CellError
from analysis.intake.period_spelling import DASHES
from analysis.intake.period_text import EPOCH, lost_zero

Month = Literal["first", "last"]
DAY = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")
MONTH = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:月份?)?|(\d{2}))")
MIDNIGHT = re.compile(r"[ T]00:00:00$")
SERIAL = re.compile(r"\d{5}")
LAST_YEAR = 2100


def parse_date(cell: object, month: Month | None = None, since: int = 1990) -> datetime.datetime:
    """Return the day of a cell: a date, Excel's serial number, or text.

    Text is 2022-03-15, 2022/3/15, 2022.3.15, 2022年3月15日 or 20220315.

    Parameters
    ----------
    cell
        The raw cell.
    month
        Which day a month without one (2022年3月, 2022-03, 202203) stands for; None: it is refused.
    since
        The first year that is allowed; the last is 2100.

    Raises
    ------
    CellError
        If the cell names no day, no day that exists, or one outside these years.
    """
    try:
        day = _day(cell, month)
    except ValueError as error:
        if isinstance(error, CellError):
            raise
        raise CellError("bad_date", "日期不存在", "no such day") from error
    if not since <= day.year <= LAST_YEAR:
        raise CellError("bad_date", "日期超出范围", "the date is out of range")
    return day


def _day(cell: object, month: Month | None) -> datetime.datetime:
    if isinstance(cell, datetime.date):
        return datetime.datetime(cell.year, cell.month, cell.day)
    if lost_zero(cell):
        raise CellError(
            "bad_date",
            "年月被当作数字保存，无法区分1月与10月",
            "a month kept as a number: January or October",
        )
    text = unicodedata.normalize("NFKC", str(cell)).translate(DASHES).strip()
    text = MIDNIGHT.sub("", text.removesuffix(".0")).replace(" ", "")
    if SERIAL.fullmatch(text):
        first = datetime.datetime(EPOCH.year, EPOCH.month, EPOCH.day)
        return first + datetime.timedelta(days=int(text))
    if found := DAY.fullmatch(text):
        year, month_number, day = (int(part) for part in found.groups() if part)
        return datetime.datetime(year, month_number, day)
    if (found := MONTH.fullmatch(text)) is None:
        raise CellError("bad_date", "不是日期", "not a date")
    first = datetime.datetime(int(found[1]), int(found[2] or found[3]), 1)
    if month is None:
        raise CellError("no_day", "只有年月，没有日", "a month without a day")
    if month == "first":
        return first
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
