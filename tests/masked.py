"""What is withheld of a question's answers, worked out in memory."""

from dataclasses import replace

import pandas as pd

from analysis.disclosure import masks_of
from analysis.results.key import given


def masked(store, name, period, answers=None) -> dict[str, pd.DataFrame]:
    """The masks of a question's tables; `answers` are worked out unless they are known."""
    asked = given(store, name, period)
    return masks_of(replace(asked, answers=answers or asked.question.answer(asked)))
