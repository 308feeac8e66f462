"""Evaluation tables from aligned text, the columns a test does not name filled in."""

import io
from pathlib import Path

import pandas as pd
import pytest

from analysis.scoring import load_scheme
from analysis.tables.evaluation import EVALUATION, EVALUATION_ADJUSTMENTS

SCHEMES = Path("data/reference/schemes")
CODES = {"uscc": str, "county_code": str, "industry_code": str}


def evaluation(text: str, **columns: object) -> pd.DataFrame:
    """An ``evaluation`` table of 2023; ``-`` is missing."""
    given = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=CODES, na_values="-")
    defaults = {"year": 2023, "county_code": "331003", "industry_code": "34",
                "evaluation_group": "above_scale", "vintage": "2023-06-30"}  # fmt: skip
    named = {**defaults, **columns}
    table = given.assign(**{k: v for k, v in named.items() if k not in given})
    for name in EVALUATION.columns:
        if name not in table:
            kind = EVALUATION.metadata(name)["kind"]
            dtype = {"quantity": "float64", "date": "datetime64[us]"}.get(kind, "str")
            table[name] = pd.Series([None] * len(table), dtype=dtype)
    table["commissioned_on"] = pd.to_datetime(table["commissioned_on"])
    quantities = [n for n in EVALUATION.columns if EVALUATION.metadata(n)["kind"] == "quantity"]
    return table.astype(dict.fromkeys(quantities, float))[list(EVALUATION.columns)]


def adjustments(text: str) -> pd.DataFrame:
    """An ``evaluation_adjustments`` table of 2023; ``-`` is missing."""
    given = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=CODES, na_values="-")
    table = given.assign(year=2023, county_code="331003")
    for name in EVALUATION_ADJUSTMENTS.columns:
        if name not in table:
            table[name] = None
    text_columns = ["item", "kind", "target_class", "evidence"]
    types = {**dict.fromkeys(text_columns, "str"), "points": float}
    return table.astype(types)[list(EVALUATION_ADJUSTMENTS.columns)]


@pytest.fixture(scope="session")
def huangyan_2022():
    return load_scheme(SCHEMES / "huangyan_2022.yaml")
