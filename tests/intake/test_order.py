"""Days and amounts that stand the wrong way round are named with their cell."""

import pytest

from analysis.intake import check
from analysis.tables.cases import CASES
from analysis.tables.key_enterprises import ENTERPRISE_DAY
from analysis.tables.projects import PROJECT_MONTH
from analysis.tables.recognitions import RECOGNITIONS

from .conftest import code, workbook

HEADINGS = (
    "称号", "级别", "年度", "统一社会信用代码", "企业名称", "县区", "申报时间", "认定时间",
    "有效期至", "支持资金（元）", "已拨付（元）", "举例",
)  # fmt: skip
ROW = ("专精特新", "省级", 2022, code(1), "甲公司", "云渚区", "2022-05-01", "2022-08-30",
       "2025-08-29", 500000, 250000, "√")  # fmt: skip


@pytest.fixture
def warned(city):
    """From replaced cells of the only row (heading → value) to what intake warns of."""

    def read(**cells):
        folder = city({"table": "recognitions", "files": "台账.xlsx", "vintage": "2022-12-15"})
        row = [cells.get(name.partition("（")[0], cell)
               for name, cell in zip(HEADINGS, ROW, strict=True)]  # fmt: skip
        workbook(folder / "raw" / "台账.xlsx", [HEADINGS, row])
        found = check(folder)
        assert not found.errors, [fault.zh for fault in found.errors]
        assert len(found.tables["recognitions"]) == 1  # it warns, and keeps the row
        return [fault for fault in found.warnings if fault.kind == "out_of_order"]

    return read


def test_a_grant_before_the_application_has_its_place_value_and_what_is_allowed(warned):
    (fault,) = warned(申报时间="2022-09-01")
    assert (fault.file, fault.row, fault.cell) == ("台账.xlsx", 2, "H2")
    assert (fault.column, fault.value, fault.severity) == ("认定时间", "2022-08-30", "warning")
    assert (fault.allowed_zh, fault.allowed_en) == ("不早于2022-09-01", "not before 2022-09-01")
    assert fault.problem_zh == "早于申报日期"


def test_more_paid_than_awarded_is_said_in_the_files_unit(warned):
    (fault,) = warned(已拨付=600000)
    assert (fault.column, fault.value) == ("支持资金（元）", "500000")
    assert fault.allowed_zh == "不小于600000"


@pytest.mark.parametrize(
    "cells",
    [{}, {"申报时间": "2022-08-30"}, {"申报时间": None}, {"已拨付": 500000}, {"已拨付": None}],
)
def test_what_stands_in_order_or_is_not_known_is_not_warned_of(warned, cells):
    assert warned(**cells) == []


@pytest.mark.parametrize("table", [CASES, RECOGNITIONS, PROJECT_MONTH, ENTERPRISE_DAY])
def test_pairs_are_columns_of_one_kind(table):
    assert table.order
    for pair in table.order:
        assert len({table.metadata(column)["kind"] for column in pair}) == 1
