import numpy as np
import pytest

from analysis.errors import DataError
from analysis.scoring import evaluate
from analysis.scoring.adjustment_rules import Overrides
from analysis.scoring.overrides import decided_by, override
from tests.scoring.conftest import adjustments
from tests.scoring.schemes import scheme
from tests.scoring.test_classes import firms

HEAD = "uscc item kind points target_class evidence\n"


def judged(tmp_path, rows: str, taxes=(50, 40, 30, 20, 10), extra: str = ""):
    result = evaluate(firms(list(taxes)), scheme(tmp_path, extra=extra), adjustments(HEAD + rows))
    return result.enterprises.set_index("uscc")


def test_bonus_and_penalty_are_added_and_capped(tmp_path):
    rows = """firm0001 listed  bonus   4 - -
firm0001 award   bonus   9 - -
firm0002 accident penalty 3 - -
firm0003 leader  bonus   - - -"""
    extra = "points: {bonus: {leader: 2}, bonus_cap: 10}"
    got = judged(tmp_path, rows, extra=extra)
    assert got["bonus_points"].tolist() == [0, 10, 0, 2, 0]
    assert got["penalty_points"].tolist() == [0, 0, 3, 0, 0]
    assert got["score"].tolist() == [50, 50, 27, 22, 10]


def test_veto_beats_all(tmp_path):
    rows = """firm0000 title    direct  - A  -
firm0000 new      protect - A  -
firm0000 accident veto    - D  -
firm0000 panel    manual  - A  panel"""
    got = judged(tmp_path, rows).loc["firm0000"]
    steps = [
        "class_initial",
        "class_protect",
        "class_direct",
        "class_veto",
        "class_manual",
        "class",
    ]
    assert got[steps].tolist() == ["A", "A", "A", "D", "D", "D"]
    assert got["decided_by"] == "veto"


def test_each_override_is_kept(tmp_path):
    rows = """firm0004 new    protect - -  -
firm0003 title  direct  - -  -
firm0000 case   veto    - -  -
firm0001 panel  manual  - D  minutes"""
    got = judged(tmp_path, rows)
    assert got["class_initial"].tolist() == ["A", "B", "B", "C", "D"]
    assert got["class"].tolist() == ["C", "D", "B", "A", "C"]
    assert got["decided_by"].tolist() == ["veto", "manual", "quota", "direct", "protect"]


def test_a_protection_never_lowers_and_a_veto_never_raises(tmp_path):
    rows = "firm0000 new protect - C -\nfirm0004 case veto - A -"
    assert judged(tmp_path, rows)["class"].tolist() == ["A", "B", "B", "C", "D"]


def test_the_order_is_the_schemes():
    rules = Overrides(order=("veto", "protect", "direct", "manual"), veto_is_final=False)
    none = np.array([-1], dtype=np.int8)
    targets = {"veto": np.array([3]), "protect": np.array([2]), "direct": none, "manual": none}
    after = override(np.array([0], dtype=np.int8), targets, rules)
    assert [int(code[0]) for code in after.values()] == [3, 2, 2, 2]
    assert decided_by(np.array([0], dtype=np.int8), after).tolist() == [2]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("firm0000 panel manual - A -", "needs target_class and evidence"),
        ("firm0000 x bonus - - -", "no points, and not in the scheme"),
        ("firm0000 x veto - E -", "target_class is not one of"),
        ("firm0000 a manual - A x\nfirm0000 b manual - B x", "manually changed twice"),
        ("firm0000 a hope 3 - -", r"kind \['hope'\] is not one of"),
    ],
)
def test_wrong_adjustments_are_named(tmp_path, row, why):
    with pytest.raises(DataError, match=why):
        judged(tmp_path, row)


def test_a_panel_may_exempt_and_nothing_else_may(tmp_path):
    got = judged(tmp_path, "firm0000 panel manual - T minutes")
    assert got.loc["firm0000", ["class_initial", "class"]].tolist() == ["A", "T"]
    with pytest.raises(DataError, match="target_class is not one of"):
        judged(tmp_path, "firm0000 new protect - T -")


def test_a_doubled_enterprise_is_refused(tmp_path):
    table = firms([1, 2])
    with pytest.raises(DataError, match="1 enterprise doubled: firm0000"):
        evaluate(table.assign(uscc="firm0000"), scheme(tmp_path))
