"""Results that manuals and offices printed, by the calls that an analyst would make.

REAT: examples of Farhauer and Kröll (2013, 2014) and Doersam (2004) in the documentation of
Wieland's R package (numbers only). HDI: Human Development Report 2021/22, table 1 and technical
note 1. TAI: OECD and JRC (2008), *Handbook on Constructing Composite Indicators*. QCEW: U.S. Bureau
of Labor Statistics, public domain. Listed companies: Taiwan Stock Exchange.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import analysis
from tests.published.test_scoring_tai import tai  # noqa: F401

SHARED = Path(__file__).parents[2] / "../shared/data"


def by_number(*values):
    return pd.Series(values, index=[f"m{i}" for i in range(len(values))], dtype="float64")


REGIONS = {
    "A": ((90, 20, 10, 60), (100, 40, 10, 55)),
    "B": ((60, 30, 30, 40), (85, 55, 40, 35)),
    "C": ((250, 100, 110, 300), (255, 115, 85, 390)),
}
NATION = ((400, 150, 150, 400), (440, 210, 135, 480))


class TestReat:
    def test_location_quotient(self):
        found = analysis.location_quotient(
            pd.DataFrame({"industry": [1714]}, index=["region"]),
            totals={"region": 79006},
            reference={"industry": 879213},
            reference_total=15593224,
        )
        assert round(found.loc["region", "industry"], 7) == 0.3847623

    def test_market_shares_of_four_car_makers(self):
        found = analysis.concentration(by_number(20, 50, 20, 10))
        printed = {"gini": 0.3, "gini_normalised": 0.4, "hhi": 0.34, "hhi_normalised": 0.12}
        assert found[list(printed)].round(4).to_dict() == printed

    def test_gini_of_classes_of_income(self):
        people = by_number(1000, 1200, 1600, 400, 200, 600)
        income = by_number(500, 1500, 2500, 4000, 7500, 15000)
        found = analysis.concentration(income * people, reference=people)
        assert round(found["gini"], 4) == 0.5278

    def test_gini_of_the_product_of_german_states(self):
        states = by_number(
            *(460.69, 549.19, 124.16, 65.29, 31.59, 109.27, 263.44, 39.87, 258.53, 645.59),
            *(131.95, 35.03, 112.66, 56.22, 85.61, 56.81),
        )
        assert round(analysis.concentration(states)["gini"], 4) == 0.5009

    def test_gini_of_an_industry_over_regions_that_count_alike(self):
        industry = by_number(500, 500, 1000, 7000, 1000)
        regions = by_number(20000, 15000, 20000, 40000, 5000)
        found = analysis.concentration(industry, reference=regions, weighted=False)
        assert round(found["gini"], 7) == 0.4068966

    def test_gini_of_a_regions_specialisation(self):
        region = by_number(700, 600, 500, 10000, 40000)
        industries = by_number(30000, 15000, 10000, 60000, 50000)
        found = analysis.concentration(region, reference=industries, weighted=False)
        assert round(found["gini"], 7) == 0.6222222

    def test_krugman_of_sweden_beside_the_mean_of_four_countries(self):
        jobs = pd.DataFrame(
            {
                "Sweden": [45000, 15000, 32000, 10000, 30000],
                "Norway": [35000, 12000, 30000, 8000, 22000],
                "Denmark": [40000, 10000, 25000, 9000, 18000],
                "Finland": [30000, 11000, 18000, 3000, 13000],
                "Iceland": [40000, 6000, 11000, 2000, 12000],
            }
        )
        found = analysis.concentration(jobs, reference="average")
        assert round(found.loc["Sweden", "krugman"], 4) == 0.1595

    def test_krugman_of_mining_beside_the_mean_of_four_industries(self):
        regions = pd.DataFrame(
            {
                "chemistry": [20000, 11000, 31000, 8000, 20000],
                "social": [40000, 10000, 25000, 9000, 16000],
                "electronics": [10000, 11000, 14000, 14000, 13000],
                "wood": [7000, 7500, 11000, 1500, 36000],
                "mining": [4320, 7811, 3900, 2300, 47560],
            }
        )
        found = analysis.concentration(regions, reference="average")
        assert round(found.loc["mining", "krugman"], 4) == 0.8619

    def test_two_regions_with_nothing_in_common(self):
        jobs = pd.DataFrame({"j": [20, 10, 70, 0, 0], "l": [0, 0, 0, 60, 40]})
        assert analysis.concentration(jobs)["krugman"].round(12).tolist() == [2, 2]

    def test_ellison_glaeser_of_ten_plants_in_austria(self):
        plants = pd.DataFrame(
            {
                "city": ["Wien"] * 5 + ["Linz"] * 4 + ["Graz"],
                "industry": "i",
                "jobs": [200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000],
            }
        )
        all_jobs = {"Wien": 500000, "Linz": 400000, "Graz": 100000}
        found = analysis.ellison_glaeser(
            plants, region="city", industry="industry", size="jobs", regions=all_jobs
        )
        assert round(found.loc["i", "gamma"], 8) == 0.05990628

    def test_litzenberger_and_sternbergs_index(self):
        found = analysis.litzenberger_sternberg(
            pd.DataFrame({"i": [1743, 5740 - 1743]}, index=["j", "rest"]),
            pd.DataFrame({"i": [35, 53 - 35]}, index=["j", "rest"]),
            area={"j": 50, "rest": 576 - 50},
            population={"j": 488, "rest": 4621 - 488},
        )
        assert round(found.loc["j", "i"], 5) == 21.87491

    def years(self):
        return [pd.DataFrame({r: pair[year] for r, pair in REGIONS.items()}).T for year in (0, 1)]

    def test_shift_share_of_three_regions_of_a_nation(self):
        # The regions make up the nation; by hand from the formulas of the textbook.
        base, end = self.years()
        assert tuple(base.sum()) == NATION[0] and tuple(end.sum()) == NATION[1]
        effects = analysis.shift_share(base, end).groupby("county").sum()
        assert effects.loc["A", "reference_effect"] == pytest.approx(180 * (1265 / 1100 - 1))
        expected = 90 * 1.1 + 20 * 1.4 + 10 * 0.9 + 60 * 1.2
        assert effects.loc["A", "mix_effect"] == pytest.approx(expected - 180 * 1265 / 1100)
        assert effects.loc["A", "local_effect"] == pytest.approx(205 - expected)
        assert effects["local_effect"].sum() == pytest.approx(0)

    def test_one_region_against_the_nation_is_the_same(self):
        base, end = self.years()
        nation = tuple(pd.Series(year) for year in NATION)
        for method in ("classic", "esteban_marquillas", "arcelus"):
            alone = analysis.shift_share(
                base.loc["A"], end.loc["A"], method=method, reference=nation
            )
            among = analysis.shift_share(base, end, method=method).loc[["A"]]
            pd.testing.assert_frame_equal(alone, among, check_names=False)

    def test_gerfins_factors(self):
        base, end = self.years()
        factors = analysis.shift_share(base, end, method="gerfin").loc["A"]
        expected = 90 * 1.1 + 20 * 1.4 + 10 * 0.9 + 60 * 1.2
        assert factors["structural_factor"] == pytest.approx(expected / 180 / (1265 / 1100))
        assert factors["location_factor"] == pytest.approx(205 / expected)
        assert factors["regional_factor"] == pytest.approx(205 / 180 / (1265 / 1100))


class TestHumanDevelopment:
    COUNTRIES = pd.DataFrame(
        [
            ["Switzerland", 84.0, 16.5, 13.9, 66933, 0.962],
            ["Norway", 83.2, 18.2, 13.0, 64660, 0.961],
            ["China", 78.2, 14.2, 7.6, 17504, 0.768],
            ["Niger", 61.6, 7.0, 2.1, 1240, 0.400],
            ["South Sudan", 55.0, 5.5, 5.7, 768, 0.385],
        ],
        columns=["country", "life", "expected", "mean", "income", "printed"],
    ).set_index("country")

    def test_index_of_five_countries(self):
        found = analysis.composite(
            self.COUNTRIES,
            {"health": "life", "education": ["expected", "mean"], "living": "income"},
            aggregate={"score": "geometric"},
            goalposts={
                "life": (20, 85),
                "expected": (0, 18),
                "mean": (0, 15),
                "income": (100, 75000),
            },
            logs=["income"],
        )
        # The table prints its indicators with one digit, so the index may err in its last.
        assert (found["score"] - self.COUNTRIES["printed"]).abs().max() <= 0.0011
        assert found["rank"].tolist() == [1, 2, 3, 4, 5]


class TestHandbook:
    def test_weights_of_rotated_components(self, tai):  # noqa: F811
        from analysis.scoring.indicator_weights import loadings

        # Tables 16 and 17: four components; patents load by 0.97 on one, 0.67 of its squares.
        values = np.linalg.eigvalsh(tai.corr())[::-1]
        np.testing.assert_allclose(100 * values[:4] / 8, [41.9, 21.8, 12.3, 11.1], atol=0.15)
        found = np.abs(loadings(tai.to_numpy()))
        own = found[0].argmax()
        assert found[0, own] == pytest.approx(0.97, abs=0.01)
        assert (found[0] ** 2 / (found**2).sum(axis=0))[own] == pytest.approx(0.67, abs=0.015)
        weights = analysis.indicator_weights(tai, "pca", normalise="zscore")
        assert weights.idxmax() == "patents" and weights.sum() == pytest.approx(1)


class TestOffices:
    def test_listed_companies_of_taiwan(self):
        file = SHARED / "tw_listed_firms_monthly_snapshot/t187ap05_L_2023-06.csv"
        if not file.exists():
            pytest.skip("the listed-company files are not beside the repository")
        firms = pd.read_csv(file, encoding="utf-8-sig")
        now, before = "累計營業收入-當月累計營收", "累計營業收入-去年累計營收"
        found = analysis.growth(firms, now, before, by=["公司代號"])
        printed = firms.set_index("公司代號")["累計營業收入-前期比較增減(%)"]
        both = found.set_index("公司代號")["growth_pct"].dropna().to_frame("ours").join(printed)
        assert len(both) >= 970
        np.testing.assert_allclose(both["ours"], both.iloc[:, 1], rtol=1e-11, atol=1e-11)

    def test_quotients_of_new_jersey(self):
        file = SHARED / "us_qcew_2016/qcew_nj_2016q.csv"
        if not file.exists():
            pytest.skip("the QCEW extract is not beside the repository")
        rows = pd.read_csv(file, dtype={"area_fips": "str", "industry_code": "str"})
        rows = rows[rows["qtr"] == 1]
        whole = rows[(rows["own_code"] == 0) & (rows["industry_code"] == "10")]
        whole = whole.set_index("area_fips")["qtrly_estabs_count"]
        cells = rows[(rows["own_code"] == 5) & (rows["industry_code"].str.fullmatch(r"3\d\d"))]
        wide = cells.pivot_table(
            index="area_fips", columns="industry_code", values="qtrly_estabs_count"
        )
        printed = cells.pivot_table(
            index="area_fips", columns="industry_code", values="lq_qtrly_estabs_count"
        )
        # The nation is not in the file: its share is what makes the state's quotient the printed
        # one, known to half of its last digit.
        state = next(code for code in wide.index if code.endswith("000"))
        share = wide.loc[state] / whole[state] / printed.loc[state]
        found = analysis.location_quotient(
            wide, totals=whole[wide.index], reference=share, reference_total=1.0
        )
        error = 0.005 * found / printed.loc[state] + 0.005
        assert not ((found - printed).abs() > error * 1.001).to_numpy().any()
        assert (found.notna() & printed.notna()).to_numpy().sum() > 400
