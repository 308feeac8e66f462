"""What is withheld of clusters, flows and structures, on rows that can be judged by hand."""

import pandas as pd
import pytest

from analysis.questions.clusters import answer as clusters
from analysis.tables.city import DisclosureRules

RULES = DisclosureRules(minimum_units=3, p_percent=10)


def test_three_largest_that_give_away_the_first_are_withheld():
    members = pd.DataFrame(
        {
            "cluster_id": ["A"] * 4 + ["B"] * 4 + ["C"] * 2,
            "uscc": list("abcdefghij"),
            # A: 9 is within 10 % of 100; B: 11 is not; C has but two.
            "revenue_10k_cny": [100.0, 50, 9, 8, 100, 50, 11, 8, 60, 40],
        }
    )
    largest = clusters._largest(members)
    assert sorted(largest["uscc"]) == list("abcefgij")
    assert clusters._ruled(largest, RULES).tolist() == ["A", "C"]


def flows_of(now: dict[str, float], before: dict[str, float]) -> pd.Series:
    """The pattern of one county's flows, enterprises named by letters."""
    rows = [
        ("130101", "17", uscc, period, value, 0.0)
        for period, values in (("2022-11", now), ("2021-11", before))
        for uscc, value in values.items()
    ]
    names = ["county_code", "industry_code", "uscc", "period", *clusters.OUTPUT]
    pattern = clusters._flow_pattern(pd.DataFrame(rows, columns=names), "2022-11", RULES)
    return pattern.set_index(["county_code", "flow"])["masked"]


def test_an_empty_flow_is_shown_and_hides_no_other():
    stayed = dict.fromkeys("ABCDE", 10.0)
    # F alone left: the continuing ones hide it, the empty entrants do not.
    masked = flows_of(stayed, {**stayed, "F": 10.0})
    expected = {"continuing": True, "entrants": False, "leavers": True}
    assert masked["130101"].to_dict() == expected == masked["city"].to_dict()
    # Nobody is alone: nothing is withheld.
    masked = flows_of(stayed, {**stayed, **dict.fromkeys("FGHI", 10.0)})
    assert not masked.any()
    assert len(masked) == 6


@pytest.mark.parametrize("key", ["county_code", "industry_code"])
def test_an_index_over_cells_goes_with_any_withheld_cell(key):
    cells = pd.DataFrame(
        {"county_code": ["A", "A", "B", "B"], "industry_code": ["13", "17", "13", "17"]}
    ).assign(masked=[True, False, False, False])
    pattern = clusters._structure_pattern(cells, key)
    masked = pattern.groupby(key)["masked"].agg(["any", "all", "size"])
    hit, free = ("A", "B") if key == "county_code" else ("13", "17")
    assert masked.loc[hit].tolist() == [True, True, 3 if key == "county_code" else 4]
    assert not masked.loc[free, "any"]
