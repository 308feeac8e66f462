"""Figures on growth of value added: its course, the counties beside each other, past errors."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display import forms
from analysis.display.forms.course import Line, continued, intervals
from analysis.display.labels import label, value_label
from analysis.display.style import BLUE, INK, MUTED, RED
from analysis.tables.territory import WHOLE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TABLE, ERRORS = "output_value_added", "output_growth_errors"
YTD = "value_added_ytd_growth_pct"


def course(
    rows: pd.DataFrame, period: str, lang: str, goal: pd.Series | None = None
) -> "Figure | None":
    """Growth to date through this year and the last, where it is expected to end, the target.

    `rows`: `output_value_added` of one county in time order; `goal`: its row of `output_targets`.
    """
    year, before = period[:4], str(int(period[:4]) - 1)
    years = rows["period"].str[:4]
    bands = intervals("value_added_lo{}_pct", "value_added_hi{}_pct", lang)
    this = continued(rows[years == year], stage="stage", y=YTD, bands=bands)
    last = rows[(years == before) & (rows["stage"] == "actual")]
    both = pd.concat([last, this])
    ahead = both["stage"] == "forecast"
    both = both.assign(
        month=both["period"].str[5:],
        line=np.where(ahead, "forecast", both["period"].str[:4]),
    )
    lines = {
        before: Line(before, MUTED, 1.2),
        year: Line(year, INK, 1.8),
        "forecast": Line(value_label(TABLE, "stage", "forecast", lang), BLUE, style="o--"),
    }
    target = None
    if goal is not None:
        said = "全年目标" if lang == "zh" else "target"
        growth = float(goal["target_growth_pct"])
        target = (growth, f"{said} {growth:.1f}%")
    figure = forms.course(
        both, x="month", y=YTD, hue="line", lines=lines, bands=bands, goal=target, unit="%",
        axis="月（累计）" if lang == "zh" else "month (year to date)",
    )  # fmt: skip
    if figure:
        figure.axes[0].axhline(0, color=INK, lw=0.8)
    return figure


def ranking(rows: pd.DataFrame, names: dict[str, str], own: str, lang: str) -> "Figure | None":
    """Growth to date of all counties, the report's own one marked; that of the whole is a line.

    `rows`: `output_value_added` of one period; `names`: county code → name.
    """
    codes = rows["county_code"]
    shown = rows.assign(said=codes.map(names), own=codes == own)
    whole = shown[codes == WHOLE]
    return forms.ranking(
        shown[codes != WHOLE], name="said", value=YTD, own="own", table=TABLE, lang=lang,
        signed=True, whole=whole.iloc[0] if len(whole) else None,
    )  # fmt: skip


def errors(table: pd.DataFrame, lang: str) -> "Figure | None":
    """Mean error of growth over the periods ahead, beside cumulative growth held."""
    lines = {
        method: Line(value_label(ERRORS, "growth_method", method, lang), colour)
        for method, colour in (("forecast", BLUE), ("growth_held", RED))
    }
    figure = forms.course(
        table.sort_values("horizon"), x="horizon", y="mae_pp", hue="growth_method", lines=lines,
        unit="百分点" if lang == "zh" else "percentage points",
        axis=label(ERRORS, "horizon", lang, unit=False), height=2.8,
    )  # fmt: skip
    if figure:
        figure.axes[0].set_ylim(bottom=0)
    return figure
