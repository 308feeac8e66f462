"""Results on clusters: growth, effects, ranks, targets, stars, screens, chains."""

from analysis.questions.clusters.input_tables import ROLES, SCOPES, cluster_id
from analysis.questions.clusters.region_tables import CELL_EFFECTS
from analysis.tables.dictionary import Column, category, period, quantity, text
from analysis.tables.enterprises import uscc
from analysis.tables.result import Follow, ResultTable
from analysis.tables.result_columns import DUNN, VALUE, amount, number, pct, pp
from analysis.tables.territory import county_code, industry_code

LISTS = SCOPES | {"cells": ("分县分行业", "county and industry")}
LIGHTS = {"green": ("有望", "likely"), "amber": ("未定", "open"), "red": ("较难", "unlikely")}
BASES = {"forecast": ("预测模型", "forecast"), "past_years": ("往年偏离", "past years")}
VERDICTS = {
    "met": ("达到", "met"),
    "not_met": ("未达到", "not met"),
    "unknown": ("无数据", "unknown"),
}


def listed() -> Column:
    """The list a figure belongs to; figures of two lists are never added."""
    return category("统计口径", "Scope", LISTS)


def _some_cluster() -> Column:
    """The cluster a finding concerns; empty where it concerns something else."""
    return text("集群编号", "Cluster")


POSITIONS = ResultTable(
    name="cluster_positions",
    zh="集群增长与位次",
    en="Growth and place of clusters",
    row=("一个集群一个口径", "one cluster in one scope"),
    key=("cluster_id", "scope"),
    cells=("cluster_id",),
    citywide=True,
    columns={
        "cluster_id": cluster_id(),
        "scope": listed(),
        "name": text("集群名称", "Cluster name", optional=True),
        "county_code": county_code(),
        "industry_code": industry_code(),
        "chain": text("所属产业链", "Industrial chain", optional=True),
        "unit": text("计量单位", "Unit"),
        **VALUE,
        "comparable": number("可比口径", "Comparable", meaning="1: growth is of the same units"),
        "tax_10k_cny": amount("上缴税金", "Taxes"),
        "tax_growth_pct": pct("税金增速", "Growth of taxes"),
        "tax_rate_pct": pct("税收占营收比重", "Taxes over revenue", decimals=2),
        "tax_rate_change_pp": pp("税收占比变动", "Change of the tax rate"),
        "units": number("报送企业数", "Reporting enterprises", "count"),
        "reporting_share_pct": pct("报送企业占比", "Share reporting"),
        "claim": number("可作评价", "May be judged", meaning="1: more than three report"),
        "all_growth_pct": pct("全局增速", "Growth of everything"),
        "industry_growth_pct": pct("行业增速", "Growth of the industry"),
        **{f"{n}_pp": pp(*DUNN[n]) for n in ("reference_effect", "mix_effect", "local_effect")},
        "pull_pp": pp("拉动", "Pull"),
        "contribution_pct": pct("贡献率", "Contribution"),
        "productivity_pct": pct("人均效率（全部＝100）", "Productivity (whole = 100)"),
        "pacesetters_per_100": number("每百户领跑者", "Pacesetters per 100 enterprises", "count"),
        "star_rank": number("综合位次", "Overall rank", decimals=0),
        "star_rank_best": number("综合位次最好", "Overall rank, best", decimals=0),
        "star_rank_worst": number("综合位次最差", "Overall rank, worst", decimals=0),
    },
    measures=(
        "value", "value_last_year", "growth_pct", "tax_10k_cny", "tax_growth_pct",
        "tax_rate_pct", "tax_rate_change_pp",
        "reference_effect_pp", "mix_effect_pp", "local_effect_pp", "pull_pp", "contribution_pct",
        "productivity_pct", "star_rank", "star_rank_best", "star_rank_worst",
    ),
)  # fmt: skip

MONTHS = ResultTable(
    name="cluster_months",
    zh="集群逐期增速",
    en="Growth of clusters by period",
    row=("一个集群一个口径一个报告期", "one cluster, scope and period"),
    key=("cluster_id", "scope", "period"),
    cells=("cluster_id",),
    measures=("growth_pct", "growth_month_pct", "tax_growth_pct", "growth_rank"),
    citywide=True,
    columns={
        "cluster_id": cluster_id(),
        "scope": listed(),
        "period": period("报告期", "Period", cumulative=False),
        "county_code": county_code(),
        "growth_pct": VALUE["growth_pct"],
        "growth_month_pct": pct("当月增速", "Growth of the month"),
        "tax_growth_pct": POSITIONS.columns["tax_growth_pct"],
        "growth_rank": number("增速位次", "Rank of growth", decimals=0),
    },
)

