"""A document as LibreOffice sets it: 22 lines a page; left out where there is no such program."""

import shutil
import subprocess

import pytest

from analysis.documents.fill import SHIPPED
from analysis.documents.page import typeset
from analysis.documents.shipped import made

PROGRAMS = ("soffice", "pdftotext")
pytestmark = pytest.mark.skipif(
    not all(map(shutil.which, PROGRAMS)), reason="needs LibreOffice and poppler"
)
LINE = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八"


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    """Name → the lines of each page, the number of the page last; set in one go."""
    folder = tmp_path_factory.mktemp("rendered")
    typeset(["# 标题", LINE * 60]).save(str(folder / "body.docx"))
    for text in SHIPPED.glob("*.txt"):
        (folder / f"{text.stem}.docx").write_bytes(made(text))
    home = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    to_pdf = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = sorted(map(str, folder.glob("*.docx")))
    subprocess.run([*to_pdf, *files], check=True, capture_output=True, timeout=300)
    return {pdf.stem: pages(pdf) for pdf in folder.glob("*.pdf")}


def pages(pdf):
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True)
    said = text.stdout.decode("utf-8").split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in said]


def test_a_page_has_22_lines_of_28_characters(rendered):
    first, second, *_ = rendered["body"]
    assert len(first) == len(second) == 23  # and the number of the page
    assert {len(line.replace(" ", "")) for line in second[:-1]} == {28}
    assert "".join(second[-1].split()) == "—2—"


@pytest.mark.parametrize("text", sorted(SHIPPED.glob("*.txt")), ids=lambda file: file.stem)
def test_no_page_of_a_shipped_template_ends_with_a_heading(rendered, text):
    lines = text.read_text(encoding="utf-8").splitlines()
    headings = {line.lstrip("# ") for line in lines if line.startswith("##")}
    for page in rendered[text.stem]:
        assert page[-2] not in headings
