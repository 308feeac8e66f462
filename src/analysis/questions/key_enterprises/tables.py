"""What is answered of key enterprises: colours and their rule, each enterprise, weeks, findings."""

from functools import partial

from analysis.questions.key_enterprises.checks import CHECKS
from analysis.tables.dictionary import Column, category, date, flag, quantity, text
from analysis.tables.finding import found_columns
from analysis.tables.key_enterprises import BALLAST, REASONS, STATES
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct, pp

COLOURS = {
    "red": ("红色", "red"),
    "orange": ("橙色", "orange"),
    "blue": ("蓝色", "blue"),
    "green": ("绿色", "green"),
}
MEASURES = {
    "days_stopped": ("停产未报告天数", "days stopped without a report"),
    "output_growth_pct": ("产值累计增速", "growth of output, year to date"),
    "electricity_pct": ("电量比自身基准", "electricity by its own baseline"),
    "output_growth_twice_pct": ("连续两期产值增速", "growth of output in two periods"),
    "days_missing": ("缺报天数", "days without a reading"),
    "stocks_over_revenue_pp": (
        "产成品存货增速高于营业收入增速",
        "growth of finished goods above that of revenue",
    ),
}


def _days(zh: str, en: str, meaning: str = "") -> Column:
    return quantity(zh, en, "fraction", meaning=meaning, decimals=0)


_secret = partial(ResultTable, secret=True, citywide=True)
_COUNTY = {"county_code": text("县（市、区）", "County", meaning="city is the whole")}
_FIRM = {
    "uscc": text("统一社会信用代码", "Credit code"),
    "name": text("企业名称", "Enterprise"),
    **_COUNTY,
}
_COLOUR = {"colour": category("预警", "Warning", COLOURS)}
_OUTPUT = {
    "output_10k_cny": number("产值累计", "Output, year to date", "10k_cny", decimals=0),
    "output_last_year_10k_cny": number("上年同期产值", "Last year", "10k_cny", decimals=0),
    "output_growth_pct": pct("产值增速", "Growth of output"),
}
_ELECTRICITY_PCT = pct("近7日电量比基准", "Electricity, week by baseline", "holidays excluded")

_ENTERPRISES = {"enterprises": quantity("企业数", "Enterprises", "count", optional=True)}
_counts = partial(ResultTable, measures=("enterprises",), citywide=True)

