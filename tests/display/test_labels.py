"""A title is that of the table's own column, and what no table has is refused with the nearest."""

import pandas as pd
import pytest

from analysis.display.labels import (
    decimals_of,
    declaration,
    in_words,
    label,
    short_industry,
    value_label,
)
from analysis.errors import DataError
from analysis.tables import RESULT_TABLES, TABLES


def test_one_column_has_the_title_of_each_of_its_tables():
    assert label("cluster_positions", "tax_10k_cny", "zh") == "上缴税金（万元）"
    assert label("enterprise_scores", "tax_10k_cny", "zh") == "实缴税收（万元）"
    assert label("enterprise_scores", "tax_10k_cny", "en") == "Taxes paid (10,000 CNY)"
    assert label("enterprise_scores", "tax_10k_cny", "en", unit=False) == "Taxes paid"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_declared_column_has_the_title_of_its_declaration(lang):
    for declared in [*TABLES.values(), *RESULT_TABLES.values()]:
        for column in declared.columns:
            title = declared.metadata(column)[lang]
            assert label(declared, column, lang, unit=False) == title
            assert label(declared.name, column, lang).startswith(title)


def test_a_value_is_that_of_its_table():
    assert value_label("output_path", "stage", "forecast", "zh") == "预测"
    assert value_label("output_sizes", "enterprise_size", "large", "en") == "large"


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: declaration("output_paths"), "'output_path'"),
        (lambda: declaration({"output": "产值"}), "analysis.titles"),
        (lambda: label("output_path", "stag", "zh"), "'stage'"),
        (lambda: label("output_path", "stage", "cn"), "one of: zh, en"),
        (lambda: decimals_of("output_path", "valu"), "'value'"),
        (lambda: value_label("output_path", "stage", "forecasts", "zh"), "'forecast'"),
        (lambda: value_label("output_path", "value", "forecast", "zh"), "never 'forecast'"),
    ],
)
def test_what_is_not_declared_is_refused_with_the_nearest(ask, said):
    with pytest.raises(DataError, match=said):
        ask()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Manufacture of furniture", "Furniture"),
        ("Processing of timber", "Timber"),
        ("纺织业", "纺织业"),
    ],
)
def test_industries_are_named_without_the_words_all_share(name, short):
    assert short_industry(name) == short


def test_rows_in_words_have_titles_of_codes_and_days_and_keep_what_is_missing():
    rows = pd.DataFrame(
        {
            "kind": ["required", None],
            "from_at": pd.to_datetime(["2022-11-15 08:00", None]),
            "line_id": ["L1", "L2"],
            "beside": ["required", "actual"],
        }
    )
    shown = in_words(rows, "line_stops", "en")
    assert shown["kind"].iloc[0] == value_label("line_stops", "kind", "required", "en")
    assert shown["from_at"].iloc[0] == "2022-11-15 08:00"
    assert shown.loc[1, ["kind", "from_at"]].isna().all()
    assert shown[["line_id", "beside"]].equals(rows[["line_id", "beside"]])
