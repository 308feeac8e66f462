"""Figure on the differential policy: what each class pays more or less, by measure."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.display.forms import bars
from analysis.display.forms.bars import numbers
from analysis.display.marks import MISSING
from analysis.display.style import CLASS_COLOURS

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
