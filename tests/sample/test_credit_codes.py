from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from stdnum.cn import uscc

from analysis.sample.credit_codes import credit_checks, credit_codes, organisation_checks

VECTORS = Path(__file__).parents[3] / "shared" / "data" / "reference_cn" / "uscc_vectors.csv"
KNOWN = ["91350100M000100Y43", "91110108551385082Q", "913702816143139252", "91110000600037341L"]
REMAINDER_ZERO = ["91130500MA00001460", "91130500MA00003810"]  # their check character is 0


@pytest.mark.parametrize("code", KNOWN + REMAINDER_ZERO)
def test_the_check_character_of_known_codes(code):
    assert credit_checks(np.array([code[:17]])) == [code[17]]


@pytest.mark.parametrize("code", KNOWN)
def test_the_check_character_of_known_organisation_codes(code):
    assert organisation_checks(np.array([code[8:16]])) == [code[16]]


def test_the_check_characters_of_all_published_vectors():
    if not VECTORS.is_file():
        pytest.skip(f"no {VECTORS.name} beside the repository")
    vectors = pd.read_csv(VECTORS, dtype=str).query("status == 'valid'")["uscc"].to_numpy("U18")
    checks = credit_checks(vectors.astype("U17"))
    assert len(vectors) == 201
    assert (checks == [code[17] for code in vectors]).all()


def test_codes_are_valid_and_different():
    numbers = np.arange(3000)
    codes = credit_codes(np.repeat(["139901", "900181"], 1500), numbers % 1500)
    assert all(uscc.is_valid(code) for code in codes.tolist())
    assert len(set(codes.tolist())) == 3000
    assert "0" in {code[17] for code in codes.tolist()}
