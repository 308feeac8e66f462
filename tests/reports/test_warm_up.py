"""The fork server is started early; a Ctrl-C while it imports ends the batch, not the server."""

import subprocess
import sys

import pytest

START = """
import os, signal, sys
from multiprocessing import forkserver
from analysis.reports.process import warm_up

handler = getattr(signal, sys.argv[1])
signal.signal(signal.SIGINT, handler)
warm_up()
server = forkserver._forkserver._forkserver_pid
print(open(f"/proc/{server}/status").read())
print("caller", signal.getsignal(signal.SIGINT) == handler)
os.kill(server, signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="there is a fork server on Linux alone")
@pytest.mark.parametrize("handler", ["default_int_handler", "SIG_IGN"])
def test_the_server_ignores_ctrl_c_and_the_caller_goes_on_as_before(handler):
    """A caller with nohup and & ignores it too."""
    said = subprocess.run(
        [sys.executable, "-c", START, handler],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    ignored = next(line for line in said.splitlines() if line.startswith("SigIgn:"))
    assert int(ignored.split()[1], 16) & 0b10  # signal 2
    assert "caller True" in said
