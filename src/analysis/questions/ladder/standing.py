"""Rungs of the ladder: in force, new, from rung to rung, back from review.

A holder in two counties is one of the city, a renewed title is not new, and who waits in publicity
is neither new nor in force.
"""

import pandas as pd

from analysis.questions.ladder.tables import RUNGS
from analysis.registers import (
    expiring,
    fill_valid_until,
    new,
    pending,
    reached,
    stock,
    units,
    with_empty_groups,
    with_totals,
)
from analysis.registers.catalogue import Catalogue
from analysis.registers.groups import share_pct
from analysis.registers.rungs import on_rungs, standing
from analysis.tables.enterprises import ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.territory import WHOLE

BY = ["county_code", "rung"]
HOLDER = [*BY, "holder_id"]
FROM_SPECIALISED = "specialised_up"
"""All rungs from the specialised SMEs up, each enterprise once."""
CLIMBED = {"innovative": "specialised", "specialised": "little_giant"}
"""Rung → the next one, of which it is the prerequisite."""
BACK = pd.DateOffset(years=2)
"""How long before those who climb were on the rung below."""


def on_the_ladder(entries: pd.DataFrame, known: Catalogue) -> pd.DataFrame:
    """The entries on the ladder with their `rung`; again for the city, and for the upper rungs."""
    rungs = {n: rung.code for n, rung in enumerate(known.ladder, start=1)}
    rows = on_rungs(entries, known)
    rows = rows.assign(rung=rows["place"].map(rungs))
    rows = with_totals(rows, {"county_code": WHOLE})
    upper = rows[rows["place"] >= known.places["srdi"]]
    return pd.concat([rows, upper.assign(rung=FROM_SPECIALISED)], ignore_index=True)


def stocks(rows: pd.DataFrame, counties: list[str], given: Given) -> pd.DataFrame:
    """The rows of `ladder_stock`."""
    day = given.day
    january = pd.Timestamp(year=day.year + 1, month=1, day=1)
    ends = expiring(rows, day, january + pd.DateOffset(years=1, days=-1))
    held = stock(rows, day)
    top = standing(held[held["rung"] != FROM_SPECIALISED])
    top = held.merge(top[top["highest"]], on=["county_code", "holder_id", "place"])
    picked = {
        "holders": held,
        "highest": top,
        "new": _newly(rows, day),
        "pending": _without(pending(rows, day), held),
        "due": ends[ends["valid_until"] >= january],
        "ever": reached(rows, "granted", day),
    }
    every = _every(counties, [*RUNGS])
    for name, some in picked.items():
        counted = with_empty_groups(units(some, BY, **{name: "holder_id"}), every[BY])
        every[name] = counted[name].to_numpy()  # in the order of the groups
    every["above_scale"] = every["county_code"].map(_above_scale(given))
    return every.assign(per_100=share_pct(every["holders"], every["above_scale"]))


def conversion(rows: pd.DataFrame, counties: list[str], day: pd.Timestamp) -> pd.DataFrame:
    """The rows of `ladder_conversion`: new on a rung for those on the rung below two years before.

    Before the register's first grant the rung below is not known to be empty: it is missing. A
    champion need not have been a little giant, so that rung has no rate.
    """
    below = stock(rows[rows["rung"].isin(CLIMBED)], day - BACK)
    below = below.assign(rung=below["rung"].map(CLIMBED))
    every = _every(counties, [*CLIMBED.values()])
    counts = with_empty_groups(units(_newly(rows, day), BY, new="holder_id"), every)
    before = with_empty_groups(units(below, BY, below_before="holder_id"), every)
    before = before.astype({"below_before": float})
    if not rows["granted_on"].min() <= day - BACK:
        before["below_before"] = float("nan")
    counts = counts.merge(before[[*BY, "below_before"]], on=BY)
    return counts.assign(conversion_pct=share_pct(counts["new"], counts["below_before"]))


def survival(entries: pd.DataFrame, known: Catalogue, day: pd.Timestamp) -> pd.DataFrame:
    """The rows of `ladder_survival`: of the grants of a year whose first term has ended by the day.

    The term is counted from the grant; what was revoked before its end did not come to a review.
    """
    years = {title: n for title, n in known.years.items() if title in known.places and n > 1}
    rows = on_rungs(entries, known)
    rows = rows[rows["title"].isin(years) & rows["granted_on"].notna()]
    ends = fill_valid_until(rows.assign(valid_until=pd.NaT), years)["valid_until"]
    rows = rows[(ends <= day) & ~(rows["revoked_on"] <= ends)]
    done = rows["review_result"].where(rows["reviewed_on"] <= day)
    rows = rows.assign(
        cohort=rows["granted_on"].dt.year,
        **{result: done.eq(result).astype(int) for result in ("passed", "failed")},
        unreviewed=done.isna().astype(int),
        due=1,
    )
    key = ["county_code", "title", "cohort"]
    counted = ["due", "passed", "failed", "unreviewed"]
    sums = with_totals(rows, {"county_code": WHOLE}).groupby(key, as_index=False)[counted].sum()
    sums = sums.sort_values(["title", "cohort"], key=lambda c: c.replace(known.places))
    titles = sums["title"].map(known.titles)
    return sums.assign(
        name_zh=[title.zh for title in titles],
        name_en=[title.en for title in titles],
        survival_pct=share_pct(sums["passed"], sums["due"]),
    )


def _newly(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Granted since 1 January to those who were not on the rung on the day before."""
    january = day.replace(month=1, day=1)
    return _without(new(rows, january, day), stock(rows, january - pd.Timedelta(days=1)))


def _without(rows: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """The rows of holders that are not among others of the county and rung."""
    others = pd.MultiIndex.from_frame(held[HOLDER])
    return rows[~pd.MultiIndex.from_frame(rows[HOLDER]).isin(others)]


def _every(counties: list[str], rungs: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"county_code": counties}).merge(pd.DataFrame({"rung": rungs}), how="cross")


def _above_scale(given: Given) -> dict[str, float]:
    """County → enterprises above scale; empty where the city has no register of them."""
    if ENTERPRISES not in given:
        return {}
    firms = given.read(ENTERPRISES, columns=["uscc", "county_code", "above_scale"])
    firms = with_totals(firms[firms["above_scale"]], {"county_code": WHOLE})
    counted = units(firms, "county_code", firms="uscc")
    return counted.set_index("county_code")["firms"].astype(float).to_dict()
