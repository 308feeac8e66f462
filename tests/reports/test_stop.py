import os
import signal

import pytest

from analysis.reports.stop import HANGUP, Stop

EACH = pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, *HANGUP])


@EACH
def test_a_signal_is_remembered_until_it_is_asked_for(number):
    stop = Stop()
    before = signal.signal(number, signal.SIG_DFL)
    try:
        with stop.listening():
            stop.check()
            os.kill(os.getpid(), number)
            with pytest.raises(KeyboardInterrupt):
                stop.check()
        assert signal.getsignal(number) == signal.SIG_DFL
    finally:
        signal.signal(number, before)


@EACH
def test_what_the_caller_ignored_stays_ignored(number):
    stop = Stop()
    before = signal.signal(number, signal.SIG_IGN)
    try:
        with stop.listening():
            os.kill(os.getpid(), number)
            stop.check()
    finally:
        signal.signal(number, before)
