"""What happens in the process of one run: execute, render, write; then the process ends."""

import contextlib
import hashlib
import logging
import multiprocessing
import os
import random
import signal
import tempfile
import threading
import traceback
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from analysis.atomic import appearing, write_atomic
from analysis.errors import DataError
from analysis.reports.ending import MARK, die_with_parent, end_descendants, end_group
from analysis.reports.run import Run


class CellError(Exception):
    """A cell that failed: where may be told to anyone, what may hold data."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where


def report(run: Run, engine: str, secrets: Path | None, connection: Connection) -> None:
    """Make the report of `run`; tell `connection` of each cell and of the end.

    `secrets` is the file of what a released page must not hold; internal reports need none.

    The messages are `("cell", number, cells)`, then `("done", sha256 of the HTML)`, or
    `(status, where, what)`, where `what` may hold data and is for the private log.
    """
    detach(run.executed.with_suffix(".log"))
    from nbclient.exceptions import DeadKernelError

    from analysis.reports.withholding import WithheldError

    message: tuple[str, ...]
    try:
        message = "done", _make(run, engine, secrets, connection)
    except CellError as error:
        message = "failed", error.where, str(error)
    except WithheldError as error:
        message = "withheld", "gate", f"gate: {error}"
    except DeadKernelError as error:
        message = "died", "DeadKernelError", f"DeadKernelError: {error}"
    except Exception as error:
        traceback.print_exc()
        connection.send(("failed", type(error).__name__, f"{type(error).__name__}: {error}"))
        raise
    finally:
        end_descendants()
    connection.send(message)


def question(
    data: Path, name: str, period: str, audience: Any, log: Path, connection: Connection
) -> None:
    """Answer a question for all counties; send the folder of the tables the notebooks may read.

    A fault in its sentences refuses it as one in its data does.
    """
    detach(log)
    from analysis.display.sentences import check
    from analysis.results import release
    from analysis.tables.store import Store

    with _refusing(connection):
        check(name, data.parent)
        connection.send(("done", str(release(Store(data), name, period, audience))))


def quote(
    data: Path, wanted: Sequence[str], audience: Any, log: Path, connection: Connection
) -> None:
    """Answer a question at another period, or as of a day, so that others find it when they quote.

    `wanted` are the question, the period and, where it is as of a day, that day. What it cannot
    be answered for is found again, and said, by who quotes it.
    """
    detach(log)
    from analysis.results.answers import answers, withheld
    from analysis.results.key import given
    from analysis.tables.store import Store

    name, period, *day = wanted
    store = Store(data).as_of(*day) if day else Store(data)
    with _refusing(connection):
        found = answers(store, name, period)
        if audience != "internal" and not day:
            withheld(given(store, name, period), found)
        connection.send(("done", str(found)))


def front(
    name: str, edition: Path, lang: str, reports: Any, log: Path, connection: Connection
) -> None:
    """Make a question's front page of the whole territory, of an edition; send it."""
    detach(log)
    from analysis.tables.registry import part
    from analysis.tables.release import Release
    from analysis.tables.territory import WHOLE

    with _refusing(connection):
        module: Any = part(name, "front")
        connection.send(("done", module.front(Release(edition, WHOLE), lang, reports)))


@contextlib.contextmanager
def _refusing(connection: Connection) -> Iterator[None]:
    """Say why something cannot be answered, or that it broke."""
    try:
        yield
    except DataError as error:
        connection.send(("refused", error.zh, error.en))
    except Exception as error:
        traceback.print_exc()
        connection.send(("failed", type(error).__name__, f"{type(error).__name__}: {error}"))
        raise


def secrets(data: Path, period: str, file: Path, log: Path, connection: Connection) -> None:
    """Write the list of what a released page must not hold."""
    detach(log)
    from analysis.reports.withholding import write_secrets

    write_secrets(data, period, file)
    connection.send(("done", ""))


def execute(
    notebook: str, cwd: Path, environment: dict[str, str], kernel: str, connection: Connection
) -> None:
    """Run the cells of a notebook, given as JSON, in this process; send it with its outputs."""
    detach(Path(os.devnull))
    import nbformat
    from papermill.engines import NotebookExecutionManager

    from analysis.reports.shell import ShellEngine

    os.environ.update(environment)
    os.chdir(cwd)
    state = NotebookExecutionManager(nbformat.reads(notebook, as_version=4), progress_bar=False)
    ShellEngine.execute_managed_notebook(state, kernel, log_output=False, input_path=None)
    connection.send(nbformat.writes(state.nb))


def detach(log: Path) -> None:
    """Lead a session of one's own; what libraries print goes to `log`.

    A terminal's Ctrl-C then reaches the batch alone, which decides.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    if log != Path(os.devnull):
        log.unlink(missing_ok=True)  # it may be a link to another file
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    lead(descriptor, descriptor)
    os.close(descriptor)
    os.environ[MARK] = multiprocessing.current_process().name


def lead(stdout: int, stderr: int) -> None:
    """Make this process one that can be killed with all it starts, and that dies with its parent.

    It leads a session of its own; its output goes to the descriptors.
    """
    os.dup2(stdout, 1)
    os.dup2(stderr, 2)
    if os.name == "posix":
        os.setsid()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with_parent()  # the fork server may be killed too
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    end_descendants()
    end_group(os.getpid())
    os._exit(1)


def _make(run: Run, engine: str, secrets: Path | None, connection: Connection) -> str:
    import nbformat
    from nbclient.exceptions import DeadKernelError

    from analysis.reports.apart import run_apart
    from analysis.reports.engines import register
    from analysis.reports.render import render
    from analysis.reports.withholding import pass_gate

    register()
    _seed()
    logging.getLogger("papermill").setLevel(logging.ERROR)

    def execute(executed: Path) -> list[str]:
        return _execute(run, engine, executed, connection)

    if secrets:
        failed = run_apart(run, execute)
    else:
        with appearing(run.executed) as executed:
            failed = execute(executed)
    if failed and failed[0] == DeadKernelError.__name__:
        raise DeadKernelError(failed[1])
    if failed:
        raise CellError(*failed)
    notebook = nbformat.read(run.executed, as_version=4)
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code" and cell.source.strip() and cell.execution_count is None:
            raise CellError(f"cell {number} not run", "the notebook ended before its last cell")
    page = render(notebook, run.heading)
    if secrets:
        pass_gate(page, "html", secrets)
    content = page.encode()
    write_atomic(run.html, content)
    return hashlib.sha256(content).hexdigest()


def _execute(run: Run, engine: str, executed: Path, connection: Connection) -> list[str]:
    """Execute a notebook and write it with its outputs; return where and how it failed, if so."""
    import papermill
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    with tempfile.TemporaryDirectory() as scratch:
        os.environ["IPYTHONDIR"] = scratch  # neither history nor start-up files of a user
        try:
            papermill.execute_notebook(
                run.notebook,
                executed,
                run.parameters,
                engine_name=f"batch-{engine}",
                kernel_name="python3",
                progress_bar=False,
                cwd=run.notebook.parent,
                report=lambda cell, cells: connection.send(("cell", cell, cells)),
            )
        except PapermillExecutionError as error:
            return [f"cell {error.cell_index + 1} {error.ename}", error.evalue]
        except DeadKernelError as error:
            return [DeadKernelError.__name__, str(error)]
    return []


def _seed() -> None:
    """Start every run from the same state of the global generators."""
    import numpy as np

    random.seed(0)
    np.random.seed(0)  # noqa: NPY002  for code that uses the global generator against advice
