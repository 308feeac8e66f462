"""Whatever a notebook does, it ends in a stated status and the other counties go on."""

import multiprocessing
import os
import re
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psutil
import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.cli.refusals import SOME_FAILED
from analysis.reports import child
from analysis.reports.batch import Summary
from analysis.reports.process import default_engine
from analysis.reports.steps import SharedStepsError
from tests.reports.batches import plan_of, records, run
from tests.reports.cities import make_city
from tests.reports.conftest import NOTEBOOKS, WISHES

warm = pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system")

KILL = "import os, signal; os.kill(os.getpid(), signal.{})"
# what the notebook does, how it ends, what the manifest says, what the operator is told
FAULTS = {
    "error": ("1 / 0", "failed", "cell 6 ZeroDivisionError", "division by zero"),
    "syntax": ("def", "failed", "cell 6 SyntaxError", "invalid syntax"),
    "interrupt": ("raise KeyboardInterrupt", "failed", "cell 6 KeyboardInterrupt", ""),
    "out of memory": ("raise MemoryError", "failed", "cell 6 MemoryError", ""),
    "far too much memory": ("bytearray(1 << 60)", "failed", "cell 6 MemoryError", ""),
    "recursion": (
        "import sys\nsys.setrecursionlimit(300)\nf = lambda: f()\nf()",
        "failed",
        "cell 6 RecursionError",
        "maximum recursion depth exceeded",
    ),
    "exit with success": (
        "import sys; sys.exit(0)",
        "failed",
        "cell 7 not run",
        "the notebook ended before its last cell",
    ),
    "exit with a code": ("import sys; sys.exit(3)", "failed", "cell 6 SystemExit", "3"),
    "a question": ("input('?')", "failed", "cell 6 StdinNotImplementedError", "raw_input"),
    "a group of errors": (
        "raise ExceptionGroup('g', [ValueError(1.5), ExceptionGroup('h', [KeyError(2)])])",
        "failed",
        "cell 6 ExceptionGroup",
        "g (2 sub-exceptions); ValueError: 1.5; ExceptionGroup: h (1 sub-exception); KeyError: 2",
    ),
    "missing file": ("open('/nowhere')", "failed", "cell 6 FileNotFoundError", "'/nowhere'"),
    "not a folder": ("open('/dev/null/x')", "failed", "cell 6 NotADirectoryError", "/dev/null/x"),
    "full device": (
        "open('/dev/full', 'w').write('x' * 100_000)",
        "failed",
        "cell 6 OSError",
        "No space left on device",
    ),
    "leaves at once": ("import os; os._exit(0)", "died", "cell 6", "process ended with code 0"),
    "leaves with a code": ("import os; os._exit(3)", "died", "cell 6", "process ended with code 3"),
    "leaves as if the server were gone": (
        *("import os; os._exit(255)", "died", "cell 6", "process ended with code 255"),
    ),
    "killed": (KILL.format("SIGKILL"), "died", "cell 6", "killed by SIGKILL"),
    "aborted": (KILL.format("SIGABRT"), "died", "cell 6", "killed by SIGABRT"),
    "terminated": (KILL.format("SIGTERM"), "died", "cell 6", "killed by SIGTERM"),
    "bad memory access": (
        "import ctypes; ctypes.string_at(0)",
        "died",
        "cell 6",
        "killed by SIGSEGV",
    ),
}
# with a kernel of its own the notebook's death is seen from the process beside it
KERNEL_DIES = ("killed", "aborted", "bad memory access", "leaves at once", "leaves with a code")
STOCK = (
    "error",
    "syntax",
    "a group of errors",
    "far too much memory",
    "exit with success",
    "exit with a code",
)


def sleepers(seconds: str) -> list[psutil.Process]:
    command = ["sleep", seconds]
    return [p for p in psutil.process_iter(["cmdline"]) if p.info["cmdline"] == command]


def endings(
    folder: Path, faults: Mapping[str, str], *options: str
) -> dict[str, tuple[str, str, str]]:
    """Of one batch: status, error and what the operator reads of each fault, by its name.

    Each has a county of its own; the county before them and the one behind them go on.
    """
    counties = tuple(f"9901{number:02}" for number in range(1, len(faults) + 3))
    faulty = dict(zip(faults, counties[1:-1], strict=True))
    city = make_city(folder / "tiny", counties=counties)
    for name, county in faulty.items():
        (WISHES / county).write_text(faults[name], encoding="utf-8")
    command = ["run", str(city), "--notebooks", str(NOTEBOOKS), "--notebook", "12"]
    said = CliRunner().invoke(app, [*command, "--out", str(city.parent / "out"), *options])
    assert said.exit_code == SOME_FAILED
    assert "Traceback" not in said.output
    plan = plan_of(city, notebooks=["12"])
    healthy = [county not in faulty.values() for county in counties]
    assert [run.html.exists() for run in plan.runs] == healthy
    found = records(plan)
    assert [found["12", county].status == "done" for county in counties] == healthy
    told = {}
    for name, county in faulty.items():
        lines = [each for each in said.output.splitlines() if f" {county} 12_behaves.zh " in each]
        record = found["12", county]
        assert f"失败 {record.status} " in lines[-1]
        told[name] = record.status, record.error, lines[-1]
    return told


