"""A register without a row by the day: every verb answers as it does of many, with no rows."""

import contextlib
import doctest
import inspect

import pandas as pd
import pytest
from pandas.api.types import is_numeric_dtype

from analysis import registers
from analysis.errors import DataError


def example(name: str) -> list[doctest.Example]:
    return doctest.DocTestFinder().find(getattr(registers, name), name)[0].examples


def answers(name: str) -> list[tuple[object, object]]:
    """What a verb returns in the example of its docstring, of its rows and of none of them."""
    verb, returned = getattr(registers, name), []

    def none(value):
        return value[:0] if isinstance(value, pd.DataFrame) else value

    def called(*given, **named):
        found = verb(*given, **named)
        with contextlib.suppress(DataError):  # it says what it lacks
            emptied = verb(*map(none, given), **{key: none(value) for key, value in named.items()})
            returned.append((found, emptied))
        return found

    names = {**vars(inspect.getmodule(verb)), "pd": pd, name: called}
    for line in example(name):
        exec(line.source, names)
    return returned


@pytest.mark.parametrize("name", [name for name in registers.__all__ if example(name)])
def test_of_no_rows_a_verb_has_the_columns_that_it_has_of_many(name):
    for many, none in answers(name):
        if isinstance(many, pd.DataFrame):
            assert [*none] == [*many]
            numbers = {column: is_numeric_dtype(many[column]) for column in many}
            assert {column: is_numeric_dtype(none[column]) for column in none} == numbers
        elif isinstance(many, pd.Series):
            assert is_numeric_dtype(none) == is_numeric_dtype(many)
