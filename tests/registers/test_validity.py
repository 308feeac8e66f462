"""The end of validity where a rule fixes it."""

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.registers import fill_valid_until


def filled(granted, years, valid=None, title="little_giant"):
    rows = pd.DataFrame(
        {
            "title": [title],
            "granted_on": pd.to_datetime(pd.Series([granted])),
            "valid_until": pd.to_datetime(pd.Series([valid])),
        }
    )
    return fill_valid_until(rows, years)["valid_until"].iloc[0]


@pytest.mark.parametrize(
    ("granted", "years", "until"),
    [
        ("2022-07-01", 3, "2025-06-30"),
        ("2022-01-01", 1, "2022-12-31"),
        ("2021-03-01", 3, "2024-02-29"),
        ("2020-02-29", 1, "2021-02-28"),  # no anniversary: the end of February
        ("2020-02-29", 4, "2024-02-28"),
    ],
)
def test_the_day_of_the_grant_counts(granted, years, until):
    assert filled(granted, {"little_giant": years, "tech_sme": 2}) == pd.Timestamp(until)


def test_a_date_of_the_list_stays():
    assert filled("2022-07-01", {"little_giant": 3}, "2028-06-30") == pd.Timestamp("2028-06-30")


def test_a_title_without_a_rule_and_one_not_granted_stay_without_an_end():
    assert pd.isna(filled("2022-07-01", {"srdi": 3}))
    assert pd.isna(filled(None, {"little_giant": 3}))


def test_a_validity_is_at_least_a_year():
    with pytest.raises(DataError, match="whole number of years: srdi: 0"):
        filled("2022-07-01", {"srdi": 0})
    with pytest.raises(DataError, match="whole number of years: srdi: '3'"):
        filled("2022-07-01", {"srdi": "3"})
