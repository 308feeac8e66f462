"""Results on output: growth, outlook to the year end, targets, forecasts; of each indicator."""

from analysis.tables.dictionary import Column, category, period, text, year
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct, pp
from analysis.tables.territory import COUNTY_CODE, INDUSTRY_CODE

LEVELS = {
    "city": ("全市", "city"),
    "county": ("县(市、区)", "county"),
    "industry": ("行业", "industry"),
    "cell": ("分县分行业", "county and industry"),
}
INDICATORS = {
    "output": ("工业总产值（现价）", "gross output at current prices"),
    "value_added": ("工业增加值增速（可比价）", "growth of value added at comparable prices"),
    "electricity": ("工业用电量", "industrial electricity"),
}
"""What may be forecast and have a target; "output" is the measure of the city."""
KINDS = {"actual": ("实际", "actual"), "forecast": ("预测", "forecast")}
CELL = ("county_code", "industry_code")
INDICATED = ("indicator", *CELL)
UNIT = "in the unit of the indicator"
YEAR_END = {
    "growth_pct": "year_end_growth_pct",
    "share_pct": "usual_share_pct",
    **{
        f"growth_{side}{p}_pct": f"year_end_growth_{side}{p}_pct"
        for side in ("lo", "hi")
        for p in (80, 95)
    },
}
"""Names that stay unique in the dictionary, from which all labels come."""


def county_or_city() -> Column:
    """A county's code, or "city" for the whole city."""
    return text(
        "县(市、区)代码",
        "County code",
        pattern=rf"^{COUNTY_CODE}$",
        allowed="县代码，全市为city; a county's code, city for the whole",
    )


def industry_or_total() -> Column:
    """An industry's code, or "total" for all industries."""
    return text(
        "行业代码",
        "Industry code",
        pattern=rf"^{INDUSTRY_CODE}$",
        allowed="行业代码，合计为total; an industry's code, total for all",
    )


def indicator() -> Column:
    """What is measured."""
    return category("指标", "Indicator", INDICATORS)


def level() -> Column:
    """What a row stands for: the city, a county, an industry or a cell."""
    return category("层级", "Level", LEVELS)


def value(zh: str, en: str) -> Column:
    """A figure in the unit of the indicator."""
    return number(zh, en, meaning=UNIT, decimals=0)


def bounds(zh: str, en: str, stem: str = "{}") -> dict[str, Column]:
    """The ends of the 80 and 95 percent intervals."""
    ends = {"lo": ("下限", "lower end"), "hi": ("上限", "upper end")}
    make = value if stem == "{}" else pct
    return {
        stem.format(f"{side}{p}"): make(
            f"{zh}{p}%区间{ends[side][0]}", f"{en}, {p}% {ends[side][1]}"
        )
        for p in (80, 95)
        for side in ("lo", "hi")
    }


OUTLOOK = ResultTable(
    name="output_outlook",
    zh="增长与全年展望",
    en="Growth and outlook to the end of the year",
    row=("一个指标一个层级单元", "an indicator of the city, a county, an industry or a cell"),
    key=INDICATED,
    cells=INDICATED,
    citywide=True,
    columns={
        "indicator": indicator(),
        "county_code": county_or_city(),
        "industry_code": industry_or_total(),
        "tier": level(),
        "period": period("报告期", "Period", cumulative=False),
        "remaining_periods": number("剩余期数", "Periods left", decimals=0),
        "enterprises": number("企业数", "Enterprises", "count"),
        "ytd_value": value("本年累计", "Year to date"),
        "ytd_base_value": value("上年同期累计", "Same period last year"),
        "ytd_growth_pct": pct("累计增速", "Growth, year to date"),
        "month_growth_pct": pct("当期增速", "Growth of the period", "comparable"),
        "pull_pp": pp("拉动", "Pull", "points of the city, for a cell of its county"),
        "rest_value": value("剩余各期预测", "Forecast of the periods left"),
        "base_rest_value": value("剩余各期预测（调和前）", "Periods left, before adding up"),
        "year_end_value": value("全年预计", "Expected year end"),
        **bounds("全年预计", "Year end"),
        "year_end_base_value": value("上年全年（可比）", "Last year, comparable"),
        "year_end_growth_pct": pct("全年预计增速", "Expected growth of the year"),
        **bounds("全年增速", "Growth of the year", "year_end_growth_{}_pct"),
        "year_end_pull_pp": pp("全年预计拉动", "Expected pull of the year"),
        "usual_share_pct": pct("往年同期占全年比重", "Usual share of the year done"),
    },
    measures=(
        "ytd_value", "ytd_base_value", "ytd_growth_pct", "month_growth_pct", "pull_pp",
        "rest_value", "base_rest_value", "year_end_value", "lo80", "hi80", "lo95", "hi95",
        "year_end_base_value",
        "year_end_growth_pct",
        "year_end_growth_lo80_pct", "year_end_growth_hi80_pct", "year_end_growth_lo95_pct",
        "year_end_growth_hi95_pct", "year_end_pull_pp", "usual_share_pct",
    ),
)  # fmt: skip

