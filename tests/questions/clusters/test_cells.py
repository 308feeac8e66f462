"""What is withheld of flows, on rows that can be judged by hand."""

import pandas as pd

from analysis.questions.clusters.disclosure import DISCLOSURE
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.reported_output import OUTPUT
from tests.patterns import solve

RULES = DisclosureRules(minimum_units=3, p_percent=10)
PERIOD = "2022-11"


class Given:
    """The reports of one county, enterprises named by letters."""

    period = PERIOD

    def __init__(self, now: dict[str, float], before: dict[str, float]) -> None:
        rows = [
            ("130101", uscc, period, value)
            for period, values in ((PERIOD, now), ("2021-11", before))
            for uscc, value in values.items()
        ]
        self._rows = pd.DataFrame(rows, columns=["county_code", "uscc", "period", OUTPUT[0]])

    def read(self, table, columns, periods):
        return self._rows.loc[self._rows["period"].isin(periods), columns]


def flows_of(now: dict[str, float], before: dict[str, float]) -> list[dict[str, bool]]:
    """What is withheld of the flows of the county, and of the city; empty ones are missing."""
    found = []
    for spec in (spec for spec in DISCLOSURE if "flows" in getattr(spec, "population", "")):
        margin = spec.published[0]
        pattern = solve(spec, spec.contributions(Given(now, before)), RULES)[margin]
        found.append(pattern.set_index("flow")["masked"].to_dict())
    return found


def test_an_empty_flow_hides_no_other():
    stayed = dict.fromkeys("ABCDE", 10.0)
    # F alone left: the continuing ones hide it, the empty entrants do not.
    expected = {"continuing": True, "leavers": True}
    assert flows_of(stayed, {**stayed, "F": 10.0}) == [expected, expected]
    # Nobody is alone: nothing is withheld.
    enough = flows_of(stayed, {**stayed, **dict.fromkeys("FGHI", 10.0)})
    assert enough == [{"continuing": False, "leavers": False}] * 2
