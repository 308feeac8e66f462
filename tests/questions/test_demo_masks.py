"""Nothing more and nothing less is withheld than was agreed."""

from pathlib import Path

import pandas as pd

from tests.questions.demo_masks import demo_masks

AGREED = Path(__file__).with_name("demo_masks.csv")


def test_the_masks_of_the_demo_city_are_those_agreed(tmp_path):
    agreed = pd.read_csv(AGREED, dtype={"hash": str})
    pd.testing.assert_frame_equal(demo_masks(tmp_path), agreed, check_dtype=False)
