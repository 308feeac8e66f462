"""Taiwan's listed companies, recomputed from the workbook: no last year, TWD, one region."""

import pandas as pd
import pytest

from analysis.display.quantity_cards import listing
from analysis.questions.clusters import lists
from analysis.questions.clusters import text as clusters_text
from analysis.questions.output import notes, text
from tests.cities.folders import city_folder, released


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return city_folder("taiwan", tmp_path_factory.mktemp("taiwan"))


@pytest.fixture(scope="module")
def release(folder):
    return released(folder, "output", "clusters")


@pytest.fixture(scope="module")
def cumulated(folder):
    """Cumulative revenue to December in 10,000 TWD: industry × year."""
    file = next((folder / "raw").glob("*.xlsx"))
    years = {}
    for year in (2019, 2020):
        sheet = pd.read_excel(
            file, engine="calamine", sheet_name=f"{year}年", header=None, skiprows=4
        )
        sheet = sheet[~sheet[0].str.contains("合计")]
        years[year] = sheet.set_index(0)[11] / 10
    return pd.DataFrame(years).astype(float)


@pytest.fixture(scope="module")
def outlook(release):
    names = release.industry_names("zh")
    rows = release.table("output_outlook").query("county_code == '710000'")
    return rows.assign(name=rows["industry_code"].map(names)).set_index("name")


def test_revenue_of_the_year_and_its_growth(outlook, cumulated):
    now, before = cumulated[2020].sum(), cumulated[2019].sum()
    whole = outlook.loc["合计"]
    assert whole["ytd_value"] == pytest.approx(now)
    assert whole["ytd_base_value"] == pytest.approx(before)
    assert whole["ytd_growth_pct"] == pytest.approx(100 * (now / before - 1))


def test_every_industry_has_its_value_growth_and_pull(outlook, cumulated):
    found = outlook.drop(index="合计")
    assert len(found) == len(cumulated) == 28
    expected = cumulated.loc[found.index]
    grew = 100 * (expected[2020] / expected[2019] - 1)
    assert found["ytd_value"].to_numpy() == pytest.approx(expected[2020].to_numpy())
    assert found["ytd_growth_pct"].to_numpy() == pytest.approx(grew.to_numpy())
    pull = 100 * (expected[2020] - expected[2019]) / cumulated[2019].sum()
    assert found["pull_pp"].to_numpy() == pytest.approx(pull.to_numpy(), abs=1e-9)


def test_december_alone(folder, outlook):
    file = next((folder / "raw").glob("*.xlsx"))
    single = {}
    for year in (2019, 2020):
        sheet = pd.read_excel(
            file, engine="calamine", sheet_name=f"{year}年", header=None, skiprows=4
        )
        sheet = sheet[~sheet[0].str.contains("合计")]
        single[year] = (sheet[11] - sheet[10]).sum()
    growth = 100 * (single[2020] / single[2019] - 1)
    assert outlook.loc["合计", "month_growth_pct"] == pytest.approx(growth)


def test_the_page_says_currency_name_and_breadth(release, cumulated):
    now, before = cumulated[2020].sum(), cumulated[2019].sum()
    said = text.headline(release, "zh")[0]
    growing = int((cumulated[2020] > cumulated[2019]).sum())
    assert said == (
        f"2020年1—12月，台湾累计完成上市公司营业收入{now / 1e4:,.2f}亿新台币元，"
        f"同比增长{100 * (now / before - 1):.1f}%，12月当月增长13.7%。28个行业中{growing}个增长，"
        f"增长面{100 * growing / 28:.1f}%。"
    )
    assert f"reached TWD {now / 1e5:,.2f} bn" in text.headline(release, "en")[0]
    assert text.words(release, "zh").shown_unit == "亿新台币元"


def test_cards_have_the_name_and_no_rank_among_one(release, cumulated):
    cards = listing(release, "output", "zh").set_index("quantity")
    value = f"{cumulated[2020].sum() / 1e4:,.2f}亿新台币元"
    assert tuple(cards.loc["output_ytd", ["title", "value", "rank"]]) == (
        "上市公司营业收入累计",
        value,
        "",
    )


def test_intervals_that_did_not_hold_are_said(release):
    coverage = release.table("output_coverage").query("covered == 'sum' and horizon == 6")
    cells = coverage.set_index("tier").loc["cell"]
    assert cells["coverage80_pct"] < 60
    warned = notes.calibration(release, "zh")
    assert f"分县分行业提前6期只覆盖{cells['coverage80_pct']:.0f}%" in warned


def test_shocks_are_those_of_the_series_not_the_epidemic_elsewhere(release):
    effects = release.table("output_effects")["effect"]
    assert not {"2020-02", "2020-03", "2022-04"} & set(effects)


def test_growth_of_published_levels_is_not_called_comparable(release):
    page = lists.cluster_list(release, "zh").as_raw_html()
    assert "总量增速" in page and "可比增速" not in page
    assert "上市公司营业收入（亿新台币元）" in page
    assert "不是可比增速" in clusters_text.limits(release, "zh")[0]


def test_one_region_is_held_against_no_other(release, cumulated):
    growth = cumulated[2020] / cumulated[2019] - 1
    said = clusters_text.headline(release, "zh")
    assert said[1] == (
        f"台湾的28个行业中，“{growth.idxmax()}”增速最高，增长{100 * growth.max():.1f}%；"
        "没有别处可比，不与同行业比较。"
    )


def test_with_last_year_beside_it_growth_is_that_of_the_two_columns(tmp_path):
    folder = city_folder("taiwan-yoy", tmp_path)
    whole = released(folder, "output").table("output_outlook").query("industry_code == 'total'")
    file = next((folder / "raw").glob("*.xlsx"))
    sheet = pd.read_excel(
        file, engine="calamine", sheet_name="2020年1-12月", header=None, skiprows=3
    )
    sheet = sheet[~sheet[0].str.contains("合计")]
    assert whole["ytd_growth_pct"].iloc[0] == pytest.approx(
        100 * (sheet[1].sum() / sheet[2].sum() - 1)
    )
