"""What is wrong is one sentence that names all of it; empty and constant have a stated result."""

import numpy as np
import pandas as pd
import pytest

import analysis
from analysis import DataError

TABLE = pd.DataFrame(
    {"s": [80.0, 20.0, 10.0], "t": [20.0, 80.0, 5.0]}, index=["East", "West", "South"]
)
ROWS = pd.DataFrame({"now": [1.0, 2.0], "before": [1.0, 1.0]})
MONTHS = [f"2021-{month:02d}" for month in range(1, 13)]
SERIES = pd.Series(np.arange(12.0), index=MONTHS)
AREA = dict.fromkeys(TABLE.index, 1.0)

OF_LEVELS = {
    "location_quotient": analysis.location_quotient,
    "shift_share base": lambda x: analysis.shift_share(x, TABLE),
    "shift_share end": lambda x: analysis.shift_share(TABLE, x),
    "concentration": analysis.concentration,
    "litzenberger_sternberg": lambda x: analysis.litzenberger_sternberg(
        x, TABLE, area=AREA, population=AREA
    ),
}
OF_NUMBERS = {
    **OF_LEVELS,
    "forecast": analysis.forecast,
    "evaluate_forecasts": lambda x: analysis.evaluate_forecasts(x, 1, origins=1),
    "composite": analysis.composite,
    "indicator_weights": analysis.indicator_weights,
    "composite_sensitivity": lambda x: analysis.composite_sensitivity(x, draws=1),
    "score": lambda x: analysis.score(x, weights={"s": 1, "t": 1}),
    "growth": lambda x: analysis.growth(x, "s", "t"),
    "pull": lambda x: analysis.pull(x, "s", "t"),
    "convergence": lambda x: analysis.convergence(x, years=1),
    "ellison_glaeser": lambda x: analysis.ellison_glaeser(
        x.assign(a="r", b="i"), region="a", industry="b", size="s"
    ),
}
each_of_levels = pytest.mark.parametrize("name", OF_LEVELS)
each_of_numbers = pytest.mark.parametrize("name", OF_NUMBERS)


@each_of_levels
def test_negative_levels_are_refused_with_their_columns(name):
    with pytest.raises(DataError) as raised:
        OF_LEVELS[name](TABLE.assign(s=-1.0, t=-2.0))
    assert "negative values in s, t" in raised.value.en


@each_of_numbers
def test_what_is_no_number_is_refused_with_its_columns(name):
    with pytest.raises(DataError, match="not numbers: s"):
        OF_NUMBERS[name](TABLE.assign(s="many"))


@each_of_numbers
def test_infinite_values_are_refused_with_their_columns(name):
    with pytest.raises(DataError, match="infinite values in s"):
        OF_NUMBERS[name](TABLE.assign(s=np.inf))


@each_of_numbers
@pytest.mark.parametrize("scale", [1e300, 1e-200])
def test_what_fits_no_square_is_refused_with_its_columns(name, scale):
    with pytest.raises(DataError, match=r"beyond 1e-100 to 1e100 \(take another unit\): s$"):
        OF_NUMBERS[name](TABLE.assign(s=TABLE["s"] * scale))


@pytest.mark.parametrize("name", sorted({*OF_NUMBERS} - {"ellison_glaeser"}))
@pytest.mark.parametrize(("given", "kind"), [([1.0, 2.0], "list"), (np.ones(3), "ndarray")])
def test_what_is_no_frame_is_refused(name, given, kind):
    with pytest.raises(DataError, match=f"give a DataFrame .*, not {kind}"):
        OF_NUMBERS[name](given)


@each_of_levels
def test_an_empty_frame_is_refused(name):
    with pytest.raises(DataError, match="empty"):
        OF_LEVELS[name](TABLE.iloc[:0, :0])


@pytest.mark.parametrize(
    "name", sorted({*OF_NUMBERS} - {"growth", "pull", "ellison_glaeser", "score", "convergence"})
)
def test_a_label_that_stands_twice_is_refused(name):
    with pytest.raises(DataError, match="twice: East"):
        OF_NUMBERS[name](pd.concat([TABLE, TABLE.iloc[:1]]))


@pytest.mark.parametrize(
    "ask",
    [
        lambda: analysis.growth(ROWS, "new", "old", by=["town"]),
        lambda: analysis.pull(ROWS, "new", "old", by=["town"]),
        lambda: analysis.ellison_glaeser(ROWS, region="town", industry="new", size="old"),
        lambda: analysis.score(ROWS, weights={"new": 1, "old": 2, "town": 3}),
        lambda: analysis.composite(ROWS, ["new", "old", "town"]),
    ],
)
def test_all_missing_columns_are_named_in_one_sentence(ask):
    with pytest.raises(DataError) as raised:
        ask()
    assert all(name in raised.value.en for name in ("new", "old", "town", "now, before"))


