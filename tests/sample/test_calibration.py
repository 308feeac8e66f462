"""The demo city beside the published figures it is calibrated to (run with -s to see them)."""

import itertools

import numpy as np
import pandas as pd
import pytest

from analysis.rates import growth_pct
from tests.sample.conftest import DEMO

NOVEMBER = "2022-11"
SUMS = {
    "revenue": "revenue_ytd_10k_cny",
    "revenue_before": "revenue_ytd_last_year_10k_cny",
    "tax": "tax_ytd_10k_cny",
    "tax_before": "tax_ytd_last_year_10k_cny",
}


def clusters_at(tables: dict[str, pd.DataFrame], period: str, scope: str) -> pd.Series:
    reports = tables["cluster_month"]
    rows = reports[(reports["period"] == period) & (reports["scope"] == scope)]
    return rows[list(SUMS.values())].sum().set_axis(list(SUMS)) / 1e4  # 亿元


def measured(tables: dict[str, pd.DataFrame]) -> dict[str, float]:
    output = tables["industry_month"]
    november = output[output["period"] == NOVEMBER]
    city = clusters_at(tables, NOVEMBER, "city")
    province = clusters_at(tables, NOVEMBER, "province")
    december, before = (
        clusters_at(tables, "2021-12", "city"),
        clusters_at(tables, "2021-11", "city"),
    )
    data = tables["evaluation"]
    data = data[data["year"] == 2022]
    small = data["evaluation_group"].eq("below_scale") & (data["land_mu"] >= 3)
    above = data[data["evaluation_group"] == "above_scale"]
    members = tables["cluster_month"].query("period == @NOVEMBER")["scope"].value_counts()
    weight = november.groupby("county_code")["output_ytd_last_year_10k_cny"].sum()
    growth = tables["county_month"].query("period == @NOVEMBER").set_index("county_code")
    return {
        "enterprises above scale": november["enterprises"].sum(),
        "divisions in use": november["industry_code"].nunique(),
        "evaluated below scale, 3 mu and more": small.sum(),
        "clusters on the city list": members["city"],
        "clusters on the provincial list": members["province"],
        "cluster revenue, year to 2022-11, 100m CNY": city["revenue"],
        "cluster revenue, a year, 100m CNY": city["revenue"]
        + (december["revenue"] - before["revenue"]) * city["revenue"] / city["revenue_before"],
        "cluster revenue growth, %": growth_pct(city["revenue"], city["revenue_before"]),
        "cluster tax growth, %": growth_pct(city["tax"], city["tax_before"]),
        "tax / revenue, %": 100 * city["tax"] / city["revenue"],
        "provincial / city list revenue": province["revenue"] / city["revenue"],
        "value added growth, %": np.average(
            growth["value_added_growth_ytd_pct"].loc[weight.index], weights=weight
        ),
        "output growth, comparable, %": growth_pct(
            november["output_ytd_10k_cny"].sum(), november["output_ytd_last_year_10k_cny"].sum()
        ),
        "emissions missing, share": above["cod_t"].isna().mean(),
    }


EXPECTED = {
    "enterprises above scale": (1640, 1690),  # published 1,666
    "divisions in use": (37, 37),
    "evaluated below scale, 3 mu and more": (2900, 3100),
    "clusters on the city list": (46, 46),
    "clusters on the provincial list": (44, 44),
    "cluster revenue, year to 2022-11, 100m CNY": (4400, 4700),
    "cluster revenue, a year, 100m CNY": (4930, 5060),  # implied by the published figures: 4,982
    "cluster revenue growth, %": (11.0, 15.0),  # published 11.9 (province, H1 2022), 13.9 (2023)
    "cluster tax growth, %": (1.0, 4.0),  # published 2.5 and 2.4
    "tax / revenue, %": (1.6, 1.85),  # published 1.73
    "provincial / city list revenue": (0.94, 0.98),  # published 0.963
    "value added growth, %": (6.0, 8.5),  # published 7.6 (to May), 8.1 (to June)
    "output growth, comparable, %": (7.0, 12.0),
    "emissions missing, share": (0.08, 0.12),
}


def test_the_demo_city_meets_the_published_figures(latest):
    found = measured(latest)
    print()
    for name, value in found.items():
        low, high = EXPECTED[name]
        print(f"{name:45} {value:10.2f}   [{low}, {high}]")
    assert set(found) == set(EXPECTED)
    outside = {n: v for n, v in found.items() if not EXPECTED[n][0] <= v <= EXPECTED[n][1]}
    assert outside == {}


@pytest.mark.parametrize("column", ["output_ytd_10k_cny", "output_ytd_last_year_10k_cny"])
def test_counties_and_industries_are_the_sums_of_their_enterprises(latest, column):
    key = ["county_code", "industry_code", "period"]
    sums = latest["enterprise_month"].groupby(key)[column].sum()
    published = latest["industry_month"].set_index(key)[column]
    published = published[published.index.get_level_values("period") >= "2021-02"]
    pd.testing.assert_series_equal(published.sort_index(), sums, check_exact=False, rtol=1e-12)


