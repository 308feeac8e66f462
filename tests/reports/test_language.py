"""A report keeps one language of the notebooks' prose."""

import re
from pathlib import Path

import nbformat
import pytest

from analysis.reports.language import choose, of_parts, title_in
from analysis.tables.name import COUNTIES, Parts

CHINESE = re.compile(r"[㐀-鿿]")
NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
PROVINCES = Parts(zh="省", en="area", many="areas")
PROSE = """# 产出 · Output

本县走到哪里？能否完成目标？

Where does the county stand?

**余下各期 · The rest.** 完成目标还需多少。 What is still required.

- 区间来自过去的误差，Theta 为成员之一。
- Intervals are past errors."""


def test_chinese():
    assert (
        choose(PROSE, "zh")
        == """# 产出

本县走到哪里？能否完成目标？

**余下各期。** 完成目标还需多少。

- 区间来自过去的误差，Theta 为成员之一。"""
    )


def test_english():
    assert (
        choose(PROSE, "en")
        == """# Output

Where does the county stand?

**The rest.** What is still required.

- Intervals are past errors."""
    )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_of_the_notebooks_speaks_both(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "markdown":
            continue
        zh, en = choose(cell.source, "zh"), choose(cell.source, "en")
        assert zh, cell.source
        assert en, cell.source
        assert not CHINESE.search(en), en
        assert all(CHINESE.search(line) for line in zh.split("\n") if line.strip()), zh


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_prose_of_counties_says_the_citys_own_word_for_its_parts(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "markdown":
            continue
        for lang in ("zh", "en"):
            prose = choose(cell.source, lang)
            assert of_parts(prose, lang, COUNTIES) == prose
            said = re.sub(r"`[^`]*`", "", of_parts(prose, lang, PROVINCES))
            assert not re.search(r"县|\bcount(y|ies)\b", said, re.IGNORECASE), said


@pytest.mark.parametrize(
    ("prose", "lang", "said"),
    [
        ("## 各县（市、区）的灯，供县和市", "zh", "## 各省的灯，供省和市"),
        ("A county is a county. Counties' rows", "en", "An area is an area. Areas' rows"),
        ("run `--county A` for the county", "en", "run `--county A` for the area"),
    ],
)
def test_the_word_stands_where_the_county_stood(prose, lang, said):
    assert of_parts(prose, lang, PROVINCES) == said


def test_a_title_says_it_too():
    title = "县情一页 · The county on one page"
    assert title_in(title, "zh", PROVINCES) == "省情一页"
    assert title_in(title, "en", PROVINCES) == "The area on one page"
