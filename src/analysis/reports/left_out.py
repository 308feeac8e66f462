"""Sections without data are left out of a page, and listed once at its end with their reasons."""

import html
import re
from collections.abc import Callable, Iterator

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from analysis.display.report import LEFT_OUT
from analysis.display.sentences import REPORT, sentences

_HEADING = re.compile(r"## +(.+)")
_BETWEEN = {"zh": "：", "en": ": "}


def without_empty(notebook: NotebookNode, lang: str) -> NotebookNode:
    """Return a notebook, its prose in one language, without the sections that show nothing.

    A part is a cell of prose and the code below it. One that says nothing but why it is left out
    goes with its prose, and with its heading where the rest of the section goes, too.
    """
    cells: list[NotebookNode] = []
    why: dict[tuple[str, str], None] = {}
    for section in _split(notebook.cells, lambda cell: bool(_heading(cell))):
        kept: list[NotebookNode] = []
        for part in _split(section, lambda cell: cell.cell_type == "markdown"):
            code = [cell for cell in part if cell.cell_type == "code"]
            reasons = [said for cell in code for output in cell.outputs if (said := _why(output))]
            why |= dict.fromkeys((_heading(section[0]), said) for said in reasons)
            shown = [_without_reasons(cell) for cell in code]
            if not reasons or any(_shows(output) for cell in shown for output in cell.outputs):
                kept += [cell for cell in part if cell.cell_type != "code"] + shown
        if kept and _heading(section[0]) and not _heading(kept[0]):
            kept.insert(0, NotebookNode({**section[0], "source": section[0].source.split("\n")[0]}))
        cells += kept
    if why:
        cells.append(_listed([*why], lang))
    return NotebookNode({**notebook, "cells": cells})


def _split(
    cells: list[NotebookNode], begins: Callable[[NotebookNode], bool]
) -> Iterator[list[NotebookNode]]:
    """Yield runs of cells, each from one that begins it to the next."""
    run: list[NotebookNode] = []
    for cell in cells:
        if run and begins(cell):
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _heading(cell: NotebookNode) -> str:
    found = _HEADING.match(cell.source) if cell.cell_type == "markdown" else None
    return found[1].strip() if found else ""


def _why(output: NotebookNode) -> str:
    """The reason that an output gives for showing nothing; none if it shows something."""
    said = output.get("data", {}).get("text/html", "")
    found = LEFT_OUT.fullmatch(said)
    return html.unescape(found[1]) if found else ""


def _shows(output: NotebookNode) -> bool:
    if output.output_type in ("stream", "error"):
        return True
    return any(said for kind, said in output.get("data", {}).items() if kind != "text/plain")


def _without_reasons(cell: NotebookNode) -> NotebookNode:
    return NotebookNode({**cell, "outputs": [out for out in cell.outputs if not _why(out)]})


def _listed(why: list[tuple[str, str]], lang: str) -> NotebookNode:
    title = sentences(REPORT).labels("left_out", lang)["title"]
    items = "".join(
        f"<li><b>{html.escape(name)}</b>{html.escape(_BETWEEN[lang] + said)}</li>"
        for name, said in why
    )
    data = {"text/html": f'<h2>{html.escape(title)}</h2><ul class="left-out">{items}</ul>'}
    return new_code_cell(outputs=[new_output("display_data", data=data)])
