"""A report keeps one language of the notebooks' prose."""

import re
from pathlib import Path

import nbformat
import pytest

from analysis.reports.language import choose

CHINESE = re.compile(r"[㐀-鿿]")
NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
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
