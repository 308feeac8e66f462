"""Nothing more and nothing less is withheld than was agreed."""

import pandas as pd
import pytest

from analysis.tables.registry import names
from tests.questions.demo_masks import AGREED, demo_masks


@pytest.fixture(scope="module")
def masks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return demo_masks(tmp_path_factory.mktemp("masks"))


@pytest.mark.parametrize("question", names())
def test_the_masks_of_the_demo_city_are_those_agreed(masks, question):
    agreed = AGREED / question / "masks.csv"
    assert agreed.exists() == (question in masks)
    if agreed.exists():
        rows = pd.read_csv(agreed, dtype={"hash": str})
        pd.testing.assert_frame_equal(masks[question], rows, check_dtype=False)
