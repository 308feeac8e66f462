"""Imported once by the batch's fork server: what runs use is then there at each fork."""

import gc
import importlib

import analysis.reports.libraries  # noqa: F401

_MODULES = (
    "IPython.core.application",
    "IPython.core.completerlib",
    "IPython.core.crashhandler",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "analysis.reports.child",
    "analysis.reports.engines",
    "analysis.reports.withholding",
    "bdb",
    "nbformat.v4",
    "papermill",
    "rich",
    "typer",
)


def import_all() -> None:
    """Import what executes a notebook and makes its page."""
    for name in _MODULES:
        importlib.import_module(name)


def rehearse() -> None:
    """Check a notebook and render a page, so that no run is the first to do so."""
    import nbformat

    from analysis.display import page_font
    from analysis.reports import render

    nbformat.validate(nbformat.v4.new_notebook())  # compiles the schema
    render.prepare()
    page_font.prepare()


import_all()
rehearse()
gc.collect()
gc.freeze()  # the collector of a child need not touch, and so copy, what it inherits
