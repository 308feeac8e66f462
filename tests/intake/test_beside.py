"""A code and the name that stands beside it must mean the same, stored or not."""

import pytest
import xlsxwriter

from analysis.intake import check

from .conftest import CITY, HEADER, INDUSTRY_MONTH, MERGED, ROWS, code, output_workbook, write_sheet

REGISTER = {"table": "enterprises", "files": "register.csv", "vintage": "2022-12-15"}
REPORTS = {"table": "cluster_members", "files": "members.csv", "vintage": "2022-12-15"}
CLUSTERS = {"table": "clusters", "files": "clusters.csv", "vintage": "2022-12-15"}
SKIPS = ["县（市、区）", "行业名称"]


def told(faults):
    return [(f.kind, f.row, f.cell, f.value) for f in faults]


def test_a_wrong_county_name_is_an_error_where_the_column_is_read(city):
    folder = city()
    rows = [["139901", "云渚区", "17", 3, 5, 4], ["139901", "青岚县", "13", 6, 12, 10]]
    output_workbook(folder, rows)
    intake = check(folder)
    assert told(intake.faults) == [("contradiction", 6, "A6", "139901")]
    (fault,) = intake.errors
    assert "139901是“云渚区”，旁边写的是“青岚县”（139902）" in fault.zh
    assert "139901 is 'Yunzhu', beside it stands '青岚县' (139902)" in fault.en


def test_a_wrong_county_name_warns_where_the_column_is_skipped(city):
    folder = city({**INDUSTRY_MONTH, "skip": SKIPS})
    rows = [
        ["139901", "云渚区", "17", 3, 5, 4],
        ["139901", "青岚县", "13", 6, 12, 10],
        ["139902", "老城（旧名）", "13", 6, 12, 10],
        ["139902", None, "17", 6, 12, 10],
    ]
    output_workbook(folder, rows)
    intake = check(folder)
    assert not intake.errors
    assert told(intake.warnings) == [("contradiction", 6, "A6", "139901")]
    assert len(intake.tables["industry_month"]) == 4


def test_a_wrong_industry_name_warns_where_the_column_is_skipped(city):
    folder = city({**INDUSTRY_MONTH, "skip": SKIPS})
    header = [["2022年1—11月"], ["单位：万元"], ["行政区划代码", "行业代码", "行业名称"]]
    header[2] += ["企业数", "工业总产值本年累计", "工业总产值上年同期累计"]
    rows = [
        ["139901", "17", "纺织业", 3, 5, 4],
        ["139902", "17", "纺织服装、服饰业", 3, 5, 4],
    ]
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        write_sheet(book, [*header, *rows])
    (fault,) = check(folder).warnings
    assert told([fault]) == [("contradiction", 5, "B5", "17")]
    assert "17是“纺织业”，旁边写的是“纺织服装、服饰业”（18）" in fault.zh


def registers(folder, reports):
    raw = folder / "raw"
    head = "统一社会信用代码,企业名称,行政区划代码,行业代码,企业规模,是否规上"
    rows = [f"{code(n)},{name},139901,13,小型,是" for n, name in ((1, "甲（虚构）厂"), (2, "乙厂"))]
    (raw / "register.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    head = "集群编号,集群名称,行政区划代码,行业代码,集群级别,市级名单,省级名单"
    (raw / "clusters.csv").write_text(
        f"{head}\nJQ-0001,食品集群,139901,13,市级,是,否\n", encoding="utf-8"
    )
    head = "集群编号,集群名称,统一社会信用代码,企业名称,行政区划代码,角色"
    (raw / "members.csv").write_text("\n".join([head, *reports, ""]), encoding="utf-8")


@pytest.mark.parametrize("skip", [[], ["集群名称", "企业名称"]])
def test_names_of_enterprises_and_clusters_are_those_of_the_registers(city, skip):
    folder = city(REGISTER, CLUSTERS, {**REPORTS, "skip": skip})
    registers(
        folder,
        [
            f"JQ-0001,食品集群,{code(1)},甲(虚构) 厂,139901,龙头",
            f"JQ-0001,纺织集群,{code(2)},丙厂,139901,配套",
        ],
    )
    intake = check(folder)
    assert [f.zh for f in intake.errors] == []
    assert [(f.kind, f.row, f.value) for f in intake.warnings] == [
        ("contradiction", 3, "JQ-0001"),
        ("contradiction", 3, code(2)),
    ]
    assert "JQ-0001是“食品集群”，旁边写的是“纺织集群”" in intake.warnings[0].zh
    assert f"{code(2)} is '乙厂', beside it stands '丙厂'" in intake.warnings[1].en


def test_withheld_and_unregistered_names_say_nothing(city):
    folder = city(REGISTER, CLUSTERS, REPORTS)
    registers(
        folder, [f"JQ-0001,—,{code(1)},***,139901,龙头", f"JQ-0001,,{code(3)},丁厂,139901,配套"]
    )
    assert [f.kind for f in check(folder).warnings] == ["not_in_register"]


def test_one_name_in_many_rows_is_named_once(city):
    months = {"table": "enterprise_month", "files": "reports.csv", "vintage": "2022-12-15"}
    folder = city(REGISTER, {**months, "unit": "万元"})
    registers(folder, [])
    (folder / "raw" / "members.csv").unlink()
    (folder / "raw" / "clusters.csv").unlink()
    head = "统一社会信用代码,企业名称,行政区划代码,行业代码,报告期"
    for figure in ("工业总产值", "营业收入", "利润总额", "税金总额"):
        head += f",{figure}本年累计,{figure}上年同期累计"
    rows = [
        f"{code(1)},改名后的厂,139901,13,2022-{month:02d}" + f",{month},{month}" * 4
        for month in range(2, 12)
    ]
    (folder / "raw" / "reports.csv").write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    intake = check(folder)
    assert [f.zh for f in intake.errors] == []
    assert [(f.kind, f.row) for f in intake.warnings] == [("contradiction", 2)]


def test_a_wrong_name_in_the_sheet_of_every_month_is_one_warning(city):
    folder = city({**INDUSTRY_MONTH, "skip": SKIPS})
    with xlsxwriter.Workbook(folder / "raw" / "output.xlsx") as book:
        for month in range(2, 12):
            row = ["139901", "青岚县", "13", 6, 100 * month, 90 * month]
            write_sheet(book, [["产值"], *HEADER[1:], row], MERGED, f"2022年{month}月")
    (fault,) = check(folder).warnings
    assert (fault.sheet, fault.row) == ("2022年2月", 5)
    assert "10张工作表相同：2022年2月、2022年3月" in fault.zh
    assert fault.zh.index("2022年9月") < fault.zh.index("2022年10月")


def test_a_code_beside_a_name_that_two_counties_share_is_read(city):
    counties = [{**county, "name": {"zh": "鼓楼区", "en": "Gulou"}} for county in CITY["counties"]]
    folder = city(counties=counties)
    output_workbook(folder, [[row[0], "鼓楼区", *row[2:]] for row in ROWS])
    intake = check(folder)
    assert not intake.faults
    assert intake.tables["industry_month"]["county_code"].tolist() == [row[0] for row in ROWS]


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [("老城", "unknown_county", "旁边写的是“老城”"), ("#N/A", "formula", "旁边写的是“#N/A”")],
)
def test_a_name_that_is_wrong_itself_is_said_to_be_the_name(city, name, kind, said):
    folder = city()
    output_workbook(folder, [["139901", name, "17", 3, 5, 4]])
    (fault,) = check(folder).errors
    assert fault.kind == kind
    assert said in fault.zh
