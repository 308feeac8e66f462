"""papermill's engines as the batch uses them: each cell reported, nothing saved in between."""

import os
import re
import tempfile
from collections.abc import Callable
from typing import Any

from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode
from nbformat.v4 import new_output
from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager, papermill_engines
from traitlets.config import Config

from analysis.reports.shell import ShellEngine

Report = Callable[[int, int], None]
_PART = re.compile(r"^ *\| (\S.*)$", re.MULTILINE)  # of a group: its name, and that of each part


class _Watched(NotebookExecutionManager):
    """The state of a run; says which cell is at work."""

    def __init__(self, nb: NotebookNode, report: Report) -> None:
        super().__init__(nb, progress_bar=False, autosave_cell_every=0)
        self._report = report

    def cell_start(self, cell: NotebookNode, cell_index: int = 0, **kwargs: Any) -> None:
        """Report and note the start of a cell."""
        self._report(cell_index + 1, len(self.nb.cells))
        super().cell_start(cell, cell_index, **kwargs)

    def cell_exception(self, cell: NotebookNode, cell_index: int = 0, **kwargs: Any) -> None:
        """Note a cell that failed; a group of exceptions, which IPython prints, is an error too."""
        error = kwargs.get("exception")
        sent = any(output.output_type == "error" for output in cell.outputs)
        if isinstance(error, CellExecutionError) and not sent:
            printed = "".join(o.text for o in cell.outputs if o.get("name") == "stderr")
            parts = [p for p in _PART.findall(printed) if not p.startswith("Traceback ")][1:]
            evalue = "; ".join([error.evalue, *parts])
            cell.outputs.append(
                new_output(
                    "error", ename=error.ename, evalue=evalue, traceback=printed.splitlines()
                )
            )
        super().cell_exception(cell, cell_index, **kwargs)


class _Reporting(Engine):
    @classmethod
    def execute_notebook(
        cls, nb: NotebookNode, kernel_name: str, report: Report, **kwargs: Any
    ) -> NotebookNode:
        """Execute `nb`, calling `report(cell, cells)` before each cell."""
        for unused in ("output_path", "progress_bar", "autosave_cell_every"):
            kwargs.pop(unused, None)
        state = _Watched(nb, report)
        state.notebook_start()
        try:
            cls.execute_managed_notebook(state, kernel_name, **kwargs)
        finally:
            state.notebook_complete()
        return state.nb


class Warm(_Reporting, ShellEngine):
    """Cells run in this process, which has been forked for them."""


class Stock(_Reporting, NBClientEngine):
    """Cells run in a kernel of their own, as papermill always does.

    Where files can be sockets the kernel is spoken to through one, which others cannot read;
    elsewhere through a port of this machine.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kwargs: Any) -> None:
        """Run the cells in a new kernel."""
        with tempfile.TemporaryDirectory(prefix="kernel-") as folder:
            transport = {"transport": "ipc", "ip": f"{folder}/socket"} if os.name == "posix" else {}
            config = Config({"KernelManager": transport})
            super().execute_managed_notebook(nb_man, kernel_name, config=config, **kwargs)


ENGINES = {"warm": Warm, "stock": Stock}


def register() -> None:
    """Make the engines known to papermill under the names `batch-warm` and `batch-stock`."""
    for name, engine in ENGINES.items():
        papermill_engines.register(f"batch-{name}", engine)
