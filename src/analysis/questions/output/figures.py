"""Figures on output: the course of the year, growth and who pulled it."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.labels import label, value_label
from analysis.display.style import BLUE, GRID, INK, MUTED, ORANGE, RED
from analysis.questions.output.text import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 7.0
GROWTH_LIMIT_PCT = 30.0
"""Colours of the heat map end here, so that one tiny cell does not pale all others."""
BARS = 14
END = 12.3
"""Where the year end's intervals stand: right of December."""


def year_course(
    path: pd.DataFrame, own: pd.Series, said: Words, lang: str, goal: pd.Series | None = None
) -> "Figure":
    """Single periods with the forecast's fan and, for a flow with a target, the year added up.

    Parameters
    ----------
    path
        Rows of `output_path` of one unit, in time order.
    own
        The unit's row of `output_outlook`: the year end and its intervals.
    said
        The words of the measure: what values are divided by, and the name of the unit then.
    goal
        The row of `output_targets`; the cumulative panel is left out without one.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    target = None if goal is None else float(goal["target_value"])
    figure = Figure(figsize=(WIDTH, 5.6 if target else 3.2), layout=Margins())
    panels = figure.subplots(2 if target else 1, 1, squeeze=False)[:, 0]
    _periods(panels[0], path, said.scale, lang)
    panels[0].set_ylabel(said.shown_unit)
    if target:
        _added_up(panels[1], path, own, said, lang, target)
        panels[1].set_ylabel(said.shown_unit)
    return figure


def pull_bars(outlook: pd.DataFrame, own: pd.Series, names: dict[str, str], lang: str) -> "Figure":
    """What each industry pulled, in percentage points, and the rest that closes the sum.

    `outlook`: the whole of `output_outlook`; `own`: the row of the county's total. Withheld
    industries are part of the rest.
    """
    cells = (outlook["tier"] == "cell") & (outlook["county_code"] == own["county_code"])
    shown = outlook[cells & ~outlook["masked"]].dropna(subset=["pull_pp"])
    largest = shown.assign(size=shown["pull_pp"].abs()).nlargest(BARS, "size")
    largest = largest.sort_values("pull_pp", ascending=False)
    rest = own["ytd_growth_pct"] - largest["pull_pp"].sum()
    said = [names[code] for code in largest["industry_code"]]
    said.append("其余及未公布" if lang == "zh" else "others and withheld")
    pull = np.r_[largest["pull_pp"].to_numpy(float), rest]
    rates = [f"{g:+.1f}%" if np.isfinite(g) else "–" for g in largest["ytd_growth_pct"]]
    figure, axes = _figure(height=1.2 + 0.34 * len(pull))
    place = np.arange(len(pull))[::-1]
    colours = [BLUE if x >= 0 else RED for x in pull[:-1]]
    axes.barh(place, pull, height=0.64, color=[*colours, MUTED])
    room = 0.015 * max(np.ptp(np.r_[pull, 0.0]), 1e-9)
    for y, x, rate in zip(place, pull, [*rates, ""], strict=True):
        text = f"{x:+.2f}" + (f"  ({rate})" if rate else "")
        side = "left" if x >= 0 else "right"
        axes.text(x + (room if x >= 0 else -room), y, text, va="center", ha=side, fontsize=8.5)
    axes.axvline(0, color=INK, lw=0.8)
    axes.set_yticks(place, [short_name(name, lang) for name in said], fontsize=9)
    axes.tick_params(axis="y", length=0, left=False)
    axes.grid(axis="y", visible=False)
    axes.margins(x=0.34, y=0.02)
    axes.set_xlabel(label("pull_pp", lang))
    return figure


def growth_map(
    outlook: pd.DataFrame, industries: dict[str, str], counties: dict[str, str], lang: str
) -> "Figure":
    """Growth of every industry in every county; hatched cells are withheld.

    `outlook`: the whole of `output_outlook`; `counties`: code → name, the whole's ("city") first.
    """
    order = list(counties)
    size = outlook[outlook["tier"] == "industry"].sort_values("enterprises", ascending=False)
    codes = ["total", *size["industry_code"]]
    grid = outlook.set_index(["industry_code", "county_code"])
    growth = _wide(grid["ytd_growth_pct"].astype(float), codes, order)
    masked = _wide(grid["masked"].astype(float), codes, order) == 1
    figure, axes = _figure(height=1.6 + 0.2 * len(codes), width=8.2)
    figure.set_layout_engine("constrained")  # a colour bar stands beside the axes
    image = axes.imshow(
        growth, cmap="growth", vmin=-GROWTH_LIMIT_PCT, vmax=GROWTH_LIMIT_PCT, aspect="auto"
    )
    _hatch(axes, masked & np.isnan(growth))
    axes.set_xticks(
        np.arange(len(order)),
        list(counties.values()),
        rotation=90,
        fontsize=8,
    )
    axes.xaxis.tick_top()
    axes.set_yticks(
        np.arange(len(codes)), [short_name(industries[c], lang) for c in codes], fontsize=8
    )
    axes.tick_params(length=0, left=False, bottom=False, top=False)
    axes.grid(visible=False)
    axes.axhline(0.5, color=INK, lw=0.8)
    axes.axvline(0.5, color=INK, lw=0.8)
    bar = figure.colorbar(image, ax=axes, shrink=0.4, pad=0.01, extend="both")
    bar.set_label(label("ytd_growth_pct", lang), fontsize=8)
    bar.outline.set_visible(False)
    return figure


def required(target: pd.Series, rest: pd.Series, words: Words, lang: str) -> "Figure":
    """What the periods left brought last year, are expected to bring, and must bring.

    `target`: a row of `output_targets`; `rest`: the same unit's row of `output_outlook`.
    """
    last = rest["year_end_base_value"] - rest["ytd_base_value"]
    done = rest["ytd_value"]
    said = (
        ("上年同期（可比）", "本年预计", "完成目标所需")
        if lang == "zh"
        else ("Last year, comparable", "Expected", "Required for the target")
    )
    values = np.array([last, rest["rest_value"], target["required_rest"]]) / words.scale
    figure, axes = _figure(height=1.9)
    axes.barh([2, 1, 0], values, height=0.6, color=[MUTED, BLUE, ORANGE])
    low, high = ((rest[end] - done) / words.scale for end in ("lo80", "hi80"))
    axes.plot([low, high], [1, 1], color=INK, lw=1.6, marker="|", ms=9)
    for y, x, end in zip(
        (2, 1, 0), values, (values[0], max(high, values[1]), values[2]), strict=True
    ):
        axes.annotate(
            f"{x:,.{words.places}f}",
            (end, y),
            (5, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
        )
    axes.set_yticks([2, 1, 0], said)
    axes.tick_params(axis="y", length=0, left=False)
    axes.grid(axis="y", visible=False)
    axes.margins(x=0.12)
    axes.set_xlim(left=0)
    axes.set_xlabel(words.shown_unit)
    return figure


def _periods(axes: "Axes", path: pd.DataFrame, scale: float, lang: str) -> None:
    place = np.arange(len(path))
    ahead = (path["stage"] == "forecast").to_numpy()
    value = path["value"].to_numpy(float) / scale
    axes.plot(
        place[~ahead], value[~ahead], "o-", color=INK, ms=3, lw=1.3, label=_stage("actual", lang)
    )
    joint = ahead | np.r_[ahead[1:], False]
    for level, shade in ((95, 0.16), (80, 0.30)):
        low, high = (path[f"{side}{level}"].to_numpy(float) / scale for side in ("lo", "hi"))
        low, high = np.where(ahead, low, value), np.where(ahead, high, value)
        said = f"{level}%区间" if lang == "zh" else f"{level} % interval"
        axes.fill_between(
            place[joint], low[joint], high[joint], color=BLUE, alpha=shade, lw=0, label=said
        )
    axes.plot(
        place[joint], value[joint], "o-", color=BLUE, ms=3, lw=1.3, label=_stage("forecast", lang)
    )
    marks = [i for i, p in enumerate(path["period"]) if p[5:] in ("02", "06", "10")]
    axes.set_xticks(marks, [month_mark(path["period"].iloc[i]) for i in marks], fontsize=8)
    axes.margins(x=0.02)
    axes.legend(loc="upper left", ncols=4, fontsize=8)
    low, high = axes.get_ylim()
    axes.set_ylim(max(0.0, low), high + 0.16 * (high - low))


def _added_up(
    axes: "Axes", path: pd.DataFrame, own: pd.Series, said: Words, lang: str, target: float
) -> None:
    year = path.loc[path["stage"] == "actual", "period"].iloc[-1][:4]
    before, scale = str(int(year) - 1), said.scale
    for shown, colour, width in ((before, MUTED, 1.2), (year, INK, 1.8)):
        rows = path[(path["period"].str[:4] == shown) & (path["stage"] == "actual")]
        total = rows["value"].cumsum() / scale
        months = rows["period"].str[5:].astype(int)
        axes.plot(months, total, "o-", ms=3, color=colour, lw=width, label=shown)
    rows = path[path["period"].str[:4] == year]
    total = (rows["value"].cumsum() / scale).to_numpy()
    ahead = (rows["stage"] == "forecast").to_numpy()
    if ahead.any():
        joint = ahead | np.r_[ahead[1:], False]
        months = rows["period"].str[5:].astype(int).to_numpy()
        axes.plot(
            months[joint], total[joint], "o--", ms=4, color=BLUE, label=_stage("forecast", lang)
        )
        # Wide bars beside the last point: late in the year the intervals are a hair high.
        lows, highs = ([own[f"{side}{n}"] / scale for n in (95, 80)] for side in ("lo", "hi"))
        axes.vlines([END, END], lows, highs, colors=[(BLUE, 0.3), (BLUE, 0.7)], lw=10)
        low, high = (f"{ends[1]:,.{said.places}f}" for ends in (lows, highs))
        expected = f"{own['year_end_value'] / scale:,.{said.places}f}"
        axes.annotate(
            f"全年预计{expected}\n80%区间{low}—{high}"
            if lang == "zh"
            else f"expected {expected}\n80 %: {low} to {high}",
            (END, total[-1]),
            (6, -40),
            textcoords="offset points",
            color=BLUE,
            fontsize=9,
            linespacing=1.4,
            ha="right",
            va="top",
        )
    ticks = range(int(path["period"].str[5:].min()), 13)
    axes.axhline(target / scale, color=ORANGE, lw=1.6)
    axes.annotate(
        ("全年目标 " if lang == "zh" else "target ") + f"{target / scale:,.{said.places}f}",
        (ticks[0], target / scale),
        (0, -13),
        textcoords="offset points",
        color=ORANGE,
        fontsize=9,
    )
    axes.set_ylim(0, 1.06 * max(axes.get_ylim()[1], target / scale))
    axes.set_xticks(ticks, [f"{month:02d}" for month in ticks])
    axes.set_xlabel("月（累计）" if lang == "zh" else "month (year to date)")
    axes.legend(loc="lower right", ncols=3, fontsize=8)


def _wide(column: pd.Series, rows: list[str], columns: list[str]) -> np.ndarray:
    index = pd.MultiIndex.from_product([rows, columns])
    return column.reindex(index).to_numpy(float).reshape(len(rows), len(columns))


def _hatch(axes: "Axes", cells: np.ndarray) -> None:
    """Hatch the cells of a map that are true: one path, since hundreds take longer than the map."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    y, x = np.nonzero(cells)
    square = np.array([[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5], [-0.5, -0.5]])
    corners = np.stack([x, y], axis=1)[:, None, :] + square
    codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    path = Path(corners.reshape(-1, 2), codes * len(x))
    axes.add_patch(PathPatch(path, facecolor="#f2f4f6", edgecolor=GRID, hatch="////", lw=0))


def _figure(height: float, width: float = WIDTH) -> tuple["Figure", "Axes"]:
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    figure = Figure(figsize=(width, height), layout=Margins())
    return figure, figure.subplots()


def _stage(stage: str, lang: str) -> str:
    return value_label("stage", stage, lang)


def month_mark(period: str) -> str:
    """Say a month at an axis: 22-11."""
    return f"{period[2:4]}-{period[5:]}"


def short_name(name: str, lang: str) -> str:
    """An industry's name without the words that all share, cut where it would fill a figure."""
    name = name.removeprefix("Manufacture of ").removeprefix("Processing of ")
    name = name[:1].upper() + name[1:]
    limit = 20 if lang == "zh" else 40
    return name if len(name) <= limit else name[: limit - 1] + "…"
