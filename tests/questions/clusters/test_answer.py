"""The question of the clusters: what is withheld, what is said, what is drawn."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analysis import results
from analysis.display import use_style
from analysis.display.drawn import Drawn
from analysis.errors import DataError
from analysis.questions.clusters import answer as clusters
from analysis.questions.clusters import drawings, figures, text
from analysis.questions.clusters import lists as cluster_tables
from analysis.questions.clusters import prospects as cluster_prospects
from analysis.questions.clusters import trends as cluster_trends
from analysis.results.key import given
from analysis.tables import RESULT_TABLES
from analysis.tables.store import Store
from analysis.tables.target import Target
from analysis.tables.version import write_version
from tests.clusters.city import PERIOD, city_of, city_tables, employment_tables
from tests.masked import masked

SMALL = "C04"  # made to rest on two reporting enterprises
LATE = ("130103", "13")  # of this cell, that of C06, somebody did not report
OUTPUT = {"table": "industry_month", "column": "output_ytd_10k_cny", "kind": "flow"}
JOBS = {"table": "employment_month", "column": "employment_persons", "kind": "stock"}


def written(root, tables, city):
    write_version(root, city, tables, [{"path": "x", "sha256": "0"}])
    return Store(root)


@pytest.fixture(scope="module")
def listed(tmp_path_factory):
    tables = city_tables()
    reports = tables["cluster_month"].copy()
    reports.loc[reports["cluster_id"] == SMALL, "reporting_enterprises"] = 2.0
    months = tables["industry_month"].copy()
    late = months["county_code"].eq(LATE[0]) & months["industry_code"].eq(LATE[1])
    months.loc[late & months["period"].eq(PERIOD), "output_ytd_10k_cny"] *= 1.05
    tables = {**tables, "cluster_month": reports, "industry_month": months}
    return written(
        tmp_path_factory.mktemp("listed"), tables, city_of(tables["counties"], OUTPUT, PERIOD)
    )


@pytest.fixture(scope="module")
def jobs(tmp_path_factory):
    tables = employment_tables()
    return written(
        tmp_path_factory.mktemp("jobs"), tables, city_of(tables["counties"], JOBS, "2016-12")
    )


def test_reports_of_clusters_that_no_list_names_leave_the_industries_of_counties(tmp_path):
    tables = {name: rows for name, rows in city_tables().items() if name != "clusters"}
    store = written(tmp_path, tables, city_of(tables["counties"], OUTPUT, PERIOD))
    found = clusters.answer(given(store, "clusters", PERIOD))
    assert "cluster_lists" not in found
    assert set(found["cluster_positions"]["scope"]) == {"cells"}
    with pytest.raises(DataError, match="没有集群名录"):  # nor may industries leave, one by one
        masked(store, "clusters", PERIOD, found)


@pytest.fixture(scope="module")
def answers(listed):
    return clusters.answer(given(listed, "clusters", PERIOD))


@pytest.fixture(autouse=True)
def only_this_question(monkeypatch):
    use_style()


def opened(store, county="130101", audience="public"):
    return results.open_release(store.root, county, store.city().period, audience)


def test_a_cluster_of_two_reporters_is_withheld_and_never_alone(listed, answers):
    pattern = masked(listed, "clusters", PERIOD, answers)["cluster_positions"]
    pattern = pattern.set_index("cluster_id")
    assert pattern.loc[SMALL, "masked"]
    parts = listed.read("clusters").set_index("cluster_id")["province_list"]
    assert (pattern["masked"].groupby(parts).sum() != 1).all()
    assert not pattern["masked"].all()


def test_the_public_sees_no_figure_of_a_withheld_cluster_and_no_enterprise(listed):
    release = opened(listed)
    for name in ("cluster_positions", "cluster_months", "cluster_outlook", "cluster_eligibility"):
        rows = release.table(name).query("cluster_id == @SMALL")
        assert rows["masked"].all(), name
        measures = list(RESULT_TABLES[name].measures)
        assert rows[measures].isna().all(axis=None), name
    assert not release.has("chain_leaders")
    assert opened(listed, audience="internal").has("chain_leaders")


def test_no_column_that_is_released_tells_the_largest_member_by_the_standard_error(listed, answers):
    estimates = answers["cluster_estimates"].set_index("cluster_id")
    firms = listed.read("enterprise_month", periods=[PERIOD])
    members = listed.read("cluster_members")[["cluster_id", "uscc"]].merge(firms, on="uscc")
    base = members.set_index("cluster_id")["revenue_ytd_last_year_10k_cny"]
    share = base / base.groupby(level=0).sum()
    hhi = (share**2).groupby(level=0).sum()
    # Why: the variance over the HHI is one number, so one cluster known tells all others.
    several = estimates.join(hhi.rename("hhi"), how="inner").drop_duplicates()
    constant = several["sampling_sd_pp"] ** 2 / several["hhi"]
    np.testing.assert_allclose(constant, constant.iloc[0], rtol=1e-6)
    seen = opened(listed).table("cluster_estimates")
    measures = list(RESULT_TABLES["cluster_estimates"].measures)
    assert len(seen)
    assert seen["masked"].all() and seen[measures].isna().all(axis=None)
    assert not {*measures} & {*opened(listed).table("cluster_positions")}
    everything = opened(listed, audience="internal").table("cluster_estimates")
    assert everything["sampling_sd_pp"].notna().any()


def test_the_localisation_that_holds_the_enterprises_hhi_is_withheld(listed):
    def told(audience):
        rows = opened(listed, audience=audience).table("industry_structure")
        rows = rows[rows["industry_measure"] == "ellison_glaeser"]
        assert len(rows)
        return rows["estimate"].notna().any()

    assert told("internal") and not told("public")


def test_what_changed_in_a_list_is_for_the_bureau_alone(listed):
    """A level of a year ago beside this year's base is the output of those who left the list."""
    held, released = opened(listed, audience="internal"), opened(listed)
    changes = held.table("cluster_list_changes")
    assert changes["published_growth_pct"].notna().any()
    assert not released.has("cluster_list_changes")
    assert "公布总量之比" in cluster_tables.cluster_list(held, "zh").as_raw_html()
    assert "公布总量之比" not in cluster_tables.cluster_list(released, "zh").as_raw_html()
    assert "published_growth_pct" not in released.table("cluster_positions")
    assert {*released.table("cluster_lists")["period"].str[:4]} == {PERIOD[:4]}


