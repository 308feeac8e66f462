from pathlib import Path

import numpy as np
import pytest

from analysis.errors import DataError
from analysis.scoring.differential_policy import (
    load_policy,
    missing_measures,
    policy_amounts,
    policy_by_county,
    policy_tables,
)
from tests.scoring.conftest import evaluation

FILE = Path("data/reference/policy/template.yaml")
ROWS = """
uscc  land_mu  electricity_10k_kwh  county_code
a     15       100                  130502
b     30       50                   130502
c     10       20                   130503
d     5        10                   130503
gap   5        -                    130503
"""


@pytest.fixture
def rows():
    return evaluation(ROWS).assign(class_code=["A", "B", "C", "D", "D"])


def test_worked_example(rows):
    amounts = policy_amounts(rows, load_policy(FILE)).set_index(["measure", "uscc"])
    amount = amounts["amount_10k_cny"]
    # 15 mu · 666.67 m² · 3.2 yuan = 32,000 yuan; 20·10,000 kWh · 0.1 = 20,000; 10·10,000·0.3
    assert amount["land_tax_relief", "a"] == pytest.approx(-3.2)
    assert amount["land_tax_relief", "b"] == pytest.approx(-4.0)
    assert amount["power_surcharge", "c"] == pytest.approx(2.0)
    assert amount["power_surcharge", "d"] == pytest.approx(3.0)
    assert amount["power_surcharge", "a"] == 0
    assert np.isnan(amount["power_surcharge", "gap"])


def test_counties_add_up_and_gaps_are_counted(rows):
    table = policy_by_county(policy_amounts(rows, load_policy(FILE)))
    city = table["county_code"] == "city"
    assert table.loc[city, "amount_10k_cny"].sum() == pytest.approx(
        table.loc[~city, "amount_10k_cny"].sum()
    )
    d = table[city & (table["class_code"] == "D") & (table["measure"] == "power_surcharge")]
    assert d[["enterprises", "unknown"]].to_numpy().tolist() == [[1, 1]]


def test_a_measure_without_its_basis_is_named_not_costed(rows):
    policy = load_policy(FILE)
    assert missing_measures(rows, policy) == ["water_surcharge"]
    assert "water_surcharge" not in set(policy_amounts(rows, policy)["measure"])


def test_the_tables_list_priced_classes_and_what_cannot_be_costed(rows):
    tables = policy_tables(rows, load_policy(FILE))
    city = (
        tables["policy_amounts"].query("county_code == 'city'").set_index(["measure", "class_code"])
    )
    assert sorted(city.index) == [
        ("land_tax_relief", "A"), ("land_tax_relief", "B"), ("power_surcharge", "C"),
        ("power_surcharge", "D"), ("water_surcharge", "C"), ("water_surcharge", "D"),
    ]  # fmt: skip
    assert city.loc[("water_surcharge", "D"), ["enterprises", "unknown"]].tolist() == [0, 2]
    assert np.isnan(city.loc[("water_surcharge", "D"), "amount_10k_cny"])
    assert city.loc[("land_tax_relief", "B"), "title_zh"] == "城镇土地使用税减免"
    firms = tables["enterprise_policy"]
    assert firms.groupby("measure")["amount_10k_cny"].sum().to_dict() == pytest.approx(
        {"land_tax_relief": -7.2, "power_surcharge": 5.0, "water_surcharge": 0.0}
    )


def test_a_wrong_policy_names_the_line(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text(FILE.read_text(encoding="utf-8").replace("basis: land_mu", "bases: land_mu"))
    with pytest.raises(DataError, match=r"line \d+, measures.1.bases"):
        load_policy(path)
