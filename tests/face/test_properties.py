"""What holds for every function: order, unit and further columns do not matter; labels do."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis


@st.composite
def tables(draw, low=0.0, high=1e6, gaps=True, rows=(2, 6), columns=(2, 4)):
    """Levels of counties × industries, with cells that nobody reported."""
    m, n = draw(st.integers(*rows)), draw(st.integers(*columns))
    # Whole multiples of a thousandth: not so small that a sum forgets them.
    cell = st.integers(int(low * 1000), int(high * 1000)).map(lambda k: k / 1000)
    cell = st.one_of(cell, st.just(np.nan)) if gaps else cell
    cells = draw(st.lists(st.lists(cell, min_size=n, max_size=n), min_size=m, max_size=m))
    return pd.DataFrame(cells, [f"county {i}" for i in range(m)], list("stuv")[:n], dtype="float64")


def base_of(end):
    """Another year of the same cells: each half way to the mean of its county."""
    return (0.5 * end).add(0.5 * end.mean(axis=1), axis=0)


def firms_of(levels):
    """A plant for each cell that is there."""
    rows = levels.rename_axis(index="where", columns="what").reset_index()
    return rows.melt(id_vars="where", value_name="jobs")


def by_rows(table):
    """A table of parts, by county: this year and last."""
    return pd.DataFrame({"now": table.iloc[:, 0], "before": base_of(table).iloc[:, 0]})


# Name → (function of levels, how the result scales with them). Each is asked of levels whose rows
# and columns stand in another order, in another unit, and beside other columns.
ASKED = {
    "location_quotient": (lambda x: analysis.location_quotient(x), 0),
    "shift_share": (lambda x: analysis.shift_share(base_of(x), x), 1),
    "shift_share of Esteban-Marquillas": (
        lambda x: analysis.shift_share(base_of(x), x, method="esteban_marquillas"),
        1,
    ),
    "shift_share of Arcelus": (lambda x: analysis.shift_share(base_of(x), x, method="arcelus"), 1),
    "shift_share of Gerfin": (lambda x: analysis.shift_share(base_of(x), x, method="gerfin"), 0),
    "shift_share of three years": (
        lambda x: analysis.shift_share(base_of(x), x, base_of(base_of(x))),
        1,
    ),
    "concentration": (lambda x: analysis.concentration(x), 0),
    "concentration, average, alike": (
        lambda x: analysis.concentration(x, reference="average", weighted=False),
        0,
    ),
    "concentration of rows": (lambda x: analysis.concentration(x, of="rows"), 0),
    "growth": (lambda x: analysis.growth(by_rows(x), "now", "before")[["growth_pct"]], 0),
    "pull": (lambda x: analysis.pull(by_rows(x), "now", "before")[["pull_pp"]], 0),
    "composite": (lambda x: analysis.composite(x), 0),
    "composite, ranks, geometric": (
        lambda x: analysis.composite(x, normalise="rank", aggregate="geometric"),
        0,
    ),
    "composite, shares of the best": (
        lambda x: analysis.composite(x, normalise="best", less_is_better=["s"]),
        0,
    ),
    "composite, standard scores, prepared": (
        lambda x: (
            analysis.composite(x, normalise="zscore", winsorise=True, weights="critic")
            if x.dropna().shape[0] > 1
            else analysis.composite(x)
        ),
        0,
    ),
    "composite, nested": (
        lambda x: analysis.composite(
            x, {"a": ["s"], "b": {"c": [n for n in sorted(x) if n != "s"]}}, per={"s": "t"}
        ),
        0,
    ),
    "composite, reweighted": (lambda x: analysis.composite(x, gaps="reweight", impute=None), 0),
    "composite, topsis": (lambda x: analysis.composite(x, aggregate="topsis", impute="mean"), 0),
    "composite, vikor": (lambda x: analysis.composite(x, aggregate="vikor", impute="median"), 0),
    "score": (lambda x: analysis.score(x, weights={c: 1 + ord(c) for c in x})[["score"]], 0),
}


def close(found, expected):
    """The same labels in any order, the same numbers up to rounding."""
    expected = expected.reindex(index=found.index, columns=found.columns)
    assert found.isna().equals(expected.isna())
    size = max(1.0, float(np.nanmax(np.abs(expected.to_numpy(float)), initial=0.0)))
    np.testing.assert_allclose(found.to_numpy(float), expected.to_numpy(float), atol=1e-7 * size)


@pytest.mark.parametrize("name", ASKED)
@given(levels=tables(), seed=st.integers(0, 99))
@settings(max_examples=25)
def test_another_order_of_rows_and_columns_is_the_same_result(name, levels, seed):
    ask, _ = ASKED[name]
    rng = np.random.default_rng(seed)
    other = levels.iloc[rng.permutation(len(levels)), rng.permutation(levels.shape[1])]
    if name.startswith(("growth", "pull")):
        other = levels.iloc[rng.permutation(len(levels))]
    close(ask(other), ask(levels))


@pytest.mark.parametrize("name", ASKED)
@given(levels=tables(low=0.001))
@settings(max_examples=25)
def test_another_unit_is_the_same_result_in_that_unit(name, levels):
    ask, power = ASKED[name]
    close(ask(levels * 1024) / 1024**power, ask(levels))


@given(levels=tables(low=0.001, gaps=False), seed=st.integers(0, 99))
@settings(max_examples=25)
def test_plants_in_another_order_unit_and_with_further_columns(levels, seed):
    rows, named = firms_of(levels), {"region": "where", "industry": "what", "size": "jobs"}
    other = rows.sample(frac=1, random_state=seed).assign(jobs=lambda r: r["jobs"] * 1024, note="x")
    close(analysis.ellison_glaeser(other, **named), analysis.ellison_glaeser(rows, **named))


@given(levels=tables(low=0.001, gaps=False), seed=st.integers(0, 99))
@settings(max_examples=25)
def test_weights_go_by_name_in_whatever_order(levels, seed):
    weights = pd.Series({c: float(1 + i) for i, c in enumerate(levels)})
    shuffled = weights.sample(frac=1, random_state=seed)
    for call in (analysis.score, analysis.composite):
        close(call(levels, weights=shuffled)[["score"]], call(levels, weights=weights)[["score"]])
        close(call(levels, weights=dict(shuffled)), call(levels, weights=weights))


@given(levels=tables(low=0.001, gaps=False))
@settings(max_examples=25)
def test_further_columns_are_kept_out(levels):
    more = levels.assign(note="text", another=1e9)
    weights = dict.fromkeys(levels, 1.0)
    close(analysis.score(more, weights=weights), analysis.score(levels, weights=weights))
    close(analysis.composite(more, list(levels)), analysis.composite(levels))
    rows = by_rows(levels)
    for call in (analysis.growth, analysis.pull):
        with_more, without = (call(r, "now", "before") for r in (rows.assign(note="x"), rows))
        close(with_more.drop(columns="note", errors="ignore"), without)


@given(levels=tables(low=0.001, high=1e4, gaps=False, rows=(6, 12)), seed=st.integers(0, 99))
@settings(max_examples=15)
def test_forecasts_do_not_depend_on_the_order_of_periods_or_series(levels, seed):
    levels.index = [f"2021-{month:02d}" for month in range(1, len(levels) + 1)]
    rng = np.random.default_rng(seed)
    other = levels.iloc[rng.permutation(len(levels)), rng.permutation(levels.shape[1])]
    close(analysis.forecast(other, 3), analysis.forecast(levels, 3))
    with_intervals = analysis.forecast(levels, 3).dropna()
    for low, high in (("lo95", "lo80"), ("lo80", "value"), ("value", "hi80"), ("hi80", "hi95")):
        assert (with_intervals[low] <= with_intervals[high] * (1 + 1e-9)).all()


@given(levels=tables(low=0.001, high=1e4, gaps=False, rows=(6, 12)))
@settings(max_examples=15)
def test_forecasts_are_in_the_unit_of_the_series(levels):
    levels.index = [f"2021-{month:02d}" for month in range(1, len(levels) + 1)]
    close(analysis.forecast(levels * 1024, 3) / 1024, analysis.forecast(levels, 3))


@given(levels=tables(low=1, gaps=False, rows=(8, 12)), seed=st.integers(0, 99))
@settings(max_examples=15)
def test_convergence_does_not_depend_on_the_order_or_the_unit(levels, seed):
    levels.columns = [2018 + i for i in range(levels.shape[1])]
    if levels.iloc[:, 0].nunique() < 2:
        return
    rng = np.random.default_rng(seed)
    other = levels.iloc[rng.permutation(len(levels)), rng.permutation(levels.shape[1])]
    slope = analysis.convergence(levels)[["slope", "n"]]
    close(analysis.convergence(other)[["slope", "n"]], slope)
    sigma = analysis.convergence(levels, kind="sigma")
    close(analysis.convergence(other * 1024, kind="sigma"), sigma)


@pytest.mark.parametrize(
    "method", ["equal", "standard_deviation", "entropy", "critic", "merec", "pca"]
)
@given(levels=tables(low=1, gaps=False, rows=(4, 8), columns=(3, 4)), seed=st.integers(0, 99))
@settings(max_examples=25)
def test_weights_of_the_data_add_up_and_go_with_their_indicator(method, levels, seed):
    found = analysis.indicator_weights(levels, method, span=(1, 100))
    assert found.sum() == pytest.approx(1) and (found >= -1e-12).all()
    rows = levels.sample(frac=1, random_state=seed)
    close(analysis.indicator_weights(rows, method, span=(1, 100)).to_frame(), found.to_frame())
    if method != "pca":  # a rotation may end elsewhere where components explain alike
        other = levels[levels.columns[::-1]]
        close(analysis.indicator_weights(other, method, span=(1, 100)).to_frame(), found.to_frame())
