"""Who attacks: the public, each county, which knows its own, and each enterprise alone in a sum."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

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
    """

    names: tuple[str, ...]
    counties: dict[str, int]
    knows: np.ndarray


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
    return Attackers(
        names=("public", *counties, *owners),
        counties={county: number for number, county in enumerate(counties, start=1)},
        knows=np.concatenate([each.reshape(-1, parts) for each in known]),
    )
