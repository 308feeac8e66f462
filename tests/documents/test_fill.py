"""A template is filled with figures, sentences and names; what is not there stops it."""

import io
import re
import zipfile

import docx
import pandas as pd
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from analysis.documents.fill import fill, template
from analysis.documents.word import bookmarked
from analysis.errors import DataError
from tests.documents.conftest import quoted, text_box

SCORES = {"class_a": 876.0, "class_a_change": 22.0, "class_c_change": -3.0, "tax_per_mu": 7.321}


def text(filled):
    return [p.text for p in docx.Document(io.BytesIO(filled.docx)).paragraphs]


def test_figures_are_printed_in_their_units(make_release, make_template):
    release = make_release({"scores": SCORES, "titles": {"funded_amount": 4527.0}})
    file = make_template(
        "A类{{ q.class_a }}家，{{ q.class_a_change | difference('家') }}。",
        "C类{{ q.class_c_change | difference('家') }}；亩均税收{{ q.tax_per_mu }}万元。",
        "资金{{ q.funded_amount | amount }}，{{ q.funded_amount }}。",
        "{{ period | year_to_date }}",
    )
    assert text(fill(file, release, "zh")) == [
        "A类876家，增加22家。",
        "C类减少3家；亩均税收7.32万元。",
        "资金4527万元，4527万元。",
        "2022年1－11月",
    ]


def test_signs_are_full_width_where_the_city_wants_it(make_release, make_template):
    values = {"scores": {"tax_per_mu_growth": -3.26, "class_a": 1876.0}}
    lines = ("{{ q.tax_per_mu_growth | signed(1) }}%，{{ q.tax_per_mu_growth | change }}",)
    assert text(fill(make_template(*lines), make_release(values), "zh")) == ["－3.3%，下降3.3％"]
    narrow = make_release(values, document={"fullwidth": False})
    assert text(fill(make_template(*lines), narrow, "zh")) == ["-3.3%，下降3.3%"]
    assert text(fill(make_template(*lines), make_release(values), "en")) == ["-3.3%，fell 3.3%"]


def test_a_model_number_keeps_its_hyphen(make_release, make_template):
    listed = [("甲公司", "HX-212型", 1, 2022)]
    release = make_release({}, listed=listed)
    file = make_template("{{ examples('绿色工厂') | named }}")
    assert text(fill(file, release, "zh")) == ["甲公司HX-212型"]


def test_misspelt_names_are_all_refused_with_paragraph_and_nearest(make_release, make_template):
    file = make_template("一段。", "有{{ q.clas_a }}家。", "在{{ names.cty }}，{{ say.hedline }}")
    with pytest.raises(DataError) as refused:
        fill(file, make_release({"scores": SCORES}), "zh")
    first, *others = refused.value.zh.splitlines()
    assert "第2段" in first and "有{{ q.clas_a }}家" in first and "“class_a”" in first
    assert "第3段" in others[0] and len(others) == 2
    assert "nearest is 'class_a'" in refused.value.en


@pytest.mark.parametrize(
    "line",
    ["{{ q.class_a | chnge }}", "{% if q.class_a is knwn %}x{% endif %}", "{{ quantities.a }}"],
)
def test_unknown_filters_tests_and_slots_are_refused(make_release, make_template, line):
    with pytest.raises(DataError, match="第2段"):
        fill(make_template("前文。", line), make_release({"scores": SCORES}), "zh", draft=True)


@pytest.mark.parametrize(
    "line",
    ["｛｛ q.class_a ｝｝家", "{ { q.class_a } }家", "{q.class_a}家", "｛％ if whole ％｝全市"],
)
def test_braces_that_would_stay_in_the_document_are_refused(make_release, make_template, line):
    with pytest.raises(DataError, match=r"第2段.*花括号须是半角的两个"):
        fill(make_template("前文。", line), make_release({"scores": SCORES}), "zh")


