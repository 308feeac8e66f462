"""The month that a text, a number or a date names; a cumulative period is its last month."""

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from analysis.intake.faults import CellError
from analysis.intake.period_spelling import YEAR, usual

RANGE = re.compile(YEAR + r"年0?1(?:月份?)?[-~至到](\d{1,2})月?")
QUARTER = re.compile(
    YEAR + r"(?:年第?(?P<zh>[1-4一二三四])季度|[-/]?q(?P<en>[1-4])(?!\d))", re.IGNORECASE
)
QUARTERS = re.compile(YEAR + r"年(?:第?[1一])[-~至到]([2-4二三四])季度")
HALF = re.compile(YEAR + r"年上半年")
MONTH = re.compile(YEAR + r"年(\d{1,2})月(?!\d{1,2}日|[上中下][旬半]|[、和及与]\d{1,2}月)")
SPAN = re.compile(YEAR + r"年\d{1,2}(?:月份?)?[-~至到]\d{1,2}月")
# 2022-1~11 and 202201-11 are ranges, which their first month does not stand for.
PLAIN = re.compile(
    YEAR + r"(?:[-./_](\d{1,2})(?!\d|[-./~至到、和及与]\d)"
    r"|(0[1-9]|1[0-2])(?!\d|[-~至到](?:0[1-9]|1[0-2])(?!\d)))"
)
DAY = re.compile(
    YEAR + r"(?:(?P<mark>[-/.])(\d{1,2})(?P=mark)\d{1,2}|年(\d{1,2})月\d{1,2}日?)(?: 00:00:00)?"
)
# Dates of the form itself: until when it is valid, when it was filled in, printed, approved.
OF_THE_FORM = re.compile(
    r"(?:有效期|有效至|批准|制定|制表|填表|填报|报出|报送|上报|打印|印制|印发|导出|下载|生成|编制|发布|审核"
    r"|更新|取数|提取"
    r"|valid|printed|exported|created)[^\d,;。]{0,12}(?:19|20)\d{2}"
    r"(?:[-/.年]\d{1,2}(?:月(?:\d{1,2}日)?|[-/.]\d{1,2})?|\d{4})?"
    r"|(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月](?:\d{1,2}日?)?(?=制表|填表|填报|报出|打印|印|导出|编制|发布"
    r"|更新|取数|例会|调度会|会议)"
    r"|字[(〔\[](?:19|20)\d{2}[)〕\]]\d*号?",
    re.IGNORECASE,
)
NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
ACROSS = re.compile(YEAR + r"[年./-]?\d{1,2}月?[-~至到](?:19|20)\d{2}[年./-]?\d{1,2}(?!\d)")
# Months without their year: 11月, 1-11月, but no day, none of several and none of something else.
MONTHS = re.compile(
    r"(?<![\d年月./~至到-])(\d{1,2}(?:月份?)?[-~至到])?(\d{1,2})月"
    r"(?!\d{1,2}日|[上中下][旬半]|底前|前)"
)
LISTED = re.compile(r"\d月?[、,_和及与]\d{1,2}月")  # 10、11月
# A month and all before it: 2022年11月累计; a text that says 当月 too is about both.
SUM = re.compile(r"累计|以来")
SINGLE = re.compile(r"当月|本月|单月")
MAX_MONTHS = 12  # characters of months that stand alone
EPOCH = datetime.date(1899, 12, 30)
LOST_ZERO = re.compile(r"(?:19|20)\d{2}\.1")
SERIALS = range(20_000, 80_000)
ALLOWED = ("YYYY-MM、2022年1—11月、2022年11月、202211", "YYYY-MM, 2022年1—11月, 202211")


