"""One look for every figure: the bundled Chinese font, colours that the colour-blind can tell.

The look is set as matplotlib's parameters, which is all that a theme of seaborn is: what an
analyst draws with seaborn has it too, palette included, and a report that draws nothing does not
wait half a second for seaborn to be imported.
"""

import dataclasses
from pathlib import Path

from analysis.errors import DataError

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Noto Sans SC"
FILES = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "NotoSansSC-More.ttf")
FALLBACKS = (
    "Noto Sans SC More",
    # What a system may hold beside: characters that came to Unicode late.
    *("Noto Sans CJK SC", "Source Han Sans SC", "SimSun-ExtB", "HanaMinB", "PingFang SC"),
    *("Microsoft YaHei", "WenQuanYi Zen Hei"),
)
"""Where a character is taken from that the family lacks; matplotlib warns of one none has."""

INK = "#1f2933"
MUTED = "#616e7c"
GRID = "#e4e7eb"
BLUE = "#1b6ca8"
ORANGE = "#d9822b"
RED = "#b83232"
# Classes of the evaluation, best to worst; the same wherever a class is drawn.
CLASS_COLOURS = {"A": "#0b4f8a", "B": "#6fa8dc", "C": "#e0a030", "D": "#b83232", "T": "#9aa5b1"}
# For categories without an order (Okabe and Ito 2008, without yellow).
CATEGORIES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#5f6b7a")
# Maps of colours by name: change around nothing, and counts.
GROWTH = "growth"
COUNTS = "Blues"
RATINGS = ("#9ecae1", "#fbe3b4", "#e08a84")
"""Good, open, bad: blue, pale yellow, red, apart for the colour-blind; letters are read on each."""
DPI = 110


def styled() -> None:
    """Set the look unless a font was chosen: what is drawn is named in Chinese."""
    import matplotlib as mpl

    if mpl.rcParams["font.family"] == mpl.rcParamsDefault["font.family"]:
        use_style()


def use_style() -> None:
    """Set the look of all figures drawn afterwards; figures by form set it where nobody did.

    Raises
    ------
    DataError
        If the bundled font is missing: Chinese text would be drawn as boxes.

    Examples
    --------
    >>> use_style()
    >>> import matplotlib
    >>> matplotlib.rcParams["font.family"][0]
    'Noto Sans SC'
    """
    import matplotlib as mpl
    from cycler import cycler
    from matplotlib import font_manager
    from matplotlib.colors import LinearSegmentedColormap

    for name in FILES:
        file = FONTS / name
        if not file.is_file():
            raise DataError(f"缺少字体文件：{file.name}", f"missing font file: {file.name}")
        font_manager.fontManager.addfont(str(file))
    more = next(e for e in font_manager.fontManager.ttflist if e.name == FALLBACKS[0])
    if (bold := dataclasses.replace(more, weight=700)) not in font_manager.fontManager.ttflist:
        font_manager.fontManager.ttflist.append(bold)  # there is one weight, for bold text too
    here = set(font_manager.get_font_names())
    if GROWTH not in mpl.colormaps:
        mpl.colormaps.register(
            LinearSegmentedColormap.from_list(GROWTH, [ORANGE, "#f7f3ee", BLUE]), name=GROWTH
        )
    mpl.rcParams.update(
        {
            "font.family": [FAMILY, *(name for name in FALLBACKS if name in here)],
            "font.size": 10,
            "axes.unicode_minus": False,
            "axes.titlesize": 12,
            "axes.titleweight": "bold",
            "axes.titlelocation": "left",
            "axes.titlepad": 10,
            "axes.labelcolor": INK,
            "axes.edgecolor": MUTED,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.grid": True,
            "axes.axisbelow": True,
            "axes.formatter.limits": (-5, 9),  # a city's investment is no power of ten
            "axes.prop_cycle": cycler(color=CATEGORIES),
            "grid.color": GRID,
            "grid.linewidth": 0.8,
            "text.color": INK,
            "text.hinting": "none",  # as legible at this size, and a tenth less time a figure
            "text.parse_math": False,  # a dollar sign in a name is a dollar sign
            "xtick.color": MUTED,
            "ytick.color": MUTED,
            "xtick.labelcolor": INK,
            "ytick.labelcolor": INK,
            "legend.frameon": False,
            "figure.dpi": DPI,
            "figure.facecolor": "white",
        }
    )
