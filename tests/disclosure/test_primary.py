"""Primary rules: worked examples and the published answers they must agree with."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.disclosure import unsafe_cells
from analysis.disclosure.primary import judged, plainly_safe
from analysis.tables.disclosure_rules import DisclosureRules

RULES = DisclosureRules(minimum_units=3, p_percent=10)
KNOWN = Path(__file__).parent / "known"
"""Published answers; where each is from stands in its file, or in the folder's README."""


def cell(*values: float | None) -> pd.DataFrame:
    """One cell with one enterprise a value."""
    return pd.DataFrame(
        {
            "cell": "x",
            "unit": [f"e{i}" for i in range(len(values))],
            "measure": "output",
            "value": list(values),
        }
    )


def judge(*values: float | None, rules: DisclosureRules = RULES) -> str:
    return unsafe_cells(cell(*values), ["cell"], rules)["reason"].item()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ((100,), "few"),
        ((100, 90), "few"),
        ((100, 90, 80), ""),
        # 930 + 40 + 20 + 10: the rest, 30, is under a tenth of the largest, 93.
        ((930, 40, 20, 10), "dominated"),
        # 100 + 50 + 10: the rest equals a tenth of the largest exactly; ties are unsafe.
        ((100, 50, 10), "dominated"),
        ((100, 50, 10.1), ""),
        ((100, 90, None), "unknown"),
        ((-100, 90, 80), "few"),  # what may be negative needs five
        ((-100, 90, 80, 70, 60), ""),
        ((0, 0, 0), ""),
    ],
)
def test_worked_examples(values, reason):
    assert judge(*values) == reason


def test_rows_of_one_enterprise_count_once():
    twice = pd.concat([cell(50, 40), cell(50, 40)])
    assert unsafe_cells(twice, ["cell"], RULES).iloc[0].to_dict() == {
        "cell": "x",
        "units": 2,
        "unsafe": True,
        "reason": "few",
    }


def test_a_cell_is_unsafe_as_soon_as_one_measure_is():
    tax = cell(930, 40, 20, 10).assign(measure="tax")
    both = pd.concat([cell(100, 90, 80, 70), tax])
    assert unsafe_cells(both, ["cell"], RULES)["reason"].item() == "dominated"


def test_stricter_p_hides_more():
    values = (100, 50, 14)
    assert judge(*values) == ""
    assert judge(*values, rules=DisclosureRules(p_percent=15)) == "dominated"


def test_ties_are_unsafe_as_published():
    known = json.loads((KNOWN / "dominance_ties.json").read_text(encoding="utf-8"))
    rules = {
        "(1,70)+(2,90)": ({"dominance": (1, 70)}, {"dominance": (2, 90)}),
        "(2,90)": ({"dominance": (2, 90)},),
        "(2,98)": ({"dominance": (2, 98)},),
        "p10": ({"p_percent": 10},),
        "p15": ({"p_percent": 15},),
        "p50": ({"p_percent": 50},),
    }
    for name, expected in known["GaussSuppression"].items():
        found = [
            any(
                judge_by(values, **{"p_percent": 1e-6, **rule}) == "dominated"
                for rule in rules[name]
            )
            for values in known["cells"].values()
        ]
        assert found == [bool(unsafe) for unsafe in expected], name


def judge_by(values, **rules) -> str:
    """The judgement by concentration alone: one that is few is put beside two that are nothing."""
    padded = [*values, *[0.0] * (3 - len(values))]
    return judge(*padded, rules=DisclosureRules(**rules))


def test_a_waived_enterprise_is_not_asked_about():
    rules = DisclosureRules(p_percent=10, waivers=["e0"])
    # Without the waiver the rest, 30, tells e0; of e1 (40) the rest without e0 is 30.
    assert judge(930, 40, 20, 10, rules=rules) == ""
    assert judge(930, 40, 2, 1, rules=rules) == "dominated"
    assert judge(930, rules=rules) == ""


def test_what_must_be_hidden_around_an_unsafe_sum():
    found = judged(cell(300, 20, 10), ["cell"], DisclosureRules(p_percent=20, minimum_units=3))
    assert found["protection"].item() == 300 * 0.2 - 10
    by_share = DisclosureRules(p_percent=1e-6, dominance=(1, 85))
    # The Handbook's example: the upper bound must exceed 352.94.
    found = judged(cell(300, 20, 10), ["cell"], by_share)
    assert found["total"].item() + found["protection"].item() == pytest.approx(352.941176)


def test_means_need_more_enterprises_and_zeros_may_be_protected():
    four = cell(10, 10, 10, 10)
    assert judged(four, ["cell"], RULES)["reason"].item() == ""
    assert judged(four, ["cell"], RULES, least=RULES.mean_units)["reason"].item() == "few"
    assert judge(0, 0, 0) == ""
    assert judge(0, 0, 0, rules=DisclosureRules(protect_zero_sums=True)) == "zero"


@pytest.mark.parametrize("seed", range(20))
def test_what_is_plainly_safe_is_judged_safe_and_most_of_what_is_safe_is(seed):
    rng = np.random.default_rng(seed)
    count = 300
    rows = pd.DataFrame(
        {
            "cell": rng.integers(0, 40, count),
            "unit": rng.integers(-1, 30, count),
            "measure": "output",
            "value": np.round(rng.lognormal(3, 1.5, count), 1),
        }
    )
    rows.loc[rng.integers(0, count, 5), "value"] = np.nan
    plain = plainly_safe(*(rows[c].to_numpy() for c in ("cell", "unit", "value")), 3, RULES)
    named = rows.assign(unit=rows["unit"].astype("str").mask(rows["unit"] < 0))
    found = judged(named, ["cell"], RULES).set_index("cell")["reason"]
    assert (found[plain[found.index]] == "").all()
    assert plain.sum() == (found == "").sum() > 0
    waived = RULES.model_copy(update={"waivers": ["1"]})
    assert not plainly_safe(
        *(rows[c].to_numpy() for c in ("cell", "unit", "value")), 3, waived
    ).any()