def test_braces_of_a_text_stay(make_release, make_template):
    line = "集合{甲，乙}有{{ q.class_a }}家"
    assert text(fill(make_template(line), make_release({"scores": SCORES}), "zh")) == [
        "集合{甲，乙}有876家"
    ]


@pytest.mark.parametrize("line", ["{{ q.class_a.__class__ }}", "{{ q['class_a'] }}"])
def test_nothing_but_a_name_stands_behind_a_point(make_release, make_template, line):
    with pytest.raises(DataError, match="不可用"):
        fill(make_template(line), make_release({"scores": SCORES}), "zh")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{{ q.class_a }}", "不公开"),
        ("{{ q.class_a | count('家') }}", "不公开"),
        ("{{ q.class_b }}", "无数据"),
        ("{{ q.chemical_points }}", "本市没有数据"),
        ("{% if q.class_a > 3 %}多{% endif %}", "不公开"),
        ("{{ [q.tax_per_mu, q.class_a] | against(1) }}", "不公开"),
        ("{{ q.tax_per_mu - q.class_a }}", "不公开"),
        ("{{ examples('绿色工厂') | named }}", "本市没有数据"),
        ("{{ q.class_c_change | at_least('家') }}", "无法成句"),
        ("{{ q.class_a", "写法有误"),
    ],
)
def test_what_cannot_be_said_stops_with_its_paragraph(make_release, make_template, line, why):
    release = make_release({"scores": SCORES}, masked=("class_a",))
    with pytest.raises(DataError) as refused:
        fill(make_template("前文。", line), release, "zh")
    assert refused.value.zh.startswith("第2段") and why in refused.value.zh
    assert refused.value.en.startswith("paragraph 2")


def test_a_long_paragraph_is_shown_around_the_place(make_release, make_template):
    release = make_release({"scores": SCORES}, masked=("class_a",))
    line = "甲" * 200 + "有{{ q.class_a }}家" + "乙" * 200
    with pytest.raises(DataError) as refused:
        fill(make_template(line), release, "zh")
    assert "有{{ q.class_a }}家" in refused.value.zh and len(refused.value.zh) < 120


def test_a_condition_may_ask_whether_a_figure_is_known(make_release, make_template):
    line = "有{% if q.class_a is known %}{{ q.class_a }}家{% else %}若干{% endif %}。"
    values = {"scores": SCORES}
    assert text(fill(make_template(line), make_release(values), "zh")) == ["有876家。"]
    masked = make_release(values, masked=("class_a",))
    assert text(fill(make_template(line), masked, "zh")) == ["有若干。"]


def test_a_draft_marks_what_is_missing_and_nothing_else(make_release, make_template):
    release = make_release({"scores": SCORES}, masked=("class_a",))
    file = make_template("A类{{ q.class_a | over }}家，{{ q.nothing }}，增{{ q.class_a_change }}。")
    filled = fill(file, release, "zh", draft=True)
    word = docx.Document(io.BytesIO(filled.docx))
    marked = [r.text for r in word.paragraphs[0].runs if r.font.highlight_color is not None]
    assert marked == ["【缺：A类企业（class_a），不公开】", "【缺：nothing，无此名称】"]
    assert [p.missing for p in filled.printed] == [True, True, False]
    assert word.paragraphs[0].text.endswith("增22。")


def test_a_place_is_a_bookmark_with_its_sentence(make_release, make_template):
    file = make_template("前句。A类{{ q.class_a }}家；后句{{ q.class_a }}。")
    filled = fill(file, make_release({"scores": SCORES}), "zh")
    assert bookmarked(docx.Document(io.BytesIO(filled.docx))) == {"p1": "876", "p2": "876"}
    assert [p.sentence for p in filled.printed] == ["A类876家；", "后句876。"]


