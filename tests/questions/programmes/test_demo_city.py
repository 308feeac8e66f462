"""The demo city's lists and money, recounted from the raw workbooks by plain pandas."""

import pandas as pd
import pytest

from analysis.questions.programmes.question import QUESTION
from tests.questions.demo_city import DEMO, answer_of

from .conftest import row

DAY = pd.Timestamp("2022-11-30")


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return answer_of("programmes", QUESTION, tmp_path_factory.mktemp("programmes"))


def read(name: str) -> pd.DataFrame:
    """A workbook of two heading rows, by its lower headings where there are any."""
    cells = pd.read_excel(DEMO / "raw" / name, header=None, engine="calamine")
    titles = cells.iloc[2].fillna(cells.iloc[1])
    return cells.iloc[3:].set_axis(titles, axis=1)


@pytest.fixture(scope="module")
def raw():
    """This year's granted entries of projects."""
    rows = read("申报认定台账.xlsx")
    granted = pd.to_datetime(rows["认定"]) <= DAY
    year = pd.to_numeric(rows["年度"], errors="coerce").eq(2022)
    return rows[granted & year & rows["主体类型"].eq("项目")]


def test_money_is_that_of_the_register(answer, raw):
    awarded = raw[raw["支持资金（万元）"].notna()]
    paid = answer["programme_payments"]
    assert row(paid, "all")["granted_10k_cny"] == awarded["支持资金（万元）"].sum()
    assert row(paid, "all")["paid_10k_cny"] == awarded["已拨付（万元）"].sum()
    two = awarded[awarded["称号"].isin(["百项示范项目", "产业基础再造项目"])]
    found = [row(answer["programme_money"], t) for t in ("hundred_demo", "industrial_base")]
    assert sum(each["granted"] for each in found) == len(two)
    assert sum(each["granted_10k_cny"] for each in found) == two["支持资金（万元）"].sum()


def test_lists_and_their_projects_in_the_library_are_those_of_the_workbooks(answer, raw):
    every = read("项目库.xlsx")
    library = every["省平台编码"].dropna()
    uncoded = every.loc[every["省平台编码"].isna(), "项目名称"]
    uncoded = uncoded[~uncoded.duplicated(keep=False)]
    for title, code in (
        ("省千项技改项目", "provincial_plan"),
        ("市重点技改项目", "city_upgrading_plan"),
    ):
        listed = raw[raw["称号"] == title]
        counts = row(answer["programme_lists"], code)
        assert counts["listed"] == listed["主体代码"].nunique()
        by_code = listed["主体代码"].isin(library)
        by_name = ~by_code & listed["主体名称"].isin(uncoded)
        assert counts["in_library"] == (by_code | by_name).sum()
        # The library is the city's own: it holds nearly all, and a few codes are not filled in.
        assert 0.9 * counts["listed"] < by_code.sum() < counts["in_library"]
        found = answer["programme_findings"].query("finding == 'matched_by_name'")
        assert (found["title"] == code).sum() == by_name.sum() > 0


def test_enterprises_with_the_incentive_are_those_of_the_workbooks(answer):
    rows = read("申报认定台账.xlsx")
    year = pd.to_numeric(rows["年度"], errors="coerce").eq(2022)
    held = rows[rows["称号"].eq("技改环保激励") & year & (pd.to_datetime(rows["认定"]) <= DAY)]
    assert held["取消"].isna().all()
    library = read("项目库.xlsx")
    builders = library.loc[library["建设性质"] == "技改", "统一社会信用代码"]
    whole = answer["programme_incentives"].set_index("county_code").loc["city"]
    codes = held["主体代码"].dropna().drop_duplicates()
    assert whole["enterprises"] == len(held)
    assert whole["upgrading"] == codes.isin(builders).sum()
    assert codes.isin(library["统一社会信用代码"]).all()


def test_a_project_with_two_programmes_is_found(answer, raw):
    awarded = raw[raw["支持资金（万元）"] > 0]
    twice = awarded[awarded["主体代码"].duplicated(keep=False)]
    found = answer["programme_findings"].query("finding == 'two_programmes'")
    assert sorted(found["holder"]) == sorted(twice["主体代码"])
    assert len(found) == 2
