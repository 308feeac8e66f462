"""The gate reads every part of a Word document, with and without its markup."""

import io
import zipfile

import docx
import pytest

from analysis.disclosure.gate import Secrets, package_findings
from analysis.disclosure.word_list import WordList

NAME, PUBLIC = "甲乙丙有限公司", "丁戊己有限公司"
SECRETS = Secrets(WordList.of([NAME, PUBLIC]), WordList.of(["XM2020-0001"]), WordList.of([PUBLIC]))


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
    assert package_findings(content(word), SECRETS) == []


def test_a_name_is_found_though_runs_cut_it():
    word = docx.Document()
    paragraph = word.add_paragraph(NAME[:3])
    paragraph.add_run(NAME[3:]).bold = True
    assert package_findings(content(word), SECRETS) == [f"name: {NAME}"]


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
    assert package_findings(content(word), SECRETS) == [f"name: {NAME}"]


def test_codes_and_paths_are_found():
    word = docx.Document()
    word.add_paragraph("91139901MA00011493 XM2020-0001 /home/office/raw.xlsx &#30002;")
    assert package_findings(content(word), SECRETS) == [
        "credit code: 91139901MA00011493",
        "code: XM2020-0001",
        "path: /home/office/raw.xlsx",
    ]


def test_what_is_embedded_or_called_from_outside_never_passes():
    plain = content(docx.Document())
    (found,) = package_findings(with_part(plain, "word/embeddings/book.xlsx", "x"), SECRETS)
    assert found == "embedded: word/embeddings/book.xlsx"
    link = '<Relationship Id="r9" Target="https://example.org" TargetMode="External"/>'
    (found,) = package_findings(with_part(plain, "word/_rels/more.rels", link), SECRETS)
    assert found.startswith("outside reference: ")
