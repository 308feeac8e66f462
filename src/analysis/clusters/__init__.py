"""Which clusters really grow, which ride their industry, which will reach their target?

One concept a file. Measures are functions of numpy arrays whose last two axes are county and
industry (any axes before them, such as the period, are carried along), so one call serves all
counties at once; `cells` turns tables into such arrays and back. `compare` is the one call a
batch makes for a city: tables in, result tables out.
"""

from analysis.clusters.compare import Comparison, compare

__all__ = ["Comparison", "compare"]
