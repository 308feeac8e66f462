"""Two tables of the same enterprises: what follows from both, and from neither alone."""

import pandas as pd
import pytest

from analysis.disclosure.linked import told
from analysis.tables.city import DisclosureRules

PARTS = ["county", "industry", "class"]
RULES = DisclosureRules()


def firms(cells):
    """`cells`: (industry, class) → how many equal enterprises stand there, all in one county."""
    rows = [
        ("jia", industry, size, f"{industry}-{size}-{i}", "output", 100.0)
        for (industry, size), count in cells.items()
        for i in range(count)
    ]
    return pd.DataFrame(rows, columns=[*PARTS, "unit", "measure", "value"])


def shown(key, values):
    return pd.DataFrame({"county": "jia", key: values})


def test_the_difference_of_a_class_and_an_industry_is_one_enterprise():
    # Industry 17 is four medium enterprises; the fifth medium one is alone in industry 18.
    city = firms({("17", "medium"): 4, ("18", "medium"): 1, ("18", "small"): 5})
    industries, sizes = shown("industry", ["17", "18"]), shown("class", ["medium", "small"])
    assert told(city, PARTS, [industries], "county", RULES) == []
    assert told(city, PARTS, [sizes], "county", RULES) == []
    assert told(city, PARTS, [industries, sizes], "county", RULES) == ["jia"]


def test_it_is_safe_where_both_classes_stand_in_both_industries():
    city = firms(dict.fromkeys([(i, s) for i in ("17", "18") for s in ("medium", "small")], 2))
    published = [shown("industry", ["17", "18"]), shown("class", ["medium", "small"])]
    assert told(city, PARTS, published, "county", RULES) == []


def test_a_withheld_class_is_known_from_the_total():
    city = firms({("17", "large"): 1, ("17", "small"): 5})
    total = pd.DataFrame({"county": ["jia"]})
    assert told(city, PARTS, [shown("class", ["small"])], "county", RULES) == []
    assert told(city, PARTS, [shown("class", ["small"]), total], "county", RULES) == ["jia"]


def test_two_parts_known_together_are_judged_together():
    # 17 and 18 are withheld one by one; with the total and 19 their sum is known: two enterprises.
    city = firms({("17", "small"): 1, ("18", "small"): 1, ("19", "small"): 6})
    total, other = pd.DataFrame({"county": ["jia"]}), shown("industry", ["19"])
    assert told(city, PARTS, [total, other], "county", RULES) == ["jia"]
    enough = firms({("17", "small"): 2, ("18", "small"): 2, ("19", "small"): 6})
    assert told(enough, PARTS, [total, other], "county", RULES) == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_tables_does_not_matter(order):
    city = firms({("17", "medium"): 4, ("18", "medium"): 1, ("18", "small"): 5})
    tables = [shown("industry", ["17", "18"]), shown("class", ["medium", "small"])]
    assert told(city, PARTS, [tables[i] for i in order], "county", RULES) == ["jia"]
