"""What is answered of titles: counts, steps, money, ends, the ladder; names where public."""

from functools import partial

from analysis.questions.titles.checks import CHECKS
from analysis.tables.dictionary import category, date, flag, period, quantity, text, year
from analysis.tables.finding import found_columns
from analysis.tables.recognitions import LEVELS, RECOGNITIONS
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import amount, pct

STATUSES = {
    "before": ("上年末有效", "in force at the end of last year"),
    "new": ("本年新认定", "granted this year"),
    "lapsed": ("本年到期失效", "lapsed this year"),
    "revoked": ("本年取消", "revoked this year"),
    "stock": ("有效期内", "in force"),
    "pending": ("公示待认定", "announced, not yet granted"),
    "expiring": ("一年内到期待复核", "ends within a year, not yet reviewed"),
    "ever": ("累计认定", "ever granted"),
}
STEPS = {
    "applied": ("申报", "applied"),
    "recommended": ("推荐", "recommended"),
    "announced": ("公示", "announced"),
    "granted": ("认定", "granted"),
}
YEARS = {
    "last": ("上年度", "last year's"),
    "this": ("本年度", "this year's"),
    "next": ("下年度", "next year's"),
}
_public = partial(
    ResultTable, citywide=True, free="lists of titles are announced, with names and numbers"
)
_WHERE = {
    "county_code": text("县（市、区）", "County", meaning="city is the whole, each holder once"),
    "title": text("称号", "Title"),
}
_LEVEL = {"level": category("级别", "Level", {**LEVELS, "all": ("各级", "all levels")})}
_YEAR = {"list_year": category("批次年度", "Year of the list", YEARS)}
_COUNTS = {
    "holders": quantity("主体数", "Holders", "count", meaning="distinct holders; 不重复计"),
    "items": quantity("项目、产品数", "Items", "items", meaning="distinct holder and product"),
    "rows": quantity("登记数", "Entries", "items", meaning="rows of the register"),
}
_ROW = {
    **_WHERE,
    "level": category("级别", "Level", LEVELS),
    "year": year("年度", "Year"),
    "batch": text("批次", "Batch"),
    "holder_id": text("主体代码", "Holder's code"),
    "holder_name": text("主体名称", "Holder"),
    "product": text("产品名称", "Product"),
}

