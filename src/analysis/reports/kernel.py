"""A kernel in a process forked from the zygote: ipykernel's own application, all of it.

Importing this module is the preparation: what a kernel loads while it starts and runs its first
cells is then there at each fork.
"""

import importlib
import os
import sys
import time
from collections.abc import Set
from multiprocessing.connection import Connection

import ipykernel_launcher
import matplotlib
import numpy as np
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell

import analysis.reports.libraries  # noqa: F401
from analysis.reports.inline import INLINE, draw_inline

_MODULES = (
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "pandas.io.formats.html",
    "sqlite3",
    "stack_data",
    "tornado.platform.asyncio",
)
for _name in _MODULES:
    importlib.import_module(_name)


class KernelApp(IPKernelApp):
    """ipykernel's application where matplotlib has been imported, with another backend, before."""

    def init_gui_pylab(self) -> None:
        """Use the backend that matplotlib would have found in the environment."""
        super().init_gui_pylab()
        backend = os.environ["MPLBACKEND"]
        if self.matplotlib or self.pylab:
            return  # chosen by an option
        if backend == INLINE and isinstance(self.shell, ZMQInteractiveShell):
            draw_inline(self.shell)
        else:
            matplotlib.use(backend)


def run(connection: Connection, at_start: Set[str]) -> None:
    """Be the kernel that `connection` asks for: arguments, folder, environment.

    Variables of the names `at_start` are those of the zygote's own environment and go; those that
    libraries have set when they were imported stay.
    """
    arguments, cwd, environment = connection.recv()
    connection.close()
    for name in at_start - environment.keys():
        os.environ.pop(name, None)
    os.environ.update(environment)
    time.tzset()
    os.chdir(cwd)
    np.random.seed()  # noqa: NPY002  else all kernels would draw the same numbers
    sys.argv = [ipykernel_launcher.__file__, *arguments]
    app = KernelApp.instance(parent_handle=os.getppid())
    app.initialize(arguments)
    app.start()
