"""Every printed place has its trace; a document is verified place by place."""

import io

import docx
import openpyxl
import pytest

from analysis.documents import files, trace, trace_page
from analysis.documents.fill import fill
from analysis.documents.verify import ENDING, trace_of, verify
from analysis.errors import DataError

VALUES = {"scores": {"class_a": 876.0, "class_a_change": 22.0, "tax_per_mu_growth": 10.6321}}
LINES = (
    "A类{{ q.class_a }}家，{{ q.class_a_change | difference('家') }}。",
    "亩均税收{{ q.tax_per_mu_growth | change }}。共{{ q.class_a }}家。",
    "由{{ names.office | number(6) }}、{{ examples('绿色工厂') | named }}报送。",
)
OFFICE = {"document": {"names": {"office": ["示例局"]}}}
LISTED = [("甲公司", "", 1, 2022)]


def traced(template, release):
    return trace.rows(fill(template, release, "zh"), release, "zh")


def test_a_row_says_where_a_number_comes_from(make_release, make_template):
    release = make_release(VALUES, listed=LISTED, **OFFICE)
    rows = traced(make_template(*LINES), release)
    first = rows.iloc[0]
    assert (first["n"], first["place"], first["where"]) == ("13", "p1", "第1段")
    assert first["sentence"] == "A类876家，增加22家。"
    assert (first["printed"], first["exact"], first["unit"]) == ("876", "876", "家企业")
    assert "类别 = A" in first["filter"] and first["formula"]
    assert "scores.xlsx" in first["files"] and "f" * 64 in first["files"]
    assert first["rules"] == "scores.yaml ab"
    assert rows.loc[2, "printed"] == "增长10.6％" and rows.loc[2, "exact"] == "10.6321"


def test_numbers_of_the_report_are_given_once_or_by_the_template(make_release, make_template):
    release = make_release(VALUES, listed=LISTED, **OFFICE)
    rows = traced(make_template(*LINES), release)
    assert rows["n"].tolist() == ["13", "12", "19", "", "6", ""]
    assert rows["quantity"].tolist()[-2:] == ["names.office", "examples(绿色工厂)"]
    assert rows["files"].iloc[-2] == "city.yaml"


def test_a_workbook_is_read_as_it_was_written_and_made_twice_the_same(make_release, make_template):
    file, release = make_template(*LINES), make_release(VALUES, listed=LISTED, **OFFICE)
    rows, facts = traced(file, release), trace.facts(file, release, "zh")
    content = trace.workbook(rows, facts, "zh")
    assert content == trace.workbook(rows, facts, "zh")
    place = file.with_name("own.trace.xlsx")
    place.write_bytes(content)
    again, said = trace.read(place)
    assert again.equals(rows.astype("str")) and said == facts
    assert str(file.parent) not in "".join(facts.values())


def test_the_page_shows_each_row_and_escapes(make_release, make_template):
    rows = traced(make_template("A类{{ q.class_a }}家<b>。"), make_release(VALUES))
    page = trace_page.page(rows, {"city": "<x>"}, "题", "zh")
    assert page.count("<tr>") == 3 and page.count("scores.xlsx") == 1
    assert "&lt;x&gt;" in page and "家&lt;b&gt;。" in page
    assert "<script" not in page and "http" not in page
    assert page.count('src:url("data:font/woff;base64,') == 2  # the letters of it, plain and bold


def test_a_changed_quantity_changes_its_places_alone(make_release, make_template):
    file = make_template(*LINES)
    before = traced(file, make_release(VALUES, listed=LISTED, **OFFICE))
    other = {"scores": {**VALUES["scores"], "class_a": 877.0}}
    after = traced(file, make_release(other, listed=LISTED, **OFFICE))
    changed = (before[["printed", "exact"]] != after[["printed", "exact"]]).any(axis=1)
    assert before.loc[changed, "quantity"].tolist() == ["class_a", "class_a"]


@pytest.fixture
def written(make_release, make_template, tmp_path):
    """A document with its trace in a folder, and its template."""
    release = make_release(VALUES, listed=LISTED, **OFFICE)
    template = make_template(*LINES)
    made = files.make(str(template), release, "zh")
    document, *_ = files.write(made, tmp_path / "out")
    return document, template, release


def test_a_document_is_written_with_its_trace_beside_it(written):
    document, template, _ = written
    assert document.name == "own.zh.docx" and trace_of(document).name == f"own.zh{ENDING}"
    assert trace_of(document).is_file()
    assert document.with_name("own.zh.trace.html").is_file()
    assert files.template_of("annual", "zh", document).stem == "annual.zh"
    with pytest.raises(DataError, match=r"own\.docx"):
        files.template_of(template.name, "zh", document)


def test_an_untouched_document_is_the_same(written):
    document, template, release = written
    compared = [*verify(document, template, release)]
    assert len(compared) == 6 and all(each.same for each in compared)


