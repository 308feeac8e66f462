"""Parts of pages: passive HTML with real text, for any question; none knows a question by name.

Every part takes finished texts and gives markup; `STYLE` is their style sheet. They are read on a
phone, on paper and in the dark, and hold neither scripts nor anything to load. A tone says how
sure a target is, by a word and a colour: `steady`, `open`, `hard`, or `unknown`.
"""

from analysis.display.parts.actions import Action, actions
from analysis.display.parts.cards import Card, cards
from analysis.display.parts.contents import contents
from analysis.display.parts.drawn_rows import DrawnRow, drawn_rows
from analysis.display.parts.figure import figure
from analysis.display.parts.folded import folded
from analysis.display.parts.gaps import Gap, gaps
from analysis.display.parts.markup import STYLE
from analysis.display.parts.periods import Period, periods
from analysis.display.parts.points import points
from analysis.display.parts.sections import section
from analysis.display.parts.sortable import Column, Order, sortable
from analysis.display.parts.sparkline import sparkline
from analysis.display.parts.tiles import Tile, tiles
from analysis.display.parts.tones import TONES, Tone

__all__ = [
    "STYLE", "TONES", "Action", "Card", "Column", "DrawnRow", "Gap", "Order", "Period", "Tile",
    "Tone", "actions", "cards", "contents", "drawn_rows", "figure", "folded", "gaps", "periods",
    "points", "section", "sortable", "sparkline", "tiles",
]  # fmt: skip
