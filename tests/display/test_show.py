"""A figure is displayed once, as a PNG with a description, and leaves nothing open."""

import base64

import IPython.display
from matplotlib.figure import Figure

from analysis.display import show


def test_one_png_with_its_description(monkeypatch):
    shown = []
    monkeypatch.setattr(IPython.display, "display", lambda *a, **k: shown.append((a, k)))
    figure = Figure()
    figure.subplots().plot([1, 2])
    draws = []
    monkeypatch.setattr(figure, "draw", _counted(figure.draw, draws))
    show(figure, alt="一条上升的线")
    ((data,), options) = shown[0]
    assert len(shown) == 1
    assert base64.b64decode(data["image/png"]).startswith(b"\x89PNG")
    assert options["metadata"]["image/png"]["alt"] == data["text/plain"] == "一条上升的线"
    assert len(draws) == 1


def test_the_same_figure_gives_the_same_bytes(monkeypatch):
    shown = []
    monkeypatch.setattr(IPython.display, "display", lambda data, **k: shown.append(data))
    for _ in range(2):
        figure = Figure()
        figure.subplots().plot([1, 2])
        show(figure, alt="x")
    assert shown[0]["image/png"] == shown[1]["image/png"]


def _counted(draw, calls):
    def counting(*arguments, **options):
        calls.append(arguments)
        return draw(*arguments, **options)

    return counting
