"""The batch: which notebook for which county, run, rendered to HTML, listed, resumed.

The plan (`plan`) is known before the first run; the coordinator (`batch`) hands each run to a
fresh process (`child`), where papermill executes the notebook (`engines`) and `render` makes one
self-contained HTML file of it. What ended how is in the manifest; `index` links the reports.
"""