def test_changed_data_are_found_number_by_number(written, make_release):
    document, template, _ = written
    other = {"scores": {**VALUES["scores"], "class_a": 877.0}}
    now = make_release(other, listed=LISTED, **OFFICE)
    different = [each for each in verify(document, template, now) if not each.same]
    assert [(e.quantity, e.before, e.now, e.printed) for e in different] == [
        ("class_a", "876", "877", "877")
    ] * 2


def test_data_that_are_gone_are_different_not_an_error(written, make_release):
    document, template, _ = written
    now = make_release(VALUES, masked=("class_a",), listed=LISTED, **OFFICE)
    different = [each for each in verify(document, template, now) if not each.same]
    assert {each.now for each in different} == {"***"}


def test_a_number_edited_in_word_is_found(written):
    document, template, release = written
    word = docx.Document(str(document))
    run = next(run for run in word.paragraphs[0].runs if run.text == "876")
    run.text = "976"
    word.save(str(document))
    (different,) = [each for each in verify(document, template, release) if not each.same]
    assert (different.place, different.said, different.printed) == ("p1", "976", "876")


def test_a_place_that_was_deleted_is_found(written):
    document, template, release = written
    word = docx.Document(str(document))
    word.paragraphs[1]._element.getparent().remove(word.paragraphs[1]._element)
    word.save(str(document))
    gone = [each.place for each in verify(document, template, release) if not each.same]
    assert gone == ["p3", "p4"]


def test_another_template_no_trace_no_document_are_refused(written, make_template, tmp_path):
    document, template, release = written
    with pytest.raises(DataError, match="已不是"):
        [*verify(document, make_template("别的。", name="other"), release)]
    with pytest.raises(DataError, match="找不到溯源表"):
        [*verify(tmp_path / "none.docx", template, release)]
    document.write_bytes(b"no archive")
    with pytest.raises(DataError, match="不是Word文档"):
        [*verify(document, template, release)]


def test_notes_name_fonts_gaps_and_wording(make_release, make_template, monkeypatch):
    monkeypatch.setattr("analysis.documents.fonts.absent", lambda fonts: [*fonts][:1])
    template = make_template("约{{ q.class_a }}家左右，{{ q.class_b }}家。")
    made = files.make(str(template), make_release(VALUES), "zh", draft=True)
    font, doubled, gap = (note.zh for note in made.notes)
    assert "仿宋_GB2312" in font and "不声明符合" in font
    assert "约数重复“约876家左右”" in doubled and "第1段" in gap
    word = docx.Document(io.BytesIO(made.contents["own.zh.docx"]))
    assert "【缺：B类企业（class_b），无数据】" in word.paragraphs[0].text


@pytest.mark.filterwarnings("ignore:no glyph in the page's fonts")  # the trace's page says so too
@pytest.mark.parametrize("rare", ["𬭎", "𠮷", "\ue844", "㐂"])
def test_a_character_that_no_document_font_holds_is_named_and_kept(
    make_release, make_template, rare
):
    template = make_template(f"喆镕业{rare}公司等{{{{ q.class_a }}}}家。")
    made = files.make(str(template), make_release(VALUES), "zh")
    (said,) = [note for note in made.notes if "U+" in note.zh]
    assert f"{rare}（U+{ord(rare):04X}）" in said.zh and f"U+{ord(rare):04X}" in said.en
    assert "喆" not in said.zh and "镕" not in said.zh
    word = docx.Document(io.BytesIO(made.contents["own.zh.docx"]))
    assert rare in word.paragraphs[0].text
    book = openpyxl.load_workbook(io.BytesIO(made.contents["own.zh.trace.xlsx"]))
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert any(rare in cell for cell in cells if isinstance(cell, str))


def test_a_sentence_is_traced_to_each_figure_it_speaks_of(make_release, make_template):
    release = make_release({"titles": {"specialised": 301.0, "specialised_new": 120.0}})
    rows = traced(make_template("{{ say.titles_headline }}"), release).set_index("quantity")
    assert set(rows["place"]) == {"p1"} and set(rows["n"]) == {""}
    assert rows.loc["specialised", "exact"] == "301"
    assert "301" in rows.loc["specialised", "printed"]


def test_a_total_that_its_parts_do_not_reach_is_noted(make_release, make_template):
    line = "共{{ q.evaluated_enterprises | parts([q.class_a, q.class_b]) }}家"
    counts = {"class_a": 876.0, "class_b": 1979.0, "evaluated_enterprises": 2855.0}
    template = make_template(line)

    def noted(scores):
        made = files.make(str(template), make_release({"scores": scores}), "zh", draft=True)
        word = docx.Document(io.BytesIO(made.contents["own.zh.docx"]))
        sums = [note.zh for note in made.notes if "缺" not in note.zh]
        return word.paragraphs[0].text, sums

    assert noted(counts) == ("共2855家", [])
    said, (fault,) = noted({**counts, "evaluated_enterprises": 2860.0})
    assert said == "共2860家" and fault == "第1段：印出的分项876、1979之和与合计2860差5"
    del counts["class_b"]  # a part that is missing is a gap, as everywhere
    assert noted(counts)[0] == "共【缺：B类企业（class_b），无数据】家"
