"""A tile a place, in rows by group: its number, its place, how sure its target is."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.display.parts.markup import rendered
from analysis.display.parts.tones import Tone


@dataclass(frozen=True)
class Tile:
    """One place: its name, its number, a line below, its tone and the word for that."""

    name: str
    value: str
    note: str = ""
    tone: Tone = "unknown"
    word: str = ""
    href: str = ""


def tiles(
    groups: Sequence[tuple[str, Sequence[Tile]]], legend: Sequence[tuple[Tone, str]] = ()
) -> Markup:
    """Return the tiles; empty without any.

    Parameters
    ----------
    groups
        Name and tiles of each group; a name is empty where there are no groups.
    legend
        What each tone means.
    """
    held = [(name, held) for name, held in groups if held]
    return rendered("tiles.html.j2", groups=held, legend=legend) if held else Markup("")