LIST_CHANGES = ResultTable(
    name="cluster_list_changes",
    zh="集群名单变动",
    en="Changes of the clusters' lists",
    row=("一个集群一个口径", "one cluster in one scope"),
    key=("cluster_id", "scope"),
    secret=True,  # the two rates tell what the enterprises reported that left the list
    citywide=True,
    columns={
        "cluster_id": cluster_id(),
        "scope": listed(),
        "county_code": county_code(),
        "growth_pct": VALUE["growth_pct"],
        "published_growth_pct": pct("公布总量之比", "Growth of published levels"),
    },
)

CLUSTER_LISTS = ResultTable(
    name="cluster_lists",
    zh="集群名单合计",
    en="Lists of clusters as a whole",
    row=("一个口径一个报告期", "one scope and period"),
    key=("scope", "period"),
    free="sums of whole lists, which are published",
    citywide=True,
    columns={
        "scope": listed(),
        "period": period("报告期", "Period", cumulative=True),
        "revenue_10k_cny": amount("营业收入", "Revenue"),
        "revenue_last_year_10k_cny": amount("营业收入上年同期", "Revenue, last year"),
        "tax_10k_cny": POSITIONS.columns["tax_10k_cny"],
        "tax_last_year_10k_cny": amount("上缴税金上年同期", "Taxes, last year"),
        "clusters": quantity("集群数", "Clusters", "count"),
        "chains": quantity(
            "产业链数", "Chains", "items", meaning="distinct chains of its clusters"
        ),
        "clusters_growing": quantity("增长的集群数", "Clusters growing", "count"),
        "enterprises": quantity("企业数", "Enterprises", "count"),
        "reporting_enterprises": quantity("报送企业数", "Reporting enterprises", "count"),
        "revenue_growth_pct": pct("营业收入可比增速", "Comparable growth of revenue"),
        "tax_growth_pct": POSITIONS.columns["tax_growth_pct"],
        "tax_rate_pct": POSITIONS.columns["tax_rate_pct"],
        "tax_rate_change_pp": POSITIONS.columns["tax_rate_change_pp"],
    },
)

_OUTLOOK = {
    "growth_pct": VALUE["growth_pct"],
    "base_year_10k_cny": amount("上年全年（可比）", "Last year's whole, comparable"),
    "trailing_10k_cny": amount("近十二个月营业收入", "Revenue of twelve months"),
    "target_growth_pct": pct("目标增速", "Target"),
    "required_10k_cny": amount("尚需完成", "Still needed"),
    "required_growth_pct": pct("剩余月份所需增速", "Growth needed for the rest of the year"),
    "gap_10k_cny": amount("按现增速的缺口", "Gap at the present pace"),
    "probability_pct": pct("完成概率", "Probability"),
    "doubling_years": number("已历年数", "Years gone"),
    "doubling_index": number("较基期倍数", "Times the base year", decimals=2),
    "needed_growth_pct": pct("倍增所需年均增速", "Growth a year needed to double"),
    "actual_growth_pct": pct("实际年均增速", "Growth a year so far"),
    "arrival_year": number("按现增速到达年份", "Year of arrival", decimals=0),
    "arrival_early": number("最早到达年份", "Arrival, early", decimals=0),
    "arrival_late": number("最晚到达年份", "Arrival, late", decimals=0),
    "rung_10k_cny": amount("已达规模档", "Rung reached"),
    "next_rung_10k_cny": amount("下一规模档", "Next rung"),
    "to_next_rung_10k_cny": amount("距下一档", "To the next rung"),
    "years_to_next_rung": number("到下一档年数", "Years to the next rung"),
}
OUTLOOK = ResultTable(
    name="cluster_outlook",
    zh="集群目标、倍增与规模档",
    en="Targets, doubling and rungs of clusters",
    row=("一个集群一个口径", "one cluster in one scope"),
    key=("cluster_id", "scope"),
    cells=("cluster_id",),
    measures=(*(c for c in _OUTLOOK if c != "target_growth_pct"), "light"),
    citywide=True,
    columns={
        "cluster_id": cluster_id(),
        "scope": listed(),
        "county_code": county_code(),
        **_OUTLOOK,
        "basis": category("概率依据", "Basis of the probability", BASES, optional=True),
        "light": category("目标灯", "Light", LIGHTS, optional=True),
    },
)

