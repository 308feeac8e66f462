"""What in the book of the reserve cannot be so, or breaks its rules: settled with the holder."""

import pandas as pd

from analysis.questions.reserve.book import HOLDING, Book
from analysis.registers import out_of_turn, overdrawn, within
from analysis.tables.origins import ORIGIN, UNKNOWN

LOT = [*HOLDING, "lot"]
SAME = ["item", "lot", "quantity", "document"]
"""What an allocation has in common with its second booking."""
CHOSEN = ["allocation", "rotation"]
"""Reasons for which a holder chooses the lot that goes out."""


def findings(
    book: Book, lots: pd.DataFrame, january: pd.Timestamp, day: pd.Timestamp
) -> pd.DataFrame:
    """Return one row a finding: stock as it stands, movements of the year.

    Parameters
    ----------
    book
        The plan and the movements.
    lots
        The balance of each lot on the day, with `expiry`.
    january, day
        First and last day of the year up to the period.
    """
    moved = within(book.moves, january, day)
    bought = moved["direction"].eq("in") & moved["reason"].isin(["purchase", "green_channel"])
    ordered = moved["reason"].isin(["green_channel", "allocation"])
    turned = out_of_turn(book.moves, HOLDING).rename(columns={"earlier_lot": "beside"})
    turned = turned[turned["reason"].isin(CHOSEN)]
    stood = lots.rename(columns={"closing": "quantity", "expiry": "date"})
    stated = book.moves.drop(columns="date").rename(columns={"stated": "date"})
    stood = _with_origin(stood, stated, ["item", "lot", "date"])
    parts = {
        "negative_balance": _negative(book),
        "expired_in_stock": stood[(stood["date"] < day) & (stood["quantity"] > 0)],
        "out_of_turn": within(turned, january, day),
        "booked_twice": within(_booked_twice(book), january, day),
        "other_unit": book.other_unit.assign(beside=book.other_unit["unit"]),
        "no_lot": moved[bought & moved["lot"].isna()],
        "no_document": moved[ordered & moved["document"].isna()],
    }
    columns = ["move_id", "date", *LOT, "quantity", "beside", ORIGIN]
    return pd.concat(
        [rows.reindex(columns=columns).assign(finding=name) for name, rows in parts.items()]
    )


def _negative(book: Book) -> pd.DataFrame:
    """The lots below zero, each on the first such day."""
    first = overdrawn(book.moves, LOT).drop_duplicates(LOT)
    out = book.moves[book.moves["direction"] == "out"]
    return _with_origin(first.rename(columns={"balance": "quantity"}), out, [*LOT, "date"])


def _with_origin(rows: pd.DataFrame, moves: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Add the origin of the last of the movements that share the columns `by`."""
    last = moves.drop_duplicates(by, keep="last")[[*by, ORIGIN]]
    return rows.merge(last, on=by, how="left").fillna({ORIGIN: UNKNOWN})


def _booked_twice(book: Book) -> pd.DataFrame:
    """What a county booked in of what the city had sent to one; `beside` is the movement out."""
    sent = book.moves[book.moves["reason"] == "allocation"].dropna(subset=["lot", "document"])
    out = sent[sent["direction"].eq("out") & sent["county_code"].notna()]
    out = out[[*SAME, "move_id"]].rename(columns={"move_id": "beside"}).drop_duplicates(SAME)
    came = sent[sent["direction"].eq("in") & ~sent["holder_name"].isin(book.plan["holder_name"])]
    return came.merge(out, on=SAME)