def ended(folder: Path, wish: str, *options: str) -> tuple[str, str, str]:
    """Status and error of a batch's one faulty county, and what the operator reads of it."""
    return endings(folder, {"it": wish}, *options)["it"]


Endings = dict[str, tuple[str, str, str]]


@pytest.fixture(scope="module")
def warm_faults(tmp_path_factory) -> Endings:
    wishes = {name: fault[0] for name, fault in FAULTS.items()}
    return endings(tmp_path_factory.mktemp("warm"), wishes, "--jobs", "1")


@pytest.fixture(scope="module")
def stock_faults(tmp_path_factory) -> Endings:
    wishes = {name: FAULTS[name][0] for name in (*STOCK, *KERNEL_DIES)}
    return endings(tmp_path_factory.mktemp("stock"), wishes, "--engine", "stock")


@warm
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_in_its_status_and_the_others_go_on(warm_faults, fault):
    _, status, where, message = FAULTS[fault]
    told, error, line = warm_faults[fault]
    assert (told, error) == (status, where)
    assert message in line


@pytest.mark.slow
@pytest.mark.parametrize("fault", STOCK)
def test_the_stock_engine_ends_the_same_way(stock_faults, fault):
    _, status, where, message = FAULTS[fault]
    told, error, line = stock_faults[fault]
    assert (told, error) == (status, where)
    assert message in line


@pytest.mark.slow
@pytest.mark.parametrize("fault", KERNEL_DIES)
def test_a_kernel_that_dies_is_told_apart_from_a_cell_that_fails(stock_faults, fault):
    told, error, line = stock_faults[fault]
    assert (told, error) == ("died", "DeadKernelError")
    assert "Kernel died" in line
    assert not kernels()


def kernels() -> list[psutil.Process]:
    mine = psutil.Process().children(recursive=True)
    return [p for p in mine if "ipykernel_launcher" in " ".join(p.cmdline())]


HANGS = {
    "sleeps": "import time; time.sleep(600)",
    "loops": "while True: pass",
    "ignores signals": (
        "import signal, time\n"
        "for name in ('SIGINT', 'SIGTERM', 'SIGHUP'):\n"
        "    signal.signal(getattr(signal, name), signal.SIG_IGN)\n"
        "while True: time.sleep(1)"
    ),
    "waits for a child": "import subprocess; subprocess.run(['sleep', '600'])",
    "holds the interpreter": "import re; re.match('(a+)+$', 'a' * 60 + 'b')",
    "waits for itself": "import threading; l = threading.Lock(); l.acquire(); l.acquire()",
}


@pytest.fixture(scope="module")
def warm_hangs(tmp_path_factory) -> Endings:
    return endings(tmp_path_factory.mktemp("hangs"), HANGS, "--time-limit", "3")


@warm
@pytest.mark.parametrize("hang", HANGS)
def test_a_hanging_notebook_ends_at_its_limit_with_its_children(warm_hangs, hang):
    told, error, line = warm_hangs[hang]
    assert (told, error) == ("timeout", "cell 6")
    assert "cell 6 longer than 3 s" in line
    assert 3 <= float(re.search(r"([\d.]+) s ·", line)[1]) < 3 + 10
    assert not sleepers("600")


@pytest.mark.slow
@pytest.mark.parametrize("hang", ["ignores signals", "waits for a child"])
def test_a_hanging_kernel_ends_at_its_limit_with_its_children(tmp_path, hang):
    options = "--engine", "stock", "--time-limit", "30"
    told, error, line = ended(tmp_path, HANGS[hang], *options)
    assert (told, error) == ("timeout", "cell 6")
    assert "cell 6 longer than 30 s" in line
    assert not kernels()
    assert not sleepers("600")


GROW = "import time\nheld = []\nwhile True: held.append(bytearray(8 << 20)); time.sleep(0.01)"


@warm
def test_a_notebook_that_grows_beyond_its_memory_is_ended(tmp_path):
    told, error, line = ended(tmp_path, GROW, "--memory-limit", "400")
    assert (told, error) == ("memory", "cell 6")
    assert "cell 6 more than 400 MiB" in line


@warm
def test_a_child_of_a_notebook_counts_as_its_memory(tmp_path):
    wish = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {GROW!r}])"
    told, error, _ = ended(tmp_path, wish, "--memory-limit", "400")
    assert (told, error) == ("memory", "cell 6")


@pytest.mark.slow
def test_a_kernel_that_grows_beyond_its_memory_is_ended(tmp_path):
    options = "--engine", "stock", "--memory-limit", "700"
    told, error, line = ended(tmp_path, GROW, *options)
    assert (told, error) == ("memory", "cell 6")
    assert "cell 6 more than 700 MiB" in line
    assert not kernels()


