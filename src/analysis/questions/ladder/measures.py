"""The measures that standards speak of, from annual reports and the titles in force.

A measure whose parts are not all reported is missing; a ratio is one of the year's sums.
"""

import pandas as pd

from analysis.questions.ladder.input_tables import ANSWERS, INSTITUTIONS
from analysis.registers.groups import share_pct

UNITS = {
    **dict.fromkeys(("revenue", "rd", "rd_before", "rd_2y", "new_equity_2y"), "10k_cny"),
    "new_equity_3y": "10k_cny",
    **dict.fromkeys(("rd_share", "rd_share_before", "rd_staff_share", "main_share"), "pct"),
    **dict.fromkeys(("main_growth", "main_growth_mean_2y", "main_growth_compound_2y"), "pct"),
    **dict.fromkeys(("debt_ratio", "net_margin", "market_share"), "pct"),
    "niche_years": "years",
    **dict.fromkeys(("ip_high_value", "ip_own", "ip_class_1", "ip_class_2", "ip_used"), "items"),
    "ip_own_used": "items",
    **dict.fromkeys(("points", "points_innovation", "points_growth"), "points"),
    **dict.fromkeys(("points_specialisation", "platform_score", "feature_points"), "points"),
}
"""The unit of a measure that has one; of ticks, levels and titles held there is none."""
HELD = {
    "holds_tech_sme": ("tech_sme",),
    "holds_innovative_sme": ("innovative_sme",),
    "holds_srdi": ("srdi", "srdi_model"),
}
"""Measure → the titles of which one is held on the day of application."""


def measures(reports: pd.DataFrame, candidates: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """Return the measures of candidates, a row each in their order.

    Parameters
    ----------
    reports
        Annual reports: the columns of `FIRM_YEAR`.
    candidates
        `uscc`, `year` (of the report that counts) and `applied_on`.
    held
        What is in force at the end of the period: `holder_id`, `title`, `granted_on`,
        `valid_until`.
    """
    now, before, earlier = (_reports(reports, candidates, ago) for ago in range(3))
    money = {
        stem: [each[f"{stem}_10k_cny"] for each in (now, before, earlier)]
        for stem in ("revenue", "main_revenue", "rd", "new_equity")
    }
    growth, growth_before = (_growth(*money["main_revenue"][k : k + 2]) for k in range(2))
    revenue, rd, equity = money["revenue"], money["rd"], money["new_equity"]
    said = {name: now[name].map({"yes": 1.0, "no": 0.0}) for name in ANSWERS}
    marks = [said[name] for name in ("own_brand", "iso9001", "quality_award", "standards")]
    awards = said["provincial_award"], said["national_award"]
    levels = {name: rank for rank, name in enumerate(INSTITUTIONS)}
    same = ["niche_years", "feature_points", *(c for c in now if c.startswith("ip_"))]
    found = {
        "revenue": revenue[0],
        "main_share": share_pct(money["main_revenue"][0], revenue[0]),
        "main_growth": growth,
        "main_growth_mean_2y": (growth + growth_before) / 2,
        "main_growth_compound_2y": _compound(money["main_revenue"][0], money["main_revenue"][2]),
        "rd": rd[0],
        "rd_before": rd[1],
        "rd_2y": rd[0] + rd[1],
        "rd_share": share_pct(rd[0], revenue[0]),
        "rd_share_before": share_pct(rd[1], revenue[1]),
        "rd_staff_share": share_pct(now["rd_staff_persons"], now["staff_persons"]),
        "net_margin": share_pct(now["net_profit_10k_cny"], revenue[0]),
        "debt_ratio": share_pct(now["liabilities_10k_cny"], now["assets_10k_cny"]),
        "new_equity_2y": equity[0] + equity[1],
        "new_equity_3y": equity[0] + equity[1] + equity[2],
        "market_share": now["market_share_pct"],
        "platform_score": now["platform_points"],
        "digital_level": pd.to_numeric(now["digital_level"]),
        "rd_institution": now["rd_institution"].map(levels),
        "quality_marks": sum(marks[1:], start=marks[0]),
        "science_award": _either(*awards),
        **{name: now[name] for name in same},
        **said,
        **{name: _holds(candidates, held, titles) for name, titles in HELD.items()},
    }
    return pd.DataFrame(found, index=candidates.index)


def _reports(reports: pd.DataFrame, candidates: pd.DataFrame, ago: int) -> pd.DataFrame:
    """The reports of some years before the one that counts, a row a candidate."""
    keys = pd.MultiIndex.from_arrays([candidates["uscc"], candidates["year"] - ago])
    return reports.set_index(["uscc", "year"]).reindex(keys).set_index(candidates.index)


def _either(one: pd.Series, other: pd.Series) -> pd.Series:
    """1 if one of two is, 0 if neither is; missing if what is not said might be."""
    both = pd.concat([one, other], axis=1)
    return both.max(axis=1).where(both.eq(1).any(axis=1) | both.notna().all(axis=1))


def _growth(now: pd.Series, before: pd.Series) -> pd.Series:
    return 100 * (now / before.where(before > 0) - 1)


def _compound(now: pd.Series, two_years_before: pd.Series) -> pd.Series:
    """The yearly rate that leads from the one to the other in two years."""
    return 100 * ((now / two_years_before.where(two_years_before > 0)) ** 0.5 - 1)


def _holds(candidates: pd.DataFrame, held: pd.DataFrame, titles: tuple[str, ...]) -> pd.Series:
    """1 where one of the titles, as far as known today, is in force on the day of application."""
    firms = candidates[["uscc", "applied_on"]].assign(position=range(len(candidates)))
    titled = held.loc[held["title"].isin(titles), ["holder_id", "granted_on", "valid_until"]]
    pairs = firms.merge(titled, left_on="uscc", right_on="holder_id")
    in_force = pairs["granted_on"] <= pairs["applied_on"]
    in_force &= ~(pairs["valid_until"] < pairs["applied_on"])
    positions = firms["position"].isin(pairs.loc[in_force, "position"])
    return positions.astype(float).set_axis(candidates.index)
