"""A section without data goes with its heading, and is listed once at the end with its reason."""

import contextlib
import io

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from analysis.display import report
from analysis.reports.left_out import without_empty
from analysis.reports.render import render
from analysis.reports.run import Heading

V4 = nbformat.v4


def shown(markup):
    return V4.new_output("display_data", data={"text/html": markup})


def left_out(why, lang="zh"):
    InteractiveShell.instance()
    with capture_output() as said, contextlib.redirect_stdout(io.StringIO()):
        report.no_data(lang, why)
    return V4.new_output("display_data", data=dict(said.outputs[0].data))


def made(*cells):
    return V4.new_notebook(
        cells=[
            V4.new_markdown_cell(cell)
            if isinstance(cell, str)
            else V4.new_code_cell(outputs=[*cell])
            for cell in cells
        ]
    )


def prose(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def test_a_section_that_shows_nothing_goes_and_is_listed():
    page = render(
        made(
            "# 报告", "## 名单\n\n说明。", [left_out("不予<公布>")], "## 数字", [shown("<p>7</p>")]
        ),
        Heading("zh", "甲县", ()),
    )
    assert "说明。" not in page
    assert "本节略" not in page
    assert page.count("<b>名单</b>：不予&lt;公布&gt;") == 1
    assert page.count(">名单<") == 1, "no link leads to it"
    assert '<a href="#s2">未列出的内容</a>' in page


def test_a_section_that_shows_something_keeps_its_prose_and_loses_the_reason():
    kept = without_empty(
        made("## 名单\n\n说明。", [shown("<p>7</p>"), left_out("")], "## 完"), "en"
    )
    assert prose(kept) == ["## 名单\n\n说明。", "## 完"]
    assert [len(cell.outputs) for cell in kept.cells if cell.cell_type == "code"] == [1, 1]
    assert "<b>名单</b>: " in kept.cells[-1].outputs[0].data["text/html"]


def test_the_heading_stays_where_a_later_part_shows_something():
    part = ("## 名单\n\n说明。", [left_out("无")], "**另一张。**", [shown("<p>7</p>")])
    assert prose(without_empty(made(*part), "zh")) == ["## 名单", "**另一张。**"]


@pytest.mark.parametrize("outputs", [[], [shown("<p>7</p>")]])
def test_without_a_reason_nothing_goes(outputs):
    notebook = made("# 报告", "## 局限\n\n说明。", outputs)
    assert without_empty(notebook, "zh").cells == notebook.cells
