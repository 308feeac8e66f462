"""The demo city's upgrading: planted entries are found, figures stand up to a recount.

The recount reads the raw files by plain pandas and knows none of the package's verbs.
"""

import shutil

import pandas as pd
import pytest
import yaml

from analysis.intake import ingest
from analysis.questions.upgrading.quantities import QUANTITIES
from analysis.questions.upgrading.question import QUESTION
from analysis.tables.given import Given
from analysis.tables.store import Store
from tests.masked import masked
from tests.questions.demo_city import DEMO

DAY = pd.Timestamp("2022-11-30")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """The store of what the question reads; the monthly reports have warnings."""
    city = tmp_path_factory.mktemp("upgrading") / "demo-city"
    (city / "raw").mkdir(parents=True)
    declared = yaml.safe_load((DEMO / "city.yaml").read_text(encoding="utf-8"))
    read = {table.name for table in QUESTION.tables}
    declared["feeds"] = [feed for feed in declared["feeds"] if feed["table"] in read]
    for feed in declared["feeds"]:
        for path in (DEMO / "raw").glob(feed["files"]):
            shutil.copy(path, city / "raw")
    text = yaml.safe_dump(declared, allow_unicode=True)
    (city / "city.yaml").write_text(text, encoding="utf-8")
    assert not ingest(city).errors
    return Store(city / "store")


@pytest.fixture(scope="module")
def answer(store):
    found = QUESTION.answer(Given(store, "upgrading", QUESTION, "2022-11"))
    return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}


def sheet(name: str, heading_rows: int) -> pd.DataFrame:
    """The only sheet of a workbook under its joined headings."""
    cells = pd.read_excel(DEMO / "raw" / name, header=None, engine="calamine")
    top = cells.iloc[1].ffill() if heading_rows == 2 else cells.iloc[1]
    below = cells.iloc[2].fillna("") if heading_rows == 2 else ""
    return cells.iloc[1 + heading_rows :].set_axis(top + below, axis=1)


@pytest.fixture(scope="module")
def expected():
    reports = pd.read_csv(DEMO / "raw" / "规上企业月报_2022年.csv", encoding="gbk", dtype=str)
    now = reports[reports["报告期"] == "202211"]
    electronics = now[now["行业代码"].str.startswith("39")]
    columns = ("营业收入_本年累计（千元）", "营业收入_上年同期累计（千元）")
    sums = [electronics[c].astype(float).sum() / 10 for c in columns]  # 千元 → 万元

    titles = sheet("申报认定台账.xlsx", 2)
    firms = pd.read_csv(DEMO / "raw" / "企业名录.csv", encoding="gbk", dtype=str)
    by_name = firms.set_index("企业名称")["统一社会信用代码"]
    titles["id"] = titles["主体代码"].fillna(titles["主体名称"].map(by_name))
    held = titles[pd.to_datetime(titles["时间认定"]).le(DAY) & titles["年度"].eq(2022)]
    fusion, cloud = (
        set(held.loc[held["称号"] == name, "id"]) for name in ("两化融合企业", "工业企业上云")
    )
    eligible = fusion & set(now["统一社会信用代码"])

    green = set(sheet("绿色工厂自评价名单.xlsx", 1)["统一社会信用代码"])
    above = set(now["统一社会信用代码"])

    expo, library = sheet("数博会项目清单.xlsx", 1), sheet("项目库.xlsx", 2)
    expo = expo[expo["年度"].eq(2022)]
    total = library.set_index("项目代码")["总投资（万元）"].astype(float)
    kinds = expo.groupby("项目类别")["项目代码"].apply(set)
    presented = kinds["数博会发布项目"]
    agreed = kinds["数博会签约项目"] | kinds["数博会合作意向项目"]
    index = sheet("两化融合水平评估名单.xlsx", 1)["评价得分（分）"].astype(float)
    index = index[index.between(0, 100)]
    return {
        "electronics_revenue": sums[0],
        "electronics_revenue_growth": 100 * (sums[0] / sums[1] - 1),
        "expo_projects": len(presented),
        "expo_investment": total.reindex(sorted(presented)).sum(),
        "expo_signed": len(agreed),
        "expo_signed_investment": total.reindex(sorted(agreed)).sum(),
        "cloud_coverage": 100 * len(eligible & cloud) / len(eligible),
        "cloud_covered": len(eligible & cloud),
        "cloud_eligible": len(eligible),
        "green_coverage": 100 * len(above & green) / len(above),
        "green_covered": len(above & green),
        "green_eligible": len(above),
        "fusion_evaluated": len(index),
        "fusion_index": index.sum() / len(index),
        "fusion_leading": (index >= 90).sum(),
    }


@pytest.mark.recounts(QUANTITIES)
@pytest.mark.parametrize("quantity", QUANTITIES, ids=lambda quantity: quantity.name)
def test_a_figure_is_that_of_the_raw_files(quantity, answer, expected):
    rows = answer[quantity.table.name]
    for column, value in {"county_code": "city", **quantity.where}.items():
        rows = rows[rows[column] == value]
    assert expected[quantity.name] != 0
    assert rows[quantity.column].tolist() == [pytest.approx(expected[quantity.name])]


def test_parts_of_the_index_are_those_of_the_list(answer):
    listed = sheet("两化融合水平评估名单.xlsx", 1)
    has = {
        "design_tools": "数字化研发设计工具",
        "digital_management": "经营管理数字化",
        "digital_links": "关键业务环节全面数字化",
    }
    expected = {name: 100 * listed[column].eq("是").mean() for name, column in has.items()}
    control = next(column for column in listed if str(column).startswith("关键工序数控化率"))
    expected["controlled_processes_pct"] = listed[control].astype(float).mean()
    found = answer["fusion_parts"].query("county_code == 'city'").set_index("index")
    assert found["rate_pct"].to_dict() == pytest.approx(expected)
    assert found["answered"].eq(len(listed)).all()


def test_the_figures_have_their_numbers_of_the_years_report():
    numbers = {number for quantity in QUANTITIES for number in quantity.numbers}
    assert numbers == {52, 53, 55, 56, 57, 58}


def test_every_planted_fault_is_found_and_nothing_else(answer):
    names = ("planted_expo.csv", "planted_upgrading.csv")
    planted = pd.concat([pd.read_csv(DEMO / name, dtype=str) for name in names])
    found = answer["upgrading_findings"]["finding"].value_counts()
    assert found.to_dict() == planted["fault"].value_counts().to_dict()
    assert len(planted) == 8


def test_the_city_is_shown_and_counties_of_few_makers_are_not(store, answer):
    masks = masked(store, "upgrading", "2022-11", answer)["electronics"]
    hidden = masks.set_index("county_code")["masked"]
    single = answer["electronics"].query("reporting == 1")["county_code"]
    assert not hidden["city"]
    assert hidden[single].all()
