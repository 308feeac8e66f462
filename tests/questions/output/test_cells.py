"""Attacks on the report's tables: what is withheld stays withheld in each of them and in all."""

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure import protect
from analysis.disclosure.linked import disclosed_groups
from analysis.disclosure.solve import solve
from analysis.questions.output.disclosure import SUMS
from analysis.tables import RESULT_TABLES
from analysis.tables.city import DisclosureRules
from analysis.tables.spec import Spec

CELL = ["county_code", "industry_code"]
RULES = DisclosureRules()
REPORT = [
    declared
    for name, declared in RESULT_TABLES.items()
    if name.startswith("output_") and declared.cells
]
HARMLESS = {
    "enterprises",  # counts are public
    "remaining_periods",
    "horizon",
    "change_pct",  # the assumption itself
}


def random_city(seed):
    """Six counties, seven industries, up to six enterprises a cell, of very unequal size."""
    rng = np.random.default_rng(seed)
    rows = [
        (f"1300{c:02d}", str(13 + i), f"{c}-{i}-{k}", "output", float(rng.lognormal(3, 1)))
        for c in range(6)
        for i in range(7)
        for k in range(rng.integers(0, 7))
    ]
    return pd.DataFrame(rows, columns=[*CELL, "unit", "measure", "value"])


CITY = Spec("city", random_city, SUMS)


@pytest.mark.parametrize("seed", range(12))
def test_solving_all_equations_of_a_random_city_tells_about_no_enterprise(seed):
    city = random_city(seed)
    found = solve(CITY, city, RULES)
    published = [found[keys].loc[~found[keys]["masked"], [*keys]] for keys in SUMS if keys]
    assert disclosed_groups(city, CELL, published, "county_code", RULES) == []
    # The same equations with one companion shown would tell: the attack is not a blind one.
    inside = found[tuple(CELL)]
    everything = [inside.loc[inside["masked"], CELL], *published]
    assert disclosed_groups(city, CELL, everything, "county_code", RULES) != []


@pytest.mark.parametrize("seed", range(6))
def test_groups_sections_and_sizes_of_a_random_city_tell_no_more(seed):
    city, rng = random_city(seed), np.random.default_rng(seed)
    city = city.assign(
        industry_group=city["industry_code"].map(lambda code: "x" if code in "13 15" else "y"),
        section=np.where(city["industry_code"] < "16", "B", "C"),
        enterprise_size=rng.choice(["large", "small"], len(city)),
    )
    before = [(keys, pattern) for keys, pattern in solve(CITY, city, RULES).items() if keys]
    for name in ("industry_group", "section", "enterprise_size"):
        further = Spec("city", random_city, (("county_code", name),), within=("county_code",))
        before += solve(further, city, RULES, before=before).items()
    published = [pattern.loc[~pattern["masked"], [*keys]] for keys, pattern in before]
    parts = [*CELL, "industry_group", "section", "enterprise_size"]
    assert disclosed_groups(city, parts, published, "county_code", RULES) == []
    assert sum(len(shown) for shown in published[-3:])


@pytest.mark.parametrize("declared", REPORT, ids=lambda declared: declared.name)
def test_every_number_of_a_table_is_withheld_with_its_cell(declared):
    numbers = {
        name
        for name in declared.columns
        if declared.metadata(name)["kind"] == "quantity" and name not in declared.key
    }
    assert numbers - set(declared.measures) <= HARMLESS


@pytest.mark.parametrize("declared", REPORT, ids=lambda declared: declared.name)
def test_a_withheld_row_has_no_number_left_and_an_unknown_cell_is_withheld(declared):
    values = {
        name: 1.0 for name in declared.columns if declared.metadata(name)["kind"] == "quantity"
    }
    keys = {"indicator": "output", "county_code": "130502", "industry_code": "total"}
    classes = {"enterprise_size": "large", "section": "C", "industry_group": "x"}
    row = pd.DataFrame([keys | values | classes])
    known = row[list(declared.cells)].assign(masked=False)
    unknown = known.assign(county_code="130503")
    assert not protect(row, declared, known, "public")["masked"].item()
    for pattern in (known.assign(masked=True), unknown):
        safe = protect(row, declared, pattern, "public")
        assert safe["masked"].item()
        assert safe[list(declared.measures)].isna().all(axis=None)
    assert protect(row, declared, unknown, "county", "130502")["masked"].item() is False
