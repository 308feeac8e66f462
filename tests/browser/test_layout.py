"""A fixed set of pages as they lie on a screen, a phone and paper: places and sizes, no pixels.

`layout.csv` holds each part's left edge and width, and how many stand side by side in it: what a
page is made of may change, where it stands is decided. A part that is meant to lie elsewhere is
written there, from what the failing test prints.
"""

import re
from pathlib import Path

import pandas as pd
import pytest

from .conftest import COUNTY

pytestmark = pytest.mark.browser
EXPECTED = pd.read_csv(Path(__file__).with_name("layout.csv"))
PAGES = {"index": "index.html", "county": f"{COUNTY}/00_county.zh.html"}
WITHIN = 2
"""Pixels: fonts of other systems differ by a hair."""
MEASURED = """
(parts) => parts.map((part) => {
  const found = document.querySelector(part);
  if (!found) return [part, -1, 0, 0];
  const box = found.getBoundingClientRect();
  const lefts = [...found.children]
    .filter((child) => child.checkVisibility())
    .map((child) => Math.round(child.getBoundingClientRect().left));
  return [part, Math.round(box.left), Math.round(box.width), new Set(lefts).size];
})
"""
SMALL_TABLES = """
() => [...document.querySelectorAll("table.gt_table")]
  .filter((table) => table.tBodies[0].rows.length <= 12)
  .map((table) => getComputedStyle(table).breakInside)
"""
PAPER = 4
"""Pages of paper that a county's page takes at most."""


@pytest.fixture
def opened(reports, chromium):
    """Open a page of the fixed set on a screen of a width."""
    contexts = []

    def at(name, width):
        path = next(path for path in reports if path.as_posix().endswith(f"/{name}"))
        contexts.append(chromium.new_context(viewport={"width": width, "height": 900}))
        page = contexts[-1].new_page()
        page.goto(path.as_uri())
        page.evaluate("document.fonts.ready")
        return page

    yield at
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("name", "width"), [*EXPECTED.groupby(["page", "screen"]).groups])
def test_parts_lie_where_they_are_meant_to(opened, name, width):
    wanted = EXPECTED[(EXPECTED["page"] == name) & (EXPECTED["screen"] == width)]
    page = opened(PAGES[name], width)
    found = pd.DataFrame(
        page.evaluate(MEASURED, wanted["part"].tolist()),
        columns=["part", "left", "width", "beside"],
    ).assign(page=name, screen=width)
    lines = found[[*EXPECTED]].to_csv(index=False)
    for column, least in (("left", WITHIN), ("width", WITHIN), ("beside", 0)):
        off = found[column].sub(wanted[column].to_numpy()).abs() > least
        assert not off.any(), f"{column} of {found.loc[off, 'part'].tolist()}\n{lines}"


def test_the_finding_is_on_the_first_screen_of_a_phone(opened):
    for name, title in (("index", "h1"), ("county", ".report-lead .finding")):
        page = opened(PAGES[name], 390)
        box = page.locator(title).first.bounding_box()
        assert box and box["y"] + box["height"] < 844, name


def test_a_number_beside_a_drawn_row_is_never_cut(opened):
    """The longest texts stand there, in English, of a large city: they must be free to wrap."""
    page = opened(f"{COUNTY}/00_county.en.html", 390)
    page.evaluate(
        "document.querySelectorAll('.part-rows td:last-child')"
        ".forEach((cell) => { cell.textContent += ' and 12,345.67 of a hundred thousand'; })"
    )
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_county_takes_four_pages_of_paper_with_header_and_numbers(opened, lang):
    page = opened(f"{COUNTY}/00_county.{lang}.html", 1200)
    page.emulate_media(media="print")
    style = page.evaluate(
        "[...document.querySelectorAll('style')].map((s) => s.textContent).join('')"
    )
    assert "@top-left" in style and "counter(page)" in style
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert 0 < len(pages) <= PAPER


def test_a_small_table_is_not_parted_on_paper(opened):
    page = opened(f"{COUNTY}/06_investment.zh.html", 1200)
    page.emulate_media(media="print")
    found = page.evaluate(SMALL_TABLES)
    assert found and {*found} == {"avoid"}
