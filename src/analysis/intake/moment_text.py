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
SERIAL = re.compile(r"(?P<day>\d{5})(?P<part>\.\d+)")
"""Excel's number of a day, and the part of the day that is over."""


def parse_moment(cell: object, end: bool = False) -> datetime.datetime:
    """Return the moment of a cell.

    Parameters
    ----------
    cell
        The raw cell: a date and time, Excel's number of one, a day as `parse_date` reads it, or
        text such as
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
    if (serial := SERIAL.fullmatch(text)) and float(serial["part"]):
        minutes = round(24 * 60 * float(serial["part"]))
        return parse_date(serial["day"]) + datetime.timedelta(minutes=minutes)
    if EXPORTED.search(text) or (found := CLOCK.fullmatch(text)) is None:
        return parse_date(cell) + datetime.timedelta(days=int(end))
    hours, minutes = int(found["hour"]), int(found["minute"] or found["said"] or 0)
    if minutes > 59 or 60 * hours + minutes > 24 * 60:
        raise CellError("bad_date", "时刻不存在", "no such hour")
    return parse_date(found["day"]) + datetime.timedelta(hours=hours, minutes=minutes)
