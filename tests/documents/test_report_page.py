"""The cards of a report's page are compared with what they would say now."""

import pytest

from analysis.display.quantity_cards import cards
from analysis.display.report import provenance
from analysis.documents.report_page import read, verify
from analysis.errors import DataError

SCORES = {"class_a": 876.0, "class_a_change": 22.0, "tax_per_mu": 7.321}


@pytest.fixture
def make_page(tmp_path, monkeypatch):
    """A page with the cards of a release and the command that makes it again."""

    def make(release, *questions):
        shown = [cards(release, question, "zh") for question in questions]
        monkeypatch.setattr("analysis.display.report._show", shown.append)
        monkeypatch.setattr(type(release), "provenance", lambda *_: MADE_OF)
        provenance(release, "zh", "03_enterprise_scores")
        file = tmp_path / "page.html"
        file.write_text("\n".join(shown), encoding="utf-8")
        return file

    return make


MADE_OF = {"tables": {}, "rules": {}, "code": "c", "sources": []}


def different(page, release):
    return [(e.quantity, e.said, e.printed) for e in verify(page, release) if not e.same]


def test_a_page_says_its_figures_and_of_what_it_was_made(make_release, make_page):
    page = read(make_page(make_release({"scores": SCORES}), "scores"))
    assert page.said == {
        **{"class_a": "876家企业", "class_a_change": "+22家企业"},
        "tax_per_mu": "7.32万元/亩",
    }
    wanted = {"city": "sample-city", "county": "city", "period": "2022-11", "lang": "zh"}
    assert page.facts == {**wanted, "audience": "public", "notebook": "03_enterprise_scores"}


def test_untouched_figures_are_the_same_each_with_its_number(make_release, make_page):
    release = make_release({"scores": SCORES})
    compared = [*verify(read(make_page(release, "scores")), release)]
    assert {each.quantity: each.n for each in compared}["class_a"] == "13"
    assert len(compared) == 3 and all(each.same for each in compared)


def test_one_changed_figure_is_told_alone(make_release, make_page):
    page = read(make_page(make_release({"scores": SCORES}), "scores"))
    now = make_release({"scores": {**SCORES, "class_a": 877.0}})
    assert different(page, now) == [("class_a", "876家企业", "877家企业")]


def test_a_number_edited_on_the_page_is_found(make_release, make_page):
    release = make_release({"scores": SCORES})
    file = make_page(release, "scores")
    file.write_text(file.read_text(encoding="utf-8").replace("876家", "976家"), encoding="utf-8")
    assert different(read(file), release) == [("class_a", "976家企业", "876家企业")]


def test_what_is_withheld_left_out_or_unknown_now_is_different(make_release, make_page):
    file = make_page(make_release({"scores": SCORES}), "scores")
    masked = make_release({"scores": SCORES}, masked=("class_a",))
    assert different(read(file), masked) == [("class_a", "876家企业", "***")]
    assert len(different(read(file), make_release({}))) == 3
    text = file.read_text(encoding="utf-8").replace('id="class_a"', 'id="class_of_old"')
    file.write_text(text, encoding="utf-8")
    now = make_release({"scores": SCORES})
    assert different(read(file), now) == [("class_of_old", "876家企业", "")]


@pytest.mark.parametrize("text", ["", "<p>analysis run data/x --county city</p>", "<b>1</b>"])
def test_what_is_no_report_with_figures_is_refused(tmp_path, text):
    file = tmp_path / "other.html"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="不是带指标卡片"):
        read(file)
    with pytest.raises(DataError, match="找不到"):
        read(tmp_path / "none.html")
