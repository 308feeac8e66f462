"""Known answers of other agencies' software, and the threats that a pattern must stand."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import OptimizeResult

from analysis.disclosure import programs, unsafe_cells
from analysis.disclosure.primary import judged
from analysis.errors import DataError
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.spec import Spec
from tests.attack import Released
from tests.patterns import solve

KNOWN = Path(__file__).parent / "known"
RULES = DisclosureRules(minimum_units=3, p_percent=15)
CASES = json.loads((KNOWN / "differencing_cases.json").read_text(encoding="utf-8"))
ROW = Spec("row", lambda given: None, (("county_code",), ()))


def row(**amounts):
    """One county a name, one enterprise an amount."""
    rows = [
        (county, f"{county}{i}", "output", float(amount))
        for county, listed in amounts.items()
        for i, amount in enumerate(listed)
    ]
    return pd.DataFrame(rows, columns=["county_code", "unit", "measure", "value"])


def hidden(found):
    pattern = found[("county_code",)]
    return {*pattern.loc[pattern["masked"], "county_code"]}, bool(found[()]["masked"].item())


@pytest.mark.parametrize("p", [10, 20])
@pytest.mark.parametrize(("unit", "ending"), [("company", "company"), (None, "nosingle")])
def test_d02_primaries_are_those_of_gauss_suppression(p, unit, ending):
    micro = pd.read_csv(KNOWN / "magnitude1.csv")
    micro = micro.assign(unit=micro[unit] if unit else micro.index.astype(str), measure="value")
    levels = [
        micro.assign(**dict.fromkeys(whole, "Total"))
        for whole in ((), ("sector4",), ("geo",), ("sector4", "geo"))
    ]
    rules = DisclosureRules(minimum_units=3, p_percent=p)
    found = judged(pd.concat(levels), ["sector4", "geo"], rules).set_index(["sector4", "geo"])
    by_share = found["protection"].ge(0) & found["reason"].ne("")
    expected = pd.read_csv(KNOWN / f"gauss_P_p{p}_sector4_geo_{ending}.csv")
    expected = expected.set_index(["sector4", "geo"])["primary"].astype(bool)
    expected = expected[expected.index.isin(found.index)]
    few = found["units"] < 3  # there they are unsafe by p % too: nothing is left of the rest
    assert (by_share | few)[expected.index].equals(expected | few[expected.index])


@pytest.mark.parametrize("count", range(1, 6))
def test_d01_one_or_two_enterprises_are_never_shown(count):
    cell = row(a=[100.0] * count)
    assert unsafe_cells(cell, ["county_code"], RULES)["unsafe"].item() == (count < 3)


def test_d06_two_sums_of_nothing_do_not_hide_each_other():
    assert Released({("t",): 5.0, ("a",): None, ("b",): None, ("c",): 5.0}, [
        (("t",), [("a",), ("b",), ("c",)])
    ]).interval([("a",)]) == (0.0, 0.0)  # fmt: skip
    cells, whole = hidden(solve(ROW, row(a=[0], b=[0], c=[5, 5, 5, 5], d=[9, 9, 9, 9]), RULES))
    assert {"a", "b"} < cells or whole


def test_d10_a_county_that_knows_its_own_needs_a_third():
    amounts = CASES["county_attacker"]["counties"]
    assert Released(
        {("市",): 240.0, ("甲",): 120.0, ("乙",): None, ("丙",): None},
        [(("市",), [("甲",), ("乙",), ("丙",)])],
    ).interval([("乙",)], {("丙",): 40.0}) == (80.0, 80.0)
    rows = row(甲=[amounts["甲"] / 6] * 6, 乙=[amounts["乙"]], 丙=[amounts["丙"] / 4] * 4)
    cells, whole = hidden(solve(ROW, rows, RULES))
    assert whole or cells == {*CASES["county_attacker"]["safe_pattern"]}


def test_d11_two_enterprises_alone_in_a_line_are_hidden_with_a_third():
    case = CASES["two_singletons"]
    rows = row(a=[case["row"]["a"]], b=[case["row"]["b"]], c=[50] * 4, d=[90] * 4, e=[99] * 4)
    cells, whole = hidden(solve(ROW, rows, RULES))
    assert whole or len(cells) >= 3


def test_d07_what_is_hidden_together_is_safe_together():
    # 930 + 40 + 20 + 10: the four hidden in one line are ruled by one of them.
    rows = row(a=[930], b=[40], c=[20], d=[10], e=[400] * 5, f=[700] * 5)
    cells, whole = hidden(solve(ROW, rows, RULES))
    assert whole or cells & {"e", "f"}


def test_d22_what_known_sums_tell_cannot_be_protected_and_is_named():
    declared = Spec("two", lambda given: None, (("county_code",), ()))
    found = hidden(solve(declared, row(a=[80], b=[10] * 12), RULES))
    assert found[1]  # the whole is withheld, or each county would tell the other
    with pytest.raises(DataError, match=r"what is known already tells these.*two a"):
        programs.solved(
            np.zeros(1), concerning=["two a"], A_eq=np.ones((1, 1)), b_eq=[-1.0], bounds=[(0, 1)]
        )


@pytest.mark.parametrize("status", [1, 3, 4])
def test_d23_whatever_the_solver_says_but_solved_releases_nothing(monkeypatch, status):
    failed = OptimizeResult(status=status, x=np.zeros(1), message="said so")
    monkeypatch.setattr(programs, "linprog", lambda *args, **more: failed)
    with pytest.raises(DataError, match=r"nothing is released.*row a"):
        programs.solved(np.zeros(1), concerning=["row a"])


def test_d24_an_unknown_contribution_makes_its_sum_unknown():
    rows = row(a=[100, 90, 80, np.nan])
    assert unsafe_cells(rows, ["county_code"], RULES)["reason"].item() == "unknown"