def test_stars_counted_are_the_stars_shown(listed):
    release = opened(listed)
    shown = release.table("cluster_stars").query("scope == 'city' and not masked")
    counted = text.positions(release, "zh").set_index("cluster_id")["stars"]
    told = shown[shown["star"] == 1].groupby("cluster_id").size()
    seen = counted.dropna()
    assert seen.astype(int).to_dict() == told.reindex(seen.index, fill_value=0).to_dict()
    everything = text.positions(opened(listed, audience="internal"), "zh")
    assert everything["stars"].sum() > counted.sum()
    assert "stars" not in release.table("cluster_positions")


def test_the_share_of_small_enterprises_is_withheld_where_it_tells_of_one_or_two_large(listed):
    seen = opened(listed).table("cluster_eligibility").query("condition == 'sme_share'")
    seen = seen.set_index("cluster_id")
    firms = listed.read("cluster_members").merge(listed.read("enterprises")[["uscc", "size"]])
    large = firms[firms["size"] == "large"].groupby("cluster_id").size()
    large = large.reindex(seen.index, fill_value=0)
    assert seen.loc[large.between(1, 2), "masked"].all()
    assert seen.loc[large.between(1, 2), ["value", "distance", "verdict"]].isna().all(axis=None)
    open_ = seen[~seen["masked"]]
    assert (open_.loc[large[open_.index] == 0, "value"] == 100).all()
    assert len(open_)
    other = opened(listed).table("cluster_eligibility").query("condition == 'annual_sales'")
    assert other["masked"].sum() < seen["masked"].sum()


def test_leadership_goes_with_the_three_largest(listed, answers):
    pattern = masked(listed, "clusters", PERIOD, answers)["cluster_stars"]
    cluster = pattern.groupby("cluster_id")["masked"].transform("all")
    stars = pattern[~cluster & pattern["masked"]].groupby("dimension")["cluster_id"].agg(set)
    members = listed.read("cluster_members").merge(listed.read("enterprise_month"), on="uscc")
    now = members[members["period"] == PERIOD].sort_values("revenue_ytd_10k_cny")
    largest = now.groupby("cluster_id").tail(3).groupby("cluster_id")["revenue_ytd_10k_cny"]
    first, third = largest.max(), largest.min()
    telling = (largest.size() < 3) | (third <= 0.15 * first)
    expected = {*telling.index[telling]} - {*pattern.loc[cluster, "cluster_id"]}
    assert stars["leadership"] == expected
    assert {*stars.index} == {"leadership", "specialisation"}
    assert "top3_share_pct" not in opened(listed).table("cluster_positions")


