"""The coordinator: hands runs to processes, records how each ended, goes on after a failure."""

import contextlib
import time
from collections import Counter, deque
from dataclasses import asdict, dataclass, replace
from functools import partial
from multiprocessing.connection import wait
from typing import Any

from analysis.atomic import clean
from analysis.reports.closing import Closing, leave_nothing
from analysis.reports.cluster import Cluster, Remote
from analysis.reports.events import EventLog, Listener
from analysis.reports.front import FrontPage
from analysis.reports.lock import locked
from analysis.reports.manifest import FILE as MANIFEST
from analysis.reports.manifest import Manifest, Record, is_fresh, now, read_manifest
from analysis.reports.plan import Plan
from analysis.reports.process import Attempt, Outcome
from analysis.reports.run import Name, Run
from analysis.reports.run_key import without
from analysis.reports.settings import Settings
from analysis.reports.steps import HEALS, Answered, Steps
from analysis.reports.stop import Stop
from analysis.reports.storage import Storage
from analysis.reports.task import Here, Task
from analysis.results import edition
from analysis.tables.registry import questions
from analysis.tables.store import Store

_TICK = 0.2  # seconds the coordinator sleeps at most


@dataclass(frozen=True)
class Summary:
    """How a batch ended: runs done now, skipped as fresh, failed, and not reached or interrupted.

    `withheld` of the failed were made and stopped at the gate; `omitted` belong to notebooks whose
    question had no answer.
    """

    done: int
    fresh: int
    failed: int
    remaining: int
    withheld: int = 0
    omitted: int = 0

    @property
    def nothing_made(self) -> bool:
        """Whether no question had an answer, and there is no report."""
        return bool(self.omitted) and not (self.done or self.fresh or self.failed)


def up_to_date(plan: Plan, storage: Storage | None = None) -> dict[Name, Record]:
    """Return the records of the runs whose reports are there and were made of the same."""
    if storage:
        return storage.done(plan.runs)
    records = read_manifest(plan.folders.released)
    return {run.name: records[run.name] for run in plan.runs if is_fresh(run, records)}


def run_batch(plan: Plan, settings: Settings, listen: Listener) -> Summary:
    """Carry out the plan; write reports, manifest and index.

    Raises
    ------
    LockedError
        If another batch works in the folder.
    SchedulerLostError, NoWorkersError
        If the cluster is gone, or has no worker for too long; what was done is recorded.
    KeyboardInterrupt
        After Ctrl-C or SIGTERM, when the processes at work are ended and recorded.
    """
    plan.folders.create()
    with locked(plan.folders.private), contextlib.ExitStack() as opened:
        stop = Stop()
        opened.enter_context(stop.listening())
        clean(plan.folders.released)
        clean(plan.folders.private)
        log = EventLog(plan.folders.private / "events.jsonl")
        opened.callback(log.close)
        if settings.storage:
            settings.storage.create()
            settings.storage.fetch_missing(plan.folders.released / MANIFEST)
        manifest = Manifest(plan.folders.released)
        opened.callback(manifest.close)
        done = {} if settings.fresh else up_to_date(plan, settings.storage)
        manifest.adopt(done.values())
        manifest.note(plan.omitted())
        front = FrontPage(plan, settings)
        opened.callback(_tell_faults, front, [log, listen])
        todo = [run for run in plan.runs if run.name not in done]
        closing = Closing(plan, settings.storage, manifest, front)
        opened.callback(closing.close, {run.name for run in todo})
        summary = _Batch(plan, settings, todo, manifest, [log, listen], stop, front).work()
    if summary.nothing_made:
        leave_nothing(plan.folders.released, plan.folders.root)
    return replace(summary, failed=summary.failed + len(front.broken))


def _tell_faults(front: FrontPage, listeners: list[Listener]) -> None:
    """Say why there is no front page, where its making failed."""
    for name, fault in front.faults.items():
        for listener in listeners:
            listener({"event": "without", "question": name, "zh": fault.zh, "en": fault.en})


