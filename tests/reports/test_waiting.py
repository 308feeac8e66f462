import pytest

from analysis.reports.waiting import NoWorkersError, Waiting


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def said(waiting: Waiting, clock: Clock, seconds: int, workers: int = 0) -> list[float]:
    """What is to be said while so many seconds pass, one look a second."""
    found = []
    for _ in range(seconds):
        clock.now += 1
        found.append(waiting.look(workers))
    return [seconds for seconds in found if seconds is not None]


def test_it_is_said_after_five_seconds_and_then_every_minute():
    clock = Clock()
    assert said(Waiting(600, clock), clock, 130) == [5, 65, 125]


def test_a_worker_ends_it_and_the_next_wait_is_counted_anew():
    clock = Clock()
    waiting = Waiting(100, clock)
    assert said(waiting, clock, 90) == [5, 65]
    assert said(waiting, clock, 1, workers=2) == []
    assert said(waiting, clock, 90) == [5, 65]


def test_it_is_borne_up_to_the_limit():
    clock = Clock()
    waiting = Waiting(30, clock)
    assert said(waiting, clock, 30) == [5]
    with pytest.raises(NoWorkersError, match="30 s"):
        said(waiting, clock, 1)


def test_a_limit_of_nothing_ends_at_the_first_look_without_workers():
    clock = Clock()
    waiting = Waiting(0, clock)
    assert said(waiting, clock, 9, workers=1) == []
    with pytest.raises(NoWorkersError):
        said(waiting, clock, 1)


def test_without_a_limit_it_is_borne_for_ever():
    clock = Clock()
    assert len(said(Waiting(float("inf"), clock), clock, 3605)) == 61
