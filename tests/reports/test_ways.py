"""The ways from a page: to what the batch makes, and to what is there."""

from pathlib import Path

import pytest

from analysis.reports.run import Heading, Name, Run
from analysis.reports.ways import Pages
from analysis.tables.city import City
from tests.releases import city_of

CITY = City.model_validate(city_of({"990001": ("甲县", "Jia"), "990002": ("乙县", "Yi")}))
TITLES = {"00_county": "县情一页", "01_output": "月报"}


def runs(root: Path, lang="zh"):
    return [
        Run(
            Name(notebook, county, lang),
            Path(f"{notebook}.ipynb"),
            {},
            Heading(lang, ""),
            root / county / f"{notebook}.{lang}.html",
            root / "x",
            "key",
        )
        for county in ("990001", "990002")
        for notebook in TITLES
    ]


def ways(root, alone=False):
    made = Pages(CITY, runs(root), TITLES, alone).with_ways()
    return {
        (run.county, run.name.notebook): {(w.kind, w.title): w.href for w in run.heading.ways}
        for run in made
    }


def test_a_page_leads_to_the_first_the_next_county_and_the_other_reports(tmp_path):
    assert ways(tmp_path)["990001", "00_county"] == {
        ("first", "首页"): "../index.html",
        ("after", "乙县"): "../990002/00_county.zh.html",
        ("report", "月报"): "01_output.zh.html",
    }
    last = ways(tmp_path)["990002", "01_output"]
    assert last["before", "甲县"] == "../990001/01_output.zh.html"
    assert not [kind for kind, _ in last if kind == "after"]


def test_the_other_language_is_a_way_once_it_is_there(tmp_path):
    english = tmp_path / "990001" / "00_county.en.html"
    english.parent.mkdir()
    english.write_text("x")
    assert ways(tmp_path)["990001", "00_county"]["language", "English"] == english.name
    assert ("language", "English") not in ways(tmp_path)["990002", "00_county"]


def test_who_has_a_county_alone_is_led_to_no_other(tmp_path):
    own = ways(tmp_path, alone=True)["990001", "00_county"]
    assert own["first", "首页"] == "index.html"
    assert not [href for href in own.values() if "990002" in href or href.startswith("..")]


@pytest.mark.parametrize("alone", [True, False])
def test_every_way_leads_to_a_page_of_the_batch_or_the_first(tmp_path, alone):
    pages = {run.html for run in runs(tmp_path)} | {
        folder / "index.html" for folder in (tmp_path, tmp_path / "990001", tmp_path / "990002")
    }
    for (county, _), found in ways(tmp_path, alone).items():
        for href in found.values():
            assert (tmp_path / county / href).resolve() in pages
