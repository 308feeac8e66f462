"""Images wait aside while a page is made and stand where they stood afterwards."""

import base64

import nbformat
import pytest

from analysis.reports import render
from analysis.reports.images import put_back, set_aside
from analysis.reports.run import Heading

LONG = base64.b64encode(bytes(range(256))).decode()
OTHER = base64.b64encode(bytes(reversed(range(256)))).decode()


def test_what_was_set_aside_is_put_back():
    html = f'<img src="data:image/png;base64,{LONG}"> x <img src="data:image/png;base64,{OTHER}">'
    small, contents = set_aside(html)
    assert contents == [LONG, OTHER]
    assert LONG not in small
    assert put_back(small, contents) == html


@pytest.mark.parametrize(
    "text",
    ["data:image/png;base64,00000007", "data:image/png;base64,AAAA", "base64, 00000000", LONG],
)
def test_what_looks_like_it_stays_as_it_is(text):
    small, contents = set_aside(text)
    assert put_back(small, contents) == text


def test_a_page_is_the_one_made_with_its_images_in_place(monkeypatch):
    notebook = nbformat.v4.new_notebook()
    shown = {"image/png": LONG, "text/plain": "x"}
    html = f'<p onclick="x">;base64,{OTHER}</p><script>{LONG}</script>'
    notebook.cells = [
        nbformat.v4.new_markdown_cell("# 产值 · Output\n\n## 图 · Figure"),
        nbformat.v4.new_code_cell(
            "x",
            outputs=[
                nbformat.v4.new_output("display_data", data=shown),
                nbformat.v4.new_output("display_data", data={"text/html": html}),
            ],
        ),
    ]
    heading = Heading("zh", "县", ())
    aside = render.render(notebook, heading)
    monkeypatch.setattr(render, "set_aside", lambda html: (html, []))
    assert aside == render.render(notebook, heading)
    assert aside.count(LONG) == 1
    assert aside.count(OTHER) == 1
