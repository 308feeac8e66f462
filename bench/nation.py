"""What a county costs when there are many: sampling, intake, shared steps, reports.

    python bench/nation.py [--counties 18 180] [--enterprises 93] [--reports 6] [--keep FOLDER]
    python bench/nation.py --made TERRITORY [--reports 6]

For each number of counties a synthetic territory is written, read and answered, and a sample of
its counties' reports is made, one at a time; every step is a process of its own, so that its
processor seconds and its peak memory can be told. The sample is a row of counties in the middle;
`start` makes the reports of the first of them, `run` those of all, in another folder: what a
county costs is the difference. What counties of one prefecture share is drawn by `start`.

Flat means: seconds a county and, for the reports, seconds and memory do not grow with the number
of counties. From the largest territory follows what all its reports would take. `--made` measures
the reports of a territory that has been written, read and answered before. Linux alone: the
processes of a batch are counted by becoming theirs when the batch has ended.
"""

import argparse
import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SHARED = (
    "import sys; from analysis.results import prepare; from analysis.tables.store import Store;"
    "from pathlib import Path; data = Path(sys.argv[1]) / 'store';"
    "prepare(data, Store(data).city().period, 'public')"
)


ANALYSIS = (sys.executable, "-m", "analysis.cli")
BECOME_PARENT_OF_ORPHANS = 36  # PR_SET_CHILD_SUBREAPER


@dataclass(frozen=True)
class Cost:
    """Seconds of the clock and of the processor, and the most memory of any process, MiB."""

    wall_s: float
    cpu_s: float
    mib: float


@dataclass(frozen=True)
class Reports:
    """What a county's three reports cost: clock, processor, memory of a process, largest page."""

    wall_s: float
    cpu_s: float
    mib: float
    page_mb: float


def step(*words: str | Path) -> Cost:
    """Run a command and return what it cost, with all processes it started, waited for or not."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"{words}: status {status}\n{said[-2000:]}")
    usages = [usage]
    with suppress(ChildProcessError):  # there are no more
        while True:
            usages.append(os.wait4(-1, 0)[2])
    cpu = sum(each.ru_utime + each.ru_stime for each in usages)
    return Cost(wall, cpu, max(each.ru_maxrss for each in usages) / 1024)


def report_seconds(out: Path) -> dict[str, float]:
    """Return the mean seconds of a run by notebook, from the batch's events."""
    (log,) = out.rglob("events.jsonl")
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    ended = [event for event in events if event["event"] == "end"]
    failed = [event for event in ended if event["status"] != "done"]
    if failed:
        raise SystemExit(f"{len(failed)} reports failed, first: {failed[0]}")
    by_notebook: dict[str, list[float]] = {}
    for event in ended:
        by_notebook.setdefault(event["notebook"], []).append(event["seconds"])
    return {name: sum(found) / len(found) for name, found in sorted(by_notebook.items())}


@contextmanager
def place(keep: Path | None, counties: int) -> Iterator[Path]:
    """A folder for a territory: a temporary one, or one that stays under `keep`."""
    if keep is None:
        with tempfile.TemporaryDirectory() as passing:
            yield Path(passing)
        return
    folder = keep / str(counties)
    folder.mkdir(parents=True)
    yield folder


def done(counties: int, name: str, *words: str | Path) -> Cost:
    """Do a step, say what it cost, and return that."""
    cost = step(*words)
    print(
        f"{counties:5d} {name:7s} {cost.wall_s:8.1f} s, processor {cost.cpu_s:7.1f} s,"
        f" {1000 * cost.cpu_s / counties:7.1f} ms a county, {cost.mib:6.0f} MiB",
        flush=True,
    )
    return cost


def made(counties: int, enterprises: int, city: Path) -> dict[str, Cost]:
    """Write, read and answer a territory; return the cost of each step."""
    size = ["--counties", str(counties), "--enterprises-per-county", str(enterprises)]
    return {
        "sample": done(counties, "sample", *ANALYSIS, "sample", city, *size),
        "ingest": done(counties, "ingest", *ANALYSIS, "ingest", city),
        "shared": done(counties, "shared", sys.executable, "-c", SHARED, city),
    }


def reported(city: Path, reports: int, out: Path) -> Reports:
    """Make the reports of some counties of a territory; return what those of one cost."""
    from analysis.tables.store import Store

    codes = [county.code for county in Store(city / "store").city().counties]
    middle = max(0, (len(codes) - reports) // 2)
    chosen = codes[middle : middle + reports]
    costs = {}
    for name, some in (("start", chosen[:1]), ("run", chosen)):
        options = [word for code in some for word in ("--county", code)]
        run = [*ANALYSIS, "run", city, "--jobs", "1", "--out", out / name, *options]
        costs[name] = done(len(codes), name, *run)
    seconds = report_seconds(out / "run")
    print(len(codes), "seconds a report:", {name: round(s, 2) for name, s in seconds.items()})
    found = Reports(
        sum(seconds.values()),
        (costs["run"].cpu_s - costs["start"].cpu_s) / (len(chosen) - 1),
        costs["run"].mib,
        max(page.stat().st_size for page in (out / "run").rglob("0*.html")) / 1e6,
    )
    print(
        f"{len(codes):5d} a county's reports {found.wall_s:.2f} s, processor {found.cpu_s:.2f} s,"
        f" largest page {found.page_mb:.2f} MB",
        flush=True,
    )
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, nargs="+", default=[18, 180])
    parser.add_argument("--enterprises", type=int, default=93)
    parser.add_argument("--reports", type=int, default=6, help="counties sampled, 2 or more")
    parser.add_argument("--keep", type=Path, help="keep the territories in this folder")
    parser.add_argument("--made", type=Path, help="measure the reports of this territory alone")
    chosen = parser.parse_args()
    ctypes.CDLL(None, use_errno=True).prctl(BECOME_PARENT_OF_ORPHANS, 1, 0, 0, 0)
    if chosen.made:
        with tempfile.TemporaryDirectory() as passing:
            found = reported(chosen.made, chosen.reports, Path(passing))
        print(
            f"RESULT report_s={found.wall_s:.2f} report_cpu_s={found.cpu_s:.2f}"
            f" page_mb={found.page_mb:.2f} run_mib={found.mib:.0f}"
        )
        return
    costs: dict[int, dict[str, Cost]] = {}
    county: dict[int, Reports] = {}
    for counties in sorted(chosen.counties):
        with place(chosen.keep, counties) as folder:
            city = folder / "territory"
            costs[counties] = made(counties, chosen.enterprises, city)
            county[counties] = reported(city, chosen.reports, folder)
    least, most = min(costs), max(costs)
    growth = {
        name: (costs[most][name].cpu_s / most) / (costs[least][name].cpu_s / least)
        for name in ("ingest", "shared")
    }
    whole = costs[most]["ingest"].wall_s + costs[most]["shared"].wall_s
    print(
        f"RESULT counties={most} ingest_growth={growth['ingest']:.2f}"
        f" shared_growth={growth['shared']:.2f}"
        f" report_growth={county[most].cpu_s / county[least].cpu_s:.2f}"
        f" report_cpu_s={county[most].cpu_s:.2f} page_mb={county[most].page_mb:.2f}"
        f" ingest_mib={costs[most]['ingest'].mib:.0f} shared_mib={costs[most]['shared'].mib:.0f}"
        f" run_mib={county[most].mib:.0f} once_h={whole / 3600:.2f}"
        f" reports_process_h={county[most].wall_s * most / 3600:.2f}"
    )


if __name__ == "__main__":
    main()
