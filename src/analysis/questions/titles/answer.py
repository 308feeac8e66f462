"""Counts, steps, money and ends of titles, at the end of a period; the city counts over itself."""

import pandas as pd

from analysis.questions.titles.checks import CHECKS
from analysis.questions.titles.tables import RESULTS
from analysis.registers import (
    expiring,
    funnel,
    lapsed,
    money,
    new,
    pending,
    reached,
    revoked,
    stock,
    units,
    with_empty_groups,
    with_totals,
)
from analysis.registers.catalogue import Catalogue, Counted, catalogue
from analysis.registers.recognised import register
from analysis.registers.rungs import on_rungs, standing
from analysis.tables.given import Given
from analysis.tables.question import Tables
from analysis.tables.recognitions import RECOGNITIONS
from analysis.tables.territory import WHOLE

BY = ["county_code", "title", "level"]
COUNTED = {"holders": "holder_id", "items": ["holder_id", "product"]}
TOTALS = {"county_code": WHOLE, "level": "all"}
AHEAD = pd.DateOffset(years=3)
"""How far the calendar of ends looks: the longest validity."""


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What is dated after the period has not happened."""
    known = catalogue(given)
    entries, findings = register(given, known)
    rows = with_totals(_with_groups(entries, known), TOTALS)
    counties = [county.code for county in given.city.counties]
    groups = pd.DataFrame({"county_code": [*counties, WHOLE]}).merge(
        rows[["title", "level"]].drop_duplicates(), how="cross"
    )
    listed = _listed(rows, given)
    awards = money(reached(listed, "granted", given.day), [*BY, "list_year"])
    found = {
        "titles": _named(known),
        "title_counts": _counts(rows, groups, given.day),
        "title_pending": _pending(listed, groups, given.day),
        "title_funnel": _steps(listed, groups, given.day),
        "title_money": awards,
        "title_payments": awards,
        "title_expiry": _ends(rows, given.day),
        "title_grades": _grades(rows, groups, known, given.day),
        "title_ladder": _ladder(entries, known, [*counties, WHOLE], given.day),
        "title_holders": _holders(entries, given.day),
        "title_names": _published(entries, given.day),
        "title_findings": given.located(findings, RECOGNITIONS, CHECKS),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def _with_groups(rows: pd.DataFrame, known: Catalogue) -> pd.DataFrame:
    """The entries, and again under each group of titles that they belong to."""
    groups = known.groups.items()
    together = [rows[rows["title"].isin(g.titles)].assign(title=code) for code, g in groups]
    return pd.concat([rows, *together], ignore_index=True)


def _listed(rows: pd.DataFrame, given: Given) -> pd.DataFrame:
    """The entries on the lists of last, this and next year, with `list_year`."""
    year = given.day.year
    years = {year - 1: "last", year: "this", year + 1: "next"}
    return rows.assign(list_year=rows["year"].map(years)).dropna(subset="list_year")


def award_entries(given: Given) -> pd.DataFrame:
    """The granted entries whose awards the table of money adds up, once a title and county."""
    known = catalogue(given)
    entries, _ = register(given, known)
    return reached(_listed(_with_groups(entries, known), given), "granted", given.day)


def _named(known: Catalogue) -> pd.DataFrame:
    named: dict[str, Counted] = {**known.titles, **known.groups}
    facts = [(c, each.zh, each.en, each.counted, c in known.groups) for c, each in named.items()]
    return pd.DataFrame(facts, columns=["title", "name_zh", "name_en", "counted", "together"])


def _counts(rows: pd.DataFrame, groups: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Holders, items and entries of each status; 0 where a county has none of a title in use."""
    january = day.replace(month=1, day=1)
    picked = {
        "before": stock(rows, january - pd.Timedelta(days=1)),
        "new": new(rows, january, day),
        "lapsed": lapsed(rows, january, day),
        "revoked": revoked(rows, january, day),
        "stock": stock(rows, day),
        "pending": pending(rows, day),
        "expiring": expiring(rows, day, day + pd.DateOffset(years=1)),
        "ever": reached(rows, "granted", day),
    }
    counts = [
        with_empty_groups(_numbered(some), groups).assign(status=status)
        for status, some in picked.items()
    ]
    return pd.concat(counts, ignore_index=True)


def _numbered(picked: pd.DataFrame) -> pd.DataFrame:
    """The counts of each group, with its latest batch."""
    batch = pd.to_numeric(picked["batch"], errors="coerce")
    latest = picked[BY].assign(latest_batch=batch).groupby(BY, as_index=False).max()
    return units(picked, BY, **COUNTED).merge(latest, on=BY)


def _pending(listed: pd.DataFrame, groups: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    waiting = with_totals(pending(listed, day), {"batch": "all"})
    batches = listed[["title", "level", "list_year"]].drop_duplicates()
    every = groups.merge(batches.assign(batch="all"), on=["title", "level"])
    key = [*BY, "list_year", "batch"]
    known = pd.concat([every[key], waiting[key]])
    return with_empty_groups(units(waiting, key, **COUNTED), known)


def _steps(listed: pd.DataFrame, groups: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    counts = funnel(listed, day, [*BY, "list_year"], **COUNTED)
    steps = counts[["title", "level", "list_year", "step"]].drop_duplicates()
    return with_empty_groups(counts, groups.merge(steps, on=["title", "level"]))


def _ends(rows: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    ending = expiring(rows, day, day + AHEAD)
    ending = ending.assign(month=ending["valid_until"].dt.strftime("%Y-%m"))
    return units(ending, [*BY, "month"], **COUNTED)


def _grades(
    rows: pd.DataFrame, groups: pd.DataFrame, known: Catalogue, day: pd.Timestamp
) -> pd.DataFrame:
    """In force by grade, of the titles that have grades; 0 where a county has none of one."""
    graded = {code: about.grades for code, about in known.titles.items() if about.grades}
    held = stock(rows[rows["title"].isin(graded)], day).dropna(subset="grade")
    every = groups.assign(grade=groups["title"].map(graded)).explode("grade").dropna()
    every = every.assign(grade=every["grade"].astype(str))
    return with_empty_groups(units(held, [*BY, "grade"], **COUNTED), every)


def _ladder(
    entries: pd.DataFrame, known: Catalogue, counties: list[str], day: pd.Timestamp
) -> pd.DataFrame:
    """Holders in force of each rung, and those of whom it is the highest."""
    held = stock(on_rungs(entries, known), day)
    held = standing(with_totals(held, {"county_code": WHOLE})).assign(holders=1)
    counts = held.groupby(["county_code", "place"], as_index=False)[["holders", "highest"]].sum()
    rungs = [(n, rung.code, rung.zh, rung.en) for n, rung in enumerate(known.ladder, start=1)]
    named = pd.DataFrame(rungs, columns=["place", "rung", "name_zh", "name_en"])
    every = pd.DataFrame({"county_code": counties}).merge(named, how="cross")
    return with_empty_groups(counts.merge(named, on="place"), every)


def _holders(entries: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    known = reached(entries, "applied", day)
    return known.assign(in_force=known.index.isin(stock(known, day).index))


def _published(entries: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    public = entries[(entries["published_on"] <= day) & entries["holder_name"].ne("")]
    public = reached(public, "announced", day)
    first = {"example": False, "award_10k_cny": False, "holder_name": True}
    public = public.sort_values([*first], ascending=[*first.values()], kind="stable")
    place = public.groupby(["title", "level", "year"]).cumcount() + 1
    return public.assign(granted=public["granted_on"] <= day, place=place).sort_index()
