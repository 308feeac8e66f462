"""Bars to both sides of a target: how far above or below it each place is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.display.parts.markup import rendered
from analysis.display.parts.tones import Tone

HALF = 50.0
"""Length of the longest bar, of a line of 100."""


@dataclass(frozen=True)
class Gap:
    """One place: its distance from the target (missing: not known), and that in words."""

    name: str
    distance: float
    text: str
    tone: Tone = "unknown"
    href: str = ""


def gaps(rows: Sequence[Gap], target: str) -> Markup:
    """Return a bar a row, all on one scale; empty without rows.

    Parameters
    ----------
    rows
        In the order shown.
    target
        What the line in the middle is.
    """
    if not rows:
        return Markup("")
    longest = max((abs(row.distance) for row in rows if not math.isnan(row.distance)), default=0.0)
    drawn = []
    for row in rows:
        length = HALF * (abs(row.distance) / longest) if longest else math.nan
        start = HALF if row.distance >= 0 else HALF - length
        drawn.append((row, None if math.isnan(length) else (round(start, 2), round(length, 2))))
    return rendered("gaps.html.j2", rows=drawn, target=target)
