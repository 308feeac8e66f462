"""Known ways by which figures leak and files do harm, each by its number in the list of threats.

L: leaks of what a file holds beside its figures; X: injection by names and parameters.
"""

import ast
import base64
import io
import json
import re
import zipfile
from pathlib import Path

import great_tables
import pandas as pd
import pytest
from matplotlib.figure import Figure
from nbformat import v4
from papermill.translators import PythonTranslator

from analysis.arguments import listed
from analysis.atomic import appearing, clean
from analysis.disclosure import protect
from analysis.disclosure.gate import findings
from analysis.display.show import encoded
from analysis.display.style import use_style
from analysis.display.tables import publication_table
from analysis.errors import DataError
from analysis.reports import publication
from analysis.reports.plan import make_plan
from analysis.reports.publication import publish
from analysis.reports.render import render
from analysis.reports.run import Folders, Heading
from analysis.reports.sheets import Sheet, as_csv, as_workbook
from analysis.reports.withholding import WithheldError
from tests.disclosure.carriers import CODE, NAME, SECRETS
from tests.disclosure.test_door import FRAME, GROWTH, PATTERN
from tests.reports.batches import plan_of, records, run
from tests.reports.conftest import NOTEBOOKS
from tests.reports.finished import COUNTIES, PERIOD, city_with_an_enterprise, finish, runs_now

SOURCE = Path(__file__).parents[2] / "src" / "analysis"
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "=cmd|'/c calc'!A0",
]
HEADING = Heading("zh", "甲县")


def notebook(*cells: object, **metadata: object):
    return v4.new_notebook(cells=[*cells], metadata=metadata)


def shown(data: dict[str, str]) -> str:
    cell = v4.new_code_cell("1", outputs=[v4.new_output("display_data", data)])
    return render(notebook(cell), HEADING)


def test_l01_a_masked_number_is_gone_from_the_data_before_any_writer():
    safe = protect(FRAME, GROWTH, PATTERN, "public")
    out = io.BytesIO()
    safe.to_excel(out, engine="openpyxl", index=False)
    again = pd.read_excel(out, engine="openpyxl")
    hidden = FRAME.loc[PATTERN["masked"], "output_10k_cny"]
    assert not again["output_10k_cny"].isin(hidden).any()


def test_l02_categories_of_others_stay_behind(tmp_path):
    rows = FRAME.assign(
        county_code=pd.Categorical(FRAME["county_code"], ["990001", "990002", NAME])
    )
    safe = protect(rows, GROWTH, PATTERN, "public")
    safe.to_parquet(tmp_path / "x.parquet")
    assert NAME.encode() not in (tmp_path / "x.parquet").read_bytes()


def test_l05_l06_l07_neither_metadata_nor_code_nor_errors_are_on_a_page():
    path = "/home/office/secret/raw.xlsx"
    outputs = [
        v4.new_output("stream", name="stderr", text=f"warning in {path}"),
        v4.new_output("error", ename="E", evalue=path, traceback=[f"File {path}"]),
    ]
    given = v4.new_code_cell(f"data = {path!r}", metadata={"tags": ["injected-parameters"]})
    failed = v4.new_code_cell("1 / 0", outputs=outputs)
    page = render(notebook(given, failed, papermill={"input_path": path}), HEADING)
    assert path not in page
    assert "papermill" not in page
    assert f"path: {path}" in findings(page + path, "html", SECRETS)


def test_l09_a_table_that_runs_is_no_page_and_its_escapes_are_read():
    rows = json.dumps([[NAME, 1.5]])
    page = f"<script type='application/json'>{rows}</script>"
    found = findings(page, "html", SECRETS)
    assert "active element: <script>" in found
    assert any(finding.startswith("name: ") for finding in found)
    assert "<script" not in shown({"text/html": page})


def test_l10_a_workbook_has_no_hidden_part():
    book = as_workbook(
        [Sheet("front", "表", pd.DataFrame({"县": ["甲"], "产值": [1.0]}))], ["合成"]
    )
    assert findings(book, "xlsx", SECRETS) == []
    out = io.BytesIO(book)
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/externalLinks/externalLink1.xml", "<x/>")
    assert findings(out.getvalue(), "xlsx", SECRETS) != []


def test_l11_a_parquet_does_not_leave():
    out = io.BytesIO()
    FRAME.to_parquet(out)
    assert findings(out.getvalue(), "parquet", SECRETS) == ["no kind of file that leaves: parquet"]


def test_l14_what_a_killed_writer_left_is_private_and_is_removed(tmp_path):
    folders = Folders.under(tmp_path, "tiny", PERIOD, "public")
    folders.create()
    assert (tmp_path / "internal").stat().st_mode & 0o777 == 0o700
    with pytest.raises(KeyboardInterrupt), appearing(folders.private / "x") as temporary:
        temporary.write_text("x", encoding="utf-8")
        raise KeyboardInterrupt
    (folders.private / ".tmp-1-x").write_text("left", encoding="utf-8")
    clean(folders.private)
    assert list(folders.private.iterdir()) == []


