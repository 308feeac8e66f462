"""Figures that set counties, sectors and (internal) enterprises side by side."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.labels import label, value_label
from analysis.display.style import BLUE, CLASS_COLOURS, GRID, INK, MUTED, ORANGE
from analysis.questions.output.figures import short_name
from analysis.questions.scores.figures import FEW, WIDTH

if TYPE_CHECKING:
    from matplotlib.figure import Figure


SECTORS = 12


def county_tax_per_mu(
    rows: pd.DataFrame, county: str, names: Mapping[str, str], lang: str
) -> "Figure":
    """Tax per mu of every county, this year's dot and last year's ring; this county stands out."""
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    level, before = "tax_per_mu_10k_cny", "tax_per_mu_10k_cny_last_year"
    shown = rows[(rows["county_code"] != "city") & rows[level].notna()].sort_values(level)
    figure = Figure(figsize=(WIDTH, 1.0 + 0.27 * len(shown)), layout=Margins())
    axes = figure.subplots()
    place = np.arange(len(shown))
    own = (shown["county_code"] == county).to_numpy()
    axes.hlines(place, shown[before], shown[level], color=GRID, lw=3, zorder=1)
    axes.plot(shown[before], place, "o", ms=6, mfc="white", mec=MUTED,
              label=label(before, lang, unit=False))  # fmt: skip
    axes.plot(shown[level][~own], place[~own], "o", ms=6, color=MUTED)
    axes.plot(shown[level][own], place[own], "o", ms=8, color=BLUE,
              label=label(level, lang, unit=False))  # fmt: skip
    city = rows.loc[rows["county_code"] == "city", level]
    if city.notna().any():
        axes.axvline(city.iloc[0], color=ORANGE, lw=1.2, ls=(0, (4, 3)),
                     label="全市" if lang == "zh" else "city")  # fmt: skip
    axes.set_yticks(place, [names[code] for code in shown["county_code"]])
    for text, mine in zip(axes.get_yticklabels(), own, strict=True):
        text.set_fontweight("bold" if mine else "regular")
    axes.tick_params(axis="y", length=0, left=False)
    axes.set_xlabel(label(level, lang))
    figure.legend(loc="outside upper left", ncols=3, fontsize=9)
    return figure


def sector_tax_per_mu(
    rows: pd.DataFrame, county: str, names: Mapping[str, str], lang: str, few: int = FEW
) -> "Figure":
    """The county's tax per mu in its largest sectors beside the same sectors of the city.

    Sectors of fewer enterprises than ``few`` are left out: their figure is an enterprise's own.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    level = "tax_per_mu_10k_cny"
    mine = rows[(rows["county_code"] == county) & (rows["industry_code"] != "total")]
    city = rows[rows["county_code"] == "city"].set_index("industry_code")[level]
    known = mine[mine[level].notna() & (mine["enterprises"] >= few)]
    shown = known.nlargest(SECTORS, "enterprises").sort_values(level)
    figure = Figure(figsize=(WIDTH, 1.2 + 0.31 * max(len(shown), 2)), layout=Margins())
    axes = figure.subplots()
    place = np.arange(len(shown))
    beside = shown["industry_code"].map(city)
    axes.hlines(place, beside, shown[level], color=GRID, lw=3, zorder=1)
    axes.plot(
        beside, place, "D", ms=5, color=ORANGE, label="全市同行业" if lang == "zh" else "city"
    )
    axes.plot(
        shown[level], place, "o", ms=7, color=BLUE, label="本县" if lang == "zh" else "county"
    )
    said = [names.get(code, code) for code in shown["industry_code"]]
    axes.margins(y=0.08)
    axes.set_yticks(place, [short_name(name, lang) for name in said], fontsize=9)
    axes.tick_params(axis="y", length=0, left=False)
    axes.set_xlabel(label(level, lang))
    figure.legend(loc="outside upper left", ncols=2, fontsize=9)
    return figure


