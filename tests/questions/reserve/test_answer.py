"""Stock, plan, supply and expiry by hand, every check with a planted row, what is not there."""

import pandas as pd
import pytest
from hypothesis import given as drawn_from
from hypothesis import settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.reserve.question import QUESTION
from tests.questions.help.conftest import COUNTIES, answers, write_store

from .conftest import moves, plan

MASKS = """
    date       direction quantity document county
    2022-03-01 in        100000   采1      -
    2022-10-20 out       13600    调1      990001
    2022-11-17 out       20000    调2      990001
    2022-11-30 out       2400     调2      990002
    2022-12-01 out       64000    调3      990002
    """


def test_64_000_of_100_000_is_below_the_minimum_and_lasts_40_days(answered):
    found = answered(MASKS)
    item = found["reserve_items"].squeeze()
    assert (item["stock"], item["quota"], item["fill_pct"]) == (64_000, 100_000, 64)
    assert (item["minimum"], item["holders"], item["holders_below"]) == (70_000, 1, 1)
    assert (item["used"], item["daily_use"], item["supply_days"]) == (22_400, 1_600, 40)
    counts = found["reserve_counts"].squeeze()
    assert counts[["items", "items_full", "items_at_minimum"]].tolist() == [1, 0, 0]


def test_the_daily_use_is_that_of_fourteen_calendar_days_the_last_included(answered):
    book = "date direction quantity\n2022-03-01 in 900\n2022-11-16 out 70\n2022-11-17 out 14"
    item = answered(book)["reserve_items"].squeeze()
    assert (item["used"], item["daily_use"], item["supply_days"]) == (14, 1, 816)


def test_an_item_that_nobody_used_has_no_days(answered):
    item = answered("direction quantity\nin 5")["reserve_items"].squeeze()
    assert item["used"] == 0
    assert pd.isna(item["supply_days"])


def test_quotas_add_up_and_the_minimum_is_each_holders_own(answered):
    quotas = "holder spec quota\n甲公司 大 60\n甲公司 小 40\n乙公司 大 100"
    found = answered("holder quantity direction\n甲公司 130 in\n乙公司 69 in", quotas)
    item = found["reserve_items"].squeeze()
    assert (item["quota"], item["stock"], item["fill_pct"]) == (200, 199, 99.5)
    assert (item["holders"], item["holders_below"]) == (2, 1)
    below = found["reserve_holders"].set_index("holder_name")["below"]
    assert below.to_dict() == {"甲公司": False, "乙公司": True}


def test_the_minimum_itself_is_enough(answered):
    assert not answered("direction quantity\nin 70000")["reserve_holders"]["below"].any()


def test_a_holder_who_holds_nothing_is_below(answered):
    found = answered("direction quantity\nin 100", "holder quota\n甲公司 100\n乙公司 50")
    rows = found["reserve_holders"].set_index("holder_name")
    assert rows.loc["乙公司", ["stock", "fill_pct", "below"]].tolist() == [0, 0, True]


def test_what_others_hold_fills_no_quota_and_stands_apart(answered):
    found = answered("holder direction quantity\n甲公司 in 60000\n别处 in 50000")
    item = found["reserve_items"].squeeze()
    assert (item["stock"], item["outside"], item["fill_pct"]) == (60_000, 50_000, 60)


def test_each_lot_closes_with_what_opened_came_and_went(answered):
    book = """
        lot date       direction quantity
        A   2021-05-01 in        50
        A   2022-02-01 out       20
        B   2022-02-01 in        7
        """
    lots = answered(book)["reserve_lots"].set_index("lot")
    counted = lots[["opening", "received", "issued", "closing"]]
    assert counted.loc["A"].tolist() == [50, 0, 20, 30]
    assert counted.loc["B"].tolist() == [0, 7, 0, 7]


def test_the_ladder_ends_on_the_90th_and_the_180th_day(answered):
    book = """
        lot expiry     direction quantity
        a   2022-11-29 in        1
        b   2022-11-30 in        2
        c   2023-02-28 in        4
        d   2023-03-01 in        8
        e   2023-05-29 in        16
        f   2023-05-30 in        32
        g   -          in        64
        """
    item = answered(book)["reserve_items"].squeeze()
    classes = ["expired", "expires_0_90", "expires_91_180", "expires_over_180", "no_expiry"]
    assert item[classes].tolist() == [1, 2 + 4, 8 + 16, 32, 64]
    assert item["stock"] == 127


