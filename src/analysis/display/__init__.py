"""What people see: one style, labels in both languages, figures, tables and sentences."""

from analysis.display.show import show
from analysis.display.style import use_style

__all__ = ["show", "use_style"]
