"""The gate reads every part of a Word document, with and without its markup."""

import io
import zipfile

import docx
import pytest
import xlsxwriter

from analysis.disclosure.gate import Secrets, findings
from analysis.disclosure.word_list import WordList

NAME, PUBLIC = "甲乙丙有限公司", "丁戊己有限公司"
SECRETS = Secrets(
    names=WordList.of([]),
    brief=WordList.of([NAME, PUBLIC]),
    codes=WordList.of(["xm20200001"]),
    public=WordList.of([PUBLIC]),
    users=WordList.of([]),
)


def content(word):
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def with_part(raw, name, text):
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, text)
    return out.getvalue()


def test_a_plain_document_passes():
    word = docx.Document()
    word.add_paragraph(f"共12家，{PUBLIC}获评。")
    assert findings(content(word), "docx", SECRETS) == []


def test_a_name_is_found_though_runs_cut_it():
    word = docx.Document()
    paragraph = word.add_paragraph(NAME[:3])
    paragraph.add_run(NAME[3:]).bold = True
    assert findings(content(word), "docx", SECRETS) == [f"name: {NAME}"]


@pytest.mark.parametrize("hide", ["properties", "comment", "header", "vanish"])
def test_a_name_is_found_where_nobody_looks(hide):
    word = docx.Document()
    run = word.add_paragraph("正文").add_run("。")
    if hide == "properties":
        word.core_properties.keywords = NAME
    elif hide == "comment":
        word.add_comment(run, NAME)
    elif hide == "header":
        word.sections[0].header.paragraphs[0].text = NAME
    else:
        run.text = NAME
        run.font.hidden = True
    found = findings(content(word), "docx", SECRETS)
    hidden = ["hidden: word/document.xml"] if hide == "vanish" else []
    assert found == [f"name: {NAME}", *hidden]


def test_codes_and_paths_are_found():
    word = docx.Document()
    word.add_paragraph("91139901MA00011493 XM2020-0001 /home/office/raw.xlsx &#30002;")
    assert findings(content(word), "docx", SECRETS) == [
        "code: XM20200001",
        "credit code: 91139901MA00011493",
        "path: /home/office/raw.xlsx",
    ]


def book(change=lambda book, sheet: None):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet("表")
        sheet.write_string(0, 0, "***")
        change(made, sheet)
    return out.getvalue()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda book, sheet: sheet.write_formula(0, 1, "=1+1"), "formula: "),
        (lambda book, sheet: book.add_worksheet("二").hide(), "hidden: xl/workbook.xml"),
        (lambda book, sheet: sheet.set_row(3, None, None, {"hidden": True}),
         "hidden: xl/worksheets/sheet1.xml"),
        (lambda book, sheet: sheet.set_column(3, 3, 9, None, {"hidden": True}),
         "hidden: xl/worksheets/sheet1.xml"),
        (lambda book, sheet: sheet.write_comment(0, 0, NAME), f"name: {NAME}"),
        (lambda book, sheet: book.define_name(NAME, "=表!$A$1"), f"name: {NAME}"),
        (lambda book, sheet: book.set_properties({"author": NAME}), f"name: {NAME}"),
        (lambda book, sheet: book.set_custom_property("x", "y"), "embedded: docProps/custom.xml"),
        (lambda book, sheet: sheet.set_header(f"&L{NAME}"), f"name: {NAME}"),
        (lambda book, sheet: sheet.write_url(0, 1, "https://example.org"), "outside reference: "),
    ],
)  # fmt: skip
def test_what_a_workbook_hides_or_works_out_is_found(change, found):
    assert findings(book(), "xlsx", SECRETS) == []
    assert any(said.startswith(found) for said in findings(book(change), "xlsx", SECRETS))


def test_what_is_no_package_does_not_pass():
    assert findings(b"PK", "xlsx", SECRETS) == ["no Word document and no workbook"]


def test_what_is_embedded_or_called_from_outside_never_passes():
    plain = content(docx.Document())
    (found,) = findings(with_part(plain, "word/embeddings/book.xlsx", "x"), "docx", SECRETS)
    assert found == "embedded: word/embeddings/book.xlsx"
    link = '<Relationship Id="r9" Target="https://example.org" TargetMode="External"/>'
    (found,) = findings(with_part(plain, "word/_rels/more.rels", link), "docx", SECRETS)
    assert found.startswith("outside reference: ")
