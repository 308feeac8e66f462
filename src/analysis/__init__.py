"""Industry of a prefecture city, county by county: what an analyst calls.

A city and what the reports say of it

    city = analysis.open_city("demo-city")     # prints what is there and what is missing
    city.table("industry_month")               # a table, names beside codes
    city.periods, city.counties, city.tables   # what there is to ask for
    city.series()                              # the city's measure, a column a county
    city.question("clusters", period="2022-11").table("cluster_positions")

A frame of one's own; everything takes and returns pandas, aligned by labels, never by position

    forecast, evaluate_forecasts               where a series goes, and how well that is known
    growth, pull, convergence                  who grew, who made it grow, who catches up
    location_quotient, shift_share             specialised in what; by itself or with its industry
    concentration, ellison_glaeser, litzenberger_sternberg
    score                                      points, by a scheme or by weights of one's own
    composite, indicator_weights, composite_sensitivity

To pick, count, draw and print

    registers                                  verbs of lists: new, stock, funnel, ranking, …
    figures                                    figures by form: bars, course, heat_map, …
    use_style, show                            font and colours; a figure in the notebook
    titles, publication_table                  headings for a frame of one's own; a table on paper

A frame has one level of column names, each once. What cannot be done is one `DataError`, in
Chinese and English. `help(analysis.forecast)` gives shapes, units, errors, sources and an example
of each. Tab offers what there is, also after a quote: `city.table("`, `method="`.
"""

import sys
from importlib import import_module

TYPE_CHECKING = False  # as type checkers know it; importing typing would take most of the time
if TYPE_CHECKING:
    from analysis import registers
    from analysis.display import forms as figures
    from analysis.display.show import show
    from analysis.display.style import use_style
    from analysis.display.tables import publication_table
    from analysis.errors import DataError
    from analysis.face.agglomeration import ellison_glaeser, litzenberger_sternberg
    from analysis.face.city import open_city
    from analysis.face.composite import composite, indicator_weights
    from analysis.face.concentration import concentration
    from analysis.face.evaluation import evaluate_forecasts
    from analysis.face.forecasts import forecast
    from analysis.face.location import location_quotient
    from analysis.face.rates import convergence, growth, pull
    from analysis.face.scores import score
    from analysis.face.sensitivity import composite_sensitivity
    from analysis.face.shifts import shift_share
    from analysis.face.titles import titles

__version__ = "0.1.0"

__all__ = [
    "DataError",
    "composite",
    "composite_sensitivity",
    "concentration",
    "convergence",
    "ellison_glaeser",
    "evaluate_forecasts",
    "figures",
    "forecast",
    "growth",
    "indicator_weights",
    "litzenberger_sternberg",
    "location_quotient",
    "open_city",
    "publication_table",
    "pull",
    "registers",
    "score",
    "shift_share",
    "show",
    "titles",
    "use_style",
]

_PLACES = {
    "errors": ("DataError",),
    "display.forms": ("figures",),
    "display.show": ("show",),
    "display.style": ("use_style",),
    "display.tables": ("publication_table",),
    "face.agglomeration": ("ellison_glaeser", "litzenberger_sternberg"),
    "face.city": ("open_city",),
    "face.composite": ("composite", "indicator_weights"),
    "face.concentration": ("concentration",),
    "face.evaluation": ("evaluate_forecasts",),
    "face.forecasts": ("forecast",),
    "face.location": ("location_quotient",),
    "face.rates": ("convergence", "growth", "pull"),
    "face.scores": ("score",),
    "face.sensitivity": ("composite_sensitivity",),
    "face.shifts": ("shift_share",),
    "face.titles": ("titles",),
    "registers": ("registers",),
}
"""Module → the names that it has, or is; it is imported when one is first asked for."""


def __getattr__(name: str) -> object:
    for place, names in _PLACES.items():
        if name in names:
            module = import_module(f"analysis.{place}")
            globals()[name] = found = getattr(module, name, module)
            return found
    from difflib import get_close_matches

    near = "".join(f"; probably {meant}" for meant in get_close_matches(name, __all__, n=1))
    raise AttributeError(f"module 'analysis' has no attribute {name!r}{near}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


if "IPython" in sys.modules:  # Tab offers names within quotes from here on
    import_module("analysis.face.completion").offer_names()
