"""Industry of a prefecture city, county by county: what an analyst calls.

A city and what the reports say of it

    city = analysis.open_city("demo-city")     # prints what is there and what is missing
    city.table("industry_month")               # a table, names beside codes
    city.series()                              # the city's measure, a column a county
    city.question("clusters", period="2022-11").table("cluster_positions")

A frame of one's own; everything takes and returns pandas, aligned by labels, never by position

    forecast, evaluate_forecasts               where a series goes, and how well that is known
    growth, pull, convergence                  who grew, who made it grow, who catches up
    location_quotient, shift_share             specialised in what; by itself or with its industry
    concentration, ellison_glaeser, litzenberger_sternberg
    score, composite, indicator_weights        indices and scores, of schemes or of one's own

To pick, count, draw and print

    registers                                  verbs of lists: new, stock, funnel, ranking, …
    figures                                    figures by form: bars, course, heat_map, …
    titles, publication_table, show            a table for the paper; a figure in the notebook

What cannot be done is one `DataError`, in Chinese and English. `help(analysis.forecast)` gives
shapes, units, errors, sources and an example of each.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.display import forms as figures
    from analysis.display.show import show
    from analysis.errors import DataError
    from analysis.face.city import open_city
    from analysis.face.forecasts import forecast

__version__ = "0.1.0"

_PLACES = {
    "DataError": "analysis.errors",
    "figures": "analysis.display.forms",
    "forecast": "analysis.face.forecasts",
    "open_city": "analysis.face.city",
    "registers": "analysis.registers",
    "show": "analysis.display.show",
}
"""Name → the module that has it, or is it; imported when the name is first asked for."""

__all__ = [
    "DataError",
    "figures",
    "forecast",
    "open_city",
    "registers",
    "show",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'analysis' has no attribute {name!r}")
    module = import_module(_PLACES[name])
    found = getattr(module, name, module)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
