"""Pulls and contributions as cities and provinces printed them."""

import numpy as np
import pandas as pd
import pytest

from analysis import rates


def test_cangzhou_parts_with_a_negative_pull_close():
    # 沧州 Jan-Jul: manufacturing +8.0, utilities +1.8, mining -0.3, industry +9.5.
    pulls = pd.Series([8.0, 1.8, -0.3])
    assert rates.closure_residual_pp(pulls, 9.5) == pytest.approx(0, abs=1e-12)
    assert rates.closes(pulls, 9.5)
    # A published pull of 7.4 of 9.5 is 77.9 %; printed 77.7 % lies within the rounding of 7.4.
    low, high = 100 * 7.35 / 9.55, 100 * 7.45 / 9.45
    assert round(100 * 7.4 / 9.5, 1) == 77.9
    assert low <= 77.7 <= high


def test_changzhi_2022_pulls_with_a_negative_part_add_up_to_the_last_digit():
    # 长治 Jan-Feb 2022, industry +15.7: energy, materials, consumer goods, other, equipment.
    pulls = pd.Series([3.66, 2.99, 0.06, 9.33, -0.34])
    assert rates.closure_residual_pp(pulls, 15.7) == pytest.approx(0, abs=1e-12)
    # Energy: 75.26 % of value added now, +4.57 %; printed contribution 23.34 %.
    assert 100 * 3.655 / 15.75 <= 23.34 <= 100 * 3.665 / 15.65


def test_changzhi_2025_contributions_with_a_negative_part():
    # 长治 first quarter 2025, industry +9.6: mining +14.4 %, pull 10.6, contribution 109.7 %;
    # utilities +6.4 %, 0.3, 2.8 %; manufacturing -5.3 %, -1.2, -12.5 %
    # (tjj.changzhi.gov.cn, 2025-05-07). Shares 75.9, 4.6 and 19.5 % are of this year.
    assert closes_at_one_decimal([10.6, 0.3, -1.2], 9.6)
    assert sum([109.7, 2.8, -12.5]) == pytest.approx(100)
    parts = pd.DataFrame({"now": [75.9, 4.6, 19.5], "printed": [109.7, 2.8, -12.5]})
    parts["before"] = rates.implied_base(parts["now"], pd.Series([14.4, 6.4, -5.3]))
    result = rates.contributions(parts, "now", "before")
    # Real rates on current-price shares: the sign and the order hold, the digits nearly so.
    assert result["growth_pct"].round(1).tolist() == [14.4, 6.4, -5.3]
    np.testing.assert_allclose(result["contribution_pct"], parts["printed"], atol=0.6)
    np.testing.assert_allclose(result["pull_pp"], [10.6, 0.3, -1.2], atol=0.15)


def closes_at_one_decimal(pulls, whole):
    return rates.closes(pd.Series(pulls), whole, decimals=1)


@pytest.mark.parametrize(
    ("pull", "whole", "printed"), [(5.1, 7.6, 67.1), (6.6, 7.6, 86.8)]
)  # 邢台 Jan-May 2022: manufacturing; large and medium enterprises
def test_xingtai_contributions(pull, whole, printed):
    # From levels which have these pulls: a base of 100 and changes in the same unit.
    parts = pd.DataFrame({"base": [50.0, 50.0], "now": [50 + pull, 50 + whole - pull]})
    result = rates.contributions(parts, "now", "base")
    assert round(result["contribution_pct"].iloc[0], 1) == printed


def test_xingtai_pull_is_last_years_share_times_growth():
    # Manufacturing +6.6 % pulled 5.1 points, hence a weight of 77.3 %.
    assert round(5.1 / 6.6 * 100, 1) == 77.3
    pull = rates.pull_from_share(pd.Series([77.3]), pd.Series([6.6])).item()
    assert round(pull, 1) == 5.1


def test_guangdong_2009_contributions_of_mixed_prices_do_not_close():
    # Printed contributions 2.76 + 45.50 + 52.05 = 100.31: real rates on current-price levels.
    contributions = pd.Series([2.76, 45.50, 52.05])
    assert rates.closure_residual_pp(contributions, 100) == pytest.approx(-0.31)
    assert not rates.closes(contributions, 100, decimals=2)


def test_xingtai_clusters_2023_in_two_scopes():
    # City list: 5,676.67 (+13.94 %); provincial list: 5,466.29 (+13.48 %), 100 million yuan.
    city = rates.implied_base(5676.67, 13.94)
    province = rates.implied_base(5466.29, 13.48)
    assert round(city, 2) == 4982.16
    # +15 % on the comparable base would have been 5,729.48: 52.8 short.
    assert round(city * 1.15, 2) == 5729.48
    assert round(city * 1.15 - 5676.67, 1) == 52.8
    assert province < city
