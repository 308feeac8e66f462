"""What is answered of projects: counts and rates, money, steps, who lags; findings."""

from functools import partial

from analysis.questions.investment.checks import CHECKS
from analysis.tables.dictionary import Column, Table, category, date, flag, quantity, text
from analysis.tables.enterprises import vintage
from analysis.tables.finding import found_columns
from analysis.tables.projects import LISTS, NATURES, PROJECT_MONTH, STAGES
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct, pp
from analysis.tables.territory import county_code

REASONS = {
    "not_started": ("应开工未开工", "due and not started"),
    "behind": ("落后进度20个百分点以上", "more than 20 points behind schedule"),
}
ITEMS = {
    "completion": ("完成时序", "completion"),
    "rate_place": ("完成率位次", "place by rate"),
    "amount_place": ("完成额位次", "place by amount"),
    "starts": ("开工率", "starts"),
    "late_entry": ("应入统未入统", "not in statistics"),
    "listed": ("清单", "list"),
    "plan": ("计划规模", "size of the plan"),
    "industry": ("产业项目", "industry"),
    "progress": ("进度", "progress"),
    "producing": ("投产", "producing"),
    "provincial": ("省级项目", "provincial"),
    "month": ("当月大额完成", "large month"),
    "blame": ("通报批评", "criticism"),
}
COLOURS = {"red": ("红榜", "red list"), "black": ("黑榜", "black list"), "none": ("—", "–")}

CRITICISMS = Table(
    name="criticisms",
    zh="通报批评台账",
    en="Register of public criticisms",
    row=("一个县受到的一次通报批评", "one public criticism of one county"),
    key=("county_code", "issued_on", "document_no"),
    columns={
        "county_code": county_code(),
        "issued_on": date("通报时间", "Issued on", ("通报日期",)),
        "document_no": text("文号", "Document number", ("通报文号",)),
        "points": quantity(
            "扣分", "Points taken", "points", ("扣减分值",), meaning="a positive number; 填正数"
        ),
        "vintage": vintage(),
    },
)


def _amount(zh: str, en: str) -> Column:
    """Ten thousand yuan, as counties report them: whole."""
    return number(zh, en, "10k_cny", decimals=0)


def _count(zh: str, en: str, meaning: str = "") -> Column:
    return quantity(zh, en, "items", meaning=meaning)


