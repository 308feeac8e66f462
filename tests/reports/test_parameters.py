import ast
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.reports.notebook import find_notebooks, read_notebook
from analysis.reports.parameters import described, read_parameters, written
from analysis.reports.run import Name
from analysis.tables.registry import parameters as choices

SHIPPED = find_notebooks(Path(__file__).parents[2] / "notebooks", ())
VALUES = st.text() | st.integers() | st.floats(allow_nan=False) | st.booleans()
ASKED = st.dictionaries(st.sampled_from(["indicator", "top", "a"]), VALUES)


def test_values_are_gathered_by_name():
    asked = read_parameters(["indicator=electricity,value_added", "top=3", "indicator=output"])
    assert asked == {"indicator": ("electricity", "value_added", "output"), "top": ("3",)}
    assert read_parameters(["said=a=b"]) == {"said": ("a=b",)}
    assert read_parameters([]) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("indicator", "written NAME=VALUE"),
        ("=electricity", "written NAME=VALUE"),
        ("x;import os=1", "written NAME=VALUE"),
        ("county=990101", "'county' is set by the batch"),
        ("data=/elsewhere", "'data' is set by the batch"),
    ],
)
def test_a_text_that_is_no_parameter_is_refused(text, said):
    with pytest.raises(DataError, match=said):
        read_parameters([text])


def test_they_are_written_as_they_are_asked_for():
    assert written({}) == ""
    assert written({"top": 3, "all": True, "indicator": "electricity"}) == (
        "all=true,indicator=electricity,top=3"
    )
    assert written({"said": "a,b=c d\n%"}) == "said=a%2Cb%3Dc%20d%0A%25"


@given(ASKED, ASKED)
def test_different_parameters_are_written_differently_and_without_spaces(one, other):
    texts = [{name: str(value).lower() for name, value in a.items()} for a in (one, other)]
    if texts[0] != texts[1]:
        assert written(one) != written(other)
    assert not set(written(one)) & set(' \t\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028/"<>&')


@given(ASKED)
def test_files_are_named_by_what_every_file_system_takes(asked):
    stem = Name("01_x", "990101", "zh", written(asked)).stem
    assert stem.isascii()
    assert stem == stem.lower()
    assert len(stem) < 100
    assert stem.startswith("01_x.")
    assert stem.endswith(".zh")


def test_they_are_said_in_words_where_there_are_any():
    text = written({"indicator": "value_added", "top": 3})
    assert described(text, "zh") == "工业增加值增速（可比价），top=3"
    assert described(text, "en") == "growth of value added at comparable prices, top=3"
    assert described(written({"said": "县 区"}), "zh") == "said=县 区"
    assert described("", "zh") == ""


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_notebook_says_the_same_values_as_the_closed_list_and_begins_with_one(path):
    notebook = read_notebook(path)
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    comments = dict(line.split(":", 1) for line in "".join(cells[1]["source"]).splitlines())
    for name in set(choices()) & set(notebook.parameters):
        assert notebook.defaults[name] in choices()[name]
        assert [value for value in choices()[name] if value not in comments[name]] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_values_a_notebook_has_by_itself_are_those_it_assigns(path):
    source = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][1]["source"])
    assigned: dict[str, object] = {}
    exec(compile(ast.parse(source), path.name, "exec"), assigned)
    defaults = read_notebook(path).defaults
    assert defaults == {name: assigned[name] for name in defaults}
    assert set(defaults) == set(read_notebook(path).parameters)
