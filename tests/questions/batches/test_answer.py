"""The three batches counted by hand: against the minimum, who is overdue, what cannot be so."""

import pandas as pd
import pytest
from hypothesis import given as each_of
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.batches.answer import against

from .conftest import FIRST, SECOND, TARGET, city, many, meters, row

HEAD = "firm county category done"


def listed(*parts: str) -> str:
    return "\n".join([HEAD, *parts])


def test_the_minimum_reached_is_not_the_minimum_exceeded(answered):
    """12, 18 and 20 are listed, 12, 15 and 16 done: 80.0 % of the upgraded is 80 % and no more."""
    counts = answered(
        listed(many("淘汰关停", 12, 12), many("搬迁入园", 18, 15), many("就地改造", 20, 16))
    )["batch_counts"]
    shares = [row(counts, name)["done_pct"].round(1) for name in ("closed", "moved", "upgraded")]
    assert shares == [100.0, 83.3, 80.0]
    whole = row(counts)
    assert (whole["done"], whole["listed"], whole["done_pct"]) == (43, 50, 86.0)
    standing = [row(counts, name)["standing"] for name in ("closed", "moved", "upgraded")]
    assert standing == ["exceeded", "exceeded", "met"]
    assert [row(counts, n)["needed"] for n in ("closed", "moved", "upgraded")] == [10, 15, 16]
    assert [row(counts, n)["beyond"] for n in ("closed", "moved", "upgraded")] == [2, 0, 0]


def test_every_county_has_its_rows_and_one_without_a_list_no_share(answered):
    counts = answered(listed(many("淘汰关停", 3, 2)))["batch_counts"]
    assert len(counts) == 3 * 4
    other = row(counts, county=SECOND)
    assert (other["listed"], other["longest_days"]) == (0, 0)
    assert pd.isna(other["done_pct"])
    assert pd.isna(other["target_pct"])
    assert pd.isna(other["standing"])


def test_a_county_is_held_against_its_own_minimum_where_it_has_one(answered):
    own = {**TARGET, "county": SECOND, "value": 50.0}
    counts = answered(
        listed(many("就地改造", 4, 3, FIRST), many("就地改造", 4, 2, SECOND)),
        of=city(targets=(TARGET, own)),
    )["batch_counts"]
    assert row(counts, county=FIRST)["standing"] == "missed"
    assert row(counts, county=SECOND)["standing"] == "met"
    assert row(counts)["target_pct"] == 80


def test_without_a_minimum_nothing_is_held_against_it(answered):
    counts = answered(listed(many("就地改造", 4, 3)), of=city(targets=()))["batch_counts"]
    assert counts[["target_pct", "needed", "beyond", "standing"]].isna().all(axis=None)
    assert row(counts)["done_pct"] == 75


def test_overdue_is_by_days_and_not_on_the_day_itself(answered):
    found = answered("""
        firm due        extended   done
        A    2022-11-30 -          -
        B    2022-11-29 -          -
        C    2022-06-30 2022-12-31 -
        D    2022-06-30 -          2022-12-01
        E    2022-06-30 -          2022-11-30
        F    -          -          -
        """)
    late = found["batch_overdue"].set_index("holder_name")["overdue_days"]
    assert late.to_dict() == {"D": 153, "B": 1}
    assert row(found["batch_counts"])[["done", "overdue", "longest_days"]].tolist() == [1, 2, 153]


def test_who_was_listed_to_move_and_is_closed_has_not_moved(answered):
    found = answered("""
        firm category opened     done
        A    搬迁入园 2022-01-20 -
        A    淘汰关停 2022-06-30 -
        B    淘汰关停 2022-01-20 2022-03-31
        """)
    counts = found["batch_counts"]
    assert row(counts, "moved")[["listed", "done"]].tolist() == [1, 0]
    assert row(counts, "closed")[["listed", "done"]].tolist() == [1, 1]
    assert found["batch_findings"]["finding"].tolist() == ["category_changed"]


def test_a_later_list_does_not_change_the_category(answered):
    found = answered("""
        firm category vintage    done
        A    搬迁入园 2022-06-05 -
        A    淘汰关停 2022-12-05 2022-11-01
        """)
    assert row(found["batch_counts"], "moved")[["listed", "done"]].tolist() == [1, 1]
    assert found["batch_findings"]["written"].tolist() == ["淘汰关停"]


