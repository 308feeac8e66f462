"""Figures on clusters over time: ranks then and now, growth month by month."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display.forms import small_multiples
from analysis.display.numbers import month, year_to_date
from analysis.display.parts import DrawnRow, drawn_rows
from analysis.display.sentences import of_release
from analysis.display.stated import Stated
from analysis.questions.clusters.text import kind
from analysis.tables.release import Release
from analysis.tables.rules import a_year_before

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PANELS = 9


def rank_changes(
    release: Release, rows: pd.DataFrame, clusters: pd.DataFrame, lang: str
) -> Stated | None:
    """The county's clusters by their rank of growth, a ring at that of a year ago; None of none.

    `rows`: `cluster_months` of one list; `clusters`: `cluster_id`, `said`. A list younger than a
    year starts with its first period.
    """
    now = str(rows["period"].max())
    then = max(a_year_before(now), str(rows["period"].min()))
    when = month if rows["scope"].eq("cells").all() else year_to_date
    shown = rows[rows["period"].isin([then, now]) & ~rows["masked"]]
    ranks = shown.pivot_table(index="cluster_id", columns="period", values="growth_rank")
    ranks = ranks.reindex(columns=[then, now]).set_axis(["then", "now"], axis=1)
    own = clusters[clusters["county_code"] == release.county].set_index("cluster_id")["said"]
    both = ranks.join(own, how="inner").dropna().sort_values("now")
    if both.empty:
        return None
    text = of_release(release, "clusters")
    steps = both["then"] - both["now"]
    drawn = [
        DrawnRow(
            row.said,
            text.say("rank_row", lang, then=row.then, now=row.now),
            row.now,
            beside=row.then,
        )
        for row in both.itertuples()
    ]
    finding = text.say(
        "rank_finding",
        lang,
        kind=kind(release, lang),
        up=int((steps > 0).sum()),
        down=int((steps < 0).sum()),
        of=len(both),
    )
    measure = text.say(
        "rank_measure", lang, then=when(then, lang), now=when(now, lang), of=int(ranks["now"].max())
    )
    return Stated(drawn_rows(drawn, dots=True), finding, measure, release.city.source(lang))


def fastest(clusters: pd.DataFrame, most: int = PANELS) -> pd.DataFrame:
    """The clusters of the fastest growth, of which a panel each is drawn."""
    return clusters.sort_values("growth_pct", ascending=False).head(most)


def month_multiples(
    rows: pd.DataFrame, clusters: pd.DataFrame, lang: str, most: int = PANELS
) -> "Figure | None":
    """Growth of each month (bars) and of the year so far (line), a small panel a cluster.

    `rows`: `cluster_months` of one list, of which the last two years are drawn; `clusters`:
    `cluster_id`, `said` and `growth_pct`, of which the `most` with the fastest growth.
    """
    best = fastest(clusters, most)
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
