"""Ctrl-C, SIGTERM and SIGHUP, noticed by the coordinator between two steps."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

HANGUP = (signal.SIGHUP,) if hasattr(signal, "SIGHUP") else ()  # Windows has none


class Stop:
    """Remembers that a signal has come.

    An exception raised by the signal itself could be lost in a place that ignores exceptions.
    """

    def __init__(self) -> None:
        self._asked = False

    def check(self) -> None:
        """Raise KeyboardInterrupt if a signal has come."""
        if self._asked:
            raise KeyboardInterrupt

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Take the signals; give them back afterwards.

        What the caller had ignored stays so: with nohup and & a Ctrl-C is meant for others.
        """
        every = (signal.SIGINT, signal.SIGTERM, *HANGUP)
        numbers = [number for number in every if signal.getsignal(number) != signal.SIG_IGN]
        before = [signal.signal(number, self._ask) for number in numbers]
        try:
            yield
        finally:
            for number, handler in zip(numbers, before, strict=True):
                signal.signal(number, handler)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self._asked = True
