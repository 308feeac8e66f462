"""Results beside the outlook: value added, sizes, what lies inside a series, what if."""

from analysis.questions.output.result_tables import (
    INDICATED,
    KINDS,
    OUTLOOK,
    bounds,
    county_or_city,
    indicator,
    industry_or_total,
    value,
)
from analysis.tables.dictionary import category, flag, period, text
from analysis.tables.enterprises import SIZES, uscc
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct, pp
from analysis.tables.territory import county_code, industry_code

EVENTS = {
    "stop": ("停产", "a stop"),
    "project": ("项目投产", "a project starts"),
}

VALUE_ADDED = ResultTable(
    name="output_value_added",
    zh="增加值增速",
    en="Growth of value added",
    row=("一个县或全市一期", "one county, or the whole city, and period"),
    key=("county_code", "period"),
    free="growth that is published for whole counties and for the city",
    citywide=True,
    columns={
        "county_code": county_or_city(),
        "period": period("报告期", "Period", cumulative=True),
        "stage": category("性质", "Kind", KINDS),
        "value_added_ytd_growth_pct": pct("增加值累计增速", "Value added, growth year to date"),
        "value_added_month_growth_pct": pct("增加值当月增速", "Value added, growth of the month"),
        **bounds("增加值累计增速", "Value added, year to date", "value_added_{}_pct"),
    },
)

GROWTH_ERRORS = ResultTable(
    name="output_growth_errors",
    zh="增加值增速的预测误差",
    en="Errors of forecast growth of value added",
    row=("一个提前期一种方法", "one distance and method"),
    key=("horizon", "growth_method"),
    free="errors of forecasts of published growth",
    columns={
        "horizon": number("提前期数", "Periods ahead", decimals=0),
        "growth_method": category(
            "方法",
            "Method",
            {
                "forecast": ("本报告预测", "this forecast"),
                "growth_held": ("累计增速外推", "cumulative growth held"),
            },
        ),
        "mae_pp": pp("平均绝对误差", "Mean absolute error", "of mean growth so far ahead"),
        "coverage80_pct": pct("80%区间覆盖率", "Coverage of the 80% interval"),
        "coverage95_pct": pct("95%区间覆盖率", "Coverage of the 95% interval"),
        "errors": number("误差个数", "Errors", decimals=0),
        "closure_pp": pp("按天数加权与公布累计增速之差", "Days as weights, off what is published"),
    },
)

GROWN = {
    **{
        name: OUTLOOK.columns[name]
        for name in ("enterprises", "ytd_value", "ytd_base_value", "ytd_growth_pct")
    },
    "pull_pp": pp("拉动", "Pull"),
    "contribution_pct": pct("贡献率", "Contribution", "missing where the whole hardly grew"),
}
GROWN_MEASURES = ("ytd_value", "ytd_base_value", "ytd_growth_pct", "pull_pp", "contribution_pct")

GROUPS = ResultTable(
    name="output_groups",
    zh="分行业板块增长",
    en="Growth by group of industries",
    row=("一个县一个板块", "one county and group"),
    key=("county_code", "group_zh"),
    cells=("county_code", "group_zh"),
    columns={
        "county_code": county_code(),
        "group_zh": text("板块", "Group (Chinese)"),
        "group_en": text("板块英文名称", "Group"),
        "industries": text("所含行业", "Its industries", meaning="codes, a blank between"),
        **GROWN,
    },
    measures=GROWN_MEASURES,
)

SECTIONS = ResultTable(
    name="output_sections",
    zh="分门类增长",
    en="Growth by section of industry",
    row=("一个县一个门类", "one county and section"),
    key=("county_code", "section"),
    cells=("county_code", "section"),
    columns={"county_code": county_code(), "section": text("门类", "Section"), **GROWN},
    measures=GROWN_MEASURES,
)

SIZE_CLASSES = ResultTable(
    name="output_sizes",
    zh="分企业规模增长",
    en="Growth by size of enterprise",
    row=("一个县一类规模", "one county and size"),
    key=("county_code", "enterprise_size"),
    cells=("county_code", "enterprise_size"),
    columns={
        "county_code": county_code(),
        "enterprise_size": category("规模", "Size", SIZES),
        **GROWN,
    },
    measures=GROWN_MEASURES,
)

