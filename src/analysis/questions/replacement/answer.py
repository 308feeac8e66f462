"""What each plan must retire, what of that it gives may be counted, and what it lacks.

    required = built × ratio          counted = Σ given × ratio / ratio of the line, barred lines 0

A line of the restricted class or of another province has a ratio of its own, at least the floor:
at 2:1 within a plan at 1.5:1 each of its tons counts three quarters.
"""

import pandas as pd

from analysis.errors import DataError
from analysis.questions.replacement.checks import CHECKS
from analysis.questions.replacement.ratios import Ratios, of_each
from analysis.questions.replacement.tables import BARS, PLANS, PRODUCTS, RESULTS, RETIRED
from analysis.registers import with_empty_groups, with_totals
from analysis.tables.given import Given
from analysis.tables.origins import ORIGIN
from analysis.tables.question import Tables
from analysis.tables.territory import WHOLE

TOTALS = {"county_code": WHOLE, "product": "all"}


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. Plans are judged by the rule of the day of filing."""
    plans = _known(given)
    plans = plans.assign(law=of_each(given, plans["filed_on"]))
    plans["ratio"] = [_ratio(plan) for plan in plans.to_dict("records")]
    retired = given.read(RETIRED, origins=True)
    lines = lines_judged(plans, retired)
    judged = plans_judged(plans, lines)
    tables = {
        "replacement_by_plan": judged,
        "replacement_lines": lines,
        "replacement_counts": _counts(judged, given),
        "replacement_findings": _findings(judged, retired, lines, given),
    }
    return {table.name: tables[table.name][list(table.columns)] for table in RESULTS}


def _known(given: Given) -> pd.DataFrame:
    """The plans filed by the end of the period.

    Raises
    ------
    DataError
        If there are none, or the register was exported before it.
    """
    plans = given.read(PLANS, origins=True)
    known = plans[plans["filed_on"] <= given.day].reset_index(drop=True)
    if known.empty or pd.to_datetime(plans["vintage"]).max() < given.day:
        raise DataError(
            f"产能置换方案台账没有截至{given.period}期末的方案",
            f"the register of replacement plans does not reach the end of {given.period}",
        )
    return known


def _ratio(plan: dict) -> float | None:
    law: Ratios | None = plan["law"]
    ratio = law.ratios.get(plan["product"]) if law else None
    if ratio is None or not ratio.holds_in(plan["province"]):
        return None
    return ratio.key if plan["key_region"] else ratio.other


def lines_judged(plans: pd.DataFrame, retired: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of the plans with `away` (of another province) and the judged columns."""
    about = plans.drop(columns=["vintage", ORIGIN], errors="ignore").rename(
        columns={"province": "plan_province"}
    )
    rows = about.merge(retired, on="plan_id")
    rows["away"] = rows["province"] != rows["plan_province"]
    rows["bar"] = pd.Series([_bar(row) for row in rows.to_dict("records")], dtype="str")
    floor = pd.Series(
        [
            law.floor.get(product) if law else None
            for law, product in zip(rows["law"], rows["product"], strict=True)
        ],
        dtype=float,
    )
    strict = floor.where(rows["restricted"] | rows["away"])
    rows["ratio"] = rows["ratio"].astype(float)
    rows["line_ratio"] = (
        rows[["ratio"]].assign(strict=strict).max(axis=1).where(rows["ratio"].notna())
    )
    share = (rows["ratio"] / rows["line_ratio"]).where(rows["line_ratio"] > 0, 1.0)
    counted = rows["given_t_per_day"].clip(upper=rows["filed_t_per_day"]) * share
    return rows.assign(counted_t_per_day=counted.where(rows["bar"].isna(), 0.0))


def _bar(row: dict) -> str | None:
    """Why a line may not be given; the first of `BARS` that holds."""
    bars = row["law"].bars if row["law"] else None
    if bars is None:
        return None
    long_ago = row["filed_on"] - pd.DateOffset(years=bars.stopped_years)
    counted = row["filed_on"].year - 2 >= bars.running_since
    ran = (row["ran_last_year_days"], row["ran_year_before_days"])  # unknown: not too few
    holds = {
        "stopped": pd.notna(row["stopped_on"]) and row["stopped_on"] <= long_ago,
        "ran_little": counted and all(days < bars.running_days for days in ran),
        "below_baseline": bars.below_baseline and row["below_baseline"],
        "sealed": bars.sealed and row["sealed"],
    }
    return next((name for name in BARS if holds[name]), None)


