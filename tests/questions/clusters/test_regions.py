"""The counties side by side and the convergence tests: numbers that can be added up by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.display.sentences import of_release
from analysis.questions.clusters import catch_up, regions
from analysis.tables.name import COUNTIES, Name

EFFECTS = ["reference_effect_pp", "mix_effect_pp", "local_effect_pp", "new_industry_effect_pp"]


def stub(**tables):
    """A release of two counties that holds the tables given."""
    names = {"01": "甲县", "02": "乙县"}
    return SimpleNamespace(
        facts={},
        county="01",
        period="2022-11",
        shows_all=True,
        city=SimpleNamespace(whole=Name(zh="全州", en="state"), parts=COUNTIES),
        has=tables.__contains__,
        table=tables.__getitem__,
        everywhere=lambda name, columns: tables[name],
        county_name=lambda lang, code=None: names[code or "01"],
        place_name=lambda lang: names["01"],
        industry_names=lambda lang: {"13": "食品业", "17": "纺织业", "30": "建材业"},
    )


def counties(masked=(False, False)):
    # 甲 grows 10 − 3 + 1 = 8 %, and over three years 40 − 6 + 5 = 39 points of 2019.
    rows = [("01", 8.0, 10.0, -3.0, 1.0, 0.0, 40.0, -6.0, 5.0, 0.0, 3.0),
            ("02", 12.0, 10.0, 3.0, -1.0, 0.0, 41.0, 6.0, -5.0, 0.0, 3.0)]  # fmt: skip
    columns = ["county_code", "growth_pct", *EFFECTS, *(f"dynamic_{e}" for e in EFFECTS), "years"]
    return pd.DataFrame(rows, columns=columns).assign(masked=list(masked))


def cells():
    """甲 is special in 纺织业, but that is withheld, and in 食品业."""
    return pd.DataFrame(
        {
            "county_code": ["01", "01", "01", "02"],
            "industry_code": ["13", "17", "30", "30"],
            "location_quotient": [1.75, None, 0.5, 2.25],
            "masked": [False, True, False, False],
        }
    )


def measures(of, values, masked=False):
    rows = [(code, name, x) for code, named in values.items() for name, x in named.items()]
    columns = [f"{of}_code", f"{of}_measure", "estimate"]
    return pd.DataFrame(rows, columns=columns).assign(masked=masked)


def structures(county_masked=False, industry_masked=False):
    county = {
        "01": {"krugman": 0.6, "normalised_hhi": 0.125, "cr4_pct": 70.0},
        "02": {"krugman": 1.0, "normalised_hhi": 0.375, "cr4_pct": 90.0},
    }
    industry = {"13": {"hoover": 0.25, "gini": 0.4, "theil": 0.1, "ellison_glaeser": None}}
    county_rows = measures("county", county, county_masked)
    industry_rows = measures("industry", industry, industry_masked)
    return {
        "cell_effects": cells(),
        "county_structure": county_rows.assign(
            estimate=county_rows["estimate"].where(~county_rows["masked"])
        ),
        "industry_structure": industry_rows.assign(
            estimate=industry_rows["estimate"].astype(float).where(~industry_rows["masked"])
        ),
    }


def page(table):
    return table.as_raw_html()


def test_counties_are_ranked_and_led_by_what_may_be_shown():
    html = page(regions.county_list(stub(county_effects=counties(), cell_effects=cells()), "zh"))
    assert html.index("乙县") < html.index("甲县")
    assert "食品业 (1.8)" in html
    assert "建材业 (2.2)" in html
    assert "纺织业" not in html
    bold = [line for line in html.splitlines() if "font-weight: bold" in line and "<td" in line]
    assert any("甲县" in line for line in bold)
    assert not any("乙县" in line for line in bold)


def test_a_withheld_county_has_no_number_and_no_rank():
    rows = counties((False, True))
    numbers = ["growth_pct", *EFFECTS]
    rows[numbers] = rows[numbers].where(~rows["masked"])
    html = page(regions.county_list(stub(county_effects=rows, cell_effects=cells()), "en"))
    assert html.count(">***</td>") == 5
    assert html.index("甲县") < html.index("乙县")


def test_years_added_up_stand_beside_this_year():
    html = page(regions.over_years(stub(county_effects=counties()), "zh"))
    this_year, years = html.index("2022年1—11月"), html.index("自2019年逐年累计")
    assert this_year < html.index(">8.0</td>") < years < html.index(">39.0</td>")
    assert "新行业" not in html


def test_structure_names_the_special_industries_and_what_the_county_is():
    html = page(regions.structure(stub(**structures()), "zh"))
    assert "食品业" in html
    assert "建材业" not in html  # its quotient is below 1
    assert ">0.25</td>" in html
    assert "EG指数" not in html  # nobody has one
    assert "标准化HHI 0.125（各地中位数0.250）" in html
    assert "不予公布" not in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_withheld_structure_is_said_and_not_shown(lang):
    html = page(regions.structure(stub(**structures(True, True)), lang))
    assert ("不予公布" if lang == "zh" else "Withheld") in html
    assert "0.125" not in html
    assert ">0.25</td>" not in html
    own = structures(pd.Series([False] * 3 + [True] * 3))
    html = page(regions.structure(stub(**own), lang))
    assert "0.125" in html
    assert "0.250" not in html  # the median of one county is not the city's


def spread(low, high, speed=2.5):
    beta = {
        "slope": -0.04, "standard_error": 0.01, "slope_lower": low, "slope_upper": high,
        "p_value": 0.01, "speed_pct": speed, "n": 18.0,
    }  # fmt: skip
    rows = [("counties", "beta", "2022-11", name, x) for name, x in beta.items()]
    for year, sd in (("2021-11", 0.55), ("2022-11", 0.5)):
        rows += [("counties", "sigma", year, "sd_log", sd), ("counties", "sigma", year, "n", 18.0)]
    return pd.DataFrame(rows, columns=["subject", "form", "period", "statistic", "estimate"])


@pytest.mark.parametrize(("listed", "name"), [(True, "集群"), (False, "各地各行业")])
def test_industries_are_not_called_clusters(listed, name):
    """A bureau with output alone has no list of clusters and no revenue."""
    rows = spread(-0.06, -0.02)
    rows.loc[rows["form"] == "beta", "subject"] = "clusters"
    release = stub(cluster_spread=rows, **({"cluster_lists": rows} if listed else {}))
    assert f"{name}的β为" in catch_up.paragraph(release, "zh")[0]
    text = of_release(release, "clusters")
    ranks = {"up": 1, "down": 1, "of": 3}
    assert text.say("rank_finding", "zh", kind="行业", **ranks).startswith("3个行业中")
    measured = text.say("months_measure", "zh", noun=None if listed else "规模以上工业总产值")
    assert measured.startswith("营业收入同比" if listed else "规模以上工业总产值同比")


def test_convergence_gives_a_speed_only_where_the_interval_leaves_out_zero():
    said = catch_up.paragraph(stub(cluster_spread=spread(-0.06, -0.02)), "zh")
    assert len(said) == 1
    assert "β为-0.040（稳健标准误0.010，95%区间-0.060至-0.020，n＝18）" in said[0]
    assert "小者增长更快，每年2.5%" in said[0]
    assert "2021年0.550、2022年0.500" in said[0]
    open_ = catch_up.paragraph(stub(cluster_spread=spread(-0.06, 0.01)), "en")[0]
    assert "spans zero" in open_
    assert "2.5" not in open_
    apart = catch_up.paragraph(stub(cluster_spread=spread(0.01, 0.05)), "en")[0]
    assert "the larger grew faster" in apart
    assert catch_up.paragraph(stub(cluster_spread=spread(0, 0).iloc[:0]), "zh") == []
