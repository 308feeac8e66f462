"""Output and employment of counties and industries: aggregates by period."""

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
        "enterprises": quantity(
            "企业数",
            "Enterprises",
            "count",
            ("企业个数", "单位数", "户数", "规模以上企业数", "规上企业数"),
            optional=True,
        ),
        "scope": scope(),
        "vintage": vintage(),
    },
    cumulative=(("output_ytd_10k_cny", "output_ytd_last_year_10k_cny"),),
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
