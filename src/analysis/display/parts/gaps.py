"""Bars to both sides of a target: how far above or below it each place is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.display.parts.markup import rendered
from analysis.display.parts.tones import Tone

LINE = 100.0
"""Length of the line from the lowest bar's end to the highest's."""


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
        What the line is from which they start.
    """
    if not rows:
        return Markup("")
    known = [row.distance for row in rows if not math.isnan(row.distance)]
    low, high = min(known, default=0.0), max(known, default=0.0)
    low, high = min(low, 0.0), max(high, 0.0)
    span = (high - low) or 1.0
    zero = round(LINE * (abs(low) / span), 2) if known else LINE / 2
    bars = [
        None
        if math.isnan(row.distance)
        else tuple(
            round(LINE * (length / span), 2)
            for length in (min(row.distance, 0.0) - low, abs(row.distance))
        )
        for row in rows
    ]
    return rendered(
        "gaps.html.j2", rows=list(zip(rows, bars, strict=True)), zero=zero, target=target
    )
