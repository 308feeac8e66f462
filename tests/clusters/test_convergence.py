"""Convergence and the event study."""

import numpy as np
import pandas as pd
import pytest

from analysis.clusters.convergence import beta_convergence, sigma_convergence
from analysis.clusters.event_study import event_study
from analysis.errors import DataError


def test_levels_built_with_a_speed_give_it_back():
    # ln y_T = ln y_0 · e^(−βT) + c with β = 2 % over 10 years, exactly.
    start = pd.Series(np.exp(np.linspace(1, 5, 18)))
    end = np.exp(np.log(start) * np.exp(-0.02 * 10) + 3)
    noise = np.random.default_rng(1).normal(0, 1e-6, 18)
    result = beta_convergence(start, end * np.exp(noise), 10)
    assert result["speed_pct"] == pytest.approx(2, rel=1e-4)
    assert result["half_life_years"] == pytest.approx(np.log(2) / 0.02, rel=1e-4)
    assert result["n"] == 18


def test_equal_growth_is_no_convergence():
    rng = np.random.default_rng(4)
    start = pd.Series(rng.lognormal(3, 1, 40))
    result = beta_convergence(start, start * np.exp(rng.normal(0.3, 0.05, 40)), 5)
    assert result["slope_lower"] < 0 < result["slope_upper"]
    assert result["p_value"] > 0.05


def test_too_few_units_are_refused_and_empty_ones_do_not_count():
    start = pd.Series([1.0, 2, 3, 4, 5, 6, 7, 8])
    end = start.where(start > 1)
    with pytest.raises(DataError, match=r"至少需要8个单位，现有7个.*\n.*at least 8"):
        beta_convergence(start, end, 1)


def test_sigma_by_hand_on_units_that_are_always_there():
    levels = pd.DataFrame({"2020": [1.0, np.e, 5.0], "2021": [2.0, 2.0, np.nan]})
    result = sigma_convergence(levels)
    assert result["sd_log"].tolist() == pytest.approx([np.sqrt(0.5), 0])
    assert result["n"].tolist() == [2, 2]


def panel(effect, joiners=10, others=12, years=range(2016, 2023), joined=2020):
    rng = np.random.default_rng(8)
    rows = [
        (
            f"C{k:02d}",
            y,
            5 + k + (y - 2016) + rng.normal(0, 0.5) + effect * (k < joiners and y >= joined),
        )
        for k in range(joiners + others)
        for y in years
    ]
    growth = pd.DataFrame(rows, columns=["cluster_id", "year", "growth_pct"])
    return growth, pd.DataFrame(
        {"cluster_id": [f"C{k:02d}" for k in range(joiners)], "joined_year": joined}
    )


def test_an_effect_that_was_put_in_is_found_and_none_before_it():
    effects, before = event_study(*panel(effect=4.0))
    effects = effects.set_index("years_after")
    assert effects.loc[0:, "effect_pp"].to_numpy() == pytest.approx([4, 4, 4], abs=0.8)
    assert (effects.loc[0:, "lower_pp"] > 2).all()
    assert effects.loc[:-2, "effect_pp"].abs().max() < 0.8
    assert -1 not in effects.index
    assert before > 0.05


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"joiners": 3}, "3 joiners, at least 8"),
        ({"others": 2}, "2 other clusters, at least 8"),
        ({"years": range(2019, 2023)}, "1 years before joining, at least 2"),
    ],
)
def test_what_the_data_cannot_carry_is_refused(change, said):
    with pytest.raises(DataError, match=said):
        event_study(*panel(effect=1.0, **change))


def test_staggered_dates_are_refused():
    growth, joined = panel(effect=1.0)
    joined.loc[0, "joined_year"] = 2019
    with pytest.raises(DataError, match="2 joining years"):
        event_study(growth, joined)