def test_no_index_of_a_line_with_withheld_cells_is_seen(listed):
    release = opened(listed)
    cells = release.table("cell_effects")
    for of in ("county", "industry"):
        hidden = cells.groupby(f"{of}_code")["masked"].any()
        rows = release.table(f"{of}_structure")
        under = rows[f"{of}_code"].map(hidden)
        assert under.any()
        assert rows.loc[under, "estimate"].isna().all()


def test_a_county_sees_its_own_withheld_cluster(listed):
    own = listed.read("clusters").set_index("cluster_id").loc[SMALL, "county_code"]
    other = next(c.code for c in listed.city().counties if c.code != own)
    for county, seen in ((own, True), (other, False)):
        rows = opened(listed, county, "county").table("cluster_positions")
        known = rows.loc[rows["cluster_id"] == SMALL, "value"].notna()
        assert known.all() == seen


def test_the_value_of_specialisation_goes_with_its_cell(listed):
    release = opened(listed)
    cells = release.table("cell_effects").set_index(["county_code", "industry_code"])["masked"]
    places = listed.read("clusters").set_index("cluster_id")
    stars = release.table("cluster_stars").query("dimension == 'specialisation'")
    hidden = [
        cells[tuple(places.loc[c, ["county_code", "industry_code"]])] for c in stars["cluster_id"]
    ]
    assert any(hidden)
    assert stars.loc[hidden, "value"].isna().all()


def test_withheld_cells_are_never_alone_in_a_county_or_an_industry(listed, answers):
    found = masked(listed, "clusters", PERIOD, answers)
    for line, sums in (("county_code", "county_effects"), ("industry_code", "industry_effects")):
        cells = found["cell_effects"].groupby(line)["masked"].sum()
        assert cells.any()
        # Its sum may be withheld too.
        assert (cells + found[sums].set_index(line)["masked"].reindex(cells.index) != 1).all()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_headline_says_the_figures_of_the_tables(listed, lang):
    release = opened(listed)
    said = " ".join(text.headline(release, lang))
    total = release.table("cluster_lists").query("scope == 'city' and period == @PERIOD").iloc[0]
    assert f"{total['revenue_growth_pct']:.1f}%" in said
    assert f"{total['tax_rate_pct']:.2f}%" in said
    own = text.positions(release, lang).query("county_code == '130101' and not masked")
    best = own.sort_values("growth_pct").iloc[-1]
    assert best["said"] in said
    assert f"{abs(best['local_effect_pp']):.1f}" in said


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_city_without_lists_says_what_it_left_out(jobs, lang):
    release = opened(jobs)
    said = text.headline(release, lang)[-1]
    assert "另有4个" in said if lang == "zh" else "A further 4 are suppressed" in said
    assert any("4" in finding for finding in text.findings(release, lang))


def test_a_county_of_withheld_clusters_claims_nothing(listed):
    release = opened(listed)
    everyone = text.positions(release, "zh")
    hidden = everyone.assign(masked=True, county_code="130101")
    assert text._county(release, hidden, 15, "zh")[0] == "nothing_to_judge"
    assert text._county(release, hidden.iloc[:0], 15, "zh")[0] == "nothing_to_compare"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("city", ["listed", "jobs"])
def test_every_figure_is_drawn_without_a_warning(request, city, lang):
    release = opened(request.getfixturevalue(city), audience="internal")
    everyone, months = text.positions(release, lang), text.months(release)
    own = everyone[everyone["county_code"] == release.county]
    stated = [
        drawings.quadrants(release, everyone, lang),
        drawings.funnel(release, everyone, lang),
        drawings.months(release, months, own, lang),
        drawings.county_effects(release, lang),
    ]
    if city == "listed":
        stated += [drawings.taxes(release, everyone, lang), drawings.chains(release, lang)]
    for figure in stated:
        assert figure.finding and figure.measure
        if not isinstance(figure.shown, Drawn):
            figure.shown.draw_without_rendering()
            assert figure.shown.axes
    ranks = cluster_trends.rank_changes(release, months, everyone, lang)
    assert ranks.shown.count("part-ring") == ranks.shown.count("part-dot") <= len(own)


