"""A finished notebook as one HTML file that loads nothing and runs nothing."""

import functools
import html
import re
from typing import Any

from nbconvert import HTMLExporter, TemplateExporter
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell
from traitlets.config import Config

from analysis.reports.images import put_back, set_aside
from analysis.reports.language import choose, of_parts
from analysis.reports.left_out import without_empty
from analysis.reports.page import TEMPLATES, page
from analysis.reports.run import Heading
from analysis.reports.sanitise import passive

_SHOWN = [
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "text/plain",  # known, and shown as nothing
]


def render(notebook: NotebookNode, heading: Heading) -> str:
    """Return the report of an executed notebook: a whole HTML page.

    Prose, figures, tables and printed text are shown; code, standard error, tracebacks and plain
    representations are not. Headings of level two become the list of sections.
    """
    shown = without_empty(_in_one_language(notebook, heading), heading.lang)
    fragment, _ = _exporter().from_notebook_node(shown)
    fragment, images = set_aside(fragment)
    body, sections = _numbered(passive(fragment))
    first = re.search(r"<h1\b[^>]*>(.*?)</h1>", body, re.DOTALL)
    title = _text(first[1]) if first else ""
    made = page(
        body=body,
        lang=heading.lang,
        title=f"{heading.overline} {title}".strip(),
        marks=heading.marks,
        report=heading.report,
        ways=heading.ways,
        sections=sections,
    )
    return put_back(made, images)


def _in_one_language(notebook: NotebookNode, heading: Heading) -> NotebookNode:
    def said(prose: str) -> str:
        return of_parts(choose(prose, heading.lang), heading.lang, heading.parts)

    cells = [
        NotebookNode({**cell, "source": said(cell.source)})
        if cell.cell_type == "markdown"
        else cell
        for cell in notebook.cells
    ]
    return NotebookNode({**notebook, "cells": cells})


def prepare() -> None:
    """Compile the templates once, so that the processes forked from this one need not."""
    prose = new_markdown_cell("产值")
    _exporter().from_notebook_node(
        NotebookNode(nbformat=4, nbformat_minor=5, metadata={}, cells=[prose])
    )
    page(body="", lang="zh", title="", marks=(), ways=(), sections=())


class _Fragment(HTMLExporter):
    """nbconvert's HTML without its last pass, which parses the page again to invent alt texts."""

    def from_notebook_node(self, nb: NotebookNode, *args: Any, **kwargs: Any) -> Any:
        return TemplateExporter.from_notebook_node(self, nb, *args, **kwargs)


@functools.cache
def _exporter() -> HTMLExporter:
    return _Fragment(
        template_name="report",
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=True,
        exclude_input=True,
        exclude_output_prompt=True,
        default_preprocessors=[],  # they copy the notebook and change nothing that is shown
        skip_svg_encoding=True,
        config=Config({"NbConvertBase": {"display_data_priority": _SHOWN}}),
    )


def _numbered(body: str) -> tuple[str, list[tuple[str, str]]]:
    """Give the level-two headings ids to lead to; return them with their names."""
    sections: list[tuple[str, str]] = []

    def number(heading: re.Match[str]) -> str:
        sections.append((f"s{len(sections) + 1}", _text(heading[1])))
        return f'<h2 id="{sections[-1][0]}">{heading[1]}</h2>'

    return re.sub(r"<h2\b[^>]*>(.*?)</h2>", number, body, flags=re.DOTALL), sections


def _text(inner: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", inner)).strip()