class _Batch:
    def __init__(
        self,
        plan: Plan,
        settings: Settings,
        todo: list[Run],
        manifest: Manifest,
        listeners: list[Listener],
        stop: Stop,
        front: FrontPage,
    ) -> None:
        self._plan = plan
        self._front = front
        self._stop = stop
        self._settings = settings
        self._manifest = manifest
        self._listeners = listeners
        self._queue = deque((run, 1) for run in todo)
        self._at_work: dict[Attempt | Remote, tuple[Run, int]] = {}
        self._ended: list[str] = []
        self._omitted = self._broken = 0
        secrets = None if plan.audience == "internal" else plan.folders.private / "secrets.arrow"
        self._task = Task(settings.engine, settings.limits, secrets, settings.storage)
        self._where: Here | Cluster = Here(self._task, settings.jobs)
        self._start = time.monotonic()

    def work(self) -> Summary:
        total = len(self._plan.runs)
        fresh = total - len(self._queue)
        self._say("plan", total=total, fresh=fresh)
        try:
            if self._queue or self._front.missing:
                self._prepare()
            if self._queue:
                self._where = self._place()
            while self._queue or self._at_work:
                self._stop.check()
                self._fill()
                self._watch()
                if absent := self._where.waiting():
                    self._say("waiting", seconds=round(absent[0]), limit=absent[1])
        except BaseException:
            self._abandon()
            raise
        finally:
            ended = Counter(self._ended)
            failed = ended.total() - ended["done"] - ended["interrupted"]
            left = total - fresh - ended["done"] - failed - self._omitted
            failed += self._broken
            summary = Summary(ended["done"], fresh, failed, left, ended["withheld"], self._omitted)
            seconds = round(time.monotonic() - self._start, 3)
            self._say("finish", **asdict(summary), seconds=seconds)
            self._where.close()
        return summary

    def _place(self) -> Here | Cluster:
        scheduler = self._settings.scheduler
        if scheduler is None:
            return self._where
        root = self._plan.folders.root
        storage = self._task.storage or Storage(str(root), root)
        return Cluster(scheduler, self._task, storage, self._settings.patience)

    def _prepare(self) -> None:
        """Answer the questions, each in a process of its own; leave out what has no answer."""
        needed = {name for run, _ in self._queue for name in run.questions or questions()}
        also = {name for run, _ in self._queue for name in run.also} | self._front.needed
        steps = Steps(self._plan, self._settings, self._task.secrets, self._stop)
        answered = steps.answer([*(needed | also)])
        self._front.omitted.update(answered.omitted)
        self._say("shared", seconds=answered.seconds, questions=answered.done)
        left_out = self._left_out(answered)
        self._manifest.resume({run.name.notebook for run, _ in self._queue} - {*left_out})
        for notebook, (zh, en) in left_out.items():
            self._manifest.note({notebook: f"{zh} · {en}"})
            runs = sum(run.name.notebook == notebook for run, _ in self._queue)
            self._say("omitted", notebook=notebook, zh=zh, en=en, runs=runs)
        for name in sorted(also & {*answered.omitted}):
            zh, en = answered.omitted[name]
            self._say("without", question=name, zh=zh, en=en)
        self._broken = len(answered.broken)
        known = {name: (error.zh, error.en) for name, error in self._plan.unanswered.items()}
        why = {**known, **answered.omitted}
        data = str(edition(Store(self._plan.data), self._plan.period, self._plan.audience, why))
        queue = deque(self._queue)
        self._queue.clear()
        for run, attempt in queue:
            if {*answered.omitted}.isdisjoint(run.questions):
                parameters = {**run.parameters, "data": data}
                key = without(run.key, {*answered.omitted}.intersection(run.also))
                self._queue.append((replace(run, parameters=parameters, key=key), attempt))
            else:
                self._omitted += 1

    def _left_out(self, answered: Answered) -> dict[str, tuple[str, str]]:
        """The notebooks that show a question without an answer, and why it has none."""
        found: dict[str, tuple[str, str]] = {}
        for run, _ in self._queue:
            why = [answered.omitted[name] for name in run.questions if name in answered.omitted]
            if why:
                found[run.name.notebook] = (
                    "；".join(dict.fromkeys(zh for zh, _ in why)),
                    "; ".join(dict.fromkeys(en for _, en in why)),
                )
        return found

    def _fill(self) -> None:
        while self._queue and len(self._at_work) < self._where.capacity:
            run, number = self._queue.popleft()
            self._say("start", run, attempt=number)
            self._at_work[self._where.start(run, partial(self._cell, run))] = run, number

    def _cell(self, run: Run, message: tuple[Any, ...]) -> None:
        self._say("cell", run, **dict(zip(("cell", "cells", "worker"), message[1:], strict=False)))

    def _watch(self) -> None:
        wait([w for attempt in self._at_work for w in attempt.waitables], _TICK)
        for attempt, (run, number) in list(self._at_work.items()):
            outcome = attempt.step()
            if outcome is not None:
                del self._at_work[attempt]
                self._end(run, number, outcome)

    def _end(self, run: Run, number: int, outcome: Outcome) -> None:
        again = outcome.status in HEALS and number < self._settings.attempts
        self._say(
            "end",
            run,
            status=outcome.status,
            seconds=round(outcome.seconds, 3),
            attempt=number,
            where=outcome.where,
            what=outcome.what,
            again=again,
        )
        if again:
            self._queue.append((run, number + 1))
            return
        secret = outcome.where if self._plan.audience != "internal" else outcome.what
        self._manifest.append(
            Record(
                *run.name,
                status=outcome.status,
                seconds=f"{outcome.seconds:.3f}",
                attempts=str(number),
                input_hash=run.key,
                html_sha256=outcome.value,
                finished_at=now(),
                error=secret,
            )
        )
        self._ended.append(outcome.status)

    def _abandon(self) -> None:
        """End what is at work; the next batch redoes it."""
        ended = [(at, attempt.stop("interrupted")) for attempt, at in self._at_work.items()]
        self._at_work.clear()
        for (run, number), outcome in ended:
            self._end(run, number, outcome)

    def _say(self, event: str, run: Run | None = None, **said: object) -> None:
        named = run.name._asdict() if run else {}
        for listener in self._listeners:
            listener({"event": event, **named, **said})
