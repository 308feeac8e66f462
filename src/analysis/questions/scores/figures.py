"""Figures on the evaluation: classes and their change, tax per mu, land against tax, sectors."""

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.labels import label
from analysis.display.style import BLUE, CLASS_COLOURS, GREEN, GRID, INK, MUTED, ORANGE, RED
from analysis.display.tables import MASK

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 6.6
EFFECTS = {
    "merit_effect": GREEN,
    "roster_effect": BLUE,
    "benchmark_effect": ORANGE,
    "quota_effect": MUTED,
    "override_effect": RED,
}
#: Bins of fewer enterprises than this are not drawn for anyone outside the bureau.
FEW = 3


def class_counts(rows: pd.DataFrame, lang: str) -> "Figure":
    """Enterprises in each class, last year's as an outline beside this year's."""
    figure, axes = _figure(height=2.9)
    place = np.arange(len(rows))
    colours = [CLASS_COLOURS[name] for name in rows["class_code"]]
    before = "上年" if lang == "zh" else "last year"
    now = "今年" if lang == "zh" else "this year"
    axes.bar(place - 0.2, rows["enterprises_last_year"], 0.38, color=GRID, edgecolor=MUTED,
             lw=0.8, label=before)  # fmt: skip
    axes.bar(place + 0.2, rows["enterprises"], 0.38, color=colours, label=now)
    counts = rows[["enterprises_last_year", "enterprises"]]
    room = 0.015 * float(counts.max(axis=None))
    for x, (last, this) in zip(place, counts.to_numpy(float), strict=True):
        axes.text(x - 0.2, last + room, f"{last:.0f}", ha="center", fontsize=9, color=MUTED)
        axes.text(x + 0.2, this + room, f"{this:.0f}", ha="center", fontsize=9)
    axes.set_xticks(place, rows["class_code"])
    axes.tick_params(axis="x", length=0, bottom=False)
    axes.grid(axis="x", visible=False)
    axes.set_ylabel(label("enterprises", lang))
    axes.margins(y=0.12)
    axes.text(0.99, 0.97, "灰色为上年" if lang == "zh" else "grey: last year",
              transform=axes.transAxes, ha="right", va="top", color=MUTED, fontsize=9)  # fmt: skip
    return figure


def class_change(rows: pd.DataFrame, lang: str) -> "Figure":
    """What moved the number in each class: five effects that add up to the dot."""
    figure, axes = _figure(height=1.3 + 0.55 * len(rows))
    place = np.arange(len(rows))[::-1]
    up, down = np.zeros(len(rows)), np.zeros(len(rows))
    for name, colour in EFFECTS.items():
        x = rows[name].to_numpy(dtype=float)
        start = np.where(x >= 0, up, down)
        title = label(name, lang, unit=False)
        axes.barh(place, x, left=start, height=0.6, color=colour, label=title)
        up, down = up + np.maximum(x, 0), down + np.minimum(x, 0)
    change = rows["enterprises_change"].to_numpy(dtype=float)
    axes.plot(change, place, "o", color=INK, ms=6, mec="white", zorder=3,
              label=label("enterprises_change", lang, unit=False))  # fmt: skip
    for y, value, edge in zip(place, change, up, strict=True):
        axes.annotate(f"{value:+.0f}" if value else "0", (max(edge, value), y), (6, 0), va="center",
                      textcoords="offset points", fontsize=9)  # fmt: skip
    axes.axvline(0, color=INK, lw=0.8)
    axes.set_yticks(place, rows["class_code"])
    axes.tick_params(axis="y", length=0, left=False)
    axes.grid(axis="y", visible=False)
    axes.margins(x=0.1)
    axes.set_xlabel("家" if lang == "zh" else "enterprises")
    figure.legend(loc="outside upper left", ncols=3, fontsize=9, handlelength=1.2)
    return figure


