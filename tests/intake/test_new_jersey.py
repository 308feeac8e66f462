"""The real city: its raw files are the source's, and its totals are the published ones."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.intake import ingest
from analysis.tables.store import Store

CITY = Path(__file__).parents[2] / "data" / "new-jersey"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "us_qcew_2016"
STATE, UNKNOWN, ALL = "34000", "34999", "31-33"
FILES = ["qcew_nj_monthly_2015_2016.csv", "qcew_nj_2016q.csv"]
DISCLOSED = ["327", "332"]  # the industries in which no county is suppressed


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("city")
    (folder / "raw").symlink_to(CITY / "raw", target_is_directory=True)
    (folder / "city.yaml").write_bytes((CITY / "city.yaml").read_bytes())
    intake = ingest(folder)
    assert not intake.faults, [fault.zh for fault in intake.faults]
    assert intake.changed
    return Store(folder / "store")


def controls(name):
    return pd.read_csv(CITY / "raw" / "controls" / name, dtype=str)


def by_area(rows, index):
    """Published figures with one column an area; a cell not published stays missing."""
    return rows.pivot_table("value", index, "area_fips", aggfunc=lambda x: x.sum(min_count=1))


@pytest.fixture(scope="module")
def monthly():
    """Published rows of the state and the unknown county, by industry and month."""
    rows = controls(FILES[0])
    return rows.assign(
        period=rows["year"] + "-" + rows["month"].str.zfill(2),
        value=rows["employment"].astype(float),
    )


def test_all_rows_are_stored(store):
    employment = store.read("employment_month")
    assert employment["county_code"].nunique() == 21
    assert employment["industry_code"].nunique() == 21
    assert sorted(set(employment["period"]))[0::23] == ["2015-01", "2016-12"]
    assert len(employment) == len((CITY / "raw" / FILES[0]).read_text().splitlines()) - 1
    assert len(store.read("counties")) == 21
    assert len(store.read("industries")) == 21


def test_statewide_employment_is_the_published_row_where_all_counties_are_disclosed(store, monthly):
    employment = store.read("employment_month")
    whole = employment.groupby("industry_code")["employment_persons"].agg(
        lambda figures: figures.notna().all()
    )
    assert whole[whole].index.tolist() == DISCLOSED
    ours = employment[employment["industry_code"].isin(DISCLOSED)]
    ours = ours.groupby(["industry_code", "period"])["employment_persons"].sum()
    rows = monthly[monthly["industry_code"].isin(DISCLOSED)]
    published = by_area(rows, ["industry_code", "period"])
    assert len(published) == 48
    total = ours + published[UNKNOWN]
    pd.testing.assert_series_equal(total, published[STATE], check_names=False)


def test_statewide_establishments_are_the_published_row_in_every_industry(store):
    ours = store.read("establishments_quarter")
    ours = ours.groupby(["industry_code", "period"])["establishments"].sum()
    rows = controls(FILES[1]).query("industry_code != @ALL")
    rows = rows.assign(
        period=rows["year"] + "-" + (rows["qtr"].astype(int) * 3).astype(str).str.zfill(2),
        value=rows["qtrly_estabs_count"].astype(float),
    )
    published = by_area(rows, ["industry_code", "period"])
    assert len(published) == 21 * 4
    total = ours + published[UNKNOWN].fillna(0)
    pd.testing.assert_series_equal(total, published[STATE], check_names=False)


def test_wages_are_the_published_row_in_thousand_dollars(store):
    ours = store.read("establishments_quarter").query("industry_code in @DISCLOSED")
    ours = ours.groupby("industry_code")["wages_1k_usd"].sum()
    rows = controls(FILES[1]).query("industry_code in @DISCLOSED")
    rows = rows.assign(value=rows["total_qtrly_wages"].astype(float) / 1000)
    published = by_area(rows, ["industry_code"])
    pd.testing.assert_series_equal(
        ours + published[UNKNOWN], published[STATE], check_names=False, rtol=1e-12
    )


def test_total_manufacturing_of_the_counties_adds_up_to_the_state(monthly):
    rows = monthly[monthly["industry_code"] == ALL]
    areas = by_area(rows, ["period"])
    assert areas.shape == (24, 23)
    assert (areas.drop(columns=STATE).sum(axis=1) == areas[STATE]).all()


def test_what_is_disclosed_never_exceeds_total_manufacturing(store, monthly):
    ours = store.read("employment_month").groupby(["county_code", "period"])["employment_persons"]
    rows = monthly[(monthly["industry_code"] == ALL) & ~monthly["area_fips"].isin([STATE, UNKNOWN])]
    total = rows.set_index(["area_fips", "period"])["value"].rename_axis(["county_code", "period"])
    share = ours.sum() / total
    assert len(share) == 21 * 24
    assert share.max() <= 1
    assert share.notna().all()


def test_suppressed_cells_are_missing_never_zero(store):
    raw = pd.read_csv(CITY / "raw" / FILES[1], dtype=str)
    suppressed = raw["disclosure_code"] == "N"
    stored = store.read("establishments_quarter")
    assert stored["wages_1k_usd"].isna().sum() == suppressed.sum() == 379
    published_zero = ~suppressed & (raw["total_qtrly_wages"] == "0")
    assert (stored["wages_1k_usd"] == 0).sum() == published_zero.sum() == 5
    assert stored["establishments"].notna().all()
    months = pd.read_csv(CITY / "raw" / FILES[0], dtype=str)
    assert store.read("employment_month")["employment_persons"].isna().sum() == (
        months["employment"].isna().sum()
    )
    assert store.sources()[1]["masked"] == 379


def test_the_months_of_2016_are_those_of_the_quarterly_file(store):
    quarters = pd.read_csv(CITY / "raw" / FILES[1], dtype=str)
    quarters = quarters[quarters["disclosure_code"] != "N"]
    months = quarters.melt(
        ["area_fips", "industry_code", "qtr"],
        ["month1_emplvl", "month2_emplvl", "month3_emplvl"],
    )
    number = (months["qtr"].astype(int) - 1) * 3 + months["variable"].str[5].astype(int)
    months["period"] = "2016-" + number.astype(str).str.zfill(2)
    published = months.set_index(["area_fips", "industry_code", "period"])["value"].astype(float)
    stored = store.read("employment_month").query("period >= '2016-01'").dropna()
    ours = stored.set_index(["county_code", "industry_code", "period"])["employment_persons"]
    both = pd.concat([ours, published.rename_axis(ours.index.names)], axis=1, join="inner")
    assert len(both) > 3000
    assert (both.iloc[:, 0] == both.iloc[:, 1]).all()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the source files are not here")
@pytest.mark.parametrize("folder", ["raw", "raw/controls"])
@pytest.mark.parametrize("name", FILES)
def test_rows_and_columns_were_cut_and_no_value_was_changed(folder, name):
    ours = pd.read_csv(CITY / folder / name, dtype=str)
    source = pd.read_csv(SHARED / name, dtype=str)[list(ours)]
    assert set(ours) <= set(source)
    merged = ours.merge(source.drop_duplicates(), how="left", indicator=True)
    assert len(merged) == len(ours)
    assert (merged["_merge"] == "both").all()
