"""Entries, exits and net, the year's outlook, candidates and risks, at the end of a period.

A year counts what stands on the list by its December report; a batch that is listed with the next
January–February counts for the next year.
"""

import pandas as pd

from analysis.questions.above_scale.batches import ahead, calendar, filing
from analysis.questions.above_scale.chances import (
    CHANCES,
    Chances,
    calibration,
    candidates,
    held,
    reporters,
)
from analysis.questions.above_scale.checks import CHECKS
from analysis.questions.above_scale.findings import of_candidates, of_events, of_filings
from analysis.questions.above_scale.outlook import outlook
from analysis.questions.above_scale.plants import of_plants, with_plants
from analysis.questions.above_scale.roster import (
    ENTRIES,
    counted,
    last_moved,
    listed,
    roster,
    stock,
    year_so_far,
)
from analysis.questions.above_scale.tables import CANDIDATE_MONTH, RESULTS
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES, EVENTS, ROSTER_EVENTS
from analysis.tables.given import Given
from analysis.tables.projects import PROJECTS
from analysis.tables.question import Tables
from analysis.tables.rules import a_year_before
from analysis.tables.territory import WHOLE

INDICATOR = "above_scale_net"


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. What is dated after the period has not happened."""
    events = roster(given)
    counts = counted(events)
    codes = [*(county.code for county in given.city.counties), WHOLE]
    balance = _balance(given, counts, codes)
    coming = ahead(given)
    library, risks, chances = _ahead(given, events, coming)
    found = {
        "above_scale_balance": balance,
        "above_scale_events": _kinds(counts, codes, given.period),
        "above_scale_months": _months(counts, codes, given.period),
        "above_scale_outlook": _known(_outlook(balance, library, risks), chances),
        "above_scale_calibration": chances,
        "above_scale_batches": coming[coming["days_left"] > 0],
        "above_scale_candidates": library,
        "above_scale_risks": risks,
        "above_scale_findings": _findings(given, events),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def _balance(given: Given, counts: pd.DataFrame, codes: list[str]) -> pd.DataFrame:
    """The list's book of the year, which closes in every county and in the city."""
    rows = pd.DataFrame({"county_code": codes}).set_index("county_code", drop=False)
    for suffix, period in (("", given.period), ("_last_year", a_year_before(given.period))):
        year = year_so_far(counts, period)
        for name, mask in {
            "entered": year["sign"] > 0,
            "new_built": year["event"].eq("new_build"),
            "exited": year["sign"] < 0,
        }.items():
            number = year.loc[mask, "county_code"].value_counts()
            rows[f"{name}{suffix}"] = number.reindex(codes).fillna(0.0)
        rows[f"net{suffix}"] = rows[f"entered{suffix}"] - rows[f"exited{suffix}"]
    now = stock(given, counts).reindex(codes).fillna(0.0)
    return rows.assign(
        stock=now, stock_start=now - rows["net"], target=_tasks(given).reindex(codes)
    ).reset_index(drop=True)


def _tasks(given: Given) -> pd.Series:
    """The year's task by county, and the city's."""
    rows = given.city.targets_table(given.day)
    rows = rows[rows["indicator"].eq(INDICATOR) & rows["year"].eq(given.day.year)]
    return rows.set_index("county_code")["target_value"]


def _kinds(counts: pd.DataFrame, codes: list[str], period: str) -> pd.DataFrame:
    """Every kind of event in every county, this year and to the same month of last year."""
    key = ["county_code", "event"]
    every = pd.MultiIndex.from_product([codes, EVENTS], names=key)
    this, last = (
        year_so_far(counts, p).groupby(key).size().reindex(every, fill_value=0).astype(float)
        for p in (period, a_year_before(period))
    )
    rows = pd.DataFrame({"enterprises": this, "enterprises_last_year": last}).reset_index()
    return rows.assign(sign=rows["event"].isin(ENTRIES) * 2.0 - 1)


def _months(counts: pd.DataFrame, codes: list[str], period: str) -> pd.DataFrame:
    """The net increase of this year up to each month, and of the whole of last year."""
    parts = []
    for name, last in (("last", f"{a_year_before(period)[:4]}-12"), ("this", period)):
        months = pd.Index(range(2, int(last[5:]) + 1), name="month")
        year = year_so_far(counts, last)
        year = year.assign(month=year["period"].str[5:].astype(int))
        net = year.pivot_table(index="county_code", columns="month", values="sign", aggfunc="sum")
        net = net.reindex(index=codes, columns=months).fillna(0).cumsum(axis=1)
        net = net.rename_axis("county_code").reset_index()
        parts.append(net.melt("county_code", var_name="month", value_name="net").assign(year=name))
    return pd.concat(parts, ignore_index=True).astype({"month": float, "net": float})