def test_bars_end_where_the_growth_is(listed):
    own = text.positions(opened(listed, audience="internal"), "zh").query("county_code == '130101'")
    axes = figures.effect_bars(own, "zh").axes[0]
    widths = np.array([bar.get_width() for bar in axes.patches]).reshape(3, len(own))
    growth = np.sort(own["growth_pct"].to_numpy())[::-1]
    np.testing.assert_allclose(widths.sum(axis=0), growth)
    np.testing.assert_allclose(axes.lines[0].get_xdata(), growth)


def test_tables_show_marks_and_never_a_withheld_number(listed):
    release = opened(listed)
    page = cluster_tables.cluster_list(release, "zh").as_raw_html()
    hidden = opened(listed, audience="internal").table("cluster_positions")
    secret = hidden.query("cluster_id == @SMALL and scope == 'city'").iloc[0]
    assert "***" in page
    assert f"{secret['value'] / 1e4:,.2f}" not in page
    assert "企业0" not in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_stars_and_programmes_are_laid_out_by_cluster(listed, lang):
    release = opened(listed, audience="internal")
    stars = cluster_tables.star_lines(release, lang).as_raw_html()
    assert stars.count("<tr") == 6  # title, heads, the lines, three clusters
    assert ("得星标准" if lang == "zh" else "Star from") in stars
    programmes = cluster_prospects.programme_lines(release, lang).as_raw_html()
    assert ("无数据" if lang == "zh" else "unknown") in programmes
    ahead = cluster_prospects.outlook_lines(release, lang).as_raw_html()
    row = text.main_list(release.table("cluster_outlook")).query("county_code == '130101'").iloc[0]
    assert f"{row['doubling_index']:.2f}" in ahead
    assert f"{row['needed_growth_pct']:.1f}" in ahead
    leaders = cluster_tables.leaders(release, lang).as_raw_html()
    assert "企业" in leaders


def test_a_target_of_the_city_is_taken_as_revised_by_the_day(listed):
    def taken(day, **said):
        target = Target(
            indicator="cluster_revenue", year=2022, value=12.0, kind="growth_pct", unit="%", **said
        )
        city = listed.city().model_copy(update={"targets": [target]})
        return clusters._target(SimpleNamespace(city=city, day=pd.Timestamp(day)))

    untold = SimpleNamespace(city=listed.city(), day=pd.Timestamp("2022-11-30"))
    assert clusters._target(untold) == clusters.DEFAULT_TARGET_PCT
    assert taken("2022-11-30") == 12.0
    assert taken("2023-11-30") == clusters.DEFAULT_TARGET_PCT
    revised = {"on": "2022-06-30", "value": 10.0}
    assert [taken(day, revised=revised) for day in ("2022-05-31", "2022-11-30")] == [12.0, 10.0]


def test_the_rest_of_the_year_is_forecast_for_each_list(listed):
    reports = listed.read("cluster_month")
    forecast = clusters.rest_of_year(reports, PERIOD)
    assert forecast.groupby("scope").size().to_dict() == {"city": 15, "province": 8}
    last_year = reports.query("period == '2021-12'").merge(
        reports.query("period == '2021-11'"), on=["cluster_id", "scope"]
    )
    rest = last_year["revenue_ytd_10k_cny_x"].sum() - last_year["revenue_ytd_10k_cny_y"].sum()
    assert 0.8 < forecast["rest_value"].sum() / rest < 1.6
    assert (forecast["rest_sd"] > 0).all()
    assert clusters.rest_of_year(reports[reports["period"] > "2022-06"], PERIOD).empty
    outlook = clusters.answer(given(listed, "clusters", PERIOD))["cluster_outlook"]
    assert set(outlook["basis"]) == {"forecast"}


def test_the_answer_is_what_the_dictionary_declares(listed):
    for name, frame in clusters.answer(given(listed, "clusters", PERIOD)).items():
        checked = RESULT_TABLES[name].validate(frame)
        pd.testing.assert_index_equal(checked.columns, pd.Index(RESULT_TABLES[name].columns))
