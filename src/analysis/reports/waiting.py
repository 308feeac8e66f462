"""How long a cluster has been without workers: said now and then, and borne up to a limit."""

import time
from collections.abc import Callable

_FIRST = 5.0  # seconds after which it is said: workers that start with the batch come sooner
_AGAIN = 60.0


class NoWorkersError(Exception):
    """No worker came to the cluster within the time allowed."""


class Waiting:
    """The time since a worker was last seen.

    Parameters
    ----------
    limit
        Seconds that may pass without any.
    clock
        Seconds that only grow.
    """

    def __init__(self, limit: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit = limit
        self._clock = clock
        self._seen = clock()
        self._next = _FIRST

    def look(self, workers: int) -> float | None:
        """Take the number of workers; return the seconds without any when they are to be said.

        Raises
        ------
        NoWorkersError
            If there have been none for longer than the limit.
        """
        if workers:
            self._seen, self._next = self._clock(), _FIRST
            return None
        seconds = self._clock() - self._seen
        if seconds > self.limit:
            raise NoWorkersError(f"{self.limit:g} s")
        if seconds < self._next:
            return None
        self._next = seconds + _AGAIN
        return seconds
