"""The one door: which cells are unsafe, what hides them, and the tables that may leave."""

from analysis.disclosure.companion import hide
from analysis.disclosure.door import protect
from analysis.disclosure.primary import unsafe_cells

__all__ = ["hide", "protect", "unsafe_cells"]
