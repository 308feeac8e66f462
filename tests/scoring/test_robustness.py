import numpy as np
import pandas as pd
import pytest

from analysis.scoring import load_scheme
from analysis.scoring.robustness import FIRM_PCT, robustness
from analysis.scoring.sensitivity import WeightDraws
from tests.scoring.conftest import SCHEMES
from tests.scoring.test_properties import enterprises


@pytest.fixture(scope="module")
def results():
    table = enterprises(3, 80).assign(county_code=np.repeat(["130502", "130503"], 40))
    rules = load_scheme(SCHEMES / "huangyan_2022.yaml")
    return robustness({"evaluation": table}, rules, 2023, WeightDraws(draws=100))


def test_the_firm_are_those_who_keep_their_class(results):
    firms, classes = results["enterprise_robustness"], results["class_robustness"]
    city = classes[classes["county_code"] == "city"].set_index("class_code")
    firm = firms["same_class_pct"] >= FIRM_PCT
    expected = firm.groupby(firms["class_initial"]).sum()
    pd.testing.assert_series_equal(city["firm"], expected, check_names=False)
    assert city["enterprises"].sum() == 80


def test_counties_add_up_to_the_city_in_every_variant(results):
    choices = results["score_choices"]
    city = choices["county_code"] == "city"
    keys = ["variant", "detail"]
    total = choices[city].set_index(keys)["changed"].sort_index()
    parts = choices[~city].groupby(keys)["changed"].sum().sort_index()
    pd.testing.assert_series_equal(total, parts)


def test_a_rank_lies_within_its_interval_for_almost_all(results):
    firms = results["enterprise_robustness"]
    within = firms["rank"].between(firms["rank_low"], firms["rank_high"])
    assert within.mean() > 0.9
