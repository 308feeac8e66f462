"""The differential policy: who pays more, who pays less, by measure and class, drawn and said."""

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from analysis.display.forms import bars
from analysis.display.forms.bars import numbers
from analysis.display.marks import MISSING
from analysis.display.sentences import of_release
from analysis.display.style import CLASS_COLOURS
from analysis.tables.release import Release

if TYPE_CHECKING:
    from matplotlib.figure import Figure

TABLE = "policy_amounts"


def policy_amounts(rows: pd.DataFrame, lang: str) -> "Figure | None":
    """A bar a measure and class: surcharge to the right, relief to the left.

    ``rows`` is ``policy_amounts`` of one county; a masked amount and an unknown one have no bar
    and are marked as in the tables.
    """
    unknown = (rows["unknown"] > 0) & (rows["enterprises"] == 0)
    said = numbers(rows, "amount_10k_cny", TABLE, signed=True)
    shown = rows.assign(
        said=rows[f"title_{lang}"] + " " + rows["class_code"],
        colour=rows["class_code"].map(CLASS_COLOURS),
        text=np.where(unknown & rows["amount_10k_cny"].isna(), MISSING, said),
    )
    return bars(
        shown, name="said", value="amount_10k_cny", colour="colour", text="text", table=TABLE,
        lang=lang,
    )  # fmt: skip


def own(release: Release) -> pd.DataFrame:
    """The county's ``policy_amounts``, measure by measure."""
    rows = release.table("policy_amounts")
    mine = rows[rows["county_code"] == release.county]
    return mine.sort_values(["measure", "class_code"], ignore_index=True)


def paragraphs(release: Release, lang: str) -> list[str]:
    """A sentence a measure, then the balance.

    A sum is said only where none of its classes is withheld: the rest of it would be a guess.
    """
    rows = own(release)
    measures = [_measure(measure, lang) for _, measure in rows.groupby("measure")]
    balance = None if rows["masked"].any() else rows["amount_10k_cny"].sum(min_count=1)
    text = of_release(release, "scores")
    return text.paragraphs("policy", lang, measures=measures, balance=balance)


def _measure(rows: pd.DataFrame, lang: str) -> dict[str, Any]:
    return {
        "title": rows[f"title_{lang}"].iloc[0],
        "classes": [*rows["class_code"]],
        "enterprises": int(rows["enterprises"].sum()),
        "unknown": int(rows["unknown"].sum()),
        "withheld": bool(rows["masked"].any()),
        "sum": rows["amount_10k_cny"].sum(),
    }
