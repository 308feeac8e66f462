"""What becomes of warm kernels when the process they come from, or its owner, fares ill."""

import os
import signal
import subprocess
import sys

import pytest

from analysis.errors import DataError
from analysis.reports import provisioner
from analysis.reports.process import default_engine
from tests.reports.kernels import declared, ended, start, text, zygotes

__all__ = ["declared", "start"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(default_engine() != "warm", reason="no fork on this system"),
    pytest.mark.usefixtures("declared"),
]


def test_kernels_end_with_a_killed_zygote_and_the_next_one_has_a_new_one(start):
    manager, _ = start()
    kernel, killed = manager.provisioner.process.pid, zygotes()[-1]
    os.kill(killed, signal.SIGKILL)
    assert ended(kernel)
    assert manager.provisioner.process.wait() == -signal.SIGKILL
    _, other = start()
    assert text(other, "print(1)") == "1\n"
    assert killed not in zygotes()


def test_a_changed_source_is_seen_by_the_next_kernel(start, monkeypatch, tmp_path):
    _, client = start()
    before = zygotes()[-1]
    (tmp_path / "changed.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(provisioner, "PACKAGE", tmp_path)
    start()
    assert zygotes() == [before, zygotes()[-1]]
    assert text(client, "print(1)") == "1\n"  # the old kernel goes on
    client.shutdown()
    assert ended(before)  # with the last of its kernels


def test_imports_that_fail_are_said_in_both_languages(start, tmp_path, capfd):
    (tmp_path / "seaborn.py").write_text("raise ImportError('broken on purpose')")
    path = os.pathsep.join([str(tmp_path), os.environ["PYTHONPATH"]])
    with pytest.raises(DataError, match="预热内核没有启动") as raised:
        start(env={**os.environ, "PYTHONPATH": path})
    assert "the warm kernel did not start" in raised.value.en
    assert "broken on purpose" in capfd.readouterr().err


# Without a guard: multiprocessing would run it again in each child.
OWNER = """
import os, signal, sys
from jupyter_client.manager import KernelManager
from analysis.reports import provisioner
manager = KernelManager(kernel_name="analysis-warm")
manager.start_kernel()
print(manager.provisioner.process.pid, provisioner._zygotes[-1]._process.pid, flush=True)
{end}
"""


@pytest.mark.parametrize(
    ("end", "status"),
    [("os.kill(os.getpid(), signal.SIGKILL)", -9), ("", 0), ("1 / 0", 1)],
    ids=["killed", "forgotten", "failed"],
)
def test_zygote_and_kernels_end_with_their_owner(tmp_path, end, status):
    script = tmp_path / "owner.py"
    script.write_text(OWNER.format(end=end), encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert done.returncode == status, done.stderr
    assert all(ended(int(pid)) for pid in done.stdout.split())