def test_a_movement_out_has_the_expiry_of_its_lot(answered):
    book = "expiry direction quantity\n2023-01-01 in 9\n- out 4"
    item = answered(book)["reserve_items"].squeeze()
    assert (item["expires_0_90"], item["no_expiry"]) == (5, 0)


def test_emergency_purchases_are_documents_of_the_year_not_rows(answered):
    book = """
        date       item reason        document quantity direction
        2022-03-01 口罩 green_channel 绿1      5        in
        2022-03-01 试剂 green_channel 绿1      5        in
        2022-04-01 口罩 green_channel 绿2      5        in
        2022-04-01 口罩 green_channel -        5        in
        2022-04-01 口罩 purchase      采1      5        in
        2021-12-31 口罩 green_channel 绿0      5        in
        2022-12-01 口罩 green_channel 绿3      5        in
        """
    found = answered(book)
    assert found["reserve_counts"]["emergency_purchases"].item() == 2
    bought = found["reserve_bought"].set_index("item")["purchases"]
    assert bought.to_dict() == {"口罩": 2, "试剂": 1}


def test_allocations_are_counted_by_document_and_summed_by_county_and_item(answered):
    found = answered(MASKS + "2022-11-18 out 500 调2 -\n")
    times = found["reserve_sent"].set_index("county_code")["allocations"]
    assert times[[*COUNTIES[:3], "city"]].tolist() == [2, 1, 0, 2]  # one order, two counties
    sums = found["reserve_sent_items"].set_index("county_code")["quantity"]
    assert sums.to_dict() == {"990001": 33_600, "990002": 2_400, "city": 36_500}


CHECKED = "lot expiry date direction quantity holder reason document county unit\n"
IN = "{} {} 2022-03-01 in 100 甲公司 - - - 只\n"
OUT = "{} - 2022-04-01 out 10 甲公司 {} 调1 990001 只\n"
TWO = IN.format("A", "2023-06-01") + IN.format("B", "2024-01-01")


@pytest.mark.parametrize(
    ("name", "rows", "found"),
    [
        ("negative_balance", "A - 2022-04-01 out 10 甲公司 - 调1 - 只", ["A"]),
        ("negative_balance", IN.format("A", "-") + OUT.format("A", "-"), []),
        ("expired_in_stock", IN.format("A", "2022-11-29"), ["A"]),
        ("expired_in_stock", IN.format("A", "2022-11-30"), []),
        ("out_of_turn", TWO + OUT.format("B", "-"), ["B"]),
        ("out_of_turn", TWO + OUT.format("B", "rotation"), ["B"]),
        ("out_of_turn", TWO + OUT.format("A", "-"), []),
        ("out_of_turn", TWO + OUT.format("B", "loss"), []),
        ("out_of_turn", TWO.replace("甲公司", "乙公司", 1) + OUT.format("B", "-"), []),
        ("no_lot", "- 2024-01-01 2022-03-01 in 5 甲公司 - 采1 - 只", [None]),
        ("no_lot", "- 2024-01-01 2022-03-01 in 5 甲公司 count - - 只", []),
        ("no_document", "A - 2022-03-01 in 5 甲公司 green_channel - - 只", ["A"]),
        ("no_document", "A - 2022-03-01 in 5 甲公司 purchase - - 只", []),
        ("other_unit", IN.format("A", "-") + IN.format("B", "-").replace("只", "盒"), ["B"]),
        ("booked_twice", TWO + OUT.format("A", "-")
         + "A - 2022-04-02 in 10 县库 allocation 调1 990001 只", ["A"]),
        ("booked_twice", TWO + OUT.format("A", "-")
         + "A - 2022-04-02 in 10 甲公司 allocation 调1 990001 只", []),
        ("booked_twice", TWO + OUT.format("A", "-")
         + "A - 2022-04-02 in 10 县库 allocation 调9 990001 只", []),
    ],
)  # fmt: skip
def test_what_cannot_be_is_found(answered, name, rows, found):
    findings = answered(CHECKED + rows)["reserve_findings"].query("finding == @name")
    assert [None if pd.isna(lot) else lot for lot in findings["lot"]] == found


