"""The demo city's front page: its headline numbers recounted from the raw workbooks alone.

The recount reads sheets by plain pandas and knows none of the package's verbs or its intake.
"""

import pandas as pd
import pytest
import yaml

from analysis.questions.overview.places import aims, figure, places
from analysis.questions.overview.question import QUESTION
from analysis.results import open_release
from analysis.tables.territory import WHOLE
from tests.questions.demo_city import DEMO, store_of

MEASURES = ["now", "last"]
COLUMNS = ["county_code", "county", "industry_code", "industry", "enterprises", *MEASURES]


def sheet(month: int) -> pd.DataFrame:
    """The workbook's rows of January to a month of 2022, sums among them; the whole is `city`."""
    rows = pd.read_excel(
        DEMO / "raw" / "分县分行业产值_2022年.xlsx", sheet_name=f"1-{month}月", header=None,
        skiprows=4, names=COLUMNS, dtype={"county_code": str, "industry_code": str},
        engine="calamine",
    )  # fmt: skip
    return rows.fillna({"county_code": WHOLE})


def totals(month: int) -> pd.DataFrame:
    """Place → output to date and that of last year, of the rows that the workbook calls sums."""
    rows = sheet(month)
    return rows[rows["industry"] == "合计"].set_index("county_code")[MEASURES].astype(float)


def growth(month: int) -> pd.Series:
    """Growth to date in percent."""
    sums = totals(month)
    return 100 * (sums["now"] / sums["last"] - 1)


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """The city with the workbooks of output alone."""
    store = store_of(QUESTION, tmp_path_factory.mktemp("overview"))
    return open_release(store.root, WHOLE, "2022-11", "internal")


def test_output_and_its_growth_are_those_of_the_sums_now_and_a_month_before(release):
    for state, month in (("now", 11), ("before", 10)):
        shown = {name: figure(release, name)[state] for name in ("output_ytd", "output_growth_ytd")}
        expected = {"output_ytd": totals(month)["now"], "output_growth_ytd": growth(month)}
        for name, values in expected.items():
            assert len(values) == 19
            assert shown[name].to_dict() == pytest.approx(values.to_dict())


def test_growth_of_the_month_is_that_of_the_cells_told_in_both_months(release):
    """What has no sum of January to October has no November of its own."""
    key = ["county_code", "industry_code"]
    november, october = (
        rows[rows["industry"] != "合计"].set_index(key)[MEASURES].astype(float)
        for rows in (sheet(11), sheet(10))
    )
    alone = (november - october).dropna()
    assert len(alone) == len(november) - 1
    sums = alone.groupby("county_code").sum()
    sums.loc[WHOLE] = sums.sum()
    expected = 100 * (sums["now"] / sums["last"] - 1)
    shown = figure(release, "output_growth_month")["now"]
    assert shown.to_dict() == pytest.approx(expected.to_dict())


def test_ranks_are_those_of_the_recounted_growth_and_move_with_it(release):
    now, before = (
        growth(month).drop(WHOLE).rank(ascending=False, method="min") for month in (11, 10)
    )
    shown = places(release).set_index("county_code")
    assert shown["rank"].to_dict() == now.to_dict()
    assert shown["rank_change"].to_dict() == (before - now).to_dict()
    assert (shown["rank_change"] != 0).any()


def test_gaps_are_what_is_expected_less_the_target_that_the_city_declares(release):
    declared = pd.DataFrame(yaml.safe_load((DEMO / "city.yaml").read_text("utf-8"))["targets"])
    own = declared.query("indicator == 'output' and year == 2022").set_index("county")
    rows = aims(release).query("indicator == 'output'").set_index("county_code")
    assert {*rows.index} == {*own.index}
    levels = own[own["kind"] == "level"]
    assert {*levels["unit"]} == {"万元"}
    aim = levels["value"]
    expected = figure(release, "output_year_end")["now"]
    gap = (expected - aim).dropna()
    assert len(gap) == len(levels) == 18
    assert rows.loc[gap.index, "gap"].to_dict() == pytest.approx(gap.to_dict())
    assert rows.loc[gap.index, "gap_pct"].to_dict() == pytest.approx((100 * gap / aim).to_dict())
    whole = figure(release, "output_year_end_growth").loc[WHOLE, "now"] - own.loc[WHOLE, "value"]
    assert rows.loc[WHOLE, "gap"] == pytest.approx(whole)
