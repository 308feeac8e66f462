"""Which cells would tell about a single enterprise?

With x1 ≥ x2 ≥ … the enterprises' absolute contributions to a cell and S their sum, the cell is
unsafe when fewer than `minimum_units` enterprises stand in it, or when the second largest could
estimate the largest to within p per cent (ties count as unsafe):

    S − x1 − x2 ≤ p/100 · x1

Hundepool et al., *Handbook on Statistical Disclosure Control*, 2nd edition, chapter 4.2.
"""

from collections.abc import Sequence

import pandas as pd

from analysis.tables.city import DisclosureRules

TOLERANCE = 1e-9


def unsafe_cells(
    contributions: pd.DataFrame, keys: Sequence[str], rules: DisclosureRules
) -> pd.DataFrame:
    """Judge every cell by its enterprises.

    Parameters
    ----------
    contributions
        One row an enterprise, cell and measure: the `keys`, `unit` (credit code or group),
        `measure` (name of the figure) and `value`. A missing value makes its cell unsafe: what is
        unknown is not safe. What has no `unit` is taken as one more enterprise, but enough others
        must be named.
    keys
        The columns that name a cell.
    rules
        The minimum number of enterprises and p.

    Returns
    -------
    DataFrame
        The keys, `units` (distinct enterprises), `unsafe` and `reason` ("few", "dominated",
        "unknown" or ""). A cell is unsafe as soon as one of its measures is.
    """
    keys = list(keys)
    per_unit = (
        contributions.assign(known=contributions["value"].notna())
        .groupby([*keys, "measure", "unit"], observed=True, dropna=False)
        .agg(value=("value", "sum"), known=("known", "all"))
        .reset_index()
    )
    per_unit = per_unit.assign(size=per_unit["value"].abs()).sort_values("size", ascending=False)
    measured = per_unit.groupby([*keys, "measure"], observed=True, dropna=False)
    largest = per_unit[measured.cumcount() == 0].set_index([*keys, "measure"])["size"]
    second = per_unit[measured.cumcount() == 1].set_index([*keys, "measure"])["size"]
    cells = measured.agg(
        units=("unit", "size"), total=("size", "sum"), known=("known", "all")
    ).join(largest.rename("largest"))
    cells = cells.join(second.rename("second")).fillna({"second": 0.0})
    rest = cells["total"] - cells["largest"] - cells["second"]
    named = per_unit.groupby(keys, observed=True, dropna=False)["unit"].nunique()
    scarce = named.index[named < rules.minimum_units]
    few = (cells["units"] < rules.minimum_units) | cells.index.droplevel("measure").isin(scarce)
    limit = rules.p_percent / 100 * cells["largest"] + TOLERANCE * cells["total"]
    dominated = (cells["total"] > 0) & (rest <= limit)
    cells = cells.assign(
        rank=(few * 4 + ~cells["known"] * 2 + dominated * 1).astype(int),
    )
    worst = cells.groupby(level=keys, dropna=False).agg(
        units=("units", "max"), rank=("rank", "max")
    )
    reason = pd.Series("", index=worst.index, dtype="str")
    reason = reason.mask(worst["rank"] >= 1, "dominated")
    reason = reason.mask(worst["rank"] >= 2, "unknown").mask(worst["rank"] >= 4, "few")
    return worst.assign(unsafe=worst["rank"] > 0, reason=reason).drop(columns="rank").reset_index()
