"""What is answered of enterprises' issues: counts and rates, ages, what is overdue; findings."""

from analysis.questions.help.checks import CHECKS
from analysis.tables.dictionary import Column, category, date, quantity, text
from analysis.tables.finding import found_columns
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct

AGES = {
    "closed": ("已办结", "closed"),
    "open_0_7": ("未办结，7日以内", "open up to 7 days"),
    "open_8_30": ("未办结，8—30日", "open 8–30 days"),
    "open_31_90": ("未办结，31—90日", "open 31–90 days"),
    "open_over_90": ("未办结，90日以上", "open over 90 days"),
}


def _count(zh: str, en: str, meaning: str = "") -> Column:
    return quantity(zh, en, "items", meaning=meaning)


_WHERE = {
    "county_code": text("县（市、区）", "County", meaning="city is the whole"),
    "category": text("类别", "Category", meaning="as the ledger has it; all is every category"),
}
_COUNTED = {
    "received": _count("受理", "Received", "opened from 1 January to the last day; 本年受理"),
    "closed": _count("办结", "Closed", "of the received, not reopened since; 其中已办结"),
    "closed_pct": pct("办结率", "Closed", "of the received; 占受理数"),
    "solved": _count("解决", "Solved", "closed as solved, not explained; 办理结果为已解决"),
    "solved_pct": pct("解决率", "Solved", "of the received; 占受理数"),
    "closed_with_due": _count("有时限的办结", "Closed, with a due day", "n of the next"),
    "on_time": _count("按时办结", "On time", "closed by the day due, extensions included"),
    "on_time_pct": pct("按时办结率", "On time", "of those closed that had a due day"),
    "median_days": number("办理天数中位数", "Median days", "days", "calendar days, of the closed"),
    "answers": _count("回访", "Answers", "closed, asked, and answered by the last day"),
    "satisfied": _count("满意", "Satisfied", "without 基本满意, fairly satisfied"),
    "satisfied_pct": pct("满意率", "Satisfied", "of the answers; 占回访数"),
    "satisfied_of_closed_pct": pct("满意占办结", "Satisfied, of the closed", "of all closed"),
    "open": _count("未办结", "Open", "received − closed"),
    "overdue": _count("超期未结", "Overdue", "open, due before the last day; 当日到期不算超期"),
    "reopened": _count("退回重办", "Reopened", "of the received, by the last day"),
    "again": _count("疑似重复登记", "Entered again", "split or entered anew; counted, 已计入受理"),
    "open_before": _count("上年结转未办结", "Open from before", "received before 1 January, open"),
    "solved_in_year": _count(
        "本年解决", "Solved in the year", "closed as solved this year, whenever received"
    ),
}
COUNTS = ResultTable(
    name="help_counts",
    zh="问题办理",
    en="Issues, received to solved",
    row=("一县一类问题", "one category of issues of one county"),
    key=("county_code", "category"),
    cells=("county_code", "category"),
    measures=tuple(_COUNTED),
    citywide=True,
    columns=_WHERE | _COUNTED,
)
AGED = ResultTable(
    name="help_ages",
    zh="问题账龄",
    en="Age of issues",
    row=("一县一类问题的一段账龄", "one age class of a category of issues of one county"),
    key=("county_code", "category", "age"),
    cells=COUNTS.cells,
    measures=("issues",),
    citywide=True,
    columns={
        **_WHERE,
        "age": category("账龄", "Age", AGES, meaning="they add up to the received; 合计为受理数"),
        "issues": _count("问题数", "Issues"),
    },
)
_ISSUE = {
    "case_id": text("编号", "Number"),
    "category": _WHERE["category"],
    "holder_name": text("企业", "Enterprise", optional=True),
    "county_code": text("县（市、区）", "County"),
    "opened_on": date("受理日期", "Received on"),
    "owner": text("责任单位", "Unit in charge", optional=True),
}
OVERDUE = ResultTable(
    name="help_overdue",
    zh="超期未结问题",
    en="Overdue issues",
    row=("一件超期未结的问题", "one issue that is open and overdue, whenever received"),
    key=("case_id",),
    secret=True,
    citywide=True,
    columns={
        **_ISSUE,
        "due": date("应办结日期", "Due"),
        "days_overdue": number("超期天数", "Days overdue", "days", decimals=0),
    },
)
FINDINGS = ResultTable(
    name="help_findings",
    zh="帮扶台账核对",
    en="Findings in the ledger of issues",
    row=("一处疑问", "one finding"),
    key=("finding", "case_id"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        **_ISSUE,
        "closed_on": date("办结日期", "Closed on", optional=True),
        "content": text("问题内容", "Content", optional=True),
    },
)
RESULTS = (COUNTS, AGED, OVERDUE, FINDINGS)
