"""Figures on clusters over time: ranks then and now, growth month by month."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.numbers import month, year_to_date
from analysis.display.style import BLUE, GREEN, GRID, INK, MUTED, RED
from analysis.questions.clusters.figures import WIDTH
from analysis.tables.release import ALL_UP_TO

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BARS_PT = 0.75 * 0.88 * 72 * WIDTH
"""Points that the bars of a row of panels take together; the rest is gaps and labels."""


def rank_slopes(rows: pd.DataFrame, clusters: pd.DataFrame, county: str, lang: str) -> "Figure":
    """Ranks of growth a year ago and now, joined; this county's clusters coloured by direction.

    `rows`: `cluster_months` of one list; `clusters`: `cluster_id`, `said`. The first rank stands
    on top. A list younger than a year starts with its first period; more than `ALL_UP_TO` others
    would be a grey carpet and are left out.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    names = dict(zip(clusters["cluster_id"], clusters["said"], strict=True))
    now = str(rows["period"].max())
    then = max(f"{int(now[:4]) - 1}{now[4:]}", str(rows["period"].min()))
    rows = rows[rows["period"].isin([then, now]) & ~rows["masked"]]
    ranks = rows.pivot_table(index="cluster_id", columns="period", values="growth_rank")
    ranks = ranks.reindex(columns=[then, now]).dropna()
    own = set(rows.loc[rows["county_code"] == county, "cluster_id"])
    figure = Figure(figsize=(WIDTH, 5.2), layout=Margins())
    axes = figure.add_subplot()
    others = ranks[~ranks.index.isin(own)]
    if len(others) <= ALL_UP_TO:
        broken = others.assign(gap=np.nan).to_numpy().ravel()  # one line, lifted between two
        places = np.tile([0, 1, np.nan], len(others))
        axes.plot(places, broken, color="#d5dae0", lw=0.9, marker="o", ms=2.5)
    mine = ranks[ranks.index.isin(own)]
    last = max(len(ranks), *ranks.max().fillna(0).astype(int))
    for left, right in mine.to_numpy():
        colour = GREEN if right <= left else RED
        axes.plot([0, 1], [left, right], color=colour, lw=2, marker="o", ms=5, zorder=3)
    for period, x, side in ((then, -0.03, "right"), (now, 1.03, "left")):
        ordered = mine[period].sort_values()
        for (cluster, rank), at in zip(
            ordered.items(), _apart(ordered, 0.042 * last, last), strict=True
        ):
            said = f"{rank:.0f}" if x < 0 else f"{rank:.0f}  {names[str(cluster)]}"
            axes.text(x, at, said, ha=side, va="center", fontsize=9)
    axes.set_xlim(-0.15, 1.75)
    axes.set_ylim(last + 1, 0)
    when = month if rows["scope"].eq("cells").all() else year_to_date
    axes.set_xticks([0, 1], [when(then, lang), when(now, lang)])
    axes.xaxis.tick_top()
    axes.set_xlabel("增速位次（未调整）" if lang == "zh" else "Rank of growth, unadjusted")
    axes.set_yticks([])
    axes.tick_params(length=0, left=False, bottom=False, top=False)
    axes.grid(visible=False)
    for edge in axes.spines.values():
        edge.set_visible(False)
    return figure


def month_multiples(
    rows: pd.DataFrame, clusters: pd.DataFrame, lang: str, most: int = 9, columns: int = 3
) -> "Figure":
    """Growth of each month (bars) and of the year so far (line), a small panel a cluster.

    `rows`: `cluster_months` of one list, of which the last two years are drawn; `clusters`:
    `cluster_id`, `said` and `growth_pct`, of which the `most` with the fastest growth.
    """
    from matplotlib.figure import Figure

    from analysis.display.layout import Margins

    best = clusters.sort_values("growth_pct", ascending=False).head(most)
    names = dict(zip(best["cluster_id"], best["said"], strict=True))
    shown = list(names)
    since = f"{int(rows['period'].max()[:4]) - 1}-01"
    rows = rows[rows["cluster_id"].isin(shown) & (rows["period"] >= since)]
    columns = min(columns, len(shown))
    lines = -(-len(shown) // columns)
    figure = Figure(figsize=(WIDTH, 0.6 + 1.6 * lines), layout=Margins())
    panels = figure.subplots(lines, columns, sharex=True, sharey=True, squeeze=False)
    periods = sorted(rows["period"].unique())
    limit = rows["growth_month_pct"].abs().quantile(0.97) * 1.1
    for k, axes in enumerate(panels.flat):
        if k >= len(shown):
            axes.set_visible(False)
            continue
        one = rows[rows["cluster_id"] == shown[k]].set_index("period").reindex(periods)
        x = range(len(periods))
        bars = one["growth_month_pct"].clip(-limit, limit)
        colours = [BLUE if b >= 0 else "#d98c8c" for b in bars.fillna(0)]
        axes.vlines(x, 0, bars, colors=colours, lw=BARS_PT / columns / len(periods))
        if not one["growth_pct"].equals(one["growth_month_pct"]):
            axes.plot(x, one["growth_pct"].clip(-limit, limit), color=INK, lw=1.3)
        axes.axhline(0, color=MUTED, lw=0.8)
        axes.set_title(_wrapped(names[shown[k]], lang), fontsize=9, pad=4)
        axes.set_xticks(
            [0, len(periods) - 1], [p[2:4] + "/" + p[5:] for p in (periods[0], periods[-1])]
        )
        axes.tick_params(labelsize=8, length=0, left=False, bottom=False)
        axes.grid(axis="x", visible=False)
        axes.grid(axis="y", color=GRID)
    axis = (
        "同比增速（%）：柱为当月，线为累计"
        if lang == "zh"
        else "Growth (%): bars month, line year so far"
    )
    figure.supxlabel(axis, fontsize=9)
    return figure


def _apart(places: pd.Series, gap: float, last: float) -> list[float]:
    """Sorted places moved apart by `gap`, pushed back up where they would run past the last."""
    at: list[float] = []
    for place in places:
        at.append(max(float(place), at[-1] + gap) if at else float(place))
    for i in range(len(at) - 1, -1, -1):
        at[i] = min(at[i], last - gap * (len(at) - 1 - i))
    return at


def _wrapped(name: str, lang: str) -> str:
    """The name cut to the width of a panel."""
    most = 13 if lang == "zh" else 26
    return name if len(name) <= most else name[: most - 1] + "…"
