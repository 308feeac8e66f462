"""Specialised clusters (特色产业集群): list, members, monthly reports in two scopes."""

from analysis.tables.dictionary import Column, Table, category, flag, period, quantity, text
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.territory import county_code, industry_code

SCOPES = {"city": ("市口径", "city list"), "province": ("省口径", "provincial list")}
ROLES = {
    "chain_leader": ("链主", "chain leader"),
    "leading": ("龙头", "leading enterprise"),
    "pacesetter": ("领跑者", "pacesetter"),
    "supporting": ("配套", "supporting enterprise"),
}


def cluster_id() -> Column:
    """The cluster's code in the city's list."""
    return text(
        "集群编号",
        "Cluster",
        ("集群代码",),
        pattern=r"^[0-9A-Za-z_.-]{3,41}$",
        allowed="字母、数字、-、_、.; letters, digits, -, _ and .",
    )


CLUSTERS = Table(
    name="clusters",
    zh="集群名录",
    en="Clusters",
    row=("一个特色产业集群", "one specialised cluster"),
    key=("cluster_id",),
    columns={
        "cluster_id": cluster_id(),
        "name": text("集群名称", "Cluster name", ("特色产业集群名称",)),
        "county_code": county_code(),
        "industry_code": industry_code(),
        "level": category(
            "集群级别",
            "Level",
            {"province_key": ("省重点", "provincial key cluster"), "city": ("市级", "city")},
        ),
        "chain": text("所属产业链", "Industrial chain", ("产业链",), optional=True),
        "city_list": flag("列入市口径", "On the city's list", ("市级名单",)),
        "province_list": flag("列入省口径", "On the provincial list", ("省级名单",)),
    },
)

CLUSTER_MEMBERS = Table(
    name="cluster_members",
    zh="集群成员企业",
    en="Cluster members",
    row=("一家企业在一个集群中的角色", "one enterprise's role in one cluster"),
    key=("cluster_id", "uscc"),
    columns={
        "cluster_id": cluster_id(),
        "uscc": uscc(),
        "county_code": county_code(),
        "role": category("角色", "Role", ROLES, ("企业角色",)),
    },
)

CLUSTER_MONTH = Table(
    name="cluster_month",
    zh="集群月报",
    en="Monthly cluster reports",
    row=(
        "一个集群一个口径一个报告期的累计数",
        "one cluster in one scope, cumulative to one period",
    ),
    key=("cluster_id", "scope", "period"),
    columns={
        "cluster_id": cluster_id(),
        "county_code": county_code(),
        "scope": category("统计口径", "Scope", SCOPES, ("口径",)),
        "period": period("报告期", "Period", ("月份", "截止月份"), cumulative=True),
        "revenue_ytd_10k_cny": quantity(
            "营业收入本年累计", "Revenue, year to date", "10k_cny", ("营业收入累计",)
        ),
        "revenue_ytd_last_year_10k_cny": quantity(
            "营业收入上年同期累计",
            "Revenue, same period last year",
            "10k_cny",
            ("营业收入上年同期",),
            meaning="of the units on this year's list",
        ),
        "tax_ytd_10k_cny": quantity(
            "上缴税金本年累计",
            "Taxes, year to date",
            "10k_cny",
            ("税金本年累计", "上缴税金累计"),
            signed=True,
        ),
        "tax_ytd_last_year_10k_cny": quantity(
            "上缴税金上年同期累计",
            "Taxes, same period last year",
            "10k_cny",
            ("税金上年同期累计", "上缴税金上年同期"),
            signed=True,
        ),
        "employees_persons": quantity(
            "从业人员", "Employees", "persons", ("从业人员数",), optional=True
        ),
        "enterprises": quantity("企业户数", "Enterprises", "count", ("企业数", "户数")),
        "enterprises_above_scale": quantity(
            "规上企业数", "Enterprises above scale", "count", ("其中：规上企业", "规上企业户数")
        ),
        "reporting_enterprises": quantity(
            "报送企业数", "Reporting enterprises", "count", ("报表企业数",)
        ),
        "top3_revenue_10k_cny": quantity(
            "前三户营业收入", "Revenue of the three largest", "10k_cny", optional=True
        ),
        "vintage": vintage(),
    },
    cumulative=(("revenue_ytd_10k_cny", "revenue_ytd_last_year_10k_cny"),),
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

TABLES = (CLUSTERS, CLUSTER_MEMBERS, CLUSTER_MONTH, ESTABLISHMENTS_QUARTER)