def test_a_schemes_missing_columns_are_named_in_one_sentence():
    frame = pd.DataFrame({"uscc": ["a"], "year": [2022]})
    with pytest.raises(DataError) as raised:
        analysis.score(frame, "huangyan_2022")
    assert all(name in raised.value.en for name in ("county_code", "tax_10k_cny", "rd_10k_cny"))


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: analysis.forecast(SERIES, 0), "horizon should be a whole number"),
        (lambda: analysis.forecast(SERIES, True), "horizon should be a whole number"),
        (lambda: analysis.forecast(SERIES, season=0), "season should be a whole number"),
        (lambda: analysis.forecast(SERIES.iloc[:0]), "no periods"),
        (lambda: analysis.forecast(SERIES.rename(index={"2021-01": "spring"})), "YYYY-MM"),
        (lambda: analysis.forecast(pd.concat([SERIES, SERIES[:1]])), "2021-01"),
        (
            lambda: analysis.forecast(SERIES.rename(index={"2021-04": "2021/04"})),
            "not 2021/04 (written otherwise: pd.to_datetime",
        ),
        (lambda: analysis.forecast(SERIES.rename(lambda m: int(m.replace("-", "")))), "not 202101"),
        (lambda: analysis.forecast(SERIES.rename(index={"2021-04": None})), "periods that are mis"),
        (
            lambda: analysis.forecast(SERIES.set_axis(pd.to_datetime([None, *MONTHS[1:]]))),
            "periods that are missing",
        ),
        (lambda: analysis.forecast(pd.concat({"a": SERIES})), "one level"),
        (lambda: analysis.evaluate_forecasts(SERIES, origins=12), "12 periods"),
        (
            lambda: analysis.evaluate_forecasts(
                SERIES, 2, origins=1, season=1, method=lambda past, h: past.rename(columns=str)
            ),
            "value",
        ),
        (lambda: analysis.location_quotient(TABLE, totals={"East": 1}), "lacking: South, West"),
        (
            lambda: analysis.location_quotient(TABLE, totals={"East": 9, "West": 999, "South": 1}),
            "totals are less than the sum of their parts: East, South",
        ),
        (
            lambda: analysis.ellison_glaeser(
                TABLE.assign(r=TABLE.index, i="i"),
                **{"region": "r", "industry": "i", "size": "s"},
                regions={"East": 9, "West": 999, "South": 999},
            ),
            "regions are less than the sum of their parts: East",
        ),
        (
            lambda: analysis.forecast(SERIES.rename(lambda m: f"{m[:4]}年{m[5:]}月")),
            "pd.to_datetime(index.astype(str), format=",
        ),
        (
            lambda: analysis.growth(ROWS.rename_axis("town"), "now", "before", by="town"),
            "(reset_index takes them from the index)",
        ),
        (lambda: analysis.growth(ROWS, ROWS["now"], "before"), "not the name of a column"),
        (
            lambda: analysis.publication_table(
                TABLE, analysis.titles(dict.fromkeys("st", "T")), "en"
            ),
            "reset_index makes names a column",
        ),
        (lambda: analysis.location_quotient(TABLE, reference={"u": 1}), "lacking: s, t"),
        (lambda: analysis.location_quotient(TABLE, reference_total=1), "more than its total"),
        (lambda: analysis.location_quotient(TABLE, reference_total="9"), "not numbers: ref"),
        (lambda: analysis.location_quotient(TABLE, reference=[1, 2]), "give reference by name"),
        (lambda: analysis.location_quotient(TABLE, reference=TABLE), "give reference by name"),
        (lambda: analysis.location_quotient(TABLE, reference={"s": -1, "t": 1}), "negative"),
        (lambda: analysis.location_quotient(TABLE, reference={"s": "x", "t": 1}), "not numbers"),
        (
            lambda: analysis.location_quotient(TABLE, reference={"s": np.nan, "t": 100.0}),
            "lacking: s",
        ),
        (
            lambda: analysis.shift_share(TABLE, TABLE.rename(columns=str.upper)),
            "no label in common: s, t; S, T",
        ),
        (lambda: analysis.shift_share(TABLE, TABLE.T), "no label in common: East, West, South"),
        (lambda: analysis.shift_share(TABLE, TABLE, reference=TABLE.sum()), "a Series a year"),
        (lambda: analysis.shift_share(TABLE, TABLE, method="dunn"), "classic"),
        (lambda: analysis.shift_share(TABLE["s"], TABLE["t"]), "needs a reference"),
        (
            lambda: analysis.shift_share(TABLE, TABLE, reference=(TABLE.sum(),)),
            "1 years, the data 2",
        ),
        (
            lambda: analysis.shift_share(TABLE, TABLE, reference=(TABLE.sum() * 0, TABLE.sum())),
            "had nothing of and a county had: s, t",
        ),
        (lambda: analysis.concentration(TABLE, of="counties"), "columns, rows"),
        (lambda: analysis.concentration(TABLE, reference="mean"), "pooled, average"),
        (lambda: analysis.concentration(TABLE["s"], reference={"East": 1}), "South, West"),
        (lambda: analysis.concentration(TABLE["s"], reference=-TABLE["t"]), "negative"),
        (lambda: analysis.concentration(TABLE["s"], reference="pooled"), "one alone"),
        (lambda: analysis.concentration(TABLE, largest=0), "largest should be"),
        (lambda: analysis.convergence(TABLE), "is no year"),
        (lambda: analysis.convergence(TABLE, years=1), "at least 8 units"),
        (lambda: analysis.convergence(TABLE[["s"]], years=1), "two years"),
        (lambda: analysis.score(TABLE), "a scheme or weights"),
        (lambda: analysis.score(TABLE, "huangyan_2002"), "probably huangyan_2022"),
        (lambda: analysis.score(TABLE, {"s": 1, "t": 2}), "weights=…"),
        (lambda: analysis.score(TABLE, weights=[1, 2]), "weights go by name"),
        (lambda: analysis.composite(TABLE, weights={"s": 1, "u": 2}), "u"),
        (lambda: analysis.composite(TABLE, ["s", "t"], weights={"s": 1}), "each of s, t"),
        (lambda: analysis.composite(TABLE, weights={"s": 1, "t": -1}), "none negative"),
        (lambda: analysis.composite(TABLE, weights={"s": 0, "t": 0}), "not all 0"),
        (lambda: analysis.composite(TABLE, {"s": ["s", "t"]}), "twice: s"),
        (lambda: analysis.composite(TABLE, []), "an indicator at least"),
        (lambda: analysis.composite(TABLE, aggregate="median"), "arithmetic"),
        (lambda: analysis.composite(TABLE, aggregate={"top": "geometric"}), "score"),
        (lambda: analysis.composite(TABLE, goalposts={"s": (5, 5)}), "(low, high)"),
        (lambda: analysis.composite(TABLE, goalposts={"s": (5,)}), "goalposts s: (low, high)"),
        (lambda: analysis.composite(TABLE, goalposts={"s": 5}), "goalposts s: (low, high)"),
        (lambda: analysis.composite(TABLE, goalposts={"s": (0, 5)}, logs="s"), "above 0"),
        (
            lambda: analysis.composite(TABLE, goalposts={"s": (0, 5)}, normalise="rank"),
            "go with minmax",
        ),
        (lambda: analysis.composite(TABLE, span=(100, 0)), "span: (low, high)"),
        (
            lambda: analysis.figures.bars(
                ROWS.assign(town="East"),
                **{"name": "town", "value": "now", "lang": "cn"},
                table=analysis.titles({"now": "Now"}),
            ),
            "one of: zh, en",
        ),
        (
            lambda: analysis.figures.bars(
                ROWS.assign(town="East"),
                **{"name": "town", "value": "before", "lang": "zh"},
                table=analysis.titles({"now": "Now"}),
            ),
            "no column 'before'",
        ),
        (lambda: analysis.composite(TABLE, least_known=2), "least_known is 0 to 1"),
        (
            lambda: analysis.composite(TABLE, normalise="zscore", aggregate="geometric"),
            "span=(1, 100)",
        ),
        (lambda: analysis.indicator_weights(TABLE, "merec"), "above 0"),
        (lambda: analysis.indicator_weights(TABLE.iloc[:1], "entropy"), "fewer than two units"),
        (lambda: analysis.composite_sensitivity(TABLE, weights="pca"), "by name"),
        (lambda: analysis.composite_sensitivity(TABLE, spread=2), "spread is 0 to 1"),
        (
            lambda: analysis.litzenberger_sternberg(
                TABLE, TABLE.iloc[1:], area=AREA, population=AREA
            ),
            "differ in rows: East",
        ),
        (
            lambda: analysis.litzenberger_sternberg(
                TABLE, TABLE, area={**AREA, "West": 0}, population=AREA
            ),
            "area should be above 0: West",
        ),
        (
            lambda: analysis.ellison_glaeser(TABLE, region="s", industry="s", size="t"),
            "given twice: s",
        ),
        (lambda: analysis.growth(ROWS, "now", "now"), "given twice: now"),
        (lambda: analysis.growth(ROWS, "now", "before", by=["now"]), "given twice: now"),
        (lambda: analysis.growth(ROWS, ["now"], "before"), "not the name of a column: ['now']"),
        (
            lambda: analysis.pull(ROWS.rename(columns={"now": "change"}), "change", "before"),
            "columns of the result, rename them: change",
        ),
        (lambda: analysis.pull(ROWS, "now", "before", min_growth_pct="1"), "is a number"),
        (lambda: analysis.convergence(TABLE, years=0), "above 0, not 0"),
        (lambda: analysis.location_quotient(TABLE, reference_total=np.nan), "is missing"),
        (lambda: analysis.composite(TABLE, {"a": None}), "groups are a list of indicators"),
        (lambda: analysis.composite(TABLE, per=["s"]), "per goes by indicator"),
        (lambda: analysis.composite(TABLE, goalposts=[(0, 1)]), "goalposts goes by indicator"),
        (lambda: analysis.composite(TABLE, goalposts={"s": (0, np.inf)}), "(low, high)"),
        (lambda: analysis.composite_sensitivity(TABLE, aggregate=()), "a list of at least one"),
        (lambda: analysis.composite_sensitivity(TABLE, weight={}), "probably weights"),
        (lambda: analysis.evaluate_forecasts(SERIES, 1, method="naive"), "is a function of"),
        (lambda: analysis.forecast(pd.Series([1.0, 2.0], [0, 10**12])), "are the most"),
        (lambda: analysis.score(TABLE, 2022), "a scheme is a name"),
        (lambda: analysis.titles(["now"]), "titles go by column"),
        (lambda: analysis.titles({"now": ("Now", 1, 2)}), "the title of now is a text"),
        (lambda: analysis.open_city(None), "the name of a city or its folder, not None"),
    ],
)
def test_a_wrong_call_is_one_sentence(ask, said):
    with pytest.raises(DataError) as raised:
        ask()
    assert said in raised.value.en and "\n" not in raised.value.en and raised.value.zh


