"""Two tables of the same enterprises: what follows from both, and from neither alone."""

import itertools
import tracemalloc

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure.linked import disclosed_groups
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
    assert disclosed_groups(city, PARTS, [industries], "county", RULES) == []
    assert disclosed_groups(city, PARTS, [sizes], "county", RULES) == []
    assert disclosed_groups(city, PARTS, [industries, sizes], "county", RULES) == ["jia"]


def test_it_is_safe_where_both_classes_stand_in_both_industries():
    city = firms(dict.fromkeys([(i, s) for i in ("17", "18") for s in ("medium", "small")], 2))
    published = [shown("industry", ["17", "18"]), shown("class", ["medium", "small"])]
    assert disclosed_groups(city, PARTS, published, "county", RULES) == []


def test_a_withheld_class_is_known_from_the_total():
    city = firms({("17", "large"): 1, ("17", "small"): 5})
    total = pd.DataFrame({"county": ["jia"]})
    assert disclosed_groups(city, PARTS, [shown("class", ["small"])], "county", RULES) == []
    assert disclosed_groups(city, PARTS, [shown("class", ["small"]), total], "county", RULES) == [
        "jia"
    ]


def test_two_parts_known_together_are_judged_together():
    # 17 and 18 are withheld one by one; with the total and 19 their sum is known: two enterprises.
    city = firms({("17", "small"): 1, ("18", "small"): 1, ("19", "small"): 6})
    total, other = pd.DataFrame({"county": ["jia"]}), shown("industry", ["19"])
    assert disclosed_groups(city, PARTS, [total, other], "county", RULES) == ["jia"]
    enough = firms({("17", "small"): 2, ("18", "small"): 2, ("19", "small"): 6})
    assert disclosed_groups(enough, PARTS, [total, other], "county", RULES) == []


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_order_of_tables_does_not_matter(order):
    city = firms({("17", "medium"): 4, ("18", "medium"): 1, ("18", "small"): 5})
    tables = [shown("industry", ["17", "18"]), shown("class", ["medium", "small"])]
    assert disclosed_groups(city, PARTS, [tables[i] for i in order], "county", RULES) == ["jia"]


@pytest.mark.parametrize("seed", range(40))
def test_it_is_the_projection_on_all_equations_written_out(seed):
    """Every part is one enterprise: whatever part, or two of a county, is known tells."""
    rng = np.random.default_rng(seed)
    names = ["county_code", "industry_code", "class"]
    every = list(itertools.product(["a", "b", "c", "d"], ["13", "14", "15"], ["big", "small"]))
    parts = pd.DataFrame(every, columns=names).sample(frac=0.6, random_state=seed)
    parts = parts.sort_values(names, ignore_index=True)
    tables = [
        parts[list(keys)].drop_duplicates().sample(frac=rng.uniform(0.3, 1), random_state=seed)
        for keys in (names[:2], names[:1], names[1:2], [names[0], names[2]])
    ]
    rows = [
        (parts[list(table.columns)] == list(key)).all(axis=1).to_numpy(float)
        for table in tables
        for key in table.itertuples(index=False, name=None)
    ]
    a = np.array(rows)
    projection = a.T @ np.linalg.pinv(a @ a.T, rcond=1e-10) @ a
    size = np.diag(projection)
    pairs = size[:, None] + size + 2 * projection > 2 - 1e-6
    same = parts["county_code"].to_numpy()[:, None] == parts["county_code"].to_numpy()
    alone = (size > 1 - 1e-6) | (pairs & same & ~np.eye(len(parts), dtype=bool)).any(axis=1)
    contributions = parts.assign(unit=parts.agg("".join, axis=1), measure="output", value=1.0)
    found = disclosed_groups(contributions, names, tables, "county_code", RULES)
    assert found == sorted(parts.loc[alone, "county_code"].unique())


def test_a_nation_needs_no_matrix_of_all_its_parts():
    names = ["county_code", "industry_code", "class"]
    every = itertools.product(range(600), range(20), ("big", "small"))
    parts = pd.DataFrame(every, columns=names).astype("str")
    three = pd.concat([parts.assign(unit=f"{name}") for name in "xyz"], ignore_index=True)
    contributions = three.assign(measure="output", value=1.0)
    shown = [parts[names[:2]], parts[names[:1]], parts[names[1:2]], parts[[names[0], names[2]]]]
    tracemalloc.start()
    assert disclosed_groups(contributions, names, shown, "county_code", RULES) == []
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 200e6  # the matrix of 24,000 parts would take 4.6 GB
