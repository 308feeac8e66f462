"""What notebooks use, imported and rehearsed: by a process before others are forked from it.

Only what leaves no trace is done here: imports, and a rehearsal that fills the caches of fonts
and tables. matplotlib is loaded with agg, never inline: the inline backend ties itself to the
shell that exists when it is imported, and without one figures are lost in silence.
"""

import builtins
import contextlib
import importlib
import io
import pkgutil
from types import SimpleNamespace

import matplotlib

matplotlib.use("agg")

# pandas asks at import whether it is in a kernel, and shows as many columns accordingly.
builtins.get_ipython = lambda: SimpleNamespace(kernel=None)  # type: ignore[attr-defined]
importlib.import_module("pandas")
del builtins.get_ipython  # type: ignore[attr-defined]

_MODULES = (
    "great_tables",
    "matplotlib.backends.backend_agg",
    "matplotlib.patheffects",
    "matplotlib.pyplot",
    "pandas.core.arrays.arrow.extension_types",
    "pandas.core.reshape.reshape",
    "pyarrow.dataset",
    "pyarrow.pandas_compat",
    "pyarrow.parquet",
    "seaborn",
    "statsmodels.api",
)
_PACKAGES = ("analysis.display", "analysis.results", "analysis.tables")


def import_all() -> None:
    """Import the libraries, and every module of the packages that notebooks call."""
    from analysis.tables.registry import FOLDER, questions

    for name in _MODULES:
        importlib.import_module(name)
    for name in _PACKAGES:
        package = importlib.import_module(name)
        for found in pkgutil.walk_packages(package.__path__, f"{name}."):
            importlib.import_module(found.name)
    for question in questions():
        for found in pkgutil.iter_modules([str(FOLDER / question)]):
            # A module that breaks is its question's affair: whoever asks for it is told.
            with contextlib.suppress(Exception):
                importlib.import_module(f"analysis.questions.{question}.{found.name}")


def rehearse() -> None:
    """Draw a figure and set a table, so that no run is the first to do so."""
    import pandas as pd
    from matplotlib.backends import backend_registry
    from matplotlib.figure import Figure

    from analysis.display import sentences
    from analysis.display.drawn import edition
    from analysis.display.style import use_style
    from analysis.display.tables import publication_table
    from analysis.tables.registry import names

    with matplotlib.rc_context():
        use_style()
        figure = Figure(layout="constrained")
        axes = figure.subplots()
        axes.plot([0, 1], label="产值")
        axes.set_title("同比 growth")
        axes.legend()
        figure.savefig(io.BytesIO(), format="png")
    backend_registry.list_all()  # asks all installed packages, once
    sentences.prepare()
    for question in names():
        edition(question)
    one = pd.DataFrame({"a": [1.5]})
    publication_table(one, "counties", "zh", title="产值", titles={"a": "产值"}).as_raw_html()


import_all()
rehearse()
