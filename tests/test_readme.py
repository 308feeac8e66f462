"""What the README tells a reader to type exists."""

import re
import shlex
from pathlib import Path

import pytest
import typer

from analysis.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
GROUP = typer.main.get_command(app)


def commands() -> list[str]:
    """Lines of the README's shell blocks, and code spans that begin like a command."""
    blocks = re.findall(r"```(?:sh|bash|shell)\n(.*?)```", README, re.DOTALL)
    lines = [line.split("#")[0] for block in blocks for line in block.splitlines()]
    spans = re.findall(r"`((?:make|analysis) [^`]+)`", README)
    parts = [part.strip() for line in [*lines, *spans] for part in line.split("&&")]
    return [part for part in parts if part]


def test_the_readme_holds_the_two_commands():
    assert {"make reports", "make test"} <= set(commands())


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith("make ")])
def test_every_make_target_exists(command):
    words = [word for word in shlex.split(command)[1:] if "=" not in word]
    assert set(words) <= TARGETS
    for word in shlex.split(command)[1:]:
        if word.startswith("CITY=") and "<" not in word:
            assert (ROOT / "data" / word.removeprefix("CITY=")).is_dir()


@pytest.mark.parametrize("command", [c for c in commands() if c.startswith("analysis ")])
def test_every_analysis_command_and_option_exists(command):
    words = shlex.split(command)[1:]
    known = GROUP.commands  # type: ignore[attr-defined]
    assert words[0] in known
    options = {o for parameter in known[words[0]].params for o in parameter.opts}
    for word in words[1:]:
        if word.startswith("--"):
            assert word.split("=")[0] in options
        elif word.startswith("data/") and "<" not in word:
            assert (ROOT / word).is_dir()


def test_every_path_it_links_exists():
    for link in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / link).exists(), link


def test_every_notebook_it_names_exists():
    for name in re.findall(r"`(\d\d[a-z]?_\w+)`", README):
        assert (ROOT / "notebooks" / f"{name}.ipynb").is_file()
