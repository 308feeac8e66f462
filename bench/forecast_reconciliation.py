"""What does adding up cost or gain at every level, and do the intervals hold there?

    python bench/forecast_reconciliation.py

Australian retail turnover, 8 states × 20 industries, ten years before each of 27 origins from 1993
to 2015, twelve months ahead. At each origin the engine sees only what was known then and chooses
its reconciliation itself; the outcome is judged at every level, beside every single method.
Settings were chosen on origins before 2012, not on the eight after. Scaled errors: mean |error|
over the mean change on last year, as in `evaluation`. What a state stops publishing is not known,
nor are the sums that hold it; neither counts.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.forecasting.backtest import yearly_change
from analysis.forecasting.hierarchy import LEVELS
from analysis.forecasting.intervals import widening
from analysis.forecasting.outcome import Outcome, Target, solve
from analysis.forecasting.panel import to_panel
from analysis.forecasting.reconciliation import METHODS, covariance, reconcile
from analysis.periods import later

DATA = Path("../shared/data/aus_retail_monthly/dev_1982_2016.parquet")
EARLIER = [f"{year}-11" for year in range(1993, 2012)]
LATER = [f"{year}-{month}" for year in range(2012, 2016) for month in ("05", "11")]
YEARS = 10
MONTHS = Target(per_year=12)


def cells() -> pd.DataFrame:
    """Turnover in the canonical form: states stand for counties."""
    table = pd.read_parquet(DATA)
    return pd.DataFrame(
        {
            "county_code": table["state"],
            "industry_code": table["industry"],
            "period": pd.to_datetime(table["month"]).dt.strftime("%Y-%m"),
            "value": table["turnover_million_aud"],
        }
    )


def came(table: pd.DataFrame, outcome: Outcome) -> np.ndarray:
    """The outcome of each node, (nodes, 12)."""
    periods = [later(outcome.panel.origin, h, 12) for h in range(1, 13)]
    wide = table.pivot_table(
        index=["county_code", "industry_code"], columns="period", values="value"
    )
    order = outcome.tree.nodes.iloc[outcome.tree.count :]
    keys = pd.MultiIndex.from_frame(order[["county_code", "industry_code"]])
    return outcome.tree.add_up(wide.reindex(index=keys, columns=periods).to_numpy(float))


def judged(table: pd.DataFrame, origin: str) -> tuple[pd.DataFrame, str]:
    """What came of one origin, and the reconciliation chosen.

    The frame has one row a level and "error of …" of each method, "80 %", "95 %" in the columns:
    means over its known outcomes, also "sum 80 %" and "sum 95 %" of the sums over 1 to 12 months.
    """
    start = later(origin, 1 - 12 * YEARS, 12)
    outcome = solve(to_panel(table[table["period"] >= start], 12, origin), MONTHS)
    actual = came(table, outcome)
    size = yearly_change(outcome.now.history, 12)[:, None]
    size = np.where(size > 0, size, np.nan)
    forecasts = {"base": outcome.base, "chosen": outcome.value}
    for method in METHODS:
        weights = covariance(method, outcome.tree, outcome.now.changes)
        forecasts[method] = reconcile(outcome.base, outcome.tree, weights)
    found = {name: np.abs(forecast - actual) / size for name, forecast in forecasts.items()}
    so_far = [x.cumsum(axis=1) for x in (actual, outcome.value)]
    apart = np.abs(np.log(actual) - np.log(outcome.value))
    sums_apart = np.abs(np.log(so_far[0]) - np.log(so_far[1]))
    for level in (80, 95):
        for name, distance, learnt in (
            (f"{level} %", apart, outcome.periods),
            (f"sum {level} %", sums_apart, outcome.sums),
        ):
            held = 100.0 * (distance <= widening(learnt.half_widths(level)))
            found[name] = np.where(np.isnan(distance), np.nan, held)
    by_level = {
        level: {name: _known_mean(x[rows]) for name, x in found.items()}
        for level, rows in outcome.tree.positions.items()
    }
    return pd.DataFrame(by_level).T, outcome.past.method


def _known_mean(values: np.ndarray) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else np.nan


def report(found: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Print and return errors relative to base, and coverage, over some origins."""
    mean = pd.concat(found).groupby(level=1).mean().loc[list(LEVELS)]
    ratio = mean[["base", "chosen", *METHODS]].T / mean["base"]
    ratio["all"] = np.exp(np.log(ratio).mean(axis=1))
    cover = mean[[name for name in mean if "%" in name]].T
    print(f"\n{len(found)} origins, {min(found)} to {max(found)}; error against base, coverage")
    print(ratio.to_string(float_format="{:.4f}".format))
    print(cover.to_string(float_format="{:.1f}".format))
    return ratio, cover


def main() -> None:
    """Forecast from every origin, judge every method at every level."""
    table = cells()
    found, chosen = {}, {}
    for origin in EARLIER + LATER:
        found[origin], chosen[origin] = judged(table, origin)
    for method in METHODS:
        print(f"{method:12s} chosen {sum(m == method for m in chosen.values())} times")
    report({o: x for o, x in found.items() if o in EARLIER})
    every, covered = report(found)
    ratio, cover = report({o: x for o, x in found.items() if o in LATER})
    print(f"RESULT {_in_words(ratio, cover)} {_in_words(every, covered, '_all')}")


def _in_words(ratio: pd.DataFrame, cover: pd.DataFrame, suffix: str = "") -> str:
    words = [f"{level}_ratio{suffix}={ratio.loc['chosen', level]:.4f}" for level in LEVELS]
    for level in LEVELS:
        for p in (80, 95):
            words.append(f"{level}_coverage{p}{suffix}={cover.loc[f'{p} %', level]:.1f}")
    return " ".join(words)


if __name__ == "__main__":
    main()
