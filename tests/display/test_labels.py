"""A title is that of the table's own column, and what no table has is refused with the nearest."""

import pytest

from analysis.display.labels import declaration, label, short_industry, value_label
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
        (lambda: label("output_path", "stag", "zh"), "'stage'"),
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
