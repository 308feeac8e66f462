"""The front page of a folder of reports, made of what the batch answered.

A question that has one says so by `front.py` in its folder, found by the folder:
`front(release, lang, reports)` returns it for the whole territory. It quotes other questions, and
is made where the batch answers all of these.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from analysis.display.front import Front, Reports
from analysis.reports.plan import Plan
from analysis.results import edition, open_release
from analysis.results.key import given, quoted
from analysis.results.releasing import released
from analysis.tables.registry import part, questions
from analysis.tables.release import Release
from analysis.tables.store import Store
from analysis.tables.territory import WHOLE

Writer = Callable[[Release, str, Reports], Front]
NOT_ASKED = "本批未计算", "not worked out in this batch"


@dataclass
class FrontPage:
    """The front page of a plan.

    Parameters
    ----------
    plan
        What the batch does.
    omitted
        The questions that turned out to have no answer, and why; the batch adds to them.
    """

    plan: Plan
    omitted: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def needed(self) -> set[str]:
        """The questions of front pages whose quoted figures the batch answers."""
        plan, store = self.plan, self._store
        asked = {name for run in plan.runs for name in (*run.questions, *run.also)}
        found = set()
        for name, _ in _writers():
            of = {key.split()[0] for key in quoted(given(store, name, plan.period))}
            if of and of - {*plan.unanswered} <= asked:
                found.add(name)
        return found

    @property
    def missing(self) -> bool:
        """Whether a question of the front page is still to be answered."""
        return any(not self._made(name) for name in self.needed)

    def made(self, lang: str, reports: Reports) -> Front | None:
        """Return the front page in a language; None where its question has no answer.

        Raises
        ------
        DataError
            If its sentences are at fault.
        """
        for name, writer in _writers():
            if name not in self.omitted and self._made(name):
                return writer(self._release(), lang, reports)
        return None

    def _release(self) -> Release:
        plan = self.plan
        why = {name: (error.zh, error.en) for name, error in plan.unanswered.items()} | self.omitted
        for name in questions():
            if name not in why and not self._made(name):
                why[name] = NOT_ASKED
        folder = edition(self._store, plan.period, plan.audience, why)
        return open_release(folder, WHOLE, plan.period, plan.audience)  # type: ignore[arg-type]

    def _made(self, name: str) -> bool:
        return released(self._store, name, self.plan.period, self.plan.audience).is_dir()

    @property
    def _store(self) -> Store:
        return Store(self.plan.data)


def _writers() -> Iterator[tuple[str, Writer]]:
    for name in questions():
        module = part(name, "front")
        if module is not None:
            yield name, module.front
