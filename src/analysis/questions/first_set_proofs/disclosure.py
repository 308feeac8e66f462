"""What of applications may leave: counts to which several enterprises contribute."""

import pandas as pd

from analysis.questions.first_set_proofs.answer import BY, PRODUCT, TOTALS, applied
from analysis.tables.given import Given
from analysis.tables.spec import Spec


def _products(given: Given) -> pd.DataFrame:
    """The products of every enterprise that applied, by kind."""
    rows = applied(given).drop_duplicates([*BY, *PRODUCT])
    return rows[[*BY, "uscc"]].rename(columns={"uscc": "unit"}).assign(
        measure="products", value=1.0
    )  # fmt: skip


DISCLOSURE = (
    Spec(
        "first sets",
        _products,
        published=(tuple(BY), ("county_code",), ("kind",), ()),
        codes=TOTALS,
        empty="shown",
    ),
)