def test_a_second_booking_is_named_with_the_first(answered):
    rows = TWO + OUT.format("A", "-") + "A - 2022-04-02 in 10 县库 allocation 调1 990001 只"
    found = answered(CHECKED + rows)
    twice = found["reserve_findings"].query("finding == 'booked_twice'").squeeze()
    assert (twice["move_id"], twice["beside"]) == ("004", "003")
    item = found["reserve_items"].squeeze()
    assert (item["stock"], item["outside"]) == (190, 10)


def test_what_is_in_another_unit_than_the_plan_is_not_added(answered):
    found = answered("unit direction quantity lot\n只 in 100 A\n盒 in 5 B\n盒 in 5 C")
    assert found["reserve_items"]["stock"].item() == 100
    assert found["reserve_lots"]["lot"].tolist() == ["A"]
    assert found["reserve_findings"]["beside"].tolist() == ["盒", "盒"]


def test_a_plan_in_two_units_is_found_and_counts_in_the_usual_one(answered):
    told = "holder quota unit\n甲公司 9 只\n乙公司 9 盒\n丙公司 5 只"
    found = answered("direction quantity\nin 9", told)
    rows = found["reserve_findings"]
    assert rows[["finding", "holder_name", "quantity", "beside"]].to_numpy().tolist() == [
        ["plan_in_two_units", "乙公司", 9, "盒"]
    ]
    assert found["reserve_items"][["quota", "stock"]].to_numpy().tolist() == [[14, 9]]


def test_without_a_plan_there_is_stock_and_no_fill(answered):
    found = answered(MASKS, None)
    item = found["reserve_items"].squeeze()
    assert (item["stock"], item["supply_days"]) == (64_000, 40)
    assert item[["quota", "fill_pct", "minimum"]].isna().all()
    assert found["reserve_counts"]["items"].item() == 0
    assert found["reserve_holders"].empty


@pytest.mark.parametrize("period", ["2022-02", "2022-12"])
def test_what_the_book_cannot_know_is_no_zero(answered, period):
    with pytest.raises(DataError, match="出入库"):
        answered("direction quantity\nin 9", period=period)


LEDGERS = st.lists(
    st.tuples(
        st.sampled_from(["2021-06-01", "2022-04-01", "2022-11-20", "2022-12-02"]),
        st.sampled_from(["口罩", "试剂"]),
        st.sampled_from(["A", "B", "-"]),
        st.sampled_from(["甲公司", "乙公司"]),
        st.sampled_from(["in", "out"]),
        st.integers(0, 50),
        st.sampled_from(["990001", "990002", "-"]),
        st.sampled_from(["文1", "文2", "-"]),
        st.sampled_from(["2022-10-01", "2023-01-01", "-"]),
    ),
    max_size=12,
)


@drawn_from(LEDGERS)
@settings(deadline=None, max_examples=20)
def test_for_every_book_the_parts_add_up(tmp_path_factory, drawn):
    heading = "date item lot holder direction quantity county document expiry\n"
    sure = ("2021-01-05", "口罩", "A", "甲公司", "in", 1, "-", "文0", "-")
    text = heading + "\n".join(" ".join(map(str, row)) for row in [sure, *drawn])
    tables = {"stock_moves": moves(text), "stock_plan": plan("holder quota\n甲公司 60")}
    found = answers(write_store(tmp_path_factory.mktemp("s"), **tables), QUESTION, "reserve")
    lots, items = found["reserve_lots"], found["reserve_items"].set_index("item")
    assert (lots["opening"] + lots["received"] - lots["issued"] == lots["closing"]).all()
    below = found["reserve_findings"].query("finding == 'negative_balance'")
    named = set(below[["item", "holder_name", "lot"]].fillna("").itertuples(index=False))
    negative = lots.loc[lots["closing"] < 0, ["item", "holder_name", "lot"]].fillna("")
    assert set(negative.itertuples(index=False)) <= named
    classes = ["expired", "expires_0_90", "expires_91_180", "expires_over_180", "no_expiry"]
    assert (items[classes].sum(axis=1) == items["stock"]).all()
    held = lots.groupby("item")["closing"].sum()
    assert (items["stock"] + items["outside"] == held[items.index]).all()
    sent = found["reserve_sent"].set_index("county_code")["allocations"]
    assert sent.drop("city").max() <= sent["city"] <= 2
