"""The kernel forked from a warm process is ipykernel, whole; it only starts sooner."""

import json
import os
import queue
import subprocess
import sys
import zipfile
from pathlib import Path

import papermill
import pytest

from analysis.intake import ingest
from analysis.reports import provisioner
from analysis.reports.notebook import find_notebooks
from analysis.reports.process import default_engine
from analysis.sample import write_city
from tests import slices
from tests.reports.conftest import NOTEBOOKS
from tests.reports.kernels import GROUP, ROOT, declared, ended, is_warm, run, start, text
from tests.reports.test_batch import outputs
from tests.reports.test_isolation import DRAW, LOOK, POLLUTE, write

__all__ = ["declared", "start"]
pytestmark = [
    pytest.mark.skipif(default_engine() != "warm", reason="no fork on this system"),
    pytest.mark.usefixtures("declared"),
]
SHIPPED = [path.name for path in find_notebooks(ROOT / "notebooks", ())]


def execute(notebook: Path, out: Path, kernel: str, **parameters: str) -> list[list[dict]]:
    papermill.execute_notebook(
        notebook, out, parameters, kernel_name=kernel, progress_bar=False, cwd=notebook.parent
    )
    return outputs(out)


def test_a_notebook_gives_what_it_gives_in_a_stock_kernel(tmp_path, start):
    assert is_warm(start()[0])
    notebook = NOTEBOOKS / "11_plots.ipynb"
    warm = execute(notebook, tmp_path / "warm.ipynb", "analysis-warm", county="990102")
    assert warm == execute(notebook, tmp_path / "stock.ipynb", "python3", county="990102")
    images = [o for cell in warm for o in cell if "image/png" in o.get("data", {})]
    assert len(images) == 2


def test_a_clean_notebook_beside_a_polluting_one_is_as_in_a_stock_kernel(tmp_path, start):
    write(tmp_path / "both", "02_look", LOOK, DRAW)
    write(tmp_path / "both", "01_pollute", POLLUTE, DRAW)
    _, polluted = start(cwd=str(tmp_path))
    assert run(polluted, POLLUTE)[0] == "ok"
    clean = tmp_path / "both" / "02_look.ipynb"
    warm = execute(clean, tmp_path / "warm.ipynb", "analysis-warm", county="990102")
    stock = execute(clean, tmp_path / "stock.ipynb", "python3", county="990102")
    assert "image/png" in warm[3][0]["data"]
    lines, expected = (made[2][0]["text"].splitlines() for made in (warm, stock))
    differ = [number for number, line in enumerate(lines) if line != expected[number]]
    assert differ == [4]  # random numbers, which nobody seeds
    assert (warm[2][1:], warm[3]) == (stock[2][1:], stock[3])


def test_each_kernel_draws_random_numbers_of_its_own(start):
    code = "import random, numpy as np; print(random.random(), np.random.random())"
    first, second = (text(start()[1], code).split() for _ in range(2))
    assert len({*first, *second}) == 4


def test_a_kernel_knows_its_folder_arguments_and_environment(start, tmp_path):
    code = "import gc, os, sys; print(os.getcwd(), sys.argv[1], '' in sys.path, "
    code += "os.environ.get('ASKED'), os.environ.get('PARENT'), gc.get_threshold(), sep='|')"
    warm, stock = (
        text(start(name, cwd=str(tmp_path), env={**os.environ, "ASKED": "1"})[1], code)
        for name in ("analysis-warm", "python3")
    )
    assert warm == stock
    assert warm.startswith(f"{tmp_path}|-f|True|1|None|")


