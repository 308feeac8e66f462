import io

import pytest
from rich.console import Console

from analysis.reports.batch_view import Display, Lines, display

RUN = {"notebook": "01_x", "county": "990101", "lang": "zh", "parameters": ""}
OTHER = {**RUN, "county": "990102"}
DONE = {"status": "done"}
END = {"event": "end", "seconds": 1.25, "attempt": 1, "where": "", "what": "", "again": False}
EVENTS = [
    {"event": "plan", "total": 5, "fresh": 1},
    {"event": "shared", "seconds": 0.5},
    {"event": "start", **RUN, "attempt": 1},
    {"event": "cell", **RUN, "cell": 3, "cells": 9},
    {**END, **RUN, "status": "done"},
    {"event": "start", **OTHER, "attempt": 1},
    {**END, **OTHER, "status": "died", "what": "killed by SIGKILL", "again": True},
    {"event": "start", **OTHER, "attempt": 2},
    {**END, **OTHER, "status": "failed", "what": "cell 3 ValueError: [1]\nx", "again": False},
    {"event": "finish", "done": 1, "fresh": 1, "failed": 1, "remaining": 2, "seconds": 6.51},
]


class Screen(io.StringIO):
    """A file that is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(terminal: bool) -> str:
    file = Screen() if terminal else io.StringIO()
    console = Console(file=file, force_terminal=terminal, width=120, color_system=None)
    with display(console) as listen:
        assert isinstance(listen, Display if terminal else Lines)
        for event in EVENTS:
            listen(event)
    return file.getvalue()


def test_a_log_gets_one_plain_line_a_run():
    lines = shown(terminal=False).splitlines()
    assert "5" in lines[0]
    assert lines[2].startswith("[1/4] 990101 01_x.zh 完成 done 1.2 s")
    assert "剩余 left: 3" in lines[2]
    assert lines[3].startswith("[1/4] 990102 01_x.zh 失败 died 1.2 s · killed by SIGKILL 重试")
    assert "cell 3 ValueError: [1] x" in lines[4]
    assert "失败 failed: 1 剩余 left: 2" in lines[4]
    assert not any("\x1b" in line for line in lines)


def test_a_terminal_gets_a_bar_and_keeps_the_failures():
    text = shown(terminal=True)
    assert "3/5" in text
    assert "失败 failed 1" in text
    assert "剩余 left 2" in text
    assert "cell 3 ValueError: [1] x" in text


def test_a_notebook_that_asks_for_colours_gets_lines_and_no_bar(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    console = Console(file=io.StringIO())
    assert console.is_terminal and isinstance(display(console), Lines)


def test_both_say_at_the_end_what_is_done_failed_and_left():
    said = "完成 done: 1，不变 unchanged: 1，失败 failed: 1，剩余 left: 2，6.5 s"
    assert shown(terminal=False).splitlines()[-1] == said
    assert said in shown(terminal=True)


@pytest.mark.parametrize("terminal", [False, True])
def test_a_cluster_without_workers_is_said_until_one_tells_of_a_cell(terminal):
    file = Screen() if terminal else io.StringIO()
    console = Console(file=file, force_terminal=terminal, width=160, color_system=None)
    with display(console) as listen:
        for event in (*EVENTS[:3], {"event": "waiting", "seconds": 65, "limit": 600.0}):
            listen(event)
        assert listen._counts.doing == "等待工作进程 waiting for workers: 65 s / 600 s"
    assert "等待工作进程 waiting for workers: 65 s / 600 s" in file.getvalue()
    listen(EVENTS[3])
    assert listen._counts.doing == "报告 reports"


def test_an_interrupted_run_is_no_failure():
    file = io.StringIO()
    listen = Lines(Console(file=file, width=120))
    for event in (EVENTS[0], EVENTS[2], {**END, **RUN, "status": "interrupted"}):
        listen(event)
    assert "中断 interrupted 1.2 s 失败 failed: 0" in file.getvalue()


def test_a_run_is_told_with_the_parameters_that_are_its_own():
    asked = {**RUN, "parameters": "indicator=electricity"}
    file = io.StringIO()
    listen = Lines(Console(file=file, width=120))
    for event in (EVENTS[0], EVENTS[2], {"event": "start", **asked}, {**END, **asked, **DONE}):
        listen(event)
    assert "990101 01_x.indicator=electricity.zh 完成 done 1.2 s" in file.getvalue()
    assert list(listen._counts.at_work) == [("01_x", "990101", "zh", "")]


def test_a_run_under_way_is_shown_with_its_cell_and_worker_once_it_has_begun():
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=120, color_system=None)
    cell = {"event": "cell", **RUN, "cell": 3, "cells": 9, "worker": "tcp://10.0.0.2:4000"}
    with Display(console) as listen:
        for event in (EVENTS[0], {"event": "start", **OTHER}, {"event": "start", **RUN}, cell):
            listen(event)
    assert "990101  01_x.zh  3/9  0 s  tcp://10.0.0.2:4000" in file.getvalue()
    assert "990102" not in file.getvalue()
