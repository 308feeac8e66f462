"""The fork server is started early; a Ctrl-C while it imports ends the batch, not the server."""

import subprocess
import sys

import pytest

START = """
import os, signal
from multiprocessing import forkserver
from analysis.reports.process import warm_up

warm_up()
server = forkserver._forkserver._forkserver_pid
print(open(f"/proc/{server}/status").read())
print("caller", signal.getsignal(signal.SIGINT) is signal.default_int_handler)
os.kill(server, signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="there is a fork server on Linux alone")
def test_the_server_ignores_what_the_caller_hears():
    said = subprocess.run(
        [sys.executable, "-c", START], capture_output=True, text=True, check=True, timeout=60
    ).stdout
    ignored = next(line for line in said.splitlines() if line.startswith("SigIgn:"))
    assert int(ignored.split()[1], 16) & 0b10  # signal 2
    assert "caller True" in said
