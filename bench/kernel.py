"""A warm kernel beside a stock one: its start, papermill, nbval.

    python bench/kernel.py CITY [--rounds 6] [--notebooks notebooks]

Both kernels take turns in one session, on one core; what papermill makes with them is compared
before any time is believed. Seconds of the clock and of a processor, of the program that uses the
kernel and of the kernel itself. `kernel`: from the start until the first cell, with the imports of
a notebook, has run, and the shutdown. The fork server's own start is told apart: a program that
uses the kernel pays it once. In the command lines, each a program of its own, it is contained.
"""

import argparse
import ctypes
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from time import perf_counter
from typing import Any

import nbformat
import papermill
import psutil
from batch import pinned, processor_seconds, same
from jupyter_client.manager import start_new_kernel

from analysis.reports.plan import make_plan
from analysis.reports.process import use_one_thread
from analysis.reports.run import Run
from analysis.results import prepare

_PR_SET_CHILD_SUBREAPER = 36
KERNELS = {"stock": "python3", "warm": "analysis-warm"}
IMPORTS = (
    "import matplotlib.pyplot as plt, numpy as np, pandas as pd, seaborn as sns\n"
    "import statsmodels.api as sm\n"
    "from analysis import results\nfrom analysis.display import report, show, use_style\n"
)
Times = dict[tuple[str, str], list[tuple[float, float]]]


def used() -> float:
    """Return the processor seconds of this process, its ended kernels, and its fork server."""
    return processor_seconds() + sum(
        times.children_user + times.children_system
        for times in (process.cpu_times() for process in servers())
    )


def servers() -> list[psutil.Process]:
    """Return the fork server of this process, if it has been started."""
    return [
        child
        for child in psutil.Process().children()
        if any("multiprocessing.forkserver" in word for word in child.cmdline())
    ]


def taken(call: Callable[..., Any], *arguments: Any) -> tuple[float, float]:
    """Return the seconds of a call, of the clock and of a processor."""
    wall, processor = perf_counter(), used()
    call(*arguments)
    return perf_counter() - wall, used() - processor


def use_kernel(kernel: str) -> None:
    """Start a kernel, run a notebook's imports, shut it down."""
    manager, client = start_new_kernel(kernel_name=kernel)
    reply = client.execute_interactive(IMPORTS, timeout=120)
    client.stop_channels()
    manager.shutdown_kernel()
    if reply["content"]["status"] != "ok":
        raise SystemExit(reply["content"])


def execute(run: Run, tables: str, kernel: str, out: Path) -> None:
    """Run a notebook by papermill's own function."""
    papermill.execute_notebook(
        run.notebook,
        out,
        {**run.parameters, "data": tables},
        kernel_name=kernel,
        progress_bar=False,
        cwd=run.notebook.parent,
    )


def command(*words: object) -> None:
    """Run a command of this environment, and wait for its fork server, which ends after it."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    before = {child.pid for child in psutil.Process().children()}
    line = [sys.executable, "-m", *map(str, words)]
    done = subprocess.run(line, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{line}: {done.stdout[-2000:]} {done.stderr[-2000:]}")
    for orphan in psutil.Process().children():
        if orphan.pid not in before:
            os.waitpid(orphan.pid, 0)  # by which its processor seconds are counted as ours


def measure(chosen: argparse.Namespace, scratch: Path) -> None:
    """Run every way and print what was found."""
    plan = make_plan(chosen.city, chosen.notebooks, scratch / "plan")
    tables = str(prepare(plan.data, plan.period, "public"))
    runs = plan.runs[: len(plan.titles)]
    sources = scratch / "sources"
    sources.mkdir()
    for run in runs:
        parameters = {**run.parameters, "data": tables}
        target = sources / run.notebook.name
        papermill.execute_notebook(run.notebook, target, parameters, prepare_only=True)
        made = nbformat.read(target, as_version=4)
        made.metadata.kernelspec.name = KERNELS["stock"]
        nbformat.write(made, target)
    times: Times = {}
    first = perf_counter()
    use_kernel(KERNELS["warm"])
    first = perf_counter() - first
    (server,) = servers()
    server_processor = sum(server.cpu_times()[:2])
    use_kernel(KERNELS["stock"])
    equal = True
    for number in range(chosen.rounds):
        for way, kernel in KERNELS.items():
            times.setdefault(("kernel", way), []).append(taken(use_kernel, kernel))
        run = runs[number % len(runs)]
        made = {way: scratch / f"{way}-{number}.ipynb" for way in KERNELS}
        for way, kernel in KERNELS.items():
            times.setdefault(("papermill loop", way), []).append(
                taken(execute, run, tables, kernel, made[way])
            )
        alike, cells, figures = same(made["stock"], made["warm"])
        equal &= alike == cells and figures > 0
        if alike < cells or not figures:
            print(f"{run.name}: {alike} of {cells} cells alike, {figures} figures")
    for _ in range(max(1, chosen.rounds // 3)):
        for way, kernel in KERNELS.items():
            words = ("papermill", sources / runs[0].notebook.name, scratch / "x.ipynb")
            times.setdefault(("papermill command", way), []).append(
                taken(command, *words, "-k", kernel, "--no-progress-bar")
            )
            words = ("pytest", "-q", "-p", "no:cacheprovider", "--nbval-lax")
            times.setdefault((f"nbval, {len(runs)} notebooks", way), []).append(
                taken(command, *words, "--nbval-kernel-name", kernel, sources)
            )
    print(f"rounds {chosen.rounds}, load {os.getloadavg()[0]:.1f}")
    print(f"server: {first:.2f} s until its first kernel has run, {server_processor:.2f} processor")
    ratios = []
    for what in dict.fromkeys(name for name, _ in times):
        rows = [[mean(one) for one in zip(*times[what, way], strict=True)] for way in KERNELS]
        ratios.append(rows[0][1] / rows[1][1])
        print(
            f"{what:20} stock {rows[0][0]:6.2f} s {rows[0][1]:6.2f} cpu"
            f" | warm {rows[1][0]:6.2f} s {rows[1][1]:6.2f} cpu | {ratios[-1]:5.2f}"
        )
    names = ("kernel", "loop", "command", "nbval")
    print(
        "RESULT",
        *(f"ratio_{name}_cpu={ratio:.2f}" for name, ratio in zip(names, ratios, strict=True)),
        f"equal={equal}",
    )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("city", type=Path)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--notebooks", type=Path, default=Path("notebooks"))
    chosen = parser.parse_args()
    use_one_thread()
    with tempfile.TemporaryDirectory() as scratch, pinned({max(os.sched_getaffinity(0))}):
        measure(chosen, Path(scratch))


if __name__ == "__main__":
    main()
