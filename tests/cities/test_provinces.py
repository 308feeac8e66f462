"""Thirty-one provinces by year: stored as they came, and no monthly report is made of them."""

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.tables.store import Store
from tests.cities.folders import city_folder, released


@pytest.mark.parametrize(
    ("name", "heading", "table", "column", "factor"),
    [
        ("cn-provinces", "工业总产值", "industry_month", "output_ytd_10k_cny", 1e4),
        (
            "cn-provinces-emp", "全部从业人员年平均人数", "employment_month",
            "employment_persons", 1e4,
        ),
    ],
)  # fmt: skip
def test_every_year_of_every_province_is_stored(name, heading, table, column, factor, tmp_path):
    folder = city_folder(name, tmp_path)
    release = released(folder, "output")
    stored = Store(folder / "store").read(table)
    names = {county.code: county.name.zh for county in release.city.counties}
    found = stored.assign(name=stored["county_code"].map(names), year=stored["period"].str[:4])
    found = found.pivot_table(index="name", columns="year", values=column)
    for year in ("2005", "2006", "2007", "2008", "2009"):
        file = next((folder / "raw").glob("*.xlsx"))
        raw = pd.read_excel(file, engine="calamine", sheet_name=f"{year}年", skiprows=2).set_index(
            "地区"
        )[heading]
        raw = raw.drop(index="全国合计") * factor
        assert found[year].to_numpy() == pytest.approx(raw.loc[found.index].to_numpy())


@pytest.mark.parametrize("name", ["cn-provinces", "cn-provinces-emp"])
def test_annual_figures_make_no_monthly_report_and_it_is_said_why(name, tmp_path):
    release = released(city_folder(name, tmp_path), "output")
    with pytest.raises(DataError, match="annual"):
        release.table("output_outlook")
