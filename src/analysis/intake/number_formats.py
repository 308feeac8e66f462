"""What a number format makes of a figure: 0.065 under 0.0% is shown, and meant, as 6.5%.

Formats that only round or group change nothing. Codes as in ECMA-376 part 1, 18.8.31: up to four
sections, for positive and negative numbers, zero and text, or for the conditions they begin with.
"""

import operator
import re
import unicodedata
from typing import NamedTuple

from analysis.intake.heading_units import known_unit
from analysis.tables.units import RAW_UNITS, SIGNS

BUILT_IN = {9: "0%", 10: "0.00%"}  # the other built-in formats change no figure
# Quoted text, an escaped character, a space or a filling as wide as one, a colour or a condition.
TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|[_*].|\[([^\]]*)\]|(.)', re.DOTALL)
GENERAL = re.compile(r"general|g/通用格式", re.IGNORECASE)  # WPS writes the second
CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
COMPARE = {
    **{"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge},
    **{"=": operator.eq, "<>": operator.ne},
}
DATE = {*"ymdhsYMDHS"}
DIGITS = {"0", "#", "?"}
MULTIPLES = {"万", "亿", "千", "百", "%"}
MONEY = re.compile("|".join(map(re.escape, sorted(SIGNS, key=len, reverse=True))))
YEN = {"411", "0411"}  # the locale that makes ¥ the yen's sign
# What stands before or behind a figure and makes it a bound, a guess, or negative.
BEFORE = re.compile(r"[<>≤≥≦≧＜＞≈~～-]|约|近|超|不足|至少|至多|负")
BEHIND = re.compile(r"以上|以下|以内|左右|余|多|\+$")
GROUPING = {" ", "\u00a0", "\u202f", "'", "’", ","}  # between digits: thousands, in any country
MINUS = {"-", "负"}
MYRIADS = {"万": 4, "亿": 8}
NAMES_A_UNIT = ("十", "百", "千", "万", "亿"), tuple(u for u in RAW_UNITS if not u.isascii())


class Token(NamedTuple):
    """One piece of a format; one of the four is not empty."""

    quoted: str
    escaped: str
    bracket: str
    plain: str


class Section(NamedTuple):
    """A figure is shown times `factor`, with what is said before and behind it.

    `suffix` is a unit, a multiple or a word such as 以上; `money` a sign of money, wherever it
    stands; `prefix` what makes the figure a bound (<) or turns its sign (-). `empty`: it is not
    shown at all; `condition`: what figures the section is for, if it says so.
    """

    factor: float = 1.0
    suffix: str = ""
    empty: bool = False
    condition: tuple[str, float] | None = None
    money: str = ""
    prefix: str = ""
    pieces: tuple[str, ...] = ()
    bracketed: bool = False

    @property
    def plain(self) -> bool:
        """Whether the figure itself is shown."""
        said = self.suffix or self.money or self.prefix or self.pieces
        return self.factor == 1.0 and not (said or self.empty or self.bracketed)

    def around(self, figure: str) -> str:
        """Return a figure with what stands before and behind it."""
        turned = figure.startswith("-") or float(figure) == 0  # its section may write the minus
        prefix = "" if self.prefix in MINUS and turned else self.prefix
        return f"{prefix}{self.money}{figure}{self.suffix}"

    def parted(self, figure: str) -> str:
        """Return a figure with the texts that part its digits: 12 under 0"-"0 is 1-2."""
        whole, point, behind = figure.removeprefix("-").partition(".")
        digits, said = list(whole), ""
        for place in range(len(self.pieces) - 1, -1, -1):
            piece = self.pieces[place]
            if piece not in DIGITS:
                said = piece + said
            elif digits:
                said = digits.pop() + said
            elif piece == "0":
                said = "0" + said
        return figure[: figure.startswith("-")] + "".join(digits) + said + point + behind


class Shown(NamedTuple):
    """The sections of a format."""

    sections: tuple[Section, ...]

    def text(self, value: float) -> str:
        """Return a figure as its cell shows it, unrounded; one of unsure size says both.

        >>> shown("0.0%").text(0.065), shown('0!.0,"万"').text(12345), shown("0,").text(12345)
        ('6.5%', '1.2345万', '12345（显示为12.345）')
        >>> shown('0"-"0').text(12), shown('0000"年"00"月"').text(202210), shown("(0.0)").text(5)
        ('1-2', '2022年10月', '5（显示为(5)）')
        """
        section = self._of(value)
        if section.empty and value:
            return f"{value:.15g}（不显示）"
        if section.plain or section.empty:
            return f"{value:.15g}"
        said = f"{value * section.factor:.15g}"
        if section.bracketed:
            return f"{value:.15g}（显示为({said})）" if value > 0 else f"{value:.15g}"
        if section.pieces:
            return section.parted(said)
        if section.factor == 1.0 or section.suffix:
            return section.around(said)
        return f"{value:.15g}（显示为{said}）"

    def _of(self, value: float) -> Section:
        """The section for a figure: by its condition, or else by the figure's sign."""
        if not any(section.condition for section in self.sections):
            place = 1 if value < 0 else 0 if value > 0 else 2
            return self.sections[place if place < len(self.sections) else 0]
        for section in self.sections:
            compare, limit = section.condition or ("<", 0.0)
            if COMPARE[compare](value, limit):
                return section
        return self.sections[-1]


def shown(code: str) -> Shown | None:
    """Return what a format makes of figures, None if the figures themselves (or dates).

    >>> shown("0.0%").sections[0].suffix, shown("#,##0;-#,##0;")
    ('%', None)
    """
    parts: list[list[Token]] = [[]]
    for quoted, escaped, bracket, plain in TOKEN.findall(GENERAL.sub("0", code)):
        if plain == ";":
            parts.append([])
        elif quoted or escaped or bracket or plain:
            parts[-1].append(Token(quoted, escaped, bracket, plain))
    if len(parts) == 1 and all(token.bracket for token in parts[0]) and '"' not in code:
        return None  # a colour at most
    for_numbers = [part for part in parts if not any(token.plain == "@" for token in part)]
    if any(token.plain in DATE for part in for_numbers for token in part if token.plain):
        return None
    sections = tuple(map(_section, for_numbers))
    by_sign = not any(section.condition for section in sections)
    if by_sign and len(sections) > 1:
        sections = (sections[0], _of_negative(sections[1]), *sections[2:])
    return None if all(s.plain for s in sections[: 2 if by_sign else None]) else Shown(sections)


def _section(tokens: list[Token]) -> Section:
    limits = (CONDITION.fullmatch(token.bracket) for token in tokens if token.bracket)
    found = next(filter(None, limits), None)
    condition = (found[1], float(found[2])) if found else None
    money = _money(tokens)
    if any(token.plain in {"E", "e"} for token in tokens):
        return Section(condition=condition, money=money)
    digits, commas, after = 0, 0, ""  # so far: digits, commas and what stands behind the last one
    before = ""
    factor, divided = 1.0, -1
    for quoted, escaped, _, plain in tokens:
        literal = quoted or escaped
        if plain in DIGITS:
            digits, commas, after = digits + 1, 0, ""
            divided += divided >= 0
        elif plain == ",":
            commas += digits > 0
        elif plain == "%":
            factor, after = factor * 100, after + "%"
        elif literal == "." and digits:
            divided = 0  # 0!.0, shows a point that divides by ten for each digit behind it
        elif literal.isdecimal() and digits:
            factor *= 10.0 ** len(literal)  # 0"0000" shows 万 as if it were 元
        elif literal or plain != ".":
            after += literal or plain
            before += "" if digits else literal or plain
    factor /= 1000.0**commas * 10.0 ** max(divided, 0)
    prefix = BEFORE.search(before)
    suffix = MONEY.sub("", unicodedata.normalize("NFKC", after)).strip()
    if suffix not in MULTIPLES and not known_unit(suffix) and not _means_more(suffix):
        suffix = ""
    bracketed = _open(before) > 0 > _open(after)
    said = prefix[0] if prefix else ""
    return Section(factor, suffix, not digits, condition, money, said, _pieces(tokens), bracketed)


def _of_negative(section: Section) -> Section:
    """A negative figure's section may write its minus, or brackets instead."""
    prefix = "" if section.prefix in MINUS else section.prefix
    return section._replace(prefix=prefix, bracketed=False)


def _open(text: str) -> int:
    """How many brackets a text leaves open, below 0 those that it closes."""
    return sum({"(": 1, "（": 1, ")": -1, "）": -1}.get(character, 0) for character in text)


def _pieces(tokens: list[Token]) -> tuple[str, ...]:
    """Return the digits' places before the point and the texts from there on, if texts part them.

    What only groups digits parts none: 1 234, 1'234, 1万2345. A fraction, # ?/?, has no texts.
    """
    said = [token.plain or token.quoted or token.escaped for token in tokens if not token.bracket]
    whole = said[: said.index(".")] if "." in said else said
    places = [n for n, token in enumerate(whole) if token in DIGITS]
    if not places or "/" in whole:
        return ()
    pieces = [piece for piece in whole[places[0] :] if piece != ","]
    last = max(n for n, piece in enumerate(pieces) if piece in DIGITS)
    texts = [n for n, piece in enumerate(pieces[:last]) if piece not in DIGITS | GROUPING]
    behind = [sum(piece in DIGITS for piece in pieces[n:]) for n in texts]
    groups = [MYRIADS.get(pieces[n]) for n in texts]
    return () if behind == groups or not texts else tuple(pieces)


def _means_more(suffix: str) -> bool:
    """Whether a text behind a figure bounds it, or is a unit though not a known one: 百吨."""
    multiples, units = NAMES_A_UNIT
    return bool(BEHIND.search(suffix)) or suffix.startswith(multiples) or suffix.endswith(units)


def _money(tokens: list[Token]) -> str:
    """Return the sign of money of a section; the yen's by its code."""
    said = ""
    for token in tokens:
        sign, _, place = token.bracket.removeprefix("$").partition("-")
        if token.bracket.startswith("$") and sign:
            said += "JPY" if place in YEN and "¥" in unicodedata.normalize("NFKC", sign) else sign
        said += token.quoted or token.escaped or token.plain
    found = MONEY.search(unicodedata.normalize("NFKC", said))
    return found[0] if found else ""
