"""Every number of the year's report has an owner, and a test that counts it from the raw files."""

import importlib
import inspect
from pathlib import Path

from analysis.questions.typed.question import QUESTION as TYPED
from analysis.tables.registry import figures

ASKED = range(1, 119)
"""The blanks of the year's report, in its order."""
NAMES = {
    6, 10, 22, 25, 29, 37, 39, 43, 45, 47, 48, 49, 59, 65, 78, 81, 82, 84, 86, 87, 91, 92, 97, 98,
    101, 103, 105, 106, 110, 111, 112, 113, 114, 116,
}  # fmt: skip
RANKS = {24, 28, 67, 77, 80}
TYPED_NUMBERS = {61, 99, 100, 102, 104}


def recounted() -> set[str]:
    """The named figures that a test bears as its mark, each of the demo city's raw files."""
    found = set()
    for path in Path(__file__).parent.glob("*/test_*.py"):
        if "pytest.mark.recounts(" not in path.read_text(encoding="utf-8"):
            continue
        module = importlib.import_module(f"tests.questions.{path.parent.name}.{path.stem}")
        for _, test in inspect.getmembers(module, inspect.isfunction):
            marks = [m for m in getattr(test, "pytestmark", []) if m.name == "recounts"]
            found |= {quantity.name for mark in marks for quantity in mark.args[0]}
    return found


def test_every_number_of_the_years_report_is_counted_anew_from_the_raw_files():
    counted = recounted()
    numbers = [n for name in counted for n in figures()[name][1].numbers]
    assert sorted(numbers) == [n for n in ASKED if n not in NAMES]
    assert len(ASKED) - len(NAMES | RANKS) == 79


def test_each_has_one_owner_and_what_is_typed_is_said_to_be():
    found = {
        number: (question, quantity)
        for question, quantity in figures().values()
        for number in quantity.numbers
    }
    assert all(quantity.owner.zh and quantity.owner.en for _, quantity in found.values())
    typed = {number for number, (_, quantity) in found.items() if quantity in TYPED.quantities}
    assert typed == TYPED_NUMBERS | RANKS
