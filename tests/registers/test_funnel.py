"""Applied, recommended, announced, granted."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.registers import funnel, reached
from analysis.registers.funnel import STEPS
from tests.registers.ledgers import day, recognitions


@given(recognitions(), st.integers(0, 60))
def test_each_step_lies_within_the_one_before(rows, on):
    sets = [set(reached(rows, step, day(on)).index) for step in STEPS]
    assert all(later <= earlier for earlier, later in pairwise(sets))


@given(recognitions(), st.integers(0, 60))
def test_rates_are_between_neighbours_and_groups_keep_their_zeros(rows, on):
    table = funnel(rows, day(on), by="county_code")
    assert len(table) == len(STEPS) * rows["county_code"].nunique()
    for _, steps in table.groupby("county_code"):
        assert steps["step"].tolist() == list(STEPS)
        assert steps["rows_pct"].dropna().between(0, 100).all()
        expected = 100 * steps["rows"] / steps["rows"].shift().replace(0, float("nan"))
        pd.testing.assert_series_equal(steps["rows_pct"], expected, check_names=False)


def test_first_sets_thirty_enterprises_with_forty_two_products():
    # 30 enterprises recommend 42 products, the first 12 two each; 18 with 24 are accepted.
    holders = [f"E{i:02d}" for i in range(30)]
    rows = pd.DataFrame({"holder_id": holders + holders[:12], "product": ["p"] * 30 + ["q"] * 12})
    accepted = rows["holder_id"].isin(holders[:18]) & ~(
        rows["product"].eq("q") & rows["holder_id"].isin(holders[6:12])
    )
    none = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us]")
    spring, autumn = pd.Timestamp("2022-03-01"), pd.Timestamp("2022-10-01")
    rows = rows.assign(
        applied_on=none,
        recommended_on=none.fillna(spring),
        announced_on=none.fillna(autumn).where(accepted),
        granted_on=none,
    )
    products = ["holder_id", "product"]
    table = funnel(rows, "2022-11-30", enterprises="holder_id", products=products)
    table = table.set_index("step")
    assert table.loc["announced", ["enterprises", "products"]].tolist() == [18, 24]
    assert table.loc["announced", "enterprises_pct"] == pytest.approx(60.0)
    assert table.loc["announced", "products_pct"] == pytest.approx(57.142857)
    assert table.loc["granted", "rows"] == 0
    # Who was recommended had applied, though the ledger does not date it.
    assert table.loc["applied", "rows"] == 42


def test_without_groups_an_empty_ledger_has_four_steps_of_nothing():
    rows = pd.DataFrame({"holder_id": pd.Series(dtype="str")})
    rows = rows.assign(**{f"{s}_on": pd.Series(dtype="datetime64[us]") for s in STEPS})
    table = funnel(rows, "2022-11-30")
    assert table["rows"].tolist() == [0, 0, 0, 0]
    assert table["rows_pct"].isna().all()


def test_an_unknown_step_is_named():
    with pytest.raises(DataError, match="no step 'accepted'"):
        reached(pd.DataFrame(), "accepted", "2022-11-30")
