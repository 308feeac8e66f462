"""Which of the forecasts that add up is used."""

import pytest

from analysis.forecasting.reconciliation import METHODS
from analysis.forecasting.reconciliation_choice import DEFAULT, MARGIN, choose


def errors(**city):
    return {method: {"city": city.get(method, 10.0), "cell": 1.0} for method in METHODS}


def test_a_method_clearly_better_is_chosen():
    assert choose(errors(variance=9.0), {"city": 10.0, "cell": 1.0}) == "variance"


def test_a_method_better_by_a_hair_is_not():
    # Two levels: an error of the city less by 5 % is 2.6 % over both, within the margin of 3 %.
    assert choose(errors(mint_shrink=9.5), {"city": 10.0, "cell": 1.0}) == DEFAULT


def test_the_margin_by_hand():
    # Both levels better by a factor 0.97 are ln 0.97 = −0.0305 on the mean; by 0.975, −0.0253.
    base = {"city": 10.0, "cell": 1.0}
    for factor, expected in ((0.97, "ols"), (0.975, DEFAULT)):
        found = errors() | {"ols": {"city": 10 * factor, "cell": factor}}
        assert choose(found, base) == expected
    assert pytest.approx(0.03) == MARGIN


def test_a_level_without_error_has_no_say():
    found = errors(ols=9.0)
    found["ols"]["county"] = 5.0
    assert choose(found, {"city": 10.0, "cell": 1.0, "county": 0.0}) == "ols"


def test_without_errors_the_default_stands():
    assert choose(errors(), {"city": 0.0, "cell": 0.0}) == DEFAULT
