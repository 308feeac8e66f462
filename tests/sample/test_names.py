import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sample.counties import counties
from analysis.sample.enterprises import BELOW_SCALE, LEAVERS
from analysis.sample.names import FIRST, SECOND, enterprise_name, joined, place_names

DIVISIONS = (
    Path(__file__).parents[3] / "shared" / "data" / "reference_cn" / "admin_divisions_2023.csv"
)
GIVEN_PROVINCES = {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55)}
GIVEN_PROVINCES |= {*range(61, 66), 71, 81, 82}


def test_a_name_takes_one_syllable_of_each_list():
    assert place_names(2) == [("云渚", "Yunzhu"), ("棠溪", "Tangxi")]


@given(st.text("化工园区电子", max_size=6), st.text("化工园区电子", max_size=6))
def test_what_two_parts_of_a_name_share_stands_once(stem, word):
    name = joined(stem, word)
    assert name.startswith(stem) and name.endswith(word)
    shared = len(stem) + len(word) - len(name)
    assert shared != 1 and stem.endswith(word[:shared])
    assert not any(stem.endswith(word[:more]) for more in range(max(shared, 1) + 1, len(word) + 1))


def test_a_park_and_a_project_have_no_word_twice():
    assert joined("鹿原县恒霄化工", "化工园区") == "鹿原县恒霄化工园区"
    assert joined("恒岳汽车零部件", "汽车零部件") == "恒岳汽车零部件"
    assert joined("恒岳精工", "工业炉") == "恒岳精工工业炉"


def test_a_nation_of_names_has_no_name_twice():
    names = place_names(3000)
    assert len({zh for zh, _ in names}) == 3000 <= len(FIRST) * len(SECOND)


def test_no_county_bears_the_name_of_a_real_one():
    if not DIVISIONS.is_file():
        pytest.skip(f"no {DIVISIONS.name} beside the repository")
    real = pd.read_csv(DIVISIONS, dtype=str)
    stems = {re.sub("(自治县|区|县|市|旗)$", "", name) for name in [*real.name, *real.city_name]}
    assert len(stems) > 2500
    assert not {zh for zh, _ in place_names(3000)} & stems


def test_no_county_has_a_code_that_was_given():
    codes = counties(3000)["county_code"]
    assert codes.is_unique
    assert codes.str.fullmatch(r"\d{6}").all()
    given = codes.str[:2].astype(int).isin(GIVEN_PROVINCES)
    assert set(codes[given].str[:4]) == {"1399"}  # Hebei has no such city


def test_a_city_has_four_districts_twelve_counties_and_two_cities():
    kinds = counties(18)["kind"].value_counts().to_dict()
    assert kinds == {"district": 4, "county": 12, "city": 2}


def test_enterprise_names_differ_and_say_that_they_are_fictional():
    most = round(1000 * (1 + LEAVERS + BELOW_SCALE) * 3)
    names = [enterprise_name("云渚区", number, "纺织") for number in range(most)]
    assert len(set(names)) == most
    assert names[0] == "云渚区恒岳纺织有限公司（虚构）"
    assert all(name.endswith("（虚构）") for name in names)
