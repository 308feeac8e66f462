"""Key figures side by side: what it is, how much, how it moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.display.parts.markup import rendered


@dataclass(frozen=True)
class Card:
    """One key figure.

    Parameters
    ----------
    title, value
        What it is, and the number with its unit.
    notes
        Lines below: the change since last month first.
    course
        A `sparkline`; empty without one.
    alert
        Whether the first note tells of a turn for the worse.
    href
        Where it is explained.
    """

    title: str
    value: str
    notes: Sequence[str] = ()
    course: str = ""
    alert: bool = False
    href: str = ""


def cards(held: Sequence[Card]) -> Markup:
    """Return the key figures: four in a row, two on a phone; empty without any."""
    return rendered("cards.html.j2", cards=held) if held else Markup("")