@lru_cache(maxsize=65536)
def find_period(text: str) -> str | None:
    """Return the period `YYYY-MM` that stands somewhere in a text, None if there is none.

    >>> find_period("规上工业主要指标（2022年1—11月）"), find_period("月报_2022-11.xlsx")
    ('2022-11', '2022-11')
    """
    text = about_the_report(text)
    for pattern in (QUARTERS, QUARTER):
        if found := pattern.search(text):
            said = found[found.lastindex or 2]
            return f"{found[1]}-{3 * (NUMERALS.get(said) or int(said)):02d}"
    if found := HALF.search(text):
        return f"{found[1]}-06"
    if ACROSS.search(text):
        return None
    for pattern in (RANGE, SPAN, MONTH):
        said = {found.groups() for found in pattern.finditer(text)}
        if said:  # of two periods neither is the report's
            return _month(*said.pop()) if pattern is not SPAN and len(said) == 1 else None
    if found := PLAIN.search(text):
        return _month(found[1], found[2] or found[3])
    return None


@lru_cache(maxsize=65536)
def about_the_report(text: str) -> str:
    """Return a text without spaces and without the dates of the form that it stands in."""
    return OF_THE_FORM.sub("", usual(text))


def find_months(text: str) -> str | None:
    """Return the months that a text names without their year, None if there are none or several.

    >>> find_months("1—2月"), find_months("11月产值"), find_months("2022年11月")
    ('1-2月', '11月', None)
    """
    text = about_the_report(text)
    said = {found[0] for found in MONTHS.finditer(text)}
    return said.pop() if len(said) == 1 and not LISTED.search(text) else None


@lru_cache(maxsize=65536)
def months_alone(text: str) -> str | None:
    """Return the months of a text that says nothing else, None of any other."""
    months = find_months(text) if len(text) <= MAX_MONTHS else None
    return months if months and usual(text).removesuffix("份") == months else None


def find_year(texts: Iterable[str]) -> str | None:
    """Return the one year that texts name, None if there are none or several."""
    said = {year for text in texts for year in re.findall(YEAR, about_the_report(text))}
    return said.pop() if len(said) == 1 else None


def several_months(text: str) -> bool:
    """Whether a text names a range, a quarter, half a year or a sum, which is no single month.

    >>> several_months("2022年1—11月"), several_months("2022年第三季度"), several_months("11月累计")
    (True, True, True)
    """
    text = about_the_report(text)
    spans = (ACROSS, QUARTERS, QUARTER, HALF, RANGE, SPAN)
    found = next((match for pattern in spans if (match := pattern.search(text))), None)
    if found is None:
        named = [*MONTH.finditer(text), *MONTHS.finditer(text)]
        summed = bool(named and SUM.search(text) and not SINGLE.search(text))
        return summed or any(months[1] for months in MONTHS.finditer(text))
    return not (found.re is RANGE and int(found[2]) == 1)


def holds_single_months(about: Mapping[str, Any]) -> bool:
    """Whether a column of periods holds single months, neither sums of them nor quarters."""
    return bool(about["kind"] == "month" and "季" not in about["zh"])


def parse_month(cell: object) -> str:
    """Return the single month of a cell.

    Raises
    ------
    CellError
        If the cell names no month, or several.
    """
    if isinstance(cell, str) and several_months(cell):
        raise range_error(cell)
    return parse_period(cell)


def range_error(said: str) -> CellError:
    """Return what is wrong with several months where one must stand."""
    return CellError(
        "several_months",
        f"“{said}”是几个月的合计，本表只收单月数",
        f"{said!r} is several months, the table holds single months",
        ("单月，如2022年11月", "a single month such as 2022-11"),
    )


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
            return f"{whole[1]}-{int(whole[3] or whole[4]):02d}"
        found = find_period(text)
    if found is None:
        raise CellError("bad_period", "不是报告期", "not a period", ALLOWED)
    return found


def lost_zero(cell: object) -> bool:
    """Whether a number may be a month that lost its zero: 2022.10 is kept as 2022.1."""
    return isinstance(cell, float) and LOST_ZERO.fullmatch(str(cell)) is not None


def _month(year: str, month: str) -> str | None:
    return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else None
