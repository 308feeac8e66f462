"""The one door: which cells are unsafe, what hides them, and the tables that may leave."""

from analysis.disclosure.door import protect
from analysis.disclosure.masks import masks_of
from analysis.disclosure.primary import unsafe_cells

__all__ = ["masks_of", "protect", "unsafe_cells"]
