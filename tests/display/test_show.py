"""A figure is displayed once, as a PNG with a description, and leaves nothing open."""

import base64
import io

import IPython.display
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from analysis.display import show
from analysis.errors import DataError


def test_one_png_with_its_description(monkeypatch):
    shown = []
    monkeypatch.setattr(IPython.display, "display", lambda *a, **k: shown.append((a, k)))
    figure = Figure(layout="constrained")
    figure.subplots().plot([1, 2])
    draws = []
    monkeypatch.setattr(figure, "draw", _counted(figure.draw, draws))
    show(figure, alt="一条上升的线")
    ((data,), options) = shown[0]
    assert len(shown) == 1
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert options["metadata"]["image/png"]["alt"] == data["text/plain"] == "一条上升的线"
    assert len(draws) == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [(None, "no rows, no figure"), (pd.DataFrame(), "not DataFrame; a DataFrame shows itself")],
)
def test_what_is_no_figure_and_no_table_is_told(given, said):
    with pytest.raises(DataError) as raised:
        show(given)
    assert said in raised.value.en


def test_the_same_figure_gives_the_same_bytes(monkeypatch):
    shown = []
    monkeypatch.setattr(IPython.display, "display", lambda data, **k: shown.append(data))
    for _ in range(2):
        figure = Figure()
        figure.subplots().plot([1, 2])
        show(figure, alt="x")
    assert shown[0]["image/png"] == shown[1]["image/png"]


def test_the_pixels_are_those_of_the_figure(monkeypatch):
    shown = []
    monkeypatch.setattr(IPython.display, "display", lambda data, **k: shown.append(data))
    figure = Figure(figsize=(3, 2), layout="constrained")
    figure.subplots().plot([1, 2], color="red")
    show(figure, alt="x")
    image = Image.open(io.BytesIO(base64.b64decode(shown[0]["image/png"])))
    figure.set_layout_engine("none")  # each layout starts from the one before it
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    assert image.size == canvas.get_width_height()
    drawn = np.asarray(canvas.buffer_rgba())[..., :3].astype(int)
    assert np.abs(np.asarray(image.convert("RGB")) - drawn).max() < 16, "no eye sees this"


def _counted(draw, calls):
    def counting(*arguments, **options):
        calls.append(arguments)
        return draw(*arguments, **options)

    return counting
