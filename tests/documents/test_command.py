"""From raw files to a document, its trace and its verification, by the commands."""

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.documents import trace
from analysis.documents.verify import trace_of
from analysis.documents.word import bookmarked
from analysis.intake import ingest
from analysis.questions.peers import question as peers
from analysis.questions.typed.question import QUESTION
from tests.questions.demo_city import store_of

LINES = (
    "开展{{ q.empowering_actions }}项行动，居第{{ q.funded_rank }}位。",
    "{{ names.city_name }}",
)
CHANGED = "赋能行动"


@pytest.fixture
def city(tmp_path):
    return store_of(QUESTION, tmp_path).root.parent


@pytest.fixture
def run(tmp_path, city, make_template):
    def run(*words, lines=LINES):
        if words[0] == "document":
            words = ("document", str(make_template(*lines)), str(city), *words[1:])
            words += ("--out", str(tmp_path / "out"))
        return CliRunner().invoke(app, [*words])

    return run


def document(tmp_path, audience="public"):
    root = tmp_path / "out" / ("internal" if audience == "internal" else "")
    return root / "demo-city" / "2022-11" / audience / "city" / "own.zh.docx"


def test_a_document_is_made_and_is_the_same_when_worked_out_anew(run, tmp_path):
    made = run("document")
    assert made.exit_code == 0, made.output
    word = docx.Document(str(document(tmp_path)))
    assert word.paragraphs[0].text == "开展19项行动，居第3位。"
    assert len(list(document(tmp_path).parent.iterdir())) == 3
    verified = run("verify", str(document(tmp_path)), "--city", str(tmp_path / "demo-city"))
    assert verified.exit_code == 6 and "own.docx" in verified.output
    words = ("--city", str(tmp_path / "demo-city"), "--template", str(tmp_path / "own.docx"))
    verified = run("verify", str(document(tmp_path)), *words)
    assert verified.exit_code == 0 and verified.output.count("相同 same") == 3


def change(city):
    """One raw figure: 19 → 20."""
    (file,) = (city / "raw").glob("手工填报数*")
    book = openpyxl.load_workbook(file)
    (row,) = [
        row
        for row in book.active.iter_rows()
        if row[1].value == CHANGED and "2022" in str(row[2].value)
    ]
    row[3].value = 20
    book.save(file)
    ingest(city)


def test_one_raw_figure_changes_its_place_alone(run, tmp_path, city):
    run("document")
    change(city)
    words = ("--city", str(city), "--template", str(tmp_path / "own.docx"))
    verified = run("verify", str(document(tmp_path)), *words)
    assert verified.exit_code == 2
    (line,) = [line for line in verified.output.splitlines() if line.startswith("不同 different\t")]
    assert line.split("\t")[1:] == ["61", "p1", "empowering_actions", "19", "20", "19 → 20"]


def test_one_raw_figure_changes_its_places_in_document_and_trace_alone(run, tmp_path, city):
    def said():
        made = run("document", lines=(*LINES, "又：{{ q.empowering_actions | count('项') }}。"))
        assert made.exit_code == 0, made.output
        file = document(tmp_path)
        noted, _ = trace.read(trace_of(file))
        return bookmarked(docx.Document(str(file))), noted

    (before, noted), _ = said(), change(city)
    now, noted_now = said()
    assert {place for place in now if now[place] != before[place]} == {"p1", "p4"}
    assert (now["p1"], now["p4"]) == ("20", "20项")
    same = noted.columns.difference(["sentence", "printed", "exact", "files"])
    assert noted[same].equals(noted_now[same])  # the hash of the raw file is another one
    changed = (noted[["printed", "exact"]] != noted_now[["printed", "exact"]]).any(axis=1)
    assert set(noted.loc[changed, "place"]) == {"p1", "p4"}
    assert set(noted_now.loc[changed, "exact"]) == {"20"}


def test_a_page_is_verified_number_by_number(run, tmp_path):
    city = store_of(peers.QUESTION, tmp_path / "peers").root.parent
    words = ("--notebook", "09a", "--county", "city", "--out", str(tmp_path / "out"))
    made = run("run", str(city), *words)
    assert made.exit_code == 0, made.output
    (page,) = (tmp_path / "out").rglob("09a_peers.zh.html")
    verified = run("verify", str(page), "--city", str(city))
    assert verified.exit_code == 0 and "不同 different: 0" in verified.output
    assert verified.output.count("相同 same") > 50
    (file,) = (city / "raw").glob("全省及各市主要指标*")
    book = openpyxl.load_workbook(file)
    for _, place, *_, growth, _, _ in book.active.iter_rows(3):
        if place.value == "全省":
            growth.value += 0.3
    book.save(file)
    assert not ingest(city).errors
    verified = run("verify", str(page), "--city", str(city))
    told = [x.split("\t") for x in verified.output.splitlines() if x.startswith("不同 different\t")]
    assert verified.exit_code == 2
    assert {line[2] for line in told} == {"要点", "各项指标", "各市", "数字"}
    refused = run("verify", str(page), "--city", str(city), "--template", "annual")
    assert refused.exit_code == 6 and "没有模板" in refused.output


def test_a_credit_code_in_the_template_is_withheld(run, tmp_path):
    lines = ("开展{{ q.empowering_actions }}项。", "91139901MA00011493")
    refused = run("document", lines=lines)
    assert refused.exit_code == 5 and "credit code" in refused.output
    assert not document(tmp_path).exists()
    assert run("document", "--audience", "internal", lines=lines).exit_code == 0
    assert document(tmp_path, "internal").is_file()


def test_a_misspelt_quantity_is_refused_with_its_paragraph(run, tmp_path):
    refused = run("document", lines=("{{ q.empowering_action }}",))
    assert refused.exit_code == 6 and "第1段" in refused.output
    assert "empowering_actions" in refused.output and not document(tmp_path).exists()
