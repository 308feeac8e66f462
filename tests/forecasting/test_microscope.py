"""The state-space model of one series: known components are found, doubt is said."""

import numpy as np
import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.forecasting.festival import festival_regressors
from analysis.forecasting.microscope import decompose, decompose_each
from analysis.periods import days, period_names, spring_festivals

NUMBERS = np.arange(2005 * 12, 2020 * 12)


@pytest.fixture(scope="module")
def festivals(pytestconfig):
    return spring_festivals(pytestconfig.rootpath / "data" / "reference" / "spring_festival.csv")


@pytest.fixture(scope="module")
def series(festivals):
    """Fifteen years of months: a slow level, a season, a festival of −30 %, a shock of −20 %."""
    rng = np.random.default_rng(0)
    festival = festival_regressors(NUMBERS, festivals)[:, 1]
    logs = (
        3
        + np.cumsum(rng.normal(0.003, 0.01, 180))
        + np.tile(np.sin(np.arange(12)) * 0.1, 15)
        + np.log(0.7) * festival
        + rng.normal(0, 0.01, 180)
    )
    logs[100] += np.log(0.8)
    value = np.exp(logs) * days(NUMBERS, 12)
    return pd.DataFrame({"period": period_names(NUMBERS, 12), "value": value})


@pytest.fixture(scope="module")
def found(series, festivals):
    return decompose(series, 12, festivals, {"shock": series["period"][100]})


def test_known_effects_are_found(found):
    assert found.converged
    effects = found.effects.set_index("effect")
    assert effects.loc["festival +0 to +6", "percent"] == pytest.approx(-30, abs=3)
    assert effects.loc["shock", "percent"] == pytest.approx(-20, abs=3)
    inside = effects["lo95_percent"] < effects["percent"]
    assert (inside & (effects["percent"] < effects["hi95_percent"])).all()


def test_the_parts_add_up_to_the_log_per_day(found, series):
    total = found.parts[["level", "season", "effects", "irregular"]].sum(axis=1)
    logs = np.log(series["value"] / days(NUMBERS, 12))
    assert total.to_numpy() == pytest.approx(logs.to_numpy())


def test_what_did_not_converge_says_so(series, monkeypatch):
    monkeypatch.setattr("analysis.forecasting.microscope.MAX_ITERATIONS", 1)
    assert not decompose(series, 12).converged


def test_a_short_series_is_refused(series):
    with pytest.raises(DataError, match="35 periods, at least 36"):
        decompose(series.head(35), 12)


def test_a_gap_is_refused(series):
    with pytest.raises(DataError, match="consecutive and positive"):
        decompose(series.drop(50), 12)


def test_the_totals_of_counties_multiply_back_to_their_values(series):
    cells = pd.concat(
        [
            series.assign(county_code=county, industry_code=industry)
            for county, industry in (("130502", "13"), ("130502", "14"), ("130503", "13"))
        ]
    ).query("period > '2013'")
    new = series.tail(5).assign(county_code="130504", industry_code="13")
    parts, effects = decompose_each(pd.concat([cells, new]), 12, declared=())
    assert set(parts["county_code"]) == {"130502", "130503"}
    assert set(effects["effect"]) == set()
    one = parts[parts["county_code"] == "130502"].set_index("period")
    assert one["value"]["2015-06"] == pytest.approx(
        2 * series.set_index("period")["value"]["2015-06"]
    )
    length = days((NUMBERS)[-len(one) :], 12)
    product = length * one["trend_per_day"]
    for part in ("season_pct", "effects_pct", "irregular_pct"):
        product = product * (1 + one[part] / 100)
    assert product.to_numpy() == pytest.approx(one["value"].to_numpy())
