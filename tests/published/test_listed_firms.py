"""Growth rates which the Taiwan Stock Exchange printed for every listed company."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import rates

FOLDER = Path(__file__).parents[2] / "../shared/data/tw_listed_firms_monthly_snapshot"

pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the listed-company files are not beside the repository"
)

RATES = {
    "營業收入-上月比較增減(%)": ("營業收入-當月營收", "營業收入-上月營收"),
    "營業收入-去年同月增減(%)": ("營業收入-當月營收", "營業收入-去年當月營收"),
    "累計營業收入-前期比較增減(%)": ("累計營業收入-當月累計營收", "累計營業收入-去年累計營收"),
}


@pytest.mark.parametrize("month", ["2023-06", "2023-08"])
@pytest.mark.parametrize("printed", RATES)
def test_every_printed_rate_is_reproduced(month, printed):
    firms = pd.read_csv(FOLDER / f"t187ap05_L_{month}.csv", encoding="utf-8-sig")
    current, base = (pd.to_numeric(firms[name]) for name in RATES[printed])
    ours = rates.growth_pct(current, base)
    theirs = pd.to_numeric(firms[printed], errors="coerce")
    known = ours.notna()
    assert known.sum() >= 970
    # 1e-11 relative to the rate where that is large: the printed digits are a double's own.
    np.testing.assert_allclose(ours[known], theirs[known], rtol=1e-11, atol=1e-11)


def test_industry_growth_is_the_ratio_of_sums():
    firms = pd.read_csv(FOLDER / "t187ap05_L_2023-06.csv", encoding="utf-8-sig")
    current, base = RATES["累計營業收入-前期比較增減(%)"]
    industries = rates.comparable_growth(firms, current, base, by=["產業別"])
    cement = firms[firms["產業別"] == "水泥工業"]
    expected = 100 * (cement[current].sum() / cement[base].sum() - 1)
    got = industries.set_index("產業別").loc["水泥工業", "growth_pct"]
    assert got == pytest.approx(expected, rel=1e-12)
