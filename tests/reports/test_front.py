"""The front page of a folder: when it is made, what it stands on, what the gate makes of it."""

import re
from pathlib import Path

import pandas as pd
import pytest
from markupsafe import Markup

from analysis.disclosure.word_list import WordList
from analysis.display.front import Front, Sheet
from analysis.reports import index, withholding
from analysis.reports.front import FrontPage
from analysis.reports.index import write_index
from analysis.reports.manifest import Manifest, Record
from analysis.reports.run import Name
from analysis.tables.registry import questions
from tests.reports.batches import plan_of

SHEET = Sheet("counties", "各县", pd.DataFrame({"县": ["甲县"], "增速": [1.0]}))


@pytest.fixture
def plan(city):
    made = plan_of(city)
    made.folders.create()
    return made


class Written(FrontPage):
    """A front page that says what it is given."""

    text = "增长6.7%"

    def made(self, lang, reports):
        self.reports = reports
        return Front(self.text, Markup("<p>{}</p>").format(self.text), [SHEET], ["用地：无"])


def test_a_batch_that_answers_nothing_has_none(plan):
    front = FrontPage(plan)
    assert front.needed == set()
    assert not front.missing
    assert front.made("zh", {}) is None


def test_it_needs_a_question_whose_quotes_the_batch_answers(plan, monkeypatch):
    from analysis.reports import front as module

    quoted = {"output 2022-11": "a", "output 2022-10": "b", "scores 2022-11": "c"}
    monkeypatch.setattr(module, "quoted", lambda given: quoted)
    shown = plan.runs[0].__class__
    runs = [
        shown(**{**run.__dict__, "questions": ("output",), "also": ("scores",)})
        for run in plan.runs
    ]
    object.__setattr__(plan, "runs", tuple(runs))
    assert FrontPage(plan).needed == {name for name in questions() if name == "overview"}
    object.__setattr__(plan, "runs", tuple(runs[:0]))
    assert FrontPage(plan).needed == set()


def test_both_languages_and_the_tables_stand_in_the_folder(plan):
    written = write_index(plan, front=Written(plan))
    names = {path.relative_to(plan.folders.released).as_posix() for path in written}
    assert names == {
        *("index.html", "index.en.html"),
        *(f"tables/{name}" for name in ("front.zh.xlsx", "front.en.xlsx")),
        *(f"tables/{name}" for name in ("counties.zh.csv", "counties.en.csv")),
    }
    page = (plan.folders.released / "index.html").read_text(encoding="utf-8")
    assert "<h1>增长6.7%</h1>" in page
    assert "用地：无" in page
    links = [href for href in re.findall(r'href="([^"#]*)"', page) if href]
    assert all((plan.folders.released / href).is_file() for href in links)
    assert {"tables/counties.zh.csv", "tables/front.zh.xlsx", "index.en.html"} <= {*links}


def test_it_is_handed_the_reports_that_are_there(plan):
    name = Name("11_plots", "990101", "zh", "")
    manifest = Manifest(plan.folders.released)
    manifest.append(Record(*name, "done", "1", "1", "k", "h", "t", ""))
    manifest.close()
    file = plan.folders.released / "990101" / "11_plots.zh.html"
    file.parent.mkdir()
    file.write_text("report", encoding="utf-8")
    front = Written(plan)
    write_index(plan, front=front)
    assert [report.href for report in front.reports["990101"]] == ["990101/11_plots.zh.html"]
    assert front.reports["990102"] == []


def test_what_the_gate_withholds_is_not_on_the_page(plan):
    secrets = plan.folders.private / "secrets.arrow"
    lists = (["恒通机械有限公司"], *[[]] * 4)  # names; then short ones, codes, public ones, users
    words = [WordList.of(each) for each in lists]
    secrets.write_bytes(withholding.word_list.content(words))
    front = Written(plan)
    front.text = "恒通机械有限公司增长6.7%"
    written = write_index(plan, front=front)
    assert {path.name for path in written} == {"index.html", "index.en.html"}
    for path in written:
        assert "恒通" not in path.read_text(encoding="utf-8")
    assert "恒通" in (plan.folders.private / "index.log").read_text(encoding="utf-8")


def test_failures_and_their_reasons_are_for_insiders(city: Path):
    for audience, said in (("public", False), ("internal", True)):
        plan = plan_of(city, audience=audience)
        plan.folders.create()
        name = Name("11_plots", "990101", "zh", "")
        manifest = Manifest(plan.folders.released)
        manifest.append(Record(*name, "failed", "1", "1", "k", "", "t", "cell 5 ValueError"))
        manifest.close()
        write_index(plan, front=Written(plan))
        page = (plan.folders.released / index.FILES["zh"]).read_text(encoding="utf-8")
        assert ("cell 5 ValueError" in page) == said


def test_a_county_that_is_handed_its_folder_has_no_front_page_of_the_city(city):
    plan = plan_of(city, audience="county")
    plan.folders.create()
    written = write_index(plan, front=Written(plan))
    pages = [path for path in written if path.parent.name != "city" and path.suffix == ".html"]
    assert pages
    assert not any("增长6.7%" in path.read_text(encoding="utf-8") for path in pages)
