"""The lists of lines and of their stops, and what is answered of them."""

from analysis.questions.kilns.checks import CHECKS
from analysis.registers.overlap import KINDS as STOPS
from analysis.tables.dictionary import Column, Table, category, date, flag, quantity, text
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.finding import found_columns
from analysis.tables.moment import moment
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct
from analysis.tables.territory import county_code

LINE_KINDS = {
    "clinker": ("水泥熟料", "cement clinker"),
    "flat_glass": ("平板玻璃", "flat glass"),
}
DUTIES = {
    "heating": ("供暖", "heating"),
    "co_processing": ("协同处置", "co-processing of waste"),
    "carbide_slag": ("电石渣", "carbide slag"),
}
LEVELS = {
    "benchmark": ("标杆水平", "benchmark"),
    "above_baseline": ("基准以上", "above the baseline"),
    "below_baseline": ("基准以下", "below the baseline"),
}
STOP_KINDS = dict(
    zip(
        STOPS,
        [("应停", "required"), ("计划停窑", "planned"), ("实停", "actual"),
         ("豁免", "exempt"), ("补停", "make-up")],
        strict=True,
    )
)  # fmt: skip
MONITORED = {"agrees": ("一致", "agrees"), "load": ("有负荷", "under load")}
SEASONS = {
    "latest": ("最近时段", "latest window"),
    "before": ("上一时段", "window before"),
}
LINES = Table(
    name="production_lines",
    zh="生产线清单",
    en="Production lines",
    row=("一条生产线", "one kiln or furnace"),
    key=("line_id",),
    columns={
        "line_id": text("生产线编号", "Code of the line", ("编号",)),
        "uscc": uscc(),
        "holder_name": text("企业名称", "Enterprise", ("单位名称",)),
        "county_code": county_code(),
        "kind": category("产品种类", "Product", LINE_KINDS, ("类型",)),
        "line": text("生产线", "Line's name", ("生产线名称",)),
        "capacity_t_per_day": quantity("规模", "Capacity", "t_per_day", ("实际产能",)),
        "filed_t_per_day": quantity(
            "备案产能", "Filed capacity", "t_per_day", ("核准产能", "备案/核准产能"), optional=True
        ),
        "diameter_m": quantity("窑径", "Diameter", "m", optional=True),
        "commissioned_on": date("投产日期", "Commissioned on", ("投产时间",), optional=True),
        "energy_level": category("能效水平", "Energy level", LEVELS, optional=True),
        "grade": text("环保绩效", "Environmental grade", ("绩效等级",), optional=True),
        "duty": category("特殊任务", "Duty", DUTIES, optional=True),
        "vintage": vintage(),
    },
)
LINE_STOPS = Table(
    name="line_stops",
    zh="停窑时段",
    en="Stops of lines",
    row=("一条生产线的一个时段", "one interval of one line"),
    key=("line_id", "kind", "from_at"),
    traced=True,
    columns={
        "line_id": text("生产线编号", "Code of the line", ("编号",)),
        "kind": category("时段种类", "Kind", STOP_KINDS, ("类别",)),
        "from_at": moment("停窑起", "From", ("起始时间", "停窑时间")),
        "to_at": moment("停窑止", "To", ("结束时间", "开窑时间"), end=True, optional=True),
        "stated_days": quantity("天数", "Days stated", "days", ("停窑天数",), optional=True),
        "monitoring": category("在线监测核对", "Monitoring", MONITORED, optional=True),
        "filed_no": text("报备", "Filed as", ("报备文号",), optional=True),
        "reason": text("原因", "Reason", ("停窑原因",), optional=True),
        "for_line": text(
            "置换生产线",
            "In the place of",
            optional=True,
            meaning="the line for which this one stops; 替哪条生产线停",
        ),
        "vintage": vintage(),
    },
)

_LINE = {
    "line_id": text("生产线编号", "Code of the line"),
    "holder_name": text("企业名称", "Enterprise", optional=True),
    "line": text("生产线", "Line's name", optional=True),
    "county_code": text("县（市、区）", "County", optional=True),
}
_SEASON = {"season": category("时段", "Window", SEASONS)}
_SPAN = {"from_at": moment("起", "From"), "to_at": moment("止", "To", end=True, optional=True)}


def _kiln_days(zh: str, en: str, meaning: str = "") -> Column:
    return quantity(zh, en, "kiln_days", optional=True, meaning=meaning)


def _days(zh: str, en: str, meaning: str = "") -> Column:
    return number(zh, en, "days", meaning)


