"""The whole comparison of a city: tables in, declared result tables out."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.clusters import Comparison, compare
from analysis.clusters.screens import Screen
from analysis.clusters.stars import StarScheme
from analysis.errors import DataError
from analysis.questions.clusters.tables import RESULTS
from analysis.tables.measure import Measure
from analysis.tables.rules import in_force

from .city import PERIOD, city_tables, employment_tables

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
DECLARED = {t.name: t for t in RESULTS}


def chosen(measure):
    return Comparison(
        measure=measure,
        scheme=in_force(REFERENCE / "stars", StarScheme, PERIOD)[0],
        screens=tuple(in_force(REFERENCE / "eligibility", Screen, PERIOD)),
    )


OUTPUT = chosen(Measure(table="industry_month", column="output_ytd_10k_cny", kind="flow"))
JOBS = chosen(Measure(table="employment_month", column="employment_persons", kind="stock"))


@pytest.fixture(scope="module")
def listed():
    return compare(city_tables(), PERIOD, OUTPUT)


@pytest.fixture(scope="module")
def by_cell():
    return compare(employment_tables(), "2016-12", JOBS)


def test_every_result_is_what_the_dictionary_declares(listed, by_cell):
    assert set(listed) == set(DECLARED)
    for results in (listed, by_cell):
        for name, frame in results.items():
            assert len(DECLARED[name].validate(frame)) == len(frame), name


def test_effects_of_each_cluster_add_up_to_its_growth(listed, by_cell):
    for results in (listed, by_cell):
        p = results["cluster_positions"]
        points = p[["reference_effect_pp", "mix_effect_pp", "local_effect_pp"]].sum(axis=1)
        np.testing.assert_allclose(points, p["growth_pct"], atol=1e-9)


def test_pulls_of_each_list_add_up_to_its_growth(listed):
    lists = listed["cluster_lists"].query("period == @PERIOD").set_index("scope")
    # Years before stand on other lists: beside this year's base they would tell who left.
    assert {*listed["cluster_lists"]["period"].str[:4]} == {PERIOD[:4]}
    pulls = listed["cluster_positions"].groupby("scope")["pull_pp"].sum()
    for scope in ("city", "province"):
        assert pulls[scope] == pytest.approx(lists.loc[scope, "revenue_growth_pct"])
    assert lists["clusters"].tolist() == [15, 8]


def test_effects_of_counties_add_up_and_local_effects_cancel(listed):
    c = listed["county_effects"]
    effects = ["reference_effect_pp", "mix_effect_pp", "local_effect_pp", "new_industry_effect_pp"]
    np.testing.assert_allclose(c[effects].sum(axis=1), c["growth_pct"], atol=1e-9)
    assert (c["local_effect_pp"] * c["value_last_year"]).sum() == pytest.approx(0, abs=1e-5)
    split = c[["competitive_effect_pp", "allocation_effect_pp", "entry_effect_pp"]].sum(axis=1)
    np.testing.assert_allclose(split, c["local_effect_pp"], atol=1e-9)


def test_dynamic_effects_add_up_over_three_years(listed):
    c = listed["county_effects"]
    rows = city_tables()["industry_month"]
    rows = rows[rows["period"].str[5:] == "11"]
    change = rows["output_ytd_10k_cny"] - rows["output_ytd_last_year_10k_cny"]
    total = change.groupby(rows["county_code"]).sum()
    start = rows[rows["period"] == "2020-11"].groupby("county_code")["output_ytd_last_year_10k_cny"]
    dynamic = c.filter(like="dynamic_").sum(axis=1).to_numpy()
    np.testing.assert_allclose(dynamic, 100 * (total / start.sum()).to_numpy(), atol=1e-8)
    assert c["years"].unique().tolist() == [3]


def test_flows_of_the_roster_add_up_to_the_published_growth(listed):
    months = city_tables()["enterprise_month"]
    now, before = (
        months.loc[months["period"] == p, "output_ytd_10k_cny"].sum() for p in (PERIOD, "2021-11")
    )
    city = listed["roster_flows"].query("county_code == 'city'")
    assert city["pull_pp"].sum() == pytest.approx(100 * (now / before - 1))


def test_a_cluster_far_from_its_target_is_unlikely_and_one_beyond_it_is_likely(listed):
    o = listed["cluster_outlook"]
    beyond = o["growth_pct"] > 20
    behind = o["growth_pct"] < 5
    assert beyond.any()
    assert behind.any()
    assert (o.loc[beyond, "light"] == "green").all()
    assert (o.loc[behind, "light"] == "red").all()


def test_screens_say_what_nobody_measured(listed):
    area = listed["cluster_eligibility"].query("condition == 'area'")
    assert set(area["verdict"]) == {"unknown"}


def test_the_chain_matrix_counts_everybody_once(listed):
    tables = city_tables()
    counted = listed["chain_roles"]["enterprises"].sum()
    assert counted == tables["cluster_members"]["uscc"].nunique()
    leaders = listed["chain_leaders"]
    assert len(leaders) == tables["cluster_members"]["role"].isin(["chain_leader", "leading"]).sum()


def test_suppressed_cells_are_excluded_and_counted(by_cell):
    counties = by_cell["county_effects"]
    assert counties["cells_left_out"].sum() == 4
    assert counties["cells_used"].sum() == 16
    assert len(by_cell["cluster_positions"]) == 16
    assert counties["local_effect_pp"].mul(counties["value_last_year"]).sum() == pytest.approx(
        0, abs=1e-6
    )


def test_a_stock_is_averaged_over_the_year_so_far(by_cell):
    rows = employment_tables()["employment_month"].query(
        "county_code == '130101' and industry_code == '311'"
    )
    mean = rows.groupby(rows["period"].str[:4])["employment_persons"].mean()
    cell = by_cell["cell_effects"].set_index(["county_code", "industry_code"])
    assert cell.loc[("130101", "311"), "growth_pct"] == pytest.approx(
        100 * (mean["2016"] / mean["2015"] - 1)
    )


def test_cells_with_three_establishments_or_fewer_are_not_ranked(by_cell):
    p = by_cell["cluster_positions"]
    few = p["units"] <= 3
    assert few.any()
    estimates = by_cell["cluster_estimates"]
    assert estimates["cluster_id"].tolist() == p["cluster_id"].tolist()
    assert estimates.loc[few, ["rank", "shrunk_growth_pct"]].isna().all(axis=None)
    assert estimates.loc[~few, "rank"].notna().all()


def test_later_reports_are_not_looked_at():
    tables = city_tables()
    early = compare(tables, "2022-06", OUTPUT)
    cut = {
        name: rows[rows["period"] <= "2022-06"] if "period" in rows else rows
        for name, rows in tables.items()
    }
    for name, frame in compare(cut, "2022-06", OUTPUT).items():
        pd.testing.assert_frame_equal(early[name], frame)


def test_a_missing_county_and_a_zone_counted_twice():
    tables = city_tables()
    rows = tables["industry_month"]
    absent = {**tables, "industry_month": rows[rows["county_code"] != "130103"]}
    found = compare(absent, PERIOD, OUTPUT)["cluster_findings"]
    assert found.query("check == 'missing_county'")["county_code"].tolist() == ["130103"]
    twice = {**tables, "industry_month": pd.concat([rows, rows[rows["county_code"] == "130103"]])}
    with pytest.raises(DataError, match="重复计入"):
        compare(twice, PERIOD, OUTPUT)


def test_two_lists_in_one_panel_are_refused():
    tables = city_tables()
    rows = tables["industry_month"]
    mixed = {**tables, "industry_month": pd.concat([rows, rows.assign(scope="all")])}
    with pytest.raises(DataError, match="混有不同口径"):
        compare(mixed, PERIOD, OUTPUT)


def test_negative_output_is_refused():
    tables = city_tables()
    rows = tables["industry_month"].copy()
    rows.loc[rows.index[-1], "output_ytd_10k_cny"] = -1.0
    with pytest.raises(DataError, match="1个负数"):
        compare({**tables, "industry_month": rows}, PERIOD, OUTPUT)


def test_the_same_input_gives_the_same_result(listed):
    again = compare(city_tables(), PERIOD, OUTPUT)
    for name, frame in listed.items():
        pd.testing.assert_frame_equal(frame, again[name])
