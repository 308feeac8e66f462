"""A batch that is killed, stopped, starved or doubled loses nothing and repeats nothing."""

import random
import resource
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from analysis.reports.process import default_engine
from analysis.reports.run import Name
from tests.faults.processes import (
    events,
    family,
    finish,
    gone,
    leftovers,
    of_last_batch,
    released,
    start,
    times_done,
)
from tests.reports.conftest import WISHES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system"),
]
COUNTIES = tuple(f"99010{i}" for i in range(1, 6))
RUNS = 2 * len(COUNTIES)


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


def wait_for(batch: subprocess.Popen[str], word: str) -> None:
    assert batch.stdout is not None
    for line in batch.stdout:
        if word in line:
            return
    raise AssertionError(f"the batch never said {word!r}")


def names_begun(out: Path) -> list[str]:
    """The runs that the last batch began."""
    return [" ".join(e[field] for field in Name._fields) for e in of_last_batch(out, "start")]


def assert_resumes(package: Path, place: Path, out: Path, undisturbed: Path) -> None:
    """Run to the end: all as undisturbed, and nothing again that was recorded as done."""
    recorded = set(times_done(out))
    code, said = finish(start(package, place, out))
    assert code == 0, said
    assert released(out) == released(undisturbed)
    assert leftovers(out) == []
    assert set(times_done(out).values()) == {1}, times_done(out)
    assert len(times_done(out)) == RUNS
    assert recorded.isdisjoint(names_begun(out))
    assert len(recorded) + len(names_begun(out)) == RUNS


@pytest.mark.parametrize("chain", range(4))
def test_killed_again_and_again_at_random_moments_and_resumed(
    chain, package, place, undisturbed, tmp_path
):
    """Five kills a chain: one while the batch starts, the others while it makes reports."""
    chosen = random.Random(chain)
    out = tmp_path / "0"
    for kill in range(5):
        if len(set(times_done(out))) == RUNS:  # killed too late to leave anything
            assert released(out) == released(undisturbed)
            out = tmp_path / str(kill)
        recorded = set(times_done(out))
        batch = start(package, place, out)
        if kill == chain:
            time.sleep(chosen.uniform(0.2, 4.0))
        else:
            ended = chosen.randrange(min(2, RUNS - len(recorded)))
            wait_for(batch, f"[{ended}/" if ended else "shared steps")
            time.sleep(chosen.uniform(0, 0.3))
        batch.kill()
        batch.communicate()
        assert batch.returncode == -signal.SIGKILL
        assert gone(out)
        for name, content in released(out).items():
            assert content == released(undisturbed)[name]
        if kill != chain:
            assert recorded.isdisjoint(names_begun(out))
        assert set(times_done(out).values()) <= {1}
    assert_resumes(package, place, out, undisturbed)


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


@pytest.mark.parametrize(
    ("victim", "seen"),
    [
        ("fork server", "the fork server that the process came from has died"),
        ("child", "killed by SIGKILL"),
    ],
)
def test_a_process_of_the_batch_is_killed_and_the_batch_goes_on(
    victim, seen, package, place, undisturbed, tmp_path
):
    slow()
    batch = start(package, place, tmp_path)
    wait_for(batch, f"[{RUNS - 1}/")
    (server,) = [p for p in forked(tmp_path) if p.ppid() == batch.pid]
    (child,) = [p for p in forked(tmp_path) if p.ppid() == server.pid]
    (server if victim == "fork server" else child).kill()
    wait_for(batch, "重试 trying again")
    unslow()
    code, said = finish(batch)
    assert code == 0, said
    assert released(tmp_path) == released(undisturbed)
    assert set(times_done(tmp_path).values()) == {1}
    ends = [e for e in events(tmp_path, "end") if e["notebook"] == "12_behaves"]
    assert [(e["county"], e["status"], e["attempt"]) for e in ends[-2:]] == [
        (COUNTIES[-1], "died", 1),
        (COUNTIES[-1], "done", 2),
    ]
    assert ends[-2]["what"] == seen
    assert gone(tmp_path)


def forked(out: Path) -> list[psutil.Process]:
    return [p for p in family(out) if "forkserver" in " ".join(p.cmdline())]


def test_a_second_batch_in_the_same_folder_is_refused_at_once(package, place, tmp_path):
    slow()
    first = start(package, place, tmp_path)
    wait_for(first, "shared steps")
    code, said = finish(start(package, place, tmp_path, "--fresh"))
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


def test_a_file_that_may_not_grow_fails_alone_and_the_batch_resumes(
    package, place, undisturbed, tmp_path
):
    batch = start(package, place, tmp_path)
    resource.prlimit(batch.pid, resource.RLIMIT_FSIZE, (55_000, 55_000))
    code, said = finish(batch)
    assert code == 3, said
    assert said.count("OSError: [Errno 27] File too large") == len(COUNTIES)
    assert sorted(released(tmp_path)) == [n for n in released(undisturbed) if "12_behaves" in n]
    assert leftovers(tmp_path) == []
    assert_resumes(package, place, tmp_path, undisturbed)


def test_a_folder_without_permission_is_an_error_and_no_traceback(package, place, tmp_path):
    out = tmp_path / "out"
    out.write_text("a file", encoding="utf-8")
    code, said = finish(start(package, place, out))
    assert code == 1
    assert "Traceback" not in said
    assert "File exists" in said or "Not a directory" in said
