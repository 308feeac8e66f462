"""The page of an official document, GB/T 9704-2012, and text that is set on it.

A text has a paragraph a line: `# ` is the title, `## 一、…` and `### （一）…` are headings, `> ` a
centred line, `| … |` a row of a table of which the first is the head, `单位：…` above it its unit,
`{%p … %}` a condition on whole paragraphs, all else the body.
"""

import re
from collections.abc import Iterable
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

LATIN = "Times New Roman"
FONTS = {
    "title": ("方正小标宋简体", 22.0),
    "first": ("黑体", 16.0),
    "second": ("楷体_GB2312", 16.0),
    "body": ("仿宋_GB2312", 16.0),
    "page": ("宋体", 14.0),
    "table": ("仿宋_GB2312", 12.0),
}
"""Role → font and size in points: 2号, 3号, 4号, 小四."""
PITCH = 28.9
"""Points from line to line: 22 of them fit into 225 mm, of 29 points only 21 do."""
TIGHTER = 5
"""Twentieths of a point that letters stand closer: 28 of 16 points fit into 156 mm, 442.2 points.

A grid of letters would say it too, but LibreOffice gives a letter that is wider than its cell two.
"""
MARGINS = {"top_margin": 37, "bottom_margin": 35, "left_margin": 28, "right_margin": 26}
TYPE_AREA = 210 - 28 - 26
"""Millimetres a line is long."""
FOOTER = 35 - 7 - 5
"""Millimetres under the page number, which stands 7 mm below the text and is 5 mm high."""

BEHIND_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:lang")
"""What stands behind the spacing of letters in the properties of a style."""
_SLOT = re.compile(r"{{.*?}}")


def typeset(lines: Iterable[str]) -> Document:
    """Return a document of a text; see the head of this file."""
    document = docx.Document()
    about = document.core_properties
    about.author = about.comments = about.title = ""
    for paragraph in list(document.paragraphs):
        paragraph._element.getparent().remove(paragraph._element)
    _page(document)
    rows: list[list[str]] = []
    for line in [*(line.rstrip("\n") for line in lines), ""]:
        if line.startswith("｜"):
            rows.append([cell.strip() for cell in line.strip("｜").split("｜")])
            continue
        if rows:
            _table(document, rows)
            rows = []
        if line:
            _paragraph(document, line)
    return document


def _page(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, size in MARGINS.items():
        setattr(section, name, Mm(size))
    section.footer_distance = Mm(FOOTER)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(PITCH * 20)))
    section._sectPr.append(grid)
    normal = document.styles["Normal"]
    normal.font.size = Pt(FONTS["body"][1])
    about = normal.element.get_or_add_rPr()
    _fonts(about, FONTS["body"][0])
    closer = OxmlElement("w:spacing")
    closer.set(qn("w:val"), str(-TIGHTER))
    about.insert_element_before(closer, *BEHIND_SPACING)
    document.settings.odd_and_even_pages_header_footer = True
    sides = (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right_indent"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left_indent"),
    )
    for footer, side, indent in sides:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        setattr(paragraph.paragraph_format, indent, Pt(FONTS["page"][1]))  # one character in
        _run(paragraph, "— ", "page")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._element.append(field)
        field.append(_run(paragraph, "1", "page"))
        _run(paragraph, " —", "page")


def _paragraph(document: Document, line: str) -> None:
    kinds = {"# ": "title", "## ": "first", "### ": "second", "> ": "centred"}
    mark = next((mark for mark in kinds if line.startswith(mark)), "")
    role = kinds.get(mark, "body")
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PITCH)
    form.space_before = form.space_after = Pt(0)
    form.widow_control = False
    if role in ("title", "centred"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line.startswith("单位："):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        form.first_line_indent = Pt(2 * FONTS["body"][1])
        form._element.pPr.ind.set(qn("w:firstLineChars"), "200")
    # a heading never ends a page, nor does the unit of a table
    form.keep_with_next = role in ("first", "second") or line.startswith("单位：")
    _run(paragraph, line.removeprefix(mark), "body" if role == "centred" else role)


def _table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), "Table Grid")
    table.autofit = False
    widths = [max(len(_SLOT.sub("0" * 6, row[n])) for row in rows) + 2 for n in range(len(rows[0]))]
    for number, row in enumerate(rows):
        for cell, text, width in zip(table.rows[number].cells, row, widths, strict=True):
            cell.width = Mm(TYPE_AREA * width / sum(widths))
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.keep_with_next = number + 1 < len(rows)
            _run(paragraph, text, "table")
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(OxmlElement("w:tblHeader"))  # repeated on the next page


def _run(paragraph: Paragraph, text: str, role: str) -> Any:
    font, size = FONTS[role]
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _fonts(run._element.get_or_add_rPr(), font)
    return run._element


def _fonts(properties: Any, chinese: str) -> None:
    """Name both fonts: python-docx alone sets that of Latin letters, and Chinese keeps its own."""
    fonts = properties.get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), LATIN)
    fonts.set(qn("w:eastAsia"), chinese)
    fonts.set(qn("w:hint"), "eastAsia")  # of signs that both have, as “”
