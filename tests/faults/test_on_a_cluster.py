"""The batch on a scheduler and two workers, each a process of its own."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from analysis.reports.process import default_engine
from tests.faults.processes import events, finish, released, start, times_done
from tests.faults.test_of_the_batch import COUNTIES, RUNS, assert_resumes, wait_for
from tests.reports.conftest import WISHES

pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system"),
]
Process = subprocess.Popen[bytes]
Dask = contextlib.AbstractContextManager[Process]
Started = tuple[str, list[Process]]


@contextlib.contextmanager
def cluster(package: Path, folder: Path, workers: int = 2) -> Iterator[Started]:
    """A scheduler and its workers: the address, and the processes in that order."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", address.rsplit(":")[-1]]
    with contextlib.ExitStack() as started:
        yield (
            address,
            [
                started.enter_context(dask(package, folder, *scheduler)),
                *(
                    started.enter_context(worker_of(address, package, folder))
                    for _ in range(workers)
                ),
            ],
        )


def worker_of(address: str, package: Path, folder: Path) -> Dask:
    """A worker that makes what it forks its own children."""
    words = "worker", address, "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1"
    return dask(package, folder, *words, "--local-directory", str(folder))


@contextlib.contextmanager
def dask(package: Path, folder: Path, command: str, *words: str) -> Iterator[Process]:
    with (folder / "cluster.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{command}", *words, "--no-dashboard"],
            env={**os.environ, "PYTHONPATH": str(package)},
            stdout=log,
            stderr=log,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def undisturbed(package: Path, place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one machine makes."""
    out = tmp_path_factory.mktemp("undisturbed")
    code, said = finish(start(package, place, out))
    assert code == 0, said
    return out


@pytest.fixture(scope="module")
def standing(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A cluster that no test kills."""
    with cluster(package, tmp_path_factory.mktemp("standing")) as started:
        yield started


@pytest.fixture
def mortal(package: Path, tmp_path: Path) -> Iterator[Started]:
    with cluster(package, tmp_path) as started:
        yield started


def assert_told_of_every_cell(out: Path, runs: int) -> None:
    told: dict[tuple[str, str, int], list[int]] = {}
    for event in events(out, "cell"):
        assert event["worker"].startswith("tcp://127.0.0.1:")
        run = event["notebook"], event["county"], event["cells"]
        told.setdefault(run, []).append(event["cell"])
    assert len(told) == runs
    for (_, _, cells), numbers in told.items():
        assert numbers == list(range(1, cells + 1))


def test_a_cluster_makes_what_one_machine_makes_and_tells_of_every_cell(
    standing, package, place, undisturbed, tmp_path
):
    code, said = finish(start(package, place, tmp_path, "--scheduler", standing[0]))
    assert code == 0, said
    assert released(tmp_path) == released(undisturbed)
    assert len(released(tmp_path)) == RUNS
    assert_told_of_every_cell(tmp_path, RUNS)
    code, said = finish(start(package, place, tmp_path, "--scheduler", standing[0]))
    assert code == 0
    assert f"不变 unchanged: {RUNS}" in said


def test_a_cluster_without_a_shared_folder_puts_its_results_on_a_storage(
    standing, package, place, undisturbed, tmp_path
):
    shared, out = tmp_path / "shared", tmp_path / "out"
    options = "--scheduler", standing[0], "--storage", f"file://{shared}"
    code, said = finish(start(package, place, out, *options))
    assert code == 0, said
    assert released(shared) == released(undisturbed)
    assert released(out) == {}
    assert [path.name for path in out.rglob("*.ipynb")] == []
    assert len(list((shared / "internal").rglob("*.ipynb"))) == RUNS
    assert (shared / "tiny/2022-11/public/index.html").is_file()
    code, said = finish(start(package, place, tmp_path / "another", *options))
    assert code == 0
    assert f"不变 unchanged: {RUNS}" in said
    assert set(times_done(tmp_path / "another").values()) == {1}


def test_a_notebook_that_dies_takes_no_worker_with_it(standing, package, place, tmp_path):
    address, processes = standing
    wish = "import os; os.write(2, b'last words'); os._exit(9)"
    WISHES.joinpath(COUNTIES[0]).write_text(wish, encoding="utf-8")
    options = "--scheduler", address, "--notebook", "12"
    code, said = finish(start(package, place, tmp_path, *options))
    assert code == 3
    assert "process ended with code 9" in said
    assert len(released(tmp_path)) == len(COUNTIES) - 1
    assert [process.poll() for process in processes] == [None] * 3
    (*_, end) = [e for e in events(tmp_path, "end") if e["county"] == COUNTIES[0]]
    assert (end["status"], end["where"], end["attempt"]) == ("died", "cell 6", 2)
    log = tmp_path / f"internal/tiny/2022-11/runs/public/{COUNTIES[0]}/12_behaves.zh.log"
    assert "last words" in log.read_text(encoding="utf-8")


def test_a_batch_that_is_stopped_takes_its_runs_off_the_cluster(standing, package, place, tmp_path):
    WISHES.joinpath(COUNTIES[0]).write_text("import time; time.sleep(3)", encoding="utf-8")
    options = "--scheduler", standing[0], "--notebook", "12"
    batch = start(package, place, tmp_path, *options)
    wait_for(batch, "[1/")
    batch.terminate()
    code, said = finish(batch)
    assert code == 130
    assert "Interrupted" in said
    code, said = finish(start(package, place, tmp_path, *options))
    assert code == 0, said
    assert len(released(tmp_path)) == len(COUNTIES)
    assert set(times_done(tmp_path).values()) == {1}


def test_a_worker_that_is_killed_loses_no_run_and_repeats_none_that_was_done(
    mortal, package, place, undisturbed, tmp_path
):
    address, (_, worker, _) = mortal
    out = tmp_path / "out"
    batch = start(package, place, out, "--scheduler", address)
    wait_for(batch, "[2/")
    children = psutil.Process(worker.pid).children(recursive=True)
    worker.kill()
    code, said = finish(batch)
    assert code == 0, said
    assert released(out) == released(undisturbed)
    assert set(times_done(out).values()) == {1}
    time.sleep(1)
    assert not [p for p in children if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


MARK = "        self._write(self._marker(run), json.dumps(made).encode())\n"
DEATH = """
        once = Path({once!r})
        if run.county == {county!r} and not once.exists():
            once.touch()
            import psutil
            psutil.Process().parent().parent().kill()  # the worker
            time.sleep(60)
"""


@pytest.mark.parametrize(("dies", "made"), [("before its marker", 2), ("after its marker", 1)])
def test_a_run_whose_worker_dies_is_made_again_only_if_it_had_not_been_marked(
    dies, made, package, place, tmp_path
):
    dying = Path(shutil.copytree(package.parent, tmp_path / "dying")) / package.name
    storage = dying / "analysis" / "reports" / "storage.py"
    death = DEATH.format(once=str(tmp_path / "once"), county=COUNTIES[1])
    written = storage.read_text(encoding="utf-8")
    assert MARK in written
    changed = death + MARK if dies.startswith("before") else MARK + death
    storage.write_text(written.replace(MARK, changed), encoding="utf-8")
    out = tmp_path / "out"
    with cluster(dying, tmp_path) as (address, (_, *workers)):
        code, said = finish(start(dying, place, out, "--scheduler", address, "--notebook", "12"))
        assert code == 0, said
        assert sorted(worker.poll() is None for worker in workers) == [False, True]
    begun = [e for e in events(out, "cell") if e["county"] == COUNTIES[1] and e["cell"] == 1]
    assert len(begun) == made
    alone = tmp_path / "alone"  # a page leads to the others of its batch: here there are none
    code, said = finish(start(package, place, alone, "--notebook", "12"))
    assert code == 0, said
    assert released(out) == released(alone)
    assert set(times_done(out).values()) == {1}


def test_a_cluster_that_no_worker_joins_is_said_and_ends_the_batch_which_resumes(
    package, place, undisturbed, tmp_path
):
    out = tmp_path / "out"
    with cluster(package, tmp_path, workers=0) as (address, _):
        code, said = finish(start(package, place, out, "--scheduler", address, "--wait", "7"))
    assert code == 7
    assert "等待工作进程 waiting for workers: 5 s / 7 s" in said
    assert "The cluster had no worker for 7 s." in said
    assert "Traceback" not in said
    assert [(e["seconds"], e["limit"]) for e in events(out, "waiting")] == [(5, 7.0)]
    assert times_done(out) == {}
    assert_resumes(package, place, out, undisturbed)


def test_a_cluster_whose_workers_all_die_waits_for_the_next_one(
    mortal, package, place, undisturbed, tmp_path
):
    address, (_, *workers) = mortal
    out = tmp_path / "out"
    batch = start(package, place, out, "--scheduler", address)
    wait_for(batch, "[2/")
    for worker in workers:
        worker.kill()
    wait_for(batch, "waiting for workers: 5 s / 600 s")
    with worker_of(address, package, tmp_path):
        code, said = finish(batch)
    assert code == 0, said
    assert released(out) == released(undisturbed)
    assert set(times_done(out).values()) == {1}


def test_a_scheduler_that_is_killed_ends_the_batch_which_resumes_without_it(
    mortal, package, place, undisturbed, tmp_path
):
    address, (scheduler, *_) = mortal
    out = tmp_path / "out"
    batch = start(package, place, out, "--scheduler", address)
    wait_for(batch, "[2/")
    scheduler.kill()
    code, said = finish(batch)
    assert code == 1
    assert f"The scheduler is lost: {address}" in said
    assert "Traceback" not in said
    assert_resumes(package, place, out, undisturbed)
