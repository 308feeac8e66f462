"""What is published beyond the reports is never taken for safe."""

import pandas as pd
import pytest

from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.industry import INDUSTRY_MONTH
from analysis.tables.spec import Spec
from analysis.tables.unreported import with_unreported
from tests.patterns import solve

CELL, FIGURES = ["county_code", "industry_code"], ["output_ytd_10k_cny"]
MARGINS = (tuple(CELL), ("county_code",), ("industry_code",), ())
PERIOD = "2022-11"


class Published:
    """A published table of output, the figures of one period."""

    period = PERIOD

    def __init__(self, cells: pd.DataFrame | None) -> None:
        self._cells = cells

    def __contains__(self, table):
        return table is INDUSTRY_MONTH and self._cells is not None

    def read(self, table, columns, periods):
        return self._cells.loc[self._cells["period"].isin(periods), columns]


def reports(giant=False):
    """Five enterprises of 100 in each of nine cells; in county 1, industry 13, a giant if asked."""
    rows = [(c, i, f"{c}{i}{n}", 100.0) for c in "123" for i in ("13", "14", "15") for n in "abcde"]
    rows += [("1", "13", "giant", 90_000.0)] * giant
    return pd.DataFrame(rows, columns=[*CELL, "uscc", *FIGURES])


def published(rows, period=PERIOD):
    return rows.groupby(CELL, as_index=False)[FIGURES].sum().assign(period=period)


def judged(reported, cells):
    rows = with_unreported(reported, Published(cells), INDUSTRY_MONTH, CELL, FIGURES)
    long = rows.rename(columns={"uscc": "unit"}).melt(
        [*CELL, "unit", "unreported"], FIGURES, "measure", "value"
    )
    spec = Spec("output", lambda given: long, MARGINS)
    return solve(spec, long, DisclosureRules(minimum_units=3, p_percent=15))


def withheld(found, margin):
    return {tuple(row[:-1]) for row in found[margin].to_numpy() if row[-1]}


@pytest.mark.parametrize("missing", ["giant", "114a"])
def test_a_cell_of_which_an_enterprise_did_not_report_is_withheld_and_not_alone(missing):
    whole = reports(giant=missing == "giant")
    heard = whole[whole["uscc"] != missing]
    cell = tuple(whole.loc[whole["uscc"] == missing, CELL].iloc[0])
    assert cell not in withheld(judged(heard, None), MARGINS[0])  # by its reports alone
    hidden = withheld(judged(heard, published(whole)), MARGINS[0])
    assert cell in hidden
    in_line = [c for c in hidden if c != cell and (c[0] == cell[0] or c[1] == cell[1])]
    assert len(in_line) >= 2  # one in its county, one in its industry


def test_sums_over_it_take_what_is_unreported_as_one_more_enterprise():
    whole = reports()
    small = judged(whole[whole["uscc"] != "114a"], published(whole))
    assert not any(withheld(small, margin) for margin in MARGINS[1:])
    # The county is little else than what nobody reported: its sum would give it away.
    whole = reports(giant=True)
    giant = judged(whole[whole["uscc"] != "giant"], published(whole))
    assert ("1",) in withheld(giant, MARGINS[1])


def test_a_cell_of_which_nobody_reports_is_withheld_with_companions():
    whole = reports()
    heard = whole[(whole["county_code"] != "2") | (whole["industry_code"] != "14")]
    hidden = withheld(judged(heard, published(whole)), MARGINS[0])
    assert ("2", "14") in hidden
    assert {c for c in hidden if c[0] == "2"} > {("2", "14")}


def test_reports_of_another_scope_agree_nowhere_and_nothing_is_shown():
    double = published(reports()).assign(**{FIGURES[0]: lambda rows: rows[FIGURES[0]] * 2})
    assert len(withheld(judged(reports(), double), MARGINS[0])) == 9


@pytest.mark.parametrize("shown", ["no table", "another period", "rounded", "missing figure"])
def test_what_agrees_or_cannot_be_compared_adds_no_row(shown):
    whole = reports()
    cells = {
        "no table": None,
        "another period": published(whole.assign(**{FIGURES[0]: 1.0}), "2022-10"),
        "rounded": published(whole).assign(**{FIGURES[0]: lambda rows: rows[FIGURES[0]] + 1.4}),
        "missing figure": published(whole).assign(**{FIGURES[0]: float("nan")}),
    }[shown]
    rows = with_unreported(whole, Published(cells), INDUSTRY_MONTH, CELL, FIGURES)
    assert len(rows) == len(whole)
    assert not rows["unreported"].any()
