"""A formula is read in the language of the page: no English words on a Chinese card."""

import re

import pytest

from analysis.display.quantity_cards import COLUMN
from analysis.tables.registry import figures


@pytest.mark.parametrize("name", [*figures()])
def test_a_formula_with_words_has_them_in_both_languages(name):
    formula = figures()[name][1].formula
    said = formula if isinstance(formula, str) else formula("zh")
    assert not re.search(r"\b(?!max\b)[a-z]{3,}", COLUMN.sub("", said)), said
