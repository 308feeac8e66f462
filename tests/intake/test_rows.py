"""Rows that are no data: totals by their keys, notes, signatures, headers a page repeats."""

import pytest

from analysis.intake import check

from .conftest import output_workbook, workbook

HEAD = ["县区", "行业代码", "企业数", "产值本年累计（万元）", "产值上年同期累计（万元）"]
DATA = [["云渚区", "13", 3, 10, 9], ["青岚县", "17", 4, 20, 19]]
TITLE = ["2022年1—11月产值"]


def accounted(folder, rows):
    workbook(folder / "raw" / "output.xlsx", rows)
    intake = check(folder)
    assert not intake.errors, [f.zh for f in intake.errors]
    source = intake.sources[0]
    return len(intake.tables["industry_month"]), source["rows_totals"], source["rows_notes"]


@pytest.mark.parametrize("remark", ["上年数不计入合计", "含园区小计", "全市合计", "见总计"])
def test_a_remark_makes_no_total(city, remark):
    rows = [TITLE, [*HEAD, "备注"], [*DATA[0], ""], [*DATA[1], remark]]
    assert accounted(city(), rows) == (2, 0, 0)


@pytest.mark.parametrize("label", ["合计", "全市合计", "总  计", "小计"])
@pytest.mark.parametrize("place", [0, 1])
def test_a_total_in_a_key_column_or_beside_the_serial_number(city, label, place):
    total = [None, None, None, 7, 30, 28]
    total[place] = label
    rows = [TITLE, ["序号", *HEAD], [1, *DATA[0]], [2, *DATA[1]], total]
    assert accounted(city(), rows) == (2, 1, 0)


@pytest.mark.parametrize(
    "note",
    [
        ["【注】增速按可比口径计算。"],
        ["（注）本表为快报数"],
        ["填表人：某某", None, "审核人：某某", None, "2022年12月10日"],
        ["单位负责人：甲", None, "填报日期：2022年12月"],
        ["联系电话：0000-0000000"],
        ["制表日期:2022-12-10"],
        ["※ 本表数据为初步统计"],
        ["第1页 共1页"],
        ["[注1] 含新投产"],
        ["*注：含新投产"],
        ["单位负责人（签章）："],
        ["填报说明：按可比口径"],
        ["注 增速按可比口径"],
        HEAD,
        TITLE,
    ],
)
def test_notes_signatures_and_repeated_headers(city, note):
    rows = [TITLE, HEAD, DATA[0], note, DATA[1]] if note in (HEAD, TITLE) else None
    assert accounted(city(), rows or [TITLE, HEAD, *DATA, note]) == (2, 0, 1)


@pytest.mark.parametrize("figure", ["1200①", "1200²", "0.12亿元", "1,200 ⑴", "１２００"])
def test_a_figure_with_a_mark_or_a_unit_of_its_own(city, figure):
    folder = city()
    rows = [["139901", "云渚区", "13", 6, figure, 1000], ["139902", "青岚县", "17", 4, 300, 310]]
    output_workbook(folder, rows)
    intake = check(folder)
    assert not intake.errors
    assert intake.tables["industry_month"]["output_ytd_10k_cny"].tolist() == [1200.0, 300.0]
