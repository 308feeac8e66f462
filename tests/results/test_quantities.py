"""Named figures: one row a place, with the mask of the table and a rank among what is shown."""

import pandas as pd
import pytest

from analysis.questions.scores.class_tables import TAX_PER_MU
from analysis.results.quantities import quantities
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

TAX = Quantity(
    "tax", TAX_PER_MU, "tax_per_mu_10k_cny", Name(zh="亩均税收", en="Tax per mu"), ranked="high"
)
ROWS = pd.DataFrame(
    {
        "county_code": ["1", "2", "3", "4", "city"],
        "tax_per_mu_10k_cny": [5.0, 7.0, 7.0, float("nan"), 6.0],
        "masked": [False, False, False, True, False],
    }
)


def taken(rows):
    found = quantities([TAX], {"tax_per_mu": rows}, ["1", "2", "3", "4"], "2022-11")
    return found.set_index("county_code")


def test_ranks_are_among_what_is_shown_and_ties_share_the_better_place():
    found = taken(ROWS)
    assert found["rank"].fillna(-1).tolist() == [3.0, 1.0, 1.0, -1.0, -1.0]
    assert found["tied"].tolist() == [False, True, True, False, False]
    assert found.loc[["1", "4"], "of"].tolist() == [3.0, 3.0]
    assert not found["complete"].any()
    assert found["masked"].tolist() == [False, False, False, True, False]


def test_ranks_are_complete_where_no_county_is_withheld():
    shown = taken(ROWS.assign(tax_per_mu_10k_cny=[5.0, 7.0, 8.0, 9.0, 6.0], masked=False))
    assert shown["complete"].tolist() == [True, True, True, True, False]
    assert shown.loc["4", "rank"] == 1.0


def test_a_table_that_may_not_be_seen_gives_none_and_two_rows_of_a_county_are_refused():
    assert quantities([TAX], {}, ["1"], "2022-11").empty
    with pytest.raises(ValueError, match="names several rows of a county"):
        taken(pd.concat([ROWS, ROWS]))
