"""A made-up dispatch form of projects: its table, its three heading rows, its feed."""

from analysis.intake import check
from analysis.tables.dictionary import Table, category, date, flag, period, quantity, text
from analysis.tables.enterprises import vintage
from analysis.tables.territory import county_code

from .conftest import workbook

STAGES = {
    "planned": ("谋划", "planned"),
    "preliminary": ("前期", "preliminary"),
    "building": ("在建", "building"),
    "finished": ("竣工", "finished"),
}
DISPATCH = Table(
    name="dispatch",
    zh="项目调度",
    en="Dispatch of projects",
    row=("一个项目一个报告期", "one project in one period"),
    key=("project_code", "period"),
    columns={
        "project_code": text("项目代码", "Project"),
        "county_code": county_code(),
        "period": period("报告期", "Period", cumulative=True),
        "plan_10k_cny": quantity("年度计划投资", "Plan", "10k_cny", ("{Y}年计划投资（万元）",)),
        "started": flag("是否开工", "Started", blank=False),
        "done_10k_cny": quantity(
            "完成投资",
            "Done",
            "10k_cny",
            (
                "本年度累计完成投资（不含上年）",
                "本年累计（不含{Y-1}年）",
                "{Y}年1—{M}月完成投资",
            ),
        ),
        "done_pct": quantity("投资完成率", "Share done", "pct", optional=True),
        "permit": flag("施工许可", "Permit", blank=False, dated=True),
        "finished_on": date("竣工时间", "Finished", optional=True, month="last"),
        "stage": category(
            "阶段", "Stage", STAGES, ("项目阶段",), aliases={"续建": "building", "完工": "finished"}
        ),
        "vintage": vintage(),
    },
)
FEED = {
    "table": "dispatch",
    "files": "*.xlsx",
    "vintage": "2022-12-05",
    "skip": ["立项", "环评", "水保", "具体问题", "完成时限"],
}
TITLE = "2022年1—11月重点项目调度表"
TOP = [
    *("序号", "项目代码", "县（市、区）", "2022年计划投资（万元）", "形象进度", None, None, None),
    *("手续", None, None, None, "问题", None, "项目阶段"),
]
MIDDLE = [
    *(None, None, None, None, "是否开工", "投资", None, "竣工时间"),
    *("前期手续", None, None, "施工许可", "具体问题", "完成时限", None),
]
BOTTOM = [
    *(None, None, None, None, None, "本年度累计完成投资（不含上年）（万元）", "投资完成率", None),
    *("立项", "环评", "水保", None, None, None, None),
]
WIDE = ["A2:A4", "B2:B4", "C2:C4", "D2:D4", "E2:H2", "I2:L2", "M2:N2", "O2:O4"]
MERGED = [*WIDE, "E3:E4", "F3:G3", "H3:H4", "I3:K3", "L3:L4", "M3:M4", "N3:N4", "A1:O1"]
ROWS = [
    [1, "P1", "云渚区", 1000, "√", 1290, "129%", "2022年9月"],
    [2, "P2", "青岚县", 500, None, 322.5, "64.5％", "未"],
]
ROWS[0] += ["√", "√", None, "2022.3.15", None, None, "完工"]
ROWS[1] += ["×", "√", None, None, "用地", "2022-12", "续建"]


def replaced(row, **cells):
    return [cells.get(chr(ord("A") + place), cell) for place, cell in enumerate(row)]


def form(folder, name="调度.xlsx", title=TITLE, rows=ROWS, **top):
    """Write a dispatch form with three merged heading rows."""
    header = [[title], replaced(TOP, **top), MIDDLE, BOTTOM]
    return workbook(folder / "raw" / name, [*header, *rows], MERGED)


def read(folder):
    intake = check(folder)
    assert not intake.errors, [fault.zh for fault in intake.errors]
    return intake.tables["dispatch"].set_index("project_code").sort_index()
