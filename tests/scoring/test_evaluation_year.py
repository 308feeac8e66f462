import numpy as np
import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.scoring import evaluate_city, load_scheme
from analysis.scoring.evaluation_year import counted_rows
from tests.scoring.conftest import SCHEMES
from tests.scoring.test_properties import enterprises


@pytest.fixture(scope="module")
def results():
    this = enterprises(1, 90).assign(county_code=np.repeat(["130502", "130503", "130505"], 30))
    last = enterprises(2, 80).assign(year=2022)
    last = last.assign(county_code=this["county_code"].to_numpy()[:80])
    tables = {"evaluation": pd.concat([this, last], ignore_index=True)}
    return evaluate_city(tables, load_scheme(SCHEMES / "template.yaml"), 2023)


def test_class_counts_are_those_of_the_enterprises(results):
    scores, counts = results["enterprise_scores"], results["class_counts"]
    city = counts[(counts["county_code"] == "city") & (counts["scheme_group"] == "total")]
    expected = scores["class_code"].value_counts()
    assert city.set_index("class_code")["enterprises"].to_dict() == expected.to_dict()
    assert city["enterprises"].sum() == 90


def test_counties_add_up_to_the_city(results):
    for name in ("land_tax_by_class", "tax_per_mu_distribution", "evaluation_coverage"):
        table = results[name]
        city = table["county_code"] == "city"
        assert table.loc[city, "enterprises"].sum() == table.loc[~city, "enterprises"].sum(), name


def test_ratios_are_ratios_of_sums(results):
    sectors, scores = results["sector_comparison"], results["enterprise_scores"]
    total = sectors[(sectors["county_code"] == "city") & (sectors["industry_code"] == "total")]
    expected = scores["tax_10k_cny"].sum() / scores["land_mu"].sum()
    assert total["tax_per_mu_10k_cny"].item() == pytest.approx(expected)


def test_who_is_near_a_line_is_within_the_distance(results):
    near = results["near_line"]
    assert len(near) and (near["points_to_line"] <= 2).all()


def test_shares_of_the_classes_add_up(results):
    table = results["land_tax_by_class"]
    parts = table[table["class_code"] != "total"].groupby("county_code")
    np.testing.assert_allclose(parts["tax_share_pct"].sum(), 100)
    np.testing.assert_allclose(parts["land_share_pct"].sum(), 100)


def test_no_bin_has_an_outermost_edge(results):
    bins = results["tax_per_mu_distribution"]
    assert bins["bin_to_10k_cny"].isna().sum() == len(bins) / 9


def test_a_year_without_data_is_said(results):
    with pytest.raises(DataError, match="no evaluation 1999, only"):
        evaluate_city({"evaluation": enterprises(1)}, load_scheme(SCHEMES / "template.yaml"), 1999)


def test_without_last_year_the_comparison_is_left_out():
    rules = load_scheme(SCHEMES / "template.yaml")
    results = evaluate_city({"evaluation": enterprises(1)}, rules, 2023)
    assert "class_counts" not in results
    assert (results["enterprise_scores"]["class_last_year"] == "new").all()


def test_land_in_doubt_last_year_leaves_this_years_level_alone():
    # Last year one enterprise's 10 mu stood there as 6,670 "mu" (m²), and is right this year.
    this = enterprises(3, 40).assign(tax_10k_cny=100.0, land_mu=10.0)
    last = this.assign(year=2022, tax_10k_cny=50.0)
    last.loc[0, "land_mu"] = 6670.0
    scheme = load_scheme(SCHEMES / "template.yaml")
    tables = {"evaluation": pd.concat([this, last], ignore_index=True)}
    found = evaluate_city(tables, scheme, 2023)
    row = found["tax_per_mu"].set_index("county_code").loc["city"]
    assert (row["enterprises"], row["tax_10k_cny"], row["land_mu"]) == (40, 4000, 400)
    # 39 enterprises last year: 1,950 on 390 mu. Nobody's growth is taken from 6,670 mu.
    assert row["tax_per_mu_10k_cny_last_year"] == 5
    assert row["growth_same_enterprises_pct"] == pytest.approx(100)
    assert row["growth_this_roster_pct"] == pytest.approx(100)
    # A fortieth of the land is newly counted and pays 10 against a mean of 7.5.
    effects = found["tax_per_mu_effects"].set_index(["county_code", "tax_effect"])
    entry = effects.loc[("city", "entry"), "effect_10k_cny_per_mu"]
    assert entry == pytest.approx((10 - 7.5) / 40)
    now, before = counted_rows(tables, scheme, 2023, scheme)
    assert (len(now), len(before)) == (40, 39)
