"""The dictionary holds together, and a table refuses what its declaration does not allow."""

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.tables import TABLES, table
from analysis.tables.dictionary import CUMULATIVE, MONTH
from analysis.tables.units import UNITS

TABLE_COLUMNS = [(t.name, column) for t in TABLES.values() for column in t.columns]


def output(**replaced):
    row = {
        "county_code": "139901",
        "industry_code": "13",
        "period": "2022-11",
        "output_ytd_10k_cny": 100.0,
        "output_ytd_last_year_10k_cny": 90.0,
        "enterprises": 3.0,
        "scope": "above_scale",
        "vintage": "2022-12-15",
    }
    return pd.DataFrame([{**row, **replaced}])


@pytest.mark.parametrize(("name", "column"), TABLE_COLUMNS)
def test_a_column_has_titles_and_its_name_ends_with_its_unit(name, column):
    about = table(name).metadata(column)
    assert about["zh"]
    assert about["en"]
    if about["kind"] == "quantity":
        assert about["unit"] in UNITS
        bare = UNITS[about["unit"]].dimension in {"count", "points"} or column == "target_value"
        assert bare or column.endswith(f"_{about['unit']}")


@pytest.mark.parametrize("name", TABLES)
def test_keys_and_cumulative_pairs_are_columns(name):
    declared = table(name)
    assert set(declared.key) <= set(declared.columns)
    assert {c for pair in declared.cumulative for c in pair} <= set(declared.columns)
    assert not all(declared.metadata(c).get("optional") for c in declared.key)


@pytest.mark.parametrize("name", TABLES)
def test_no_raw_heading_means_two_columns(name):
    declared = table(name)
    owners: dict[str, set[str]] = {}
    for column in declared.columns:
        about = declared.metadata(column)
        for spelling in (about["zh"], about["en"], *about["raw"]):
            owners.setdefault(spelling, set()).add(column)
    assert {s: c for s, c in owners.items() if len(c) > 1} == {}


def test_a_valid_table_comes_back_in_the_declared_order_and_types():
    declared = table("industry_month")
    shuffled = output()[list(reversed(declared.columns))]
    checked = declared.validate(shuffled.assign(enterprises=3))
    assert list(checked) == list(declared.columns)
    assert checked["enterprises"].dtype == float


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("county_code", "某县"),
        ("industry_code", "食品 13"),
        ("period", "2022-01"),
        ("period", "202211"),
        ("output_ytd_10k_cny", -1.0),
        ("scope", None),
        ("scope", None),
        ("vintage", "15.12.2022"),
    ],
)
def test_a_wrong_value_is_refused_and_named(column, value):
    frame = output(**{column: value})
    with pytest.raises(DataError, match=column):
        table("industry_month").validate(frame)
    cases = table("industry_month").failures(frame)
    assert cases["column"].tolist() == [column]
    assert cases["index"].tolist() == [0]


def test_optional_figures_may_be_missing():
    checked = table("industry_month").validate(output(output_ytd_10k_cny=None))
    assert checked["output_ytd_10k_cny"].isna().all()


def test_missing_unknown_and_double_columns_and_rows_are_refused():
    declared = table("industry_month")
    for wrong in (
        output().drop(columns="scope"),
        output().assign(extra=1),
        pd.concat([output(), output()], ignore_index=True),
    ):
        with pytest.raises(DataError):
            declared.validate(wrong)


def test_failures_of_a_valid_table_are_empty():
    assert table("industry_month").failures(output()).empty


def test_an_unknown_table_names_those_that_exist():
    with pytest.raises(DataError, match="enterprise_month"):
        table("enterprise_months")


def test_january_is_a_month_but_no_cumulative_period():
    assert pd.Series(["2022-01", "2022-12"]).str.match(MONTH).all()
    assert pd.Series(["2022-01", "2022-02"]).str.match(CUMULATIVE).tolist() == [False, True]


def test_only_tables_of_counties_are_split_by_county():
    split = {t.name for t in TABLES.values() if t.by_county}
    assert "industry_month" in split
    assert not split & {"counties", "industries", "targets"}
