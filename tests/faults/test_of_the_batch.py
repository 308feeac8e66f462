"""A batch that is killed, stopped, starved or doubled loses nothing and repeats nothing."""

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from analysis.reports.process import default_engine
from tests.faults.processes import (
    copy_package,
    family,
    finish,
    leftovers,
    released,
    start,
    times_done,
)
from tests.reports.cities import make_city
from tests.reports.conftest import WISHES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system"),
]
COUNTIES = tuple(f"99010{i}" for i in range(1, 6))
RUNS = 2 * len(COUNTIES)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_package(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_city(tmp_path_factory.mktemp("city") / "tiny", counties=COUNTIES)


@pytest.fixture(scope="module")
def undisturbed(package: Path, place: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("undisturbed")
    code, said = finish(start(package, place, out))
    assert code == 0, said
    assert len(released(out)) == RUNS
    return out


def slow() -> None:
    """Let the last county wait, so that a batch is still at work when it is looked at."""
    wait = f"import time, os\nwhile os.path.exists({str(WISHES / COUNTIES[-1])!r}): time.sleep(0.1)"
    WISHES.joinpath(COUNTIES[-1]).write_text(wait, encoding="utf-8")


def unslow() -> None:
    WISHES.joinpath(COUNTIES[-1]).unlink()


def gone(out: Path, seconds: float = 5) -> bool:
    """True once no process of the batch is left."""
    end = time.monotonic() + seconds
    while family(out):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def wait_for(batch: subprocess.Popen[str], word: str) -> None:
    assert batch.stdout is not None
    for line in batch.stdout:
        if word in line:
            return
    raise AssertionError(f"the batch never said {word!r}")


def assert_resumes(package: Path, place: Path, out: Path, undisturbed: Path) -> None:
    code, said = finish(start(package, place, out))
    assert code == 0, said
    assert released(out) == released(undisturbed)
    assert leftovers(out) == []
    assert set(times_done(out).values()) == {1}
    assert len(times_done(out)) == RUNS


@pytest.mark.parametrize("moment", range(20))
def test_killed_at_a_random_moment_and_resumed(moment, package, place, undisturbed, tmp_path):
    batch = start(package, place, tmp_path)
    chosen = random.Random(moment)
    if moment % 5:  # most kills while reports are made, some while it starts
        wait_for(batch, "shared steps")
        time.sleep(chosen.uniform(0, 2.0))
    else:
        time.sleep(chosen.uniform(0.2, 4.0))
    batch.kill()
    batch.communicate()
    assert gone(tmp_path)
    for name, content in released(tmp_path).items():
        assert content == released(undisturbed)[name]
    assert_resumes(package, place, tmp_path, undisturbed)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "sigterm"])
def test_stopped_in_order_and_resumed(number, package, place, undisturbed, tmp_path):
    slow()
    batch = start(package, place, tmp_path)
    wait_for(batch, "[1/")
    batch.send_signal(number)
    code, said = finish(batch)
    unslow()
    assert code == 130
    assert "Interrupted; run again to go on" in said
    assert gone(tmp_path)
    assert leftovers(tmp_path) == []
    assert (tmp_path / "tiny/2022-11/public/index.html").is_file()
    assert_resumes(package, place, tmp_path, undisturbed)


@pytest.mark.parametrize("victim", ["fork server", "child"])
def test_a_process_of_the_batch_is_killed_and_the_batch_goes_on(
    victim, package, place, undisturbed, tmp_path
):
    batch = start(package, place, tmp_path)
    wait_for(batch, "[1/")
    processes = family(tmp_path)
    servers = [p for p in processes if "forkserver" in " ".join(p.cmdline())]
    tops = [p for p in servers if p.ppid() == batch.pid]
    chosen = tops if victim == "fork server" else [p for p in servers if p not in tops]
    if victim == "child" and not chosen:
        pytest.skip("no child was at work at that moment")
    chosen[0].kill()
    code, said = finish(batch)
    assert code == 0, said
    assert released(tmp_path) == released(undisturbed)
    assert set(times_done(tmp_path).values()) == {1}
    assert gone(tmp_path)


def test_a_second_batch_in_the_same_folder_is_refused_at_once(package, place, tmp_path):
    slow()
    first = start(package, place, tmp_path)
    wait_for(first, "shared steps")
    code, said = finish(start(package, place, tmp_path))
    assert code == 4
    assert "another batch is at work" in said
    unslow()
    assert finish(first)[0] == 0
    assert len(released(tmp_path)) == RUNS


def test_two_batches_for_different_audiences_do_not_disturb_each_other(
    package, place, undisturbed, tmp_path
):
    both = [start(package, place, tmp_path, "--audience", a) for a in ("public", "county")]
    assert [finish(batch)[0] for batch in both] == [0, 0]
    public = {k: v for k, v in released(tmp_path).items() if "/public/" in k}
    assert public == released(undisturbed)


@pytest.mark.parametrize("kib", [64, 192, 400])
def test_a_full_disk_tears_nothing_and_the_batch_resumes_with_space(
    kib, package, place, undisturbed, tmp_path
):
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kib}k", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a file system of its own cannot be mounted here")
    try:
        code, said = finish(start(package, place, tmp_path))
        assert code in (1, 3), said
        assert "No space left" in said
        for name, content in released(tmp_path).items():
            assert content == released(undisturbed)[name]
        assert leftovers(tmp_path) == []
        subprocess.run(["mount", "-o", "remount,size=64m", str(tmp_path)], check=True)
        assert_resumes(package, place, tmp_path, undisturbed)
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_folder_without_permission_is_an_error_and_no_traceback(package, place, tmp_path):
    out = tmp_path / "out"
    out.write_text("a file", encoding="utf-8")
    code, said = finish(start(package, place, out))
    assert code == 1
    assert "Traceback" not in said
    assert "File exists" in said or "Not a directory" in said
