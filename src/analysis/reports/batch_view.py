"""How a batch looks while it works: a live display on a terminal, plain lines elsewhere."""

import time
from typing import Any

from rich.console import Console, Group
from rich.live import Live
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from analysis.reports.events import Event
from analysis.reports.run import Name

_STATUS = {"done": "完成 done", "interrupted": "中断 interrupted"}


def left_out(event: Event) -> str:
    """Say which notebook, or which question of pages made without it, is left out, and why."""
    what = event.get("notebook") or event["question"]
    return f"略 {what}: {event['zh']} · {event['en']}"


class _Counts:
    """What a display needs to know of a batch."""

    def __init__(self) -> None:
        self.total = self.fresh = self.ended = self.failed = 0
        self.doing = "公共步骤 shared steps"
        self.start = time.monotonic()
        self.at_work: dict[Name, dict[str, Any]] = {}

    def take(self, event: Event) -> None:
        kind = event["event"]
        if kind == "plan":
            self.total, self.fresh = event["total"], event["fresh"]
        elif kind == "shared":
            self.start = time.monotonic()
            self.doing = "报告 reports"
        elif kind == "omitted":
            self.total -= event["runs"]
        elif kind == "waiting":
            self.doing = waiting(event)
        elif kind in ("start", "cell", "end"):
            name = _name(event)
            if kind != "start":
                self.doing = "报告 reports"
            if kind == "end":
                self.at_work.pop(name, None)
                if not event["again"]:
                    self.ended += 1
                    self.failed += event["status"] not in _STATUS
            elif kind == "start":
                self.at_work[name] = {"since": None, "cell": "", "worker": ""}
            else:
                shown = self.at_work[name]
                shown["since"] = shown["since"] or time.monotonic()
                shown["cell"] = f"{event['cell']}/{event['cells']}"
                shown["worker"] = event.get("worker", "")

    @property
    def left(self) -> int:
        return self.total - self.fresh - self.ended

    @property
    def time_left(self) -> str:
        if not self.ended or not self.left:
            return ""
        seconds = (time.monotonic() - self.start) / self.ended * self.left
        return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"


class Lines:
    """One line a finished run; for logs."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._counts = _Counts()

    def __enter__(self) -> "Lines":
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End."""

    def __call__(self, event: Event) -> None:
        """Print what ended."""
        counts = self._counts
        counts.take(event)
        if event["event"] == "plan":
            todo = counts.total - counts.fresh
            self._say(
                f"计划 plan: {counts.total}，待做 to do: {todo}，不变 unchanged: {counts.fresh}"
            )
        elif event["event"] == "shared":
            self._say(f"公共步骤 shared steps: {event['seconds']:.1f} s")
        elif event["event"] in ("omitted", "without"):
            self._say(left_out(event))
        elif event["event"] == "waiting":
            self._say(waiting(event))
        elif event["event"] == "end":
            state = f"失败 failed: {counts.failed} 剩余 left: {counts.left} {counts.time_left}"
            share = f"[{counts.ended}/{counts.total - counts.fresh}]"
            self._say(f"{share} {describe(event)} {state}".rstrip())
        elif event["event"] == "finish":
            self._say(summary(event))

    def _say(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


class Display:
    """A bar for the whole and a line for each run under way, as many as the screen holds."""

    def __init__(self, console: Console) -> None:
        self._counts = _Counts()
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("失败 failed {task.fields[failed]}"),
            TextColumn("剩余 left {task.fields[left]}"),
            TextColumn("{task.fields[time_left]}"),
            console=console,
            expand=True,
        )
        self._task = self._bar.add_task(
            self._counts.doing, total=None, failed=0, left="", time_left=""
        )
        self._live = Live(console=console, refresh_per_second=4, get_renderable=self._draw)

    def __enter__(self) -> "Display":
        """Begin to draw."""
        self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop drawing; the last state stays."""
        self._live.stop()

    def __call__(self, event: Event) -> None:
        """Take an event into the picture; what failed stays above it."""
        counts = self._counts
        counts.take(event)
        if event["event"] == "end" and event["status"] != "done":
            self._live.console.print(describe(event), markup=False, highlight=False)
        elif event["event"] in ("omitted", "without"):
            self._live.console.print(left_out(event), markup=False, highlight=False)
        elif event["event"] == "finish":
            self._live.console.print(summary(event), markup=False, highlight=False)
        self._bar.update(
            self._task,
            description=counts.doing,
            total=counts.total,
            completed=counts.fresh + counts.ended,
            failed=counts.failed,
            left=counts.left,
            time_left=counts.time_left,
        )

    def _draw(self) -> Group:
        table = Table.grid(padding=(0, 2))
        begun = {n: s for n, s in self._counts.at_work.items() if s["since"]}
        for name, shown in begun.items():
            seconds = f"{time.monotonic() - shown['since']:.0f} s"
            table.add_row(f"  {name.county}", name.stem, shown["cell"], seconds, shown["worker"])
        return Group(self._bar, table)


def _name(event: Event) -> Name:
    return Name(**{field: event[field] for field in Name._fields})


def describe(event: Event) -> str:
    """Return how a run ended, in one line; it may hold data and is for the operator."""
    status = _STATUS.get(event["status"], f"失败 {event['status']}")
    again = " 重试 trying again" if event["again"] else ""
    said = " ".join(str(event["what"]).split())[:500]
    name = _name(event)
    line = f"{name.county} {name.stem} {status}"
    return f"{line} {event['seconds']:.1f} s{' · ' + said if said else ''}{again}"


def waiting(event: Event) -> str:
    """Return for how long there has been no worker, and how long that may be."""
    return f"等待工作进程 waiting for workers: {event['seconds']} s / {event['limit']:g} s"


def summary(event: Event) -> str:
    """Return how the batch ended, in one line."""
    return (
        f"完成 done: {event['done']}，不变 unchanged: {event['fresh']}，"
        f"失败 failed: {event['failed']}，剩余 left: {event['remaining']}，{event['seconds']:.1f} s"
    )


def display(console: Console) -> Lines | Display:
    """Return the display that suits the console.

    A notebook's `!command` says that colours are welcome, and yet has no line to write anew.
    """
    live = console.is_terminal and console.file.isatty()
    return Display(console) if live else Lines(console)
