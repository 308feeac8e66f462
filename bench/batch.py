"""The batch beside what one does without it: a papermill loop, the command lines, and the floor.

    python bench/batch.py CITY [--counties 6] [--group 3] [--notebooks notebooks] [--skip-cli]

All ways run the same notebooks for the same counties in the same session, a group of counties at
a time before the next group; what they make is compared before any time is believed.
Times are seconds a notebook, of the clock and of a processor (which a busy machine disturbs less);
the loop and the batch with one process are pinned to one core.
The batch's time runs until the gate has read the last page. Its start (the fork server's imports),
the shared steps, and what ends it (the front page in two languages, manifest and index) are told
apart: they are paid once, for however many counties. A group's last reports leave one of two
processes idle: small groups make two processes look slower than they are in a batch of a city.
"""

import argparse
import contextlib
import io
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import nbformat

from analysis.reports.plan import make_plan
from analysis.reports.process import use_one_thread
from analysis.reports.run import Run
from analysis.results import prepare
from analysis.tables.store import Store

CHILDREN = resource.RUSAGE_CHILDREN
ADDRESS = re.compile(r"0x[0-9a-f]{8,}")


def loop(run: Run, tables: str, out: Path) -> Path:
    """papermill's own function, then nbconvert's own exporter, in one long-lived process."""
    import papermill
    from nbconvert import HTMLExporter

    executed = out / f"{run.county}-{run.notebook.name}"
    papermill.execute_notebook(
        run.notebook,
        executed,
        {**run.parameters, "data": tables},
        kernel_name="python3",
        progress_bar=False,
        cwd=run.notebook.parent,
    )
    page, _ = HTMLExporter(exclude_input=True).from_filename(str(executed))
    executed.with_suffix(".html").write_text(page, encoding="utf-8")
    return executed


def commands(run: Run, tables: str, out: Path) -> Path:
    """The two command lines."""
    executed = out / f"{run.county}-{run.notebook.name}"
    bin_ = Path(sys.executable).parent
    passed = [x for k, v in {**run.parameters, "data": tables}.items() for x in ("-r", k, v)]
    papermill = [bin_ / "papermill", run.notebook, executed, *passed, "--cwd", run.notebook.parent]
    nbconvert = [bin_ / "jupyter-nbconvert", "--to", "html", "--no-input", executed]
    for command in (papermill, nbconvert):
        subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return executed


def floor(run: Run, tables: str) -> None:
    """The same cells in this process, figures drawn once: what no way of running can avoid."""
    import matplotlib

    matplotlib.use("agg")
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    before = Path.cwd()
    os.chdir(run.notebook.parent)
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            for cell in nbformat.read(run.notebook, as_version=4).cells:
                if cell.cell_type == "code":
                    shell.run_cell(cell.source).raise_error()
                    if "parameters" in cell.metadata.get("tags", []):
                        shell.push({**run.parameters, "data": tables})
    finally:
        os.chdir(before)


def batch(
    city: Path, counties: list[str], folder: Path, jobs: int, out: Path, cores: set[int]
) -> dict[str, float]:
    """`analysis run`, as a process of its own; seconds by event."""
    script = (
        "import sys, json, time; from pathlib import Path; start = time.monotonic()\n"
        "from analysis.reports.process import use_one_thread, warm_up\n"
        "use_one_thread(); warm_up()\n"
        "from analysis.reports.batch import Settings, run_batch\n"
        "from analysis.reports.plan import make_plan\n"
        "import psutil; me = psutil.Process()\n"
        "def cpu():\n"
        "    found = [me, *me.children(recursive=True)]\n"
        "    return sum(sum(process.cpu_times()[:4]) for process in found)\n"
        "at = {}\n"
        "def listen(event):\n"
        "    at.setdefault(event['event'], time.monotonic() - start)\n"
        "    if event['event'] == 'shared': at['cpu'] = -cpu()\n"
        "    if event['event'] == 'finish': at['cpu'] += cpu()\n"
        "city, notebooks, out, jobs, counties = sys.argv[1:6]\n"
        "plan = make_plan(Path(city), Path(notebooks), Path(out), counties=counties.split(','))\n"
        "summary = run_batch(plan, Settings(jobs=int(jobs)), listen)\n"
        "at['last'] = time.monotonic() - start\n"
        "at['failed'] = summary.failed\n"
        "print(json.dumps(at))\n"
    )
    words = [city, folder, out, jobs, ",".join(counties)]
    command = [sys.executable, "-c", script, *(str(word) for word in words)]
    with pinned(cores):
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


