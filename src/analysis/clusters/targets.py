"""Will the cluster reach its growth target by the end of the year?

The year's base is last year's whole, on this year's list: last year's published total, scaled by
how much the list moved at the period (last year's figure in this year's form over last year's
own). From it follows what the rest of the year must grow by:

    required = ((1 + target)·B − C) / (B − L) − 1

with C this year's and L last year's cumulative figure. How likely that is comes from a forecast
of the rest (`rest_of_year`, or any other with the same two columns).
"""

import numpy as np
import pandas as pd

from analysis.rates import growth_pct

GREEN_FROM, AMBER_FROM = 2 / 3, 1 / 3
"""Lights as thirds of the probability: likely, open, unlikely."""


def full_year_base(reports: pd.DataFrame, period: str) -> pd.DataFrame:
    """Last year's whole on this year's list.

    `reports`: `cluster_id`, `scope`, `period`, `value`, `value_last_year` (cumulative). Returns
    the rows of `period` with `base_year_value`; missing where last year's December or the same
    period of last year was not reported.
    """
    key = ["cluster_id", "scope"]
    year = int(period[:4]) - 1
    published = {
        name: reports.loc[reports["period"] == p, [*key, "value"]].rename(columns={"value": name})
        for name, p in (("december", f"{year}-12"), ("same", f"{year}{period[4:]}"))
    }
    rows = reports[reports["period"] == period]
    for part in published.values():
        rows = rows.merge(part, on=key, how="left", validate="one_to_one")
    moved = rows["value_last_year"] / rows["same"].where(rows["same"] > 0)
    return rows.assign(base_year_value=rows["december"] * moved).drop(columns=["december", "same"])


def required_growth(rows: pd.DataFrame, target_pct: float) -> pd.DataFrame:
    """What the rest of the year must do.

    Adds `target_growth_pct`, `required_value` (the rest of the year, unit of `value`),
    `required_growth_pct` of the rest (missing when no rest is left; ≤ −100 when the target is
    reached already), `trailing_value` (twelve months on this year's list) and `gap_value`, what
    would be missing if the rest grew like the year so far (negative: to spare).
    """
    base, c, before = rows["base_year_value"], rows["value"], rows["value_last_year"]
    rest_base = (base - before).clip(lower=0).mask(lambda x: x <= 1e-9 * base, 0.0)
    needed = (1 + target_pct / 100) * base
    pace = c / before.where(before > 0)
    return rows.assign(
        target_growth_pct=target_pct,
        growth_pct=growth_pct(c, before),
        required_value=needed - c,
        required_growth_pct=growth_pct(needed - c, rest_base),
        trailing_value=c + rest_base,
        gap_value=needed - c - rest_base * pace,
    )


def rest_of_year(reports: pd.DataFrame, period: str) -> pd.DataFrame:
    """How far, in past years, the rest of the year strayed from the year so far.

    For each cluster and past year, log((1 + growth of the rest)/(1 + growth so far)). Returns
    one row: `mean`, `sd` of that, `n`; `sd` is missing with fewer than five observations.
    """
    key = ["cluster_id", "scope"]
    rows = reports.assign(year=reports["period"].str[:4], month=reports["period"].str[5:])
    rows = rows[rows["year"] < period[:4]]
    so_far = rows[rows["month"] == period[5:]].set_index([*key, "year"])
    whole = rows[rows["month"] == "12"].set_index([*key, "year"])
    rest = (whole["value"] - so_far["value"]) / (
        whole["value_last_year"] - so_far["value_last_year"]
    )
    pace = so_far["value"] / so_far["value_last_year"]
    strayed = (rest / pace).where(lambda x: np.isfinite(x) & (x > 0)).dropna()
    log = np.log(strayed)
    enough = len(log) >= 5
    return pd.DataFrame(
        {
            "mean": [log.mean() if enough else np.nan],
            "sd": [log.std() if enough else np.nan],
            "n": [len(log)],
        }
    )


def chance(
    rows: pd.DataFrame, past: pd.DataFrame, forecast: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Adds `probability_pct` of reaching the target, its `basis` and its `light`.

    Parameters
    ----------
    rows
        As from `required_growth`.
    past
        As from `rest_of_year`: the rest's growth is Student-distributed around the year so far.
    forecast
        `cluster_id`, `scope`, `rest_value`, `rest_sd`: the rest of the year as a model sees it,
        normally distributed. It comes before `past` where there is one.

    A year that is over has probability 0 or 100. `basis` is forecast or past_years; `light` is
    green, amber, red, or missing where nothing can be said.
    """
    from scipy import stats

    mean, sd, n = (float(past[c].iloc[0]) for c in ("mean", "sd", "n"))
    required = 1 + rows["required_growth_pct"] / 100
    pace = np.log(1 + rows["growth_pct"] / 100)
    z = (pace + mean - np.log(required.where(required > 0))) / (sd * np.sqrt(1 + 1 / max(n, 1)))
    freedom = n - 1 if n > 1 else 1  # without past years n is missing, and so is p
    p = pd.Series(stats.t.cdf(z, freedom), index=rows.index)
    basis = pd.Series("past_years", index=rows.index, dtype="str")
    if forecast is not None:
        seen = rows[["cluster_id", "scope"]].merge(forecast, on=["cluster_id", "scope"], how="left")
        seen = seen.set_index(rows.index)
        spread = seen["rest_sd"].where(seen["rest_sd"] > 0)
        by_model = stats.norm.cdf((seen["rest_value"] - rows["required_value"]) / spread)
        p = p.mask(spread.notna(), by_model)
        basis = basis.mask(spread.notna(), "forecast")
    reached = rows["required_value"] <= 0
    over = rows["period"].str[5:] == "12"
    p = p.mask(over, 0.0).mask(reached, 1.0).where(rows["required_value"].notna())
    light = pd.Series("red", index=rows.index, dtype="str")
    light = light.mask(p >= AMBER_FROM, "amber").mask(p >= GREEN_FROM, "green").where(p.notna())
    return rows.assign(probability_pct=100 * p, basis=basis.where(p.notna()), light=light)
