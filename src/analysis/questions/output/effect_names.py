"""The names of what moved a series at one time: the festival's windows, the shocks of a month."""

import re

from analysis.display.sentences import sentences

WINDOW = re.compile(r"festival ([+-]\d+) to ([+-]\d+)")


def effect_title(name: str, lang: str, block: bool = False) -> str:
    """Say an effect's name: `festival -7 to -1`, or the month of a shock, `2020-02`.

    `block`: January and February are one period, named by the second.
    """
    text, window = sentences("output"), WINDOW.fullmatch(name)
    if window is None:
        return text.say("shock", lang, when=name, block=block and name.endswith("-02"))
    first, last = (int(day) for day in window.groups())
    return text.say("festival", lang, first=first, last=last)
