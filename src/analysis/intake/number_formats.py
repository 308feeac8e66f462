"""What a number format makes of a figure: 0.065 under 0.0% is shown, and meant, as 6.5%.

Formats that only round or group change nothing. Codes as in ECMA-376 part 1, 18.8.31.
"""

import re
from typing import NamedTuple

from analysis.intake.heading_units import known_unit

BUILT_IN = {9: "0%", 10: "0.00%"}  # the other built-in formats change no figure
# Quoted text, an escaped character, a space or a filling as wide as one, a colour or a condition.
TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|[_*].|\[[^\]]*\]|(.)', re.DOTALL)
DATE = set("ymdhsYMDHS")
DIGITS = set("0#?")
CONDITIONS = re.compile(r"\[[^\]]*\]")
SHOWS = re.compile(r"[0#?@ymdhsae]|general|^g/", re.IGNORECASE)  # WPS writes General as G/通用格式
MULTIPLES = {"万", "亿", "千", "百", "%"}


class Shown(NamedTuple):
    """A figure is shown times `factor`, followed by `suffix` if that is a unit or a multiple.

    `hides` says of what sign ("+", "-") figures are not shown at all.
    """

    factor: float = 1.0
    suffix: str = ""
    hides: str = ""

    def text(self, value: float) -> str:
        """Return a figure as its cell shows it, unrounded; one of unsure size says both.

        >>> shown("0.0%").text(0.065), shown('0!.0,"万"').text(12345), shown("0,").text(12345)
        ('6.5%', '1.2345万', '12345（显示为12.345）')
        """
        if ("-" if value < 0 else "+" if value > 0 else "0") in self.hides:
            return f"{value:.15g}（不显示）"
        if self.factor == 1.0 and not self.suffix:
            return f"{value:.15g}"
        said = f"{value * self.factor:.15g}"
        return said + self.suffix if self.suffix else f"{value:.15g}（显示为{said}）"


def shown(code: str) -> Shown | None:
    """Return what a format makes of a figure, None if it is the figure itself (or a date).

    >>> shown("0.0%").suffix, shown(";;;").hides, shown("#,##0;-#,##0;")
    ('%', '+-', None)
    """
    hides = _hides(code)
    before, after = 0, ""  # digits so far; what stands behind the last of them
    factor, divided, commas = 1.0, 0, 0
    for quoted, escaped, plain in TOKEN.findall(code):
        if plain == ";":
            break  # the sections of negative numbers, zero and text
        if plain in DATE and plain:
            return None
        if plain and plain in DIGITS:
            before, after, commas = before + 1, "", 0
            divided += divided > 0
        elif plain == ",":
            commas += before > 0
        elif plain == "%":
            factor, after = factor * 100, after + "%"
        elif escaped == "." and before:
            divided = 1  # 0!.0, shows a point that divides by ten for each digit behind it
        elif quoted or escaped or plain not in {"", "."}:
            after += quoted or escaped or plain
    said = CONDITIONS.sub("", code).upper()  # [Red] is no exponent
    if "E" in said.split(";")[0] and "GENERAL" not in said:
        return Shown(hides=hides) if hides else None
    factor /= 1000.0**commas * 10.0 ** max(divided - 1, 0)
    suffix = after.strip()
    if suffix not in MULTIPLES and not known_unit(suffix):
        suffix = ""
    return Shown(factor, suffix, hides) if suffix or factor != 1.0 or hides else None


def _hides(code: str) -> str:
    """Return the signs of the figures whose section of a format has no place for them."""
    sections = [""]
    for _, _, plain in TOKEN.findall(code):
        if plain == ";":
            sections.append("")
        else:
            sections[-1] += plain
    if not CONDITIONS.sub("", code).strip():
        return ""  # General
    empty = [not SHOWS.search(section) for section in sections]
    return "+" * empty[0] + "-" * empty[1 if len(empty) > 1 else 0]
