import pandas as pd

from analysis.scoring import evaluate
from analysis.scoring.item_table import item_table
from tests.scoring.test_properties import enterprises


def test_items_in_long_form_add_up_to_the_sum(huangyan_2022):
    result = evaluate(enterprises(5), huangyan_2022)
    items = item_table(result, huangyan_2022)
    total = items.groupby("uscc")["item_points"].sum()
    expected = result.enterprises.set_index("uscc")["sum_points"]
    pd.testing.assert_series_equal(total, expected, check_names=False)
