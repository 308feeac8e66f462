"""Strip: the category of each row and moment as a colour, with a word or number in the cell."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analysis.display.forms.canvas import SMALL, canvas, cut, require, require_colours
from analysis.display.marks import MASK
from analysis.display.style import INK

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def strip(
    rows: "pd.DataFrame",
    *,
    x: str,
    y: str,
    category: str,
    looks: Mapping[str, tuple[str, str]],
    names: tuple[Mapping[str, str], Mapping[str, str]],
    lang: str,
    text: str | None = None,
) -> "Figure | None":
    """Draw a cell a row; None without rows.

    Parameters
    ----------
    rows
        At most one for each column and row of the strip; a missing category stays white, and
        `masked`, if there is such a column, marks those that are withheld.
    x, y, category
        Columns: column and row of the strip; the category.
    looks
        Category → its title and colour, in the order of the legend.
    names
        Code → name of the strip's columns and rows, in the order drawn.
    text
        Column of what stands in the cells; without it the cell says its colour's title, so that
        nobody depends on telling colours apart.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> rows = pd.DataFrame({"month": ["10", "11"], "town": "a", "light": ["green", "red"]})
    >>> figure = figures.strip(
    ...     rows, x="month", y="town", category="light",
    ...     looks={"green": ("on schedule", "#3a7d44"), "red": ("late", "#b03a2e")},
    ...     names=({"10": "Oct", "11": "Nov"}, {"a": "East"}), lang="en",
    ... )
    >>> figure is not None
    True
    """
    from matplotlib.patches import Patch, Rectangle

    require(rows, x, y, category, text)
    require_colours(*(colour for _, colour in looks.values()))
    if rows.empty:
        return None
    across, down = ([*codes] for codes in names)
    figure, axes = canvas(1.1 + 0.3 * len(down))
    for _, row in rows[rows[x].isin(across) & rows[y].isin(down)].iterrows():
        place = (across.index(row[x]), down.index(row[y]))
        if row.get("masked", False):
            _write(axes, place, MASK)
        elif row[category] in looks:
            title, colour = looks[row[category]]
            axes.add_patch(Rectangle(place, 1, 1, facecolor=colour, edgecolor="white", lw=1.5))
            said = title if text is None else row[text]
            _write(axes, place, said)
    axes.set(xlim=(0, len(across)), ylim=(len(down), 0))
    axes.set_xticks([n + 0.5 for n in range(len(across))], [*names[0].values()], fontsize=SMALL)
    said = [cut(name, lang) for name in names[1].values()]
    axes.set_yticks([n + 0.5 for n in range(len(down))], said, fontsize=SMALL)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.grid(visible=False)
    figure.legend(
        handles=[Patch(color=colour, label=title) for title, colour in looks.values()],
        loc="outside upper left", ncols=len(looks), fontsize=SMALL, handlelength=1.4,
    )  # fmt: skip
    return figure


def _write(axes: "Axes", place: tuple[int, int], said: str) -> None:
    across, down = place
    axes.text(across + 0.5, down + 0.5, said, ha="center", va="center", fontsize=SMALL, color=INK)
