"""The papermill engine `analysis-warm`: each notebook in a fresh copy of a warm process.

    papermill --engine analysis-warm in.ipynb out.ipynb
    papermill.execute_notebook(..., engine_name="analysis-warm")

The first notebook waits until the fork server has imported the libraries; every further one of
the same process starts in hundredths of a second. Linux alone; elsewhere use papermill's own.
"""

import os
from pathlib import Path
from typing import Any

import nbformat
from papermill.engines import Engine
from papermill.exceptions import PapermillException

from analysis.reports import child
from analysis.reports.process import context, start


class WarmEngine(Engine):
    """Executes the cells in a process forked from a warm one."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Hand the notebook to a forked process and take it back with its outputs."""
        warm: Any = context("warm")
        reader, writer = warm.Pipe(duplex=False)
        process = warm.Process(
            target=child.execute,
            args=(nbformat.writes(nb_man.nb), Path.cwd(), dict(os.environ), kernel_name, writer),
        )
        start(process)
        writer.close()
        try:
            executed = nbformat.reads(reader.recv(), as_version=4)
        except EOFError:
            process.join()
            raise PapermillException(f"the process died with code {process.exitcode}") from None
        process.join()
        # papermill looks at the notebook it handed over, so that one takes the outputs.
        nb_man.nb.metadata = executed.metadata
        nb_man.nb.cells = executed.cells
