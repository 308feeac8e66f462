"""The figure of capacity replacement under its finding; None where there is none."""

import pandas as pd

from analysis.display.forms import bars
from analysis.display.sentences import of_release
from analysis.display.stated import Stated, stated
from analysis.display.style import BLUE, MUTED
from analysis.tables.release import Release

REQUIRED, GIVEN = "required_t_per_day", "given_t_per_day"


def capacity(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Capacity that must be retired, and is given; `rows` as `text.own_counts`, of one product."""
    rows = rows[rows["single"] & rows[REQUIRED].gt(0)]
    axis = of_release(release, "replacement").labels("axis", lang)["capacity"]
    figure = bars(
        rows, name="product", value={REQUIRED: MUTED, GIVEN: BLUE}, table="replacement_counts",
        axis=axis, lang=lang,
    )  # fmt: skip
    short = rows.assign(lacks=rows[REQUIRED] - rows[GIVEN]).query("lacks > 0")
    finding = {
        "products": len(rows),
        "short": short[["product", "lacks"]].to_dict("records"),
        "lacking": len(short),
    }
    return stated(release, "replacement", "capacity", figure, lang, finding=finding)
