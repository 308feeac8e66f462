"""The sheet that every form draws on: its size, names beside rows, texts at marks, hatching."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from analysis.choices import one_of
from analysis.display.style import GRID, INK, RED, styled
from analysis.errors import DataError
from analysis.plain import floats, refuse_unplain

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 6.6
SMALL = 9
"""Points of the letters beside rows, at marks and in legends."""
LONGEST = {"zh": 20, "en": 40}
"""Letters of a name that leave a figure room for what it shows."""
PALE = "#f2f4f6"
MOST_TEXT = 0.75
"""Of the width of axes, what the texts at the ends of marks take at most."""
FITTED = 24
"""Times the room for texts is fitted: it takes from the axis that it is measured on."""


@dataclass(frozen=True)
class Room:
    """What `make_room` was told: where texts stand, what they say, where the marks begin."""

    ends: tuple[float, ...]
    texts: tuple[str, ...]
    start: float


_ROOMS: "WeakKeyDictionary[Axes, Room]" = WeakKeyDictionary()


def canvas(height: float, width: float = WIDTH) -> "tuple[Figure, Axes]":
    """Return a figure of one axes that belongs to no window list, sizes in inches."""
    figure, axes = panels(1, 1, height, width)
    return figure, axes[0, 0]


def panels(
    rows: int, columns: int, height: float, width: float = WIDTH, **shared: Any
) -> "tuple[Figure, np.ndarray]":
    """Return a figure and its grid of axes; `shared` is `sharex`, `sharey`, width ratios …"""
    from matplotlib.figure import Figure

    from analysis.display.margins import Margins

    styled()
    figure = Figure(figsize=(width, height), layout=Margins())
    return figure, figure.subplots(rows, columns, squeeze=False, **shared)


def require(rows: pd.DataFrame, *columns: str | None) -> None:
    """Refuse rows that are no plain table, or lack a column a form was told to draw.

    Raises
    ------
    DataError
        Naming the column, and the nearest there is.
    """
    refuse_unplain(rows, columns)
    for column in columns:
        if column is not None and column not in rows:
            near = get_close_matches(column, [str(c) for c in rows], n=1)
            raise DataError(
                f"要画的表没有列“{column}”" + (f"，是否为“{near[0]}”？" if near else ""),
                f"rows to draw have no column {column!r}" + (f"; {near[0]!r}?" if near else ""),
            )


def require_numbers(rows: pd.DataFrame, *columns: str | None) -> None:
    """Refuse, as `require`, rows of which a column holds no numbers, or infinite ones."""
    require(rows, *columns)
    floats(rows[[column for column in columns if column is not None]])


def require_colours(*colours: object) -> None:
    """Refuse what matplotlib knows no colour by."""
    from matplotlib.colors import is_color_like

    if odd := [str(colour) for colour in colours if not is_color_like(colour)]:
        raise DataError(
            f"不是颜色（如“#1b6ca8”、“red”）：{'、'.join(odd)}",
            f"no colours (as '#1b6ca8', 'red'): {', '.join(odd)}",
        )


def withheld(rows: pd.DataFrame) -> np.ndarray:
    """Whether each row is masked; none is where the rows have no column `masked`."""
    if "masked" not in rows:
        return np.zeros(len(rows), bool)
    return rows["masked"].to_numpy(bool)


def cut(name: str, lang: str, most: int | None = None) -> str:
    """Return the name, cut where it would fill the figure."""
    one_of("lang", lang, LONGEST)
    limit = most or LONGEST[lang]
    return name if len(name) <= limit else name[: limit - 1] + "…"


def name_rows(
    axes: "Axes", names: Iterable[str], lang: str, own: Sequence[bool] | None = None
) -> np.ndarray:
    """Write names at the left, the first on top, own ones in bold; return where the rows stand."""
    said = [cut(str(name), lang) for name in names]
    place = np.arange(len(said))[::-1]
    axes.set_yticks(place, said, fontsize=SMALL)
    axes.set_ylim(-0.6, len(said) - 0.4)
    axes.tick_params(axis="y", length=0, left=False)
    axes.grid(axis="y", visible=False)
    for text, mine in zip(axes.get_yticklabels(), own if own is not None else (), strict=False):
        text.set_fontweight("bold" if mine else "regular")
    return place


def write(axes: "Axes", x: float, y: float, text: str, **look: Any) -> None:
    """Write beside a mark: right of one at or above zero, left of one below."""
    left = x < 0
    axes.annotate(
        text,
        (x, y),
        (-4 if left else 4, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        **{"fontsize": SMALL, "color": INK, **look},
    )


def make_room(
    axes: "Axes", ends: Sequence[float], texts: Sequence[str], *, start: float = 0.0
) -> None:
    """Widen the horizontal axis so that the texts written at the ends of marks are within it.

    `start`: where the marks begin, which is in the axis too.
    """
    _ROOMS[axes] = Room(tuple(ends), tuple(texts), start)
    # The names at the left and the edges take their part of the sheet.
    names = max((_points(name.get_text()) for name in axes.get_yticklabels()), default=0.0)
    columns = axes.get_subplotspec().get_gridspec().ncols  # type: ignore[union-attr]
    sheet = 72 * axes.figure.bbox.width / axes.figure.dpi
    width = max((sheet - names - 20) / columns - 16, 60.0)
    sizes = [min(_points(text) + 8, MOST_TEXT * width) for text in texts]
    low, high = min([start, *ends]), max([start, *ends])
    for _ in range(FITTED):
        point = ((high - low) or 1.0) / width
        at = zip(ends, sizes, strict=True)
        reach = [x - size * point if x < 0 else x + size * point for x, size in at]
        low, high = min([start, *ends, *reach]), max([start, *ends, *reach])
    edge = 0.02 * (high - low) if low < 0 else 0.0
    axes.set_xlim(low - edge, high)


def room_of(axes: "Axes") -> Room | None:
    """Return for what room was made on axes, so that it can be made again on another sheet."""
    return _ROOMS.get(axes)


def _points(text: str) -> float:
    """About how long a text of small letters is: Chinese letters are twice as wide."""
    lines = (sum(0.54 if letter.isascii() else 1.0 for letter in line) for line in text.split("\n"))
    return SMALL * max(lines, default=0.0)


def hatch(axes: "Axes", cells: np.ndarray, offset: float = 0.0) -> None:
    """Hatch the true cells of a map: one path, since hundreds take longer than the map.

    `offset`: where the middle of the first cell stands.
    """
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    y, x = np.nonzero(cells)
    if not len(x):
        return
    square = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5], [-0.5, -0.5]])
    corners = np.stack([x, y], axis=1)[:, None, :] + square + offset
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    path = Path(corners.reshape(-1, 2), codes * len(x))
    axes.add_patch(PathPatch(path, facecolor=PALE, edgecolor=GRID, hatch="////", lw=0))


def frame(axes: "Axes", cells: np.ndarray) -> None:
    """Frame the true cells of a map in red: what must not be there."""
    from matplotlib.patches import Rectangle

    for i, j in zip(*np.nonzero(cells), strict=True):
        box = Rectangle((j + 0.04, i + 0.06), 0.92, 0.88, fill=False, edgecolor=RED, lw=1.5)
        axes.add_patch(box)


def legend(
    figure: "Figure", columns: int, of: "Axes | None" = None, *, below: bool = False
) -> None:
    """Set what axes (the first, if none are given) name above the figure's axes, or below them."""
    handles, said = (of or figure.axes[0]).get_legend_handles_labels()
    figure.legend(
        handles,
        said,
        loc="outside lower left" if below else "outside upper left",
        ncols=columns,
        fontsize=SMALL,
        handlelength=1.4,
    )
