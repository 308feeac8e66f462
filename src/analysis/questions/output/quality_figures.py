"""Figures on the forecasts themselves: past errors, last year's forecast, parts of a series."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.labels import label, value_label
from analysis.display.style import BLUE, GREEN, INK, MUTED, ORANGE, RED
from analysis.questions.output.figures import WIDTH, month_mark
from analysis.questions.output.text import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

METHOD_COLOURS = {"forecast": BLUE, "growth_held": ORANGE, "seasonal_naive": MUTED}
MONTH_DAYS = 365.25 / 12
ABSORBED = 0.1
"""A rest that varies by less than this share of the trend's steps was not told from the trend."""


def errors(evaluation: pd.DataFrame, tiers: tuple[str, ...], lang: str) -> "Figure":
    """Errors of past forecasts by distance, beside what anyone could have said."""
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(WIDTH, 2.9), layout=Margins())
    panels = figure.subplots(1, len(tiers), squeeze=False)[0]
    for axes, tier in zip(panels, tiers, strict=True):
        here = evaluation[evaluation["tier"] == tier]
        for method, colour in METHOD_COLOURS.items():
            line = here[here["forecast_method"] == method].sort_values("horizon")
            said = value_label("forecast_method", method, lang)
            axes.plot(line["horizon"], line["wape_pct"], "o-", ms=3.5, color=colour, label=said)
        axes.set_title(value_label("tier", tier, lang), fontsize=10)
        axes.set_ylim(bottom=0)
        axes.set_xlabel(label("horizon", lang, unit=False))
    panels[0].set_ylabel("%")
    handles, said = panels[0].get_legend_handles_labels()
    figure.legend(handles, said, loc="outside upper left", ncols=3, fontsize=9)
    return figure


def last_year(rows: pd.DataFrame, words: Words, lang: str) -> "Figure":
    """The forecast made a year ago with its interval beside what came.

    `rows` of `output_last_year` of one unit, in time order.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(WIDTH, 2.6), layout=Margins())
    axes = figure.subplots()
    place = np.arange(len(rows))
    said = ("实际", "一年前的预测") if lang == "zh" else ("what came", "forecast a year ago")
    for level, shade in ((95, 0.16), (80, 0.30)):
        low, high = (rows[f"{side}{level}"] / words.scale for side in ("lo", "hi"))
        interval = f"{level}%区间" if lang == "zh" else f"{level} % interval"
        axes.fill_between(place, low, high, color=BLUE, alpha=shade, lw=0, label=interval)
    axes.plot(place, rows["expected_value"] / words.scale, "o--", color=BLUE, ms=4, label=said[1])
    axes.plot(place, rows["actual"] / words.scale, "o-", color=INK, ms=4, label=said[0])
    axes.set_xticks(place, [month_mark(p) for p in rows["period"]], fontsize=8)
    axes.margins(x=0.02, y=0.15)
    axes.set_ylabel(words.shown_unit)
    figure.legend(loc="outside upper left", ncols=4, fontsize=8)
    return figure


def components(parts: pd.DataFrame, words: Words, lang: str) -> "Figure":
    """Trend beside the values, a month of mean length; season, effects and the rest in percent.

    `parts`: rows of `output_components` of one county, in time order.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(WIDTH, 4.4), layout=Margins())
    above, below = figure.subplots(2, 1, sharex=True)
    place = np.arange(len(parts))
    trend = parts["trend_value"] * MONTH_DAYS / words.scale
    # What the value would be in a month of mean length: the other parts multiply the trend.
    factor = np.prod([1 + parts[f"{n}_pct"] / 100 for n in ("season", "effects", "irregular")], 0)
    steps = 100 * np.diff(np.log(parts["trend_value"].to_numpy(float)))
    absorbed = parts["irregular_pct"].std() < ABSORBED * steps.std(ddof=1)
    names = ("按月均天数折算的实际值", "趋势") if lang == "zh" else ("value, mean month", "trend")
    said_so = {
        "zh": ("趋势（未能分出偶然波动，勿当平滑趋势）", "（估计为零，已并入趋势）"),
        "en": ("trend, chance variation included", " (estimated as zero: part of the trend)"),
    }[lang]
    above.plot(place, trend * factor, "o-", ms=3, lw=1, color=MUTED, label=names[0])
    above.plot(place, trend, color=INK, lw=2, label=said_so[0] if absorbed else names[1])
    above.set_ylabel(words.shown_unit)
    above.legend(loc="upper left", ncols=2, fontsize=8)
    low, high = above.get_ylim()
    above.set_ylim(low, high + 0.16 * (high - low))
    for name, colour in (("season", BLUE), ("effects", RED), ("irregular", GREEN)):
        said = label(f"{name}_pct", lang, unit=False)
        if absorbed and name == "irregular":
            said += said_so[1]
        below.plot(place, parts[f"{name}_pct"], color=colour, lw=1.3, label=said)
    below.axhline(0, color=INK, lw=0.8)
    below.set_ylabel("%")
    _marked(below, parts["period"])
    figure.legend(*below.get_legend_handles_labels(), loc="outside lower left", ncols=3, fontsize=8)
    return figure


def _marked(axes: "Axes", periods: pd.Series) -> None:
    marks = [i for i, p in enumerate(periods) if p[5:] in ("02", "06", "10")]
    axes.set_xticks(marks, [month_mark(periods.iloc[i]) for i in marks], fontsize=8)
    axes.margins(x=0.02)