def test_runs_keep_their_form_and_may_cut_a_place(make_release, make_template, tmp_path):
    word = docx.Document(str(make_template("x")))
    paragraph = word.add_paragraph()
    for piece in ("有{", "{ q.cla", "ss_a }}", "家"):
        paragraph.add_run(piece).bold = True
    word.save(str(tmp_path / "cut.docx"))
    filled = fill(tmp_path / "cut.docx", make_release({"scores": SCORES}), "zh")
    runs = docx.Document(io.BytesIO(filled.docx)).paragraphs[-1].runs
    assert "".join(run.text for run in runs) == "有876家"
    assert all(run.bold for run in runs)


def test_headers_and_properties_are_filled_too(make_release, make_template, tmp_path):
    word = docx.Document(str(make_template("正文{{ q.class_a }}")))
    word.sections[0].header.paragraphs[0].text = "{{ names.office }} {{ q.class_a }}"
    word.core_properties.subject = "A类{{ q.class_a }}家"
    word.save(str(tmp_path / "header.docx"))
    release = make_release({"scores": SCORES}, document={"names": {"office": ["示例局"]}})
    filled = fill(tmp_path / "header.docx", release, "zh")
    made = docx.Document(io.BytesIO(filled.docx))
    assert made.sections[0].header.paragraphs[0].text == "示例局 876"
    assert made.core_properties.subject == "A类876家"
    assert bookmarked(made) == {"p1": "876", "p2": "示例局", "p3": "876"}
    assert [p.id for p in filled.printed] == ["p1", "p2", "p3"]


FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="2"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def test_footnotes_are_filled_marked_and_traced(make_release, make_template, tmp_path):
    word = docx.Document(str(make_template("正文{{ q.class_a }}")))
    said = FOOTNOTES.format("含A类{{ q.class_a }}家；C类{{ q.class_b }}。").encode()
    where = PackURI("/word/footnotes.xml")
    part = Part(where, CONTENT_TYPE.WML_FOOTNOTES, said, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    word.save(str(tmp_path / "notes.docx"))
    release = make_release({"scores": SCORES})
    with pytest.raises(DataError, match="class_b"):
        fill(tmp_path / "notes.docx", release, "zh")
    filled = fill(tmp_path / "notes.docx", release, "zh", draft=True)
    made = docx.Document(io.BytesIO(filled.docx))
    gap = "【缺：B类企业（class_b），无数据】"
    assert bookmarked(made) == {"p1": "876", "p2": "876", "p3": gap}
    assert [p.sentence for p in filled.printed] == ["正文876", "含A类876家；", f"C类{gap}。"]
    archive = zipfile.ZipFile(io.BytesIO(filled.docx))
    assert 'w:highlight w:val="yellow"' in archive.read("word/footnotes.xml").decode()
    assert filled.docx == fill(tmp_path / "notes.docx", release, "zh", draft=True).docx


def test_names_are_what_the_city_says(make_release, make_template):
    names = {"counties": ["甲县", "乙县"], "who": ["某<局>&司"]}
    release = make_release({"scores": SCORES}, document={"names": names})
    line = "{{ names.counties | listed }}，{{ names.counties | named(after=1) }}，{{ names.who }}"
    assert text(fill(make_template(line), release, "zh")) == ["甲县、乙县，乙县，某<局>&司"]


B = {"zh": "乙", "en": "B"}


def test_a_name_in_both_languages_is_said_in_that_of_the_document(make_release, make_template):
    names = {
        "city": [{"zh": "示例市", "en": "Sample City"}],
        "who": ["甲", {"zh": "乙", "en": "B"}],
    }
    release = make_release({"scores": SCORES}, document={"names": names})
    file = make_template("{{ names.city }} {{ names.who | listed }}")
    assert text(fill(file, release, "zh")) == ["示例市 甲、乙"]
    assert text(fill(file, release, "en")) == ["Sample City 甲, B"]


def test_examples_stand_in_their_order_and_of_their_year(make_release, make_template):
    listed = [("乙公司", "", 2, 2022), ("甲公司", "", 1, 2022), ("丙公司", "", 1, 2021)]
    file = make_template(
        "{{ examples('绿色工厂') | named(3) }}", "{{ examples('green_factory') | named }}"
    )
    assert text(fill(file, make_release({}, listed=listed), "zh")) == ["甲公司、乙公司", "甲公司"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ examples('绿色工场') }}", "没有称号“绿色工场”，最相近的是“绿色工厂”"),
        (
            "{{ examples('绿色工厂', level='provinse') }}",
            "最相近的是“province”",
        ),
        ("{{ q.class_a / 0 }}", "不能除以零"),
        ("{{ q.class_a | at_least('家') | over }}", "过滤器用得不对"),
        ("{% if whole %}全市", "没有成对"),
    ],
)
def test_what_is_written_wrongly_is_told_with_its_paragraph(
    make_release, make_template, line, said
):
    release = make_release({"scores": SCORES}, listed=[("甲公司", "", 1, 2022)])
    with pytest.raises(DataError) as refused:
        fill(make_template("前文。", line), release, "zh")
    assert refused.value.zh.startswith("第2段") and said in refused.value.zh
    assert refused.value.en.startswith("paragraph 2") and refused.value.zh.count("\n") == 0


