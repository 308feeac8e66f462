"""What questions declare is found, and no two declare the same."""

import dataclasses

import pytest

from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.registry import _refuse_doubles, questions


def test_two_questions_may_not_name_a_figure_alike():
    first, second, *_ = questions()
    doubled = dataclasses.replace(questions()[second], quantities=questions()[first].quantities)
    with pytest.raises(ValueError, match=f"questions {first} and {second} both name"):
        _refuse_doubles({first: questions()[first], second: doubled})


def test_a_table_is_declared_once():
    output = questions()["output"]
    (county_month,) = (table for table in output.tables if table.name == "county_month")
    again = dataclasses.replace(output, reads=(dataclasses.replace(county_month),), answers=())
    again = dataclasses.replace(again, quantities=(), disclosure=())
    with pytest.raises(ValueError, match="question other declares the table county_month anew"):
        _refuse_doubles({"output": output, "other": again})


def test_a_quantity_names_a_column_that_there_is():
    (table, *_) = questions()["scores"].answers
    with pytest.raises(ValueError, match="has no column 'score_pionts', the nearest one is"):
        Quantity("scored", table, "score_pionts", Name(zh="得分", en="Score"))