def plans_judged(plans: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Return the plans with what they must retire and give, and the verdict."""
    sums = lines.groupby("plan_id")[["given_t_per_day", "counted_t_per_day"]].sum()
    rows = plans.merge(sums, on="plan_id", how="left").fillna(
        {"given_t_per_day": 0.0, "counted_t_per_day": 0.0}
    )
    rows["required_t_per_day"] = rows["new_t_per_day"] * rows["ratio"].astype(float)
    lack = rows["required_t_per_day"] - rows["counted_t_per_day"]
    part = lines["given_t_per_day"] < lines["filed_t_per_day"]
    from_away, split = set(lines.loc[lines["away"], "plan_id"]), set(lines.loc[part, "plan_id"])
    verdicts = [
        _verdict(plan, missing, plan["plan_id"] in from_away, plan["plan_id"] in split)
        for plan, missing in zip(rows.to_dict("records"), lack, strict=True)
    ]
    return rows.assign(
        rule=[law.name if law else None for law in rows["law"]],
        missing_t_per_day=lack.clip(lower=0),
        verdict=verdicts,
    )


def _verdict(plan: dict, missing: float, away: bool, split: bool) -> str:
    law: Ratios | None = plan["law"]
    if law is None or pd.isna(missing):
        return "no_ratio"
    if away and _import_barred(law, plan):
        return "import_barred"
    if law.whole and split:
        return "split"
    return "short" if missing > 1e-9 else "lawful"


def _import_barred(law: Ratios, plan: dict) -> bool:
    """Whether capacity of another province may not come where it is to be built."""
    ban = law.no_import
    if ban is None:
        return False
    little = plan["province_use_pct"] < ban.use_below_pct  # unknown: not too little
    return (ban.key_region and plan["key_region"]) or little


def _counts(judged: pd.DataFrame, given: Given) -> pd.DataFrame:
    """The announced plans by county and product; capacities of two products do not add up."""
    rows = judged[judged["published_on"] <= given.day]
    capacities = ["new_t_per_day", "required_t_per_day", "given_t_per_day"]
    known = rows["verdict"] != "no_ratio"
    rows[capacities] = rows[capacities].where(known)
    rows = rows.assign(
        plans=1.0,
        lawful=rows["verdict"].eq("lawful").astype(float),
        no_ratio=(~known).astype(float),
    )
    added = with_totals(rows, TOTALS).groupby([*TOTALS], as_index=False)[
        ["plans", "lawful", "no_ratio", *capacities]
    ].sum()  # fmt: skip
    codes = [*(county.code for county in given.city.counties), WHOLE]
    groups = pd.DataFrame({"county_code": codes}).merge(
        pd.DataFrame({"product": ["all", *PRODUCTS]}), how="cross"
    )
    counts = with_empty_groups(added, groups)
    counts[capacities] = counts[capacities].where(counts["product"] != "all")
    return counts


def _findings(
    judged: pd.DataFrame, retired: pd.DataFrame, lines: pd.DataFrame, given: Given
) -> pd.DataFrame:
    """What in the register cannot be so; a line is one by its name and province."""
    line = [lines["line"], lines["province"]]
    together = lines["given_t_per_day"].groupby(line).transform("sum")
    several = lines["plan_id"].groupby(line).transform("nunique") > 1
    above = lines["given_t_per_day"] > lines["filed_t_per_day"]
    draft = judged["ratio"].notna() & ~judged["law"].map(lambda law: law is None or law.final)
    of_lines = {
        "above_filed": lines[above],
        "given_twice": lines[several & (together > lines["filed_t_per_day"])],
        "unknown_plan": retired[~retired["plan_id"].isin(given[PLANS]["plan_id"])],
    }
    of_plans = {
        "no_lines": judged[~judged["plan_id"].isin(lines["plan_id"]) & judged["ratio"].ne(0)],
        "draft_ratio": judged[draft.astype(bool)],
    }
    columns = ["finding", "plan_id", "holder_name", "county_code", "line", ORIGIN]
    every = [
        given.located(rows.assign(finding=name).reindex(columns=columns), table, CHECKS)
        for table, found in ((RETIRED, of_lines), (PLANS, of_plans))
        for name, rows in found.items()
    ]
    return pd.concat([rows for rows in every if len(rows)] or [every[0]])
