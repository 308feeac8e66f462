"""Plans of capacity replacement with the lines they retire, and what is answered of them."""

from analysis.questions.replacement.checks import CHECKS
from analysis.tables.dictionary import Column, Table, category, date, flag, quantity, text
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.finding import found_columns
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number
from analysis.tables.territory import county_code

PRODUCTS = {
    "clinker": ("水泥熟料", "cement clinker"),
    "gypsum_cement": ("工业副产石膏制水泥", "cement of by-product gypsum"),
    "flat_glass": ("平板玻璃", "flat glass"),
    "pv_glass": ("光伏压延玻璃", "rolled glass for solar cells"),
}
VERDICTS = {
    "lawful": ("符合", "lawful"),
    "short": ("退出产能不足", "too little retired"),
    "import_barred": ("不得跨省迁入", "may not come from another province"),
    "split": ("拆分产能", "capacity split"),
    "no_ratio": ("没有适用的比例", "no ratio known"),
}
BARS = {
    "stopped": ("停产两年以上", "stopped for two years"),
    "ran_little": ("连续两年运行不足", "ran too few days, two years on end"),
    "below_baseline": ("能效低于基准", "below the energy baseline"),
    "sealed": ("被查封", "sealed by a court"),
}


def _t_per_day(zh: str, en: str, raw: tuple[str, ...] = (), meaning: str = "") -> Column:
    return quantity(zh, en, "t_per_day", raw, meaning=meaning)


PLANS = Table(
    name="replacement_plans",
    zh="产能置换方案",
    en="Plans of capacity replacement",
    row=("一个方案", "one plan"),
    key=("plan_id",),
    traced=True,
    columns={
        "plan_id": text("方案编号", "Plan", ("编号",)),
        "uscc": uscc(),
        "holder_name": text("企业名称", "Enterprise", ("单位名称",)),
        "county_code": county_code(),
        "province": text("所在省份", "Province"),
        "product": category("产品", "Product", PRODUCTS, ("产品种类",)),
        "new_t_per_day": _t_per_day("建设产能", "To be built", ("新建产能",)),
        "key_region": flag("重点区域", "Key region"),
        "province_use_pct": quantity(
            "所在省份三年产能利用率", "Province's use of capacity", "pct", optional=True
        ),
        "filed_on": date("申报日期", "Filed on", ("申报时间",)),
        "published_on": date("公告日期", "Published on", ("公告时间",), optional=True),
        "vintage": vintage(),
    },
)
RETIRED = Table(
    name="retired_lines",
    zh="退出生产线",
    en="Retired lines",
    row=("一个方案退出的一条生产线", "one line that one plan retires"),
    key=("plan_id", "line"),
    traced=True,
    columns={
        "plan_id": text("方案编号", "Plan", ("编号",)),
        "line": text("退出生产线", "Line", ("生产线",)),
        "province": text("所在省份", "Province"),
        "filed_t_per_day": _t_per_day("备案产能", "Filed", ("核准产能", "备案/核准产能")),
        "diameter_m": quantity("窑径", "Diameter", "m", optional=True),
        "given_t_per_day": _t_per_day("用于置换产能", "Given", ("置换产能",)),
        "restricted": flag("限制类", "Restricted class", blank=False),
        "below_baseline": flag("能效低于基准", "Below the energy baseline", blank=False),
        "sealed": flag("查封", "Sealed", ("被查封",), blank=False),
        "stopped_on": date("停产日期", "Stopped on", ("停产时间",), optional=True),
        "ran_last_year_days": quantity(
            "上年运行天数", "Ran last year", "days", optional=True, decimals=0
        ),
        "ran_year_before_days": quantity(
            "前年运行天数", "Ran the year before", "days", optional=True, decimals=0
        ),
        "vintage": vintage(),
    },
)

_PLAN = {
    "plan_id": text("方案编号", "Plan"),
    "holder_name": text("企业名称", "Enterprise", optional=True),
    "county_code": text("县（市、区）", "County", optional=True),
}
BY_PLAN = ResultTable(
    name="replacement_by_plan",
    zh="产能置换方案审核",
    en="Plans of capacity replacement, judged",
    row=("一个方案", "one plan"),
    key=("plan_id",),
    secret=True,
    citywide=True,
    columns={
        **_PLAN,
        "uscc": text("统一社会信用代码", "Credit code"),
        "product": category("产品", "Product", PRODUCTS),
        "key_region": flag("重点区域", "Key region"),
        "filed_on": date("申报日期", "Filed on"),
        "rule": text("适用规则", "Rule", optional=True),
        "new_t_per_day": number("建设产能", "To be built", "t_per_day"),
        "ratio": number("比例", "Ratio", decimals=2),
        "required_t_per_day": number("须退出", "Required", "t_per_day", "built × ratio"),
        "given_t_per_day": number("用于置换", "Given", "t_per_day"),
        "counted_t_per_day": number(
            "可计入", "Counted", "t_per_day", "given × ratio / the line's ratio; barred lines 0"
        ),
        "missing_t_per_day": number("还差", "Missing", "t_per_day", "required − counted, from 0"),
        "verdict": category("结论", "Verdict", VERDICTS),
    },
)
BY_LINE = ResultTable(
    name="replacement_lines",
    zh="退出生产线审核",
    en="Retired lines, judged",
    row=("一个方案退出的一条生产线", "one line that one plan retires"),
    key=("plan_id", "line"),
    secret=True,
    citywide=True,
    columns={
        **_PLAN,
        "line": text("退出生产线", "Line"),
        "province": text("所在省份", "Province"),
        "given_t_per_day": number("用于置换", "Given", "t_per_day"),
        "line_ratio": number("该线比例", "Line's ratio", decimals=2),
        "counted_t_per_day": number("可计入", "Counted", "t_per_day"),
        "bar": category("不得用于置换", "Barred", BARS, optional=True),
    },
)
COUNTS = ResultTable(
    name="replacement_counts",
    zh="已公告的产能置换方案",
    en="Announced plans of capacity replacement",
    row=("一县一种产品", "one product in one county"),
    key=("county_code", "product"),
    free="plans are announced with their lines and capacities before anything is built",
    citywide=True,
    columns={
        "county_code": text("县（市、区）", "County", meaning="city is the whole"),
        "product": text("产品", "Product", meaning="all is every product"),
        "plans": quantity("方案", "Plans", "items", meaning="announced by the last day"),
        "lawful": quantity("符合", "Lawful", "items"),
        "no_ratio": quantity("没有适用比例", "No ratio known", "items"),
        "new_t_per_day": number("建设产能", "To be built", "t_per_day", "where a ratio is known"),
        "required_t_per_day": number("须退出", "Required", "t_per_day", "where a ratio is known"),
        "given_t_per_day": number("用于置换", "Given", "t_per_day", "where a ratio is known"),
    },
)
FINDINGS = ResultTable(
    name="replacement_findings",
    zh="产能置换核对",
    en="Findings in the plans of replacement",
    row=("一处疑问", "one finding"),
    key=("finding", "plan_id", "line"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        **_PLAN,
        "line": text("退出生产线", "Line", optional=True),
    },
)
RESULTS = (BY_PLAN, BY_LINE, COUNTS, FINDINGS)
