"""The steps that all counties share: each question answered once, in a process of its own.

What one question breaks stays its own: the others are answered, and the reports of those are made.
Questions that quote others come last, when what they quote, of other periods too, is there.
"""

import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path

from analysis.errors import DataError
from analysis.reports import child
from analysis.reports.plan import Plan
from analysis.reports.process import Attempt, Limits, Outcome
from analysis.reports.settings import Settings
from analysis.reports.stop import Stop
from analysis.results import answerable
from analysis.results.key import given, quoted
from analysis.tables.registry import questions
from analysis.tables.store import Store

HEALS = ("died",)
"""What another attempt may cure."""
_SECRETS = "secrets"
_TICK = 0.2  # seconds between two looks at a request to stop
MEMORY = 4
"""A question may use so many times the memory of a run: it holds all counties."""


class SharedStepsError(Exception):
    """What no page may leave without could not be made: how, and where the log is."""


@dataclass(frozen=True)
class Answered:
    """How the shared steps ended.

    `done` names the questions answered, `omitted` says in both languages why the others were not,
    `broken` names those of them that broke.
    """

    done: list[str]
    omitted: dict[str, tuple[str, str]]
    broken: list[str]
    seconds: float


class Steps:
    """Answers questions in processes that give their memory back.

    Parameters
    ----------
    plan, settings
        What is asked, and how processes are made.
    secrets
        The file to write of what a released page must not hold; None for internal reports.
    stop
        Where a request to stop is seen.
    """

    def __init__(self, plan: Plan, settings: Settings, secrets: Path | None, stop: Stop) -> None:
        self._plan = plan
        self._settings = settings
        self._secrets = secrets
        self._stop = stop

    def answer(self, asked: Sequence[str]) -> Answered:
        """Answer the questions, as many at once as the batch has jobs.

        What the city has no data for is told without a process.

        Raises
        ------
        SharedStepsError
            If the list of what must not leave could not be written.
        """
        start = time.monotonic()
        ended = {name: told for name in asked if (told := self._refused(name))}
        answered = {*asked} - {*ended}
        quoting = sorted(name for name in answered if questions()[name].quotes)
        others = sorted(answered - {*quoting})
        quotes = self._quotes(quoting)
        ended |= self._work([*([_SECRETS] if self._secrets else []), *others, *quotes])
        ended = {name: outcome for name, outcome in ended.items() if name not in quotes}
        return self._answered(ended | self._work(quoting), time.monotonic() - start)

    def _refused(self, name: str) -> Outcome | None:
        """Why a question has no data; None if it has some."""
        try:
            answerable(Store(self._plan.data), name, self._plan.period)
        except DataError as error:
            return Outcome("refused", 0.0, where=error.zh, what=error.en)
        return None

    def _quotes(self, quoting: Sequence[str]) -> list[str]:
        """What is quoted of other periods, or as of a day: question, period, day."""
        store, period = Store(self._plan.data), self._plan.period
        keys = {key for name in quoting for key in quoted(given(store, name, period))}
        return sorted(key for key in keys if key.split()[1:] != [period])

    def _work(self, names: Sequence[str]) -> dict[str, Outcome]:
        """Run the steps, each in a process; what becomes of a quote is its questions' matter."""
        waiting = deque((name, 1) for name in names)
        at_work: dict[Attempt, tuple[str, int]] = {}
        ended: dict[str, Outcome] = {}
        try:
            while waiting or at_work:
                self._stop.check()
                while waiting and len(at_work) < self._settings.jobs:
                    name, number = waiting.popleft()
                    at_work[self._start(name)] = name, number
                wait([w for attempt in at_work for w in attempt.waitables], _TICK)
                for attempt, (name, number) in list(at_work.items()):
                    if (outcome := attempt.step()) is not None:
                        del at_work[attempt]
                        if outcome.status in HEALS and number < self._settings.attempts:
                            waiting.append((name, number + 1))
                        else:
                            ended[name] = outcome
        except BaseException:
            for attempt in at_work:
                attempt.stop("interrupted")
            raise
        return ended

    def _start(self, name: str) -> Attempt:
        plan, log = self._plan, self._log(name)
        limits = Limits(seconds=float("inf"), memory=self._settings.limits.memory * MEMORY)
        if name == _SECRETS:
            secrets = (plan.data, plan.period, self._secrets, log)
            return Attempt(child.secrets, secrets, self._engine, limits)
        if " " in name:
            quote = (plan.data, name.split(), plan.audience, log)
            return Attempt(child.quote, quote, self._engine, limits)
        asked = (plan.data, name, plan.period, plan.audience, log)
        return Attempt(child.question, asked, self._engine, limits)

    @property
    def _engine(self) -> str:
        return self._settings.engine

    def _log(self, name: str) -> Path:
        return self._plan.folders.private / f"shared-{name.replace(' ', '-')}.log"

    def _answered(self, ended: dict[str, Outcome], seconds: float) -> Answered:
        secrets = ended.pop(_SECRETS, None)
        if secrets and secrets.status != "done":
            raise SharedStepsError(f"{secrets.status}: {secrets.what}; {self._log(_SECRETS)}")
        omitted, broken = {}, []
        for name, outcome in sorted(ended.items()):
            if outcome.status == "refused":
                omitted[name] = outcome.where, outcome.what
            elif outcome.status != "done":
                broken.append(name)
                how = f"{outcome.status} {outcome.where}".strip()
                omitted[name] = (
                    f"问题“{name}”计算中断（{how}），详见运行日志",
                    f"the question {name!r} broke ({how}); see the log of the run",
                )
        done = [name for name, outcome in ended.items() if outcome.status == "done"]
        return Answered(sorted(done), omitted, broken, round(seconds, 3))
