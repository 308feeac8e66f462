"""A county's dispatch form as counties keep it: three heading rows, ticks, months."""

import pandas as pd
import pytest
import yaml

from analysis.intake import check
from tests.intake.conftest import workbook

from .conftest import CITY, COUNTIES

TOP = [
    *("序号", "项目代码", "项目名称", "项目清单", "报告期", "2022年计划投资（万元）"),
    *("形象进度", None, None, None, "手续", None, "问题", None),
]
MIDDLE = [None] * 6 + ["项目阶段", "投资", None, "开工时间", "环评", "施工许可", "具体问题", "时限"]
BOTTOM = [None] * 7 + ["本年度累计完成投资（不含上年）（亿元）", "投资完成率"] + [None] * 5
MERGED = [
    *("A1:N1", "A2:A4", "B2:B4", "C2:C4", "D2:D4", "E2:E4", "F2:F4", "G2:J2", "K2:L2", "M2:N2"),
    *("G3:G4", "H3:I3", "J3:J4", "K3:K4", "L3:L4", "M3:M4", "N3:N4"),
]
ROW = [
    *(1, "P1", "甲项目", "新开工项目", "2022年1—11月", 1000, "续建", 0.129, "129%"),
    *("2022年9月", "√", "2022.3.15", "用地", "2022年12月"),
]


@pytest.fixture
def checked(tmp_path):
    """From replaced cells of a county's only row (column letter → value) to what intake finds."""

    def check_row(name: str = COUNTIES[0], **cells: object):
        feed = {
            "table": "project_month", "files": "*_调度.xlsx", "vintage": "2022-12-05",
            "county": {"from": "file"}, "skip": ["时限", "环评"],
        }  # fmt: skip
        declared = CITY.model_dump(exclude={"feeds"}, exclude_defaults=True) | {"feeds": [feed]}
        text = yaml.safe_dump(declared, allow_unicode=True)
        (tmp_path / "city.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "raw").mkdir()
        row = [cells.get(chr(ord("A") + place), cell) for place, cell in enumerate(ROW)]
        header = [["重点项目调度表"], TOP, MIDDLE, BOTTOM]
        workbook(tmp_path / "raw" / f"{name}_调度.xlsx", [*header, row], MERGED)
        return check(tmp_path)

    return check_row


def test_a_countys_workbook_is_read_to_the_last_cell(checked):
    found = checked()
    assert not found.errors, [fault.zh for fault in found.errors]
    read = found.tables["project_month"].iloc[0]
    assert read["county_code"] == COUNTIES[0]
    assert (read["list"], read["stage"], read["period"]) == ("new_start", "building", "2022-11")
    assert (read["plan_year_10k_cny"], read["done_ytd_10k_cny"], read["done_pct"]) == (
        1000,
        1290,
        129,
    )
    assert read["started_on"] == pd.Timestamp("2022-09-01")
    assert read["construction_permit"]  # the day of the permit means yes
    assert read["problem"] == "用地"


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [
        ("G", "拆迁", "not_listed"),
        ("J", "未定", "bad_date"),
        ("F", "待定", "not_a_number"),
        ("C", None, "missing_value"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_its_cell(checked, cell, value, kind):
    (fault,) = checked(**{cell: value}).errors
    assert (fault.kind, fault.cell, fault.row) == (kind, f"{cell}5", 5)
    assert fault.sheet
    assert fault.column
    assert fault.file.endswith(f"{COUNTIES[0]}_调度.xlsx")
    assert fault.value == ("" if value is None else value)
    assert fault.allowed_zh


def test_a_project_without_code_goes_by_its_name(checked):
    found = checked(B=None)
    assert not found.errors, [fault.zh for fault in found.errors]
    assert found.tables["project_month"]["project_code"].tolist() == ["甲项目"]


def test_a_workbook_of_no_county_is_refused(checked):
    assert "unknown_county" in {fault.kind for fault in checked(name="丙县").errors}
