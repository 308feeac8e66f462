"""A batch as a process of its own, on a copy of the package that nobody edits meanwhile."""

import compileall
import json
import os
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import psutil

import analysis
from analysis.reports.manifest import FILE
from tests.reports.conftest import NOTEBOOKS


def copy_package(folder: Path) -> Path:
    """Copy the package and its reference data, compiled; return what to set PYTHONPATH to."""
    source = Path(analysis.__file__).parent
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(source, folder / "src" / "analysis", ignore=ignored)
    reference = source.parents[1] / "data" / "reference"
    shutil.copytree(reference, folder / "data" / "reference")
    compileall.compile_dir(folder / "src", quiet=2)
    return folder / "src"


def start(package: Path, city: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(package), "BATCH_OF": str(out)}
    command = [sys.executable, "-m", "analysis.cli", "run", str(city), "--out", str(out)]
    command += ["--notebooks", str(NOTEBOOKS), "--jobs", "2", *options]
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def finish(batch: subprocess.Popen[str], silence: float = 300) -> tuple[int, str]:
    """Wait for the end of a batch; fail if it falls silent: a busy machine only makes it slow."""
    assert batch.stdout is not None
    lines: Queue[str] = Queue()

    def listen(said: Iterable[str]) -> None:
        for line in said:
            lines.put(line)
        lines.put("")

    Thread(target=listen, args=(batch.stdout,), daemon=True).start()
    said = ""
    try:
        while line := lines.get(timeout=silence):
            said += line
    except Empty:
        batch.kill()
        raise AssertionError(f"the batch was silent for {silence:g} s; it said:\n{said}") from None
    code = batch.wait()
    batch.stdout.close()
    return code, said


def family(out: Path) -> list[psutil.Process]:
    """Every living process that belongs to a batch writing to `out`."""
    found = []
    for process in psutil.process_iter():
        try:
            mine = process.environ().get("BATCH_OF") == str(out)
            if mine and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


def gone(out: Path, idle: float = 5, limit: float = 120) -> bool:
    """True once no process of the batch is left.

    A fork server whose batch was killed ends when it has imported what it is importing, however
    slowly a busy machine lets it; so what is left may work on for a while, but not idle.
    """
    start = worked = time.monotonic()
    used = 0.0
    while left := family(out):
        seconds = sum(map(processor_seconds, left))
        now = time.monotonic()
        if seconds != used:
            used, worked = seconds, now
        if now - worked > idle or now - start > limit:
            return False
        time.sleep(0.05)
    return True


def processor_seconds(process: psutil.Process) -> float:
    try:
        return process.cpu_times().user + process.cpu_times().system
    except psutil.NoSuchProcess:
        return 0.0


def released(out: Path) -> dict[str, bytes]:
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*.html"))
        if not path.name.startswith(("index.", ".tmp-"))
    }


def times_done(out: Path) -> Counter[str]:
    """How often the manifest says that each run was done.

    A page whose links change has another record, with the moment and seconds of its run.
    """
    lines = [line for path in out.rglob(FILE) for line in path.read_bytes().splitlines(True)]
    rows = [line.decode().split(",") for line in lines if line.endswith(b"\n")]
    done = {(" ".join(row[:4]), row[5], row[9]) for row in rows if row[4] == "done"}
    return Counter(name for name, _, _ in done)


def leftovers(out: Path) -> list[Path]:
    return list(out.rglob(".tmp-*"))


def events(out: Path, event: str) -> list[dict[str, Any]]:
    """What the private log holds of a kind of event."""
    return [line for line in _log(out) if line["event"] == event]


def of_last_batch(out: Path, event: str) -> list[dict[str, Any]]:
    """What the private log holds of a kind of event since a batch made its plan last."""
    lines = _log(out)
    (*_, last) = [number for number, line in enumerate(lines) if line["event"] == "plan"]
    return [line for line in lines[last:] if line["event"] == event]


def _log(out: Path) -> list[dict[str, Any]]:
    (log,) = out.rglob("events.jsonl")
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
