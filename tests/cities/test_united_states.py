"""Employment of the United States by industry: figures recomputed from the workbook."""

import pandas as pd
import pytest

from analysis.questions.clusters import text as clusters_text
from analysis.questions.output import text
from tests.cities.folders import city_folder, released


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return city_folder("us-employment", tmp_path_factory.mktemp("us"))


@pytest.fixture(scope="module")
def release(folder):
    return released(folder, "output", "clusters")


@pytest.fixture(scope="module")
def means(folder):
    """Mean employment of January to September: industry code × year."""
    file = next((folder / "raw").glob("*.xlsx"))
    types = {"行业代码": str}
    sheets = pd.read_excel(file, engine="calamine", sheet_name=None, skiprows=2, dtype=types)
    rows = pd.concat(sheets.values())
    rows = rows[rows["月份"].str[5:] <= "09"]
    year = rows["月份"].str[:4].astype(int)
    return rows.pivot_table(index="行业代码", columns=year, values="就业人数", aggfunc="mean")


def test_employment_growth_and_pull_of_every_industry(release, means):
    rows = release.table("output_outlook").query("tier == 'cell'").set_index("industry_code")
    assert len(rows) == len(means) == 20
    now, before = means.loc[rows.index, 2019], means.loc[rows.index, 2018]
    assert rows["ytd_value"].to_numpy() == pytest.approx(now.to_numpy())
    assert rows["ytd_growth_pct"].to_numpy() == pytest.approx((100 * (now / before - 1)).to_numpy())
    pull = 100 * (now - before) / before.sum()
    assert rows["pull_pp"].to_numpy() == pytest.approx(pull.to_numpy(), abs=1e-9)


def test_the_page_says_persons_and_growth_of_the_mean(release, means):
    now, before = means[2019].sum(), means[2018].sum()
    growing = int((means[2019] > means[2018]).sum())
    said = text.headline(release, "zh")[0]
    assert said.startswith(
        f"2019年1—9月，美国月均工业就业人数{now:,.0f}人，同比增长{100 * (now / before - 1):.1f}%"
    )
    assert f"20个行业中{growing}个增长" in said
    assert "第1位" not in said


def test_no_industry_is_carried_by_itself(release, means):
    growth = 100 * (means[2019] / means[2018] - 1)
    names = release.industry_names("zh")
    said = " ".join(clusters_text.headline(release, "zh"))
    assert "行业带动" not in said and "本行业" not in said
    assert f"“{names[growth.idxmax()]}”增速最高，增长{growth.max():.1f}%" in said
