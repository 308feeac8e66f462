"""Whatever frame is handed over, there is a result or one sentence: every function, many kinds."""

import doctest
import warnings

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import DataError
from tests.face.test_examples import EVERY
from tests.face.test_faults import OF_NUMBERS, TABLE

YEAR = pd.DataFrame(
    {"s": np.arange(16.0), "t": np.arange(16.0) % 5},
    index=pd.period_range("2021-01", periods=16, freq="M").astype(str),
)
MONTHS = {"forecast", "evaluate_forecasts"}


def read_only(frame):
    """The frame with arrays that refuse to be written to."""
    columns = {name: column.to_numpy().copy() for name, column in frame.items()}
    for cells in columns.values():
        cells.flags.writeable = False
    return pd.DataFrame(columns, frame.index, copy=False)


KINDS = {
    "a column twice": lambda x: pd.concat([x, x.iloc[:, :1]], axis=1),
    "columns of two levels": lambda x: x.set_axis(
        pd.MultiIndex.from_tuples([(c, "x") for c in x]), axis=1
    ),
    "a row twice": lambda x: pd.concat([x, x.iloc[:1]]),
    "rows of two levels": lambda x: x.set_axis(
        pd.MultiIndex.from_arrays([range(len(x)), range(len(x))])
    ),
    "an index named as a column": lambda x: x.rename_axis(index=x.columns[0]),
    "rows by category": lambda x: x.set_axis(pd.CategoricalIndex(x.index)),
    "categories": lambda x: x.astype("category"),
    "nullable numbers": lambda x: x.convert_dtypes(),
    "of Arrow": lambda x: x.convert_dtypes(dtype_backend="pyarrow"),
    "objects": lambda x: x.astype(object),
    "dates of a zone": lambda x: x.apply(
        lambda c: c.dt.tz_localize("Asia/Shanghai") if c.dtype.kind == "M" else c
    ),
    "texts": lambda x: x.astype(str),
    "true and false": lambda x: x.apply(lambda c: c > c.mean() if c.dtype == float else c),
    "complex": lambda x: x.apply(lambda c: c.astype(complex) if c.dtype == float else c),
    "infinite": lambda x: x.apply(lambda c: c * np.inf if c.dtype == float else c),
    "beyond squares": lambda x: x.apply(lambda c: c * 1e300 if c.dtype == float else c),
    "below squares": lambda x: x.apply(lambda c: c * 1e-200 if c.dtype == float else c),
    "negative": lambda x: x.apply(lambda c: -c if c.dtype == float else c),
    "all missing": lambda x: x.apply(lambda c: c * np.nan if c.dtype == float else c),
    "without rows": lambda x: x.iloc[:0],
    "without columns": lambda x: x.iloc[:, :0],
    "one row": lambda x: x.iloc[:1],
    "one column": lambda x: x.iloc[:, :1],
    "read only": lambda x: read_only(x),
    "a list": lambda x: x.to_numpy().tolist(),
    "nothing": lambda x: None,
}


def answered(ask, kind):
    """Whether a call gives a result; if not, it is one sentence in each language."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            ask()
        except DataError as error:
            assert error.zh and error.en and "\n" not in error.zh + error.en
            return False
        except Exception as error:
            error.add_note(f"given {kind}")
            raise
    return True


class Called(Exception):  # noqa: N818
    """The function was called: what its example does with the result is not of interest."""


@pytest.mark.parametrize("name", OF_NUMBERS)
def test_a_function_of_numbers(name):
    table = YEAR if name in MONTHS else TABLE
    results = 0
    for kind, changed in KINDS.items():
        given = changed(table)
        if name == "ellison_glaeser" and not (
            isinstance(given, pd.DataFrame) and given.columns.nlevels == 1
        ):
            continue  # the call adds columns to what it is given
        before = given.copy() if isinstance(given, pd.DataFrame) else given
        results += answered(lambda given=given: OF_NUMBERS[name](given), kind)
        if isinstance(given, pd.DataFrame):
            pd.testing.assert_frame_equal(given, before)
    assert results or name == "convergence"  # which asks for eight units


@pytest.mark.parametrize("name", [name for name in EVERY if "." in name])
def test_a_verb_or_form_as_in_its_example(name, monkeypatch):
    found, own = EVERY[name], name.split(".")[1]

    def instead(*given, **named):
        at = next((i for i, x in enumerate(given) if isinstance(x, pd.DataFrame)), None)
        for kind, changed in KINDS.items() if at is not None else ():
            other = [changed(x) if i == at else x for i, x in enumerate(given)]
            answered(lambda other=other: found(*other, **named), kind)
        raise Called

    room = analysis.figures if name.startswith("figures") else analysis.registers
    monkeypatch.setattr(room, own, instead)
    namespace = {**found.__globals__, own: instead}
    (test,) = doctest.DocTestFinder(recurse=False).find(found, name, globs={})
    with pytest.raises(Called):
        for example in test.examples:
            exec(example.source, namespace)


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_on_paper(kind):
    declared = analysis.titles(dict.fromkeys(TABLE, "Title"))
    answered(lambda: analysis.publication_table(KINDS[kind](TABLE), declared, "en"), kind)
