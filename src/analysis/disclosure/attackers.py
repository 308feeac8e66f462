"""Who attacks: the public, each county, which knows its own, and each enterprise alone in a sum."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from analysis.disclosure.attack import matrix
from analysis.disclosure.published import of_somebody, taking

COUNTY = "county_code"
PUBLIC = 0


@dataclass(frozen=True)
class Attackers:
    """Attackers and what each knows himself.

    Parameters
    ----------
    names
        The public, the counties, the enterprises.
    counties
        County → its number among them.
    knows
        Attackers × parts.
    lessened
        Sums of the pieces of a crossing, some of which take away: what stood there at another
        period; sums × parts.
    told
        Attackers × `lessened`: who was alone there then.
    """

    names: tuple[str, ...]
    counties: dict[str, int]
    knows: np.ndarray
    lessened: csr_array
    told: np.ndarray


def attackers(rows: pd.DataFrame, parts: int, owners: Sequence[str]) -> Attackers:
    """Return the attackers of contributions: `part`, `unit` and, where they name one, a county.

    `owners` are the enterprises that stand alone in an unsafe sum.
    """
    public = np.zeros((1, parts), dtype=bool)
    known = [public]
    counties: list[str] = []
    if COUNTY in rows:
        place = rows.groupby("part")[COUNTY].first().reindex(range(parts))
        counties = sorted(place.dropna().unique())
        known.append(np.array([place.eq(county).to_numpy() for county in counties]))
    of_one = rows.groupby("part")["unit"].agg(["nunique", "size", "count", "first"])
    sole = of_one["first"].where((of_one["nunique"] == 1) & (of_one["size"] == of_one["count"]))
    sole = sole.reindex(range(parts))
    known += [sole.eq(owner).to_numpy()[None] for owner in owners]
    lessened, alone = _lessened(rows, parts)
    then = [np.zeros((1 + len(counties), len(alone)), dtype=bool)]
    then += [alone.eq(owner).to_numpy()[None] for owner in owners]
    return Attackers(
        names=("public", *counties, *owners),
        counties={county: number for number, county in enumerate(counties, start=1)},
        knows=np.concatenate([each.reshape(-1, parts) for each in known]),
        lessened=lessened,
        told=np.concatenate(then),
    )


def _lessened(rows: pd.DataFrame, parts: int) -> tuple[csr_array, pd.Series]:
    """The sums of pieces of which some take away, and of each the one enterprise it is of."""
    lessened = rows[rows["measure"].isin(rows.loc[taking(rows), "measure"])]
    sums = lessened.groupby(["measure", "crossing"])
    # Sums over other columns repeat a crossing.
    lessened = lessened.assign(sum=sums.ngroup())[lessened["cell"] == sums["cell"].transform("min")]
    count = lessened["sum"].max() + 1 if len(lessened) else 0
    pairs = lessened[["sum", "part"]].drop_duplicates()
    there = of_somebody(lessened, ["sum"])
    of_one = there.groupby("sum")["unit"].agg(["nunique", "size", "count", "first"])
    alone = of_one["first"].where((of_one["nunique"] == 1) & (of_one["size"] == of_one["count"]))
    return matrix(pairs["sum"], pairs["part"], count, parts), alone.reindex(range(count))
