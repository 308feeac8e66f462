"""The export of a utility as it comes: blanks, power fed in; what cannot be is refused."""

import pytest
import yaml

from analysis.intake import check
from tests.questions.titles.conftest import CITY

HEADINGS = (
    "户名,用电户号,社会信用代码,用电日期,当日用电量（万千瓦时）,状态,停减产原因,在岗人数,员工总数"
)
ROW = "甲公司,13001,91139901MA0001667B,2022.11.30,0.7,减产,订单不足,90,100"


@pytest.fixture
def checked(tmp_path):
    def check_rows(*rows: str):
        declared = CITY.model_dump(exclude={"feeds"}, exclude_defaults=True)
        feed = {
            "table": "enterprise_day", "files": "日报.csv", "vintage": "2022-12-05",
            "skip": ["户名"],
        }  # fmt: skip
        text = yaml.safe_dump(declared | {"feeds": [feed]}, allow_unicode=True)
        (tmp_path / "city.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "raw").mkdir(exist_ok=True)
        raw = "\n".join([HEADINGS, *rows])
        (tmp_path / "raw" / "日报.csv").write_text(raw, encoding="utf-8")
        return check(tmp_path)

    return check_rows


def test_units_are_converted_and_a_blank_is_no_zero(checked):
    blank = ROW.replace("0.7", "").replace("2022.11.30", "2022.11.29")
    fed_in = ROW.replace("0.7", "-0.1").replace("13001", "13002")
    found = checked(ROW, blank, fed_in)
    assert not found.errors, [fault.zh for fault in found.errors]
    rows = found.tables["enterprise_day"].set_index(["date", "meter"])["electricity_kwh"]
    assert rows.isna().sum() == 1
    assert sorted(rows.dropna()) == [-1000.0, 7000.0]


def test_two_meters_are_two_rows_and_the_same_meter_twice_a_day_is_refused(checked):
    assert not checked(ROW, ROW.replace("13001", "13002")).errors
    (fault,) = checked(ROW, ROW).errors
    assert (fault.kind, fault.row) == ("duplicate_key", 3)


@pytest.mark.parametrize(
    ("right", "wrong", "column"),
    [
        ("2022.11.30", "2022.11.31", "用电日期"),
        ("减产", "半停产", "状态"),
        ("订单不足", "不详", "停减产原因"),
        ("91139901MA0001667B", "91139901MA0001667C", "社会信用代码"),
        ("90,100", "-9,100", "在岗人数"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(checked, right, wrong, column):
    faults = checked(ROW, ROW.replace("13001", "13002").replace(right, wrong)).errors
    assert [(fault.file, fault.row, fault.column) for fault in faults] == [("日报.csv", 3, column)]
    assert faults[0].allowed_zh
