"""The pages name what exists, and say the same in both languages."""

import re
import shlex

import pytest
import typer
import yaml

import analysis
from analysis import registers
from analysis.cli import app
from analysis.display import forms
from tests.docs.snippets import PAGES, ROOT, read

ZH, EN = (ROOT / "docs" / lang for lang in ("zh", "en"))
TOLD = [*PAGES, *sorted(EN.glob("*.md")), ROOT / "bundle" / "INSTALL.md"]
TWINS = sorted(path.name for path in ZH.glob("*.md"))
COPIED = "src/analysis/questions/grants"
"""What `own-question.md` tells the reader to make."""
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
each = pytest.mark.parametrize("page", TOLD, ids=lambda p: str(p.relative_to(ROOT)))
twins = pytest.mark.parametrize("name", TWINS)


def text(page):
    return page.read_text(encoding="utf-8")


def typed(page, program):
    """Commands of a program that stand in the page's prose as code."""
    spans = re.findall(rf"`({program} [^`…]+)`", text(page).replace("\n", " "))
    return [shlex.split(span)[1:] for span in spans]


def test_the_readme_holds_the_two_commands():
    told = "".join(snippet.bare for snippet in read(ROOT / "README.md"))
    lines = [line.strip() for line in told.splitlines()]
    assert {"make reports", "make test"} <= {*lines}


@each
def test_every_make_target_exists(page):
    for words in typed(page, "make"):
        assert {word for word in words if "=" not in word} <= TARGETS


@each
def test_every_analysis_command_and_option_exists(page):
    for words in typed(page, "analysis"):
        if words[0].startswith("-"):
            continue
        assert words[0] in COMMANDS, words
        options = {o for parameter in COMMANDS[words[0]].params for o in parameter.opts}
        assert {w.split("=")[0] for w in words if w.startswith("--")} <= options | {"--help"}


@each
def test_every_link_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)#:]+)\)", text(page)):
        assert (page.parent / link).exists(), link


@each
def test_every_notebook_and_file_it_names_exists(page):
    for name in re.findall(r"`(\d\d[a-z]?_\w+)`", text(page)):
        assert (ROOT / "notebooks" / f"{name}.ipynb").is_file(), name
    for path in re.findall(
        r"`((?:bench|tests|docs|src|bundle|data/reference)/[\w/.]+)`", text(page)
    ):
        assert (ROOT / path).exists() or path.startswith(COPIED), path


@each
def test_every_function_of_the_face_it_names_exists(page):
    for name in re.findall(r"analysis\.([a-z]\w+)(?=[`(])", text(page)):
        assert hasattr(analysis, name) or (ROOT / "src/analysis" / name).is_dir(), name


def test_each_page_stands_in_both_languages():
    assert sorted(path.name for path in EN.glob("*.md")) == TWINS


@twins
def test_both_languages_have_the_same_snippets_and_sections(name):
    zh, en = ([s.bare for s in read(folder / name)] for folder in (ZH, EN))
    assert zh == en
    heads = [re.findall(r"^#+ ", text(folder / name), re.MULTILINE) for folder in (ZH, EN)]
    assert heads[0] == heads[1]


@twins
def test_tables_of_both_languages_hold_the_same_measured_numbers(name):
    """Of cells that are a number alone; in sentences languages write numbers differently."""
    cells = [
        [re.findall(r"(?<=\| )[\d.,*]+(?= \|)", row) for row in re.findall(r"^\|.*", page, re.M)]
        for page in (text(ZH / name), text(EN / name))
    ]
    assert cells[0] == cells[1]


@pytest.mark.parametrize("folder", [ZH, EN], ids=lambda folder: folder.name)
def test_what_errors_say_is_quoted_from_the_program(folder):
    source = "".join(text(path) for path in (ROOT / "src").rglob("*.py"))
    commands, check, _ = re.split(r"^## ", text(folder / "errors.md"), flags=re.MULTILINE)[1:4]
    quoted = re.findall(r"^\| ([^|]+?) \|", commands + check, re.MULTILINE)
    assert len(quoted) > 10
    for said in quoted:
        for part in re.split("…|[“”']", said):
            assert part.strip() in source or said in ("说法", "words"), said


def test_the_gallery_shows_every_form():
    shown = re.findall(r"figures\.(\w+)\(", text(ROOT / "docs" / "gallery.md"))
    assert {*shown} == {*forms.__all__}


@pytest.mark.parametrize("room", [analysis, registers, forms], ids=lambda room: room.__name__)
def test_every_function_has_a_line_in_chinese(room):
    lines = yaml.safe_load(text(ZH / "functions.yaml"))[room.__name__]
    assert {*lines} == {*room.__all__}
    assert all(re.search("[一-龥]", line) for line in lines.values())
