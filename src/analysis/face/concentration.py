"""How much hangs on a few, and does an industry lie where everything lies?"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from analysis.choices import one_of
from analysis.errors import DataError
from analysis.face.forecasts import whole_number
from analysis.face.frames import by_label, levels

Shares: TypeAlias = Literal["pooled", "average"] | Mapping | pd.Series | None


def concentration(
    values: pd.Series | pd.DataFrame,
    *,
    of: Literal["columns", "rows"] = "columns",
    reference: Shares = None,
    weighted: bool = True,
    largest: int = 4,
) -> pd.Series | pd.DataFrame:
    """Measures of concentration of one list, or of each column of a table over its rows.

    Parameters
    ----------
    values
        Levels ≥ 0 of one unit: a Series by member (enterprises of a cluster), or a table, counties
        × industries. A missing one is no member.
    of
        Of a table: measure its "columns" (localisation of industries over counties), or its "rows"
        (specialisation of counties in industries).
    reference
        What shares are compared with: equal shares (the default of a Series: inequality), numbers
        by member (area, population), or of a table "pooled", its sum, in which large ones weigh
        more (the default), or "average", the mean of its shares. `krugman` compares each with the
        others alone, so "pooled" or "average" of those.
    weighted
        Whether members count by their share in the reference (Lorenz curve over the reference). If
        not, Gini, Hoover, Theil and CV are those of the quotients, each member counting alike.
    largest
        How many members the concentration ratio takes.

    Returns
    -------
    Series or DataFrame
        `members`; `hhi` (1/n to 1), `hhi_normalised` (0 to 1), `cr` (share of the largest, 0 to 1);
        `gini`, `gini_normalised` (by n/(n − 1)), `hoover`, `theil`, `cv` (of all members, not of a
        sample); of a table `krugman` (0 to 2). One row a column (row) of a table. Where there is
        nothing, or the reference has no such member, missing.

    Raises
    ------
    DataError
        If values are negative, infinite, no numbers, or none; labels stand twice; `reference` lacks
        a member; or `largest` is not at least 1.

    References
    ----------
    Formulas and sources: `analysis.clusters.concentration`, `.localisation`, `.specialisation`.

    Examples
    --------
    >>> import pandas as pd
    >>> sales = pd.Series({"a": 20, "b": 50, "c": 20, "d": 10})
    >>> concentration(sales)[["hhi", "gini", "gini_normalised"]].round(2).tolist()
    [0.34, 0.3, 0.4]
    >>> jobs = pd.DataFrame({"steel": [80, 20], "cloth": [20, 80]}, index=["East", "West"])
    >>> concentration(jobs).loc["steel", ["hoover", "krugman"]].round(2).tolist()
    [0.3, 1.2]
    """
    one_of("of", of, ("columns", "rows"))
    whole_number("largest", largest)
    if isinstance(values, pd.Series):
        if isinstance(reference, str):
            raise DataError(
                f"reference={reference!r}比较表的各列，一列没有可比",
                f"reference={reference!r} compares columns of a table; one alone has none beside",
            )
        cells = levels(values.to_frame("values"))
        return _measures(cells, reference, weighted, largest).iloc[0].rename(values.name)
    table = levels(values)
    cells = table if of == "columns" else table.T
    found = _measures(cells, "pooled" if reference is None else reference, weighted, largest)
    return found.assign(krugman=_krugman(cells, reference))


def _measures(cells: pd.DataFrame, reference: Shares, weighted: bool, largest: int) -> pd.DataFrame:
    """All measures but Krugman's, one row a column."""
    from analysis.clusters import concentration as sizes
    from analysis.clusters import localisation as places

    x = cells.to_numpy()
    whole = _shares(cells, reference)
    compared, against = (x, whole) if weighted else places.alike(x, whole)
    members = (~np.isnan(x)).sum(axis=0)
    gini = places.gini(compared, against)
    return pd.DataFrame(
        {
            "members": members,
            "hhi": sizes.hhi(x, axis=0),
            "hhi_normalised": sizes.normalised_hhi(x, axis=0),
            "cr": sizes.concentration_ratio(x, largest, axis=0),
            "gini": gini,
            "gini_normalised": gini * members / np.where(members > 1, members - 1, np.nan),
            "hoover": places.hoover(compared, against),
            "theil": places.theil(compared, against),
            "cv": places.variation(compared, against),
        },
        index=cells.columns,
    )


def _shares(cells: pd.DataFrame, reference: Shares) -> np.ndarray:
    """The members' shares in the reference, (member, 1 or column)."""
    x = cells.to_numpy()
    if reference is None:
        known = (~np.isnan(x)).astype(float)
        return known / np.maximum(known.sum(axis=0), 1)
    if isinstance(reference, str):
        one_of("reference", reference, ("pooled", "average"))
        known = np.nan_to_num(x)
        if reference == "average":
            sums = known.sum(axis=0)
            known = known[:, sums > 0] / sums[sums > 0]
        together = known.sum(axis=1)
    else:
        together = by_label(reference, cells.index, "reference").to_numpy()
    total = together.sum()
    return (together / total if total > 0 else np.full(len(cells), np.nan))[:, None]


def _krugman(cells: pd.DataFrame, reference: Shares) -> np.ndarray:
    from analysis.clusters.specialisation import krugman

    average = isinstance(reference, str) and reference == "average"
    found = krugman(cells.to_numpy().T, "average" if average else "pooled")
    return np.where(cells.shape[1] > 1, found, np.nan)
