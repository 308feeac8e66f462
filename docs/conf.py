"""How the documentation is built: `make docs` reads zh/ and en/ with it, one after the other.

The pages load nothing from elsewhere. What can be told by the package itself is not written twice:
the reference of commands, of the public face, of forms and verbs comes from their docstrings, the
dictionary from `data/README.md`, the changes from `CHANGELOG.md`.
"""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
import yaml
from sphinx.application import Sphinx
from sphinx.config import Config
from typer.cli import get_docs_for_click

import analysis
from analysis import registers
from analysis.cli import app as commands
from analysis.display import filters, forms
from analysis.display.show import encoded
from analysis.reports.language import choose

HERE = Path(__file__).parent
TITLES = {"zh_CN": "县域工业分析", "en": "County industry analysis"}

project = author = "analysis"
release = analysis.__version__
extensions = ["myst_parser", "sphinx.ext.autosummary"]
source_suffix = {".md": "markdown"}
templates_path = ["templates"]

myst_enable_extensions = ["attrs_inline"]
myst_heading_anchors = 3
suppress_warnings = ["myst.xref_missing", "myst.header"]  # the README's and the dictionary's own
autosummary_generate = False  # tables of first lines, no pages of their own

html_theme = "furo"
html_show_copyright = html_show_sphinx = html_copy_source = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "sidebar/language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}


def titled(app: Sphinx, config: Config) -> None:
    """Give the site its title in its language."""
    config["html_title"] = TITLES[config.language]


def generated(app: Sphinx, name: str, source: list[str]) -> None:
    """Complete the pages that the package itself tells."""
    if name == "commands":
        command = typer.main.get_command(commands)
        told = get_docs_for_click(obj=command, ctx=typer.Context(command), name="analysis")
        listed = re.sub(r"^(.+Exit code\n(?:\d+ .+\n)+)", r"```text\n\1```\n", told, flags=re.M)
        source[0] += listed.removeprefix("# `analysis`\n")
    if name == "functions":
        told = functions(app.config.language)
        source[0] += "\n".join(f"## {title}\n\n{listed}\n" for title, listed in told)
    if name == "gallery":
        source[0] = drawn(app.config.language)


def functions(language: str) -> Iterator[tuple[str, str]]:
    """What an analyst calls, room by room: each function with its first line.

    Docstrings are English; a page in Chinese has its lines from `zh/functions.yaml`.
    """
    lines = yaml.safe_load((HERE / "zh" / "functions.yaml").read_text(encoding="utf-8"))
    for room in (analysis, registers, forms):
        if language == "en":
            names = "\n".join(f"   {room.__name__}.{name}" for name in room.__all__)
            table = f"```{{eval-rst}}\n.. autosummary::\n   :nosignatures:\n\n{names}\n```"
        else:
            told = lines[room.__name__]
            rows = "\n".join(
                f"| `{room.__name__}.{name}` | {told[name]} |" for name in room.__all__
            )
            table = f"| 名称 | 做什么 |\n|---|---|\n{rows}"
        yield f"`{room.__name__}`", table
    yield "`text.yaml`", f"```text\n{inspect.getdoc(filters)}\n```"


def drawn(language: str) -> str:
    """Return the gallery in one language, each figure under the code that draws it."""
    lang = language[:2]
    page = (HERE / "gallery.md").read_text(encoding="utf-8")
    namespace: dict[str, Any] = {}
    made = []
    for part in re.split(r"(^```python\n.*?^```$)", page, flags=re.DOTALL | re.MULTILINE):
        code = re.match(r"```python\n(.*)```", part, re.DOTALL)
        if code is None:
            made.append(choose(part, lang))
            continue
        shown = code[1].replace('lang = "zh"', f'lang = "{lang}"')
        exec(shown, namespace)
        made.append(f"```python\n{shown}```")
        if (figure := namespace.pop("figure", None)) is not None:
            image = encoded(figure).data["image/png"]
            made.append(f'<img alt="" src="data:image/png;base64,{image}">')
    return "\n\n".join(made)


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("config-inited", titled)
    app.connect("source-read", generated)
    return {"parallel_read_safe": True}
