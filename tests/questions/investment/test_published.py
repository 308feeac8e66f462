"""Published reports of real cities: what they print follows from the lists that they print."""

import pandas as pd
import pytest

from analysis.registers import completion, completion_of_plan, money

from .conftest import COUNTIES, many, row

YI = 10_000.0
"""One hundred million yuan, in ten thousands."""


def unstarted(number, code, **facts):
    return many(number, code, start=None, stage="preparation", **facts)


def test_two_lists_of_one_city_close_to_its_whole(answered):
    """Baotou, January to April 2022: 384 projects, 417.1 of 898.7, 46.4 %."""
    carried = many(132, "C", list="carried_over", done=135.4 * YI, plan=135.4 * YI / 0.645)
    new = many(252, "N", done=281.7 * YI, plan=281.7 * YI / 0.409)
    rows = pd.concat([carried, new], ignore_index=True).assign(period="2022-04")
    found = answered(rows, "2022-04")
    money = found["project_investment"]
    assert row(money)["projects"] == 384
    assert row(money)["done_ytd_10k_cny"] / YI == pytest.approx(417.1)
    assert row(money)["plan_year_10k_cny"] / YI == pytest.approx(898.7, abs=0.05)
    assert row(money)["done_pct"].round(1) == 46.4
    assert row(money, of="carried_over")["done_pct"].round(1) == 64.5
    assert row(money, of="new_start")["done_pct"].round(1) == 40.9


def test_the_citys_rate_is_of_its_sums_and_not_a_mean_of_counties(answered):
    """Ordos, January to September 2019: 84 of 106; 207.88 of 437.68 is 47.5 %, printed 47.6."""
    listed, resumed = (10, 10, 27, 9, 12, 5, 14, 11, 6, 2), (8, 10, 15, 8, 10, 5, 10, 11, 5, 2)
    parts = []
    for county, all_, begun in zip(COUNTIES, listed, resumed, strict=True):
        facts = {"county": county, "list": "carried_over", "period": "2019-09"}
        parts.append(many(begun, f"{county}a", start="2018-05-01", **facts))
        if all_ > begun:
            parts.append(unstarted(all_ - begun, f"{county}b", **facts))
    rows = pd.concat(parts, ignore_index=True)
    rows = rows.assign(plan=437.68 * YI / 106, done=207.88 * YI / 106)
    found = answered(rows, "2019-09")
    starts = found["project_counts"]
    assert (row(starts)["projects"], row(starts)["started"]) == (106, 84)
    assert row(starts)["started_pct"].round(1) == 79.2
    assert row(found["project_investment"])["done_pct"].round(1) == 47.5
    mean = starts.query("list == 'all' & county_code != 'city'")["started_pct"].mean()
    assert mean.round(1) != 79.2


def test_of_the_listed_is_another_rate_than_of_the_due(answered):
    """Shijiazhuang, January to August 2018: 82 of 100 started, 7 overdue, 92.1 % of 89 due."""
    carried = many(
        200, "C", list="carried_over", done=445.5 * YI, plan=445.5 * YI / 1.033, start="2017-05-01",
        planned_start="2017-05-31",
    )  # fmt: skip
    begun = many(82, "A", start="2018-05-01", planned_start="2018-06-30")
    late = unstarted(7, "L", planned_start="2018-07-31")
    later = unstarted(11, "E", planned_start="2018-10-31")
    new = pd.concat([begun, late, later], ignore_index=True)
    new = new.assign(done=219.3 * YI / 100, plan=219.3 * YI / 0.74 / 100)
    rows = pd.concat([carried, new], ignore_index=True).assign(period="2018-08")
    found = answered(rows, "2018-08")
    starts = row(found["project_counts"], of="new_start")
    assert (starts["projects"], starts["started"], starts["late"], starts["due"]) == (
        100,
        82,
        7,
        89,
    )
    assert (starts["started_pct"], starts["due_started_pct"].round(1)) == (82.0, 92.1)
    money = row(found["project_investment"])
    assert money["plan_year_10k_cny"] / YI == pytest.approx(727.6, abs=0.05)
    assert money["done_ytd_10k_cny"] / YI == pytest.approx(664.8)
    assert money["done_pct"].round(1) == 91.4
    # The printed rate alone leads to a plan of 727.4, the two lists to 727.6: the same rate.
    assert completion_of_plan(
        pd.DataFrame({"done": [664.8], "plan": [727.4]}), "done", "plan"
    )["done_pct"].round(1).tolist() == [91.4]  # fmt: skip
    assert money["done_ytd_10k_cny"] / YI / 0.914 == pytest.approx(727.4, abs=0.05)


