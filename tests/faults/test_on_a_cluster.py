"""The batch on a scheduler and two workers, each a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from analysis.reports.process import default_engine
from tests.faults.processes import copy_package, finish, released, start, times_done
from tests.faults.test_of_the_batch import COUNTIES, RUNS, wait_for
from tests.reports.cities import make_city
from tests.reports.conftest import WISHES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system"),
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_package(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(tmp_path_factory.mktemp("city") / "tiny", counties=COUNTIES)


@pytest.fixture
def cluster(package: Path, tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    environment = {**os.environ, "PYTHONPATH": str(package)}
    log = (tmp_path / "cluster.log").open("wb")
    scheduler = ["scheduler", "--host", "127.0.0.1", "--port", address.rsplit(":")[-1]]
    worker = ["worker", address, "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1"]
    worker += ["--no-dashboard", "--local-directory", str(tmp_path)]
    commands = [[*scheduler, "--no-dashboard"], worker, worker]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
            env=environment,
            stdout=log,
            stderr=log,
        )
        for words in commands
    ]
    yield address, started[1:]
    for process in started:
        process.kill()
        process.wait()
    log.close()


def test_a_cluster_makes_what_one_machine_makes(cluster, package, place, tmp_path):
    address, _ = cluster
    assert finish(start(package, place, tmp_path / "here"))[0] == 0
    code, said = finish(start(package, place, tmp_path / "there", "--scheduler", address))
    assert code == 0, said
    assert released(tmp_path / "there") == released(tmp_path / "here")
    assert len(released(tmp_path / "there")) == RUNS


def test_a_worker_that_is_killed_loses_no_run_and_repeats_none_that_was_done(
    cluster, package, place, tmp_path
):
    address, workers = cluster
    out = tmp_path / "out"
    batch = start(package, place, out, "--scheduler", address)
    wait_for(batch, "[2/")
    children = psutil.Process(workers[0].pid).children(recursive=True)
    workers[0].kill()
    code, said = finish(batch)
    assert code == 0, said
    assert len(released(out)) == RUNS
    assert set(times_done(out).values()) == {1}
    time.sleep(1)
    assert not [p for p in children if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def test_a_notebook_that_dies_takes_no_worker_with_it(cluster, package, place, tmp_path):
    address, workers = cluster
    WISHES.joinpath(COUNTIES[0]).write_text("import os; os._exit(9)", encoding="utf-8")
    try:
        code, said = finish(start(package, place, tmp_path / "out", "--scheduler", address))
    finally:
        WISHES.joinpath(COUNTIES[0]).unlink()
    assert code == 3
    assert "process ended with code 9" in said
    assert len(released(tmp_path / "out")) == RUNS - 1
    assert [worker.poll() for worker in workers] == [None, None]