def choices(rows: pd.DataFrame, titles: Mapping[str, str], lang: str) -> "Figure":
    """How many in a hundred would change class if one choice of the scheme were made otherwise.

    ``rows`` is ``score_choices`` of one county; ``titles`` names indicators and settings.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    shown = rows.sort_values("changed_share_pct").reset_index(drop=True)
    figure = Figure(figsize=(WIDTH, 0.9 + 0.3 * len(shown)), layout=Margins())
    axes = figure.subplots()
    share = shown["changed_share_pct"].fillna(0)
    axes.barh(shown.index, share, 0.66, color=BLUE)
    for y, value in enumerate(share):
        axes.annotate(f"{value:.0f}%", (value, y), (4, 0), va="center", color=INK,
                      textcoords="offset points", fontsize=9)  # fmt: skip
    said = [
        f"{value_label('variant', row.variant, lang)}{'：' if lang == 'zh' else ': '}"
        f"{titles.get(row.detail, row.detail)}"
        for row in shown.itertuples()
    ]
    axes.set_yticks(shown.index, said)
    axes.tick_params(axis="y", length=0, left=False)
    axes.grid(axis="y", visible=False)
    axes.margins(x=0.1)
    axes.set_xlabel(label("changed_share_pct", lang))
    return figure


def enterprise_land_tax(scores: pd.DataFrame, lang: str) -> "Figure":
    """Internal: every enterprise's land and tax on logarithmic axes, by class."""
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(WIDTH, 4.2), layout=Margins())
    axes = figure.subplots()
    shown = scores[(scores["land_mu"] > 0) & (scores["tax_10k_cny"] > 0)]
    for name, rows in shown.groupby("class_code"):
        axes.scatter(rows["land_mu"], rows["tax_10k_cny"], s=14, alpha=0.75, lw=0,
                     color=CLASS_COLOURS[str(name)], label=str(name))  # fmt: skip
    axes.set_xscale("log")
    axes.set_yscale("log")
    for axis in (axes.xaxis, axes.yaxis):  # plain numbers: the style draws no formulas
        axis.set_major_formatter("{x:,g}")
        axis.set_minor_formatter("")
    axes.set_xlabel(label("land_mu", lang))
    axes.set_ylabel(label("tax_10k_cny", lang))
    figure.legend(loc="outside upper left", ncols=5, fontsize=9)
    return figure


def rank_intervals(rows: pd.DataFrame, lang: str) -> "Figure":
    """Internal: every enterprise's rank and the range it takes when the weights are drawn anew.

    Best rank first, coloured by class: where neighbouring bars of two colours overlap, the line
    between the classes is not firm.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    groups = [name for name, _ in rows.groupby("scheme_group")]
    figure = Figure(figsize=(WIDTH, 2.6 * len(groups)), layout=Margins())
    for axes, name in zip(figure.subplots(len(groups), squeeze=False)[:, 0], groups, strict=True):
        shown = rows[rows["scheme_group"] == name].sort_values("rank")
        for class_code, firms in shown.groupby("class_initial"):
            axes.vlines(firms["rank"], firms["rank_low"], firms["rank_high"],
                        color=CLASS_COLOURS[str(class_code)], lw=2.2)  # fmt: skip
        axes.plot(shown["rank"], shown["rank"], ".", color=INK, ms=2.5)
        axes.invert_yaxis()
        axes.set_title(_group(name, lang), fontsize=10)
        axes.set_ylabel({"zh": "名次区间（90%）", "en": "Range of ranks (90%)"}[lang])
    axes.set_xlabel(label("rank", lang, unit=False))
    return figure


def _group(name: str, lang: str) -> str:
    known = ("above_scale", "below_scale", "lessee")
    return value_label("evaluation_group", name, lang) if name in known else name


def item_points(items: pd.DataFrame, lang: str) -> "Figure":
    """Internal: one enterprise's points, item by item, against the weights."""
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(WIDTH, 1.0 + 0.4 * len(items)), layout=Margins())
    axes = figure.subplots()
    place = np.arange(len(items))[::-1]
    axes.barh(place, items["weight_points"], 0.7, color="white", edgecolor=MUTED,
              label=label("weight_points", lang, unit=False))  # fmt: skip
    axes.barh(place, items["item_points"], 0.4, color=BLUE,
              label=label("item_points", lang, unit=False))  # fmt: skip
    for y, value in zip(place, items["item_points"], strict=True):
        axes.annotate(f"{value:.1f}", (value, y), (4, 0), va="center", color=INK,
                      textcoords="offset points", fontsize=9)  # fmt: skip
    axes.set_yticks(place, items[f"title_{lang}"])
    axes.tick_params(axis="y", length=0, left=False)
    axes.grid(axis="y", visible=False)
    axes.margins(x=0.1)
    axes.set_xlabel(label("item_points", lang))
    figure.legend(loc="outside upper left", ncols=2, fontsize=9)
    return figure
