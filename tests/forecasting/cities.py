"""Small cities for the tests of the forecast."""

import numpy as np
import pandas as pd

from analysis.periods import period_names, period_numbers


def city(
    counties: int = 3,
    industries: int = 3,
    last: str = "2022-11",
    periods: int = 54,
    per_year: int = 11,
    seed: int = 0,
) -> pd.DataFrame:
    """Period values of a seasonal, growing city: one row a county, industry and period."""
    rng = np.random.default_rng(seed)
    numbers = period_numbers([last], per_year)[0] - periods + 1 + np.arange(periods)
    season = rng.normal(0, 0.1, (industries, per_year))
    rows = []
    for c in range(counties):
        for i in range(industries):
            level = rng.normal(8, 1) + np.cumsum(rng.normal(0.005, 0.02, periods))
            value = np.exp(level + season[i, numbers % per_year] + rng.normal(0, 0.03, periods))
            rows.append(
                pd.DataFrame(
                    {
                        "county_code": f"13050{c + 2}",
                        "industry_code": str(13 + i),
                        "period": period_names(numbers, per_year),
                        "value": value,
                    }
                )
            )
    return pd.concat(rows, ignore_index=True)
