"""Convergence of levels: beta and sigma."""

import numpy as np
import pandas as pd
import pytest

from analysis.clusters.convergence import beta_convergence, sigma_convergence
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