def test_what_is_done_of_projects_that_are_being_prepared_counts_in_the_whole(answered):
    """Shijiazhuang, the same months: 664.8 of the listed and 38.4 beside them are 703.2."""
    listed = many(300, "A", done=664.8 * YI, plan=727.4 * YI)
    prepared = many(50, "P", list="planned", stage="started", done=38.4 * YI, plan=0.0)
    rows = pd.concat([listed, prepared], ignore_index=True).assign(period="2018-08")
    money = answered(rows, "2018-08")["project_investment"]
    assert row(money)["done_ytd_10k_cny"] / YI == pytest.approx(703.2)
    assert row(money, of="new_start")["done_pct"].round(1) == 91.4


def test_a_citys_share_of_the_provinces_list_and_what_a_project_costs():
    """Cangzhou 2022: 619 of 3,187 projects are 19.4 %, of 1519.2 亿 or 2.45 亿 each."""
    rows = pd.DataFrame({"ours": [True] * 619 + [False] * (3187 - 619)})
    share = completion(rows, done="ours")
    assert share[["listed", "done"]].to_numpy().tolist() == [[3187, 619]]
    assert share["done_pct"].round(1).tolist() == [19.4]
    each = rows[rows["ours"]].assign(award_10k_cny=1519.2 * YI / 619, paid_10k_cny=0.0)
    whole = money(each).iloc[0]
    assert whole["award_10k_cny"] / YI == pytest.approx(1519.2)
    assert round(whole["award_10k_cny"] / whole["rows"] / YI, 2) == 2.45


def test_ahead_of_half_a_year(answered):
    """Xingtai, first half of 2016: 85 of 86, 228.5 at 60.81 %, 10.8 points ahead."""
    rows = pd.concat(
        [many(85, "A", start="2016-03-01"), unstarted(1, "B")], ignore_index=True
    ).assign(done=228.5 * YI / 86, plan=228.5 * YI / 0.6081 / 86, period="2016-06")
    found = answered(rows, "2016-06")
    assert row(found["project_counts"])["started_pct"].round(1) == 98.8
    money = row(found["project_investment"])
    assert money["plan_year_10k_cny"] / YI == pytest.approx(375.8, abs=0.05)
    assert money["ahead_pp"].round(1) == 10.8


def test_nothing_is_rounded_before_it_is_subtracted(answered):
    """Jiangmen: 206 of 255 and of the 223 due; 629.0 of 647.4 less 10/12 is 13.8, not 13.9."""
    begun = many(206, "A", start="2020-05-01", planned_start="2020-05-31")
    late = unstarted(17, "L", planned_start="2020-08-31")
    later = unstarted(32, "E", planned_start="2020-12-31")
    rows = pd.concat([begun, late, later], ignore_index=True)
    rows = rows.assign(done=629.0 * YI / 255, plan=647.4 * YI / 255, period="2020-10")
    found = answered(rows, "2020-10")
    starts = row(found["project_counts"])
    assert (starts["started_pct"].round(1), starts["due_started_pct"].round(1)) == (80.8, 92.4)
    money = row(found["project_investment"])
    assert money["done_pct"].round(1) == 97.2
    assert money["ahead_pp"].round(1) == 13.8
