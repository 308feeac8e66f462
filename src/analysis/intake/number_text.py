"""The one grammar of a number in a raw file.

    1234  1,234.5  －5  （123）  △5  1.2亿  98.7万元  5%    a number, with its unit if it says one
    ***  *  保密                                           masked: withheld by who sent it
    (blank)  -  —  …  /  无  不详                          missing
    1200①  500.5²                                         a number with footnote marks
    ¥1,200  US$5  (€3)                                     a number of money

All else is refused; nothing becomes missing silently and nothing missing becomes 0.
"""

import math
import re
import unicodedata
from typing import NamedTuple

from analysis.intake.faults import CellError
from analysis.tables.units import SIGNS

NUMBER = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+", re.IGNORECASE)
SUFFIX = re.compile(r"^(.*?)([万亿千百]?[^\d.,()\-+\s]*)$")
MISSING = {"", "-", "--", "---", "—", "——", "–", "…", "……", "...", "/", "\\", "无", "空", "不详"}
MISSING |= {"na", "n/a", "nan", "null", "none"}
MASKED = re.compile(r"\*+|[×x]{1,3}|\(?保密\)?|\(?d\)?", re.IGNORECASE)
MINUS = str.maketrans({"−": "-", "–": "-", "—": "-", "，": ",", "△": "-", "▲": "-"})
BESIDE = re.compile(r"[*†‡。、;:#]+")  # no unit, whatever else it means
GLUED = re.compile(r"\d\s+[\d.]")
MONEY = re.compile(
    rf"^([-+(]*)({'|'.join(map(re.escape, sorted(SIGNS, key=len, reverse=True)))})\s*(?=[-\d.])"
)
NOT_A_NUMBER = ("not_a_number", "不是数字", "not a number", ("数字", "a number"))
EXCEL_ERRORS = {"#DIV/0!", "#REF!", "#VALUE!", "#N/A", "#NAME?", "#NUM!", "#NULL!", "#ERROR"}


class Number(NamedTuple):
    """A raw number: its value (None if missing), its own unit if it says one, masked or not.

    `currencies`: those that its sign of money may stand for, none without a sign.
    """

    value: float | None
    unit: str = ""
    masked: bool = False
    currencies: tuple[str, ...] = ()


def is_masked(raw: str) -> bool:
    """Whether a cell says that its figure is withheld."""
    return MASKED.fullmatch(unicodedata.normalize("NFKC", raw).strip()) is not None


def parse_number(raw: str, base_unit: str = "") -> Number:
    """Read a number as people write it.

    Parameters
    ----------
    raw
        The cell's text.
    base_unit
        Unit that 万 and 亿 alone stand before: "元" makes 1.2亿 mean 1.2 亿元.

    Raises
    ------
    CellError
        If the text is not a number of the grammar.
    """
    text = unicodedata.normalize("NFKC", _without_marks(raw)).strip()
    if text.casefold() in MISSING:
        return Number(None)
    if is_masked(text):
        return Number(None, masked=True)
    if text in EXCEL_ERRORS or text.startswith("="):
        raise CellError(
            "formula",
            "公式没有结果或出错" if text != "=?" else "公式没有保存计算结果",
            "a formula without a stored result, or an error value",
            ("数字", "a number"),
        )
    if "(不显示)" in text:
        raise CellError(
            "hidden_value",
            "数字格式隐藏了该数，请改为常规格式，或删去该数",
            "the number format hides the figure; use a plain format, or delete it",
            ("常规数字格式", "a plain number format"),
        )
    if "(显示为" in text:
        raise CellError(
            "scaled",
            "数字格式显示的与单元格中的数不同，不能确定以哪个为准，请改为常规格式",
            "the number format shows another figure than the cell holds; use a plain format",
            ("常规数字格式，或写明万、亿的格式", "a plain format, or one that says 万 or 亿"),
        )
    if GLUED.search(text):
        raise CellError(
            "two_numbers",
            "一格有两个数，或数字间有空格",
            "two numbers in a cell",
            ("数字", "a number"),
        )
    text = text.translate(MINUS).replace(" ", "")
    currencies: tuple[str, ...] = ()
    if money := MONEY.match(text):
        currencies, text = SIGNS[money[2]], money[1] + text[money.end() :]
    parts = SUFFIX.match(text)
    body, unit = (parts[1], parts[2]) if parts else (text, "")
    sign = 1.0
    if body.startswith("(") and body.endswith(")"):
        sign, body = -1.0, body[1:-1]
    elif body.startswith(("+", "-")):
        sign, body = (-1.0 if body.startswith("-") else 1.0), body[1:]
    if not NUMBER.fullmatch(body) or BESIDE.fullmatch(unit):
        raise CellError(*NOT_A_NUMBER)
    if unit in SIGNS:
        currencies, unit = SIGNS[unit], ""
    if unit in {"万", "亿", "千", "百"}:
        unit += base_unit
    value = float(body.replace(",", ""))
    if math.isinf(value):
        raise CellError(*NOT_A_NUMBER)
    return Number(sign * value, unit, currencies=currencies)


def _without_marks(raw: str) -> str:
    """Leave out the footnote marks behind a figure: 1200① and 500.5² are no digits of it.

    Raises
    ------
    CellError
        If there are circled or raised digits, or fractions, elsewhere.
    """
    if raw.isascii():
        return raw
    text = raw.rstrip()
    while text and _is_mark(text[-1]) and "\u2044" not in unicodedata.normalize("NFKC", text[-1]):
        text = text[:-1].rstrip()
    if any(map(_is_mark, text)) or (raw.strip() and not text):
        raise CellError(*NOT_A_NUMBER)
    return text


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "No"