def test_l15_what_an_error_says_of_the_data_stays_in_the_private_log(city, wishes):
    (wishes / "990101").write_text(f"raise KeyError({NAME!r})", encoding="utf-8")
    plan = plan_of(city, notebooks=["12"], counties=["990101"])
    _, events = run(plan, jobs=1)
    assert re.fullmatch(r"cell \d KeyError", records(plan)["12", "990101"].error)
    assert NAME in next(e["what"] for e in events if e["event"] == "end")
    made = plan.folders.released
    assert not [p for p in made.rglob("*") if p.is_file() and NAME in p.read_text("utf-8")]


def test_l16_a_page_in_the_folder_of_another_county_keeps_the_release(tmp_path, monkeypatch):
    monkeypatch.setattr(publication, "_runs", runs_now)
    city = city_with_an_enterprise(tmp_path / "tiny")
    made = finish(city, tmp_path / "out", "county")
    one, other = (made / county / "01_output.zh.html" for county in COUNTIES)
    one.write_bytes(other.read_bytes())
    with pytest.raises(WithheldError, match=f"a page of {COUNTIES[1]} {PERIOD} county"):
        publish(city, NOTEBOOKS, tmp_path / "out", PERIOD, "county")


@pytest.mark.parametrize("text", [CODE, "13912345678", "11010519491231002X"])
def test_l18_codes_telephones_and_cards_in_free_text(text):
    assert findings(f"<p>联系{text}。</p>", "html", SECRETS)


@pytest.mark.parametrize("name", HOSTILE)
def test_x01_x02_a_name_is_text_wherever_it_is_shown(name):
    frame = pd.DataFrame({"county_code": [name], "output_10k_cny": [1.0]})
    table = publication_table(frame, GROWTH, "zh", title=name, titles={}, notes=[name])
    for page in (table.as_raw_html(), shown({"text/html": table.as_raw_html()})):
        assert "<img src=x" not in page
        assert "<script" not in page
    frame = pd.DataFrame({name: [name]}, index=[name])
    styled = frame.style.set_caption(name).to_html()
    assert findings(shown({"text/html": styled}), "html", SECRETS) == []
    assert isinstance(great_tables.GT(frame), great_tables.GT)


@pytest.mark.parametrize(
    "data",
    [
        {"image/png": '"><script>alert(1)</script>'},
        {"text/markdown": "[x](javascript:alert(1))"},
    ],
)
def test_x04_no_output_breaks_out_of_the_page(data):
    page = shown(data)
    assert not [f for f in findings(page, "html", SECRETS) if f.startswith(("active", "event"))]
    assert "javascript:" not in page


@pytest.mark.parametrize("kind", ["text/vnd.mermaid", "application/javascript"])
def test_x04_what_would_run_is_not_shown_at_all(kind):
    with pytest.warns(UserWarning, match="not able to be represented"):
        page = shown({kind: "graph TD; A[<img src=x onerror=alert(1)>]"})
    assert "onerror" not in page


def test_x06_x07_no_text_is_a_formula_in_a_workbook_or_a_csv():
    texts = ["=1+1", "+1+1", "-1+1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"]
    sheet = Sheet("front", "表", pd.DataFrame({"=1+1": texts, "值": [-1.5] * len(texts)}))
    book, table = as_workbook([sheet], []), as_csv(sheet)
    assert findings(book, "xlsx", SECRETS) == []
    assert findings(table, "csv", SECRETS) == []
    bare = "\n".join(f'"{text}"' for text in texts).encode()
    assert len([f for f in findings(bare, "csv", SECRETS) if f.startswith("formula")]) == len(texts)
    assert findings("-1.5,+2,–,-\n".encode(), "csv", SECRETS) == []


@pytest.mark.parametrize("county", ["../../escaped", "/etc", "990101/..", "990101\n", ""])
def test_x09_a_county_is_one_of_the_city(city, tmp_path, county):
    with pytest.raises(DataError):
        make_plan(city, NOTEBOOKS, tmp_path / "out", counties=[county])


def test_x10_a_value_arrives_as_it_was_given(hostile=("'", '"', "\\", "\n", "{x}", "\u2028")):
    for one in hostile:
        for other in hostile:
            value = f"a{one}{other}b'; open('x')"
            names: dict[str, object] = {}
            exec(PythonTranslator.codify({"county": value}), names)  # as papermill writes it
            assert names["county"] == value


def test_x11_a_parameter_has_a_name_that_the_notebook_knows(city, tmp_path):
    for name in ("county=1;open('x')", "nothing"):
        with pytest.raises(DataError):
            make_plan(city, NOTEBOOKS, tmp_path / "out", parameters={name: ["1"]})


def test_x13_a_code_is_text_with_its_zeros():
    assert listed(["010101,no"]) == ["010101", "no"]


def test_x14_a_name_with_dollars_is_drawn_as_it_is():
    use_style()
    figure = Figure()
    figure.subplots().set_title("甲$a_b$乙\\frac")
    assert base64.b64decode(encoded(figure).data["image/png"]).startswith(b"\x89PNG")


def test_x15_no_model_is_written_in_a_text_and_nothing_is_pickled():
    banned = {"pickle", "cloudpickle", "joblib", "dill", "marshal", "shelve", "patsy"}
    banned |= {"read_pickle", "to_pickle", "from_formula", "eval", "exec"}
    found = []
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name.split(".")[0] for alias in node.names}
                names.add((getattr(node, "module", None) or "").split(".")[0])
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                names = {node.func.attr}
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                names = {node.func.id}
            else:
                continue
            found += [f"{file.name}: {name}" for name in names & banned]
    assert found == []
