"""Course: lines over time with the bands of what is expected, and the level to be reached.

matplotlib draws the lines: a line plot of seaborn takes four times as long to make.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms.canvas import (
    canvas,
    legend,
    require,
    require_colours,
    require_numbers,
)
from analysis.display.style import BLUE, INK, ORANGE
from analysis.errors import DataError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MONTH = re.compile(r"\d{4}-\d{2}")
MARKED = ("02", "06", "10")
"""Months named on an axis of more than `FEW` periods."""
FEW = 14


@dataclass(frozen=True)
class Line:
    """How one series is drawn, and what it is called."""

    title: str
    colour: str
    width: float = 1.3
    style: str = "o-"
    steps: bool = False
    """Whether a value is a step as wide as its period: what changes in batches."""


@dataclass(frozen=True)
class Band:
    """An interval: its columns, what it is called, how dark it is."""

    low: str
    high: str
    title: str
    shade: float


def intervals(low: str, high: str, lang: str) -> tuple[Band, Band]:
    """Return the bands of 95 and 80 percent; `{}` in the columns' names is the percentage.

    Examples
    --------
    >>> [(band.low, band.high) for band in intervals("lo{}", "hi{}", "en")]
    [('lo95', 'hi95'), ('lo80', 'hi80')]
    """
    if plain := [name for name in (low, high) if name.format(0) == name]:
        raise DataError(
            f"列名应含“{{}}”，代表百分数：{'、'.join(plain)}",
            f"names of columns with {{}} for the percentage, not {', '.join(plain)}",
        )
    said = "{}%区间" if lang == "zh" else "{}% interval"
    return tuple(  # type: ignore[return-value]
        Band(low.format(level), high.format(level), said.format(level), shade)
        for level, shade in ((95, 0.16), (80, 0.30))
    )


def course(
    rows: pd.DataFrame,
    *,
    x: str,
    y: str,
    hue: str,
    lines: Mapping[str, Line],
    unit: str,
    bands: Sequence[Band] = (),
    goal: tuple[float, str] | None = None,
    axis: str = "",
    height: float = 3.2,
) -> "Figure | None":
    """Draw a line a series; None without rows.

    Parameters
    ----------
    rows
        One a point of a series, in order; a missing number breaks the line.
    x, y, hue
        Columns: the period (text, a Period or a date, drawn in its order) or number; the value;
        the series.
    lines
        Series → how it is drawn, in the order drawn. Others are not drawn.
    unit
        Title of the vertical axis.
    bands
        Intervals, the widest first, drawn where both ends are known.
    goal
        The level to be reached, and what is written at it.
    axis
        Title of the horizontal axis.
    height
        Inches.

    Examples
    --------
    >>> import pandas as pd
    >>> from analysis import figures
    >>> rows = pd.DataFrame({"period": ["2022-10", "2022-11"], "output": [3.0, 5.0], "year": "now"})
    >>> lines = {"now": figures.Line("This year", "#0b5394")}
    >>> figure = figures.course(
    ...     rows, x="period", y="output", hue="year", lines=lines, unit="Output (100m yuan)"
    ... )
    >>> figure.axes[0].get_ylabel()
    'Output (100m yuan)'
    """
    require(rows, x, hue)
    if odd := [str(series) for series, line in lines.items() if not isinstance(line, Line)]:
        raise DataError(
            f"lines应为{{序列: figures.Line(名称, 颜色)}}：{'、'.join(odd)}",
            f"lines are {{series: figures.Line(title, colour)}}: {', '.join(odd)}",
        )
    require_colours(*(line.colour for line in lines.values()))
    require_numbers(rows, y, *(end for band in bands for end in (band.low, band.high)))
    if rows.empty:
        return None
    if rows[x].isna().any():
        raise DataError(
            f"{x}有空值，不知画在何处", f"{x} is missing in some rows: nowhere to draw them"
        )
    figure, axes = canvas(height)
    draw_course(axes, rows, x=x, y=y, hue=hue, lines=lines, bands=bands)
    if goal:
        draw_goal(axes, *goal)
    axes.set_ylabel(unit)
    axes.set_xlabel(axis)
    legend(figure, min(5, len(lines) + len(bands)))
    return figure


def draw_course(
    axes: "Axes",
    rows: pd.DataFrame,
    *,
    x: str,
    y: str,
    hue: str,
    lines: Mapping[str, Line],
    bands: Sequence[Band] = (),
) -> None:
    """Draw the lines and bands of a course on axes."""
    place = pd.Series(_placed(axes, rows[x]), index=rows.index)
    for band in bands:
        known = rows[band.low].notna() & rows[band.high].notna()
        low, high = (rows.loc[known, end].to_numpy(float) for end in (band.low, band.high))
        axes.fill_between(
            place[known], low, high, color=BLUE, alpha=band.shade, lw=0, label=band.title
        )
    for series, line in lines.items():
        own = rows[hue] == series
        if own.any():
            axes.plot(
                place[own], rows.loc[own, y].to_numpy(float), line.style,
                ms=3, color=line.colour, lw=line.width, label=line.title,
                drawstyle="steps-mid" if line.steps else "default",
            )  # fmt: skip
    axes.margins(x=0.02)


def continued(
    rows: pd.DataFrame, *, stage: str, y: str, bands: Sequence[Band] = ()
) -> pd.DataFrame:
    """Return rows of the stages actual and forecast, the forecast begun at the last that came.

    There the bands are as narrow as a point.
    """
    came, ahead = (rows[rows[stage] == name] for name in ("actual", "forecast"))
    if came.empty or ahead.empty:
        return rows
    last = came.tail(1)
    ends = {end: last[y] for band in bands for end in (band.low, band.high)}
    return pd.concat([came, last.assign(**{stage: "forecast"}, **ends), ahead], ignore_index=True)


def draw_goal(axes: "Axes", value: float, said: str) -> None:
    """Draw the level to be reached, named at the left above its line, under one near the top."""
    axes.axhline(value, color=ORANGE, lw=1.6)
    low, high = axes.get_ylim()
    below = high - value < 0.14 * (high - low)
    axes.annotate(
        said,
        (0.0, value),
        (6, -5 if below else 4),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="top" if below else "bottom",
        color=INK,
        fontsize=9,
    )


def month_mark(period: str) -> str:
    """Say a month at an axis: 22-11."""
    return f"{period[2:4]}-{period[5:]}"


def _placed(axes: "Axes", values: pd.Series) -> np.ndarray:
    """Where values stand; periods one after the other, some of them named."""
    if pd.api.types.is_numeric_dtype(values):
        return values.to_numpy(float)
    texts = _written(values)
    order = sorted(texts.unique())
    if all(MONTH.fullmatch(period) for period in order):
        marks = [i for i, p in enumerate(order) if len(order) <= FEW or p[5:] in MARKED]
        said = [month_mark(order[i]) for i in marks]
    else:
        marks = list(range(0, len(order), -(-len(order) // FEW)))
        said = [order[i] for i in marks]
    axes.set_xticks(marks, said, fontsize=8)
    return texts.map({period: i for i, period in enumerate(order)}).to_numpy(float)


def _written(values: pd.Series) -> pd.Series:
    """Periods and dates as texts; dates of which each month has one are their months."""
    if not pd.api.types.is_datetime64_any_dtype(values):
        return values.astype("str")
    days = values.dt.strftime("%Y-%m-%d")
    months = days.str[: len("2022-11")]
    return months if months.nunique() == days.nunique() else days