class TestStatedResults:
    """NaN, constant, zero and single inputs."""

    def test_a_cell_that_nobody_reported_stays_missing(self):
        gap = TABLE.mask(TABLE == 80)
        assert analysis.location_quotient(gap).isna().equals(gap.isna())
        effects = analysis.shift_share(gap, TABLE)
        assert effects.loc[[("East", "s"), ("West", "t")]].isna().all(axis=None)
        assert effects.drop([("East", "s"), ("West", "t")]).notna().all(axis=None)

    def test_a_county_that_one_year_lacks_is_left_out_and_missing(self):
        effects = analysis.shift_share(TABLE.iloc[:2], TABLE)
        assert effects.loc["South"].isna().all(axis=None)
        pd.testing.assert_frame_equal(
            effects.loc[["East", "West"]], analysis.shift_share(TABLE.iloc[:2], TABLE.iloc[:2])
        )

    def test_nothing_has_no_share(self):
        nothing = TABLE * 0
        assert analysis.location_quotient(nothing).isna().all(axis=None)
        measures = analysis.concentration(nothing).drop(columns="members")
        assert measures.isna().all(axis=None)

    def test_what_is_even_is_not_concentrated(self):
        even = analysis.concentration(pd.Series([5.0, 5.0, 5.0, 5.0], index=list("abcd")))
        assert even[["gini", "hoover", "theil", "cv", "hhi_normalised"]].abs().max() < 1e-12
        assert even["hhi"] == 0.25

    def test_a_county_alone_has_no_others(self):
        assert analysis.concentration(TABLE[["s"]])["krugman"].isna().all()

    def test_a_constant_series_goes_on(self):
        found = analysis.forecast(SERIES * 0 + 7, 2)
        np.testing.assert_allclose(found, 7, rtol=1e-5)

    def test_an_interval_as_narrow_as_a_point_holds_what_is_there(self):
        series = pd.Series(5.0, index=pd.period_range("2020-01", periods=30, freq="M"))
        found = analysis.evaluate_forecasts(series, 1, origins=3)
        assert (found[["coverage80_pct", "coverage95_pct"]] == 100).all(axis=None)

    def test_months_in_other_words_are_read_as_the_refusal_says(self):
        words = pd.to_datetime([f"{m[:4]}年{int(m[5:])}月" for m in MONTHS], format="%Y年%m月")
        whole = pd.Index([int(m.replace("-", "")) for m in MONTHS])
        numbers = pd.to_datetime(whole.astype(str), format="%Y%m")
        assert words.equals(numbers) and words.strftime("%Y-%m").tolist() == MONTHS

    def test_units_that_began_alike_have_no_slope(self):
        levels = pd.DataFrame({2012: 1.0, 2022: np.arange(1.0, 11.0)})
        found = analysis.convergence(levels)
        assert found["n"].item() == 10 and found.drop(columns="n").isna().all(axis=None)

    def test_weights_of_components_are_told_without_a_warning(self):
        assert analysis.indicator_weights(TABLE, "pca").sum() == pytest.approx(1)

    def test_a_series_of_zeros_stays_zero(self):
        np.testing.assert_allclose(analysis.forecast(SERIES * 0, 2), 0, atol=1e-5)

    def test_negative_figures_may_be_forecast(self):
        assert (analysis.forecast(-1 - SERIES, 2)["value"] < 0).all()

    def test_without_figures_there_is_no_forecast_with_few_no_interval(self):
        few = pd.DataFrame({"none": np.nan, "two": SERIES.where(SERIES > 9)}, index=MONTHS)
        found = analysis.forecast(few, 2)
        assert found.loc["none"].isna().all(axis=None)
        assert found.loc["two", "value"].notna().all()
        assert found.loc["two", ["lo80", "hi95"]].isna().all(axis=None)

    def test_a_period_left_out_is_a_gap(self):
        pd.testing.assert_frame_equal(
            analysis.forecast(SERIES.drop("2021-05"), 2),
            analysis.forecast(SERIES.where(SERIES.index != "2021-05"), 2),
        )

    def test_a_date_is_the_day_that_it_is_in_its_zone(self):
        months = pd.date_range("2021-01-01", periods=12, freq="MS")
        here = analysis.forecast(SERIES.set_axis(months), 2)
        for days in (months.tz_localize("Asia/Shanghai"), months.astype("timestamp[ns][pyarrow]")):
            found = analysis.forecast(SERIES.set_axis(days), 2)
            assert found.index[0].strftime("%Y-%m-%d") == "2022-01-01"
            np.testing.assert_array_equal(found, here)
        assert analysis.forecast(SERIES.set_axis(months.date), 2).index.equals(here.index)

    def test_numbers_that_a_workbook_left_as_objects_are_numbers(self):
        gap = TABLE.mask(TABLE == 80).astype(object).where(lambda x: x.notna(), None)
        pd.testing.assert_frame_equal(
            analysis.location_quotient(gap), analysis.location_quotient(TABLE.mask(TABLE == 80))
        )

    def test_columns_may_be_named_as_the_parts_of_a_calculation(self):
        plants = pd.DataFrame({"size": list("xyxy"), "industry": list("AABB"), "n": [9, 1, 1, 9]})
        plain = plants.set_axis(["what", "where", "jobs"], axis=1)
        found = analysis.ellison_glaeser(plants, region="industry", industry="size", size="n")
        expected = analysis.ellison_glaeser(plain, region="where", industry="what", size="jobs")
        pd.testing.assert_frame_equal(found, expected.rename_axis("size"))

    def test_growth_from_nothing_has_no_rate(self):
        rows = pd.DataFrame({"now": [1.0], "before": [0.0]})
        assert analysis.growth(rows, "now", "before")["growth_pct"].isna().all()
        assert analysis.pull(rows, "now", "before")["pull_pp"].isna().all()

    def test_growth_of_no_rows_at_all(self):
        assert analysis.growth(ROWS.iloc[:0], "now", "before", by=[]).empty

    def test_an_indicator_without_spread_tells_nobody_apart(self):
        even = TABLE.assign(s=3.0)
        found = analysis.composite(even, normalise="minmax")
        assert found["rank"].tolist() == analysis.composite(even[["t"]])["rank"].tolist()
        assert analysis.indicator_weights(even, "entropy").to_dict() == {"s": 0, "t": 1}

    def test_a_gap_is_no_score_or_taken_over_by_the_others(self):
        gap = TABLE.mask(TABLE == 80)
        assert analysis.composite(gap)["score"].isna().tolist() == [True, True, False]
        taken = analysis.composite(gap, gaps="reweight")
        assert taken.loc["East", "score"] == analysis.composite(gap[["t"]]).loc["East", "score"]

    def test_a_unit_that_knows_too_little_has_no_score(self):
        gap = TABLE.mask(TABLE == 80)
        found = analysis.composite(gap, gaps="reweight", least_known=0.6)
        assert found["score"].isna().tolist() == [True, True, False]

    def test_nothing_known_is_no_score(self):
        assert analysis.composite(TABLE * np.nan, gaps="reweight")["score"].isna().all()