@pytest.mark.parametrize("content", [b"", b"text", b"PK\x05\x06" + bytes(18)])
def test_a_template_that_is_no_word_document_is_refused(make_release, tmp_path, content):
    (tmp_path / "old.docx").write_bytes(content)
    with pytest.raises(DataError, match=r"old\.docx不是Word的\.docx文档"):
        fill(tmp_path / "old.docx", make_release({"scores": SCORES}), "zh")


def test_the_same_is_made_twice_to_the_byte(make_release, make_template):
    file, release = make_template("A类{{ q.class_a }}家"), make_release({"scores": SCORES})
    first, second = (fill(file, release, "zh").docx for _ in range(2))
    assert first == second
    entries = zipfile.ZipFile(io.BytesIO(first)).infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    core = zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml").decode()
    assert core.count("2022-11-30T00:00:00Z") == 2


def test_an_editing_session_leaves_no_ids(make_release, make_template, tmp_path):
    word = docx.Document(str(make_template("A类{{ q.class_a }}家")))
    word.paragraphs[0]._element.set(qn("w:rsidR"), "00A1B2C3")
    word.save(str(tmp_path / "session.docx"))
    made = fill(tmp_path / "session.docx", make_release({"scores": SCORES}), "zh").docx
    assert b"rsid" not in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")


def test_a_template_is_a_file_or_shipped(tmp_path):
    assert template("annual", "zh").name == "annual.zh.docx"
    with pytest.raises(DataError, match="annual"):
        template(str(tmp_path / "none.docx"), "zh")


def test_sentences_of_a_question_are_said_with_its_figures(make_release, make_template):
    figures = {"specialised": 301.0, "specialised_new": 120.0}
    file = make_template("{{ say.titles_headline }}")
    release = make_release({"titles": figures})
    (said,) = text(fill(file, release, "zh"))
    assert "301" in said and "120" in said
    (english,) = text(fill(file, release, "en"))
    assert "301" in english and english != said
    with pytest.raises(DataError, match="本市没有数据"):
        fill(file, make_release({"scores": SCORES}), "zh")


def test_a_rank_is_said_among_the_counties(make_release, make_template):
    file = make_template("增速居全市{{ rank.va_growth_ytd }}")
    release = make_release({"output": {"va_growth_ytd": 5.2}}, county="990101")
    with pytest.raises(DataError, match="无位次"):
        fill(file, release, "zh")
    rows = release.quantities("output").assign(rank=3.0, of=18.0, complete=True, tied=True)
    rows.to_parquet(release.of_question("output") / "city" / "quantities.parquet")
    again = type(release)(release.edition, release.county)
    assert text(fill(file, again, "zh")) == ["增速居全市并列第3位"]
    with pytest.raises(DataError, match="没有位次“issues_solvd”"):
        fill(make_template("{{ rank.issues_solvd }}"), again, "zh")


