"""Figures on growth of value added: its course, the counties beside each other, past errors."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.labels import label, value_label
from analysis.display.style import BLUE, INK, MUTED, ORANGE, RED
from analysis.questions.output.figures import WIDTH

if TYPE_CHECKING:
    from matplotlib.figure import Figure

YTD = "value_added_ytd_growth_pct"


def course(rows: pd.DataFrame, period: str, lang: str, goal: pd.Series | None = None) -> "Figure":
    """Growth to date through this year and the last, where it is expected to end, the target.

    `rows`: `output_value_added` of one county in time order; `goal`: its row of `output_targets`.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(WIDTH, 3.2), layout=Margins())
    axes = figure.subplots()
    year = period[:4]
    this = rows[rows["period"].str[:4] == year]
    for shown, colour, width in ((str(int(year) - 1), MUTED, 1.2), (year, INK, 1.8)):
        line = rows[(rows["period"].str[:4] == shown) & (rows["stage"] == "actual")]
        axes.plot(
            line["period"].str[5:], line[YTD], "o-", ms=3, color=colour, lw=width, label=shown
        )
    ahead = (this["stage"] == "forecast").to_numpy()
    if ahead.any():
        joint = ahead | np.r_[ahead[1:], False]
        fan = this[joint]
        months, middle = fan["period"].str[5:], fan[YTD]
        for level, shade in ((95, 0.16), (80, 0.30)):
            low, high = (fan[f"value_added_{s}{level}_pct"].fillna(middle) for s in ("lo", "hi"))
            said = f"{level}%区间" if lang == "zh" else f"{level} % interval"
            axes.fill_between(months, low, high, color=BLUE, alpha=shade, lw=0, label=said)
        axes.plot(
            months, middle, "o--", ms=4, color=BLUE, label=value_label("stage", "forecast", lang)
        )
    if goal is not None:
        axes.axhline(goal["target_growth_pct"], color=ORANGE, lw=1.6)
        said = ("全年目标 " if lang == "zh" else "target ") + f"{goal['target_growth_pct']:.1f}%"
        axes.annotate(
            said,
            (0, goal["target_growth_pct"]),
            (4, 4),
            textcoords="offset points",
            color=ORANGE,
            fontsize=9,
        )
    axes.axhline(0, color=INK, lw=0.8)
    axes.set_ylabel("%")
    axes.set_xlabel("月（累计）" if lang == "zh" else "month (year to date)")
    figure.legend(loc="outside upper left", ncols=5, fontsize=8)
    return figure


def ranking(rows: pd.DataFrame, names: dict[str, str], own: str, lang: str) -> "Figure":
    """Growth to date of all counties, the report's own one marked.

    `rows`: `output_value_added` of one period; `names`: county code → name.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    ordered = rows.dropna(subset=[YTD]).sort_values(YTD)
    figure = Figure(figsize=(WIDTH, 1.0 + 0.26 * len(ordered)), layout=Margins())
    axes = figure.subplots()
    place, growth = np.arange(len(ordered)), ordered[YTD].to_numpy(float)
    mine = (ordered["county_code"] == own).to_numpy()
    axes.barh(place, growth, height=0.64, color=[BLUE if m else MUTED for m in mine])
    for y, x, m in zip(place, growth, mine, strict=True):
        axes.annotate(
            f"{x:+.1f}",
            (x, y),
            (4 if x >= 0 else -4, 0),
            textcoords="offset points",
            va="center",
            ha="left" if x >= 0 else "right",
            fontsize=8.5,
            fontweight="bold" if m else "normal",
        )
    axes.axvline(0, color=INK, lw=0.8)
    axes.set_yticks(place, [names[code] for code in ordered["county_code"]], fontsize=8.5)
    axes.tick_params(axis="y", length=0, left=False)
    axes.grid(axis="y", visible=False)
    axes.margins(x=0.12, y=0.02)
    axes.set_xlabel(label(YTD, lang))
    return figure


def errors(table: pd.DataFrame, lang: str) -> "Figure":
    """Mean error of growth over the periods ahead, beside cumulative growth held."""
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(WIDTH, 2.6), layout=Margins())
    axes = figure.subplots()
    for method, colour in (("forecast", BLUE), ("growth_held", RED)):
        line = table[table["growth_method"] == method].sort_values("horizon")
        said = value_label("growth_method", method, lang)
        axes.plot(line["horizon"], line["mae_pp"], "o-", ms=3.5, color=colour, label=said)
    axes.set_ylim(bottom=0)
    axes.set_xlabel(label("horizon", lang, unit=False))
    axes.set_ylabel("百分点" if lang == "zh" else "percentage points")
    axes.legend(loc="lower left", fontsize=9)
    return figure
