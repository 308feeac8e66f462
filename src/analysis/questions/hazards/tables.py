"""The list of units that make, sell or use explosives, and what is answered of their hazards."""

from analysis.questions.hazards.checks import CHECKS
from analysis.tables.cases import LEVELS
from analysis.tables.dictionary import Column, Table, category, date, quantity, text
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.finding import found_columns
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct
from analysis.tables.territory import county_code

ACTIVITIES = {
    "production": ("生产", "production"),
    "sale": ("销售", "sale"),
    "blasting": ("爆破作业", "blasting"),
}
UNITS = Table(
    name="explosives_units",
    zh="民爆单位名录",
    en="Units that make, sell or use explosives",
    row=("一家民爆单位", "one unit"),
    key=("uscc",),
    columns={
        "uscc": uscc(),
        "name": text("单位名称", "Unit", ("企业名称",)),
        "county_code": county_code(),
        "activity": category("业务", "Activity", ACTIVITIES, ("许可类别",), optional=True),
        "vintage": vintage(),
    },
)


def _count(zh: str, en: str, meaning: str = "") -> Column:
    return quantity(zh, en, "items", meaning=meaning)


def _units(zh: str, en: str, meaning: str = "") -> Column:
    return quantity(zh, en, "count", meaning=meaning)


_COUNTY = {"county_code": text("县（市、区）", "County", meaning="city is the whole")}
_COUNTED = {
    "found": _count("查出隐患", "Found", "found from 1 January to the last day; 本年查出"),
    "major": _count("重大隐患", "Major", "of the found; 其中"),
    "closed": _count("已整改", "Closed", "of the found, by the last day; 期末前整改完成"),
    "closed_pct": pct("整改率", "Closed", "of the found; 占查出数"),
    "closed_with_due": _count("有期限的整改", "Closed, with a due day", "n of the next"),
    "on_time": _count("按期整改", "On time", "closed by the day due, extensions included"),
    "on_time_pct": pct("按期整改率", "On time", "of those closed that had a due day"),
    "median_days": number("整改天数中位数", "Median days", "days", "calendar days, of the closed"),
    "open": _count("未整改", "Open", "found − closed"),
    "overdue": _count("逾期未整改", "Overdue", "open, due before the last day; 当日到期不算逾期"),
}
COUNTS = ResultTable(
    name="hazard_counts",
    zh="民爆隐患整改",
    en="Hazards found and closed",
    row=("一县一类隐患", "one category of hazards of one county"),
    key=("county_code", "category"),
    cells=("county_code", "category"),
    measures=tuple(_COUNTED),
    citywide=True,
    columns={
        **_COUNTY,
        "category": text("隐患类别", "Category", meaning="all is every category"),
        **_COUNTED,
    },
)
INSPECTED = ResultTable(
    name="hazard_inspections",
    zh="民爆单位检查",
    en="Units inspected",
    row=("一个县", "one county"),
    key=("county_code",),
    citywide=True,
    free="licensed units are announced, and who is inspected is the bureau's own work",
    columns={
        **_COUNTY,
        "units": _units("民爆单位", "Units", "on the list"),
        "inspected": _units("已检查单位", "Inspected", "of the listed, this year; 本年至少一次"),
        "inspected_pct": pct("检查覆盖率", "Inspected", "of the listed; 占名录单位"),
        "outside": _units("名录外受检单位", "Inspected, not listed"),
        "inspections": _count("检查记录", "Inspections", "visits to listed units"),
    },
)
_HAZARD = {
    "case_id": text("编号", "Number"),
    "category": text("类别", "Category"),
    "level": category("级别", "Level", LEVELS, optional=True),
    "holder_name": text("单位", "Unit", optional=True),
    "county_code": text("县（市、区）", "County"),
    "opened_on": date("检查日期", "Found on"),
}
OVERDUE = ResultTable(
    name="hazard_overdue",
    zh="逾期未整改隐患",
    en="Overdue hazards",
    row=("一处逾期隐患", "one hazard that is open and overdue, whenever found"),
    key=("case_id",),
    secret=True,
    citywide=True,
    columns={
        **_HAZARD,
        "due": date("应整改日期", "Due"),
        "days_overdue": number("逾期天数", "Days overdue", "days", decimals=0),
    },
)
FINDINGS = ResultTable(
    name="hazard_findings",
    zh="隐患台账核对",
    en="Findings in the register of hazards",
    row=("一处疑问", "one finding"),
    key=("finding", "case_id"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        **_HAZARD,
        "closed_on": date("整改完成日期", "Closed on", optional=True),
    },
)
RESULTS = (COUNTS, INSPECTED, OVERDUE, FINDINGS)
