"""What output alone reads beside the common tables, and all it answers."""

from analysis.questions.output import detail_tables, quality_tables, result_tables
from analysis.tables.dictionary import Table, period, quantity
from analysis.tables.enterprises import vintage
from analysis.tables.industry import scope
from analysis.tables.territory import county_code, industry_code

COUNTY_MONTH = Table(
    name="county_month",
    zh="分县增加值增速",
    en="Value-added growth by county",
    row=("一个县或全市一个报告期", "one county, or the whole city, and period"),
    key=("county_code", "period", "scope"),
    whole=True,
    columns={
        "county_code": county_code(whole=True),
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

RESULTS = (*result_tables.RESULTS, *detail_tables.RESULTS, *quality_tables.RESULTS)
