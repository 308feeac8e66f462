"""Figures by form: each takes rows and what their columns mean, and returns a figure.

A form knows no question. It takes titles, units and digits from the table the rows come from,
draws only what the rows hold, marks what is withheld (hatched, or the mark of the tables) and never
draws it as nothing; without rows it returns None. A role that names no column is a `DataError`.

seaborn draws maps, at the cost of matplotlib's, and scatters, a few ms dearer. Its bars, lines,
strips and histograms take two to ten times as long to make and are drawn by matplotlib.
"""

from analysis.display.forms.bars import bars
from analysis.display.forms.calendar import calendar
from analysis.display.forms.course import Line, course, intervals
from analysis.display.forms.distribution import distribution
from analysis.display.forms.effects import effects
from analysis.display.forms.funnel import funnel
from analysis.display.forms.gantt import gantt
from analysis.display.forms.heat_map import heat_map
from analysis.display.forms.pairs import pairs
from analysis.display.forms.progress import progress
from analysis.display.forms.pyramid import pyramid
from analysis.display.forms.ranking import ranking
from analysis.display.forms.scatter import scatter
from analysis.display.forms.small_multiples import small_multiples
from analysis.display.forms.strip import strip
from analysis.display.forms.transition import transition
from analysis.display.forms.waterfall import waterfall

__all__ = [
    "Line", "bars", "calendar", "course", "distribution", "effects", "funnel", "gantt", "heat_map",
    "intervals", "pairs", "progress", "pyramid", "ranking", "scatter", "small_multiples",
    "strip", "transition", "waterfall",
]  # fmt: skip


def __dir__() -> list[str]:
    return __all__
