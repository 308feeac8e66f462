"""The front page of a folder of reports, made of what the batch answered.

A question that has one says so by `front.py` in its folder, found by the folder:
`front(release, lang, reports)` returns it for the whole territory. It quotes other questions, and
is made where the batch answers all of these, in a process of its own as an answer is.
"""

from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path

from analysis.display.front import Front, Reports
from analysis.errors import DataError
from analysis.reports import child
from analysis.reports.plan import Plan
from analysis.reports.process import Attempt, Limits, Outcome
from analysis.reports.settings import Settings
from analysis.reports.steps import HEALS, MEMORY
from analysis.results import edition
from analysis.results.key import given, quoted
from analysis.results.releasing import released
from analysis.tables.registry import having, questions
from analysis.tables.store import Store

NOT_ASKED = "本批未计算", "not worked out in this batch"
_TICK = 0.2  # seconds between two looks at what the process uses


@dataclass
class FrontPage:
    """The front page of a plan.

    Parameters
    ----------
    plan, settings
        What the batch does, and how processes are made.
    omitted
        The questions that turned out to have no answer, and why; the batch adds to them.
    faults
        The questions whose front page could not be made, and why.
    broken
        Those of them that broke.
    """

    plan: Plan
    settings: Settings = field(default_factory=Settings)
    omitted: dict[str, tuple[str, str]] = field(default_factory=dict)
    faults: dict[str, DataError] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    @property
    def needed(self) -> set[str]:
        """The questions of front pages whose quoted figures the batch answers."""
        plan = self.plan
        asked = {name for run in plan.runs for name in (*run.questions, *run.also)}
        found = set()
        for name in having("front"):
            of = self._quoted(name)
            if of and of - {*plan.unanswered} <= asked:
                found.add(name)
        return found

    @property
    def missing(self) -> bool:
        """Whether a question of the front page is still to be answered."""
        return any(not self._made(name) for name in self.needed)

    def made(self, lang: str, reports: Reports) -> Front | None:
        """Return the front page in a language; None where it, or all it quotes, has no answer.

        Raises
        ------
        DataError
            If it could not be made; it is then among the `faults`.
        """
        for name in having("front"):
            if self._answered(name) and any(map(self._answered, self._quoted(name))):
                ended = self._written(name, lang, reports)
                if ended.status == "done":
                    made: Front = ended.value
                    return made
                self.faults[name] = self._fault(name, ended)
                raise self.faults[name]
        return None

    def _written(self, name: str, lang: str, reports: Reports) -> Outcome:
        """Let a process write it: what breaks there is told, and the batch goes on."""
        log = self.plan.folders.private / f"front-{name}.{lang}.log"
        asked = name, self._edition(), lang, reports, log
        limits = self.settings.limits
        limits = Limits(limits.seconds, limits.memory * MEMORY)
        for _ in range(self.settings.attempts):
            ended = _outcome(Attempt(child.front, asked, self.settings.engine, limits))
            if ended.status not in HEALS:
                break
        return ended

    def _fault(self, name: str, ended: Outcome) -> DataError:
        if ended.status == "refused":
            return DataError(ended.where, ended.what)
        self.broken.add(name)
        how = f"{ended.status} {ended.where}".strip()
        return DataError(
            f"首页制作中断（{how}），详见运行日志",
            f"the front page broke ({how}); see the log of the run",
        )

    def _edition(self) -> Path:
        plan = self.plan
        why = {name: (error.zh, error.en) for name, error in plan.unanswered.items()} | self.omitted
        for name in questions():
            if name not in why and not self._made(name):
                why[name] = NOT_ASKED
        return edition(self._store, plan.period, plan.audience, why)

    def _quoted(self, name: str) -> set[str]:
        """The questions whose figures one shows."""
        return {key.split()[0] for key in quoted(given(self._store, name, self.plan.period))}

    def _answered(self, name: str) -> bool:
        return name not in {*self.plan.unanswered, *self.omitted} and self._made(name)

    def _made(self, name: str) -> bool:
        return released(self._store, name, self.plan.period, self.plan.audience).is_dir()

    @property
    def _store(self) -> Store:
        return Store(self.plan.data)


def _outcome(attempt: Attempt) -> Outcome:
    """Wait for the end of a process."""
    while (ended := attempt.step()) is None:
        wait(attempt.waitables, _TICK)
    return ended
