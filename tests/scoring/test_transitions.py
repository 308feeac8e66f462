import numpy as np
import pandas as pd
import pytest

from analysis.scoring import evaluate
from analysis.scoring.class_change import EFFECTS, class_change
from analysis.scoring.transitions import both_years, movement, transitions
from tests.scoring.conftest import adjustments
from tests.scoring.schemes import TAX_PER_MU, scheme
from tests.scoring.test_classes import firms


@pytest.fixture
def years(tmp_path):
    """Last year firms 0–4, this year 1–5: 4 jumps to the top, 0 left, 5 is new and last."""
    rules = scheme(tmp_path)
    last = firms([50, 40, 30, 20, 10]).assign(year=2022)
    this = firms([0, 40, 30, 20, 60, 5]).iloc[1:].reset_index(drop=True)
    return rules, this, last


def test_transition_matrix(years):
    rules, this, last = years
    pairs = both_years(evaluate(this, rules).enterprises, evaluate(last, rules).enterprises)
    # last: A B B C D; this by firm: 1 → B, 2 → B, 3 → C, 4 → A, 5 → D
    table = transitions(pairs)
    assert len(table) == 5 * 5 - 1  # A B C D new × A B C D left, less new × left
    filled = table[table["enterprises"] > 0]
    got = {(r.class_last_year, r.class_code): r.enterprises for r in filled.itertuples()}
    assert got == {("A", "left"): 1, ("B", "B"): 2, ("C", "C"): 1, ("D", "A"): 1, ("new", "D"): 1}
    moves = movement(pairs, rules.class_names).set_index("county_code").loc["city"]
    assert moves[["compared", "up", "down", "unchanged", "entrants", "leavers"]].tolist() == [
        4, 1, 0, 3, 1, 1
    ]  # fmt: skip
    assert moves["up_share_pct"] == 25
    assert moves[["entrants_unclassed", "leavers_unclassed"]].tolist() == [0, 0]


def test_who_had_no_class_in_the_evaluation_is_not_new():
    pairs = pd.DataFrame(
        {
            "uscc": list("abcde"),
            "county_code": "130502",
            "class_last_year": ["T", "new", "T", "B", "C"],
            "class_code": ["A", "A", "T", "T", "left"],
        }
    )
    moves = movement(pairs, ("A", "B", "C", "D")).set_index("county_code").loc["city"]
    assert moves[["entrants", "entrants_unclassed"]].tolist() == [2, 1]  # a and b; a
    assert moves[["leavers", "leavers_unclassed"]].tolist() == [2, 1]  # d and e; d


def test_margins_are_the_class_counts(years):
    rules, this, last = years
    now, before = evaluate(this, rules).enterprises, evaluate(last, rules).enterprises
    table = transitions(both_years(now, before))
    columns = table.groupby("class_code")["enterprises"].sum().drop("left")
    assert columns.to_dict() == now["class"].value_counts().loc[lambda n: n > 0].to_dict()


def change(rules, this, last, last_rules=None, adj=None):
    last_rules = last_rules or rules
    a, b = evaluate(this, rules, adj, last), evaluate(last, last_rules)
    table = class_change(this, a, b, rules, last_rules, adj, last)
    city = table[(table["county_code"] == "city") & (table["scheme_group"] == "total")]
    return city.set_index("class_code")


def test_all_the_change_of_equal_rosters_is_taken_back_by_the_quota(tmp_path):
    # Everybody doubles: by last year's lines A would hold 3 of 5, the quota leaves it 1.
    rules = scheme(tmp_path)
    got = change(rules, firms([100, 80, 60, 40, 20]), firms([50, 40, 30, 20, 10]).assign(year=2022))
    # last lines: A from 50, B from 30, C from 20
    assert got["enterprises_change"].tolist() == [0, 0, 0, 0]
    assert got["merit_effect"].tolist() == [2, -1, 0, -1]
    assert got["quota_effect"].tolist() == [-2, 1, 0, 1]
    assert got["benchmark_effect"].tolist() == [0, 0, 0, 0]


def test_a_moved_benchmark_is_told_from_merit(tmp_path):
    # Nobody changes, but the benchmark falls by half: scores double.
    low = scheme(tmp_path, TAX_PER_MU.replace("value: 100", "value: 50"))
    firms_ = firms([50, 40, 30, 20, 10])
    got = change(low, firms_, firms_.assign(year=2022), scheme(tmp_path))
    assert got["merit_effect"].tolist() == [0, 0, 0, 0]
    assert got.loc["A", "benchmark_effect"] == 2
    assert got.loc["A", "quota_effect"] == -2


def test_a_larger_roster_alone_makes_more_a(tmp_path):
    # Twice the enterprises, the same distribution: no merit, all from the roster.
    rules = scheme(tmp_path)
    last = firms([50, 40, 30, 20, 10]).assign(year=2022)
    this = firms([50, 40, 30, 20, 10] * 2)
    got = change(rules, this, last)
    assert got["merit_effect"].tolist() == [0, 0, 0, 0]
    assert got["roster_effect"].tolist() == [1, 2, 1, 1]
    assert got["quota_effect"].tolist() == [0, 0, 1, -1]  # 5 % of 10 rounds to 1, of 5 also
    assert got["enterprises_change"].tolist() == [1, 2, 2, 0]


def test_an_override_is_its_own_effect(tmp_path):
    rules = scheme(tmp_path)
    firms_ = firms([50, 40, 30, 20, 10])
    veto = adjustments("uscc item kind target_class\nfirm0000 case veto D")
    got = change(rules, firms_, firms_.assign(year=2022), adj=veto)
    assert got["override_effect"].tolist() == [-1, 0, 0, 1]
    assert got["enterprises_change"].tolist() == [-1, 0, 0, 1]


@pytest.mark.parametrize("seed", range(5))
def test_the_effects_add_up(tmp_path, seed):
    rng = np.random.default_rng(seed)
    rules = scheme(tmp_path)
    tables = []
    for year in (2023, 2022):
        table = firms(rng.lognormal(3, 1, 60).round(3).tolist()).assign(
            year=year, county_code=rng.choice(["130502", "130503", "130505"], 60)
        )
        tables.append(table[rng.random(60) < 0.8].reset_index(drop=True))
    this, last = tables
    a, b = evaluate(this, rules), evaluate(last, rules)
    got = class_change(this, a, b, rules, rules, None, last)
    change_ = got["enterprises_change"]
    assert got[list(EFFECTS)].sum(axis=1).equals(change_)
    assert (got["enterprises"] - got["enterprises_last_year"]).equals(change_)
    # Every effect only moves enterprises between classes, but the roster.
    moves = got.groupby(["county_code", "scheme_group"])[
        ["merit_effect", "benchmark_effect", "quota_effect"]
    ].sum()
    assert (moves == 0).all(axis=None)