def tax_distribution(bins: pd.DataFrame, lang: str, few: int = FEW) -> "Figure":
    """How many enterprises lie in each bin of tax per mu, by class; bins double in width.

    Bins that are masked, or hold fewer than ``few``, are not drawn, and the figure says so.
    """
    figure, axes = _figure(height=3.4)
    edges = sorted(bins["bin_from_10k_cny"].unique())
    shown = bins["enterprises"].where(~bins["masked"] & (bins["enterprises"] >= few), 0.0)
    left_out = bins["masked"] | ((bins["enterprises"] > 0) & (bins["enterprises"] < few))
    wide = bins.assign(shown=shown.fillna(0)).pivot_table(
        index="bin_from_10k_cny", columns="class_code", values="shown", aggfunc="sum"
    )
    base = np.zeros(len(edges))
    for name in wide.columns:
        height = wide[name].reindex(edges).fillna(0).to_numpy()
        axes.bar(np.arange(len(edges)), height, 0.92, bottom=base,
                 color=CLASS_COLOURS[name], label=name)  # fmt: skip
        base += height
    said = [f"<{edges[1]:g}", *(f"{a:g}–{b:g}" for a, b in pairwise(edges[1:]))]
    axes.set_xticks(np.arange(len(edges)), [*said, f"≥{edges[-1]:g}"])
    axes.grid(axis="x", visible=False)
    titles = {"zh": "亩均税收（万元/亩，分段逐级加倍）", "en": "Tax per mu (10,000 CNY per mu)"}
    axes.set_xlabel(titles[lang])
    axes.margins(y=0.12)
    if left_out.any():
        notes = {"zh": "企业过少的分段不画", "en": "bins of few enterprises are not drawn"}
        axes.text(0.99, 0.97, notes[lang], transform=axes.transAxes, ha="right", va="top",
                  color=MUTED, fontsize=9)  # fmt: skip
    axes.set_ylabel(label("enterprises", lang))
    figure.legend(loc="outside upper left", ncols=5, fontsize=9, handlelength=1.2)
    return figure


def land_and_tax(rows: pd.DataFrame, lang: str, few: int = FEW) -> "Figure":
    """What each class takes of the land and gives of the taxes, in percent of the county.

    Classes of fewer enterprises than ``few`` are masked.
    """
    figure, axes = _figure(height=1.1 + 0.62 * len(rows))
    place = np.arange(len(rows))[::-1]
    pair = ((0.19, "land_share_pct", "#b9a27f"), (-0.19, "tax_share_pct", BLUE))
    for offset, name, colour in pair:
        values = rows[name].where(rows["enterprises"] >= few).to_numpy(dtype=float)
        axes.barh(place + offset, np.nan_to_num(values), 0.36, color=colour,
                  label=label(name, lang, unit=False))  # fmt: skip
        for y, value in zip(place + offset, values, strict=True):
            said = MASK if np.isnan(value) else f"{value:.1f}"
            axes.annotate(said, (0 if np.isnan(value) else value, y), (4, 0), va="center",
                          textcoords="offset points", fontsize=9)  # fmt: skip
    axes.set_yticks(place, rows["class_code"])
    axes.tick_params(axis="y", length=0, left=False)
    axes.grid(axis="y", visible=False)
    axes.margins(x=0.1)
    axes.set_xlabel("占全县（%）" if lang == "zh" else "Share of the county (%)")
    figure.legend(loc="outside upper left", ncols=2, fontsize=9, handlelength=1.2)
    return figure


def transition_matrix(rows: pd.DataFrame, lang: str) -> "Figure":
    """From last year's class (rows) to this year's (columns): counts, shaded by share of row."""
    figure, axes = _figure(height=3.6)
    order = ["A", "B", "C", "D", "T", "new", "left"]
    last = [c for c in order if c in {*rows["class_last_year"]}]
    now = [c for c in order if c in {*rows["class_code"]}]
    shades = np.zeros((len(last), len(now)))
    for row in rows.itertuples():
        i, j = last.index(row.class_last_year), now.index(row.class_code)
        unknown = pd.isna(row.enterprises)
        shades[i, j] = 0 if unknown or pd.isna(row.row_share_pct) else row.row_share_pct
        axes.text(
            j, i, MASK if unknown else f"{row.enterprises:.0f}",
            ha="center", va="center", color="white" if shades[i, j] > 55 else INK,
        )  # fmt: skip
    axes.imshow(shades, cmap="Blues", vmin=0, vmax=110, aspect="auto")
    names = {"new": ("新参评", "new"), "left": ("退出", "left"), "T": ("不定级", "exempt")}
    which = 0 if lang == "zh" else 1
    axes.set_xticks(range(len(now)), [names.get(c, (c, c))[which] for c in now])
    axes.set_yticks(range(len(last)), [names.get(c, (c, c))[which] for c in last])
    axes.tick_params(length=0, left=False, bottom=False, top=False)
    axes.grid(visible=False)
    axes.spines[:].set_visible(False)
    axes.set_xlabel("今年" if lang == "zh" else "This year")
    axes.set_ylabel("上年" if lang == "zh" else "Last year")
    return figure


def _figure(height: float) -> tuple["Figure", "Axes"]:
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(WIDTH, height), layout=Margins())
    return figure, figure.subplots()
