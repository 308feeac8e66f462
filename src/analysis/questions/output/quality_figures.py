"""Figures on the forecasts themselves: past errors, last year's forecast, parts of a series."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display import forms
from analysis.display.forms.canvas import legend, panels
from analysis.display.forms.course import Line, draw_course, intervals
from analysis.display.labels import label, value_label
from analysis.display.style import BLUE, INK, MUTED, ORANGE, RED
from analysis.questions.output.text import Words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

EVALUATION, COMPONENTS = "output_evaluation", "output_components"
METHOD_COLOURS = {"forecast": BLUE, "growth_held": ORANGE, "seasonal_naive": MUTED}
PARTS = {"season_pct": BLUE, "effects_pct": RED, "irregular_pct": MUTED}
MONTH_DAYS = 365.25 / 12
ABSORBED = 0.1
"""A rest that varies by less than this share of the trend's steps was not told from the trend."""


def errors(evaluation: pd.DataFrame, tiers: tuple[str, ...], lang: str) -> "Figure":
    """Errors of past forecasts by distance, beside what anyone could have said."""
    figure, grid = panels(1, len(tiers), 2.9)
    lines = {
        method: Line(value_label(EVALUATION, "forecast_method", method, lang), colour)
        for method, colour in METHOD_COLOURS.items()
    }
    for axes, tier in zip(grid[0], tiers, strict=True):
        here = evaluation[evaluation["tier"] == tier].sort_values("horizon")
        draw_course(axes, here, x="horizon", y="wape_pct", hue="forecast_method", lines=lines)
        axes.set_title(value_label(EVALUATION, "tier", tier, lang), fontsize=10)
        axes.set_ylim(bottom=0)
        axes.set_xlabel(label(EVALUATION, "horizon", lang, unit=False))
    grid[0, 0].set_ylabel("%")
    legend(figure, 3)
    return figure


def last_year(rows: pd.DataFrame, words: Words, lang: str) -> "Figure | None":
    """The forecast made a year ago with its interval beside what came.

    `rows` of `output_last_year` of one unit, in time order.
    """
    bands = intervals("lo{}", "hi{}", lang)
    said = ("实际", "一年前的预测") if lang == "zh" else ("what came", "forecast a year ago")
    lines = {"expected_value": Line(said[1], BLUE, style="o--"), "actual": Line(said[0], INK)}
    ends = [end for band in bands for end in (band.low, band.high)]
    scaled = rows[["period"]].assign(**{n: rows[n] / words.scale for n in [*lines, *ends]})
    # The interval belongs to the forecast's rows alone.
    both = scaled.melt(["period", *ends], list(lines), "line")
    both.loc[both["line"] == "actual", ends] = np.nan
    return forms.course(
        both, x="period", y="value", hue="line", lines=lines, bands=bands, unit=words.shown_unit,
        height=2.7,
    )  # fmt: skip


def components(parts: pd.DataFrame, words: Words, lang: str) -> "Figure":
    """Trend beside the values, a month of mean length; season, effects and the rest in percent.

    `parts`: rows of `output_components` of one county, in time order.
    """
    trend = parts["trend_value"] * MONTH_DAYS / words.scale
    # What the value would be in a month of mean length: the other parts multiply the trend.
    factor = np.prod([1 + parts[name] / 100 for name in PARTS], 0)
    steps = 100 * np.diff(np.log(parts["trend_value"].to_numpy(float)))
    absorbed = parts["irregular_pct"].std() < ABSORBED * steps.std(ddof=1)
    names = ("按月均天数折算的实际值", "趋势") if lang == "zh" else ("value, mean month", "trend")
    said_so = {
        "zh": ("趋势（未能分出偶然波动，勿当平滑趋势）", "（估计为零，已并入趋势）"),
        "en": ("trend, chance variation included", " (estimated as zero: part of the trend)"),
    }[lang]
    titles = {name: label(COMPONENTS, name, lang, unit=False) for name in PARTS}
    if absorbed:
        titles["irregular_pct"] += said_so[1]
    above = {
        "value": Line(names[0], MUTED, 1),
        "trend": Line(said_so[0] if absorbed else names[1], INK, 2, "-"),
    }
    below = {name: Line(titles[name], colour, style="-") for name, colour in PARTS.items()}
    rows = parts.assign(value=trend * factor, trend=trend)
    figure, grid = panels(2, 1, 4.4, sharex=True)
    for axes, lines, unit in zip(grid[:, 0], (above, below), (words.shown_unit, "%"), strict=True):
        long = rows.melt("period", list(lines), "line", "drawn")
        draw_course(axes, long, x="period", y="drawn", hue="line", lines=lines)
        axes.set_ylabel(unit)
    axes.axhline(0, color=INK, lw=0.8)
    upper = grid[0, 0]
    upper.legend(loc="upper left", ncols=2, fontsize=8)
    low, high = upper.get_ylim()
    upper.set_ylim(low, high + 0.16 * (high - low))
    legend(figure, 3, axes, below=True)
    return figure
