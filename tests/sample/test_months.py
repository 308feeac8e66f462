from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.sample.months import (
    MONTHS,
    SPRING_FESTIVALS,
    festival_activity,
    log_growth,
    month_name,
    month_number,
    periods,
    shocks,
)

FESTIVALS = (
    Path(__file__).parents[3]
    / "shared"
    / "data"
    / "reference_cn"
    / "chinese_new_year_dates_1930_2030.csv"
)


def test_the_spring_festivals_are_the_real_ones():
    if not FESTIVALS.is_file():
        pytest.skip(f"no {FESTIVALS.name} beside the repository")
    dates = pd.read_csv(FESTIVALS)["date"]
    real = dates[dates.str[:4].between("2017", "2022")]
    assert tuple(real) == SPRING_FESTIVALS


def test_a_year_has_eleven_cumulative_periods():
    year = periods("2021-02", "2021-12")
    assert len(year) == 11
    assert year[0] == "2021-02"
    assert periods("2021-12", "2022-03") == ["2021-12", "2022-02", "2022-03"]


def test_months_and_numbers_are_inverse():
    assert [month_number(month_name(number)) for number in range(MONTHS)] == [*range(MONTHS)]
    assert month_number("2018-01") == 12


def test_the_festival_takes_january_or_february_by_its_date():
    activity = dict(zip(map(month_name, range(MONTHS)), festival_activity(), strict=True))
    assert activity["2020-01"] < 0.9 < activity["2021-01"]  # 25 January and 12 February
    assert activity["2021-02"] < 0.75
    assert activity["2022-06"] == 1.0


def test_the_festival_costs_the_same_days_every_year():
    days = np.array([pd.Timestamp(month_name(n)).days_in_month for n in range(MONTHS)])
    lost = ((1 - festival_activity()) * days).reshape(-1, 12).sum(axis=1)
    np.testing.assert_allclose(lost, lost[0])


def test_shocks_fall_in_their_months_and_growth_is_level_in_mid_2022():
    hit = {month_name(n) for n in np.flatnonzero(shocks())}
    assert {"2020-02", "2020-03", "2022-03", "2022-04", "2022-05", "2022-11"} <= hit
    assert log_growth()[month_number("2022-07")] == 0
