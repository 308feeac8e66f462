"""On a phone a figure is as wide as the screen, and nothing of it is cut."""

from itertools import pairwise

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.display.narrow import WIDTH, narrowed

from .test_forms import DRAWN, LANGS, style

__all__ = ["style"]


def phone(form, lang="zh"):
    figure = DRAWN[form](lang)
    FigureCanvasAgg(figure).draw()
    narrowed(figure)
    FigureCanvasAgg(figure).draw()
    return figure


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("form", DRAWN)
def test_all_is_on_the_narrow_sheet(form, lang):
    figure = phone(form, lang)
    box = figure.get_tightbbox(figure.canvas.get_renderer())
    width, height = figure.get_size_inches()
    assert width == WIDTH
    assert min(box.x0, box.y0) >= -0.01
    assert box.x1 <= width + 0.01
    assert box.y1 <= height + 0.01


@pytest.mark.parametrize("form", DRAWN)
def test_it_says_what_the_wide_one_says(form):
    def words(figure):
        every = [text for axes in figure.axes for text in (*axes.texts, *axes.get_yticklabels())]
        every += [text for legend in figure.legends for text in legend.get_texts()]
        return sorted("".join(text.get_text().split()) for text in every)

    fixed = {"heat map", "heat map of changes", "strip", "pyramid", "funnel", "progress", "pairs"}
    if form in fixed:  # elsewhere ticks depend on the room
        assert words(phone(form)) == words(DRAWN[form]("zh"))


def test_panels_stand_one_below_another_each_with_its_names():
    first, second = phone("ranking").axes
    assert first.get_position().y0 > second.get_position().y1
    assert all(axes.yaxis.get_tick_params()["labelleft"] for axes in (first, second))


def test_of_names_that_would_overlap_the_last_stays():
    labels = [text for text in phone("course").axes[0].get_xticklabels() if text.get_visible()]
    assert labels[-1].get_text() == "22-07"
    ends = [text.get_window_extent() for text in labels]
    assert all(one.x1 < other.x0 for one, other in pairwise(ends))
