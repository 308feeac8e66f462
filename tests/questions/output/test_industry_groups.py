"""Groups of industries: each industry in one, their pulls add up, withheld ones stand in them."""

import pandas as pd
import pytest

from analysis.intake.reference import read_industries
from analysis.questions.output.enterprise_answer import by_group
from analysis.questions.output.pulls import pulls
from analysis.tables.rules import REFERENCE
from tests.questions.output.test_display import SmallRelease

CODES = "industry_code,name_zh,name_en,section"


def test_every_division_of_the_national_classification_is_in_one_of_four_groups():
    rows = read_industries((REFERENCE / "industries/gbt4754_2017.csv").read_bytes())
    assert rows.groupby("group_zh")["group_en"].nunique().to_dict() == {
        "原材料工业": 1, "消费品工业": 1, "能源和水的生产供应": 1, "装备制造业": 1,
    }  # fmt: skip


def test_a_classification_may_have_no_groups_and_what_is_in_none_is_in_one_of_its_own():
    without = read_industries(f"{CODES}\n13,食品,Food,C\n".encode())
    assert without[["group_zh", "group_en"]].isna().all(axis=None)
    some = f"{CODES},group_zh,group_en\n13,食品,Food,C,轻工,Light\n14,酒,Drink,C,,\n"
    rows = read_industries(some.encode()).set_index("industry_code")
    assert rows["group_zh"].to_dict() == {"13": "轻工", "14": "其他行业"}
    assert rows["group_en"].to_dict() == {"13": "Light", "14": "Other industries"}


def test_groups_pull_the_growth_of_the_county():
    now = pd.DataFrame(
        {
            "county_code": "990001",
            "industry_code": ["17", "18", "31", "99"],
            "group_zh": ["轻工", "轻工", "重工", "其他行业"],
            "group_en": ["Light", "Light", "Heavy", "Other industries"],
            "uscc": ["a", "b", "c", "d"],
            "ytd_value": [110.0, 60.0, 20.0, 10.0],
            "ytd_base_value": [100.0, 50.0, 25.0, 5.0],
        }
    )
    rows = by_group(now).set_index("group_zh")
    assert rows["ytd_growth_pct"].round(6).to_dict() == {
        "重工": -20.0, "轻工": 13.333333, "其他行业": 100.0,
    }  # fmt: skip
    assert rows["pull_pp"].sum() == pytest.approx(100 * (200 / 180 - 1))
    assert rows.loc["轻工", ["group_en", "industries"]].tolist() == ["Light", "17 18"]
    assert by_group(now.assign(group_zh=None, group_en=None)).empty


def group(masked):
    """The light group of the small release: 17 is published, 18 withheld."""
    return pd.DataFrame(
        {
            "county_code": ["990001"],
            "group_zh": ["轻工"],
            "group_en": ["Light"],
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
