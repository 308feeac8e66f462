"""Figures on clusters: what made them grow, who stands where, how firm the differences are."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.labels import label
from analysis.display.style import BLUE, GRID, INK, MUTED, ORANGE, RED

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

EFFECTS = {"reference_effect_pp": MUTED, "mix_effect_pp": ORANGE, "local_effect_pp": BLUE}
WIDTH = 6.0
AXIS_LIMIT = 0.98
"""Points beyond this quantile of all are drawn at the edge: one tiny cluster hides no other."""


def effect_bars(rows: pd.DataFrame, lang: str) -> "Figure":
    """Stacked effects of shift-share in points, a dot at the growth they add up to.

    `rows`: any table with `said` (the name), the three `…_effect_pp` and `growth_pct`; masked
    ones are left out, the others drawn from the fastest down.
    """
    rows = rows[~rows["masked"]].sort_values("growth_pct", ascending=False)
    figure, axes = _figure(height=1.5 + 0.42 * len(rows))
    place = np.arange(len(rows))[::-1]
    up, down = np.zeros(len(rows)), np.zeros(len(rows))
    for name, colour in EFFECTS.items():
        x = rows[name].to_numpy()
        start = np.where(x >= 0, up, down)
        title = label(name, lang, unit=False)
        axes.barh(place, x, left=start, height=0.62, color=colour, label=title)
        up, down = up + np.maximum(x, 0), down + np.minimum(x, 0)
    growth = rows["growth_pct"].to_numpy()
    title = label("growth_pct", lang, unit=False)
    axes.plot(growth, place, "o", color=INK, ms=5, label=title, zorder=3)
    room = 0.022 * (up.max() - down.min())
    for y, g, edge in zip(place, growth, up, strict=True):
        axes.text(max(edge, g) + room, y, f"{g:+.1f}", va="center", ha="left", fontsize=9)
    axes.axvline(0, color=INK, lw=0.8)
    axes.set_yticks(place, rows["said"])
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.tick_params(axis="y", length=0, left=False)
    axes.grid(axis="y", visible=False)
    axes.margins(x=0.08)
    axes.set_xlabel("百分点" if lang == "zh" else "percentage points")
    figure.legend(loc="outside upper left", ncols=4, fontsize=9, handlelength=1.2)
    return figure


def quadrants(rows: pd.DataFrame, county: str, lang: str) -> "Figure":
    """Specialisation against competitiveness; this county's clusters stand out and are named."""
    figure, axes = _figure(height=4.8)
    known = rows["location_quotient"].notna() & rows["local_effect_pp"].notna() & ~rows["masked"]
    rows = rows[known & (rows["location_quotient"] > 0)]
    bound = rows["local_effect_pp"].abs().quantile(AXIS_LIMIT)
    x, y = np.log2(rows["location_quotient"]), rows["local_effect_pp"].clip(-bound, bound)
    own = rows["county_code"] == county
    axes.scatter(x[~own], y[~own], s=26, color="#c3cad2", edgecolor="white", lw=0.5)
    axes.scatter(x[own], y[own], s=52, color=BLUE, edgecolor="white", lw=0.7, zorder=3)
    axes.axhline(0, color=INK, lw=0.8)
    axes.axvline(0, color=INK, lw=0.8)
    ticks = np.arange(np.floor(x.min()), np.ceil(x.max()) + 1)
    axes.set_xticks(ticks, [f"{2.0**t:{'.2g' if t < 0 else 'g'}}" for t in ticks])
    axes.margins(0.1)
    _call(axes, x[own], y[own], rows["said"])
    corners = {
        "zh": ("专业化、快于行业", "专业化、慢于行业", "非专业化、快于行业", "非专业化、慢于行业"),
        "en": (
            "specialised, ahead",
            "specialised, behind",
            "less of it, ahead",
            "less of it, behind",
        ),
    }[lang]
    for said, (h, v) in zip(corners, ((1, 1), (1, 0), (0, 1), (0, 0)), strict=True):
        axes.text(
            0.99 if h else 0.01, 0.985 if v else 0.015, said, transform=axes.transAxes,
            ha="right" if h else "left", va="top" if v else "bottom", color=MUTED, fontsize=9,
        )  # fmt: skip
    axes.set_xlabel(label("location_quotient", lang))
    axes.set_ylabel(label("local_effect_pp", lang))
    return figure


def revenue_tax(rows: pd.DataFrame, county: str, lang: str) -> "Figure":
    """Growth of taxes against growth of revenue; on the diagonal the tax rate stands still."""
    figure, axes = _figure(height=4.6)
    rows = rows[rows["growth_pct"].notna() & rows["tax_growth_pct"].notna() & ~rows["masked"]]
    x, y = rows["growth_pct"], rows["tax_growth_pct"]
    own = rows["county_code"] == county
    # One cluster far out would press all others into a corner: it is drawn at the edge.
    x, y = (v.clip(*v.quantile([1 - AXIS_LIMIT, AXIS_LIMIT])) for v in (x, y))
    axes.axline((0, 0), slope=1, color=MUTED, lw=1, ls=(0, (4, 3)))
    axes.scatter(x[~own], y[~own], s=26, color="#c3cad2", edgecolor="white", lw=0.5)
    axes.scatter(x[own], y[own], s=52, color=BLUE, edgecolor="white", lw=0.7, zorder=3)
    axes.axhline(0, color=INK, lw=0.8)
    axes.axvline(0, color=INK, lw=0.8)
    _call(axes, x[own], y[own], rows["said"])
    above, below = {
        "zh": ("税金快于营收", "税金慢于营收"),
        "en": ("taxes ahead of revenue", "taxes behind revenue"),
    }[lang]
    axes.text(0.02, 0.98, above, transform=axes.transAxes, va="top", color=MUTED, fontsize=9)
    axes.text(0.98, 0.02, below, transform=axes.transAxes, ha="right", color=MUTED, fontsize=9)
    axes.set_xlabel("营业收入可比增速（%）" if lang == "zh" else "Growth of revenue (%)")
    axes.set_ylabel(label("tax_growth_pct", lang))
    return figure


