"""What questions declare is found, no two declare the same, what is wrong is said with place."""

import dataclasses
import re
from dataclasses import astuple

import pytest

from analysis.errors import DataError
from analysis.tables import registry
from analysis.tables.dictionary import category, flag, quantity, text, year
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.question import Free, Question, Spec
from analysis.tables.registry import questions, refuse_doubles
from analysis.tables.result import Follow, ResultTable


def test_two_questions_may_not_name_a_figure_alike():
    first, second, *_ = questions()
    fields = ("quantities", "answers", "disclosure")
    taken = {field: getattr(questions()[first], field) for field in fields}
    doubled = dataclasses.replace(questions()[second], **taken)
    with pytest.raises(DataError, match=f"questions {first} and {second} both name"):
        refuse_doubles(second, doubled, {first: questions()[first]})


def test_a_table_is_declared_once():
    output = questions()["output"]
    (county_month,) = (table for table in output.tables if table.name == "county_month")
    again = dataclasses.replace(
        output,
        reads=(dataclasses.replace(county_month),),
        answers=(),
        quantities=(),
        disclosure=(),
    )
    with pytest.raises(DataError, match="question other declares the table county_month anew"):
        refuse_doubles("other", again, {"output": output})


def result(**more):
    columns = {
        "county_code": text("县", "County"),
        "status": category("状态", "Status", {"stock": ("有效", "in force")}),
        "year": year("年度", "Year"),
        "ended": flag("结束", "Ended"),
        "left": flag("离开", "Left", optional=True),
        "done_10k_cny": quantity("完成", "Done", "10k_cny"),
    }
    declared = {"name": "by_county", "key": ("county_code",), "columns": columns, **more}
    return ResultTable(zh="表", en="Table", row=("", ""), **declared)


SAFE = {"cells": ("county_code",), "measures": ("done_10k_cny",)}
SPEC = Spec("projects", lambda given: None, (("county_code",),))
TITLE = Name(zh="完成", en="Done")


def question(*answers, spec=SPEC, **more):
    return Question((), answers, lambda given: {}, disclosure=(spec,), **more)


def done(name="done", column="done_10k_cny", table=None, **where):
    return Quantity(name, table or result(**SAFE), column, TITLE, where=where)


@pytest.mark.parametrize(
    ("declare", "said"),
    [
        (lambda: done(column="done_10k_cn"), "no column 'done_10k_cn', the nearest is 'done_10k"),
        (lambda: done(statis="stock"), "no column 'statis', the nearest is 'status'; it has: cou"),
        (lambda: done(status="stok"), "Quantity done: status is never 'stok'; one of stock"),
        (lambda: result(**SAFE | {"cells": ("county",)}), "by_county has no column 'county'"),
        (lambda: result(**SAFE | {"measures": ("done",)}), "no column 'done', the nearest"),
        (lambda: result(**SAFE | {"measures": ("ended", "year")}), "ended, year cannot be among"),
        (lambda: question(result()), "is secret, or says why it is free: exactly one"),
        (lambda: question(result(**SAFE | {"cells": ("year",)})), "speaks of the cells of by_cou"),
        (lambda: question(result(**SAFE), result(**SAFE)), "by_county is named 2 times"),
        (lambda: question(result(**SAFE), quantities=(done(), done())), "done is named 2 times"),
        (
            lambda: question(quantities=(done(),)),
            "Quantity done: by_county is not among the answers",
        ),
        (
            lambda: question(result(**SAFE), spec=Free({"county": "1"}, why="known")),
            "no spec speaks of the cells of by_county",
        ),
        (
            lambda: Question(
                (), (result(**SAFE),), dict, disclosure=(SPEC, Free({"county": "1"}, why="known"))
            ),
            "Free: no table has cells by county; one of county_code",
        ),
        (
            lambda: question(
                result(**SAFE, follows=(Follow(result(**SAFE, citywide=True), at=("place",)),))
            ),
            "by_county, Follow: table by_county has no column 'place'",
        ),
        (lambda: Spec("p", lambda given: None, (("value",),)), "Spec p: parts may not be named"),
    ],
)
def test_a_wrong_declaration_is_said_with_what_is_allowed(declare, said):
    with pytest.raises(DataError, match=re.escape(said)) as raised:
        declare()
    assert raised.value.zh != raised.value.en


def test_a_flag_that_may_be_missing_can_be_withheld():
    assert result(**SAFE | {"measures": ("left", "done_10k_cny")}).measures[0] == "left"


WRONG = {
    "misdeclared": "from analysis.tables.question import Question as Q\n\nQUESTION = Q(\n    1)\n",
    "misspelt": "\nQUESTION = (\n",
    "empty": "",
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A package `analysis.questions` that also has folders that are broken."""
    import analysis.questions

    for name, source in WRONG.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "question.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(registry, "FOLDER", tmp_path)
    monkeypatch.setattr(analysis.questions, "__path__", [str(tmp_path)])
    for cached in (registry.names, registry._found):
        cached.cache_clear()
    yield
    for cached in (registry.names, registry._found):
        cached.cache_clear()


def test_broken_folders_are_said_with_file_and_line_and_are_no_questions(folder):
    assert registry.questions() == {}
    said = {name: error.en for name, error in registry.broken().items()}
    assert said["misdeclared"].startswith("questions/misdeclared/question.py, line 3: TypeError")
    assert said["misspelt"].startswith("questions/misspelt/question.py, line 2: SyntaxError")
    assert "has no attribute 'QUESTION'" in said["empty"]
    with pytest.raises(DataError, match=r"questions/empty/question\.py"):
        registry.question("empty")


def test_every_indicator_names_figures_that_there_are():
    for name, indicator in registry.indicators().items():
        assert {*indicator.figures} <= {*indicator.kinds}, name
        for figures in indicator.figures.values():
            assert {*filter(None, astuple(figures))} <= {*registry.figures()}, name


def test_a_figure_that_may_not_leave_or_quotes_others_has_no_target():
    for name, (question, figure) in registry.figures().items():
        barred = figure.table.secret or questions()[question].quotes is not None
        assert (name in registry.indicators()) != barred
