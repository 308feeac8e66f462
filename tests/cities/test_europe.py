"""Production indices of 34 countries: an index makes no sum; each country has its own shock."""

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.intake import check
from analysis.questions.output import sections, text
from tests.cities.folders import CITIES, city_folder, released

GERMANY, GREECE = "90005", "90007"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return city_folder("eu-ipi", tmp_path_factory.mktemp("eu"))


@pytest.fixture(scope="module")
def release(folder):
    return released(folder, "output")


@pytest.fixture(scope="module")
def means(folder):
    """Mean index of January to November: country × year, missing where a month is."""
    file = next((folder / "raw").glob("*.csv"))
    rows = pd.read_csv(file, encoding="gbk", skiprows=1)
    rows = rows[rows["月份"].str[5:] <= "11"]
    year = rows["月份"].str[:4].astype(int)
    wide = rows.pivot_table(
        index="国家", columns=year, values="制造业生产指数", aggfunc=["mean", "count"]
    )
    return wide["mean"].where(wide["count"] == 11)


@pytest.fixture(scope="module")
def outlook(release):
    rows = release.table("output_outlook").query("tier == 'county'")
    names = {county.code: county.name.zh for county in release.city.counties}
    return rows.assign(country=rows["county_code"].map(names)).set_index("country")


def test_the_index_and_its_growth_of_every_country(outlook, means):
    both = means[[2019, 2020]].dropna()
    assert set(outlook.index) == set(both.index)
    now, before = both.loc[outlook.index, 2020], both.loc[outlook.index, 2019]
    assert outlook["ytd_value"].to_numpy() == pytest.approx(now.to_numpy())
    growth = 100 * (now / before - 1)
    assert outlook["ytd_growth_pct"].to_numpy() == pytest.approx(growth.to_numpy())


def test_germany_is_no_number_of_persons(release, means):
    growth = (100 * (means[2020] / means[2019] - 1)).dropna()
    rank = int((growth > growth["德国"]).sum()) + 1
    said = text.headline(release.for_county(GERMANY), "zh")[0]
    assert said.startswith(
        f"2020年1—11月，德国月均制造业生产指数{means.loc['德国', 2020]:.1f}，"
        f"同比下降{-growth['德国']:.1f}%，居已报送的{len(growth)}个国家第{rank}位"
    )
    assert "人" not in said


def test_there_is_no_total_of_indices(release):
    tables = ("output_outlook", "output_path", "output_what_if")
    assert all("city" not in set(release.table(name)["county_code"]) for name in tables)
    assert text.headline(release.for_county("city"), "zh") == [
        "制造业生产指数是指数，不能相加，没有合计。"
    ]


def test_germany_has_its_own_shock_and_no_festival(release):
    effects = release.for_county(GERMANY).table("output_effects")
    assert list(effects["effect"]) == ["2020-04", "2020-05"]
    assert (effects["effect_hi95_pct"] < 0).all()
    page = sections.effects(release.for_county(GERMANY), "zh").as_raw_html()
    assert "春节" not in page
    assert release.for_county(GREECE).table("output_effects").empty


def test_indices_are_not_decomposed_by_industry_and_county(folder):
    with pytest.raises(DataError, match="make no sum"):
        released(folder, "clusters").table("cell_effects")


def test_check_asks_for_the_name_and_the_kind_of_the_measure(tmp_path):
    folder = city_folder("eu-ipi", tmp_path)
    (folder / "city.yaml").write_bytes((CITIES / "eu-ipi" / "city.yaml").read_bytes())
    assert {fault.kind for fault in check(folder).warnings} == {"measure_name", "measure_kind"}