def funnel_plot(rows: pd.DataFrame, county: str, lang: str) -> "Figure":
    """Growth against its standard error, with the limits of mere chance around the mean."""
    figure, axes = _figure(height=4.4)
    rows = rows[rows["shrunk_growth_pct"].notna() & ~rows["masked"]]
    error, mean = rows["sampling_sd_pp"], float(rows["mean_growth_pct"].iloc[0])
    bound = (rows["growth_pct"] - mean).abs().quantile(AXIS_LIMIT)
    growth = rows["growth_pct"].clip(mean - bound, mean + bound)
    reach = np.linspace(0, error.quantile(AXIS_LIMIT) * 1.05, 50)
    within = "95%偶然波动范围" if lang == "zh" else "95% range of mere chance"
    axes.fill_between(
        reach, mean - 1.96 * reach, mean + 1.96 * reach, color=GRID, lw=0, label=within
    )
    axes.axhline(mean, color=MUTED, lw=1)
    own = rows["county_code"] == county
    x = error.clip(upper=reach[-1])
    axes.scatter(x[~own], growth[~own], s=24, color="#9aa5b1", edgecolor="white", lw=0.5)
    axes.scatter(x[own], growth[own], s=52, color=BLUE, edgecolor="white", lw=0.7, zorder=3)
    axes.set_xlim(0, reach[-1] * 1.02)
    axes.set_ylim(mean - bound * 1.12, mean + bound * 1.12)
    _call(axes, x[own], growth[own], rows["said"])
    axes.set_xlabel(label("sampling_sd_pp", lang))
    axes.set_ylabel(label("growth_pct", lang))
    figure.legend(loc="outside upper left", fontsize=9)
    return figure


def chain_matrix(rows: pd.DataFrame, lang: str) -> "Figure":
    """Chains × roles: how many enterprises of each role; empty places are marked."""
    from analysis.display.labels import value_label

    roles = ["chain_leader", "leading", "pacesetter"]
    table = rows[rows["role"].isin(roles)].pivot_table(
        index="chain", columns="role", values="enterprises", aggfunc="sum"
    )[roles]
    figure, axes = _figure(height=1.1 + 0.36 * len(table))
    for i, row in enumerate(table[::-1].to_numpy()):
        for j, count in enumerate(row):
            empty = count == 0
            shade = min(0.12 + count / max(table.to_numpy().max(), 1) * 0.6, 0.72)
            colour = "white" if empty else (0.106, 0.424, 0.659, shade)
            axes.bar(
                j,
                0.88,
                width=0.94,
                bottom=i - 0.44,
                color=colour,
                edgecolor=RED if empty else "white",
            )
            dark = not empty and shade > 0.45
            axes.text(j, i, f"{count:.0f}", ha="center", va="center",
                      color="white" if dark else RED if empty else INK)  # fmt: skip
    axes.set_xlim(-0.5, len(roles) - 0.5)
    axes.set_ylim(-0.5, len(table) - 0.5)
    axes.set_xticks(range(len(roles)), [value_label("role", r, lang) for r in roles])
    axes.set_yticks(range(len(table)), list(table.index[::-1]))
    axes.xaxis.tick_top()
    axes.tick_params(length=0, left=False, bottom=False, top=False)
    axes.grid(visible=False)
    for side in axes.spines.values():
        side.set_visible(False)
    return figure


def _figure(height: float, width: float = WIDTH) -> "tuple[Figure, Axes]":
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(width, height), layout=Margins())
    return figure, figure.add_subplot()


def _call(axes: "Axes", x: pd.Series, y: pd.Series, names: pd.Series, most: int = 6) -> None:
    """Name the points furthest out; a name that would cover another moves down its side."""
    from matplotlib.patheffects import withStroke

    distance = (x - x.mean()).abs() / (x.std() or 1) + (y - y.mean()).abs() / (y.std() or 1)
    chosen = distance.fillna(0).sort_values(ascending=False).index[:most]
    low, high = axes.get_xlim()
    line = 0.055 * (axes.get_ylim()[1] - axes.get_ylim()[0])
    halo = [withStroke(linewidth=3, foreground="white")]
    taken: list[tuple[bool, float]] = []
    for i in sorted(chosen, key=lambda i: -y[i]):
        right = bool(x[i] > low + 0.55 * (high - low))
        at = min([float(y[i]), *(other - line for side, other in taken if side == right)])
        taken.append((right, at))
        said = f"{names[i]}  " if right else f"  {names[i]}"
        side = "right" if right else "left"
        axes.text(x[i], at, said, ha=side, va="center", fontsize=9, path_effects=halo, zorder=4)
