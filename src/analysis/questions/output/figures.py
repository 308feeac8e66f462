"""Figures on output: single periods with their forecast, growth by industry and county."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.display.forms import heat_map
from analysis.display.forms.canvas import canvas
from analysis.display.forms.course import Line, continued, draw_course, intervals
from analysis.display.labels import short_industry, value_label
from analysis.display.style import BLUE, INK
from analysis.questions.output.text import Words
from analysis.tables.territory import WHOLE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

OUTLOOK = "output_outlook"
GROWTH_LIMIT_PCT = 30.0
"""Colours of the heat map end here, so that one tiny cell does not pale all others."""


def levels(path: pd.DataFrame, said: Words, lang: str) -> "Figure":
    """Single periods with the forecast's fan.

    Parameters
    ----------
    path
        Rows of `output_path` of one unit, in time order.
    said
        The words of the measure: what values are divided by, and the name of the unit then.
    """
    figure, axes = canvas(3.2)
    bands = intervals("lo{}", "hi{}", lang)
    ends = ["value", *(end for band in bands for end in (band.low, band.high))]
    scaled = path.assign(**{name: path[name] / said.scale for name in ends})
    rows = continued(scaled, stage="stage", y="value", bands=bands)
    draw_course(axes, rows, x="period", y="value", hue="stage", bands=bands,
                lines=stage_lines(lang))  # fmt: skip
    axes.legend(loc="upper left", ncols=4, fontsize=8)
    low, high = axes.get_ylim()
    axes.set_ylim(max(0.0, low), high + 0.16 * (high - low))
    axes.set_ylabel(said.shown_unit)
    return figure


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


def stage_lines(lang: str) -> dict[str, Line]:
    """How what came and what is expected are drawn."""
    return {
        "actual": Line(value_label("output_path", "stage", "actual", lang), INK),
        "forecast": Line(value_label("output_path", "stage", "forecast", lang), BLUE),
    }
