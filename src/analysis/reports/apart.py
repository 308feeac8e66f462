"""The cells of a released notebook run apart: in a process that reaches its own tables alone."""

import ctypes
import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path

from analysis.atomic import write_atomic
from analysis.reports.run import Run
from analysis.reports.sandbox import confine
from analysis.tables.territory import WHOLE

_PR_SET_PDEATHSIG = 1


def run_apart(run: Run, execute: Callable[[Path], list[str]]) -> list[str]:
    """Run `execute` in a process of its own and return what it returned.

    Parameters
    ----------
    run
        Whose tables may be read.
    execute
        Given the notebook to write with its outputs; that then stands at `run.executed`.

    A process that is killed, or ends itself, ends this one in the same way.
    """
    with tempfile.TemporaryDirectory() as scratch:
        outcome, executed = Path(scratch, "outcome.json"), Path(scratch, "executed.ipynb")
        process = os.fork()
        if process == 0:
            _within(run, Path(scratch), lambda: execute(executed), outcome)
        _, status = os.waitpid(process, 0)
        if executed.is_file():
            write_atomic(run.executed, executed.read_bytes())
        if os.WIFSIGNALED(status):
            os.kill(os.getpid(), os.WTERMSIG(status))
        if not outcome.is_file():
            os._exit(os.WEXITSTATUS(status) or 1)
        said: list[str] = json.loads(outcome.read_text(encoding="utf-8"))
        return said


def _within(run: Run, scratch: Path, execute: Callable[[], list[str]], outcome: Path) -> None:
    """Execute, in the process of its own, and end it."""
    code = 1
    try:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
        closed, read, write = reach(run)
        confine(closed, read, write)
        outcome.write_text(json.dumps(execute()), encoding="utf-8")
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except Exception as error:
        traceback.print_exc()
        outcome.write_text(json.dumps([type(error).__name__, str(error)]), encoding="utf-8")
        raise
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def reach(run: Run) -> tuple[list[Path], list[Path], list[Path]]:
    """Return which folders are closed to a run, and what in them it may read, and change.

    Closed are the city's folder, with its raw files, store and ledger, and all outputs. Open are
    the edition and, of each question, what its audience's counties all see and what its county
    does; what is drawn for all is kept for the next.
    """
    edition = Path(str(run.parameters["data"])).resolve()
    facts = json.loads((edition / "release.json").read_text(encoding="utf-8"))
    store = edition.parents[1]
    folders = [store / said["folder"] for said in facts["questions"].values() if "folder" in said]
    read = [edition, *(folder / "provenance.json" for folder in folders)]
    read += [folder / place for folder in folders for place in (WHOLE, run.county)]
    write = []
    if facts["audience"] == "public":
        write = [folder / WHOLE / "drawn" for folder in folders if (folder / WHOLE).is_dir()]
        for folder in write:
            folder.mkdir(exist_ok=True)
    outputs = [run.html.parents[1], run.executed.parents[1]]
    return [store.parent, *outputs], read, write
