"""Output of counties and industries, electricity, employment: aggregates by period."""

from analysis.tables.dictionary import Column, Table, period, quantity, text
from analysis.tables.enterprises import vintage
from analysis.tables.territory import county_code, industry_code


def scope() -> Column:
    """Which list of units the figures cover; figures of two scopes are never mixed."""
    return text("统计口径", "Scope", ("口径",))


INDUSTRY_MONTH = Table(
    name="industry_month",
    zh="分县分行业产值",
    en="Output by county and industry",
    row=(
        "一个县一个行业一个报告期的累计数",
        "one county, one industry, cumulative to one period",
    ),
    key=("county_code", "industry_code", "period", "scope"),
    columns={
        "county_code": county_code(),
        "industry_code": industry_code(),
        "period": period("报告期", "Period", ("月份", "截止月份"), cumulative=True),
        "output_ytd_10k_cny": quantity(
            "工业总产值本年累计",
            "Gross output, year to date",
            "10k_cny",
            (
                *("工业总产值累计", "产值本年累计", "工业总产值_本年累计"),
                *("工业总产值(现价)本年累计", "工业总产值（当年价格）本年累计"),
            ),
            optional=True,
        ),
        "output_ytd_last_year_10k_cny": quantity(
            "工业总产值上年同期累计",
            "Gross output, same period last year",
            "10k_cny",
            (
                *("工业总产值上年同期", "产值上年同期累计", "工业总产值_上年同期累计"),
                *("工业总产值(现价)上年同期累计", "工业总产值(现价)上年同期"),
                *("工业总产值（当年价格）上年同期累计", "工业总产值（当年价格）上年同期"),
            ),
            optional=True,
            meaning="as restated for the enterprises on this year's list",
        ),
        "enterprises": quantity("企业数", "Enterprises", "count", ("企业个数", "单位数", "户数")),
        "scope": scope(),
        "vintage": vintage(),
    },
    cumulative=(("output_ytd_10k_cny", "output_ytd_last_year_10k_cny"),),
)

COUNTY_MONTH = Table(
    name="county_month",
    zh="分县增加值增速",
    en="Value-added growth by county",
    row=("一个县一个报告期", "one county and period"),
    key=("county_code", "period", "scope"),
    columns={
        "county_code": county_code(),
        "period": period("报告期", "Period", ("月份", "截止月份"), cumulative=True),
        "value_added_growth_ytd_pct": quantity(
            "规上工业增加值累计增速",
            "Value added, growth year to date (comparable prices)",
            "pct",
            ("增加值累计增速", "规上工业增加值增速累计"),
            optional=True,
            signed=True,
        ),
        "value_added_growth_month_pct": quantity(
            "规上工业增加值当月增速",
            "Value added, growth of the month (comparable prices)",
            "pct",
            ("增加值当月增速", "规上工业增加值增速当月"),
            optional=True,
            signed=True,
        ),
        "scope": scope(),
        "vintage": vintage(),
    },
)

ELECTRICITY_MONTH = Table(
    name="electricity_month",
    zh="分县分行业用电量",
    en="Electricity by county and industry",
    row=("一个县一个行业一个月", "one county, one industry, one single month"),
    key=("county_code", "industry_code", "period"),
    columns={
        "county_code": county_code(),
        "industry_code": industry_code(),
        "period": period("月份", "Month", ("报告期", "用电月份"), cumulative=False),
        "electricity_10k_kwh": quantity(
            "用电量", "Electricity", "10k_kwh", ("当月用电量", "售电量"), optional=True
        ),
        "vintage": vintage(),
    },
)

EMPLOYMENT_MONTH = Table(
    name="employment_month",
    zh="分县分行业就业",
    en="Employment by county and industry",
    row=("一个县一个行业一个月", "one county, one industry, one single month"),
    key=("county_code", "industry_code", "period"),
    columns={
        "county_code": county_code(),
        "industry_code": industry_code(),
        "period": period("月份", "Month", ("month",), cumulative=False),
        "employment_persons": quantity(
            "就业人数",
            "Employment",
            "persons",
            ("employment",),
            optional=True,
            meaning="missing where the source suppresses the cell",
        ),
        "vintage": vintage(),
    },
)

ESTABLISHMENTS_QUARTER = Table(
    name="establishments_quarter",
    zh="分县分行业单位数和工资",
    en="Establishments and wages by county and industry",
    row=("一个县一个行业一个季度", "one county, one industry, one quarter"),
    key=("county_code", "industry_code", "period"),
    columns={
        "county_code": county_code(),
        "industry_code": industry_code(),
        "period": period("季度末月", "Quarter's last month", cumulative=False),
        "establishments": quantity(
            "单位数", "Establishments", "count", ("qtrly_estabs_count",), optional=True
        ),
        "wages_1k_usd": quantity(
            "工资总额", "Wages of the quarter", "1k_usd", ("total_qtrly_wages",), optional=True
        ),
        "vintage": vintage(),
    },
)
