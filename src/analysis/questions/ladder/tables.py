"""What is answered of the ladder: rungs, reviews, candidates and their gaps, findings."""

from functools import partial

from analysis.questions.ladder.checks import CHECKS
from analysis.tables.dictionary import category, date, flag, quantity, text, year
from analysis.tables.finding import found_columns
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct

RUNGS = {
    "innovative": ("科技型、创新型", "technology-based, innovative"),
    "specialised": ("专精特新", "specialised"),
    "little_giant": ("“小巨人”", "little giant"),
    "champion": ("单项冠军", "champion"),
    "specialised_up": ("专精特新及以上", "specialised or higher"),
}
SCREENED = ("innovative", "specialised", "little_giant")
STATES = {
    "ready": ("已达标", "ready"),
    "near": ("差一至二项", "lack one or two"),
    "unknown": ("资料不全", "papers incomplete"),
    "far": ("差三项以上", "lack three or more"),
    "no_standard": ("申报日无标准", "no standard on that day"),
}
STATUSES = {
    "passed": ("达到", "passed"),
    "failed": ("未达到", "failed"),
    "unknown": ("未填报", "unknown"),
}
_public = partial(
    ResultTable, citywide=True, free="lists of titles and of those above scale are published"
)
_COUNTY = {"county_code": text("县（市、区）", "County", meaning="city is the whole")}
_RUNG = {"rung": category("梯度", "Rung", RUNGS)}
_FIRM = {
    **_COUNTY,
    "uscc": text("统一社会信用代码", "Credit code"),
    "name": text("企业名称", "Enterprise"),
}

STANDARDS = _public(
    name="ladder_standards",
    zh="认定标准",
    en="Standards",
    row=("一份标准", "one standard of one rung"),
    key=("standard",),
    columns={
        "standard": text("标准", "Standard"),
        **_RUNG,
        "name_zh": text("中文名称", "Chinese name"),
        "name_en": text("英文名称", "English name"),
        "valid_from": date("施行", "In force from"),
        "valid_to": date("废止", "Until", optional=True),
        "confirmed": category(
            "核对",
            "Text",
            {
                "yes": ("已核对", "checked"),
                "no": ("转录，待核实", "at second hand, to be confirmed"),
            },
        ),
        "source": text("依据", "Source"),
    },
)
STOCK = _public(
    name="ladder_stock",
    zh="梯度存量",
    en="Enterprises on the ladder",
    row=("一县一级梯度", "one rung in one county"),
    key=("county_code", "rung"),
    columns={
        **_COUNTY,
        **_RUNG,
        "holders": quantity("有效期内", "In force", "count", meaning="each enterprise once"),
        "highest": quantity("以此为最高", "Highest rung", "count", meaning="each counts once"),
        "new": quantity("本年新增", "New this year", "count", meaning="granted, not announced"),
        "pending": quantity("公示待认定", "Announced", "count"),
        "due": quantity("次年到期", "End next year", "count", meaning="and not yet reviewed"),
        "ever": quantity("累计认定", "Ever", "count", meaning="also what lapsed or was revoked"),
        "above_scale": quantity("规上企业", "Above scale", "count", optional=True),
        "per_100": number("每百家规上企业", "Per 100 above scale", decimals=1),
    },
)
CONVERSION = _public(
    name="ladder_conversion",
    zh="晋级",
    en="From rung to rung",
    row=("一县一级梯度", "one rung in one county"),
    key=("county_code", "rung"),
    columns={
        **_COUNTY,
        **_RUNG,
        "new": quantity("本年新增", "New this year", "count"),
        "below_before": quantity(
            "两年前下一级存量", "Rung below, two years before", "count", optional=True
        ),
        "conversion_pct": pct("晋级率", "Conversion", "new / the rung below two years before"),
    },
)
SURVIVAL = _public(
    name="ladder_survival",
    zh="复核通过",
    en="Survival at review",
    row=("一县一称号一认定年度", "one title's grants of one year in one county"),
    key=("county_code", "title", "cohort"),
    columns={
        **_COUNTY,
        "title": text("称号", "Title"),
        "name_zh": text("中文名称", "Chinese name"),
        "name_en": text("英文名称", "English name"),
        "cohort": year("认定年度", "Granted in"),
        "due": quantity("已到期", "Came to its end", "count", meaning="first term ended by t"),
        "passed": quantity("复核通过", "Passed", "count"),
        "failed": quantity("复核未通过", "Failed", "count"),
        "unreviewed": quantity("无复核记录", "No review on record", "count"),
        "survival_pct": pct("复核通过率", "Survival", "passed / came to its end"),
    },
)
READY = ResultTable(
    name="ladder_ready",
    zh="晋级预筛",
    en="Who is ready",
    row=("一县一级梯度一种状态", "one state for one rung in one county"),
    key=("county_code", "rung", "state"),
    cells=("county_code", "rung", "state"),
    measures=("enterprises",),
    citywide=True,
    columns={
        **_COUNTY,
        **_RUNG,
        "state": category("状态", "State", STATES),
        "enterprises": quantity("企业数", "Enterprises", "count", optional=True),
    },
)
_CANDIDATE = {
    **_FIRM,
    **_RUNG,
    "year": year("依据年报", "Annual report of"),
    "applied_on": date("申报日期", "Applies on"),
    "standard": text("标准", "Standard"),
}
CANDIDATES = ResultTable(
    name="ladder_candidates",
    zh="晋级预筛名单",
    en="Candidates",
    row=("一家企业一级梯度", "one enterprise and one rung above it"),
    key=("uscc", "rung"),
    secret=True,
    citywide=True,
    columns={
        **_CANDIDATE,
        "state": category("状态", "State", STATES),
        "passed": quantity("达到项数", "Passed", "items"),
        "failed": quantity("未达到项数", "Failed", "items"),
        "unknown": quantity("未填报项数", "Unknown", "items"),
        "gap_pct": pct("差距合计", "Gaps together", "sum of short / required"),
    },
)
SCREENS = ResultTable(
    name="ladder_screens",
    zh="逐条对标",
    en="Condition by condition",
    row=("一家企业一级梯度一个条件", "one condition of one rung for one enterprise"),
    key=("uscc", "rung", "condition"),
    secret=True,
    citywide=True,
    columns={
        **_CANDIDATE,
        "place": quantity("序号", "Number", "items"),
        "condition": text("条件代码", "Condition's code"),
        "condition_zh": text("条件", "Condition in Chinese"),
        "condition_en": text("条件（英文）", "Condition"),
        "measure": text("指标", "Measure"),
        "unit": text("单位", "Unit"),
        "value": number("现值", "Value"),
        "required": number("要求", "Required"),
        "at_most": flag("为上限", "Upper limit"),
        "short": number("差距", "Short by"),
        "status": category("结论", "Result", STATUSES),
    },
)
FINDINGS = ResultTable(
    name="ladder_findings",
    zh="年报与名单核对",
    en="Findings in reports and lists",
    row=("一处疑问", "one finding"),
    key=("finding", "uscc", "detail_zh"),
    secret=True,
    citywide=True,
    columns={
        **_FIRM,
        **found_columns(CHECKS),
        "detail_zh": text("内容", "Detail in Chinese"),
        "detail_en": text("内容（英文）", "Detail"),
    },
)
RESULTS = (STANDARDS, STOCK, CONVERSION, SURVIVAL, READY, CANDIDATES, SCREENS, FINDINGS)
"""All of them; those of candidates only where the city has annual reports."""
