"""The names of what moved a series at one time: the festival's windows, the shocks of a month."""

import re

from analysis.display.numbers import month

WINDOW = re.compile(r"festival ([+-]\d+) to ([+-]\d+)")


def effect_title(name: str, lang: str, block: bool = False) -> str:
    """Say an effect's name: `festival -7 to -1`, or the month of a shock, `2020-02`.

    `block`: January and February are one period, named by the second.
    """
    window = WINDOW.fullmatch(name)
    if window is None and block and name.endswith("-02"):
        year = name[:4]
        return f"{year}年1—2月冲击" if lang == "zh" else f"shock of January–February {year}"
    if window is None:
        return f"{month(name, lang)}冲击" if lang == "zh" else f"shock of {month(name, lang)}"
    first, last = (int(day) for day in window.groups())
    if lang == "en":
        return f"Spring Festival, days {first:+d} to {last:+d}"
    if last < 0:
        return f"春节前{-first}—{-last}天"
    return f"春节后第{first + 1}—{last + 1}天"
