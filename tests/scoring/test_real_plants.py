"""The engine on real plants: heavy tails, entry and exit as they are.

Chilean manufacturing plants (INE Chile, in the package prodest): value added stands for taxes,
capital for land, electricity for energy. No class or level has a meaning here; what must hold is
that counts follow the quotas, and that every decomposition adds up.
"""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.scoring import evaluate, load_scheme
from analysis.scoring.class_change import EFFECTS, class_change
from analysis.scoring.tax_per_mu import tax_per_mu
from analysis.tables.evaluation import EVALUATION
from tests.scoring.conftest import SCHEMES

FILE = Path("../shared/data/firm_panels/chilean.csv")
PARTS = ["within_10k_cny", "between_10k_cny", "entry_10k_cny", "exit_10k_cny"]

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason="plant panel is not in ../shared/data")


@pytest.fixture(scope="module")
def plants():
    """Year → evaluation table."""
    panel = pd.read_csv(FILE).drop_duplicates(["idvar", "timevar"])
    table = pd.DataFrame(
        {
            "uscc": panel["idvar"].astype(str),
            "year": panel["timevar"],
            "county_code": "13050" + (panel["idvar"] % 3 + 2).astype(str),
            "industry_code": "34",
            "evaluation_group": "above_scale",
            "tax_10k_cny": np.exp(panel["Y"]),
            "land_mu": np.exp(panel["sX"]),
            "energy_tce": np.exp(panel["pX"]),
            "revenue_10k_cny": np.exp(panel["Y"]) * 3,
        }
    )
    for name in EVALUATION.columns:
        if name not in table:
            table[name] = pd.Series(
                np.nan if EVALUATION.metadata(name)["kind"] == "quantity" else None,
                index=table.index,
                dtype="float64" if EVALUATION.metadata(name)["kind"] == "quantity" else "str",
            )
    table["commissioned_on"] = pd.to_datetime(table["commissioned_on"])
    return {year: rows.reset_index(drop=True) for year, rows in table.groupby("year")}


def pairs(plants):
    years = sorted(plants)
    return [(plants[b], plants[a]) for a, b in pairwise(years)]


def test_tax_per_mu_adds_up_in_every_pair_of_years(plants):
    for this, last in pairs(plants):
        got = tax_per_mu(this, last).dropna(subset=["tax_per_mu_change_10k_cny"])
        assert len(got) == 4
        np.testing.assert_allclose(
            got[PARTS].sum(axis=1), got["tax_per_mu_change_10k_cny"], rtol=1e-9, atol=1e-6
        )


def test_counts_follow_the_quotas(plants):
    rules = load_scheme(SCHEMES / "jingde_2022.yaml")
    for table in plants.values():
        result = evaluate(table, rules).enterprises
        for _, county in result.groupby("county_code"):
            n = len(county)
            counts = county["class"].value_counts()
            assert counts["A"] == n * 20 // 100
            assert counts["A"] + counts["B"] == n * 65 // 100
            assert counts["D"] == n - n * 95 // 100


def test_the_change_in_the_classes_adds_up(plants):
    rules = load_scheme(SCHEMES / "jingde_2022.yaml")
    for this, last in pairs(plants)[:3]:
        now, before = evaluate(this, rules), evaluate(last, rules)
        got = class_change(this, now, before, rules, rules)
        assert got[list(EFFECTS)].sum(axis=1).equals(got["enterprises_change"])
