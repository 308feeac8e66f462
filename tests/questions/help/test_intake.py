"""The ledger of issues as teams keep it: two heading rows, words for outcomes, open ends."""

import pandas as pd
import pytest
import yaml

from analysis.intake import check
from tests.intake.conftest import workbook

from .conftest import CITY, COUNTIES

TOP = [
    *("序号", "企业名称", "县（市、区）", "反映问题", None, None, None),
    *("办理", None, None, None, "回访", None, "列为典型"),
]
BELOW = [
    *(None, None, None, "问题类型", "问题内容", "反映时间", "层级"),
    *("责任单位", "时限", "是否解决", "办结时间", "时间", "满意度", None),
]
MERGED = ["A1:N1", "A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:K2", "L2:M2", "N2:N3"]
ROW = [
    *("2022-017", "甲公司", COUNTIES[0], "用工", "缺焊工", "2022-03-01", "市级"),
    *("人社局", "2022年3月", "解释说明", "2022.3.20", "2022-03-25", "基本满意", "√"),
]


@pytest.fixture
def checked(tmp_path):
    """From replaced cells of the only row (column letter → value) to what intake finds."""

    def check_row(**cells: object):
        feed = {
            "table": "cases", "files": "台账.xlsx", "vintage": "2022-12-05",
            "constants": {"kind": "帮扶问题"},
        }  # fmt: skip
        declared = CITY.model_dump(exclude={"feeds"}, exclude_defaults=True) | {"feeds": [feed]}
        text = yaml.safe_dump(declared, allow_unicode=True)
        (tmp_path / "city.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "raw").mkdir()
        row = [cells.get(chr(ord("A") + place), cell) for place, cell in enumerate(ROW)]
        workbook(tmp_path / "raw" / "台账.xlsx", [["问题台账"], TOP, BELOW, row], MERGED)
        return check(tmp_path)

    return check_row


def test_a_ledger_is_read_to_the_last_cell(checked):
    found = checked()
    assert not found.errors, [fault.zh for fault in found.errors]
    read = found.tables["cases"].iloc[0]
    assert (read["kind"], read["case_id"], read["level"]) == ("help_issue", "2022-017", "city")
    assert (read["category"], read["outcome"]) == ("用工", "explained")
    assert read["due_on"] == pd.Timestamp("2022-03-31")  # a month means its last day
    assert read["closed_on"] == pd.Timestamp("2022-03-20")
    assert (read["satisfaction"], read["example"]) == ("fair", True)


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [
        ("J", "基本解决", "not_listed"),
        ("K", "月底", "bad_date"),
        ("A", None, "missing_value"),
        ("F", None, "missing_value"),
        ("C", "丙县", "unknown_county"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_its_cell(checked, cell, value, kind):
    (fault,) = checked(**{cell: value}).errors
    assert (fault.kind, fault.cell) == (kind, f"{cell}4")