@warm
@pytest.mark.parametrize(
    "leaves",
    [
        "import threading, time; threading.Thread(target=time.sleep, args=(600,)).start()",
        "import subprocess; subprocess.Popen(['sleep', '601'])",
        "import subprocess; subprocess.Popen(['sleep', '601'], start_new_session=True)",
    ],
    ids=["a thread", "a process", "a process in a session of its own"],
)
def test_what_a_notebook_leaves_running_does_not_outlive_it(city, wishes, leaves):
    (wishes / "990102").write_text(leaves, encoding="utf-8")
    start = time.monotonic()
    summary, _ = run(plan_of(city, notebooks=["12"]))
    assert summary.done == 3
    assert time.monotonic() - start < 30
    time.sleep(0.2)
    assert not sleepers("601")
    assert multiprocessing.active_children() == []


@warm
def test_what_a_dead_notebook_left_running_is_ended_too(tmp_path):
    wish = (
        "import os, subprocess; subprocess.Popen(['sleep', '602'], start_new_session=True)\n"
        "os._exit(1)"
    )
    ended(tmp_path, wish)
    assert not sleepers("602")


@warm
def test_a_death_is_tried_again_once_and_may_heal(city, wishes):
    once = wishes / "once"
    heal = (
        f"import os\nif not os.path.exists({str(once)!r}):\n"
        f"    open({str(once)!r}, 'w'); os._exit(9)"
    )
    (wishes / "990102").write_text(heal, encoding="utf-8")
    plan = plan_of(city, notebooks=["12"])
    summary, events = run(plan)
    assert summary.done == 3
    assert records(plan)["12", "990102"].attempts == "2"
    assert [e["again"] for e in events if e["event"] == "end" and e["county"] == "990102"] == [
        True,
        False,
    ]


@warm
@pytest.mark.parametrize("attempts", [1, 2, 3])
def test_a_death_that_does_not_heal_is_tried_a_bounded_number_of_times(city, wishes, attempts):
    (wishes / "990101").write_text("import os; os._exit(9)", encoding="utf-8")
    plan = plan_of(city, notebooks=["12"], counties=["990101"])
    _, events = run(plan, attempts=attempts)
    assert len([e for e in events if e["event"] == "end"]) == attempts
    assert records(plan)["12", "990101"].attempts == str(attempts)


def dies_once(*arguments: Any) -> None:
    """A shared step, killed the first time."""
    (*_, log, _) = arguments
    once = log.with_name("once")
    if not once.exists():
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    child.secrets(*arguments)


def dies(*arguments: Any) -> None:
    """A shared step, killed whenever it is tried."""
    os.kill(os.getpid(), signal.SIGKILL)


@warm
def test_a_shared_step_that_dies_is_tried_again(city, monkeypatch):
    monkeypatch.setattr("analysis.reports.steps.child.secrets", dies_once)
    plan = plan_of(city, notebooks=["12"])
    summary, _ = run(plan)
    assert summary.done == 3
    assert (plan.folders.private / "once").exists()


@warm
def test_without_the_list_of_what_must_not_leave_the_batch_ends_before_the_first_run(
    city, monkeypatch
):
    monkeypatch.setattr("analysis.reports.steps.child.secrets", dies)
    plan = plan_of(city, notebooks=["12"])
    with pytest.raises(SharedStepsError, match="died: killed by SIGKILL"):
        run(plan)
    assert records(plan) == {}


@warm
def test_a_question_that_always_dies_is_left_out_and_the_reports_of_others_are_made(
    city, monkeypatch
):
    monkeypatch.setattr("analysis.reports.steps.child.question", dies)
    monkeypatch.setattr("analysis.reports.steps.answerable", lambda *_: None)  # as if it had data
    summary, events = run(plan_of(city, notebooks=["12"]))  # it shows none in particular
    assert summary.done == 3
    (shared,) = [e for e in events if e["event"] == "shared"]
    assert shared["questions"] == []


@warm
def test_an_error_in_a_cell_is_not_tried_again(city, wishes):
    (wishes / "990101").write_text("1 / 0", encoding="utf-8")
    _, events = run(plan_of(city, notebooks=["12"], counties=["990101"]))
    assert len([e for e in events if e["event"] == "start"]) == 1


@warm
@pytest.mark.parametrize("bad", range(1, 4))
def test_every_healthy_county_is_done_however_many_are_not(city, wishes, bad):
    for county in ("990101", "990102", "990103")[:bad]:
        (wishes / county).write_text("import os; os._exit(1)", encoding="utf-8")
    summary, _ = run(plan_of(city, notebooks=["12"]), attempts=1)
    assert summary == Summary(done=3 - bad, fresh=0, failed=bad, remaining=0)


@warm
def test_an_outputs_folder_that_cannot_be_written_fails_alone(city):
    plan = plan_of(city, notebooks=["12"])
    plan.folders.create()
    (plan.folders.released / "990102").write_text("in the way", encoding="utf-8")
    summary, _ = run(plan)
    assert (summary.done, summary.failed) == (2, 1)
    assert records(plan)["12", "990102"].error in ("FileExistsError", "NotADirectoryError")


def test_the_tests_see_their_own_process():
    assert psutil.pid_exists(os.getpid())
