import re
from pathlib import Path

import pytest

from analysis.reports.index import write_index
from analysis.reports.manifest import Manifest, Record
from analysis.reports.plan import Plan
from analysis.reports.run import Name
from tests.reports.batches import plan_of


@pytest.fixture
def plan(city: Path) -> Plan:
    made = plan_of(city)
    made.folders.create()
    return made


def record(
    plan: Plan,
    county: str,
    notebook: str,
    status: str = "done",
    lang: str = "zh",
    parameters: str = "",
) -> None:
    name = Name(notebook, county, lang, parameters)
    manifest = Manifest(plan.folders.released)
    manifest.append(Record(*name, status, "1", "1", "k", "h", "t", ""))
    manifest.close()
    if status == "done":
        path = plan.folders.released / county / f"{name.stem}.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text("report", encoding="utf-8")


def index(plan: Plan) -> str:
    write_index(plan)
    return (plan.folders.released / "index.html").read_text(encoding="utf-8")


def test_every_report_is_linked_in_each_language(plan):
    record(plan, "990101", "11_plots")
    record(plan, "990101", "11_plots", lang="en")
    record(plan, "990103", "12_behaves")
    links = re.findall(r'href="([^"]*)"', index(plan))
    assert links == [
        "index.en.html",
        "990101/11_plots.zh.html",
        "990101/11_plots.en.html",
        "990103/12_behaves.zh.html",
    ]
    assert all((plan.folders.released / link).is_file() for link in links)


def test_a_failed_run_says_so_and_keeps_the_earlier_report(plan):
    record(plan, "990101", "11_plots")
    record(plan, "990101", "11_plots", status="timeout")
    page = index(plan)
    assert "超时" in page
    assert 'href="990101/11_plots.zh.html"' in page
    twin = (plan.folders.released / "index.en.html").read_text(encoding="utf-8")
    assert "timed out" in twin
    assert 'href="990101/11_plots.zh.html"' in twin


def headings(page: str) -> list[str]:
    """What the columns are, each with its number, as listed above the table."""
    found = re.findall(r"<li>(<b>.*?)</li>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", heading).split()) for heading in found]


def test_reports_of_other_parameters_have_a_column_that_names_them(plan):
    record(plan, "990101", "11_plots")
    record(plan, "990101", "11_plots", parameters="indicator=electricity")
    record(plan, "990102", "11_plots", parameters="indicator=electricity", status="timeout")
    page = index(plan)
    plain, asked = headings(page)[:2]
    assert plain.startswith("11 ")
    assert asked == f"{plain} 工业用电量"
    assert re.findall(r'href="([^"]*)"', page) == [
        "index.en.html",
        "990101/11_plots.zh.html",
        "990101/11_plots.indicator=electricity.zh.html",
    ]
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.DOTALL)
    assert ["超时" in row for row in rows] == [False, True, False]


def test_notebooks_of_earlier_batches_keep_their_titles(city):
    plan = plan_of(city, notebooks=["12"])
    plan.folders.create()
    record(plan, "990101", "11_plots")
    every = headings(index(plan_of(city)))
    assert headings(index(plan)) == every
    assert not any("11_plots" in heading for heading in every)


def test_it_says_what_was_left_out_and_why(plan):
    page = index(plan)
    assert "本市没有：亩均评价数据 · the city has no: Evaluation data" in page


def test_it_says_in_each_language_what_the_data_are(plan):
    page = index(plan)
    assert "合成数据，非真实情况" in page
    assert "试验市 · 2022年1—11月" in page
    twin = (plan.folders.released / "index.en.html").read_text(encoding="utf-8")
    assert "Synthetic data, not real" in twin
    assert "Testing City · January–November 2022" in twin


def test_it_asks_for_nothing_from_anywhere(plan):
    page = index(plan)
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r'(src|href)="(?!9901|index|#|data:)', page)


def test_it_never_links_what_is_internal(plan):
    record(plan, "990101", "11_plots")
    links = re.findall(r'href="([^"]*)"', index(plan))
    assert len(links) == 2
    assert not [link for link in links if "internal" in link or ".ipynb" in link]


def test_each_county_has_an_index_that_knows_of_no_other(city):
    plan = plan_of(city, audience="county")
    plan.folders.create()
    record(plan, "990101", "11_plots")
    record(plan, "990103", "12_behaves", status="timeout")
    written = write_index(plan)
    pages = [page for page in written if page.name == "index.html"]
    assert {index.parent.name for index in pages} == {run.county for run in plan.runs}
    assert not (plan.folders.released / "index.html").exists()
    own, other = (
        (plan.folders.released / county / "index.html").read_text(encoding="utf-8")
        for county in ("990101", "990103")
    )
    assert re.findall(r'href="([^"]*)"', own) == ["index.en.html", "11_plots.zh.html"]
    assert "第1县" in own
    assert not [word for word in ("第2县", "第3县", "990103", "超时") if word in own]
    assert "超时" in other
    assert "第1县" not in other