TITLES = _public(
    name="titles",
    zh="称号目录",
    en="Titles",
    row=("一个称号", "one title, or several counted together"),
    key=("title",),
    columns={
        "title": text("称号", "Title"),
        "name_zh": text("中文名称", "Chinese name"),
        "name_en": text("英文名称", "English name"),
        "counted": category(
            "计数口径", "Counted", {"holders": ("家", "holders"), "items": ("个", "items")}
        ),
        "together": flag("合并统计", "Several counted together"),
    },
)
COUNTS = _public(
    name="title_counts",
    zh="称号数量",
    en="Titles by status",
    row=("一县一称号一级别一种状态", "one status of one title and level in one county"),
    key=("county_code", "title", "level", "status"),
    columns={
        **_WHERE,
        **_LEVEL,
        "status": category("状态", "Status", STATUSES),
        **_COUNTS,
        "latest_batch": quantity(
            "最新批次", "Latest batch", "count", meaning="0: none has a number"
        ),
    },
)
PENDING = _public(
    name="title_pending",
    zh="公示待认定",
    en="Announced and not yet granted",
    row=("一县一称号一批次", "one batch of one title in one county"),
    key=("county_code", "title", "level", "list_year", "batch"),
    columns={
        **_WHERE,
        **_LEVEL,
        **_YEAR,
        "batch": text("批次", "Batch", meaning="all is the year's whole list"),
        **_COUNTS,
    },
)
FUNNEL = ResultTable(
    name="title_funnel",
    zh="申报认定环节",
    en="Steps from application to grant",
    row=("一县一称号一年度一环节", "one step of one title's list in one county"),
    key=("county_code", "title", "level", "list_year", "step"),
    cells=("county_code", "title", "level", "list_year", "step"),
    measures=("holders", "items", "rows"),
    citywide=True,
    columns={
        **_WHERE,
        **_LEVEL,
        **_YEAR,
        "step": category("环节", "Step", STEPS),
        "holders": quantity("主体数", "Holders", "count", optional=True),
        "items": quantity("项目、产品数", "Items", "items", optional=True),
        "rows": quantity("登记数", "Entries", "items", optional=True),
    },
)
MONEY = ResultTable(
    name="title_money",
    zh="支持资金",
    en="Awards",
    row=("一县一称号一资金年度", "one title's money of one year in one county"),
    key=("county_code", "title", "level", "list_year"),
    cells=("county_code", "title", "level", "list_year"),
    measures=("award_10k_cny",),
    citywide=True,
    columns={
        **_WHERE,
        **_LEVEL,
        **_YEAR,
        "award_10k_cny": amount("支持资金", "Awarded"),
        "awards": quantity("资金笔数", "Awards", "items"),
    },
)
PAYMENTS = ResultTable(
    name="title_payments",
    zh="资金拨付",
    en="Payments",
    row=MONEY.row,
    key=MONEY.key,
    secret=True,
    citywide=True,
    columns={
        **MONEY.columns,
        "paid_10k_cny": amount("已拨付", "Paid"),
        "paid_pct": pct("拨付率", "Paid, of what was awarded"),
    },
)
EXPIRY = _public(
    name="title_expiry",
    zh="到期日历",
    en="Calendar of ends",
    row=("一县一称号一个月到期数", "what ends in one month"),
    key=("county_code", "title", "level", "month"),
    columns={
        **_WHERE,
        **_LEVEL,
        "month": period("到期月份", "Ends in", cumulative=False),
        **_COUNTS,
    },
)
GRADES = _public(
    name="title_grades",
    zh="等级（星级）",
    en="Grades and stars",
    row=("一县一称号一级别一等级的有效数", "what is in force of one grade in one county"),
    key=("county_code", "title", "level", "grade"),
    columns={**_WHERE, **_LEVEL, "grade": text("等级（星级）", "Grade (stars)"), **_COUNTS},
)
LADDER = _public(
    name="title_ladder",
    zh="梯度培育",
    en="The ladder",
    row=("一县一级梯度", "one rung in one county"),
    key=("county_code", "rung"),
    columns={
        "county_code": _WHERE["county_code"],
        "rung": text("梯度", "Rung"),
        "name_zh": text("中文名称", "Chinese name"),
        "name_en": text("英文名称", "English name"),
        "place": quantity("自下第几级", "Rung from below", "count"),
        "holders": quantity("有效期内", "In force", "count", meaning="holders on this rung"),
        "highest": quantity("以此为最高", "Highest title", "count", meaning="each holder once"),
    },
)
HOLDERS = ResultTable(
    name="title_holders",
    zh="称号主体名单",
    en="Holders of titles",
    row=("一个主体一批次", "one holder in one batch"),
    key=("title", "level", "year", "batch", "holder_id", "product"),
    secret=True,
    citywide=True,
    columns={
        **_ROW,
        **{
            f"{step}_on": date(f"{zh}日期", f"{en} on".capitalize(), optional=True)
            for step, (zh, en) in STEPS.items()
        },
        "valid_until": date("有效期至", "Valid until", optional=True),
        "in_force": flag("有效期内", "In force"),
        "award_10k_cny": amount("支持资金", "Awarded"),
        "paid_10k_cny": amount("已拨付", "Paid"),
    },
)
PUBLISHED = _public(
    name="title_names",
    zh="已公开的名单",
    en="Published names",
    row=("一个已公开的主体", "one holder on a list that is public by the period's last day"),
    key=HOLDERS.key,
    columns={
        **_ROW,
        "area_ha": RECOGNITIONS.columns["area_ha"],
        "granted": flag("已认定", "Granted"),
        "example": flag("举例", "Example"),
        "place": quantity(
            "举例次序",
            "Named as example",
            "count",
            meaning="examples first, the largest award first; 先列典型，资金多者在前",
        ),
    },
)
FINDINGS = ResultTable(
    name="title_findings",
    zh="台账核对",
    en="Findings in the register",
    row=("一处疑问", "one finding"),
    key=("finding", "title", "level", "year", "batch", "holder_id", "holder_name", "product"),
    secret=True,
    citywide=True,
    columns={**_ROW, **found_columns(CHECKS)},
)
RESULTS = (
    *(TITLES, COUNTS, PENDING, FUNNEL, MONEY, PAYMENTS, EXPIRY, GRADES, LADDER),
    *(HOLDERS, PUBLISHED, FINDINGS),
)
