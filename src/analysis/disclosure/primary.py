"""Which cells would tell about a single enterprise, and how far must they be hidden?

With x1 ≥ x2 ≥ … the enterprises' absolute contributions to a cell and S their sum, the cell is
unsafe when fewer enterprises stand in it than the rules ask for; when the second largest could
estimate the largest to within p per cent; or, where the rules say (n, k), when the n largest have
k per cent of it. Ties count as unsafe:

    S − x1 − x2 ≤ p/100 · x1        x1 + … + xn ≥ k/100 · S

What is unsafe is hidden when nobody can tell it closer than p/100 · x1 − (S − x1 − x2), or
100/k · (x1 + … + xn) − S. An enterprise that waives its protection is not asked about: x1 is the
largest of those that do not, x2 the largest other one.

Hundepool et al., *Handbook on Statistical Disclosure Control*, 2nd edition, chapter 4.2.
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.tables.disclosure_rules import DisclosureRules

TOLERANCE = 1e-9
REASONS = {"few": 8, "unknown": 4, "dominated": 2, "zero": 1}
"""Why a cell is unsafe, the first of them that holds."""


def judged(
    contributions: pd.DataFrame,
    keys: Sequence[str],
    rules: DisclosureRules,
    *,
    least: int | None = None,
) -> pd.DataFrame:
    """Judge every cell and measure by its enterprises.

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
        The minimum number of enterprises, p, and what else makes a cell unsafe.
    least
        The minimum number of enterprises, where it is not that of the rules (for means and
        quantiles `rules.mean_units`).

    Returns
    -------
    DataFrame
        The keys, `measure`, `total` (the cell's value), `units` (distinct enterprises), `largest`
        (the unit with the most), `reason` ("few", "unknown", "dominated", "zero" or "") and
        `protection` (in the unit of the value; 0 where nothing must be hidden).
    """
    by = [*keys, "measure"]
    per_unit = (
        contributions.assign(known=contributions["value"].notna())
        .groupby([*by, "unit"], observed=True, dropna=False, sort=False)
        .agg(value=("value", "sum"), known=("known", "all"))
        .reset_index()
    )
    waived = per_unit["unit"].isin(rules.waivers)
    per_unit = per_unit.assign(size=per_unit["value"].abs(), named=per_unit["unit"].notna())
    below = per_unit["value"].where(per_unit["named"]).lt(0)  # a rest of nobody's is no figure
    per_unit = per_unit.assign(waived=waived, below=below).sort_values(
        ["waived", "size"], ascending=[True, False], kind="stable"
    )
    grouped = per_unit.groupby(by, observed=True, dropna=False)
    cells = grouped.agg(
        total=("value", "sum"), units=("unit", "size"), named=("named", "sum"),
        sum=("size", "sum"), known=("known", "all"), signed=("below", "any"),
        waived=("waived", "all"),
    )  # fmt: skip
    first = per_unit[grouped.cumcount() == 0].set_index(by)
    others = per_unit[grouped.cumcount() > 0].groupby(by, observed=True, dropna=False)
    cells = cells.assign(
        largest=first["unit"], first=first["size"], second=others["size"].max()
    ).fillna({"second": 0.0})
    signed = cells["signed"].groupby(level="measure").transform("any")
    minimum = signed.map({True: rules.signed_units, False: rules.minimum_units})
    if least is not None:
        minimum = minimum.clip(lower=least)
    named = cells["named"].groupby(level=[*range(len(keys))], dropna=False).transform("max")
    few = (cells["units"] < minimum) | (named < minimum)
    rest = cells["sum"] - cells["first"] - cells["second"]
    room = rules.p_percent / 100 * cells["first"] - rest
    close = (cells["sum"] > 0) & (room >= -TOLERANCE * cells["sum"])
    if rules.dominance is not None:
        number, percent = rules.dominance
        most = per_unit[grouped.cumcount() < number].groupby(by, observed=True, dropna=False)
        lead = most["size"].sum().reindex(cells.index) * 100 / percent - cells["sum"]
        close |= (cells["sum"] > 0) & (lead >= -TOLERANCE * cells["sum"])
        room = room.where(room > lead, lead)
    zero = (cells["sum"] == 0) & rules.protect_zero_sums
    rank = (
        few * REASONS["few"] + ~cells["known"] * REASONS["unknown"]
        + close * REASONS["dominated"] + zero * REASONS["zero"]
    ).mask(cells["waived"] & cells["known"], 0)  # fmt: skip
    reason = pd.Series("", index=cells.index, dtype="str")
    for name, place in reversed(REASONS.items()):
        reason = reason.mask(rank >= place, name)
    cells = cells.assign(reason=reason, protection=room.clip(lower=0).where(rank > 0, 0.0))
    return cells[["total", "units", "largest", "reason", "protection"]].reset_index()


def plainly_safe(
    cell: np.ndarray, unit: np.ndarray, value: np.ndarray, least: int, rules: DisclosureRules
) -> np.ndarray:
    """Return of each cell whether it is safe beyond doubt: `judged` need not be asked.

    Parameters
    ----------
    cell, unit, value
        Of each contribution: the number of its cell and enterprise (−1: unnamed), and its value.
    least
        How many enterprises are enough, whatever the figure.
    rules
        If they name a dominance or waivers, nothing is safe beyond doubt.
    """
    count = int(cell.max(initial=-1)) + 1
    if rules.dominance is not None or rules.waivers:
        return np.zeros(count, dtype=bool)
    order = np.lexsort((unit, cell))
    cell, unit, value = cell[order], unit[order], value[order]
    starts = np.flatnonzero(np.diff(cell, prepend=-1) | np.diff(unit, prepend=-2))
    size = np.abs(np.add.reduceat(value, starts)) if len(starts) else value
    of_cell, named = cell[starts], unit[starts] >= 0
    order = np.lexsort((-size, of_cell))
    first = np.flatnonzero(np.diff(of_cell[order], prepend=-1))
    ranked = size[order]
    largest, second = np.zeros(count), np.zeros(count)
    largest[of_cell[order][first]] = ranked[first]
    several = first[np.diff(np.append(first, len(ranked))) > 1]
    second[of_cell[order][several]] = ranked[several + 1]
    rest = np.bincount(of_cell, size, minlength=count) - largest - second
    enough = np.bincount(of_cell[named], minlength=count) >= least
    # A missing value leaves the rest missing, which is not greater.
    return enough & (rest > rules.p_percent / 100 * largest * (1 + TOLERANCE) + TOLERANCE * rest)


def unsafe_cells(
    contributions: pd.DataFrame, keys: Sequence[str], rules: DisclosureRules
) -> pd.DataFrame:
    """Return the keys, `units`, `unsafe` and `reason` of every cell; parameters as of `judged`.

    A cell is unsafe as soon as one of its measures is; the gravest reason is given.
    """
    found = judged(contributions, keys, rules)
    found = found.assign(rank=found["reason"].map({"": 0, **REASONS}))
    worst = found.groupby([*keys], observed=True, dropna=False).agg(
        units=("units", "max"), rank=("rank", "max")
    )
    reason = worst["rank"].map({0: "", **{place: name for name, place in REASONS.items()}})
    return worst.assign(unsafe=worst["rank"] > 0, reason=reason).drop(columns="rank").reset_index()
