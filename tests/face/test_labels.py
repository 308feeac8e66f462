"""What is given beside a frame goes by its labels, in whatever order it stands."""

import pandas as pd
import pytest

import analysis
from tests.scoring.conftest import evaluation
from tests.scoring.test_huangyan import FIRM

JOBS = pd.DataFrame({"s": [80.0, 20.0, 9.0], "t": [30.0, 80.0, 5.0]}, ["East", "West", "South"])
LATER = JOBS * pd.DataFrame({"s": [1.1, 1.2, 0.8], "t": [0.9, 1.0, 1.3]}, JOBS.index)
AREA = pd.Series({"East": 10.0, "West": 30.0, "South": 5.0})
NATION = pd.Series({"s": 1000.0, "t": 3000.0, "u": 9000.0})


def turned(given):
    """The same, in the opposite order."""
    rows = given.iloc[::-1]
    return rows[rows.columns[::-1]] if isinstance(given, pd.DataFrame) else rows


@pytest.mark.parametrize(
    "ask",
    [
        lambda turn: analysis.location_quotient(JOBS, totals=turn(AREA * 50)),
        lambda turn: analysis.location_quotient(JOBS, reference=turn(NATION)),
        lambda turn: analysis.shift_share(JOBS, turn(LATER)),
        lambda turn: analysis.shift_share(JOBS, LATER, turn(JOBS)),
        lambda turn: analysis.shift_share(JOBS, LATER, reference=(turn(NATION), NATION * 1.1)),
        lambda turn: analysis.concentration(JOBS, reference=turn(AREA)),
        lambda turn: analysis.concentration(JOBS["s"], reference=turn(AREA)).to_frame(),
        lambda turn: analysis.litzenberger_sternberg(
            JOBS, turn(LATER), area=turn(AREA), population=AREA
        ),
        lambda turn: analysis.score(JOBS, weights=turn(pd.Series({"s": 3.0, "t": 1.0}))),
        lambda turn: analysis.composite(JOBS, weights=turn(pd.Series({"s": 3.0, "t": 1.0}))),
        lambda turn: analysis.ellison_glaeser(
            pd.DataFrame({"where": list("ABAB"), "what": "x", "jobs": [1.0, 2, 3, 4]}),
            region="where",
            industry="what",
            size="jobs",
            regions=turn(pd.Series({"A": 30.0, "B": 10.0, "C": 60.0})),
        ),
    ],
)
def test_the_order_of_what_is_given_beside_does_not_matter(ask):
    found, expected = ask(turned), ask(lambda given: given)
    expected = expected.reindex(index=found.index, columns=found.columns)
    pd.testing.assert_frame_equal(found, expected, check_like=True)


def test_results_keep_the_labels_of_what_was_given():
    assert analysis.location_quotient(JOBS).index.equals(JOBS.index)
    assert analysis.composite(JOBS).index.equals(JOBS.index)
    named = JOBS.rename_axis(index="town", columns="trade")
    assert analysis.shift_share(named, named).index.names == ["town", "trade"]
    rows = pd.DataFrame({"now": [1.0, 2.0], "before": [1.0, 1.0]}, index=[7, 7])
    assert analysis.pull(rows, "now", "before").index.tolist() == [7, 7]


def test_nothing_that_is_given_is_changed():
    before = JOBS.copy()
    analysis.composite(JOBS, winsorise=True, impute="mean")
    analysis.shift_share(JOBS, LATER)
    analysis.concentration(JOBS)
    pd.testing.assert_frame_equal(JOBS, before)


def test_a_scheme_by_its_name_scores_a_table_under_its_own_labels():
    firms = evaluation(FIRM).set_axis(["mine"])
    found = analysis.score(
        firms.drop(columns=["exempt_reason", "commissioned_on"]), "huangyan_2022"
    )
    assert found.loc["mine", "score"] == pytest.approx(88.262, abs=5e-4)


@pytest.mark.parametrize(
    ("index", "ahead"),
    [
        (pd.period_range("2020-01", periods=30, freq="M"), pd.Period("2022-07", "M")),
        (pd.period_range("2016Q1", periods=30, freq="Q"), pd.Period("2023Q3", "Q")),
        (pd.date_range("2020-01-01", periods=30, freq="MS"), pd.Timestamp("2022-07-01")),
        (pd.date_range("2020-01-31", periods=30, freq="ME"), pd.Timestamp("2022-07-31")),
        (pd.date_range("2020-01-31", periods=30, freq="QE"), pd.Timestamp("2027-09-30")),
        (pd.Index(range(1990, 2020)), 2020),
        (pd.Index([f"2020-{m:02d}" for m in range(1, 13)]), "2021-01"),
        (pd.Index([f"2020-{m:02d}" for m in range(2, 13)]), "2021-02"),
    ],
    ids=str,
)
def test_forecasts_go_on_where_the_index_ends(index, ahead):
    series = pd.Series(range(100, 100 + len(index)), index=index, dtype=float)
    found = analysis.forecast(series, 2)
    assert found.index[0] == ahead and len(found) == 2
    assert found["value"].iloc[0] == pytest.approx(100 + len(index), rel=0.1)
