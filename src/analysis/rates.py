"""How much did it grow, and who made it grow?

Growth is always a ratio of sums over rows that hold **both** years, never a mean of growth
rates and never a quotient of two published totals, whose lists of enterprises differ:

    growth        G = (Σ current / Σ base − 1) · 100                      percent
    pull          p = (current_i − base_i) / Σ base · 100                 points, Σ p = G
    contribution  c = (current_i − base_i) / Σ (current − base) · 100     percent, Σ c = 100

A contribution is given only where the whole grew by enough to divide by. Between two rosters

    growth of the published level = continuing + entrants + leavers         percentage points

National Bureau of Statistics, 统计知识问答 (拉动、贡献率); the cohort split is the usual one of
entry and exit (Disney, Haskel and Heden 2003, *Journal of Industrial Economics* 51, 91-112).
"""

from collections.abc import Iterable
from typing import TypeVar

import numpy as np
import pandas as pd

from analysis.errors import DataError

Levels = TypeVar("Levels", pd.Series, np.ndarray, float)

CONTRIBUTION_MIN_GROWTH_PCT = 0.5
"""Below this growth of the whole no contribution is given: pulls are published to 0.1 point, and
half of that over 0.5 already moves a contribution by ten percentage points."""


def growth_pct(current: Levels, base: Levels) -> Levels:
    """Growth in percent; missing where the base is not positive (no rate exists there)."""
    return (current / _positive(base) - 1) * 100


def comparable_growth(
    rows: pd.DataFrame, current: str, base: str, by: Iterable[str] = ()
) -> pd.DataFrame:
    """Growth of the rows which report both this year and the same period of last year.

    Parameters
    ----------
    rows
        One row per reporting unit; `current` and `base` are levels in the same unit, of the
        same roster (本年累计 and 上年同期累计 of one form). A new plant with a base of 0 counts;
        a row with one of the two missing is left out and counted.
    by
        Columns of the groups; none gives one row for everything.

    Returns
    -------
    One row per group: `by`, the two sums, `growth_pct`, `rows_used`, `rows_left_out` and
    `coverage_pct`, the share of all reported current value that stands in comparable rows.
    """
    by = list(by)
    both = rows[current].notna() & rows[base].notna()
    marked = rows[by].assign(
        **{current: rows[current].where(both), base: rows[base].where(both)},
        rows_used=both,
        rows_left_out=~both,
        reported=rows[current],
    )
    sums = _sum(marked, by)
    return sums.assign(
        growth_pct=growth_pct(sums[current], sums[base]),
        coverage_pct=100 * sums[current] / _positive(sums["reported"]),
    )[[*by, current, base, "growth_pct", "rows_used", "rows_left_out", "coverage_pct"]]


def contributions(
    parts: pd.DataFrame,
    current: str,
    base: str,
    by: Iterable[str] = (),
    min_growth_pct: float = CONTRIBUTION_MIN_GROWTH_PCT,
) -> pd.DataFrame:
    """What each part of a whole pulled, in percentage points, and its share of the growth.

    Returns `parts` with `change` (unit of `current`), `growth_pct`, `pull_pp` and
    `contribution_pct`; the last is missing where the whole (of each group `by`) grew by less
    than `min_growth_pct`. Parts with a missing year have neither pull nor weight in the whole.
    """
    by = list(by)
    both = parts[current].notna() & parts[base].notna()
    change = (parts[current] - parts[base]).rename("change")
    whole = pd.DataFrame({"base": parts[base].where(both), "change": change})
    keys = [parts[name] for name in by] or [pd.Series(0, index=parts.index)]
    total = whole.groupby(keys, dropna=False, observed=True).transform("sum")
    whole_growth = 100 * total["change"] / _positive(total["base"])
    return parts.assign(
        change=change,
        growth_pct=growth_pct(parts[current], parts[base]),
        pull_pp=100 * change / _positive(total["base"]),
        contribution_pct=(100 * change / total["change"]).where(whole_growth >= min_growth_pct),
    )


