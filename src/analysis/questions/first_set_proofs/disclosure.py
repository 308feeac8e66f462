"""What of applications may leave: counts to which several enterprises contribute.

So do those who lack a proof: of a few of them it would be known who failed.
"""

import pandas as pd

from analysis.questions.first_set_proofs.answer import BY, PRODUCT, TOTALS, applied
from analysis.questions.first_set_proofs.tables import PROOFS
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _products(given: Given) -> pd.DataFrame:
    """The products of every enterprise that applied, and of them those that lack a proof."""
    rows = applied(given)
    has = rows[[*PROOFS]].all(axis=1).groupby([rows[name] for name in PRODUCT]).transform("any")
    parts = {"products": rows, "incomplete": rows[~has]}
    once = [
        part.drop_duplicates([*BY, *PRODUCT])[[*BY, "uscc"]].assign(measure=measure, value=1.0)
        for measure, part in parts.items()
    ]
    return pd.concat(once).rename(columns={"uscc": "unit"})


DISCLOSURE = (
    Spec(
        "first sets",
        _products,
        published=(tuple(BY), ("county_code",), ("kind",), ()),
        codes=TOTALS,
        empty="shown",
    ),
)
