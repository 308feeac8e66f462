"""An error says in which part of a document its place stands, and where in it."""

import docx
import pytest
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart
from docx.oxml.ns import nsdecls

from analysis.documents.fill import fill
from analysis.documents.page import typeset
from analysis.documents.parts import Part
from analysis.documents.word import xml
from analysis.documents.wording import faults
from analysis.errors import DataError
from tests.documents.conftest import text_box

BAD = "有{{ q.clas_a }}家"
NOTES = (
    f"<w:footnotes {nsdecls('w')}>"
    '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>一</w:t></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="3"><w:p><w:r><w:t>{BAD}</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def header(word):
    word.sections[0].header.paragraphs[0].text = BAD


def footer(word):
    word.sections[0].footer.paragraphs[0].text = BAD


def cell(word):
    word.tables[0].cell(2, 1).text = BAD


def behind_a_table(word):
    word.add_paragraph(BAD)


def box(word):
    word.paragraphs[0]._element.append(text_box(BAD))


def footnote(word):
    where, package = PackURI("/word/footnotes.xml"), word.part.package
    part = FilePart(where, CONTENT_TYPE.WML_FOOTNOTES, NOTES.encode(), package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def properties(word):
    word.core_properties.subject = BAD


@pytest.mark.parametrize(
    ("spoil", "zh", "en"),
    [
        (header, "页眉第1段", "header, paragraph 1"),
        (footer, "页脚第1段", "footer, paragraph 1"),
        (cell, "表1第3行第2列", "table 1, row 3, column 2"),
        (behind_a_table, "第2段", "paragraph 2"),
        (box, "文本框", "text box"),
        (footnote, "脚注2", "footnote 2"),
        (properties, "文档属性", "document properties"),
    ],
)
def test_an_error_names_its_place(make_release, make_template, tmp_path, spoil, zh, en):
    word = docx.Document(str(make_template("正文。", "｜甲｜乙", "｜1｜2", "｜3｜4")))
    spoil(word)
    word.save(str(tmp_path / "spoilt.docx"))
    with pytest.raises(DataError) as refused:
        fill(tmp_path / "spoilt.docx", make_release({"scores": {"class_a": 1.0}}), "zh")
    assert refused.value.zh.startswith(f"{zh}“…{BAD}…”")
    assert refused.value.en.startswith(f"{en} “…{BAD}…”")


def test_what_was_but_a_condition_or_a_loop_is_counted(make_release, make_template):
    rows = ("｜县｜数", "｜{%tr for name in names.counties %}｜—", f"｜{{{{ name }}}}｜{BAD}")
    lines = ("{%p if whole %}", "一段。", "{%p endif %}", BAD, *rows, "｜{%tr endfor %}｜—")
    release = make_release(
        {"scores": {"class_a": 1.0}}, document={"names": {"counties": ["甲", "乙"]}}
    )
    with pytest.raises(DataError) as refused:
        fill(make_template(*lines), release, "zh")
    places = [line.split("“")[0] for line in refused.value.zh.splitlines()]
    assert places == ["第4段", "表1第3行第2列"]


def test_a_column_that_was_but_a_loop_is_counted(make_release, make_template):
    row = f"｜{{%tc if whole %}}｜县｜{{%tc endif %}}｜{BAD}"
    with pytest.raises(DataError, match="表1第1行第4列"):
        fill(make_template(row), make_release({"scores": {"class_a": 1.0}}), "zh")


def test_a_table_in_a_cell_does_not_hide_the_one_around_it():
    word = typeset(["｜甲｜乙", "｜1｜2"])
    word.tables[0].cell(1, 0).add_table(2, 1).cell(1, 0).text = "内"
    word.tables[0].cell(1, 1).text = "外"
    said = {line.text: line.where.zh for line in Part.of(xml(word.element.body)).lines}
    assert (said["内"], said["外"]) == ("表1第2行第1列", "表1第2行第2列")


def test_the_wording_of_headers_and_cells_is_looked_at():
    word = typeset(["正文。", "｜甲｜约5家左右"])
    word.sections[0].header.paragraphs[0].text = "1亿元和2万元"
    places = [fault.zh.split("：")[0] for fault in faults(word)]
    assert places == ["表1第1行第2列", "页眉第1段"]


def comment(word):
    word.add_comment(word.paragraphs[0].runs, BAD)


def test_what_no_place_is_filled_in_is_refused(make_release, make_template, tmp_path):
    word = docx.Document(str(make_template("正文。")))
    comment(word)
    word.save(str(tmp_path / "comment.docx"))
    with pytest.raises(DataError, match=r"批注第1段.*此处不填数"):
        fill(tmp_path / "comment.docx", make_release({"scores": {"class_a": 1.0}}), "zh")