def pull_from_share(base_share_pct: pd.Series, growth_pct: pd.Series) -> pd.Series:
    """Pull in percentage points where only last year's share and the growth are known."""
    return base_share_pct * growth_pct / 100


def implied_base(current: Levels, growth_pct: Levels) -> Levels:
    """Base which a published level and its published growth imply, in the unit of the level.

    It mixes a current-price level with a rate that may be real, so pulls computed from it need
    not close: state `closure_residual_pp` beside them.
    """
    return current / _positive(1 + growth_pct / 100)


def closure_residual_pp(pulls_pp: pd.Series, growth_pct: float) -> float:
    """Growth of the whole minus the pulls of its parts: 0 when the inputs are consistent."""
    return float(growth_pct - pulls_pp.sum())


def closes(pulls_pp: pd.Series, growth_pct: float, decimals: int = 1) -> bool:
    """Whether parts rounded to `decimals` can belong to this whole (each errs by half a unit)."""
    rounding = 0.5 * 10.0**-decimals * (len(pulls_pp) + 1)
    return abs(closure_residual_pp(pulls_pp, growth_pct)) <= rounding + 1e-9


def roster_effects(
    this_year: pd.DataFrame,
    last_year: pd.DataFrame,
    value: str,
    by: Iterable[str] = (),
    unit: str = "uscc",
) -> pd.DataFrame:
    """Split the growth between two published rosters into continuing, entrants and leavers.

    Parameters
    ----------
    this_year, last_year
        One row per unit: `unit`, `by`, `value`, each as published in its own year. A unit
        without a value is not in that year's roster.
    by
        Columns of the groups. A unit that changed its group leaves one and enters the other.

    Returns
    -------
    One row per group: `by`, `current`, `base`, `growth_pct` of the published level,
    `continuing_pp`, `entrants_pp`, `leavers_pp` (their sum is `growth_pct`),
    `continuing_growth_pct` and the counts `continuing`, `entrants`, `leavers`.
    """
    by = list(by)
    key = [*by, unit]
    for name, roster in (("this_year", this_year), ("last_year", last_year)):
        if (twice := roster.duplicated(key)).any():
            row = roster.loc[twice, key].iloc[0].to_dict()
            raise DataError(
                f"{name} 中同一单位出现两次：{row}；每个单位只能有一行。",
                f"{name}: a unit appears twice: {row}; one row a unit is allowed.",
            )
    now, before = (
        this_year[[*key, value]].dropna(subset=value).rename(columns={value: "current"}),
        last_year[[*key, value]].dropna(subset=value).rename(columns={value: "base"}),
    )
    pair = now.merge(before, on=key, how="outer", indicator="where")
    here, stayed, left = (pair["where"] == w for w in ("left_only", "both", "right_only"))
    sums = _sum(
        pair[by].assign(
            current=pair["current"],
            base=pair["base"],
            gained=pair["current"].where(here, 0.0),
            lost=pair["base"].where(left, 0.0),
            continuing_base=pair["base"].where(stayed, 0.0),
            continuing_current=pair["current"].where(stayed, 0.0),
            continuing=stayed,
            entrants=here,
            leavers=left,
        ),
        by,
    )
    whole = _positive(sums["base"])
    return sums.assign(
        growth_pct=growth_pct(sums["current"], sums["base"]),
        continuing_pp=100 * (sums["continuing_current"] - sums["continuing_base"]) / whole,
        entrants_pp=100 * sums["gained"] / whole,
        leavers_pp=-100 * sums["lost"] / whole,
        continuing_growth_pct=growth_pct(sums["continuing_current"], sums["continuing_base"]),
    ).drop(columns=["gained", "lost", "continuing_base", "continuing_current"])


def _positive(x: Levels) -> Levels:
    """The same numbers, missing where they are not positive."""
    if isinstance(x, pd.Series):
        return x.where(x > 0)
    return np.where(x > 0, x, np.nan)[()]  # type: ignore[return-value]


def _sum(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sums of the other columns, one row per group (one row in all without groups)."""
    if not by:
        return rows.groupby(np.zeros(len(rows))).sum().reset_index(drop=True)
    return rows.groupby(by, as_index=False, dropna=False, observed=True).sum()
