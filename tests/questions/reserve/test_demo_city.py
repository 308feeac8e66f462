"""The demo city's reserve: planted entries are found, figures stand up to a recount.

The recount reads the raw workbooks by plain pandas and knows none of the package's verbs.
"""

import pandas as pd
import pytest

from analysis.questions.reserve.quantities import QUANTITIES
from analysis.questions.reserve.question import QUESTION
from tests.questions.demo_city import DEMO, store_of
from tests.questions.help.conftest import answers

JANUARY, DAY = pd.Timestamp("2022-01-01"), pd.Timestamp("2022-11-30")


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    store = store_of(QUESTION, tmp_path_factory.mktemp("reserve"))
    return answers(store, QUESTION, "reserve")


def cells_of(stem, sheet=0):
    """The rows of a sheet with two heading rows, under their lowest headings."""
    path = DEMO / "raw" / f"{stem}.xlsx"
    cells = pd.read_excel(path, sheet_name=sheet, header=None, engine="calamine")
    return cells.iloc[3:].set_axis(cells.iloc[2].fillna(cells.iloc[1]), axis=1)


@pytest.fixture(scope="module")
def plan():
    rows = cells_of("医疗物资储备计划")
    rows = rows[rows["品种"].notna()]
    quota = next(name for name in rows if name.startswith("承储数量"))
    rows = rows.rename(columns={quota: "quota", "品种": "品名"})
    assert rows["最低实物比例（%）"].eq(70).all()
    return rows.astype({"quota": float})[["品名", "承储企业", "计量单位", "quota"]]


@pytest.fixture(scope="module")
def moved(plan):
    """What came and went by the day; `amount` is signed, and nothing in another unit."""
    came = cells_of("医疗物资出入库台账", "入库").rename(
        columns={"入库日期": "day", "入库方式": "reason", "合同文号": "document"}
    )
    went = cells_of("医疗物资出入库台账", "出库").rename(
        columns={"出库日期": "day", "出库原因": "reason", "调拨文号": "document"}
    )
    rows = pd.concat([came.assign(sign=1), went.assign(sign=-1)], ignore_index=True)
    rows = rows.assign(day=pd.to_datetime(rows["day"]), amount=rows["sign"] * rows["数量"])
    unit = rows["品名"].map(plan.groupby("品名")["计量单位"].first()).fillna(rows["计量单位"])
    return rows[(rows["day"] <= DAY) & (rows["计量单位"] == unit)].astype({"amount": float})


@pytest.mark.recounts(QUANTITIES)
def test_every_figure_is_that_of_the_raw_workbooks(answer, plan, moved):
    held = moved.groupby(["品名", "承储企业"])["amount"].sum().rename("stock")
    rows = plan.join(held, on=["品名", "承储企业"]).fillna({"stock": 0})
    short = rows.loc[rows["stock"] < 0.7 * rows["quota"], "品名"]
    totals = rows.groupby("品名")[["quota", "stock"]].sum()
    year = moved[moved["day"] >= JANUARY]
    bought = year[(year["sign"] == 1) & (year["reason"] == "绿色通道")]
    sent = year[(year["sign"] == -1) & (year["reason"] == "调拨")]
    expected = {
        "emergency_purchases": bought["document"].nunique(),
        "reserve_allocations": sent["document"].nunique(),
        "reserve_items": len(totals),
        "reserve_items_full": (totals["stock"] >= totals["quota"]).sum(),
        "reserve_items_at_minimum": len(totals) - short.nunique(),
    }
    assert [quantity.name for quantity in QUANTITIES] == [*expected]
    for quantity in QUANTITIES:
        table = answer[quantity.table.name].query("county_code == 'city'")
        assert table[quantity.column].item() == expected[quantity.name], quantity.name


def test_stock_supply_and_expiry_are_those_of_the_raw_workbooks(answer, plan, moved):
    inside = moved.merge(plan[["品名", "承储企业"]], on=["品名", "承储企业"])
    last = inside[(inside["sign"] == -1) & (inside["day"] > DAY - pd.Timedelta(days=14))]
    ends = moved.dropna(subset="失效日期").groupby("批号")["失效日期"].first()
    days = (pd.to_datetime(inside["批号"].map(ends)) - DAY).dt.days
    expected = pd.DataFrame(
        {
            "stock": inside.groupby("品名")["amount"].sum(),
            "used": -last.groupby("品名")["amount"].sum(),
            "expired": inside[days < 0].groupby("品名")["amount"].sum(),
            "expires_0_90": inside[days.between(0, 90)].groupby("品名")["amount"].sum(),
            "expires_91_180": inside[days.between(91, 180)].groupby("品名")["amount"].sum(),
        }
    ).fillna(0)
    found = answer["reserve_items"].set_index("item").loc[expected.index]
    assert found[[*expected]].eq(expected).all().all()
    supply = expected["stock"] / (expected["used"] / 14)
    assert found["supply_days"].tolist() == pytest.approx(supply.tolist())


def test_counties_have_what_the_book_says(answer, moved):
    sent = moved[(moved["day"] >= JANUARY) & (moved["sign"] == -1) & (moved["reason"] == "调拨")]
    counted = answer["reserve_sent"].query("county_code != 'city'")["allocations"]
    wanted = sent.groupby("县（市、区）")["document"].nunique()
    assert sorted(counted[counted > 0]) == sorted(wanted)
    summed = answer["reserve_sent_items"].query("county_code == 'city'")
    every = -sent.groupby("品名")["amount"].sum()
    assert summed.set_index("item")["quantity"].to_dict() == every.to_dict()


def test_every_planted_entry_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_reserve.csv", dtype=str)
    found = answer["reserve_findings"]
    assert found["finding"].value_counts().to_dict() == planted["fault"].value_counts().to_dict()
    moves = found.dropna(subset="move_id")
    named = set(zip(moves["finding"], moves["move_id"], strict=True))
    wanted = set(zip(planted["fault"], planted["key"], strict=True))
    assert named <= wanted
    assert {fault for fault, _ in wanted - named} == {"negative_balance", "expired_in_stock"}
