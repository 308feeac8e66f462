"""The figure of hazards under its finding; None where there is none."""

import pandas as pd

from analysis.display.forms import bars
from analysis.display.sentences import of_release
from analysis.display.stated import Stated, stated
from analysis.display.style import BLUE, MUTED
from analysis.tables.release import Release


def categories(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Hazards found and closed by category; `rows` as `text.counts`, of single categories."""
    axis = of_release(release, "hazards").labels("axis", lang)["hazards"]
    figure = bars(
        rows, name="category", value={"found": MUTED, "closed": BLUE}, table="hazard_counts",
        axis=axis, lang=lang,
    )  # fmt: skip
    most = rows[rows["found"] == rows["found"].max()]
    left = rows[rows["open"] > 0].sort_values("open", ascending=False, kind="stable")
    finding = {
        "most": most["category"].tolist(),
        "same": len(most),
        "found": rows["found"].max(),
        "open": rows["open"].sum(),
        "left": left[["category", "open"]].to_dict("records"),
    }
    return stated(release, "hazards", "bars", figure, lang, finding=finding)
