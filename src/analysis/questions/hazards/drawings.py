"""The figure of hazards under its finding; None where there is none."""

import pandas as pd

from analysis.display.forms import bars
from analysis.display.sentences import of_release
from analysis.display.stated import Stated, stated
from analysis.display.style import BLUE, MUTED
from analysis.tables.release import Release


def categories(release: Release, rows: pd.DataFrame, lang: str) -> Stated | None:
    """Hazards found and closed by category; `rows` as `text.counts`, of single categories.

    Of those that are withheld nothing is drawn, and nothing said but how many there are.
    """
    axis = of_release(release, "hazards").labels("axis", lang)["hazards"]
    known = rows.dropna(subset="found")
    figure = bars(
        known, name="category", value={"found": MUTED, "closed": BLUE}, table="hazard_counts",
        axis=axis, lang=lang,
    )  # fmt: skip
    most = known[known["found"] == known["found"].max()]
    left = known[known["open"] > 0].sort_values("open", ascending=False, kind="stable")
    finding = {
        "most": most["category"].tolist(),
        "same": len(most),
        "found": known["found"].max(),
        "open": known["open"].sum(),
        "withheld": len(rows) - len(known),
        "left": left[["category", "open"]].to_dict("records"),
    }
    return stated(release, "hazards", "bars", figure, lang, finding=finding)
