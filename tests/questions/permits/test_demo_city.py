"""The demo city's passes: figures stand up to a recount of the raw workbook."""

import pandas as pd
import pytest

from analysis.questions.permits.quantities import QUANTITIES
from analysis.questions.permits.question import QUESTION
from analysis.tables.given import Given
from tests.questions.demo_city import DEMO, store_of
from tests.questions.key_enterprises.demo import book


@pytest.mark.recounts(QUANTITIES)
def test_every_figure_is_that_of_the_raw_workbook(tmp_path):
    rows = book("通行证发放台账")
    number = rows["办理数量（个）"].astype(float)
    of_year = pd.to_datetime(rows["办理日期"]).between("2022-01-01", "2022-11-30")
    whole = (number % 1 == 0) & of_year
    vehicles = (rows["事项"] == "重点物资运输车辆通行证") & (rows["计数单位"] == "趟次")
    cards = (rows["事项"] == "市内通行证") & (rows["计数单位"] == "张")
    expected = {
        "permit_vehicle": number[vehicles & whole].sum(),
        "permit_city": number[cards & whole].sum(),
    }
    given = Given(store_of(QUESTION, tmp_path), "permits", QUESTION, "2022-11")
    found = QUESTION.answer(given)
    counts = found["permit_counts"].query("county_code == 'city'").set_index("kind")["issued"]
    assert counts.to_dict() == expected
    assert [quantity.name for quantity in QUANTITIES] == [*expected]
    planted = pd.read_csv(DEMO / "planted_permits.csv", dtype=str)
    assert sorted(found["permit_findings"]["finding"]) == sorted(planted["fault"])
    assert len(planted) == 4