COUNTS = _counts(
    name="ballast_counts",
    zh="压舱石企业家数",
    en="Number of ballast enterprises",
    row=("一个县", "one county"),
    key=("county_code",),
    cells=("county_code",),
    columns={**_COUNTY, **_ENTERPRISES, "day": date("日期", "Day")},
)
WARNINGS = _counts(
    name="warning_counts",
    zh="四色预警家数",
    en="Warnings by colour",
    row=("一县一种颜色", "one colour in one county"),
    key=("county_code", "colour"),
    cells=("county_code", "colour"),
    columns={**_COUNTY, **_COLOUR, **_ENTERPRISES},
)
RULE = ResultTable(
    name="warning_rule",
    zh="预警规则",
    en="Rule of the warnings",
    row=("一项界限", "one limit"),
    key=("measure", "colour"),
    free="a published rule, no figure of an enterprise",
    citywide=True,
    columns={
        "rule": text("规则版本", "Rule"),
        "valid_from": date("生效日期", "Valid from"),
        "measure": category("指标", "Measure", MEASURES),
        **_COLOUR,
        "direction": category(
            *("方向", "Direction"),
            {"at_most": ("不高于", "at most"), "at_least": ("不低于", "at least")},
        ),
        "limit": number("界限", "Limit", decimals=0),
        "judged": flag("有企业填报", "Reported by any"),
    },
)
ENTERPRISES = _secret(
    name="key_enterprises",
    zh="压舱石企业",
    en="Ballast enterprises",
    row=("一家清单企业", "one enterprise of the list"),
    key=("uscc",),
    columns={
        **_FIRM,
        **_COLOUR,
        "ground": category("预警依据", "Ground", MEASURES, optional=True),
        "state": category("生产状态", "State", STATES, optional=True),
        "reason": category("原因", "Reason", REASONS, optional=True),
        "contact": BALLAST.columns["contact"],
        **_OUTPUT,
        "output_growth_twice_pct": pct("两期增速较好者", "Better growth of two periods"),
        "stocks_over_revenue_pp": pp(
            "存货增速减收入增速", "Stocks less revenue", "growth of finished goods and of revenue"
        ),
        "share_city_pct": pct("占全市", "Share of the city", "of output above scale"),
        "share_county_pct": pct("占本县", "Share of its county"),
        "pull_city_pp": number("拉动全市", "Pull on the city", "pp", decimals=2),
        "pull_county_pp": number("拉动本县", "Pull on its county", "pp", decimals=2),
        "city_without_pct": pct("除该企业外全市增速", "The city's growth without it", decimals=2),
        "recent": number("近7日均电量", "Mean day, last week", "kwh", decimals=0),
        "baseline": number("此前28日均电量", "Mean day, four weeks before", "kwh", decimals=0),
        "electricity_pct": _ELECTRICITY_PCT,
        "days_stopped": _days("停产未报告天数", "Days stopped, unreported"),
        "days_missing": _days("缺报天数", "Days missing", "of the recent days"),
        "last_reading_on": date("最近读数", "Last reading", optional=True),
        "electricity_growth_pct": pct("用电累计增速", "Growth of electricity, year to date"),
        "z": number("偏离z", "z", meaning="of electricity from what output lets expect"),
        "shared": flag("共用户号", "Shared meter"),
    },
)
WEEKS = _secret(
    name="key_enterprise_weeks",
    zh="逐周预警",
    en="Warnings by week",
    row=("一家企业一周", "one enterprise in one week"),
    key=("uscc", "week_ends_on"),
    columns={
        **_FIRM,
        "week_ends_on": date("周末日", "Week until"),
        **_COLOUR,
        "electricity_pct": _ELECTRICITY_PCT,
    },
)
TOTALS = _secret(
    name="key_enterprise_totals",
    zh="压舱石企业产值与集中度",
    en="Output of the ballast enterprises",
    row=("一个县", "one county"),
    key=("county_code",),
    columns={
        **_COUNTY,
        "listed": quantity("清单企业", "Listed", "count"),
        **{name: quantity(zh, en, "count") for name, (zh, en) in STATES.items()},
        "unknown": quantity("状态未报", "No state reported", "count"),
        **_OUTPUT,
        "coverage_pct": pct("占规上产值", "Share of output", "above scale"),
        "pull_pp": pp("拉动规上产值", "Pull", "on the growth of output above scale"),
        "growth_all_pct": pct("规上产值增速", "Growth, all above scale"),
        "growth_without_first_pct": pct("除第一大企业外", "Growth without the largest"),
        "top1_pct": pct("第一大占比", "Largest, share", "of output above scale"),
        "top3_pct": pct("前三大占比", "Largest three, share"),
        "top5_pct": pct("前五大占比", "Largest five, share"),
    },
)
FINDINGS = _secret(
    name="key_enterprise_findings",
    zh="日报核对",
    en="Findings in the daily reports",
    row=("一家企业一种疑问", "one kind of finding of one enterprise"),
    key=("finding", "uscc"),
    columns={
        **found_columns(CHECKS),
        "uscc": _FIRM["uscc"],
        "name": text("企业名称", "Enterprise", optional=True),
        "county_code": text("县（市、区）", "County", optional=True),
        "first_on": date("首日", "First day", optional=True),
        "days": number("天数", "Days", decimals=0),
        "meter": text("户号", "Meter", optional=True),
    },
)
RESULTS = (COUNTS, WARNINGS, RULE, ENTERPRISES, WEEKS, TOTALS, FINDINGS)
