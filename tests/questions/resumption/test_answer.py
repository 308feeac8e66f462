"""Both rates together, by lunar day, on the day's list."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import results
from analysis.errors import DataError
from analysis.questions.resumption import text
from analysis.questions.resumption.answer import rates
from analysis.questions.resumption.question import QUESTION
from analysis.registers.daily_use import BASELINE, USE
from analysis.tables.given import Given
from tests.masked import masked
from tests.questions.key_enterprises.conftest import FIRST, SECOND, daily

FLAGS = ["resumed", "reported", "unread", "manned", "used"]
SIXTH_2022, SIXTH_2021 = "2022-02-06", "2021-02-17"  # the sixth lunar day of either year


@pytest.fixture
def answered(stored):
    def answer(*tables, period="2022-02", **more):
        given = Given(stored(*tables, **more), "resumption", QUESTION, period)
        found = QUESTION.answer(given)
        return {table.name: table.validate(found[table.name]) for table in QUESTION.answers}

    return answer


def at(table, county="city", **where):
    rows = table[table["county_code"] == county]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    (row,) = rows.to_dict("records")
    return row


def one_day(letter, use, baseline, last=SIXTH_2022, **columns):
    return daily(letter, [use], last, baseline_kwh=baseline, **columns)


def test_two_thirds_of_the_enterprises_are_at_work_and_71_percent_of_the_load(answered):
    days = [one_day("A", 310, 1000), one_day("B", 500, 2000), one_day("C", 6300, 7000)]
    row = at(answered(days, lists={"2022-01-20": "ABC"})["resumption_last"])
    assert (row["lunar_day"], row["listed"], row["resumed"]) == (6, 3, 2)
    assert row["resumed_pct"] == pytest.approx(66.7, abs=0.05)
    assert row["load_pct"] == pytest.approx(71.1)
    assert row["index"] == pytest.approx(68.9, abs=0.05)


def test_jiangsu_was_at_47_point_7_percent_of_its_load(answered):
    row = at(answered([one_day("A", 42.3, 88.7)], lists={"2022-01-20": "A"})["resumption_last"])
    assert row["load_pct"] == pytest.approx(47.7, abs=0.05)
    assert row["resumed_pct"] == 100


def test_the_manned_and_the_used_are_shares_of_the_resumed_not_of_all():
    rows = pd.DataFrame(False, index=range(4707), columns=FLAGS)
    rows.loc[: 4557 - 1, "resumed"] = True
    rows.loc[: 2609 - 1, "manned"] = True
    rows.loc[: 2728 - 1, "used"] = True
    rows = rows.assign(county_code="city", **{USE: 1.0, BASELINE: 2.0})
    row = at(rates(rows, rows[["county_code"]].drop_duplicates()))
    assert [round(row[f"{name}_pct"], 1) for name in ("resumed", "manned", "used")] == [
        96.8, 57.3, 59.9,
    ]  # fmt: skip


def test_who_does_not_report_stays_in_the_denominator_and_out_of_the_load(answered):
    days = [one_day("A", 800, 1000), one_day("B", None, 1000), one_day("C", -50, 1000)]
    row = at(answered(days, lists={"2022-01-20": "ABCD"})["resumption_last"])
    assert (row["listed"], row["resumed"], row["unread"]) == (4, 1, 3)
    assert row["resumed_pct"] == 25
    assert (row["use_kwh"], row["baseline_kwh"], row["load_pct"]) == (800, 1000, 80)


def test_exactly_thirty_percent_has_not_resumed_and_the_own_report_stands_beside(answered):
    days = [one_day("A", 300, 1000, state="normal"), one_day("B", 301, 1000, state="holiday")]
    row = at(answered(days, lists={"2022-01-20": "AB"})["resumption_last"])
    assert (row["resumed"], row["reported"]) == (1, 1)


def test_manned_from_ninety_percent_on_and_used_from_eighty(answered):
    work = {"on_duty_persons": 90, "employees_persons": 100, "capacity_use_pct": 80}
    less = {"on_duty_persons": 89, "employees_persons": 100, "capacity_use_pct": 79}
    days = [one_day("A", 900, 1000, **work), one_day("B", 900, 1000, **less),
            one_day("C", 100, 1000, **work)]  # fmt: skip
    row = at(answered(days, lists={"2022-01-20": "ABC"})["resumption_last"])
    assert (row["manned"], row["manned_pct"], row["used"], row["used_pct"]) == (1, 50, 1, 50)


def test_years_are_compared_on_the_same_lunar_day_by_their_own_lists(answered):
    days = [
        one_day("A", 900, 1000), one_day("B", 100, 1000),
        one_day("A", 500, 1000, SIXTH_2021), one_day("A", 999, 1000, "2021-02-06"),
    ]  # fmt: skip
    found = answered(days, lists={"2021-01-20": "A", "2022-01-20": "AB"})
    table = found["resumption_days"]
    assert sorted(table["year"].unique()) == [2021, 2022]
    assert table["lunar_day"].unique().tolist() == [6]
    assert at(table, year=2021)["listed"] == 1
    last = at(found["resumption_last"])
    assert last["resumed_change_pp"] == pytest.approx(50 - 100)
    assert last["load_change_pp"] == pytest.approx(50 - 50)


def test_the_counties_add_up_to_the_city_and_an_empty_one_has_no_rate(answered):
    days = [one_day(letter, 400 + 50 * n, 1000) for n, letter in enumerate("ABEF")]
    table = answered(days, lists={"2022-01-20": "ABEF"})["resumption_last"]
    added = ["listed", "resumed", "use_kwh", "baseline_kwh"]
    parts = table[table["county_code"] != "city"][added].sum()
    assert parts.to_dict() == pd.Series(at(table))[added].to_dict()
    alone = answered(days[:2], lists={"2022-01-20": "AB"})["resumption_last"]
    assert at(alone, SECOND)["listed"] == 0
    assert pd.isna(at(alone, SECOND)["load_pct"])


@given(st.lists(st.tuples(st.floats(0, 1e5, width=32), st.floats(1, 1e5)), min_size=1, max_size=20))
def test_the_load_lies_between_those_of_the_enterprises(pairs):
    rows = pd.DataFrame(pairs, columns=[USE, BASELINE]).assign(county_code="1", date=0)
    rows = rows.assign(**dict.fromkeys(FLAGS, True))
    row = at(rates(rows, rows[["county_code"]].drop_duplicates()), "1")
    own = 100 * rows[USE] / rows[BASELINE]
    assert own.min() - 1e-6 <= row["load_pct"] <= own.max() + 1e-6
    assert row["index"] == pytest.approx((100 + row["load_pct"]) / 2)


@pytest.mark.parametrize("period", ["2022-11", "2022-03"])
def test_without_a_report_after_a_festival_it_is_said(answered, period):
    with pytest.raises(DataError, match="no daily report of the weeks after a Spring Festival"):
        answered([one_day("A", 1, 1, "2022-05-06")], period=period)


def test_days_after_the_period_have_not_happened(answered):
    days = [one_day("A", 900, 1000), one_day("A", 100, 1000, SIXTH_2021)]
    last = at(answered(days, period="2021-12", lists={"2021-01-20": "A"})["resumption_last"])
    assert last["year"] == 2021


def test_a_county_that_one_enterprise_rules_is_withheld(stored):
    days = [one_day(letter, 900, 1000) for letter in "ABC"]
    days += [one_day("D", 90_000, 100_000)] + [one_day(letter, 900, 1000) for letter in "EFGHJ"]
    days += [one_day(letter, 900_000, 1_000_000) for letter in "KLM"]
    masks = masked(stored(days), "resumption", "2022-02")
    assert set(masks) == {"resumption_days", "resumption_last"}
    hidden = masks["resumption_last"].set_index("county_code")["masked"]
    # The second county knows its own: the city's less it would tell.
    assert hidden[FIRST]
    assert hidden["city"]


def test_a_county_is_withheld_on_every_day_of_every_year_or_on_none(stored):
    days = [one_day(letter, 900, 1000) for letter in "ABCDEFGH"]
    days += [one_day(letter, 900, 1000, SIXTH_2021) for letter in "BCDEFGH"]
    lists = {"2021-01-20": "CDEFGH", "2022-01-20": "ABCDEFGH"}
    store = stored(days, lists=lists)
    masks = masked(store, "resumption", "2022-02")["resumption_days"]
    # In 2021 the first county had two enterprises on its list; the second knows its own, so that
    # the city's would tell it.
    hidden = masks.set_index("county_code")["masked"]
    assert hidden[FIRST]
    assert hidden["city"]
    release = results.open_release(store.root, FIRST, "2022-02", "public")
    assert text.curves(release, "zh")[0].empty
    assert text.headline(release, "zh") == ["甲县清单企业少或一家独大，复工复产数据不予公布。"]


def test_the_bulletin_says_both_rates_and_the_lunar_day(stored):
    work = {"on_duty_persons": 95, "employees_persons": 100, "capacity_use_pct": 60}
    days = [one_day(letter, 600, 1000, **work) for letter in "ABC"]
    days += [one_day(letter, 500, 1000, SIXTH_2021) for letter in "ABC"]
    lists = {"2021-01-20": "ABCD", "2022-01-20": "ABC"}
    store = stored(days, lists=lists)
    release = results.open_release(store.root, "city", "2022-02", "internal")
    assert text.headline(release, "zh") == [
        "截至2022年2月6日（正月初六），全市3家清单企业已复工3家，复工率100.0%"
        "（较上年农历同日提高25.0个百分点），用电负荷达到正常水平的60.0%（提高10.0个百分点）。",
        "到岗率90%以上的企业3家，占已复工企业的100.0%；产能利用率80%以上的0家，占0.0%。",
    ]
    rows, lines = text.curves(release, "en")
    assert sorted(rows["line"]) == sorted(lines)
    assert next(iter(lines.values())).title == "2022 resumed"
    assert np.isfinite(rows["pct"]).all()
