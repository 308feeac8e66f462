import zipfile
from types import SimpleNamespace

import openpyxl
import pandas as pd
import pytest
from hypothesis import given as given_names
from hypothesis import strategies as st

from analysis.display.style import CLASS_COLOURS
from analysis.questions.scores.explained import explained
from analysis.questions.scores.question import QUESTION
from analysis.questions.scores.workbooks import (
    enterprise_workbook,
    near_workbook,
    objection_workbook,
    result_workbook,
    workbooks,
)
from analysis.questions.scores.worksheets import LONGEST, sheet_names
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
    scores = results["enterprise_scores"]
    mine = scores[scores["county_code"] == COUNTIES[0]]
    result_workbook(tmp_path / "r.xlsx", mine, names, "结果", "zh")
    (sheet,) = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets
    rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=4)]
    assert len(rows) == mine["score_points"].notna().sum() > 0
    heads = [c.value for c in sheet[3]]
    points = [row[heads.index("总得分（分）")] for row in rows]
    assert points == sorted(points, reverse=True)


def test_the_county_has_four_and_one_without_enterprises_none(results, names, tmp_path):
    def release(rows):
        tables = {**results, "enterprise_scores": rows}
        return SimpleNamespace(table=tables.__getitem__, city=SimpleNamespace(currency="CNY"))

    scores = results["enterprise_scores"]
    made = [*workbooks(release(scores[scores["county_code"] == COUNTIES[0]]), names, "zh")]
    assert [each.name for each in made] == [
        "evaluation_result",
        "objection_list",
        "near_line",
        "enterprise_sheets",
    ]
    assert made[0].title.zh.endswith("年度亩均效益评价结果")
    assert [each.name for each in made if each.to_publish] == ["objection_list"]
    assert [*workbooks(release(scores.iloc[:0]), names, "zh")] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_list_has_one_sheet_named_by_its_title(results, names, tmp_path, lang):
    release = SimpleNamespace(table=results.__getitem__, city=SimpleNamespace(currency="CNY"))
    for made in list(workbooks(release, names, lang))[:3]:
        made.write(tmp_path / "list.xlsx", "一览")
        (name,) = openpyxl.load_workbook(tmp_path / "list.xlsx").sheetnames
        assert name in made.title(lang), made.name


def test_nothing_is_a_formula_or_a_link(results, names, tmp_path):
    scores, items = results["enterprise_scores"], results["enterprise_items"]
    few = scores[scores["county_code"] == COUNTIES[0]].head(6)
    result_workbook(tmp_path / "r.xlsx", scores, names, "=1+1", "zh")
    objection_workbook(tmp_path / "o.xlsx", scores, results["score_findings"], names, "公示", "zh")
    enterprise_workbook(tmp_path / "e.xlsx", few, items, names, "一企一单", "zh")
    for file in ("r.xlsx", "o.xlsx", "e.xlsx"):
        found = cells(tmp_path / file)
        assert {cell.data_type for cell in found} <= {"s", "n"}
        assert not [cell for cell in found if cell.hyperlink and cell.hyperlink.target]
        parts = zipfile.ZipFile(tmp_path / file)
        sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/")]
        assert not any(
            b"<f>" in parts.read(n) or b"hyperlink r:id" in parts.read(n) for n in sheets
        )
    said = {cell.value for cell in cells(tmp_path / "r.xlsx")}
    assert set(DANGEROUS) <= said


def test_the_list_for_objection_names_the_doubts_first(results, names, tmp_path):
    scores = results["enterprise_scores"]
    firm = scores.loc[scores["county_code"] == COUNTIES[0], "uscc"].iloc[5]
    findings = pd.DataFrame({"uscc": [firm, firm], "finding": ["land_unit", "tax_without_land"]})
    objection_workbook(tmp_path / "o.xlsx", scores, findings, names, "公示", "zh")
    (sheet,) = openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets
    first = next(sheet.iter_rows(min_row=4))
    assert first[2].value == firm
    assert first[4].value == "用地疑似单位有误（平方米填作亩）；有税收而无用地"


def test_a_sheet_an_enterprise_with_its_items_and_reasons(results, names, tmp_path):
    scores = results["enterprise_scores"]
    few = scores[scores["score_points"].notna()].head(3)
    items = results["enterprise_items"]
    enterprise_workbook(tmp_path / "e.xlsx", few, items, names, "一企一单", "zh")
    book = openpyxl.load_workbook(tmp_path / "e.xlsx")
    ordered = few.sort_values("uscc")
    assert book.sheetnames == ["目录", *sheet_names(map(names.get, ordered["uscc"]))]
    links = [row[0].hyperlink.location for row in book["目录"].iter_rows(min_row=3)]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]
    for row, name in zip(ordered.itertuples(), book.sheetnames[1:], strict=True):
        assert book[name]["A2"].hyperlink.location == "'目录'!A1"
        text = " ".join(str(c.value) for c in book[name]["A"] if c.value)
        assert f"总分{row.score_points:.2f}分" in text
        assert f"按分档比例初评为{row.class_initial}类" in text


def test_points_above_the_weight_are_explained(results):
    items = results["enterprise_items"]
    above = items[items["item_points"] > items["weight_points"]]
    score = results["enterprise_scores"].set_index("uscc", drop=False).loc[above["uscc"].iloc[0]]
    own = items[items["uscc"] == score["uscc"]]
    said = [line for line in explained(score, own, "zh") if "按方案单项得分可以超过权重" in line]
    assert len(said) == (own["item_points"] > own["weight_points"]).sum() > 0


def test_those_near_a_line_are_named_the_nearest_first(results, names, tmp_path):
    near = results["near_line"]
    mine = near[near["county_code"] == near["county_code"].iloc[0]]
    near_workbook(tmp_path / "n.xlsx", mine, results["enterprise_items"], names, "临界", "zh")
    (sheet,) = openpyxl.load_workbook(tmp_path / "n.xlsx").worksheets
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [row[1] for row in rows] == [names[code] for code in mine["uscc"]]
    assert len(rows) > 0
    assert sheet.auto_filter.ref.startswith("A3:")
    assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4


def test_classes_are_coloured(results, names, tmp_path):
    result_workbook(tmp_path / "r.xlsx", results["enterprise_scores"], names, "结果", "zh")
    (sheet,) = openpyxl.load_workbook(tmp_path / "r.xlsx").worksheets
    heads = [cell.value for cell in sheet[3]]
    column = heads.index("最终类别")
    shown = {row[column].value: row[column].fill.fgColor.rgb for row in sheet.iter_rows(min_row=4)}
    expected = {name: f"FF{CLASS_COLOURS[name][1:].upper()}" for name in shown}
    assert {name: colour.upper() for name, colour in shown.items()} == expected


@given_names(st.lists(st.text(max_size=40), max_size=12))
def test_sheet_names_are_what_excel_allows_each_once(names):
    sheets = sheet_names(names)
    assert len({name.lower() for name in sheets}) == len(names)
    for name in sheets:
        assert 0 < len(name) <= LONGEST
        assert not set(name) & set("[]:*?/\\'")


def test_the_same_tables_give_the_same_bytes(results, names, tmp_path):
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for file in files:
        result_workbook(file, results["enterprise_scores"], names, "结果", "en")
    assert files[0].read_bytes() == files[1].read_bytes()
