"""The bundled font draws every character the package can print."""

import warnings
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure

from analysis.display import use_style
from analysis.display.page_font import font_faces
from analysis.display.style import FONTS
from analysis.tables import RESULT_TABLES, TABLES
from analysis.tables.units import UNITS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_every_title_of_the_dictionary_has_its_glyphs(weight):
    covered = set(TTFont(FONTS / f"NotoSansSC-{weight}.ttf").getBestCmap())
    said = {character for unit in UNITS.values() for character in unit.zh + unit.en}
    for declared in [*TABLES.values(), *RESULT_TABLES.values()]:
        said |= {*declared.zh, *declared.en}
        for column in declared.columns:
            said |= {*declared.metadata(column)["zh"], *declared.metadata(column)["en"]}
    assert {c for c in said if ord(c) not in covered} == set()


def test_every_character_of_the_sources_has_its_glyph():
    covered = set(TTFont(FONTS / "NotoSansSC-Regular.ttf").getBestCmap())
    files = [
        *ROOT.glob("src/analysis/display/**/*.py"),
        *ROOT.glob("src/analysis/sample/*.py"),
        *ROOT.glob("src/analysis/questions/*/*.py"),
        *ROOT.glob("notebooks/*.ipynb"),
        *ROOT.glob("data/*/city.yaml"),
        *ROOT.glob("data/reference/**/*.yaml"),
        *ROOT.glob("data/reference/**/*.csv"),
    ]
    said = {c for file in files for c in file.read_text(encoding="utf-8-sig") if ord(c) > 127}
    assert {c for c in said if ord(c) not in covered} == set()


def test_chinese_is_drawn_without_a_missing_glyph():
    use_style()
    figure = Figure()
    figure.subplots().set_title("规模以上工业总产值（亿元）−3.2% 2022年1—11月 $x$")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.canvas.draw()


def test_a_figure_draws_traditional_and_rare_characters():
    use_style()
    figure = Figure()
    figure.text(0.1, 0.5, "半導體業 䶮某")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # matplotlib warns of a box
        figure.canvas.draw()


@pytest.mark.parametrize("character", ["𠮷", "\ue863", "⺁", "㈱", "⑳"])
def test_a_character_of_no_font_is_named(character):
    """In a private code too, as old encodings keep rare characters of names."""
    with pytest.warns(UserWarning, match=f"no glyph in the page's fonts: {character}"):
        font_faces(f"<p>某{character}公司</p>")
