"""Sentences and rows of a page: units inspected of all, and no unit's hazards."""

import numpy as np
import pandas as pd
import pytest

from analysis import results
from analysis.questions.hazards import drawings, text
from tests.questions.help.conftest import COUNTIES

from .test_answer import DAYS, EXAMPLE


@pytest.fixture
def release(stored):
    def opened(county, audience="public", **more):
        store = stored(EXAMPLE, **{"days": DAYS} | more)
        return results.open_release(store.root, county, "2022-11", audience)

    return opened


def test_the_city_is_told_what_was_found_and_closed(release):
    assert text.headline(release("city"), "zh") == [
        "全市民爆单位6家，本年检查6家（覆盖率100.0%）、6次；查出隐患23处（重大1处），"
        "已整改21处，整改率91.3%，逾期未整改1处。"
    ]
    rows = text.counts(release("city"), "en")
    assert rows["category"].tolist() == ["all", "fire", "interlocks"]
    assert rows["masked"].tolist() == [False, True, True]  # two units, and what would tell them


def test_a_county_of_one_unit_is_told_of_visits_only(release):
    (said,) = text.headline(release(COUNTIES[1]), "en")
    assert said == (
        f"{COUNTIES[1]} has 1 unit with explosives; 1 was inspected this year (100.0%), "
        "in 1 visit; hazards are of too few units to be published."
    )
    (internal,) = text.headline(release(COUNTIES[1], "internal"), "zh")
    assert "查出隐患4处" in internal


def test_a_county_without_units_says_so(release):
    (said,) = text.headline(release(COUNTIES[4], units={"甲": COUNTIES[0]}), "zh")
    assert said.startswith(f"{COUNTIES[4]}没有列入名录的民爆单位")


CHEMICAL = f"""
title           holder_id county_code    level    year granted_on
chemical_park   P1        {COUNTIES[0]}  province 2021 2021-06-01
chemical_point  Q1        {COUNTIES[0]}  city     2022 2022-03-01
chemical_point  Q2        {COUNTIES[1]}  city     2022 2022-03-01
chemical_point  Q3        {COUNTIES[1]}  city     2022 2022-12-01
"""


@pytest.mark.parametrize(
    ("county", "zh", "en"),
    [
        (
            COUNTIES[0],
            "有效期内化工园区1家、化工重点监控点1家。",
            "1 chemical park and 1 monitoring point are in force.",
        ),
        (COUNTIES[1], "有效期内化工重点监控点1家。", "1 monitoring point is in force."),
    ],
)
def test_with_a_register_of_titles_parks_and_points_are_told(release, county, zh, en):
    opened = release(county, titles=CHEMICAL)
    assert text.headline(opened, "zh")[1:] == [zh]
    assert text.headline(opened, "en")[1:] == [en]
    assert len(text.headline(release(COUNTIES[4], titles=CHEMICAL), "zh")) == 1


def test_single_hazards_stay_in_the_bureau(release):
    internal = release("city", "internal")
    columns = ["case_id", "level", "days_overdue"]
    assert text.single(internal, "hazard_overdue", columns, "zh") is not None
    for audience in ("public", "county"):
        assert not release("city", audience).has("hazard_overdue")
        assert not release("city", audience).has("hazard_findings")


def test_a_figure_claims_no_rank_over_what_is_withheld(release):
    numbers = {"found": [7.0, np.nan], "closed": [6.0, np.nan], "open": [1.0, np.nan]}
    rows = pd.DataFrame({"category": ["fire", "site"], **numbers, "masked": [False, True]})
    told = drawings.categories(release("city"), rows, "en")
    assert told.finding == (
        "1 category is of too few units to be published; of the others, fire has most (7); "
        "not closed, 1: fire 1."
    )
    alone = drawings.categories(release("city"), rows[:1], "zh").finding
    assert alone == "fire类隐患最多，7处；尚未整改的1处：fire1处。"
    assert drawings.categories(release("city"), rows[1:], "zh") is None
