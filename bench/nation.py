"""What a county costs when there are many: sampling, intake, shared steps, reports.

    python bench/nation.py [--counties 18 180] [--enterprises 93] [--reports 6]

For each number of counties a synthetic territory is written, read and answered, and a sample of
its counties' reports is made; every step is a process of its own, so that its peak memory can be
told. Flat means: seconds a county and, for the reports, memory do not grow with the number of
counties.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHARED = (
    "import sys; from analysis.results import prepare; from analysis.tables.store import Store;"
    "from pathlib import Path; data = Path(sys.argv[1]) / 'store';"
    "prepare(data, Store(data).city().period, 'public')"
)


def step(*words: str | Path) -> tuple[float, float]:
    """Run a command; return its seconds and its peak memory in MiB, of itself or any child."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{words}: status {status}\n{said[-2000:]}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def report_seconds(out: Path) -> float:
    """Return the mean seconds of a run, from the batch's events."""
    (log,) = out.rglob("events.jsonl")
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    found = [event["seconds"] for event in events if event["event"] == "end"]
    return float(sum(found) / len(found))


def measure(counties: int, enterprises: int, reports: int, folder: Path) -> dict[str, float]:
    """Return seconds and MiB of every step for one number of counties."""
    analysis = [sys.executable, "-m", "analysis.cli"]
    city = folder / "territory"
    size = ["--counties", str(counties), "--enterprises-per-county", str(enterprises)]
    found: dict[str, float] = {}
    found["sample_s"], found["sample_mib"] = step(*analysis, "sample", city, *size)
    found["ingest_s"], found["ingest_mib"] = step(*analysis, "ingest", city)
    found["shared_s"], found["shared_mib"] = step(sys.executable, "-c", SHARED, city)
    from analysis.tables.store import Store

    codes = [county.code for county in Store(city / "store").city().counties]
    chosen = codes[:: max(1, len(codes) // reports)][:reports]
    options = [word for code in chosen for word in ("--county", code)]
    run = [*analysis, "run", city, "--out", folder / "out", *options]
    found["run_s"], found["run_mib"] = step(*run)
    found["report_s"] = report_seconds(folder / "out")
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counties", type=int, nargs="+", default=[18, 180])
    parser.add_argument("--enterprises", type=int, default=93)
    parser.add_argument("--reports", type=int, default=6)
    chosen = parser.parse_args()
    rows: dict[int, dict[str, float]] = {}
    for counties in chosen.counties:
        with tempfile.TemporaryDirectory() as folder:
            rows[counties] = measure(counties, chosen.enterprises, chosen.reports, Path(folder))
        print(counties, {name: round(value, 2) for name, value in rows[counties].items()})
    least, most = min(rows), max(rows)
    a_county = {
        name: (rows[most][name] / most) / (rows[least][name] / least)
        for name in ("ingest_s", "shared_s")
    }
    print(
        f"RESULT counties={most} ingest_growth={a_county['ingest_s']:.2f}"
        f" shared_growth={a_county['shared_s']:.2f}"
        f" report_growth={rows[most]['report_s'] / rows[least]['report_s']:.2f}"
        f" shared_mib={rows[most]['shared_mib']:.0f}"
    )


if __name__ == "__main__":
    main()
