"""The figure of missing proofs under its finding; None where there is none."""

import pandas as pd

from analysis.display.forms import bars
from analysis.display.labels import label
from analysis.display.stated import Stated, stated
from analysis.questions.first_set_proofs.tables import PROOFS
from analysis.tables.release import Release

TABLE = "first_set_screen"


def lacking(release: Release, lang: str) -> Stated | None:
    """How many products of the county lack each proof, the most first."""
    every = release.table(TABLE).query("county_code == @release.county and kind == 'all'").squeeze()
    columns = [f"no_{proof}" for proof in PROOFS]
    rows = pd.DataFrame({"proof": columns, "products": [every[name] for name in columns]})
    rows = rows.assign(proof=[label(TABLE, name, lang, unit=False) for name in columns])
    rows = rows.dropna().sort_values("products", ascending=False, kind="stable")
    rows = rows if rows["products"].gt(0).any() else rows[:0]
    figure = bars(rows, name="proof", value="products", table=TABLE, lang=lang)
    most = rows[rows["products"] == rows["products"].max()]
    finding = {
        "products": every["products"],
        "complete": every["complete"],
        "proof": most["proof"].iloc[0] if len(most) == 1 else None,
        "number": rows["products"].max(),
    }
    return stated(release, "first_set_proofs", "lacking", figure, lang, finding=finding)
