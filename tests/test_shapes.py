"""Cities of every shape: each makes the reports that its data carry, and says why others lack."""

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.results import release
from analysis.results.answers import answers
from analysis.tables.store import Store
from tests.shapes import NO_NUMBER, Tables, all_tables, city_of, pages, since, small_city

slow = pytest.mark.slow


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A city of three counties and all its tables."""
    return small_city(tmp_path_factory.mktemp("small"), enterprises=20, seed=4)


@pytest.fixture(scope="module")
def tables(small):
    return all_tables(small)


def without(tables: Tables, *names: str) -> dict[str, pd.DataFrame]:
    return {name: frame for name, frame in tables.items() if name not in names}


def in_county(tables: Tables, name: str, code: str) -> dict[str, pd.DataFrame]:
    """One table in one county only."""
    return {**tables, name: tables[name][tables[name]["county_code"] == code]}


def of_industry(tables: Tables, code: str) -> dict[str, pd.DataFrame]:
    kept = {
        name: frame[frame["industry_code"] == code]
        if "industry_code" in frame and name != "industries"
        else frame
        for name, frame in tables.items()
    }
    clusters = {*kept["clusters"]["cluster_id"]}
    return {
        name: frame[frame["cluster_id"].isin(clusters)] if "cluster_id" in frame else frame
        for name, frame in kept.items()
    }


def largest_industry(tables: Tables) -> str:
    return str(
        tables["industry_month"].groupby("industry_code")["output_ytd_10k_cny"].sum().idxmax()
    )


def without_last_year(tables: Tables) -> dict[str, pd.DataFrame]:
    """No 上年同期 beside the figures of the industries."""
    frame = tables["industry_month"]
    return {**tables, "industry_month": frame.assign(output_ytd_last_year_10k_cny=float("nan"))}


def young_clusters(tables: Tables) -> dict[str, pd.DataFrame]:
    """Clusters of this year: nothing to compare them with."""
    frame = tables["cluster_month"]
    return {**tables, "cluster_month": frame[frame["period"] >= "2022"]}


def late_county(tables: Tables) -> dict[str, pd.DataFrame]:
    """One county has not reported the last month."""
    frame = tables["industry_month"]
    late = (frame["county_code"] == "139902") & (frame["period"] == frame["period"].max())
    return {**tables, "industry_month": frame[~late]}


def one_enterprise(tables: Tables) -> dict[str, pd.DataFrame]:
    code = tables["enterprise_month"]["uscc"].iloc[0]
    return {
        name: frame[frame["uscc"] == code] if "uscc" in frame else frame
        for name, frame in tables.items()
    }


KEPT = ("industry_month", "industries", "counties")
SHAPES = {
    "only the output table": lambda t: {n: t[n] for n in KEPT},
    "one industry": lambda t: of_industry(t, largest_industry(t)),
    "one enterprise": one_enterprise,
    "no last year": without_last_year,
    "one year": lambda t: since(t, "2022"),
    "two years": lambda t: since(t, "2021"),
    "no targets": lambda t: without(t, "targets"),
    "no clusters": lambda t: without(t, "clusters", "cluster_month", "cluster_members"),
    "young clusters": young_clusters,
    "evaluation in one county": lambda t: in_county(t, "evaluation", "139902"),
    "no register": lambda t: without(t, "enterprises"),
    "no electricity": lambda t: without(t, "electricity_month"),
    "no enterprises' reports": lambda t: without(t, "enterprise_month"),
}
ORDINARY = ("only the output table", "one enterprise")


def read_all(store: Store, audience: str, patch: pytest.MonkeyPatch) -> dict[tuple[str, str], str]:
    found = {(name, county): text for name, county, text in pages(store, audience, patch)}
    for page, text in found.items():
        assert not NO_NUMBER.findall(text), (page, NO_NUMBER.search(text))
    return found


@pytest.mark.parametrize(
    "shape", [name if name in ORDINARY else pytest.param(name, marks=slow) for name in SHAPES]
)
def test_a_city_of_any_shape_has_the_reports_that_its_data_carry(
    shape, small, tables, tmp_path, monkeypatch
):
    store = city_of(tmp_path / "store", small.city(), SHAPES[shape](tables))
    found = read_all(store, "internal", monkeypatch)
    assert {name for name, _ in found} >= {"01_output_forecast"}
    assert "名录变动" not in "".join(found.values())


@slow
@pytest.mark.parametrize("shape", [name for name in SHAPES if name != "only the output table"])
def test_what_leaves_of_a_city_of_any_shape_is_whole(shape, small, tables, tmp_path, monkeypatch):
    store = city_of(tmp_path / "store", small.city(), SHAPES[shape](tables))
    read_all(store, "public", monkeypatch)


def test_a_county_that_is_late_has_no_figure_of_the_year_to_date(
    small, tables, tmp_path, monkeypatch
):
    only = {name: late_county(tables)[name] for name in KEPT}
    store = city_of(tmp_path / "store", small.city(), only)
    found = read_all(store, "internal", monkeypatch)
    name = small.city().county("139902").name("zh")
    late = found["01_output_forecast", "139902"]
    assert f"{name}尚未报送2022年11月数据，没有累计数和增速（最近一期为2022年10月）。" in late
    assert "累计完成" not in late
    assert "预计2022年全年" in late
    others = found["01_output_forecast", "139901"]
    assert f"尚未报送2022年11月数据（{name}整县未报），全市数只计已报送的。" in others
    assert "居已报送的2个县（市、区）第" in others


def test_annual_figures_are_refused_with_the_reason(small, tables, tmp_path):
    frame = tables["industry_month"]
    annual = frame[frame["period"].str.endswith("-11")]
    store = city_of(tmp_path / "store", small.city(), {**tables, "industry_month": annual})
    with pytest.raises(DataError, match="年内都缺上一期"):
        answers(store, "output", small.city().period)


def test_only_the_output_table_says_what_publishing_needs(small, tables, tmp_path):
    store = city_of(tmp_path / "store", small.city(), {name: tables[name] for name in KEPT})
    with pytest.raises(DataError, match="released_by_source"):
        release(store, "output", small.city().period, "public")


def test_a_city_of_one_county_has_no_place_among_its_counties(small, tables, tmp_path, monkeypatch):
    city = small.city()
    alone = [county.model_dump() for county in city.counties[:1]]
    targets = [t.model_dump() for t in city.targets if t.county in ("city", alone[0]["code"])]
    store = city_of(tmp_path / "store", city, tables, counties=alone, targets=targets)
    found = read_all(store, "internal", monkeypatch)
    said = found["01_output_forecast", alone[0]["code"]]
    assert "累计完成" in said
    assert "1个县（市、区）第" not in said
    assert "与全市持平" not in said
