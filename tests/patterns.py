"""The patterns of specs whose contributions are given."""

import pandas as pd

from analysis.disclosure.problem import pose
from analysis.disclosure.suppress import suppress
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.spec import Margin, Spec


def solve(
    spec: Spec, rows: pd.DataFrame, rules: DisclosureRules, *beside: Spec
) -> dict[Margin, pd.DataFrame]:
    """The cells of each published sum with `masked`; specs beside it add up the same rows."""
    posed = pose([(each, rows) for each in (spec, *beside)], rules)
    masked = suppress(posed.problem)
    return {
        each.keys: each.cells.assign(masked=masked[each.cells["cell"]])[[*each.keys, "masked"]]
        for each in posed.published
        if not each.fixed
    }
