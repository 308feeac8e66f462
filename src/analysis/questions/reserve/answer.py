"""Stock against the plan, days of supply, what expires, what was sent where, at a period's end.

What the book says is counted until a finding is settled; only what is in another unit cannot be.
"""

import pandas as pd

from analysis.periods import year_to
from analysis.questions.reserve.book import HOLDING, Book, read_book
from analysis.questions.reserve.checks import CHECKS
from analysis.questions.reserve.findings import findings
from analysis.questions.reserve.tables import RESULTS, STOCK_MOVES, STOCK_PLAN
from analysis.registers import (
    balance,
    by_expiry,
    completion,
    completion_of_plan,
    days_of_supply,
    tally,
    units,
    with_empty_groups,
    with_totals,
    within,
)
from analysis.tables.given import Given
from analysis.tables.question import Tables
from analysis.tables.territory import WHOLE

SHOWN_PCT = ("expired", "expires_0_90", "expires_91_180")


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What is dated after the period has not happened."""
    book, year = read_book(given), year_to(given.period)
    lots = _lots(book, *year)
    holders = _holders(book, lots)
    items = _items(book, lots, holders, given.day)
    moved = within(book.moves, *year)
    bought = moved[moved["direction"].eq("in") & moved["reason"].eq("green_channel")]
    bought = bought.dropna(subset="document")
    sent = moved[moved["direction"].eq("out") & moved["reason"].eq("allocation")]
    counties = [*(county.code for county in given.city.counties), WHOLE]
    found = {
        "reserve_counts": _counts(items, bought),
        "reserve_bought": _bought(bought),
        "reserve_sent": _sent(sent, counties),
        "reserve_sent_items": tally(_with_city(sent), ["county_code", "item", "unit"]),
        "reserve_items": items,
        "reserve_holders": holders,
        "reserve_lots": lots,
        "reserve_findings": _located(book, lots, given),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def _located(book: Book, lots: pd.DataFrame, given: Given) -> pd.DataFrame:
    """The findings with where they stand: in the book, or in the plan."""
    of_book = findings(book, lots, *year_to(given.period))
    rows = book.plan_other_unit.drop_duplicates(HOLDING).rename(columns={"quota": "quantity"})
    of_plan = rows.reindex(columns=of_book.columns).assign(
        finding="plan_in_two_units", beside=rows["unit"]
    )
    return pd.concat(
        [given.located(of_book, STOCK_MOVES, CHECKS), given.located(of_plan, STOCK_PLAN, CHECKS)]
    )


def _lots(book: Book, january: pd.Timestamp, day: pd.Timestamp) -> pd.DataFrame:
    key = [*HOLDING, "lot"]
    lots = balance(book.moves, january, day, key)
    expiry = book.moves.groupby(key, dropna=False)["expiry"].min()
    return lots.join(expiry, on=key).assign(unit=lots["item"].map(book.unit))


def _holders(book: Book, lots: pd.DataFrame) -> pd.DataFrame:
    """The stock of each item and holder in the plan: nothing where the book has none."""
    held = lots.groupby(HOLDING, as_index=False)["closing"].sum()
    rows = with_empty_groups(held, book.plan[HOLDING]).merge(book.plan, on=HOLDING)
    rows = rows.rename(columns={"closing": "stock"})
    fill = completion_of_plan(rows, "stock", "quota", HOLDING)[[*HOLDING, "done_pct"]]
    rows = rows.merge(fill.rename(columns={"done_pct": "fill_pct"}), on=HOLDING)
    return rows.assign(below=rows["stock"] < rows["minimum"])


def _items(
    book: Book, lots: pd.DataFrame, holders: pd.DataFrame, day: pd.Timestamp
) -> pd.DataFrame:
    """One row an item of the plan or of the book, those of the plan first."""
    named = pd.DataFrame({"item": [*holders["item"].unique(), *lots["item"].unique()]})
    inside = book.in_plan(lots)
    ladder = by_expiry(lots[inside], day)
    supply = days_of_supply(lots[inside], book.moves[book.in_plan(book.moves)], day)
    outside = lots[~inside].groupby("item", as_index=False)["closing"].sum()
    below = completion(holders, "below", by="item").rename(
        columns={"listed": "holders", "done": "holders_below"}
    )
    rows = with_empty_groups(ladder, named).rename(columns={"closing": "stock"})
    rows = rows.merge(
        with_empty_groups(outside.rename(columns={"closing": "outside"}), named), on="item"
    )
    counted = below[["item", "holders", "holders_below"]]
    rows = rows.merge(with_empty_groups(counted, named), on="item")
    rows = rows.merge(supply.drop(columns="closing"), on="item", how="left")
    planned = completion_of_plan(holders, "stock", "quota", "item")
    planned = planned.rename(columns={"done_pct": "fill_pct"})[["item", "quota", "fill_pct"]]
    least = holders.groupby("item", as_index=False)["minimum"].sum()
    rows = rows.merge(planned.merge(least, on="item"), on="item", how="left")
    shares = {f"{name}_pct": 100 * rows[name] / rows["stock"].where(rows["stock"] > 0)
              for name in SHOWN_PCT}  # fmt: skip
    return rows.assign(unit=rows["item"].map(book.unit), **shares)


def _counts(items: pd.DataFrame, bought: pd.DataFrame) -> pd.DataFrame:
    planned = items[items["quota"].notna()]
    return pd.DataFrame(
        {
            "county_code": [WHOLE],
            "items": len(planned),
            "items_full": (planned["stock"] >= planned["quota"]).sum(),
            "items_at_minimum": planned["holders_below"].eq(0).sum(),
            "emergency_purchases": units(bought, purchases="document")["purchases"],
        }
    )


def _bought(bought: pd.DataFrame) -> pd.DataFrame:
    """How often each item was bought, the most often first."""
    times = units(bought, "item", purchases="document")
    return times.sort_values("purchases", ascending=False, kind="stable")


def _with_city(sent: pd.DataFrame) -> pd.DataFrame:
    """What was sent, by county and in all; what units of the city received is in the sum only."""
    every = with_totals(sent, {"county_code": WHOLE})
    return every.dropna(subset="county_code")


def _sent(sent: pd.DataFrame, counties: list[str]) -> pd.DataFrame:
    rows, by = _with_city(sent), "county_code"
    times = units(rows.dropna(subset="document"), by, allocations="document")[[by, "allocations"]]
    kinds = units(rows, by, items="item")[[by, "items"]]
    groups = pd.DataFrame({by: counties})
    return with_empty_groups(times, groups).merge(with_empty_groups(kinds, groups), on=by)
