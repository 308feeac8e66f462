"""Figures on clusters over time: ranks then and now, growth month by month."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display.forms import slopes, small_multiples
from analysis.display.numbers import month, year_to_date

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PANELS = 9


def rank_slopes(
    rows: pd.DataFrame, clusters: pd.DataFrame, county: str, lang: str
) -> "Figure | None":
    """Ranks of growth a year ago and now, joined; this county's clusters coloured by direction.

    `rows`: `cluster_months` of one list; `clusters`: `cluster_id`, `said`. A list younger than a
    year starts with its first period.
    """
    now = str(rows["period"].max())
    then = max(f"{int(now[:4]) - 1}{now[4:]}", str(rows["period"].min()))
    when = month if rows["scope"].eq("cells").all() else year_to_date
    shown = rows[rows["period"].isin([then, now]) & ~rows["masked"]]
    ranks = shown.pivot_table(index="cluster_id", columns="period", values="growth_rank")
    ranks = ranks.reindex(columns=[then, now]).set_axis(["then", "now"], axis=1)
    names = clusters.set_index("cluster_id")["said"]
    own = set(shown.loc[shown["county_code"] == county, "cluster_id"])
    return slopes(
        ranks.assign(said=ranks.index.map(names), own=ranks.index.isin(own)),
        name="said",
        start="then",
        end="now",
        own="own",
        titles=(when(then, lang), when(now, lang)),
        axis="增速位次（未调整）" if lang == "zh" else "Rank of growth, unadjusted",
        lang=lang,
    )


def month_multiples(
    rows: pd.DataFrame, clusters: pd.DataFrame, lang: str, most: int = PANELS
) -> "Figure | None":
    """Growth of each month (bars) and of the year so far (line), a small panel a cluster.

    `rows`: `cluster_months` of one list, of which the last two years are drawn; `clusters`:
    `cluster_id`, `said` and `growth_pct`, of which the `most` with the fastest growth.
    """
    best = clusters.sort_values("growth_pct", ascending=False).head(most)
    since = f"{int(rows['period'].max()[:4]) - 1}-01"
    return small_multiples(
        rows[rows["period"] >= since],
        panel="cluster_id",
        x="period",
        bar="growth_month_pct",
        line="growth_pct",
        names=dict(zip(best["cluster_id"], best["said"], strict=True)),
        axis="同比增速（%）：柱为当月，线为累计"
        if lang == "zh"
        else "Growth (%): bars month, line year so far",
        lang=lang,
    )
