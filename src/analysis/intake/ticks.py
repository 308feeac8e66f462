"""Yes, no, and not yet: the words and ticks of registers filled in by hand."""

import datetime
import unicodedata
from typing import Any

from analysis.intake.codes import plain_text
from analysis.intake.day_text import parse_date
from analysis.intake.faults import CellError
from analysis.intake.moment_text import parse_moment
from analysis.intake.number_text import MISSING

TICKED = {"是", "已", "有", "y", "√", "✓", "✔", "☑"}
CROSSED = {"否", "未", "无", "n", "×", "✗", "✘"}
YES = TICKED | {"yes", "true", "1"}
NO = CROSSED | {"no", "false", "0"}
DASHES = {"-", "--", "—", "——", "–", "/", "\\"}
EMOJI = "\ufe0f"  # follows a tick that a telephone wrote


def parse_flag(cell: Any, about: dict[str, Any]) -> bool:
    """Return what a cell of a flag says.

    Parameters
    ----------
    cell
        The raw cell, not blank.
    about
        The column's metadata: `blank` is what a dash means (None: it is refused), `dated` whether
        a day or a month, since when it is so, means yes.

    Raises
    ------
    CellError
        If the cell says neither yes nor no.
    """
    word = _word(cell)
    if word in YES | NO:
        return word in YES
    if word in DASHES and about["blank"] is not None:
        return bool(about["blank"])
    error = CellError("not_a_flag", "不是“是”或“否”", "neither yes nor no", _allowed(about))
    if not about["dated"]:
        raise error
    try:
        parse_date(cell, month="first")
    except CellError as no_date:
        raise error from no_date
    return True


def parse_day(cell: Any, about: dict[str, Any]) -> datetime.datetime | None:
    """Return the day or moment of a cell; None where an optional one says "not yet".

    Raises
    ------
    CellError
        If the cell names no day; a tick says that something was done, not when.
    """
    try:
        if about["kind"] == "moment":
            return parse_moment(cell, about["end"])
        return parse_date(cell, about["month"], about["since"])
    except CellError as error:
        word = _word(cell)
        if about["optional"] and word in CROSSED | MISSING:
            return None
        if word in TICKED:
            raise CellError(
                "no_day", "只打了勾，没有日期", "a tick without a day", _allowed(about)
            ) from error
        error.allowed = _allowed(about)
        raise


def _allowed(about: dict[str, Any]) -> tuple[str, str]:
    zh, _, en = about["allowed"].partition("; ")
    return zh, en


def _word(cell: Any) -> str:
    text = unicodedata.normalize("NFKC", plain_text(cell))
    return text.replace(EMOJI, "").casefold()
