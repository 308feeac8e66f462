"""The demo city's projects: planted faults are found, figures stand up to a recount.

The recount reads the raw workbooks by plain pandas and knows none of the package's verbs.
"""

import pandas as pd
import pytest

from analysis.questions.investment.quantities import QUANTITIES
from analysis.questions.investment.question import QUESTION
from analysis.tables.given import Given
from tests.masked import masked
from tests.questions.demo_city import DEMO, store_of

from .conftest import row

DAY = pd.Timestamp("2022-11-30")
HEADINGS = {
    "项目代码": "code", "项目名称": "name", "年初清单": "list", "报告期": "period",
    "2022年计划投资（万元）": "plan", "形象进度阶段": "stage",
    "形象进度投资本年累计完成投资（不含上年）（万元）": "done",
    "形象进度实际时间实际开工时间": "started", "形象进度纳统编码": "statistics",
    "形象进度统计本年累计投资（万元）": "counted",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return store_of(QUESTION, tmp_path_factory.mktemp("investment"))


@pytest.fixture(scope="module")
def answer(store):
    found = QUESTION.answer(Given(store, "investment", QUESTION, "2022-11"))
    return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}


@pytest.fixture(scope="module")
def raw():
    """The last period of all counties' workbooks, with what the library says by code."""
    parts = []
    for path in sorted((DEMO / "raw").glob("重点项目调度表_*.xlsx")):
        cells = pd.read_excel(path, header=None, engine="calamine")
        top, middle, bottom = (cells.iloc[n] for n in (1, 2, 3))
        middle = middle.where(middle.notna() | bottom.isna(), middle.ffill())
        titles = [
            "".join(text for text in levels if isinstance(text, str))
            for levels in zip(top.ffill(), middle, bottom, strict=True)
        ]
        rows = cells.iloc[4:].set_axis(titles, axis=1)
        parts.append(rows.rename(columns=HEADINGS)[[*HEADINGS.values()]].assign(
            county=path.stem.split("_")[1]
        ))  # fmt: skip
    assert len(parts) == 18
    rows = pd.concat(parts, ignore_index=True)
    rows = rows[rows["period"] == "2022年1—11月"]
    cells = pd.read_excel(DEMO / "raw" / "项目库.xlsx", header=None, engine="calamine")
    library = cells.iloc[3:].set_axis(cells.iloc[1].ffill() + cells.iloc[2].fillna(""), axis=1)
    library = library.set_index("项目代码")
    named = library.reset_index().drop_duplicates("项目名称", keep=False)
    named = named.set_index("项目名称")["项目代码"]
    assert rows["code"].isna().sum() == 3  # whose names the library has once
    rows["code"] = rows["code"].fillna(rows["name"].map(named))
    rows["total"] = rows["code"].map(library["总投资（万元）"].astype(float))
    rows["planned"] = rows["code"].map(library["计划时间开工"])
    for name in ("started", "planned"):
        rows[name] = pd.to_datetime(rows[name], format="%Y年%m月")
    return rows.astype({"plan": float, "done": float})


def test_every_figure_is_that_of_the_raw_workbooks(answer, raw):
    new = raw[raw["list"] == "新开工"]
    begun, due = new["started"] <= DAY, new["planned"] <= DAY
    large = raw[(raw["started"] <= DAY) & (raw["total"] >= 500)]
    rate = 100 * raw["done"].sum() / raw["plan"].sum()
    expected = {
        "investment_projects": len(raw),
        "investment_plan": raw["plan"].sum(),
        "investment_done": raw["done"].sum(),
        "investment_completion": rate,
        "investment_ahead": rate - 100 * 11 / 12,
        "new_start_projects": len(new),
        "new_started_projects": begun.sum(),
        "new_start_rate": 100 * begun.sum() / len(new),
        "due_start_rate": 100 * (begun & due).sum() / due.sum(),
        "project_statistics_rate": 100 * large["statistics"].notna().sum() / len(large),
    }
    assert [quantity.name for quantity in QUANTITIES] == [*expected]
    for quantity in QUANTITIES:
        found = row(answer[quantity.table.name], of=quantity.where["list"])[quantity.column]
        assert found == pytest.approx(expected[quantity.name]), quantity.name


def test_the_counties_invested_what_their_workbooks_say(answer, raw):
    money = answer["project_investment"].query("list == 'all' & county_code != 'city'")
    assert sorted(money["done_ytd_10k_cny"]) == sorted(raw.groupby("county")["done"].sum())
    assert money["single"].sum() == (raw["county"].value_counts() == 1).sum() == 1


def test_statistics_are_those_of_the_workbooks(answer, raw):
    counted = raw[raw["counted"].notna()]
    found = answer["project_statistics"].set_index("county_code").loc["city"]
    assert found["counted"] == len(counted)
    assert found["statistics_ytd_10k_cny"] == counted["counted"].astype(float).sum()
    assert found["counted_done_10k_cny"] == counted["done"].sum()


def test_the_longest_delay_is_that_of_the_workbooks(answer, raw):
    due = raw["planned"] + pd.offsets.MonthEnd(0)
    days = (DAY - due[~(raw["started"] <= DAY) & (due <= DAY)]).dt.days
    assert row(answer["project_counts"])["late_days"] == days.max()
    lag = answer["project_lag"].query("reason == 'not_started'")
    assert sorted(lag["late_days"]) == sorted(days)


def test_the_stages_now_are_those_of_the_workbooks(answer, raw):
    steps = answer["project_steps"].query("county_code == 'city' & stage_now != 'left'")
    counts = steps.groupby("stage_now")["projects"].sum()
    assert sorted(counts) == sorted(raw["stage"].value_counts())


def test_every_planted_fault_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_investment.csv", dtype=str)
    found = answer["project_findings"]["finding"].value_counts()
    assert found.to_dict() == planted["fault"].value_counts().to_dict()
    assert len(planted) == 51


def test_a_county_of_one_project_is_withheld_and_the_city_is_not(store, answer):
    masks = masked(store, "investment", "2022-11", answer)["project_investment"]
    money = answer["project_investment"]
    (single,) = money.query("list == 'all' & single")["county_code"]
    assert row(masks, single)["masked"]
    assert not row(masks)["masked"]
    hidden = masks.query("list == 'all' & masked")["county_code"]
    assert len(hidden) == 3  # of two, one county knows its own and so the other's
