"""What does adding up cost or gain at every level, and do the intervals hold there?

    python bench/forecast_reconciliation.py

Australian retail turnover, 8 states × 20 industries, ten years before each of eight origins from
2012 to 2015, twelve months ahead. At each origin the engine sees only what was known then and
chooses its reconciliation itself; the outcome is judged at every level, beside every single
method. Scaled errors: mean |error| over the mean change on last year, as in `evaluation`.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.forecast.backtest import yearly_change
from analysis.forecast.hierarchy import LEVELS
from analysis.forecast.intervals import widening
from analysis.forecast.outcome import Outcome, Target, solve
from analysis.forecast.panel import to_panel
from analysis.forecast.reconciliation import METHODS, covariance, reconcile
from analysis.periods import later

DATA = Path("../shared/data/aus_retail_monthly/dev_1982_2016.parquet")
ORIGINS = [f"{year}-{month}" for year in range(2012, 2016) for month in ("05", "11")]
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


def main() -> None:
    """Forecast from every origin, judge every method at every level."""
    table = cells()
    error: dict[str, list[dict[str, float]]] = {}
    chosen: list[str] = []
    held: dict[tuple[int, str], list[np.ndarray]] = {}
    for origin in ORIGINS:
        start = later(origin, 1 - 12 * YEARS, 12)
        outcome = solve(to_panel(table[table["period"] >= start], 12, origin), MONTHS)
        actual = came(table, outcome)
        size = yearly_change(outcome.now.history, 12)[:, None]
        forecasts = {"base": outcome.base, "chosen": outcome.value}
        for method in METHODS:
            weights = covariance(method, outcome.tree, outcome.now.changes)
            forecasts[method] = reconcile(outcome.base, outcome.tree, weights)
        for name, forecast in forecasts.items():
            scaled = np.abs(forecast - actual) / size
            by_level = {x: float(scaled[outcome.tree.positions[x]].mean()) for x in LEVELS}
            error.setdefault(name, []).append(by_level)
        chosen.append(outcome.past.method)
        apart = np.abs(np.log(actual) - np.log(outcome.value))
        for level in (80, 95):
            inside = apart <= widening(outcome.periods.half_widths(level))
            for name in LEVELS:
                rows = inside[outcome.tree.positions[name]]
                held.setdefault((level, name), []).append(rows)
    print(f"{len(outcome.tree.nodes)} nodes, {len(ORIGINS)} origins; chosen: {', '.join(chosen)}")
    print(f"{'method':12s} " + " ".join(f"{level:>9s}" for level in LEVELS) + "   mean ratio")
    mean = {name: pd.DataFrame(rows).mean() for name, rows in error.items()}
    ratio = {}
    for name, row in mean.items():
        ratio[name] = float(np.exp(np.log(row / mean["base"]).mean()))
        print(f"{name:12s} " + " ".join(f"{row[x]:9.4f}" for x in LEVELS) + f"   {ratio[name]:.4f}")
    cover = {}
    print("\ncoverage    " + " ".join(f"{level:>9s}" for level in LEVELS))
    for level in (80, 95):
        shares = [100 * np.concatenate(held[level, x]).mean() for x in LEVELS]
        every = [np.concatenate([r.ravel() for r in held[level, x]]) for x in LEVELS]
        cover[level] = 100 * np.concatenate(every).mean()
        print(f"{level} %        " + " ".join(f"{x:9.1f}" for x in shares))
    against_base = " ".join(
        f"{level}_ratio={mean['chosen'][level] / mean['base'][level]:.4f}" for level in LEVELS
    )
    print(
        f"RESULT {against_base} best_ratio={min(ratio[m] for m in METHODS):.4f} "
        f"chosen_ratio={ratio['chosen']:.4f} coverage80={cover[80]:.1f} coverage95={cover[95]:.1f}"
    )


if __name__ == "__main__":
    main()
