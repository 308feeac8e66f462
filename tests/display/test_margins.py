"""Nothing that belongs to the axes is cut off, and the axes take the room that is left."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from analysis.display.margins import PAD, Margins
from analysis.display.style import use_style

NAMES = ["计算机、通信和其他电子设备制造业", "纺织业", "Non-metallic mineral products"]


@pytest.fixture(autouse=True)
def style():
    use_style()


def bars(figure):
    axes = figure.subplots()
    axes.barh([0, 1, 2], [3.0, -1.0, 2.0])
    axes.set_yticks([0, 1, 2], NAMES)
    axes.set_xlabel("百分点")
    axes.text(3.2, 0, "+3.0 (+12.5%)", va="center")


def outside_legend(figure):
    axes = figure.subplots()
    for k in range(6):
        axes.plot([0, 1], [17.5, 20.0 + k], label=f"第{k}个集群")
    axes.set_ylabel("亿元")
    figure.legend(loc="outside upper left", ncols=3)


def top_ticks(figure):
    axes = figure.subplots()
    axes.set_xticks([0, 1], ["2021年1—11月", "2022年1—11月"])
    axes.xaxis.tick_top()
    axes.set_xlabel("位次")
    axes.set_yticks([])


def grid(figure):
    panels = figure.subplots(2, 3)
    for k, axes in enumerate(panels.flat):
        axes.plot(np.arange(5), np.arange(5) * 10.0**k)
        axes.set_title(NAMES[k % 3][:8], fontsize=9)
        axes.set_ylabel("%")
    panels[1, 2].set_visible(False)
    figure.supxlabel("同比增速（%）")


def drawn(figure):
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    return canvas.get_renderer()


@pytest.mark.parametrize("draw", [bars, outside_legend, top_ticks, grid])
@pytest.mark.parametrize("size", [(6.0, 4.4), (7.0, 2.6)])
def test_all_is_inside(draw, size):
    figure = Figure(figsize=size, layout=Margins())
    draw(figure)
    renderer = drawn(figure)
    box = figure.get_tightbbox(renderer)
    assert box.x0 >= 0
    assert box.y0 >= 0
    assert box.x1 <= size[0]
    assert box.y1 <= size[1]


@pytest.mark.parametrize("draw", [bars, outside_legend, top_ticks])
def test_no_room_is_wasted(draw):
    figure = Figure(figsize=(6.0, 4.4), layout=Margins())
    draw(figure)
    renderer = drawn(figure)
    box = figure.get_tightbbox(renderer)
    assert max(box.x0, 6.0 - box.x1, box.y0, 4.4 - box.y1) <= 3 * PAD / 72


def test_neighbouring_axes_do_not_touch():
    figure = Figure(figsize=(6.0, 4.4), layout=Margins())
    grid(figure)
    renderer = drawn(figure)
    boxes = [axes.get_tightbbox(renderer) for axes in figure.axes if axes.get_visible()]
    for k, one in enumerate(boxes):
        assert not any(one.overlaps(other) for other in boxes[k + 1 :])
