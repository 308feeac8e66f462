"""What the evaluation gives per enterprise: internal, never released."""

from analysis.questions.scores.columns import (
    DECIDED,
    REASONS,
    STATUSES,
    amount,
    class_code,
    count,
    county,
    group,
    points,
)
from analysis.tables.dictionary import category, text, year
from analysis.tables.enterprises import uscc
from analysis.tables.evaluation import EVALUATION_GROUPS
from analysis.tables.result import ResultTable

CHECKS = {
    "tax_without_land": ("有税收而无用地", "tax without land"),
    "land_unit": ("用地疑似单位有误（平方米填作亩）", "land looks like m² typed as mu"),
    "leased_out_above_owned": ("租出大于自有", "leases out more than it owns"),
    "tenants_above_parcel": ("租户面积合计大于宗地", "tenants exceed the parcel"),
    "land_differs_from_parcels": ("评价用地与宗地不符", "land differs from the parcels"),
    "land_unchanged_new_certificate": ("新发证而用地未变", "new certificate, land unchanged"),
    "energy_basis_mixed": ("能耗口径与其他企业不同", "another energy basis than the rest"),
    "energy_missing_with_electricity": ("有用电而无能耗", "electricity but no energy"),
    "rd_above_revenue": ("研发大于营业收入", "R&D exceeds revenue"),
    "rd_looks_like_share": ("研发疑似填作占比", "R&D looks like a share"),
    "no_employees": ("无职工人数", "no employees"),
    "adjustment_of_unknown_enterprise": ("调整的企业不在名录", "adjusts an unknown enterprise"),
    "manual_above_veto": ("被否决企业又人工调档", "manual change of a vetoed enterprise"),
}


ENTERPRISE_SCORES = ResultTable(
    name="enterprise_scores",
    zh="企业得分",
    en="Scores of enterprises",
    row=("一家企业", "one enterprise"),
    key=("uscc",),
    secret=True,
    columns={
        "uscc": uscc(),
        "year": year("评价年度", "Evaluation year"),
        "county_code": county(),
        "industry_code": text("行业代码", "Industry"),
        "evaluation_group": category("评价分组", "Evaluation group", EVALUATION_GROUPS),
        "scheme_group": group(),
        "eligibility": category("参评情况", "Eligibility", STATUSES),
        "eligibility_reason": category("原因", "Reason", REASONS),
        "sum_points": points("指标得分合计", "Sum of the items"),
        "bonus_points": points("加分", "Bonus"),
        "penalty_points": points("减分", "Penalty"),
        "score_points": points("总得分", "Score"),
        "class_initial": class_code("初评类别", "Class by quota"),
        "class_protect": class_code("保护后类别", "Class after protection"),
        "class_direct": class_code("提档后类别", "Class after promotion"),
        "class_veto": class_code("否决后类别", "Class after veto"),
        "class_manual": class_code("调档后类别", "Class after manual change"),
        "class_code": class_code("最终类别", "Final class"),
        "decided_by": category("类别由何决定", "Decided by", DECIDED, optional=True),
        "weakest_item": text("失分最多的指标", "Weakest item", optional=True),
        "points_to_higher_class": points("距上一类", "To the next class up"),
        "points_to_lower_class": points("距下一类", "To the next class down"),
        "class_last_year": class_code("上年类别", "Class last year"),
        "tax_10k_cny": amount("实缴税收", "Taxes paid", "10k_cny"),
        "land_mu": amount("用地面积", "Land", "mu"),
        "tax_per_mu_10k_cny": amount("亩均税收", "Tax per mu", "10k_cny_per_mu"),
    },
)
ENTERPRISE_ITEMS = ResultTable(
    name="enterprise_items",
    zh="企业指标得分",
    en="Item scores of enterprises",
    row=("一家企业的一项指标", "one indicator of one enterprise"),
    key=("uscc", "indicator"),
    secret=True,
    columns={
        "uscc": uscc(),
        "county_code": county(),
        "scheme_group": group(),
        "indicator": text("指标", "Indicator"),
        "title_zh": text("指标名称", "Title, Chinese"),
        "title_en": text("指标英文名称", "Title, English"),
        "value": amount("指标值", "Value", "fraction"),
        "benchmark": amount("基准值", "Benchmark", "fraction"),
        "weight_points": points("权重", "Weight"),
        "item_points": points("得分", "Points"),
    },
)
NEAR_LINE = ResultTable(
    name="near_line",
    zh="临界企业",
    en="Enterprises near a line",
    row=("一家企业", "one enterprise"),
    key=("uscc",),
    secret=True,
    columns={
        "uscc": uscc(),
        "county_code": county(),
        "scheme_group": group(),
        "score_points": points("总得分", "Score"),
        "class_initial": class_code("初评类别", "Class by quota"),
        "points_to_higher_class": points("距上一类", "To the next class up"),
        "points_to_lower_class": points("距下一类", "To the next class down"),
        "weakest_item": text("失分最多的指标", "Weakest item", optional=True),
        "points_to_line": points("距最近的线", "To the nearest line"),
    },
)
SCORE_FINDINGS = ResultTable(
    name="score_findings",
    zh="用地和数据核对",
    en="Land and data checks",
    row=("一家企业的一处疑问", "one doubt about one enterprise"),
    key=("uscc", "finding", "column", "parcel_id"),
    secret=True,
    columns={
        "uscc": text("统一社会信用代码", "Credit code"),
        "county_code": county(),
        "finding": category("核对内容", "Finding", CHECKS),
        "column": text("数据项", "Item"),
        "parcel_id": text("宗地号", "Parcel"),
        "value": amount("填报值", "Value", "fraction"),
        "limit": amount("参照值", "Held against", "fraction"),
    },
)
SCORE_BENCHMARKS = ResultTable(
    name="score_benchmarks",
    zh="评价基准",
    en="Benchmarks",
    row=("一项指标在一个范围的基准", "the benchmark of one indicator in one cell"),
    key=("scheme_group", "indicator", "county_code", "industry_code", "size"),
    secret=True,
    columns={
        "scheme_group": group(),
        "indicator": text("指标", "Indicator"),
        "county_code": text("县（市、区）代码", "County"),
        "industry_code": text("行业代码", "Industry"),
        "size": text("规模", "Size"),
        "benchmark": amount("基准值", "Benchmark", "fraction"),
        "minimum": amount("最小值", "Smallest", "fraction"),
        "maximum": amount("最大值", "Largest", "fraction"),
        "enterprises": count("企业数", "Enterprises"),
    },
)
ENTERPRISE_ROBUSTNESS = ResultTable(
    name="enterprise_robustness",
    zh="企业类别的稳健性",
    en="How firm an enterprise's class is",
    row=("一家企业", "one enterprise"),
    key=("uscc",),
    secret=True,
    columns={
        "uscc": uscc(),
        "county_code": county(),
        "scheme_group": group(),
        "class_initial": class_code("初评类别", "Class by quota"),
        "same_class_pct": amount("类别不变的频率", "Share of draws in class", "pct"),
        "rank": count("名次", "Rank"),
        "rank_low": count("名次下限", "Rank, best"),
        "rank_high": count("名次上限", "Rank, worst"),
    },
)

RESULTS = (
    ENTERPRISE_ROBUSTNESS,
    ENTERPRISE_SCORES,
    ENTERPRISE_ITEMS,
    NEAR_LINE,
    SCORE_FINDINGS,
    SCORE_BENCHMARKS,
)
