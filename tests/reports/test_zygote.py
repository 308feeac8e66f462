"""What the zygote does with each word of its owner; that it forks well, its kernels show."""

import os
import socket
from multiprocessing import Pipe

import pytest

from analysis.reports import zygote
from analysis.reports.process import default_engine

pytestmark = pytest.mark.skipif(default_engine() != "warm", reason="no fork on this system")


def pair() -> tuple[socket.socket, socket.socket]:
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def test_it_ends_with_its_owner():
    ours, theirs = pair()
    ours.close()
    assert zygote.serve(theirs) is None


def test_retired_without_kernels_it_ends():
    ours, theirs = pair()
    with ours:
        ours.send(zygote.RETIRE)
        assert zygote.serve(theirs) is None


def test_no_room_for_a_kernel_is_told_and_does_not_end_the_others(monkeypatch, capfd):
    def full() -> int:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(zygote.os, "fork", full)
    ours, theirs = pair()
    asking, asked = Pipe()
    with ours, open(os.devnull, "wb") as sink, asking:  # noqa: PTH123
        with asked:
            descriptors = [asked.fileno(), sink.fileno(), sink.fileno()]
            socket.send_fds(ours, [zygote.KERNEL], descriptors)
        ours.send(zygote.RETIRE)
        assert zygote.serve(theirs) is None  # at the second word, not at the first
        with pytest.raises(EOFError):
            asking.recv()
    assert "no fork" in capfd.readouterr().err
