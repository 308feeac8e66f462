"""Imported once by the fork server: what notebooks and reports use is then there at each fork.

matplotlib is preloaded with agg, never inline: the inline backend ties itself to the shell that
exists when it is imported, and without one figures are lost in silence.
"""

import builtins
import gc
import importlib
from types import SimpleNamespace

import matplotlib

matplotlib.use("agg")

# pandas asks at import whether it is in a kernel, and shows as many columns accordingly.
builtins.get_ipython = lambda: SimpleNamespace(kernel=None)  # type: ignore[attr-defined]
importlib.import_module("pandas")
del builtins.get_ipython  # type: ignore[attr-defined]

_MODULES = (
    "analysis.results",
    "analysis.display",
    "analysis.reports.child",
    "analysis.reports.engines",
    "analysis.reports.gate",
    "great_tables",
    "matplotlib.backends.backend_agg",
    "matplotlib.pyplot",
    "nbclient",
    "nbformat.v4",
    "numpy",
    "papermill",
    "pyarrow.parquet",
    "rich",
    "seaborn",
    "statsmodels.api",
    "typer",
)

for name in _MODULES:
    importlib.import_module(name)

import nbformat  # noqa: E402

from analysis.reports import font, render  # noqa: E402

render.prepare()
nbformat.validate(nbformat.v4.new_notebook())  # compiles the schema
font.prepare()
gc.collect()
gc.freeze()  # the collector of a child need not touch, and so copy, what it inherits