@pytest.mark.parametrize(
    ("progress", "done"),
    [("已签约", 0), ("园区厂房在建", 0), ("未投产", 0), ("已在园区投产", 1), ("-", 1)],
)
def test_moved_is_who_produces_in_the_park(answered, progress, done):
    found = answered(f"firm category done progress\nA 搬迁入园 2022-09-30 {progress}")
    assert row(found["batch_counts"], "moved")["done"] == done
    assert (found["batch_findings"]["finding"] == "moved_not_producing").sum() == 1 - done


@pytest.mark.parametrize(
    ("finding", "rows"),
    [
        ("unidentified", "firm name category\n- - 就地改造\nB B 就地改造"),
        ("unknown_category", "firm category\nA 整合重组"),
        ("category_changed", "firm category\nA 搬迁\nA 关停"),
        ("listed_twice", "firm category\nA 改造\nA 就地改造"),
        ("closed_before_listed", "firm done\nA 2022-01-19"),
        ("moved_not_producing", "firm category done progress\nA 搬迁入园 2022-05-01 已签约"),
        ("done_without_evidence", "firm done evidence\nA 2022-05-01 -"),
    ],
)
def test_what_cannot_be_so_is_found_once_and_nothing_else(answered, finding, rows):
    assert answered(rows)["batch_findings"]["finding"].tolist() == [finding]


@pytest.mark.parametrize(
    ("closed", "use", "found"),
    [
        ("2022-06-15", "A 2022-06 50\nA 2022-11 51.5", [1.5]),
        ("2022-06-15", "A 2022-06 50\nA 2022-11 50", []),
        ("2022-06-15", "A 2022-11 51", []),  # what of it was used before is not known
        ("2022-01-25", "A 2022-02 9\nA 2022-11 9", []),
        ("2021-06-15", "A 2022-11 3", [3]),
        ("2022-06-15", "B 2022-06 50\nB 2022-11 90", []),
    ],
)
def test_a_closed_enterprise_that_uses_electricity_is_found(answered, closed, use, found):
    rows = f"firm category opened done\nA 淘汰关停 2021-01-20 {closed}"
    answer = answered(rows, enterprise_month=meters(f"firm period use\n{use}"))
    said = answer["batch_findings"]
    assert said["finding"].tolist() == ["electricity_after_closing"] * len(found)
    assert said["since_10k_kwh"].tolist() == found
    assert row(answer["batch_counts"], "closed")["done"] == 1


@pytest.mark.parametrize("period", ["2021-12", "2022-12"])
def test_a_period_that_the_list_cannot_know_is_refused(answered, period):
    with pytest.raises(DataError, match="2022-01-20"):
        answered(listed(many("就地改造", 2, 1)), period)


def test_a_ledger_of_other_matters_is_refused(answered):
    with pytest.raises(DataError, match="没有“三个一批”清单"):
        answered("firm kind\nA hazard")


def test_other_matters_of_the_ledger_are_not_counted(answered):
    counts = answered("firm kind\nA hazard\nB relocation")["batch_counts"]
    assert row(counts)["listed"] == 1


def test_a_city_of_one_county_is_its_county(answered):
    counts = answered(listed(many("就地改造", 4, 3)), of=city(counties=(FIRST,)))["batch_counts"]
    columns = ["category", "listed", "done", "done_pct", "standing"]
    alone, whole = (counts[counts["county_code"] == c][columns] for c in (FIRST, "city"))
    assert alone.reset_index(drop=True).equals(whole.reset_index(drop=True))


@each_of(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=20),
    st.integers(0, 100),
)
def test_what_is_needed_is_the_least_that_meets_the_minimum(pairs, least):
    done, listed_ = zip(*((min(pair), max(pair)) for pair in pairs), strict=True)
    places = [str(n) for n in range(len(pairs))]
    rows = pd.DataFrame({"county_code": places, "done": done, "listed": listed_})
    found = against(rows, pd.Series(float(least), index=places))
    for _, each in found[found["listed"] > 0].iterrows():
        met = 100 * each["done"] >= least * each["listed"]
        assert met == (each["beyond"] >= 0) == (each["standing"] != "missed")
        assert (each["standing"] == "met") == (100 * each["done"] == least * each["listed"])