PATH = ResultTable(
    name="output_path",
    zh="逐期实际与预测",
    en="What came and what is expected, by period",
    row=(
        "一个指标一个层级单元一期",
        "an indicator of the city, a county or an industry in one period",
    ),
    key=(*INDICATED, "period"),
    cells=INDICATED,
    citywide=True,
    columns={
        "indicator": indicator(),
        "county_code": county_or_city(),
        "industry_code": industry_or_total(),
        "tier": level(),
        "period": period("期别", "Period", cumulative=False),
        "stage": category("性质", "Kind", KINDS),
        "value": value("当期数", "Value of the period"),
        **bounds("当期", "Period"),
        "base_value": value("调和前预测", "Forecast before adding up"),
        "usual_share_pct": OUTLOOK.columns["usual_share_pct"],
    },
    measures=("value", "lo80", "hi80", "lo95", "hi95", "base_value", "usual_share_pct"),
)

TARGETS = ResultTable(
    name="output_targets",
    zh="目标完成展望",
    en="Targets and how surely they are reached",
    row=("一个目标", "one target"),
    key=(*INDICATED, "target_kind"),
    cells=INDICATED,
    citywide=True,
    columns={
        "indicator": indicator(),
        "county_code": county_or_city(),
        "industry_code": industry_or_total(),
        "year": year("年度", "Year"),
        "target_kind": category(
            "目标类型", "Kind", {"level": ("总量", "level"), "growth_pct": ("增速", "growth")}
        ),
        "target_value": value("目标值", "Target"),
        "target_growth_pct": pct("目标增速", "Target growth"),
        **{
            name: OUTLOOK.columns[name]
            for name in (
                *("year_end_value", "lo80", "hi80", "year_end_growth_pct"),
                *("year_end_growth_lo80_pct", "year_end_growth_hi80_pct"),
            )
        },
        "gap_value": value("预计与目标之差", "Expected less target"),
        "probability_pct": pct("达到目标的概率", "Probability of reaching the target"),
        "required_rest": value("剩余各期需完成", "Required of the periods left"),
        "required_per_period": value("剩余每期需完成", "Required a period"),
        "required_growth_rest_pct": pct("剩余各期需增长", "Required growth of the rest"),
        "progress_pct": pct("目标完成进度", "Share of the target done"),
        "usual_progress_pct": pct("往年同期进度", "Usual share by now"),
        "ahead_pp": pp("快于往年进度", "Ahead of the usual course"),
    },
    measures=(
        "target_value",  # of a target of growth it gives last year's level away
        "target_growth_pct", "year_end_value", "lo80", "hi80", "year_end_growth_pct",
        "year_end_growth_lo80_pct", "year_end_growth_hi80_pct", "gap_value",
        "probability_pct", "required_rest", "required_per_period", "required_growth_rest_pct",
        "progress_pct", "usual_progress_pct", "ahead_pp",
    ),
)  # fmt: skip

RESULTS = (OUTLOOK, PATH, TARGETS)
