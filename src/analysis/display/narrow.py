"""A figure laid out anew for a phone: as wide as the screen, its panels one below another.

Nothing is left out but names of ticks between those that stay; the last one, the newest month,
always does.
"""

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import numpy as np

from analysis.display.forms.canvas import make_room, room_of
from analysis.display.margins import Margins

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.backend_bases import RendererBase
    from matplotlib.figure import Figure
    from matplotlib.legend import Legend

WIDTH = 3.7
"""Inches: what a phone shows beside the page's edges."""
NAMES, TITLES = 10, 24
"""Chinese letters of a line of a row's name, and of an axis's title; twice as many others."""
ROW = 8.4
"""Points that one line of a row's name needs."""
LEAST = 5.5
"""Points that letters in cells are made smaller to at most."""
FILLED = 0.85
"""Of a cell's width, what its number takes at most."""
LINE = 0.19
"""Inches that one more line of a legend needs."""


def narrowed(figure: "Figure") -> "Figure | None":
    """Lay a figure that is drawn out anew, `WIDTH` wide, and return it.

    None where the numbers in the cells of a map would not be told apart: that one scrolls.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    if isinstance(figure.get_layout_engine(), Margins):
        _stack(figure)
    figure.set_size_inches(WIDTH, figure.get_size_inches()[1])
    renderer = FigureCanvasAgg(figure).get_renderer()
    for axes in figure.axes:
        _wrap(axes)
        if room := room_of(axes):
            make_room(axes, room.ends, room.texts, start=room.start)
    higher = sum(_stand(axes) for axes in figure.axes)
    for legend in [*figure.legends]:
        higher += LINE * _fit(legend, figure.bbox.width, renderer)
    for axes in figure.axes:
        if (within := axes.get_legend()) is not None:
            _fit(within, 0.85 * figure.bbox.width, renderer)
    figure.set_size_inches(WIDTH, figure.get_size_inches()[1] + higher)
    if (engine := figure.get_layout_engine()) is not None:
        engine.execute(figure)
        figure.set_layout_engine("none")  # drawing it would measure all of it once more
    for axes in figure.axes:
        if not _is_map(axes):
            _spread(axes.xaxis, renderer)
        if not _shrink(axes, renderer):
            return None
    return figure


def _stack(figure: "Figure") -> None:
    """Set panels that stand side by side one below another, each with its rows' names."""
    from matplotlib.gridspec import GridSpec

    panels = {axes: spec for axes in figure.axes if (spec := axes.get_subplotspec()) is not None}
    rows, columns = next(iter(panels.values())).get_gridspec().get_geometry()
    if rows > 1 or columns == 1:
        return
    grid = GridSpec(columns, 1, figure=figure)
    for place, axes in enumerate(panels):
        axes.set_subplotspec(grid[place])
        axes.tick_params(labelleft=True)
    figure.set_size_inches(WIDTH, columns * figure.get_size_inches()[1])


def _wrap(axes: "Axes") -> None:
    """Break long names of rows and titles of axes."""
    from matplotlib.ticker import FixedLocator

    if isinstance(axes.yaxis.get_major_locator(), FixedLocator):
        before = axes.get_yticklabels()
        said = [text.get_text() for text in before]
        looks = [(text.get_fontweight(), text.get_fontsize()) for text in before]
        place = axes.get_yticks()
        pitch = axes.bbox.height / abs(np.diff(axes.get_ylim())[0]) * 72 / axes.figure.dpi
        most = max(1, int(pitch / ROW))
        axes.set_yticks(place, [_lines(text, NAMES, most) for text in said])
        for text, (weight, size) in zip(axes.get_yticklabels(), looks, strict=True):
            broken = "\n" in text.get_text()
            text.set(fontweight=weight, fontsize=8 if broken else size, linespacing=0.95)
    axes.set_xlabel(_lines(axes.get_xlabel(), TITLES))


def _lines(said: str, letters: int, most: int = 2) -> str:
    """Break a text into `most` lines; what has no room in them is cut."""
    wide = sum(not letter.isascii() for letter in said)
    line = letters if 2 * wide > len(said) else 2 * letters
    broken = wrap(said, line)
    if len(broken) > most:
        broken[most - 1 :] = [broken[most - 1][: line - 1] + "…"]
    return "\n".join(broken)


def _stand(axes: "Axes") -> float:
    """Write names of columns upright where they are wider than those; return the inches added."""
    labels = [text for text in axes.get_xticklabels() if text.get_text()]
    if not _is_map(axes) or not labels or labels[0].get_rotation():
        return 0.0
    extents = [text.get_window_extent() for text in labels]
    widest = max(extent.width for extent in extents)
    names = max((text.get_window_extent().width for text in axes.get_yticklabels()), default=0.0)
    if widest < (axes.figure.bbox.width - names) / len(labels):
        return 0.0
    axes.tick_params(axis="x", labelrotation=90)
    return float(widest - max(extent.height for extent in extents)) / axes.figure.dpi


def _fit(legend: "Legend", width: float, renderer: "RendererBase") -> int:
    """Give a legend as few columns as `width` pixels hold; return how many lines that adds."""
    texts, box = legend.get_texts(), legend.get_window_extent(renderer)
    columns = len({round(text.get_window_extent(renderer).x0) for text in texts})
    fits = max(1, int(columns * width / box.width))
    if fits >= columns:
        return 0
    sheet = legend.figure
    below = box.y0 + box.y1 < sheet.bbox.height
    look: dict[str, Any] = {"fontsize": texts[0].get_fontsize(), "handlelength": 1.4}
    look |= {"ncols": fits, "labels": [text.get_text() for text in texts]}
    look["handles"] = legend.legend_handles
    if legend.axes:
        legend.axes.legend(loc="upper left", **look)
    else:
        legend.remove()
        sheet.legend(loc="outside lower left" if below else "outside upper left", **look)
    return -(-len(texts) // fits) - -(-len(texts) // columns)


def _spread(axis: "Axis", renderer: "RendererBase") -> None:
    """Keep of names that would overlap those that have room, counted from the last."""
    labels = [text for text in axis.get_ticklabels() if text.get_visible() and text.get_text()]
    boxes = [text.get_window_extent(renderer) for text in labels]
    free = np.inf
    for text, box in zip(reversed(labels), reversed(boxes), strict=True):
        if box.x1 > free - 2:
            text.set_visible(False)
        else:
            free = box.x0


def _shrink(axes: "Axes", renderer: "RendererBase") -> bool:
    """Make the numbers in the cells of a map as small as the cells; whether they can be read."""
    if not _is_map(axes) or not axes.texts:
        return True
    cell = FILLED * axes.bbox.width / abs(np.diff(axes.get_xlim())[0])
    widest = max(text.get_window_extent(renderer).width for text in axes.texts)
    least = min(text.get_fontsize() for text in axes.texts) * min(1.0, cell / widest)
    for text in axes.texts if widest > cell else ():
        text.set_fontsize(text.get_fontsize() * cell / widest)
    return least >= LEAST


def _is_map(axes: "Axes") -> bool:
    """Whether names of columns stand above the axes, as those of a map of cells do."""
    return bool(axes.xaxis.get_tick_params().get("labeltop"))
