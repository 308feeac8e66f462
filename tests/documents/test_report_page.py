"""A report's page is compared, number by number, with the same page made again."""

import pytest

from analysis.display.quantity_cards import cards
from analysis.display.report import sources
from analysis.documents.report_page import compare, read
from analysis.errors import DataError

SCORES = {"class_a": 876.0, "class_a_change": 22.0, "tax_per_mu": 7.321}
MADE_OF = {"tables": {}, "rules": {}, "code": "c", "sources": []}
BODY = (
    "<nav><a>第3页</a></nav><main><h2>要点</h2><p>A类876家，比上年<b>增加</b>22家。</p>"
    "<style>p{{margin:3px}}</style>7项。<table><tr><th>类别</th><th>数</th></tr>"
    "<tr><td>A类</td><td>876</td></tr><tr><td>B类</td><td>{masked}</td></tr></table>"
    '<figure><img src="data:{drawn}" alt="条形图"></figure><svg><text>12.5%</text></svg>'
    "{cards}{sources}</main>"
)


@pytest.fixture
def make_page(monkeypatch):
    """A page with sentence, table, picture, the cards of a release and the command."""

    def make(release, drawn="ab", masked="***"):
        monkeypatch.setattr(type(release), "provenance", lambda *_: MADE_OF)
        said = cards(release, "scores", "zh"), sources(release, "zh", "03_enterprise_scores")
        return BODY.format(drawn=drawn, masked=masked, cards=said[0], sources=said[1])

    return make


@pytest.fixture
def page(make_release, make_page):
    return make_page(make_release({"scores": SCORES}))


@pytest.fixture
def read_page(tmp_path):
    def read_page(page):
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        return read(tmp_path / "page.html")

    return read_page


def different(old, new):
    return [(e.place, e.quantity, e.said, e.printed) for e in compare(old, new) if not e.same]


def test_a_page_says_of_what_it_was_made(page, read_page):
    wanted = {"city": "sample-city", "county": "city", "period": "2022-11", "lang": "zh"}
    found = read_page(page)
    assert found.facts == {**wanted, "audience": "public", "notebook": "03_enterprise_scores"}
    assert found.parameters == ()
    asked = read_page(page.replace("--lang zh", "--parameter a=1 --parameter b=2 --lang zh"))
    assert asked.parameters == ("a=1", "b=2") and asked.facts == found.facts


def test_every_number_of_an_untouched_page_is_the_same(page, read_page):
    compared = [*compare(read_page(page), page)]
    assert all(each.same for each in compared)
    said = [(each.place, each.said) for each in compared if each.quantity.startswith(("A", "B"))]
    assert said == [("要点", "876"), ("要点", "22"), ("要点", "876"), ("要点", "***")]
    assert ("要点", "7") in [(each.place, each.said) for each in compared]  # between two blocks
    assert "12.5" in {each.said for each in compared}  # of a drawing
    assert {each.quantity: each.n for each in compared}["class_a"] == "13"


def test_links_to_other_pages_and_what_it_was_made_of_are_not_compared(page, read_page):
    moved = page.replace("第3页", "第4页").replace("--period 2022-11", "--period 2022-12")
    assert not different(read_page(page), moved)


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("A类876家", "A类976家", ("A类876家，比上年 增加 22家。", "876", "976")),
        ("<td>876</td>", "<td>877</td>", ("A类 876", "876", "877")),
        ("<td>***</td>", "<td>1979</td>", ("B类 ***", "***", "1979")),
        ("<text>12.5%", "<text>12.6%", ("12.5%", "12.5", "12.6")),
    ],
)
def test_one_number_is_told_alone(page, read_page, before, after, wanted):
    ((place, *found),) = different(read_page(page), page.replace(before, after))
    assert place == "要点" and tuple(found) == wanted


def test_other_words_are_told_as_a_whole(page, read_page):
    (found,) = different(read_page(page), page.replace("<b>增加</b>", "<b>减少</b>"))
    assert found[2:] == ("A类876家，比上年 增加 22家。", "A类876家，比上年 减少 22家。")
    row = "<tr><td>A类</td><td>876</td></tr>"
    assert [f[2:] for f in different(read_page(page), page.replace(row, ""))] == [("A类 876", "")]


def test_a_picture_is_compared_too(make_release, make_page, read_page):
    release = make_release({"scores": SCORES})
    old = read_page(make_page(release))
    assert not different(old, make_page(release))
    (found,) = different(old, make_page(release, drawn="cd"))
    assert found[2].startswith("条形图 ") and found[2] != found[3]


def test_a_changed_or_withheld_figure_is_told_of_its_card(make_release, make_page, read_page, page):
    changed = make_page(make_release({"scores": {**SCORES, "class_a": 877.0}}))
    assert different(read_page(page), changed) == [("要点", "class_a", "876", "877")]
    masked = make_page(make_release({"scores": SCORES}, masked=("class_a",)))
    told = different(read_page(page), masked)
    assert {quantity for _, quantity, *_ in told} == {"class_a"} and "***" in told[0][3]


@pytest.mark.parametrize("text", ["", "<p>analysis run data/x --county city</p>", "<b>1</b>"])
def test_what_is_no_report_is_refused(tmp_path, text):
    file = tmp_path / "other.html"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="不是一份报告"):
        read(file)
    with pytest.raises(DataError, match="找不到"):
        read(tmp_path / "none.html")