_counts = partial(
    ResultTable,
    citywide=True,
    free="how many projects are listed, started and late is reported, and no amount",
)
_COUNTY = {
    "county_code": text("县（市、区）", "County", meaning="city is the whole"),
}
_WHERE = {
    **_COUNTY,
    "list": category("清单", "List", {**LISTS, "all": ("全部", "all")}),
}
_PROJECT = {
    "project_code": text("项目代码", "Project code"),
    "name": text("项目名称", "Project"),
    **_COUNTY,
    "list": category("清单", "List", LISTS),
}
_MONEY = {
    "plan_year_10k_cny": _amount("年度计划投资", "Plan of the year"),
    "done_ytd_10k_cny": _amount("完成投资", "Done"),
}
COUNTS = _counts(
    name="project_counts",
    zh="开工、投产与入统",
    en="Starts, production, statistics",
    row=("一县一张清单", "one list of one county"),
    key=("county_code", "list"),
    columns={
        **_WHERE,
        "projects": _count("项目数", "Projects", "on the list; 清单内"),
        "started": _count("已开工", "Started"),
        "started_pct": pct("开工率", "Started", "of the projects; 占清单项目"),
        "due": _count("应开工", "Due", "planned start by the last day; 计划开工时间已到"),
        "due_started": _count("应开工已开工", "Due and started"),
        "due_started_pct": pct("应开工率", "Started, of the due", "占应开工项目"),
        "late": _count("应开工未开工", "Due, not started"),
        "late_days": quantity("最长逾期", "Longest overdue", "days", decimals=0),
        "behind": _count("落后进度", "Behind", "started, done under schedule − 20 pp"),
        "to_produce": _count("计划年内竣工", "To finish", "planned finish by December"),
        "producing": _count("其中已投产", "Of them producing"),
        "producing_pct": pct("投产率", "Producing", "of those to finish; 占计划年内竣工项目"),
        "eligible": _count("应入统", "For statistics", "started, total of 500 and more"),
        "in_statistics": _count("其中已入统", "Of them in statistics"),
        "in_statistics_pct": pct("入统率", "In statistics", "of the started from 500; 占应入统"),
    },
)
INVESTMENT = ResultTable(
    name="project_investment",
    zh="完成投资",
    en="Investment",
    row=COUNTS.row,
    key=COUNTS.key,
    cells=COUNTS.key,
    measures=(
        *("plan_year_10k_cny", "schedule_10k_cny", "done_ytd_10k_cny", "done_pct", "ahead_pp"),
        *("done_pct_before", "done_before_10k_cny"),
    ),
    citywide=True,
    columns={
        **_WHERE,
        "projects": _count("项目数", "Projects"),
        **_MONEY,
        "schedule_10k_cny": _amount("时序进度应完成", "Due on schedule"),
        "done_pct": pct("年度完成率", "Done", "of the year's plan; 占年度计划投资"),
        "ahead_pp": pp("超时序进度", "Ahead", "done − months / 12, subtracted before rounding"),
        "single": flag("仅一个项目", "One project only"),
        "done_pct_before": pct("上期完成率", "Done, a period ago"),
        "done_before_10k_cny": _amount("上期完成投资", "Done, a period ago"),
    },
)
STEPS = _counts(
    name="project_steps",
    zh="阶段变化",
    en="Steps between stages",
    row=("一县一种变化", "one step in one county"),
    key=("county_code", "stage_before", "stage_now"),
    columns={
        **_COUNTY,
        "stage_before": category("上期阶段", "Before", {**STAGES, "new": ("新增", "new")}),
        "stage_now": category("本期阶段", "Now", {**STAGES, "left": ("退出", "left")}),
        "projects": _count("项目数", "Projects"),
        "illegal": flag("不合规则", "Against the rule"),
    },
)
NAMES = _counts(
    name="project_names",
    zh="已公开的项目",
    en="Published projects",
    row=("一个已公开的项目", "one project of a list that is public by the last day"),
    key=("project_code",),
    columns={**_PROJECT, "nature": category("建设性质", "Nature", NATURES)},
)
LAGGING = ResultTable(
    name="project_lag",
    zh="滞后项目",
    en="Projects that lag",
    row=("一个滞后项目", "one project that lags"),
    key=("project_code",),
    secret=True,
    citywide=True,
    columns={
        **_PROJECT,
        "reason": category("原因", "Reason", REASONS),
        "planned_start_on": date("计划开工时间", "Planned start", optional=True),
        "late_days": number("逾期", "Overdue", "days", "of those not started", decimals=0),
        **_MONEY,
        "ahead_pp": pp("超时序进度", "Ahead"),
        "problem": PROJECT_MONTH.columns["problem"],
    },
)
FINDINGS = ResultTable(
    name="project_findings",
    zh="调度核对",
    en="Findings in the dispatch",
    row=("一处疑问", "one finding"),
    key=("finding", "project_code"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        **_PROJECT,
        **_MONEY,
        "total_10k_cny": _amount("总投资", "Total investment"),
    },
)
STATISTICS = ResultTable(
    name="project_statistics",
    zh="调度与统计投资",
    en="Investment: dispatch and statistics",
    row=("一个县", "one county"),
    key=("county_code",),
    secret=True,
    citywide=True,
    columns={
        **_COUNTY,
        "projects": _count("调度项目", "Projects"),
        "done_ytd_10k_cny": _amount("调度完成投资", "Done, dispatch"),
        "counted": _count("统计有数项目", "Of them in statistics", "with a figure there"),
        "counted_done_10k_cny": _amount("其中调度完成", "Done of these, dispatch"),
        "statistics_ytd_10k_cny": _amount("统计完成投资", "Done of these, statistics"),
        "difference_10k_cny": _amount("统计减调度", "Statistics less dispatch"),
    },
)
POINTS = ResultTable(
    name="bulletin_points",
    zh="通报积分明细",
    en="Points of the bulletin",
    row=("一县一项", "one item of one county"),
    key=("county_code", "item"),
    secret=True,
    citywide=True,
    columns={
        **_COUNTY,
        "item": category("项目", "Item", ITEMS),
        "points": number("得分", "Points", "points"),
    },
)
BULLETIN = ResultTable(
    name="bulletin",
    zh="县（市、区）通报",
    en="Bulletin to the counties",
    row=("一个有计划投资的县", "one county with a plan of the year"),
    key=("county_code",),
    secret=True,
    citywide=True,
    columns={
        **_COUNTY,
        "points": number("总分", "Points", "points"),
        "place": number("位次", "Place", "count", decimals=0),
        "tied": flag("并列", "Tied"),
        "ahead_pp": pp("超时序进度", "Ahead"),
        "colour": category("红黑榜", "List", COLOURS),
    },
)
RESULTS = (COUNTS, INVESTMENT, STEPS, NAMES, LAGGING, FINDINGS, STATISTICS, POINTS, BULLETIN)
