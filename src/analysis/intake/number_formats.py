"""What a number format makes of a figure: 0.065 under 0.0% is shown, and meant, as 6.5%.

Formats that only round or group change nothing. Codes as in ECMA-376 part 1, 18.8.31: up to four
sections, for positive and negative numbers, zero and text, or for the conditions they begin with.
"""

import operator
import re
from typing import NamedTuple

from analysis.intake.heading_units import known_unit

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


class Token(NamedTuple):
    """One piece of a format; one of the four is not empty."""

    quoted: str
    escaped: str
    bracket: str
    plain: str


class Section(NamedTuple):
    """A figure is shown times `factor`, followed by `suffix` if that is a unit or a multiple.

    `empty`: it is not shown at all; `condition`: what figures the section is for, if it says so.
    """

    factor: float = 1.0
    suffix: str = ""
    empty: bool = False
    condition: tuple[str, float] | None = None

    @property
    def plain(self) -> bool:
        """Whether the figure itself is shown."""
        return self.factor == 1.0 and not self.suffix and not self.empty


class Shown(NamedTuple):
    """The sections of a format."""

    sections: tuple[Section, ...]

    def text(self, value: float) -> str:
        """Return a figure as its cell shows it, unrounded; one of unsure size says both.

        >>> shown("0.0%").text(0.065), shown('0!.0,"万"').text(12345), shown("0,").text(12345)
        ('6.5%', '1.2345万', '12345（显示为12.345）')
        """
        section = self._of(value)
        if section.empty and value:
            return f"{value:.15g}（不显示）"
        if section.plain or section.empty:
            return f"{value:.15g}"
        said = f"{value * section.factor:.15g}"
        return said + section.suffix if section.suffix else f"{value:.15g}（显示为{said}）"

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
    return None if all(s.plain for s in sections[: 2 if by_sign else None]) else Shown(sections)


def _section(tokens: list[Token]) -> Section:
    limits = (CONDITION.fullmatch(token.bracket) for token in tokens if token.bracket)
    found = next(filter(None, limits), None)
    condition = (found[1], float(found[2])) if found else None
    if any(token.plain in {"E", "e"} for token in tokens):
        return Section(condition=condition)
    digits, commas, after = 0, 0, ""  # so far: digits, commas and what stands behind the last one
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
    factor /= 1000.0**commas * 10.0 ** max(divided, 0)
    suffix = after.strip()
    if suffix not in MULTIPLES and not known_unit(suffix):
        suffix = ""
    return Section(factor, suffix, not digits, condition)
