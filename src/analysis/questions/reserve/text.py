"""What is said of the reserve, and its rows with names in the place of codes."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
from great_tables import GT

from analysis.display.labels import value_label
from analysis.display.sentences import of_release
from analysis.display.tables import publication_table
from analysis.tables.finding import FOUND
from analysis.tables.release import Release
from analysis.tables.territory import WHOLE

CLASSES = ("expired", "expires_0_90", "expires_91_180", "expires_over_180", "no_expiry")
LADDER = ("expired_pct", "expires_0_90_pct", "expires_91_180_pct")
TITLE = {"zh": "医疗物资储备", "en": "Medical reserve"}


class Part(NamedTuple):
    """A table of the page: the result it is of, its columns, which rows, by what they stand."""

    table: str
    columns: Sequence[str]
    where: str = ""
    order: str = ""


PARTS = {
    "plan": Part(
        "reserve_items",
        ("item", "unit", "quota", "stock", "fill_pct", "minimum", "holders", "holders_below",
         "outside"),
    ),
    "below": Part(
        "reserve_holders",
        ("item", "holder_name", "unit", "quota", "stock", "fill_pct", "minimum"),
        where="below",
    ),
    "supply": Part(
        "reserve_items",
        ("item", "unit", "stock", "used", "daily_use", "supply_days"),
        order="supply_days",
    ),
    "ladder": Part("reserve_items", ("item", "unit", "stock", *CLASSES)),
    "bought": Part("reserve_bought", ("item", "purchases")),
    "sent": Part("reserve_sent_items", ("item", "unit", "quantity"), where="own"),
    "findings": Part(
        "reserve_findings",
        ("finding", "item", "holder_name", "lot", "quantity", "beside", *FOUND),
    ),
}  # fmt: skip


def headline(release: Release, lang: str) -> list[str]:
    """Return the paragraphs of the page's beginning; of the stock only what the reader may see."""
    said = of_release(release, "reserve")
    slots = release.table("reserve_counts").squeeze().to_dict()
    sent = release.table("reserve_sent").set_index("county_code")["allocations"]
    counties = sent.drop(WHOLE)
    bought = named(release, "reserve_bought", lang)
    slots |= {
        "period": release.period,
        "county": release.county_name(lang) if release.county != WHOLE else None,
        "received": sent[release.county],
        "goods": bought["item"].tolist()[:4],
        "allocations": sent[WHOLE],
        "counties": (counties > 0).sum(),
        "most": counties.max(),
        "receivers": [
            release.county_name(lang, code) for code in counties.index[counties == counties.max()]
        ],
    }
    if release.has("reserve_items"):
        slots |= _stock(release, lang)
    wanted = said.sentences["headline"].slots
    return said.paragraphs("headline", lang, **{name: slots.get(name) for name in wanted})


def _stock(release: Release, lang: str) -> dict[str, object]:
    """What is said of the stock: of items below their minimum, of the shortest, of expiry."""
    items = named(release, "reserve_items", lang)
    short = items.dropna(subset="supply_days").nsmallest(1, "supply_days")
    found = release.table("reserve_findings")["finding"]
    got = named(release, "reserve_sent_items", lang).query("own")
    return {
        "sent": got[["item", "quantity", "unit"]].to_dict("records"),
        "below": items.loc[items["holders_below"] > 0, "item"].tolist(),
        "shortest": short["item"].squeeze() if len(short) else None,
        "supply_days": short["supply_days"].squeeze() if len(short) else None,
        "expiring": (items["expires_0_90"] > 0).sum(),
        "out_of_turn": (found == "out_of_turn").sum(),
        "expired": (found == "expired_in_stock").sum(),
        "negative": (found == "negative_balance").sum(),
    }


def named(release: Release, table: str, lang: str) -> pd.DataFrame:
    """Return a table with the names of its items, units, counties and findings."""
    rows, said = release.table(table), of_release(release, "reserve")
    for column, labels in {"item": "items", "unit": "units"}.items():
        if column in rows:
            words = said.labels(labels, lang)
            rows = rows.assign(**{column: rows[column].map(lambda c, w=words: w.get(c, c))})
    if "finding" in rows:
        titles = rows["finding"].map(lambda code: value_label(table, "finding", code, lang))
        rows = rows.assign(finding=titles)
    if "county_code" in rows:
        places = rows["county_code"].map(lambda code: release.county_name(lang, code))
        rows = rows.assign(county=places, own=rows["county_code"].eq(release.county))
    return rows


def planned(release: Release, lang: str) -> pd.DataFrame:
    """Return the items of the plan, with stock and minimum in percent of the quota, emptiest first.

    Items have units of their own: only shares stand on one axis.
    """
    rows = named(release, "reserve_items", lang).dropna(subset="quota")
    share = {name: 100 * rows[name] / rows["quota"] for name in ("stock", "minimum", "quota")}
    return rows.assign(**share).sort_values("stock", kind="stable")


def expiring(release: Release, lang: str) -> pd.DataFrame:
    """Return the items of which something has expired or will within 180 days."""
    rows = named(release, "reserve_items", lang)
    return rows[rows[[*LADDER]].gt(0).any(axis=1)]


def received(release: Release, lang: str) -> pd.DataFrame:
    """Return the counties shown that received goods, the most often first."""
    rows = named(release, "reserve_sent", lang).query("county_code != @WHOLE")
    rows = rows[rows["allocations"] > 0]
    return rows.sort_values("allocations", ascending=False, kind="stable")


def part(release: Release, name: str, lang: str) -> GT | None:
    """Return one of `PARTS` for publication; None without rows."""
    one = PARTS[name]
    rows = named(release, one.table, lang)
    rows = rows.query(one.where) if one.where else rows
    rows = rows.sort_values(one.order, kind="stable") if one.order else rows
    title = of_release(release, "reserve").labels("parts", lang)[name]
    return (
        publication_table(rows[[*one.columns]], one.table, lang, title=title) if len(rows) else None
    )
