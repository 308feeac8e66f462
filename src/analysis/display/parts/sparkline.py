"""A line small enough to stand beside its number."""

import math
from collections.abc import Sequence

from markupsafe import Markup

from analysis.display.parts.markup import rendered

WIDTH, HEIGHT, MARGIN = 120, 28, 3


def sparkline(values: Sequence[float], alt: str) -> Markup:
    """Return the course of values, evenly spaced, the last one marked; zero is a pale line.

    A missing value leaves a gap. Empty where fewer than two values are known.

    Parameters
    ----------
    values
        From the oldest on.
    alt
        What it shows, in words, for those who do not see it.
    """
    known = [value for value in values if not math.isnan(value)]
    if len(known) < 2:
        return Markup("")
    low, high = min(known), max(known)
    if low < 0 < high or abs(low) + abs(high) < 3 * (high - low):
        low, high = min(low, 0.0), max(high, 0.0)  # zero is near enough to be shown
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    span, tall = (high - low) or 1.0, HEIGHT - 2 * MARGIN
    places = [
        None if math.isnan(v) else (MARGIN + i * step, HEIGHT - MARGIN - tall * ((v - low) / span))
        for i, v in enumerate(values)
    ]
    last = next(place for place in reversed(places) if place)
    zero = HEIGHT - MARGIN + tall * (low / span) if low <= 0 <= high else None
    return rendered(
        "sparkline.html.j2",
        width=WIDTH,
        height=HEIGHT,
        path=_path(places),
        zero=zero,
        last=last,
        alt=alt,
    )


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    """The line; a point between two gaps is drawn as a dot of no length."""
    parts: list[str] = []
    open_ = False
    for place in places:
        if place is None:
            open_ = False
            continue
        x, y = place
        parts.append(f"{'L' if open_ else 'M'}{x:.1f},{y:.1f}" + ("" if open_ else "h0"))
        open_ = True
    return "".join(parts)
