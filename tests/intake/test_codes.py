"""Codes from codes, names, or both; what is unknown is refused with the nearest one."""

import pytest

from analysis.intake.codes import names_of
from analysis.intake.faults import CellError
from analysis.intake.reference import read_industries
from analysis.tables.city import City
from analysis.tables.rules import REFERENCE

from .conftest import CITY, INDUSTRY_MONTH


@pytest.fixture(scope="module")
def names():
    industries = read_industries((REFERENCE / "industries" / "gbt4754_2017.csv").read_bytes())
    return names_of(City.model_validate({**CITY, "feeds": [INDUSTRY_MONTH]}), industries)


@pytest.mark.parametrize(
    "cell",
    [
        *("139901", 139901, 139901.0, "139901000", "139901000000", "１３９９０１"),
        *("云渚区", " 云渚区 ", "Yunzhu", "yunzhu", "139901云渚区", "139901 云渚区"),
    ],
)
def test_a_county(names, cell):
    assert names.code("county_code", cell) == "139901"


@pytest.mark.parametrize("cell", ["13", 13, 13.0, "C13", "农副食品加工业", "13 农副食品加工业"])
def test_an_industry(names, cell):
    assert names.code("industry_code", cell) == "13"


@pytest.mark.parametrize(
    ("column", "cell", "kind", "nearest"),
    [
        ("county_code", "139911", "unknown_county", "139901 云渚区"),
        ("county_code", "青岚区", "unknown_county", "139902 青岚县"),
        ("county_code", "139901001", "unknown_county", "139901"),
        ("industry_code", "99", "unknown_industry", ""),
        ("industry_code", "纺织服装业", "unknown_industry", "18 纺织服装、服饰业"),
        ("industry_code", "6", "lost_zero", "06"),
        ("industry_code", "D13", "unknown_industry", ""),
    ],
)
def test_what_is_unknown_is_refused_with_the_nearest(names, column, cell, kind, nearest):
    with pytest.raises(CellError) as error:
        names.code(column, cell)
    assert error.value.kind == kind
    assert nearest in error.value.zh


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("云渚区2022年1—11月工业运行", "139901"),
        ("139902_月报", "139902"),
        ("云渚区和青岚县", None),
        ("全市", None),
        ("", None),
    ],
)
def test_a_county_in_a_title(names, text, code):
    assert names.in_text("county_code", text) == code


def test_both_classifications_are_whole():
    divisions = read_industries((REFERENCE / "industries" / "gbt4754_2017.csv").read_bytes())
    assert len(divisions) == 41
    assert divisions["section"].value_counts().to_dict() == {"C": 31, "B": 7, "D": 3}
    naics = read_industries((REFERENCE / "industries" / "naics_2012.csv").read_bytes())
    assert len(naics) == 21
    for table in (divisions, naics):
        assert table["name_zh"].is_unique
        assert table["name_en"].is_unique


def test_a_name_that_two_counties_share_means_neither_alone():
    counties = [{**county, "name": {"zh": "鼓楼区", "en": "Gulou"}} for county in CITY["counties"]]
    industries = read_industries((REFERENCE / "industries" / "gbt4754_2017.csv").read_bytes())
    city = City.model_validate({**CITY, "counties": counties, "feeds": [INDUSTRY_MONTH]})
    names = names_of(city, industries)
    with pytest.raises(CellError, match="139901、139902") as caught:
        names.code("county_code", "鼓楼区")
    assert caught.value.kind == "shared_county"
    assert names.code("county_code", "139902鼓楼区") == "139902"
    assert names.in_text("county_code", "鼓楼区2022年1—11月") is None
