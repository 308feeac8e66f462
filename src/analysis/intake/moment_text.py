"""The moment that a cell names: a day with an hour, 24:00 too; a day alone begins or ends."""

import datetime
import re
import unicodedata

from analysis.intake.day_text import parse_date
from analysis.intake.faults import CellError

CLOCK = re.compile(
    r"(?P<day>.*\d日?)(?:[ T]+|(?<=日))(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::00)?|[时点](?:(?P<said>\d{1,2})分?)?)"
)
EXPORTED = re.compile(r"[ T]00:00:00$")
"""A day that a program wrote out in full."""


def parse_moment(cell: object, end: bool = False) -> datetime.datetime:
    """Return the moment of a cell.

    Parameters
    ----------
    cell
        The raw cell: a date and time, a day as `parse_date` reads it, or text such as
        2022-07-01 8:00, 2022年7月1日8时, 2023-03-15 24:00.
    end
        Whether a day alone means its 24:00; else its 0:00.

    Raises
    ------
    CellError
        If the cell names no day, or no hour of a day.
    """
    if isinstance(cell, datetime.datetime) and cell.time() != datetime.time():
        return parse_date(cell) + datetime.timedelta(hours=cell.hour, minutes=cell.minute)
    text = unicodedata.normalize("NFKC", str(cell)).strip()
    if EXPORTED.search(text) or (found := CLOCK.fullmatch(text)) is None:
        return parse_date(cell) + datetime.timedelta(days=int(end))
    minutes = 60 * int(found["hour"]) + int(found["minute"] or found["said"] or 0)
    if minutes > 24 * 60 or int(found["minute"] or found["said"] or 0) > 59:
        raise CellError("bad_date", "时刻不存在", "no such hour")
    return parse_date(found["day"]) + datetime.timedelta(minutes=minutes)