def test_comparable_growth_is_not_the_ratio_of_published_levels(latest):
    levels = latest["industry_month"].groupby("period")["output_ytd_10k_cny"].sum()
    before = latest["industry_month"].groupby("period")["output_ytd_last_year_10k_cny"].sum()
    comparable = growth_pct(levels[NOVEMBER], before[NOVEMBER])
    nominal = growth_pct(levels[NOVEMBER], levels["2021-11"])
    assert abs(comparable - nominal) > 0.3


def test_one_month_was_revised(demo):
    key = ["county_code", "industry_code", "period", "scope"]
    output = demo.tables["industry_month"]
    twice = output[output.duplicated(key, keep=False)]
    assert set(twice["period"]) == {"2022-09"}
    assert set(twice["vintage"]) == {"2022-10-18", "2022-12-15"}
    values = twice.sort_values("vintage").groupby(key)["output_ytd_10k_cny"].agg(["first", "last"])
    assert 0.05 < (values["first"] != values["last"]).mean() < 0.25


def test_the_epidemic_and_the_festival_show_in_electricity(latest):
    used = latest["electricity_month"].groupby("period")["electricity_10k_kwh"].sum()
    assert used["2020-02"] < 0.8 * used["2019-03"]
    assert used["2021-02"] < 0.9 * used["2021-01"]  # the festival was on 12 February
    assert used["2020-01"] < used["2021-01"]  # on 25 January 2020
    assert used["2022-04"] < used["2022-03"] * 1.05


def test_disclosure_has_something_to_do(latest):
    """Cells of one or two enterprises, and cells that one of many dominates (p = 15 %)."""
    rows = latest["enterprise_month"].query("period == @NOVEMBER")
    cells = rows.groupby(["county_code", "industry_code"])["output_ytd_10k_cny"]
    largest = cells.max()
    second = cells.apply(lambda values: values.nlargest(2).iloc[-1] if len(values) > 1 else 0.0)
    dominated = (cells.size() >= 3) & (cells.sum() - largest - second < 0.15 * largest)
    assert (cells.size() < 3).sum() > 100
    assert dominated.sum() >= 10


def test_the_planted_faults_are_in_the_data(demo):
    faults = pd.read_csv(DEMO / "planted_faults.csv")
    data = demo.tables["evaluation"].set_index(["uscc", "year"])
    land = demo.tables["land_parcels"].query("tenure == 'leased_out'")
    let = faults[faults["column"] == "area_mu"]
    of_land = faults["column"] == "area_mu"
    for fault in faults[~of_land].itertuples():
        assert data.loc[(fault.uscc, fault.year), fault.column] == pytest.approx(
            fault.reported_value, abs=0.01
        )
    reported = land[land["uscc"].isin(let["uscc"])].set_index("uscc")["area_mu"]
    assert reported.loc[let["uscc"]].to_numpy() == pytest.approx(let["reported_value"], abs=0.01)
    assert 0.005 < (~of_land).sum() / len(data) < 0.02
    assert faults["fault"].nunique() == 7


def test_spreads_are_those_of_real_enterprises(latest):
    """Quartiles of taxes per mu lie a factor of two to six apart, in every evaluated group."""
    data = latest["evaluation"]
    data = data[data["exempt_reason"].isna() & (data["land_mu"] > 0)]
    ratio = (data["tax_10k_cny"] / data["land_mu"]).groupby(data["evaluation_group"])
    spread = ratio.quantile(0.75) / ratio.quantile(0.25)
    assert spread.between(2, 6).all()
    counties = data.groupby("county_code")[["tax_10k_cny", "value_added_10k_cny"]].sum()
    ranks = counties.div(data.groupby("county_code")["land_mu"].sum(), axis=0).rank()
    assert (ranks["tax_10k_cny"] != ranks["value_added_10k_cny"]).any()


def test_the_list_changes_by_its_entries_and_exits(latest):
    """Enterprises of a period = those of the period before + entries − exits, faults aside."""
    reports = latest["enterprise_month"].groupby("period")["uscc"].agg(set)
    planted = pd.read_csv(DEMO / "planted_above_scale.csv").query("table == 'roster_events'")
    events = latest["roster_events"]
    events = events[~events["uscc"].isin(planted["key"].str[:18])]
    leave = events["event"].isin(
        ["below_line", "stopped", "deregistered", "moved_out", "reclassified_out"]
    )
    periods = sorted(reports.index)
    assert (leave & events["period"].isin(periods[1:])).sum() > 20
    for before, period in itertools.pairwise(periods):
        now = events["period"] == period
        entered, left = set(events["uscc"][now & ~leave]), set(events["uscc"][now & leave])
        assert reports[period] == (reports[before] | entered) - left
        assert not entered & reports[before]


def test_the_protected_are_those_that_entered_in_the_data_year(latest):
    changes, events = latest["evaluation_adjustments"], latest["roster_events"]
    grown = events[events["event"] == "upscaled"]
    grown = set(zip(grown["uscc"], grown["period"].str[:4].astype(int) + 1, strict=True))
    protected = changes[changes["kind"] == "protect"]
    assert len(protected) > 20
    assert set(zip(protected["uscc"], protected["year"], strict=True)) <= grown