@contextlib.contextmanager
def pinned(cores: set[int]) -> Iterator[None]:
    """Run on these cores alone; what is started inherits it."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def timed(taken: list[tuple[float, float]], call: Callable[..., Any], *arguments: Any) -> Any:
    """Return what a call returns; add its seconds, wall and processor, to a list."""
    wall, processor = time.perf_counter(), processor_seconds()
    result = call(*arguments)
    taken.append((time.perf_counter() - wall, processor_seconds() - processor))
    return result


def processor_seconds() -> float:
    """Return what this process and its ended children have used."""
    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, CHILDREN))


def same(one: Path, other: Path) -> tuple[int, int, int]:
    """Return cells with equal outputs, cells, and figures of two executed notebooks."""
    cells = list(zip(*(_cells(path) for path in (one, other)), strict=True))
    shown = [str(o.get("data", {}).get("text/html", "")) for outputs, _ in cells for o in outputs]
    return sum(a == b for a, b in cells), len(cells), sum("<figure" in html for html in shown)


def _cells(path: Path) -> list[list[Any]]:
    """Outputs by cell, without what goes to standard error and without memory addresses."""
    return [
        [json.loads(ADDRESS.sub("0x", json.dumps(o))) for o in cell.outputs if not _is_stderr(o)]
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code"
    ]


def _is_stderr(output: Any) -> bool:
    return bool(output.get("name") == "stderr")


def measure(chosen: argparse.Namespace, scratch: Path) -> None:
    """Run every way and print what was found."""
    cores = sorted(os.sched_getaffinity(0))
    one, two = {cores[-1]}, set(cores[-2:])
    city = Store(chosen.city / "store").city()
    counties = [county.code for county in city.counties[: chosen.counties]]
    plan = make_plan(chosen.city, chosen.notebooks, scratch / "plan", counties=counties)
    tables = str(prepare(plan.data, plan.period, "public"))
    ways = ("loop", "floor", "cli", "one", "two")
    times: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    starts: list[float] = []
    ends: list[float] = []
    equal = True
    with pinned(one):
        for run in plan.runs[: len(plan.titles)]:
            floor(run, tables)  # imports and caches: a warm process is what the floor means
    for number in range(0, len(counties), chosen.group):
        group = counties[number : number + chosen.group]
        place = scratch / str(number)
        for way in ("loop", "cli"):
            (place / way).mkdir(parents=True)
        runs = [run for run in plan.runs if run.county in group]
        kept: dict[Run, Path] = {}
        with pinned(one):
            for run in runs:
                kept[run] = timed(times["loop"], loop, run, tables, place / "loop")
                timed(times["floor"], floor, run, tables)
                if not chosen.skip_cli and run.county == counties[0]:
                    timed(times["cli"], commands, run, tables, place / "cli")
        for name, jobs, used in (("one", 1, one), ("two", 2, two)):
            at = batch(chosen.city, group, chosen.notebooks, jobs, place / name, used)
            clock = (at["finish"] - at["shared"]) / len(runs)
            times[name].append((clock, at["cpu"] / len(runs)))
            starts.append(at["shared"])
            ends.append(at["last"] - at["finish"])
            equal &= at["failed"] == 0
            for run, stock in kept.items():
                (warm,) = (place / name).rglob(f"{run.county}/{run.executed.name}")
                alike, cells, figures = same(stock, warm)
                equal &= alike == cells and figures > 0
                if alike < cells or not figures:
                    print(f"{name} {run.name}: {alike} of {cells} cells alike, {figures} figures")
    wall = {way: mean(t[0] for t in found) for way, found in times.items() if found}
    processor = {way: mean(t[1] for t in found) for way, found in times.items() if found}
    print(f"runs {len(plan.runs)}, cores {cores}, load {os.getloadavg()[0]:.1f}")
    for way in wall:
        print(f"{way:6} {wall[way]:7.3f} s a notebook, {processor[way]:7.3f} of a processor")
    print(f"once a batch: start and shared steps {mean(starts):.1f} s, its end {mean(ends):.1f} s")
    print(
        f"RESULT ratio_loop_1={wall['loop'] / wall['one']:.2f}"
        f" ratio_loop_2={wall['loop'] / wall['two']:.2f}"
        f" ratio_cli_1={wall.get('cli', float('nan')) / wall['one']:.2f}"
        f" over_floor_s={wall['one'] - wall['floor']:.3f}"
        f" ratio_loop_cpu={processor['loop'] / processor['one']:.2f}"
        f" over_floor_cpu_s={processor['one'] - processor['floor']:.3f} equal={equal}"
    )


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("city", type=Path)
    parser.add_argument("--counties", type=int, default=6)
    parser.add_argument("--group", type=int, default=3)
    parser.add_argument("--notebooks", type=Path, default=Path("notebooks"))
    parser.add_argument("--skip-cli", action="store_true")
    chosen = parser.parse_args()
    use_one_thread()
    with tempfile.TemporaryDirectory() as scratch:
        measure(chosen, Path(scratch))


if __name__ == "__main__":
    main()