def test_a_place_that_was_typed_may_be_shared(make_release, make_template):
    values = {"green_factories_rank": 1.0, "funded_rank": 3.0}
    release = make_release({"typed": values})
    rows = quoted(values, tied=("green_factories_rank",))
    rows.to_parquet(release.of_question("typed") / "city" / "quoted_figures.parquet")
    again = type(release)(release.edition, release.county)
    line = "居全省{{ rank.green_factories_rank }}，{{ rank.funded_rank }}"
    assert text(fill(make_template(line), again, "zh")) == ["居全省并列第1位，第3位"]


def test_a_place_in_the_province_is_said_with_its_tie(make_release, make_template):
    values = {"peers": {"output_province_place": 9.0, "value_added_province_place": 11.0}}
    release = make_release(values)
    rows = pd.DataFrame(
        {
            "county_code": "city",
            "indicator": ["output", "value_added"],
            "place": [9.0, 11.0],
            "tied": [True, False],
            "masked": False,
        }
    )
    rows.to_parquet(release.of_question("peers") / "city" / "peer_standing.parquet")
    line = "{{ rank.output_province_place }}，{{ rank.value_added_province_place }}"
    assert text(fill(make_template(line), release, "zh")) == ["并列第9位，第11位"]
    with pytest.raises(DataError, match="无数据"):
        fill(make_template("{{ rank.upgrading_investment_province_place }}"), release, "zh")


def test_english_groups_digits_and_names_the_currency(make_release, make_template):
    file = make_template("{{ q.class_b }}; {{ q.funded_amount }}")
    values = {"scores": {"class_b": 1979.0}, "titles": {"funded_amount": 4527.0}}
    assert text(fill(file, make_release(values), "en")) == ["1,979; CNY 45.27 m"]


def test_a_text_box_stays_one_and_is_filled(make_release, make_template, tmp_path):
    word = docx.Document(str(make_template("正文{{ q.class_a }}家。")))
    word.paragraphs[0]._element.append(text_box("框内{{ q.class_a }}家。"))
    word.save(str(tmp_path / "box.docx"))
    filled = fill(tmp_path / "box.docx", make_release({"scores": SCORES}), "zh")
    made = docx.Document(io.BytesIO(filled.docx))
    (box,) = made.element.body.iter(qn("w:txbxContent"))
    assert "".join(node.text for node in box.iter(qn("w:t"))) == "框内876家。"
    assert bookmarked(made) == {"p1": "876", "p2": "876"}
    assert [p.sentence for p in filled.printed] == ["正文876家。", "框内876家。"]


def test_a_line_break_and_a_tab_keep_their_places(make_release, make_template, tmp_path):
    word = docx.Document(str(make_template("x")))
    word.add_paragraph().add_run("A类{{ q.class_a }}家\nC类\t{{ q.class_c_change | signed }}家")
    word.save(str(tmp_path / "break.docx"))
    filled = fill(tmp_path / "break.docx", make_release({"scores": SCORES}), "zh")
    assert text(filled)[-1] == "A类876家\nC类\t－3家"


def test_no_mark_is_left_where_there_is_no_bookmark(make_release, make_template, tmp_path):
    word = docx.Document(str(make_template("正文。")))
    about = "<w:r {}><w:delText>{}</w:delText><w:instrText>{}</w:instrText></w:r>"
    place = "{{ q.class_a }}"
    word.paragraphs[0]._element.append(parse_xml(about.format(nsdecls("w"), place, place)))
    word.save(str(tmp_path / "field.docx"))
    made = fill(tmp_path / "field.docx", make_release({"scores": SCORES}), "zh").docx
    xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert xml.count(">876<") == 2 and not re.search("[\ue000-\ue004]", xml)
