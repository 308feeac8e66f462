"""The book as a bureau keeps it: a sheet of what came and one of what went, and the plan."""

import pandas as pd
import pytest
import yaml

from analysis.intake import check, ingest
from analysis.questions.reserve.question import QUESTION
from analysis.tables.store import Store
from tests.intake.conftest import workbook
from tests.questions.help.conftest import CITY, COUNTIES, answers

CAME = [
    ["入库单号", "入库日期", "入库方式", "合同文号", "承储单位", "品名", "单位", "批号",
     "失效日期", "数量"],
    ["R1", "2022-03-01", "绿色通道", "绿1", "甲公司", "口罩", "只", "0301", "2024-03-01", 5000],
]  # fmt: skip
WENT = [
    ["出库单号", "出库日期", "出库原因", "调拨文号", "承储单位", "品名", "单位", "批号", "数量",
     "接收单位", "县（市、区）"],
    ["C1", "2022-04-01", "调拨", "调1", "甲公司", "口罩", "只", "0301", 300, "县专班", COUNTIES[0]],
    ["C2", "2022-04-02", "调拨", "调2", "甲公司", "口罩", "只", "0301", 200, "市疾控", None],
]  # fmt: skip
PLAN = [
    ["品种", "规格", "计量单位", "承储企业", "承储数量", "最低比例（%）"],
    ["口罩", "平面", "只", "甲公司", 9000, 70],
]


@pytest.fixture
def checked(tmp_path):
    """From what replaces a sheet's rows to what intake finds."""

    def check_sheets(**other: list[list[object]]):
        sheets = {"入库": CAME, "出库": WENT, "计划": PLAN} | other
        feeds = [
            {"table": "stock_moves", "files": f"{name}.xlsx", "constants": {"direction": name}}
            for name in ("入库", "出库")
        ]
        feeds.append({"table": "stock_plan", "files": "计划.xlsx"})
        feeds = [feed | {"vintage": "2022-12-05"} for feed in feeds]
        declared = CITY.model_dump(exclude={"feeds"}, exclude_defaults=True) | {"feeds": feeds}
        text = yaml.safe_dump(declared, allow_unicode=True)
        (tmp_path / "city.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "raw").mkdir()
        for name, rows in sheets.items():
            workbook(tmp_path / "raw" / f"{name}.xlsx", [[f"医疗物资{name}"], *rows])
        return check(tmp_path)

    return check_sheets


def test_what_came_and_went_is_one_book(checked):
    found = checked()
    assert not found.errors, [fault.zh for fault in found.errors]
    moves = found.tables["stock_moves"].set_index("move_id")
    assert moves["direction"].to_dict() == {"R1": "in", "C1": "out", "C2": "out"}
    assert (moves["reason"]["R1"], moves["lot"]["R1"]) == ("green_channel", "0301")
    assert moves["county_code"]["C1"] == COUNTIES[0]
    assert pd.isna(moves["county_code"]["C2"])  # a unit of the city
    plan = found.tables["stock_plan"].squeeze()
    assert (plan["quota"], plan["min_share_pct"]) == (9000, 70)


def test_a_quantity_in_ten_thousands_is_read_as_what_it_is(checked):
    plan = [[*PLAN[0][:4], "承储数量（万个）", PLAN[0][5]], [*PLAN[1][:4], 0.9, 70]]
    found = checked(计划=plan)
    assert not found.errors, [fault.zh for fault in found.errors]
    assert found.tables["stock_plan"]["quota"].item() == 9000


@pytest.mark.parametrize(("place", "value"), [(2, "借用"), (1, "2022年"), (9, -5), (9, "若干")])
def test_what_is_no_movement_is_refused_with_its_cell(checked, place, value):
    row = [value if k == place else cell for k, cell in enumerate(CAME[1])]
    (fault,) = checked(入库=[CAME[0], row]).errors
    assert (fault.row, fault.column) == (3, CAME[0][place])
    assert str(value) in fault.zh


def test_an_expired_lot_and_a_plan_in_two_units_have_their_cells(checked, tmp_path):
    came = [
        CAME[0],
        [*CAME[1][:8], "2022-05-01", 5000],
        ["R2", *CAME[1][1:8], None, 10],  # the lot's expiry is known from the row above
    ]
    boxes = [["口罩", "平面", "盒", "乙公司", 90, 70], ["口罩", "平面", "只", "丙公司", 90, 70]]
    assert not checked(入库=came, 计划=[*PLAN, *boxes]).errors
    ingest(tmp_path)
    found = answers(Store(tmp_path / "store"), QUESTION, "reserve")["reserve_findings"]
    found = found.set_index("finding")
    said = found.loc[["expired_in_stock", "plan_in_two_units"], ["place", "value"]]
    assert said.to_numpy().tolist() == [
        ["[入库.xlsx]Sheet1!I3", "2022-05-01"],
        ["[计划.xlsx]Sheet1!C4", "盒"],
    ]
