"""The page of GB/T 9704-2012, and the shipped templates that are set on it."""

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from analysis.documents import fonts
from analysis.documents.fill import SHIPPED
from analysis.documents.page import FONTS, PITCH, TYPE_AREA, typeset
from analysis.documents.shipped import made

TEXT = ("# 标题", "## 一、一级", "### （一）二级", "正文12家。", "单位：家", "｜甲｜乙", "｜1｜2")


@pytest.fixture
def word():
    return typeset(TEXT)


def test_the_page_is_a4_with_the_margins_of_the_standard(word):
    section = word.sections[0]
    page = (section.page_width, section.page_height)
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(length.mm) for length in (*page, *edges)] == [210, 297, 37, 35, 28, 26]


def test_22_lines_of_28_characters_fill_the_type_area(word):
    assert PITCH * 22 <= (297 - 37 - 35) / 25.4 * 72 < (PITCH + 0.2) * 22
    grid = word.sections[0]._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert int(grid.get(qn("w:linePitch"))) == 578
    closer = int(word.styles["Normal"].element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    width = FONTS["body"][1] + closer
    assert width * 28 <= TYPE_AREA / 25.4 * 72 < (width + 0.1) * 28
    assert {p.paragraph_format.line_spacing.pt for p in word.paragraphs} == {PITCH}


def test_each_level_has_its_font_by_name_and_latin_its_own(word):
    found = []
    for paragraph in word.paragraphs[:4]:
        run = paragraph.runs[0]
        family = run._element.rPr.rFonts
        found.append((family.get(qn("w:eastAsia")), run.font.size.pt))
        assert family.get(qn("w:ascii")) == "Times New Roman"
    assert found == [
        ("方正小标宋简体", 22),
        ("黑体", 16),
        ("楷体_GB2312", 16),
        ("仿宋_GB2312", 16),
    ]
    assert word.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert word.paragraphs[0].runs[0].font.bold is None
    indent = word.paragraphs[3]._element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(word):
    assert word.settings.odd_and_even_pages_header_footer
    section = word.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        texts = [node.text for node in paragraph._element.iter(qn("w:t"))]
        assert texts == ["— ", "1", " —"] and paragraph.alignment == side
        field = paragraph._element.find(qn("w:fldSimple"))
        assert field.get(qn("w:instr")) == "PAGE"


def test_a_table_has_its_unit_at_the_right_and_repeats_its_head(word):
    (table,) = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["甲", "乙"], ["1", "2"]]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert word.paragraphs[4].alignment == WD_ALIGN_PARAGRAPH.RIGHT


def test_a_heading_never_ends_a_page_nor_is_a_table_cut(word):
    kept = [paragraph.paragraph_format.keep_with_next for paragraph in word.paragraphs[:5]]
    assert kept == [False, True, True, False, True]
    head, last = (row.cells[0].paragraphs[0].paragraph_format for row in word.tables[0].rows)
    assert head.keep_with_next and not last.keep_with_next


def test_a_column_is_as_wide_as_its_longest_cell_and_the_table_as_a_line(word):
    (table,) = typeset(["｜规模以上工业总产值｜同比", "｜x｜{{ q.output_growth_ytd }}"]).tables
    first, second = (cell.width.mm for cell in table.rows[0].cells)
    assert first / second == pytest.approx(11 / 8, abs=0.01)
    assert first + second == pytest.approx(TYPE_AREA, abs=0.1)


@pytest.mark.parametrize("text", sorted(SHIPPED.glob("*.txt")), ids=lambda file: file.stem)
def test_a_shipped_template_is_what_its_text_makes(text):
    assert text.with_suffix(".docx").read_bytes() == made(text)


def test_fonts_that_are_absent_are_named(word, monkeypatch):
    named = fonts.named(word)
    assert named[:2] == ["方正小标宋简体", "Times New Roman"]
    monkeypatch.setattr(
        "matplotlib.font_manager.get_font_names", lambda: ["SimHei", "FangSong_GB2312"]
    )
    assert fonts.absent(named) == ["方正小标宋简体", "Times New Roman", "楷体_GB2312"]


def test_every_template_has_its_text():
    assert {f.stem for f in SHIPPED.glob("*.docx")} == {f.stem for f in SHIPPED.glob("*.txt")}
    assert docx.Document(str(SHIPPED / "annual.zh.docx")).paragraphs
