"""How much of the change in A, B, C and D is merit, and how much is quota?

Classes come from quotas, so their sizes follow the roster whatever the enterprises do. The
change in the number of enterprises of each class is split into steps that add up to it exactly,
each step moving one thing only:

    merit      this year's data of those evaluated twice in the same county and group, by last
               year's benchmarks and lines
    roster     those who came less those who left, by the same old yardstick
    benchmark  this year's benchmarks in place of last year's, lines still the old ones
    quota      this year's lines: the quota takes back what merit and benchmarks gave
    override   protections, promotions, vetoes and manual changes, this year less last year

The order is part of the definition: merit is what would have been seen had no rule moved. In two
years without any override the last step is 0, with equal rosters the quota returns the sum of
the three before it.
"""

import numpy as np
import pandas as pd

from analysis.scoring.class_totals import require_total
from analysis.scoring.engine import Evaluation, evaluate
from analysis.scoring.scheme import Scheme
from analysis.tables.territory import WHOLE

EFFECTS = (
    "merit_effect", "roster_effect", "benchmark_effect", "quota_effect", "override_effect"
)  # fmt: skip


def class_change(
    evaluation: pd.DataFrame,
    this: Evaluation,
    last: Evaluation,
    scheme: Scheme,
    last_scheme: Scheme,
    adjustments: pd.DataFrame | None = None,
    last_year: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row per county (and "city"), scheme group (and "total") and class.

    ``this`` and ``last`` are the evaluations of the two years by their own schemes;
    ``evaluation``, ``adjustments`` and ``last_year`` are the data ``this`` was made from.
    Columns ``enterprises``, ``enterprises_last_year``, ``enterprises_change`` and the five
    effects, all counts. The exempt are not among them.
    """
    old_yardstick = evaluate(
        evaluation, last_scheme, adjustments, last_year, last.references, last.lines
    ).enterprises
    new_benchmarks = evaluate(
        evaluation, scheme, adjustments, last_year, this.references, last.lines
    ).enterprises
    now, before = this.enterprises, last.enterprises
    stays_now, stays_before = _in_both(old_yardstick, before), _in_both(before, old_yardstick)
    names = scheme.class_names
    parts = {
        "now": _count(now, "class", names),
        "now_initial": _count(now, "class_initial", names),
        "before": _count(before, "class", names),
        "before_initial": _count(before, "class_initial", names),
        "old": _count(old_yardstick, "class_initial", names),
        "old_stay": _count(old_yardstick[stays_now], "class_initial", names),
        "before_stay": _count(before[stays_before], "class_initial", names),
        "benchmarks": _count(new_benchmarks, "class_initial", names),
    }
    c = pd.DataFrame(parts).fillna(0).astype(int)
    merit = c["old_stay"] - c["before_stay"]
    return (
        pd.DataFrame(
            {
                "enterprises": c["now"],
                "enterprises_last_year": c["before"],
                "enterprises_change": c["now"] - c["before"],
                "merit_effect": merit,
                "roster_effect": c["old"] - c["before_initial"] - merit,
                "benchmark_effect": c["benchmarks"] - c["old"],
                "quota_effect": c["now_initial"] - c["benchmarks"],
                "override_effect": (c["now"] - c["now_initial"])
                - (c["before"] - c["before_initial"]),
            }
        )
        .rename_axis(["county_code", "scheme_group", "class_code"])
        .reset_index()
    )


def _in_both(rows: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """Which rows have a score in both years, in the same county and group."""
    keys = ["uscc", "county_code", "scheme_group"]
    a, b = (pd.MultiIndex.from_frame(t[keys].astype("str")) for t in (rows, other))
    return a.isin(b[other["score"].notna()]) & rows["score"].notna().to_numpy()


def _count(enterprises: pd.DataFrame, column: str, names: tuple[str, ...]) -> pd.Series:
    """Enterprises with a score per county and "city", group and "total", class."""
    scored = enterprises[enterprises["score"].notna()]
    rows = scored[["county_code", "scheme_group", column]].astype("str")
    rows = pd.concat([rows, rows.assign(scheme_group="total")])
    rows = pd.concat([rows, rows.assign(county_code=WHOLE)])
    counts = rows.groupby(["county_code", "scheme_group", column]).size()
    in_city = {name: int(counts.get((WHOLE, "total", name), 0)) for name in names}
    require_total(in_city, len(scored), WHOLE)
    cells = counts.index.droplevel(2).unique()
    full = pd.MultiIndex.from_tuples([(*cell, name) for cell in cells for name in names])
    return counts.reindex(full, fill_value=0)
