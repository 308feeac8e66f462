"""A register of stops as works keep it: two heading rows, days with hours, 24:00, open ends."""

import datetime

import pandas as pd
import pytest
import yaml

from analysis.intake import check
from tests.intake.conftest import workbook
from tests.questions.help.conftest import CITY

TOP = ["生产线编号", "停窑", None, None, None, "核对", None]
BOTTOM = [None, "类别", "起始时间", "结束时间", "停窑天数（天）", "在线监测核对", "报备文号"]
MERGED = ["A1:G1", "A2:A3", "B2:E2", "F2:G2"]


@pytest.fixture
def read(tmp_path):
    """From the cells of beginning and end to what intake finds."""

    def check_row(begin: object, end: object):
        feed = {"table": "line_stops", "files": "停窑.xlsx", "vintage": "2022-12-05"}
        declared = CITY.model_dump(exclude={"feeds"}, exclude_defaults=True) | {"feeds": [feed]}
        text = yaml.safe_dump(declared, allow_unicode=True)
        (tmp_path / "city.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "raw").mkdir()
        row = ["SN1", "实停", begin, end, 120, "一致", None]
        rows = [["停窑时段台账"], TOP, BOTTOM, row]
        workbook(tmp_path / "raw" / "停窑.xlsx", rows, MERGED)
        return check(tmp_path)

    return check_row


@pytest.mark.parametrize(
    ("begin", "end", "since", "until"),
    [
        ("2022-11-15", "2023-03-15", "2022-11-15", "2023-03-16"),
        ("2022年11月15日8时", "2023年3月15日24时", "2022-11-15 08:00", "2023-03-16"),
        ("2022-11-15 8:30", None, "2022-11-15 08:30", None),
        (
            datetime.datetime(2022, 11, 15, 20),
            datetime.datetime(2023, 3, 15),
            "2022-11-15 20:00",
            "2023-03-16",
        ),
    ],
)
def test_a_stop_is_read_to_the_minute(read, begin, end, since, until):
    found = read(begin, end)
    assert not found.errors, [fault.zh for fault in found.errors]
    row = found.tables["line_stops"].iloc[0]
    assert row["from_at"] == pd.Timestamp(since)
    assert row["to_at"] == pd.Timestamp(until) if until else pd.isna(row["to_at"])
    assert (row["kind"], row["monitoring"], row["stated_days"]) == ("actual", "agrees", 120)


def test_an_hour_that_no_day_has_is_refused_with_its_cell(read):
    (fault,) = read("2022-11-15 25:00", "2023-03-15").errors
    assert "时刻不存在" in fault.zh