def test_what_libraries_and_commands_write_comes_out(start):
    # Told that pytest is at work, ipykernel leaves the descriptors alone.
    _, client = start(env={k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"})
    code = """
    import os, subprocess, sys
    print("print"); sys.stdout.flush()
    os.system("echo system")
    subprocess.run(["echo", "run"])
    !echo shell
    import threading; thread = threading.Thread(target=print, args=("thread",))
    thread.start(); thread.join()
    """
    said = text(client, code).replace("\r\n", "\n").split()
    assert sorted(said) == ["print", "run", "shell", "system", "thread"]


def test_the_connection_is_encrypted(start):
    manager, _ = start()
    assert manager.curve_publickey and manager.get_connection_info()["curve_publickey"]


def test_an_interrupt_is_a_keyboard_interrupt_and_the_kernel_goes_on(start):
    manager, client = start()
    assert run(client, "kept = 5")[0] == "ok"
    code = "import time; print('now', flush=True); time.sleep(60)"
    asked = client.execute(code, stop_on_error=False)  # else what follows at once is not run
    while client.get_iopub_msg(timeout=30)["msg_type"] != "stream":
        pass
    manager.interrupt_kernel()
    reply = client.get_shell_msg(timeout=30)
    assert reply["parent_header"]["msg_id"] == asked
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert text(client, "print(kept)") == "5\n"


def test_a_restart_begins_anew_in_another_process(start):
    manager, client = start()
    before = text(client, "import os; kept = 5; print(os.getpid())")
    manager.restart_kernel()
    client.wait_for_ready(timeout=60)
    assert ended(int(before))
    assert text(client, "import os; print('kept' in globals(), os.getpid())") != f"True {before}"
    assert manager.is_alive()
    assert text(client, "print('kept' in globals())") == "False\n"


@pytest.mark.parametrize("now", [False, True], ids=["asked", "killed"])
def test_a_shutdown_leaves_no_process(start, now):
    manager, client = start()
    code = "import os, subprocess; print(os.getpid(), subprocess.Popen(['sleep', '600']).pid)"
    pids = [int(pid) for pid in text(client, code).split()]
    manager.shutdown_kernel(now=now)
    assert all(ended(pid) for pid in pids)
    assert not manager.is_alive()


@pytest.mark.parametrize(
    ("code", "status"), [("os._exit(7)", 7), ("os.kill(os.getpid(), 9)", -9)], ids=["exit", "kill"]
)
def test_a_death_is_noticed_and_leaves_no_process(start, code, status):
    manager, client = start()
    left = int(text(client, "import os, subprocess; print(subprocess.Popen(['sleep', '60']).pid)"))
    process = manager.provisioner.process
    client.execute(code)
    assert process.wait() == status
    assert not manager.is_alive()
    assert ended(left)
    with pytest.raises(queue.Empty):
        client.get_shell_msg(timeout=0.2)


def test_input_comms_and_the_debugger_answer_as_in_a_stock_kernel(start):
    answers = []
    for name in ("analysis-warm", "python3"):
        _, client = start(name)
        status, said = run(client, "from comm import create_comm; create_comm(target_name='w')")
        refused, error = run(client, "input('?')")
        message = client.session.msg(
            "debug_request", {"type": "request", "seq": 1, "command": "debugInfo"}
        )
        client.control_channel.send(message)
        debugger = client.get_control_msg(timeout=30)["content"]
        assert debugger["success"]
        answers.append(
            [
                *(status, [one["msg_type"] for one in said], said[0]["content"]["target_name"]),
                *(refused, error[0]["content"]["ename"], sorted(debugger["body"])),
            ]
        )
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    "options", [{"stdout": subprocess.DEVNULL}, {"independent": True}], ids=str
)
def test_what_a_fork_cannot_give_a_stock_kernel_gives(start, options):
    manager, client = start(**options)
    assert isinstance(manager.provisioner.process, subprocess.Popen)
    assert text(client, "print(1)") == "1\n"


def test_elsewhere_the_kernel_is_a_stock_one(start, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    manager, client = start()
    monkeypatch.undo()
    assert isinstance(manager.provisioner.process, subprocess.Popen)
    assert text(client, "print(1)") == "1\n"


def test_of_a_changed_source_the_kernel_is_a_stock_one(start, monkeypatch, tmp_path):
    before, client = start()
    assert is_warm(before)
    (tmp_path / "changed.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(provisioner, "PACKAGE", tmp_path)
    after, _ = start()
    assert not is_warm(after)
    assert text(client, "print(1)") == "1\n"  # the warm one goes on


def test_where_python_is_to_start_otherwise_the_kernel_is_a_stock_one(start):
    manager, client = start(env={**os.environ, "PYTHONHASHSEED": "5"})
    assert not is_warm(manager)
    assert text(client, "import sys; print(sys.flags.hash_randomization)") == "1\n"


def test_a_kernel_may_start_processes_and_does_at_its_end_what_was_registered(start, tmp_path):
    code = """
    import atexit, multiprocessing, os
    with multiprocessing.get_context("fork").Pool(1) as pool:
        print(pool.map(abs, [-1]), multiprocessing.active_children() != [])
    _ = atexit.register(open, "ended", "w")
    """
    answers = []
    for name in ("analysis-warm", "python3"):
        folder = tmp_path / name
        folder.mkdir()
        manager, client = start(name, cwd=str(folder))
        answers.append(text(client, code))
        manager.shutdown_kernel()
        assert (folder / "ended").exists()
    assert answers == ["[1] True\n"] * 2


@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_an_installation_brings_the_kernel(tmp_path, kind):
    build = f"from flit_core import buildapi; buildapi.build_{kind}({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=ROOT, check=True)
    (built,) = (zipfile.ZipFile(path) for path in tmp_path.glob("*.whl"))
    (described,) = (name for name in built.namelist() if name.endswith("/kernel.json"))
    assert described.endswith(".data/data/share/jupyter/kernels/analysis-warm/kernel.json")
    asked = json.loads(built.read(described))["metadata"]["kernel_provisioner"]
    (declared,) = (name for name in built.namelist() if name.endswith("/entry_points.txt"))
    assert f"[{GROUP}]\n{asked['provisioner_name']}=" in built.read(declared).decode()


@pytest.fixture(scope="module")
def sliced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebooks with the parameters of a small city."""
    folder = tmp_path_factory.mktemp("sliced")
    write_city(folder / "slice", counties=3, enterprises_per_county=40, seed=4)
    assert not ingest(folder / "slice").errors
    slices.write(folder, folder / "slice", "zh")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
def test_every_notebook_gives_what_it_gives_in_a_stock_kernel(sliced, tmp_path, name):
    notebook = sliced / f"slice-{name}"
    warm = execute(notebook, tmp_path / "warm.ipynb", "analysis-warm")
    assert warm == execute(notebook, tmp_path / "stock.ipynb", "python3")


@pytest.mark.slow
def test_nbval_can_use_it(sliced):
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval-lax"]
    command += ["--nbval-kernel-name", "analysis-warm", f"slice-{SHIPPED[0]}"]
    done = subprocess.run(command, cwd=sliced, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