def _ahead(
    given: Given, events: pd.DataFrame, coming: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Candidates and enterprises at risk, each with its chance, and where the chances come from."""
    rule, line = given.rule(CHANCES, Chances), calendar(given).line_10k_cny
    before, end = a_year_before(given.period), f"{given.day.year}-02"
    since = events[(events["period"] > before) & (events["period"] <= min(end, given.period))]
    sides: dict[str, tuple[pd.DataFrame, pd.DataFrame]] = {}
    for side, classed, sign in (("entry", candidates, 1), ("exit", reporters, -1)):
        now, then = (classed(given, p, line, rule) for p in (given.period, before))
        did = then["uscc"].isin(since.loc[since["sign"].eq(sign), "uscc"])
        sides[side] = now.assign(side=side), then.assign(side=side, happened=did)
    library, risks = sides["entry"][0], sides["exit"][0]
    library = library[~library["uscc"].isin(listed(given, events))]
    risks = risks[~risks["uscc"].isin(last_moved(events, given.period, -1))]
    now = pd.concat([rows[["side", "band"]] for rows in (library, risks)])
    seen = pd.concat([rows[["side", "band", "happened"]] for _, rows in sides.values()])
    found = calibration(seen, now, rule)
    chance = found.set_index(["side", "band"])["chance_pct"]
    library = with_plants(given, filing(library, coming)).assign(
        chance_pct=lambda rows: rows["band"].map(chance["entry"]).astype(float),
        this_year=lambda rows: rows["listed"] <= f"{given.day.year}-12",
    )
    named = given[ENTERPRISES].set_index("uscc")["name"]
    risks = risks[risks["band"].ne("")]
    risks = risks.assign(
        chance_pct=risks["band"].map(chance["exit"]).astype(float),
        name=risks["uscc"].map(named).fillna(risks["uscc"]),
    )
    order = ["county_code", "township", "days_left", "uscc"]
    return library.sort_values(order), risks.sort_values(["county_code", "band"]), found


def _outlook(balance: pd.DataFrame, library: pd.DataFrame, risks: pd.DataFrame) -> pd.DataFrame:
    """Sums of chances by county and for the city, and what follows for the year."""
    p, q = library["chance_pct"] / 100, risks["chance_pct"] / 100
    year = library["this_year"].astype(bool)
    entering = library[["county_code"]].assign(
        candidates=1.0,
        projects=library["project_code"].where(library["entry"].eq("new_build")).notna(),
        ready=library["papers"],
        entries=p.where(year, 0.0),
        next_entries=p.where(~year, 0.0),
        variance=(p * (1 - p)).where(year, 0.0),
    )
    leaving = risks[["county_code"]].assign(at_risk=1.0, exits=q, variance=q * (1 - q))
    parts = pd.concat([entering, leaving]).astype({"county_code": object})
    names = [name for name in parts if name != "county_code"]
    parts[names] = parts[names].astype(float).fillna(0.0)
    parts = pd.concat([parts, parts.assign(county_code=WHOLE)])
    sums = parts.groupby("county_code")[names].sum()
    rows = balance.join(sums.reindex(balance["county_code"]).fillna(0.0), on="county_code")
    rows = rows.join(outlook(rows))
    return rows.assign(stock_expected=rows["stock_start"] + rows["expected_net"])


def _known(rows: pd.DataFrame, chances: pd.DataFrame) -> pd.DataFrame:
    """The outlook, without what rests on candidates or reporters where nobody reported."""
    rest = ["expected_net", "low", "high", "chance_pct", "stock_expected"]
    on_candidates = ["candidates", "projects", "ready", "entries", "next_entries", *rest]
    nobody = chances.groupby("side")["now"].sum().eq(0)
    unknown = {
        *(on_candidates if nobody["entry"] else []),
        *(["at_risk", "exits", *rest] if nobody["exit"] else []),
    }
    return rows.assign(**dict.fromkeys(unknown, float("nan")))


def _findings(given: Given, events: pd.DataFrame) -> pd.DataFrame:
    """Findings of the list, of the candidates, and of what was filed a year ago."""
    register = given[ENTERPRISES]
    counties = {county.code: county.name.zh for county in given.city.counties}
    known = events[events["period"] <= given.period]
    now, then = (
        held(given, CANDIDATE_MONTH, p) for p in (given.period, a_year_before(given.period))
    )
    watched = [
        of_candidates(now, register, listed(given, events), counties),
        of_filings(then, held(given, ENTERPRISE_MONTH, given.period)),
        of_plants(with_plants(given, now), given.day, PROJECTS in given),
    ]
    moved = of_events(known, register, counties)
    found = pd.concat(
        [
            given.located(moved, ROSTER_EVENTS, CHECKS),
            given.located(pd.concat(watched), CANDIDATE_MONTH, CHECKS),
        ]
    )
    named = found["uscc"].map(register.set_index("uscc")["name"]).fillna(found["uscc"])
    return found.assign(name=named).fillna({"against": "—"})
