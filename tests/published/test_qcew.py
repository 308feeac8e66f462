"""Location quotients and yearly changes as the U.S. Bureau of Labor Statistics printed them.

Quarterly Census of Employment and Wages 2016, New Jersey. The national totals are not in the
file; so for each industry and quarter the national share is sought that makes every disclosed
county's quotient, rounded to 0.01, the printed one.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.clusters.location_quotient import location_quotient
from analysis.rates import growth_pct

FILE = Path(__file__).parents[2] / "../shared/data/us_qcew_2016/qcew_nj_2016q.csv"

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="the QCEW extract is not beside the repository"
)

MEASURES = {
    "month1_emplvl": "lq_month1_emplvl",
    "month2_emplvl": "lq_month2_emplvl",
    "month3_emplvl": "lq_month3_emplvl",
    "total_qtrly_wages": "lq_total_qtrly_wages",
    "qtrly_estabs_count": "lq_qtrly_estabs_count",
}


@pytest.fixture(scope="module")
def qcew():
    return pd.read_csv(FILE, dtype={"area_fips": "str", "industry_code": "str"})


def areas(qcew):
    """Private rows of counties and state by industry, with the area's total of all industries."""
    total = qcew[(qcew["own_code"] == 0) & (qcew["industry_code"] == "10")]
    private = qcew[qcew["own_code"] == 5]
    return private.merge(
        total[["area_fips", "qtr", *MEASURES]], on=["area_fips", "qtr"], suffixes=("", "_all")
    )


@pytest.mark.parametrize("measure", MEASURES)
def test_one_national_share_reproduces_every_printed_quotient(qcew, measure):
    rows = areas(qcew)
    # Suppressed cells are printed as 0: excluded, and counted. Establishments are always printed.
    hidden = rows["disclosure_code"].eq("N") & (measure != "qtrly_estabs_count")
    printed_as_zero = rows[MEASURES[measure]] == 0
    usable = rows[~hidden & (rows[measure] > 0) & ~printed_as_zero]
    # 589 county and 45 group rows at three digits and above; none of the totals.
    assert hidden.sum() == (0 if measure == "qtrly_estabs_count" else 634)
    checked = reproduced = 0
    for _, group in usable.groupby(["industry_code", "qtr"]):
        share = (group[measure] / group[f"{measure}_all"]).to_numpy()
        printed = group[MEASURES[measure]].to_numpy()
        low = (share / (printed + 0.005)).max()
        high = (share / (printed - 0.005)).min()
        assert low <= high
        # Two columns, the industry and all the rest: quotient against one outside share.
        levels = np.column_stack([group[measure], group[f"{measure}_all"] - group[measure]])
        national = (low + high) / 2
        ours = location_quotient(levels, np.array([national, 1 - national]))[:, 0]
        checked += len(group)
        reproduced += (np.abs(ours - printed) <= 0.005 + 1e-9).sum()
    assert checked > 900
    assert reproduced == checked


def test_every_printed_change_over_the_year_is_reproduced_but_for_half_rounding(qcew):
    columns = ["qtrly_estabs_count", "month1_emplvl", "month2_emplvl", "month3_emplvl",
               "total_qtrly_wages"]  # fmt: skip
    checked = differing = 0
    for column in columns:
        hidden = qcew["disclosure_code"].eq("N") | qcew["oty_disclosure_code"].eq("N")
        rows = qcew[~hidden] if column != "qtrly_estabs_count" else qcew
        base = rows[column] - rows[f"oty_{column}_chg"]
        ours = growth_pct(rows[column].astype(float), base.astype(float))
        printed = rows[f"oty_{column}_pct_chg"]
        known = ours.notna()
        away = (ours - printed)[known].abs()
        # A tie (x.x5) may be rounded up or to even; nothing else may differ.
        assert (away <= 0.05 + 1e-9).all()
        differing += (ours[known].round(1) != printed[known]).sum()
        checked += known.sum()
    assert checked > 9000
    assert differing / checked < 0.001


def test_counties_add_up_to_the_state(qcew):
    rows = qcew[(qcew["own_code"] == 5) & (qcew["industry_code"] == "10")]
    state = rows[rows["area_fips"] == "34000"].set_index("qtr")["month3_emplvl"]
    counties = rows[rows["area_fips"] != "34000"].groupby("qtr")["month3_emplvl"].sum()
    pd.testing.assert_series_equal(state, counties)