WINDOW = ResultTable(
    name="kiln_seasons",
    zh="应停时段",
    en="Windows",
    row=("一个应停时段", "one window"),
    key=("season",),
    free="windows and their days are announced",
    citywide=True,
    columns={
        **_SEASON,
        "first": date("起", "From"),
        "last": date("止", "To"),
        "stated_days": _days("公布天数", "Days stated", "as the notice states them"),
        "counted_days": _days(
            "实算天数", "Days counted", "0:00 of the first to 24:00 of the last, or days by month"
        ),
        "days_so_far": _days("截至期末", "Up to the last day"),
        "make_up_by": date("补停期限", "Make up by", optional=True),
    },
)
COUNTS = ResultTable(
    name="kiln_counts",
    zh="错峰停窑",
    en="Required and actual stops",
    row=("一县一个时段", "one window in one county"),
    key=("county_code", "season"),
    cells=("county_code", "season"),
    measures=(
        *("exempt_kiln_days", "actual_kiln_days", "make_up_kiln_days"),
        *("done_pct", "owed_kiln_days", "owing", "outside_kiln_days"),
    ),
    citywide=True,
    columns={
        "county_code": text("县（市、区）", "County", meaning="city is the whole"),
        **_SEASON,
        "lines": quantity("生产线", "Lines", "items", meaning="that must stop; 应停的，清单已公布"),
        "required_kiln_days": _kiln_days("应停", "Required", "up to 24:00 of the last day"),
        "exempt_kiln_days": _kiln_days("豁免", "Exempt", "within the required; 含准予少停"),
        "actual_kiln_days": _kiln_days("实停", "Actual", "within the required"),
        "make_up_kiln_days": _kiln_days("补停", "Made up", "until the next window"),
        "done_pct": pct("完成率", "Done", "actual / (required − exempt)"),
        "owed_kiln_days": _kiln_days("欠停", "Owed", "Σ of lines that owe; 多停的不抵"),
        "owing": quantity("欠停生产线", "Lines owing", "items", optional=True),
        "outside_kiln_days": _kiln_days(
            "可时段外补停", "May be made up outside", "of the owed, of lines with a duty; 欠停中"
        ),
    },
)
BY_LINE = ResultTable(
    name="kiln_lines",
    zh="各生产线停窑",
    en="Stops by line",
    row=("一条生产线一个时段", "one line in one window"),
    key=("line_id", "season"),
    secret=True,
    citywide=True,
    columns={
        **_LINE,
        **_SEASON,
        "uscc": text("统一社会信用代码", "Credit code"),
        "capacity_t_per_day": quantity("规模", "Capacity", "t_per_day"),
        "duty": category("特殊任务", "Duty", DUTIES, optional=True),
        "required_days": _days("应停", "Required"),
        "actual_days": _days("实停", "Actual"),
        "exempt_days": _days("豁免", "Exempt"),
        "make_up_days": _days("补停", "Made up"),
        "shortfall_days": _days("差额", "Balance", "required − actual − exempt − made up"),
        "owed_days": _days("欠停", "Owed", "0 where the line stopped longer"),
    },
)
SPANS = ResultTable(
    name="kiln_spans",
    zh="停窑时段图",
    en="Spans of stops",
    row=("一段", "one span, cut at the last day"),
    key=("line_id", "kind", "from_at"),
    secret=True,
    citywide=True,
    columns={**_LINE, "kind": category("种类", "Kind", STOP_KINDS), **_SPAN},
)
QUARTERS = ResultTable(
    name="kiln_quarters",
    zh="按季清算",
    en="Clearing by quarter",
    row=("一条生产线一季", "one line in one quarter; months carry over within it"),
    key=("line_id", "quarter"),
    secret=True,
    citywide=True,
    columns={
        **_LINE,
        "quarter": text("季度", "Quarter"),
        "required_days": _days("应停", "Required", "exempt deducted"),
        "stopped_days": _days("停窑", "Stopped", "actual and made up, in the window or not"),
        "carried_days": _days("结转", "Carried", "stopped − required, since the quarter began"),
        "cleared": flag("已结清", "Cleared", optional=True),  # missing: not over, or no such rule
    },
)
ELECTRICITY = ResultTable(
    name="kiln_electricity",
    zh="停窑期用电",
    en="Electricity while stopped",
    row=("一家企业一个报告期", "one enterprise in one period in which all its kilns stood still"),
    key=("uscc", "period"),
    secret=True,
    citywide=True,
    columns={
        "uscc": text("统一社会信用代码", "Credit code"),
        "holder_name": _LINE["holder_name"],
        "county_code": _LINE["county_code"],
        "period": text("报告期", "Period"),
        "lines": quantity("停窑生产线", "Lines stopped", "items"),
        "electricity_10k_kwh": number("用电量", "Electricity", "10k_kwh"),
        "usual_10k_kwh": number("正常用电", "Usual", "10k_kwh", "same days, without any stop"),
        "of_usual_pct": pct("占正常用电", "Of the usual"),
    },
)
FINDINGS = ResultTable(
    name="kiln_findings",
    zh="停窑台账核对",
    en="Findings in the register of stops",
    row=("一处疑问", "one finding"),
    key=("finding", "line_id", "kind", "from_at"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        **_LINE,
        "kind": category("种类", "Kind", STOP_KINDS),
        **_SPAN,
    },
)
RESULTS = (WINDOW, COUNTS, BY_LINE, SPANS, QUARTERS, ELECTRICITY, FINDINGS)