COMPONENTS = ResultTable(
    name="output_components",
    zh="状态空间分解",
    en="What lies inside a series",
    row=("一个指标一个县一期", "an indicator of one county in one period"),
    key=(*INDICATED, "period"),
    cells=INDICATED,
    columns={
        "indicator": indicator(),
        "county_code": county_code(),
        "industry_code": industry_or_total(),
        "period": period("期别", "Period", cumulative=False),
        "converged": flag("已收敛", "Converged"),
        "value": value("当期数", "Value of the period"),
        "trend_value": value("趋势水平", "Trend"),
        "season_pct": pct("季节", "Season"),
        "effects_pct": pct("节日与冲击", "Festival and shocks"),
        "irregular_pct": pct("不规则", "Irregular"),
    },
    measures=("value", "trend_value", "season_pct", "effects_pct", "irregular_pct"),
)

EFFECTS = ResultTable(
    name="output_effects",
    zh="节日与冲击的影响",
    en="Effects of the festival and of shocks",
    row=("一个指标一个县一种影响", "one effect on an indicator of one county"),
    key=(*INDICATED, "effect"),
    cells=INDICATED,
    columns={
        "indicator": indicator(),
        "county_code": county_code(),
        "industry_code": industry_or_total(),
        "effect": text("影响", "Effect"),
        "converged": flag("已收敛", "Converged"),
        "effect_pct": pct("影响", "Effect"),
        "effect_lo95_pct": pct("95%区间下限", "95% lower end"),
        "effect_hi95_pct": pct("95%区间上限", "95% upper end"),
    },
    measures=("effect_pct", "effect_lo95_pct", "effect_hi95_pct"),
)

WHAT_IF = ResultTable(
    name="output_what_if",
    zh="假设测算",
    en="What if",
    row=("一个指标一个县一种假设", "one event in one county"),
    key=(*INDICATED, "event", "first_period"),
    cells=INDICATED,
    columns={
        "indicator": indicator(),
        "county_code": county_or_city(),
        "industry_code": industry_or_total(),
        "event": category("假设", "Event", EVENTS),
        "first_period": text("起始期", "From"),
        "change_pct": pct("当期变化", "Change of each period"),
        "effect_value": value("对全年的影响", "Effect on the year"),
        "year_end_with_event": value("全年", "Year end with it"),
        "growth_with_event_pct": pct("全年增速", "Growth of the year with it"),
        "effect_pp": pp("对增速的影响", "Effect on growth"),
    },
    measures=("effect_value", "year_end_with_event", "growth_with_event_pct", "effect_pp"),
)

STOPS = ResultTable(
    name="output_stops",
    zh="重点企业停产测算",
    en="If a large enterprise stopped",
    row=("一家企业", "one enterprise"),
    key=("uscc",),
    secret=True,
    columns={
        "county_code": county_code(),
        "uscc": uscc(),
        "enterprise_name": text("企业名称", "Enterprise"),
        "industry_code": industry_code(),
        "first_period": WHAT_IF.columns["first_period"],
        "share_pct": pct("占当地比重", "Share of the place"),
        **{
            name: WHAT_IF.columns[name]
            for name in ("effect_value", "growth_with_event_pct", "effect_pp")
        },
    },
)

MOVERS = ResultTable(
    name="output_movers",
    zh="影响增长的重点企业",
    en="Enterprises behind the movement",
    row=("一家企业", "one enterprise"),
    key=("uscc",),
    secret=True,
    columns={
        "county_code": county_code(),
        "uscc": uscc(),
        "enterprise_name": text("企业名称", "Enterprise"),
        "industry_code": industry_code(),
        "ytd_value": OUTLOOK.columns["ytd_value"],
        "ytd_base_value": OUTLOOK.columns["ytd_base_value"],
        "change_value": value("增减额", "Change"),
        "growth_pct": pct("增速", "Growth"),
        "pull_pp": pp("拉动当地", "Pull of the place"),
    },
)

RESULTS = (
    *(VALUE_ADDED, GROWTH_ERRORS, GROUPS, SECTIONS, SIZE_CLASSES, COMPONENTS, EFFECTS),
    *(WHAT_IF, STOPS, MOVERS),
)
