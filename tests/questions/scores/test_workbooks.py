import zipfile
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest

from analysis.questions.scores.question import QUESTION
from analysis.questions.scores.workbooks import (
    enterprise_workbook,
    objection_workbook,
    result_workbook,
    workbooks,
)
from analysis.results.key import given
from tests.questions.scores.test_answer import COUNTIES, store  # noqa: F401

DANGEROUS = ["=HYPERLINK(\"http://x\",\"y\")", "+1+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3",
             "http://example.org/", "0012345"]  # fmt: skip


@pytest.fixture(scope="module")
def results(store):  # noqa: F811
    return QUESTION.answer(given(store, "scores", "2022-11"))


@pytest.fixture(scope="module")
def names(results):
    codes = results["enterprise_scores"]["uscc"]
    return {code: DANGEROUS[i % len(DANGEROUS)] for i, code in enumerate(codes)}


def cells(path):
    book = openpyxl.load_workbook(path)
    return [cell for sheet in book for row in sheet for cell in row if cell.value is not None]


def test_the_result_table_holds_every_evaluated_enterprise_best_first(results, names, tmp_path):
    result_workbook(tmp_path / "r.xlsx", results["enterprise_scores"], names, "结果", "zh")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert book.sheetnames == COUNTIES
    scores = results["enterprise_scores"]
    rows = [[c.value for c in row] for row in book[COUNTIES[0]].iter_rows(min_row=4)]
    mine = scores[(scores["county_code"] == COUNTIES[0]) & scores["score_points"].notna()]
    assert len(rows) == len(mine)
    heads = [c.value for c in book[COUNTIES[0]][3]]
    points = [row[heads.index("总得分（分）")] for row in rows]
    assert points == sorted(points, reverse=True)


def test_the_county_has_three_and_one_without_enterprises_none(results, names, tmp_path):
    def release(rows):
        tables = {**results, "enterprise_scores": rows}
        return SimpleNamespace(table=tables.__getitem__, city=SimpleNamespace(currency="CNY"))

    scores = results["enterprise_scores"]
    made = [*workbooks(release(scores[scores["county_code"] == COUNTIES[0]]), names, "zh")]
    assert [each.name for each in made] == [
        "evaluation_result",
        "objection_list",
        "enterprise_sheets",
    ]
    assert made[0].title.zh.endswith("年度亩均效益评价结果")
    made[0].write(tmp_path / "r.xlsx", "结果")
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames == COUNTIES[:1]
    assert [*workbooks(release(scores.iloc[:0]), names, "zh")] == []


def test_nothing_is_a_formula_or_a_link(results, names, tmp_path):
    scores, items = results["enterprise_scores"], results["enterprise_items"]
    few = scores[scores["county_code"] == COUNTIES[0]].head(6)
    result_workbook(tmp_path / "r.xlsx", scores, names, "=1+1", "zh")
    objection_workbook(tmp_path / "o.xlsx", scores, results["score_findings"], names, "公示", "zh")
    enterprise_workbook(tmp_path / "e.xlsx", few, items, names, "一企一单", "zh")
    for file in ("r.xlsx", "o.xlsx", "e.xlsx"):
        found = cells(tmp_path / file)
        assert {cell.data_type for cell in found} <= {"s", "n"}
        assert not [cell for cell in found if cell.hyperlink]
        parts = zipfile.ZipFile(tmp_path / file)
        sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/")]
        assert not any(b"<f>" in parts.read(n) or b"<hyperlink" in parts.read(n) for n in sheets)
    said = {cell.value for cell in cells(tmp_path / "r.xlsx")}
    assert set(DANGEROUS) <= said


def test_the_list_for_objection_names_the_doubts_first(results, names, tmp_path):
    scores = results["enterprise_scores"]
    firm = scores.loc[scores["county_code"] == COUNTIES[0], "uscc"].iloc[5]
    findings = pd.DataFrame({"uscc": [firm, firm], "finding": ["land_unit", "tax_without_land"]})
    objection_workbook(tmp_path / "o.xlsx", scores, findings, names, "公示", "zh")
    first = next(openpyxl.load_workbook(tmp_path / "o.xlsx")[COUNTIES[0]].iter_rows(min_row=4))
    assert first[2].value == firm
    assert first[4].value == "用地疑似单位有误（平方米填作亩）；有税收而无用地"


def test_a_sheet_an_enterprise_with_its_items_and_reasons(results, names, tmp_path):
    scores = results["enterprise_scores"]
    few = scores[scores["score_points"].notna()].head(3)
    items = results["enterprise_items"]
    enterprise_workbook(tmp_path / "e.xlsx", few, items, names, "一企一单", "zh")
    book = openpyxl.load_workbook(tmp_path / "e.xlsx")
    assert book.sheetnames == sorted(few["uscc"])
    for row in few.itertuples():
        text = [c.value for c in book[row.uscc]["A"] if c.value]
        assert any(f"总分{row.score_points:.2f}分" in str(line) for line in text)
        assert f"按分档比例初评为{row.class_initial}类" in " ".join(map(str, text))


def test_the_same_tables_give_the_same_bytes(results, names, tmp_path):
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for file in files:
        result_workbook(file, results["enterprise_scores"], names, "结果", "en")
    assert files[0].read_bytes() == files[1].read_bytes()
