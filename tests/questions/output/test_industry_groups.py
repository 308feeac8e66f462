"""Groups of industries: each industry in one, their pulls add up, withheld ones stand in them."""

from types import SimpleNamespace

import pandas as pd
import pytest
from pydantic import ValidationError

from analysis.errors import DataError
from analysis.questions.output.enterprise_answer import by_group
from analysis.questions.output.industry_groups import (
    GROUPINGS,
    Grouping,
    OutputSettings,
    grouping,
    groups_of,
)
from analysis.questions.output.pulls import pulls
from tests.questions.output.test_display import SmallRelease

HELD = Grouping.model_validate(
    {
        "name": "two",
        "title": {"zh": "两组", "en": "Two"},
        "groups": {
            "light": {"title": {"zh": "轻工", "en": "Light"}, "industries": ["17", "18"]},
            "heavy": {"title": {"zh": "重工", "en": "Heavy"}, "industries": ["31"]},
        },
    }
)


def test_the_shipped_grouping_holds_every_division_of_industry_once():
    files = GROUPINGS.files(OutputSettings(industry_groups="gbt4754_2017"), "2022-11")
    held = grouping(SimpleNamespace(files=lambda rules: files))
    codes = [code for group in held.groups.values() for code in group.industries]
    divisions = {f"{n:02d}" for n in range(6, 47)}
    assert sorted(codes) == sorted(divisions)


def test_a_city_that_names_no_grouping_has_no_groups():
    assert GROUPINGS.files(OutputSettings(), "2022-11") == ()
    assert grouping(SimpleNamespace(files=lambda rules: ())) is None
    assert groups_of(pd.Series(["17"]), None).isna().all()


def test_a_grouping_that_is_not_there_is_said():
    files = GROUPINGS.files(OutputSettings(industry_groups="nowhere"), "2022-11")
    with pytest.raises(DataError, match=r"nowhere\.yaml"):
        grouping(SimpleNamespace(files=lambda rules: files))


def test_an_industry_in_two_groups_is_refused():
    told = HELD.model_dump()
    told["groups"]["heavy"]["industries"] = ("31", "17")
    with pytest.raises(ValidationError, match="in two groups: 17"):
        Grouping.model_validate(told)


def test_groups_pull_the_growth_of_the_county_and_the_unnamed_are_one():
    now = pd.DataFrame(
        {
            "county_code": "990001",
            "industry_code": ["17", "18", "31", "99"],
            "uscc": ["a", "b", "c", "d"],
            "ytd_value": [110.0, 60.0, 20.0, 10.0],
            "ytd_base_value": [100.0, 50.0, 25.0, 5.0],
        }
    )
    rows = by_group(now, HELD).set_index("industry_group")
    assert rows["ytd_growth_pct"].round(6).to_dict() == {
        "heavy": -20.0, "light": 13.333333, "other": 100.0,
    }  # fmt: skip
    assert rows["pull_pp"].sum() == pytest.approx(100 * (200 / 180 - 1))
    assert rows.loc["light", ["title_zh", "industries"]].tolist() == ["轻工", "17 18"]
    assert rows.loc["other", "title_en"] == "Other industries"


def group(masked):
    """The light group of the small release: 17 is published, 18 withheld."""
    return pd.DataFrame(
        {
            "county_code": ["990001"],
            "industry_group": ["light"],
            "title_zh": ["轻工"],
            "title_en": ["Light"],
            "industries": ["17 18"],
            "ytd_value": [220_000.0],
            "ytd_base_value": [200_000.0],
            "ytd_growth_pct": [10.0],
            "pull_pp": [12.0],
            "masked": [masked],
        }
    )


def test_withheld_industries_stand_in_their_group_and_the_rest_shrinks():
    release = SmallRelease()
    release.industry_names = lambda lang: {"17": "纺织业", "18": "服装"}
    outlook = release.tables["output_outlook"]
    total = (outlook["county_code"] == "990001") & (outlook["industry_code"] == "total")
    outlook.loc[total, "ytd_growth_pct"] = 12.0  # 17 pulled 10 points, 18 the two others
    before = pulls(release, "zh")
    assert "其余及未公布" in before.shown
    release.tables["output_groups"] = group(masked=False)
    made = pulls(release, "zh")
    assert "轻工其余行业" in made.shown
    assert "其余及未公布" not in made.shown
    assert made.finding.startswith("公布的行业和板块中，")
    assert "板块合并" in made.measure
    release.tables["output_groups"] = group(masked=True)
    assert pulls(release, "zh").shown == before.shown