STARS = ResultTable(
    name="cluster_stars",
    zh="集群星级",
    en="Stars of clusters",
    row=("一个集群一个口径一个维度", "one cluster, scope and dimension"),
    key=("cluster_id", "scope", "dimension"),
    cells=("cluster_id", "dimension"),
    follows=(
        Follow(POSITIONS, at=("cluster_id",)),
        Follow(
            CELL_EFFECTS,
            at=("county_code", "industry_code"),
            where={"dimension": "specialisation"},  # the location quotient of its cell
            via=POSITIONS,
        ),
    ),
    measures=("value", "star", "score"),
    citywide=True,
    columns={
        "cluster_id": cluster_id(),
        "scope": listed(),
        "county_code": county_code(),
        "dimension": text("维度", "Dimension"),
        "dimension_zh": text("维度", "Dimension (Chinese)"),
        "dimension_en": text("维度（英文）", "Dimension"),
        "value": VALUE["value"],
        "threshold_low": number("得星下限", "Star from"),
        "threshold_high": number("得星上限", "Star up to"),
        "star": number("得星", "Star"),
        "score": number("得分", "Score"),
    },
)

ELIGIBILITY = ResultTable(
    name="cluster_eligibility",
    zh="集群申报条件",
    en="Eligibility of clusters",
    row=("一个集群一项条件", "one cluster and condition"),
    key=("cluster_id", "screen", "condition"),
    cells=("cluster_id", "condition"),
    follows=(Follow(POSITIONS, at=("cluster_id",)),),
    measures=("value", "distance", "verdict"),
    citywide=True,
    columns={
        "cluster_id": cluster_id(),
        "county_code": county_code(),
        "screen": text("认定办法", "Programme"),
        "screen_zh": text("认定办法", "Programme (Chinese)"),
        "screen_en": text("认定办法（英文）", "Programme"),
        "condition": text("条件", "Condition"),
        "condition_zh": text("条件", "Condition (Chinese)"),
        "condition_en": text("条件（英文）", "Condition"),
        "value": VALUE["value"],
        "threshold": number("标准", "Line"),
        "unit": text("计量单位", "Unit"),
        "distance": number("与标准之差", "Distance to the line"),
        "verdict": category("结论", "Verdict", VERDICTS),
    },
)

CHAIN_ROLES = ResultTable(
    name="chain_roles",
    zh="产业链与龙头",
    en="Chains and their leaders",
    row=("一条产业链一种角色", "one chain and role"),
    key=("chain", "role"),
    free="counts of enterprises that are announced",
    citywide=True,
    columns={
        "chain": text("产业链", "Industrial chain"),
        "role": category("角色", "Role", ROLES),
        "enterprises": quantity("企业数", "Enterprises", "count"),
        "clusters": quantity("集群数", "Clusters", "count"),
    },
)

CHAIN_LEADERS = ResultTable(
    name="chain_leaders",
    zh="链主与龙头名单",
    en="Leaders of chains by name",
    row=("一条产业链一个集群一家企业", "one chain, cluster and enterprise"),
    key=("cluster_id", "uscc"),
    secret=True,
    citywide=True,
    columns={
        "chain": text("产业链", "Industrial chain"),
        "cluster_id": cluster_id(),
        "uscc": uscc(),
        "county_code": county_code(),
        "role": category("角色", "Role", ROLES),
        "enterprise": text("企业名称", "Enterprise"),
    },
)

FINDINGS = ResultTable(
    name="cluster_findings",
    zh="数据提示",
    en="Findings in the data",
    row=("一条提示", "one finding"),
    key=("check", "county_code", "industry_code", "cluster_id"),
    cells=("cluster_id",),
    measures=("zh", "en"),
    citywide=True,
    columns={
        "check": text("检查", "Check"),
        "county_code": text("县(市、区)代码", "County code"),
        "industry_code": text("行业代码", "Industry code"),
        "cluster_id": _some_cluster(),
        "zh": text("说明", "In Chinese"),
        "en": text("英文说明", "In English"),
    },
)

RESULTS = (
    POSITIONS, MONTHS, LIST_CHANGES, CLUSTER_LISTS, OUTLOOK, STARS, ELIGIBILITY, CHAIN_ROLES,
    CHAIN_LEADERS, FINDINGS,
)  # fmt: skip
