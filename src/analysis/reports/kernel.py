"""A kernel in a process forked from a warm one: ipykernel's own application, all of it.

The fork server imports this module once: what a kernel loads while it starts and runs its first
cells is then there at each fork.
"""

import atexit
import gc
import importlib
import multiprocessing
import os
import signal
import sys
import time
from multiprocessing.connection import Connection

import ipykernel_launcher
import matplotlib
import numpy as np
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell

import analysis.reports.libraries  # noqa: F401
from analysis.reports.child import lead
from analysis.reports.inline import INLINE, draw_inline
from analysis.reports.provisioner import Asked

# The debugger would warn that Python's own modules are frozen: no breakpoint is set there.
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
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
gc.collect()
gc.freeze()


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


def run(asked: Asked, stdout: Connection, stderr: Connection) -> None:
    """Be the kernel that is asked for, writing to these descriptors.

    It is as a kernel that Python has just started: in an environment, `sys.path` and state of the
    random numbers of its own, interrupted by SIGINT, free to start processes, and at its end
    what was registered for the end is done.
    """
    lead(stdout.fileno(), stderr.fileno())
    for connection in (stdout, stderr):
        connection.close()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    multiprocessing.current_process().daemon = False
    for name in asked.removed:
        os.environ.pop(name, None)
    os.environ.update(asked.environment)
    time.tzset()
    os.chdir(asked.cwd)
    sys.path[:] = asked.path
    np.random.seed()  # noqa: NPY002  else all kernels would draw the same numbers
    sys.argv = [ipykernel_launcher.__file__, *asked.arguments]
    app = KernelApp.instance(parent_handle=os.getppid())
    app.initialize(asked.arguments)
    app.start()
    atexit._run_exitfuncs()
