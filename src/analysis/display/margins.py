"""Room around the axes of a figure, measured once.

matplotlib's own engines look at everything that is drawn, some of it twice: a third of the time
of a figure. What needs room beside the axes is known here: labels, titles, texts that stand out.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.layout_engine import LayoutEngine
from matplotlib.text import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.transforms import BboxBase

PAD = 4.0
"""Points that stay free around the figure, and between what belongs to neighbouring axes."""
SIDES = ("left", "right", "bottom", "top")
USUAL = {"left": 0.12, "right": 0.98, "bottom": 0.12, "top": 0.95}
"""Where axes mostly end up: measured there, they have the ticks that they will have."""
ALIKE = 0.1
"""Axes whose size changed by less need what was measured."""
MOST = 3


class Margins(LayoutEngine):
    """Places a grid of axes so that all that belongs to them lies within the figure.

    Legends of the figure stand above the grid or, in the lower half of the sheet, below it, and so
    do its texts (a common label). A colour bar
    beside axes is no part of a grid: such a figure needs the constrained layout.
    """

    _adjust_compatible = True
    _colorbar_gridspec = True

    def execute(self, fig: "Figure") -> None:
        """Set the margins of the figure and the gaps between its axes."""
        fig.subplots_adjust(**USUAL)
        for _ in range(MOST):
            ticks, sizes = _ticks(fig), [axes.bbox.size for axes in fig.axes]
            fig.subplots_adjust(**_margins(fig))
            # Measured again where axes of another size have other ticks, or texts stand out more.
            alike = np.allclose(sizes, [axes.bbox.size for axes in fig.axes], rtol=ALIKE)
            if alike and ticks == _ticks(fig):
                return


def _ticks(fig: "Figure") -> list[list[float]]:
    return [
        list(axis.get_majorticklocs()) for axes in fig.axes for axis in (axes.xaxis, axes.yaxis)
    ]


def _margins(fig: "Figure") -> dict[str, float]:
    """What to call `subplots_adjust` with."""
    specs = {axes: axes.get_subplotspec() for axes in fig.axes}
    grid = {axes: spec for axes, spec in specs.items() if spec is not None}
    rows, columns = next(iter(grid.values())).get_gridspec().get_geometry()
    # Pixels that each column and row of axes needs before and behind itself.
    across, down = np.zeros((columns, 2)), np.zeros((rows, 2))
    for axes, spec in grid.items():
        if axes.get_visible():
            left, right, bottom, top = _needs(axes)
            across[spec.colspan] = np.maximum(across[spec.colspan], (left, right))
            down[spec.rowspan] = np.maximum(down[spec.rowspan], (top, bottom))
    pad, width, height = PAD * fig.dpi / 72, fig.bbox.width, fig.bbox.height
    legends = [one.get_window_extent() for one in fig.legends]
    under = [box for box in legends if box.y0 + box.y1 < height]
    above = max((height - box.y0 for box in legends if box not in under), default=0.0)
    texts = [one.get_window_extent() for one in fig.texts]
    below = max((box.y1 for box in (*under, *texts)), default=0.0)
    left, right, wspace = _spread(across, width, pad)
    top, bottom, hspace = _spread(down, height - above - below, pad)
    return {
        "left": left / width,
        "right": 1 - right / width,
        "bottom": (below + bottom) / height,
        "top": 1 - (above + top) / height,
        "wspace": wspace,
        "hspace": hspace,
    }


def _spread(needs: np.ndarray, size: float, pad: float) -> tuple[float, float, float]:
    """Return the margins before and behind, in pixels, and the gap between as a share of axes."""
    first, last = needs[0, 0] + pad, needs[-1, 1] + pad
    if len(needs) == 1:
        return first, last, 0.0
    gap = float((needs[:-1, 1] + needs[1:, 0]).max()) + pad
    axes = (size - first - last - gap * (len(needs) - 1)) / len(needs)
    return first, last, gap / axes


def _needs(axes: "Axes") -> np.ndarray:
    """How far what belongs to the axes stands out: left, right, bottom, top, in pixels."""
    box = axes.bbox
    out = np.zeros(4)
    for part in _parts(axes):
        stands = box.x0 - part.x0, part.x1 - box.x1, box.y0 - part.y0, part.y1 - box.y1
        out = np.maximum(out, stands)
    for axis, extent in ((axes.xaxis, "height"), (axes.yaxis, "width")):
        if axis.label.get_text():
            side = SIDES.index(axis.get_label_position())
            thickness = getattr(axis.label.get_window_extent(), extent)
            out[side] += thickness + axis.labelpad * axes.figure.dpi / 72
    return out


def _parts(axes: "Axes") -> Iterator["BboxBase"]:
    """The boxes of titles, texts and the labels of ticks that can be seen."""
    for child in axes.get_children():
        if isinstance(child, Text) and child.get_visible() and child.get_text():
            yield child.get_window_extent()
    for axis, interval in ((axes.xaxis, "intervalx"), (axes.yaxis, "intervaly")):
        first, last = getattr(axes.bbox, interval)
        for text in axis.get_ticklabels():
            if text.get_visible() and text.get_text():
                extent = text.get_window_extent()
                if first - 1 <= getattr(extent, interval).mean() <= last + 1:
                    yield extent
