"""Primary rules: worked examples and the published answers they must agree with."""

import pandas as pd
import pytest

from analysis.disclosure import unsafe_cells
from analysis.tables.city import DisclosureRules

RULES = DisclosureRules(minimum_units=3, p_percent=10)


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
        ((-100, 90, 80), ""),
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
