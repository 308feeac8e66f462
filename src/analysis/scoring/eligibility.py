"""Who is evaluated, who is not, and why (应评尽评).

    evaluated      has a group and the data the scheme asks for
    exempt         in a group, but the scheme or the roster excuses it: it gets the exempt class
    no_data        ought to be evaluated, but an indispensable value is missing
    out_of_scope   in no group of the scheme: too little land, or a kind not evaluated

The rate of 应评尽评 is evaluated / (evaluated + no_data).
"""

import numpy as np
import pandas as pd

from analysis.scoring.scheme import Group, Scheme

STATUSES = ("evaluated", "exempt", "no_data", "out_of_scope")
REASONS = (
    "", "exempt_reason", "excluded_industry", "years_in_production", "land_missing",
    "data_missing", "land_below_line", "no_group",
)  # fmt: skip


def eligibility(evaluation: pd.DataFrame, scheme: Scheme) -> pd.DataFrame:
    """``scheme_group``, ``eligibility`` and ``eligibility_reason`` of every row, all categorical.

    Years in production run from ``commissioned_on`` to the last day of the data year, which is
    the year before ``year``; an enterprise without a date counts as old enough.
    """
    n = len(evaluation)
    group_code = np.full(n, -1, dtype=np.int8)
    reason = np.full(n, REASONS.index("no_group"), dtype=np.int8)
    land = evaluation["land_mu"].to_numpy(dtype=float)
    for number, group in enumerate(scheme.groups):
        kind = (evaluation["evaluation_group"] == group.evaluation_group).to_numpy()
        lacks_land = kind & _lacks_land(land, group)
        fits = kind & ~lacks_land & _land_fits(land, group)
        reason[kind & ~lacks_land & ~fits & (group_code < 0)] = REASONS.index("land_below_line")
        reason[lacks_land] = REASONS.index("land_missing")
        reason[fits] = 0
        group_code[fits | lacks_land] = number
        if group.min_years_in_production is not None:
            young = fits & (years_in_production(evaluation) < group.min_years_in_production)
            reason[young] = REASONS.index("years_in_production")
    in_group = group_code >= 0
    if scheme.excluded_industries:
        excluded = evaluation["industry_code"].isin(scheme.excluded_industries).to_numpy()
        reason[in_group & excluded] = REASONS.index("excluded_industry")
    reason[in_group & evaluation["exempt_reason"].notna().to_numpy()] = REASONS.index(
        "exempt_reason"
    )
    return pd.DataFrame(
        {
            "scheme_group": pd.Categorical.from_codes(
                group_code, categories=[group.name for group in scheme.groups]
            ),
            "eligibility": pd.Categorical.from_codes(
                _status(reason), categories=pd.Index(STATUSES)
            ),
            "eligibility_reason": pd.Categorical.from_codes(reason, categories=pd.Index(REASONS)),
        },
        index=evaluation.index,
    )


def years_in_production(evaluation: pd.DataFrame) -> np.ndarray:
    """Years from commissioning to the end of the data year; infinite where no date is known."""
    end = pd.to_datetime((evaluation["year"] - 1).astype(str) + "-12-31")
    days = (end - evaluation["commissioned_on"]).dt.days.to_numpy(dtype=float)
    return np.where(np.isnan(days), np.inf, days / 365.25)


def _lacks_land(land: np.ndarray, group: Group) -> np.ndarray:
    """Land decides whether the enterprise belongs to the group, and is not known."""
    if group.min_land_mu is None and group.below_land_mu is None:
        return np.zeros(len(land), dtype=bool)
    return np.isnan(land)


def _land_fits(land: np.ndarray, group: Group) -> np.ndarray:
    fits = np.ones(len(land), dtype=bool)
    if group.min_land_mu is not None:
        fits &= land >= group.min_land_mu
    if group.below_land_mu is not None:
        fits &= land < group.below_land_mu
    return fits


def _status(reason: np.ndarray) -> np.ndarray:
    by_reason = {
        "": "evaluated", "exempt_reason": "exempt", "excluded_industry": "exempt",
        "years_in_production": "exempt", "land_missing": "no_data", "data_missing": "no_data",
        "land_below_line": "out_of_scope", "no_group": "out_of_scope",
    }  # fmt: skip
    lookup = np.array([STATUSES.index(by_reason[name]) for name in REASONS], dtype=np.int8)
    return lookup[reason]
