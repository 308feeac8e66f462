"""Figures on output: the course of the year, growth and who pulled it."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms import bars, heat_map
from analysis.display.forms.canvas import panels
from analysis.display.forms.course import Line, continued, draw_course, draw_goal, intervals
from analysis.display.labels import short_industry, value_label
from analysis.display.style import BLUE, INK, MUTED, ORANGE, RED
from analysis.questions.output.text import Words
from analysis.tables.territory import WHOLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OUTLOOK = "output_outlook"
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
    target = None if goal is None else float(goal["target_value"])
    figure, grid = panels(2 if target else 1, 1, 5.6 if target else 3.2)
    _periods(grid[0, 0], path, said.scale, lang)
    if target:
        _added_up(grid[1, 0], path, own, said, lang, target)
    for axes in grid[:, 0]:
        axes.set_ylabel(said.shown_unit)
    return figure


def pull_bars(
    outlook: pd.DataFrame, own: pd.Series, names: dict[str, str], lang: str
) -> "Figure | None":
    """What each industry pulled, in percentage points, and the rest that closes the sum.

    `outlook`: the whole of `output_outlook`; `own`: the row of the county's total. Withheld
    industries are part of the rest.
    """
    tier = "industry" if own["county_code"] == WHOLE else "cell"
    cells = (outlook["tier"] == tier) & (outlook["county_code"] == own["county_code"])
    shown = outlook[cells & ~outlook["masked"]].dropna(subset=["pull_pp"])
    largest = shown.loc[shown["pull_pp"].abs().nlargest(BARS).index]
    largest = largest.sort_values("pull_pp", ascending=False)
    growth = largest["ytd_growth_pct"]
    rates = [f"  ({rate:+.1f}%)" if np.isfinite(rate) else "  (–)" for rate in growth]
    rest = own["ytd_growth_pct"] - largest["pull_pp"].sum()
    pulls = [*largest["pull_pp"], rest]
    rows = pd.DataFrame(
        {
            "said": [
                *(short_industry(names[code]) for code in largest["industry_code"]),
                "其余及未公布" if lang == "zh" else "others and withheld",
            ],
            "pull_pp": pulls,
            "colour": [*(BLUE if x >= 0 else RED for x in pulls[:-1]), MUTED],
            "text": [f"{x:+z.2f}{rate}" for x, rate in zip(pulls, [*rates, ""], strict=True)],
        }
    )
    return bars(
        rows, name="said", value="pull_pp", colour="colour", text="text", table=OUTLOOK, lang=lang
    )


def growth_map(
    outlook: pd.DataFrame, industries: dict[str, str], counties: dict[str, str], lang: str
) -> "Figure | None":
    """Growth of every industry in every county; hatched cells are withheld.

    `outlook`: the whole of `output_outlook`; `counties`: code → name, the whole's ("city") first.
    """
    size = outlook[outlook["tier"] == "industry"].sort_values("enterprises", ascending=False)
    codes = ["total", *size["industry_code"]]
    return heat_map(
        outlook,
        x="county_code",
        y="industry_code",
        value="ytd_growth_pct",
        names=(counties, {code: short_industry(industries[code]) for code in codes}),
        table=OUTLOOK,
        lang=lang,
        limit=GROWTH_LIMIT_PCT,
        whole=WHOLE in counties,
    )


def required(target: pd.Series, rest: pd.Series, words: Words, lang: str) -> "Figure | None":
    """What the periods left brought last year, are expected to bring, and must bring.

    `target`: a row of `output_targets`; `rest`: the same unit's row of `output_outlook`.
    """
    last = rest["year_end_base_value"] - rest["ytd_base_value"]
    names = {
        "zh": ("上年同期（可比）", "本年预计", "完成目标所需"),
        "en": ("Last year, comparable", "Expected", "Required for the target"),
    }[lang]
    values = np.array([last, rest["rest_value"], target["required_rest"]]) / words.scale
    low, high = ((rest[end] - rest["ytd_value"]) / words.scale for end in ("lo80", "hi80"))
    rows = pd.DataFrame(
        {
            "said": names,
            "rest_value": values,
            "low": [np.nan, low, np.nan],
            "high": [np.nan, high, np.nan],
            "colour": [MUTED, BLUE, ORANGE],
            "text": [f"{x:,.{words.places}f}" for x in values],
        }
    )
    return bars(
        rows, name="said", value="rest_value", interval=("low", "high"), colour="colour",
        text="text", table=OUTLOOK, axis=words.shown_unit, lang=lang,
    )  # fmt: skip


def stage_lines(lang: str) -> dict[str, Line]:
    """How what came and what is expected are drawn."""
    return {
        "actual": Line(value_label("output_path", "stage", "actual", lang), INK),
        "forecast": Line(value_label("output_path", "stage", "forecast", lang), BLUE),
    }


def _periods(axes: "Axes", path: pd.DataFrame, scale: float, lang: str) -> None:
    bands = intervals("lo{}", "hi{}", lang)
    ends = ["value", *(end for band in bands for end in (band.low, band.high))]
    scaled = path.assign(**{name: path[name] / scale for name in ends})
    rows = continued(scaled, stage="stage", y="value", bands=bands)
    draw_course(axes, rows, x="period", y="value", hue="stage", bands=bands,
                lines=stage_lines(lang))  # fmt: skip
    axes.legend(loc="upper left", ncols=4, fontsize=8)
    low, high = axes.get_ylim()
    axes.set_ylim(max(0.0, low), high + 0.16 * (high - low))


def _added_up(
    axes: "Axes", path: pd.DataFrame, own: pd.Series, said: Words, lang: str, target: float
) -> None:
    year = path.loc[path["stage"] == "actual", "period"].iloc[-1][:4]
    before, scale = str(int(year) - 1), said.scale
    both = path.assign(year=path["period"].str[:4], month=path["period"].str[5:].astype(int))
    both = both[both["year"].isin([before, year])]
    both = both.assign(value=both.groupby("year")["value"].cumsum() / scale)
    this = continued(both[both["year"] == year], stage="stage", y="value")
    this = this.assign(year=this["year"].where(this["stage"] == "actual", "forecast"))
    last = both[(both["year"] == before) & (both["stage"] == "actual")]
    lines = {
        before: Line(before, MUTED, 1.2),
        year: Line(year, INK, 1.8),
        "forecast": Line(value_label("output_path", "stage", "forecast", lang), BLUE, style="o--"),
    }
    draw_course(axes, pd.concat([last, this]), x="month", y="value", hue="year", lines=lines)
    if (this["year"] == "forecast").any():
        _year_end(axes, own, said, lang)
    axes.set_ylim(0, 1.06 * max(axes.get_ylim()[1], target / scale))
    goal = "全年目标" if lang == "zh" else "target"
    draw_goal(axes, target / scale, f"{goal} {target / scale:,.{said.places}f}")
    ticks = range(int(path["period"].str[5:].min()), 13)
    axes.set_xticks(ticks, [f"{month:02d}" for month in ticks])
    axes.set_xlabel("月（累计）" if lang == "zh" else "month (year to date)")
    axes.legend(loc="lower right", ncols=3, fontsize=8)


def _year_end(axes: "Axes", own: pd.Series, said: Words, lang: str) -> None:
    """Wide bars beside the last point: late in the year the intervals are a hair high."""
    scale = said.scale
    lows, highs = ([own[f"{side}{n}"] / scale for n in (95, 80)] for side in ("lo", "hi"))
    axes.vlines([END, END], lows, highs, colors=[(BLUE, 0.3), (BLUE, 0.7)], lw=10)
    low, high = (f"{ends[1]:,.{said.places}f}" for ends in (lows, highs))
    end = own["year_end_value"] / scale
    expected = f"{end:,.{said.places}f}"
    axes.annotate(
        f"全年预计{expected}\n80%区间{low}—{high}"
        if lang == "zh"
        else f"expected {expected}\n80 %: {low} to {high}",
        (END, end),
        (6, -40),
        textcoords="offset points",
        color=BLUE,
        fontsize=9,
        linespacing=1.4,
        ha="right",
        va="top",
    )
