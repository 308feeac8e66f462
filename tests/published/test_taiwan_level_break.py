"""The change to consolidated revenue in January 2013 is found where it happened, and dated."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.forecasting import Target, city_outlook

SOURCE = Path("../shared/data/tw_industry_revenue_monthly/dev_2007_2020.csv")
# Their revenue of January 2013 is 1.5 to 4 times that of December 2012, and stays there.
CHANGED = {"水泥工業", "食品工業", "紡織纖維", "造紙工業", "橡膠工業", "電子零組件業"}


@pytest.fixture(scope="module")
def answer(pytestconfig):
    file = pytestconfig.rootpath / SOURCE
    if not file.is_file():
        pytest.skip(f"{SOURCE} is not here")
    table = pd.read_csv(file).rename(
        columns={"industry": "industry_code", "revenue_thousand_twd": "value"}
    )
    return city_outlook(table.assign(county_code="TW"), Target(per_year=12), "2016-12")


def test_the_break_is_dated_to_the_month(answer):
    series = answer["series"].set_index("industry_code")["level_break"]
    assert set(series[series == "2013-01"].index) >= CHANGED


def test_the_break_is_no_growth(answer):
    # Cement quadrupled by definition; from 2014 to 2016 its revenue hardly moved.
    cement = answer["outlook"].query("county_code == 'TW' and industry_code == '水泥工業'")
    ahead = answer["forecast"].query("county_code == 'TW' and industry_code == '水泥工業'")
    assert ahead["value"].sum() == pytest.approx(cement["year_end_value"].item(), rel=0.1)
