"""Named figures of a question, taken from its safe tables: for every county and for the whole.

They are a released table themselves, so that a page, a board or a document takes a number from one
place, with the mask of the table it stands in. Ranks are among the counties whose figure is shown;
`complete` says whether that is all of them. Nothing has no place among what is counted from the
highest down, and there is none where all are alike.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.tables.quantity import PERIOD, Quantity
from analysis.tables.territory import WHOLE

NAME = "quantities"
COLUMNS = {
    "quantity": "str",
    "county_code": "str",
    "value": "float64",
    "masked": "bool",
    "rank": "float64",
    "tied": "bool",
    "of": "float64",
    "complete": "bool",
}


def quantities(
    declared: Sequence[Quantity],
    tables: Mapping[str, pd.DataFrame],
    counties: Sequence[str],
    period: str,
) -> pd.DataFrame:
    """Return the quantities that the tables hold.

    Parameters
    ----------
    declared
        The question's quantities.
    tables
        Its safe tables by name, each with `masked`; one that is not there may not be seen, and its
        quantities are left out.
    counties
        The counties' codes; the whole territory's is "city".
    period
        Stands in filters for `PERIOD`.

    Returns
    -------
    DataFrame
        `quantity`, `county_code`, `value` (missing: masked, or there is none), `masked`, `rank`
        (1 is first), `tied`, `of` (counties ranked), `complete`. A county without a row in the
        table has none here either.

    Raises
    ------
    ValueError
        If a quantity names more than one row of a county.
    """
    parts = [
        _taken(quantity, tables[quantity.table.name], [*counties, WHOLE], period)
        for quantity in declared
        if quantity.table.name in tables
    ]
    found = pd.concat(parts) if parts else pd.DataFrame(columns=list(COLUMNS))
    return found[list(COLUMNS)].astype(COLUMNS).reset_index(drop=True)


def _taken(quantity: Quantity, rows: pd.DataFrame, places: list[str], period: str) -> pd.DataFrame:
    for column, value in quantity.where.items():
        rows = rows[rows[column] == (period if value == PERIOD else value)]
    if "county_code" not in rows:
        rows = rows.assign(county_code=WHOLE)
    rows = rows[rows["county_code"].isin(places)]
    if rows["county_code"].duplicated().any():
        raise ValueError(f"quantity {quantity.name} names several rows of a county")
    withheld = quantity.column in quantity.table.measures
    found = pd.DataFrame(
        {
            "quantity": quantity.name,
            "county_code": rows["county_code"],
            "value": rows[quantity.column].astype("float64"),
            "masked": rows["masked"] & withheld,
        }
    )
    return found.assign(**_ranks(quantity, found))


def _ranks(quantity: Quantity, found: pd.DataFrame) -> dict[str, object]:
    """Places among the counties whose figure is shown; ties share the better one."""
    own = found["county_code"] != WHOLE
    ranked = found.loc[own & found["value"].notna(), "value"]
    if not quantity.ranked:
        return {"rank": float("nan"), "tied": False, "of": float("nan"), "complete": False}
    # Sums of floats differ by a hair where figures are the same.
    ranked = ranked.map(lambda value: float(f"{value:.9g}"))
    rank = ranked.rank(method="min", ascending=quantity.ranked == "low")
    nothing = ranked.eq(0) & (quantity.ranked == "high") & (not quantity.change)
    if ranked.nunique() < 2:  # alone, or all alike
        nothing[:] = True
    return {
        "rank": rank.mask(nothing).reindex(found.index),
        "tied": rank.duplicated(keep=False).reindex(found.index, fill_value=False),
        "of": own.map({True: float(len(ranked)), False: float("nan")}),
        "complete": own & (len(ranked) == own.sum()),
    }
