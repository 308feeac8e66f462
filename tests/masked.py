"""What is withheld of a question's answers, worked out in memory."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.disclosure import masks_of
from analysis.disclosure.masks import solved
from analysis.disclosure.problem import Posed
from analysis.results.key import given


def masked(store, name, period, answers=None) -> dict[str, pd.DataFrame]:
    """The masks of a question's tables; `answers` are worked out unless they are known."""
    asked = given(store, name, period)
    return masks_of(replace(asked, answers=answers or asked.question.answer(asked)), _once)


_SOLVED: dict[str, np.ndarray] = {}


def _once(posed: Posed) -> np.ndarray:
    """What is withheld in a problem: tests of one question pose most of it again."""
    if posed.key not in _SOLVED:
        _SOLVED[posed.key] = solved(posed)
    return _SOLVED[posed.key]
