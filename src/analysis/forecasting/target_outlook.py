"""Is the target reached, how surely, and what must the rest of the year bring?

required rest       = target − cumulative so far
required growth     = required rest / (last year's rest, comparable) − 1
progress            = cumulative so far / target, beside the share of the year which earlier
                      years had done by now (not months / 12)
probability         = share of past errors, at this distance, that would still reach it
"""

import numpy as np
import pandas as pd

from analysis.forecasting.hierarchy import TOTAL
from analysis.forecasting.outcome import Outcome
from analysis.rates import growth_pct

COLUMNS = [
    "indicator",
    "county_code",
    "year",
    "kind",
    "unit",
    "target_value",
    "target_growth_pct",
    "year_end_value",
    "lo80",
    "hi80",
    "growth_pct",
    "growth_lo80_pct",
    "growth_hi80_pct",
    "gap_value",
    "probability_pct",
    "required_rest",
    "required_per_period",
    "required_growth_rest_pct",
    "progress_pct",
    "usual_progress_pct",
    "ahead_pp",
]


def target_outlook(
    outcome: Outcome, ends: pd.DataFrame, targets: pd.DataFrame | None
) -> pd.DataFrame:
    """Set the outlook `ends` (`year_end.year_end`) beside the targets of its year.

    Returns one row a target of the origin's year: `indicator`, `county_code`, `year`, `kind`,
    `unit`; in the measure's unit `target_value`, `year_end_value` with `lo80`, `hi80`,
    `gap_value` (year end − target), `required_rest` (sum of the periods left),
    `required_per_period`; `target_growth_pct`, `growth_pct` with `growth_lo80_pct`,
    `growth_hi80_pct`, `probability_pct`, `required_growth_rest_pct`, `progress_pct`,
    `usual_progress_pct`, `ahead_pp`. A target that has been reached already requires 0.
    """
    year = int(outcome.panel.origin[:4])
    totals = ends[ends["industry_code"] == TOTAL]
    if targets is None or targets.empty:
        return pd.DataFrame(columns=COLUMNS)
    due = (
        targets[targets["year"] == year]
        .drop(columns="unit")
        .assign(unit=targets["unit"].to_numpy()[(targets["year"] == year).to_numpy()])
    )
    joined = due.merge(totals, on="county_code", how="inner", validate="many_to_one")
    if joined.empty:
        return pd.DataFrame(columns=COLUMNS)
    base = joined["year_end_base_value"]
    is_level = joined["kind"] == "level"
    level = joined["target_value"].where(is_level, base * (1 + joined["target_value"] / 100))
    left = int(joined["remaining_periods"].iloc[0])
    whole = 1 if outcome.target.flow else outcome.panel.per_year
    done = 1 if outcome.target.flow else outcome.panel.per_year - left
    # What is late is still to come and is expected, so that no more is asked of the rest.
    estimated = joined["estimated_value"]
    so_far = joined["ytd_value"].where(estimated == 0, joined["ytd_value"].fillna(0.0) + estimated)
    known = joined["ytd_base_value"]
    known = known.where(estimated == 0, known.fillna(0.0) + joined["estimated_base_value"])
    required = (level * whole - so_far * done).clip(lower=0.0)
    last_rest = base * whole - known * done
    progress = 100 * joined["ytd_value"].where(estimated == 0) / level
    return joined.assign(
        target_value=level,
        target_growth_pct=growth_pct(level, base),
        gap_value=joined["year_end_value"] - level,
        probability_pct=100 * _chance(outcome, joined, required.to_numpy(float), left),
        required_rest=required,
        required_per_period=required / left if left else np.nan,
        required_growth_rest_pct=growth_pct(required, last_rest) if left else np.nan,
        progress_pct=progress,
        usual_progress_pct=joined["share_pct"],
        ahead_pp=progress - joined["share_pct"],
    )[COLUMNS]


def _chance(outcome: Outcome, joined: pd.DataFrame, required: np.ndarray, left: int) -> np.ndarray:
    if left == 0:
        return (required <= 0).astype(float)
    nodes = outcome.tree.nodes.reset_index().rename(columns={"index": "row"})
    keys = joined[["county_code", "industry_code"]]
    rows = keys.merge(nodes, how="left", validate="many_to_one")["row"].to_numpy(int)
    rest = joined["rest_value"].to_numpy(float)
    length = outcome.calendar[:left].sum(keepdims=True)
    both = np.full((2, len(outcome.value), 1), 1.0)
    chances = np.empty(len(rows))
    for i, row in enumerate(rows):
        if required[i] <= 0 and outcome.target.non_negative:
            chances[i] = 1.0
            continue
        both[0, row], both[1, row] = required[i], rest[i]
        needed, expected = (outcome.now.scale.to_model(x, length)[:, 0] for x in both)
        chances[i] = outcome.sums.chance_above(left, needed, expected)[row]
    return chances
