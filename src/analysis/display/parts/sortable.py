"""A table whose reader chooses the order, without a script: each order is there, one is shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from analysis.display.parts.markup import rendered

MOST = 8
"""How many orders the style sheet knows."""


@dataclass(frozen=True)
class Column:
    """A column: its title, the unit below it; whether a phone folds it away."""

    title: str
    unit: str = ""
    folds: bool = False


@dataclass(frozen=True)
class Order:
    """An order of the rows: what it is by, and the places of the rows."""

    title: str
    rows: Sequence[int]


def sortable(
    name: str,
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    orders: Sequence[Order],
    choose: str,
) -> Markup:
    """Return the table in the first order, and the choice of the others; empty without rows.

    Parameters
    ----------
    name
        Of the choice, unique on the page: letters, digits and hyphens.
    caption
        What the table shows.
    columns
        The first one names the rows.
    rows
        A text or markup for each column.
    orders
        At most `MOST`.
    choose
        What stands before the choice.

    Raises
    ------
    ValueError
        If there are too many orders, or one does not hold every row once.
    """
    if not rows:
        return Markup("")
    every = list(range(len(rows)))
    if not 0 < len(orders) <= MOST or any(sorted(order.rows) != every for order in orders):
        raise ValueError(f"{name}: at most {MOST} orders, each of all {len(rows)} rows")
    return rendered(
        "sortable.html.j2",
        name=name,
        caption=caption,
        columns=columns,
        rows=rows,
        orders=orders,
        choose=choose,
    )
