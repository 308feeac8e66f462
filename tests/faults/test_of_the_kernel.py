"""What becomes of warm kernels when the process they come from, or its owner, fares ill."""

import os
import subprocess
import sys

import psutil
import pytest

from analysis.reports.process import default_engine
from tests.reports.kernels import declared, ended, is_warm, start, text

__all__ = ["declared", "start"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(default_engine() != "warm", reason="no fork on this system"),
    pytest.mark.usefixtures("declared"),
]


def test_kernels_end_with_a_killed_server_and_the_next_one_has_a_new_one(start):
    manager, _ = start()
    kernel = psutil.Process(manager.provisioner.process.pid)
    server = kernel.parent()
    server.kill()
    assert ended(kernel.pid)
    assert manager.provisioner.process.wait()
    assert not manager.is_alive()
    other, client = start()
    assert is_warm(other)
    assert text(client, "print(1)") == "1\n"


def test_imports_that_fail_are_told_and_the_stock_kernel_remains(tmp_path):
    (tmp_path / "seaborn.py").write_text("raise ImportError('broken on purpose')")
    path = os.pathsep.join([str(tmp_path), os.environ["PYTHONPATH"]])
    script = tmp_path / "owner.py"
    script.write_text(OWNER.format(end="manager.client().wait_for_ready()"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode
    assert "broken on purpose" in done.stderr


# Without a guard: multiprocessing would run it again in each child.
OWNER = """
import os, signal, sys
from multiprocessing import forkserver
from jupyter_client.manager import KernelManager
manager = KernelManager(kernel_name="analysis-warm")
manager.start_kernel()
print(manager.provisioner.process.pid, forkserver._forkserver._forkserver_pid, flush=True)
{end}
"""


@pytest.mark.parametrize(
    ("end", "status"),
    [("os.kill(os.getpid(), signal.SIGKILL)", -9), ("", 0), ("1 / 0", 1)],
    ids=["killed", "forgotten", "failed"],
)
def test_server_and_kernels_end_with_their_owner(tmp_path, end, status):
    script = tmp_path / "owner.py"
    script.write_text(OWNER.format(end=end), encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert done.returncode == status, done.stderr
    assert all(ended(int(pid)) for pid in done.stdout.split())
