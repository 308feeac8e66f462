"""What the evaluation gives per county: classes, their movement, land and tax."""

from analysis.questions.scores.columns import (
    REASONS,
    STATUSES,
    amount,
    class_code,
    count,
    county,
    group,
)
from analysis.tables.dictionary import category, quantity, text, year
from analysis.tables.result import Follow, ResultTable

VARIANTS = {
    "without": ("去掉指标", "without indicator"),
    "cap": ("得分上限", "cap"),
    "benchmark": ("基准", "benchmark"),
    "missing": ("缺数据", "missing data"),
}

CLASS_COUNTS = ResultTable(
    name="class_counts",
    zh="各类企业数及变动",
    en="Enterprises by class, and the change",
    row=("一县一组一类", "one county, group and class"),
    key=("county_code", "scheme_group", "class_code"),
    free="counts by class, and classes are announced",
    citywide=True,
    columns={
        "county_code": county(),
        "scheme_group": group(),
        "class_code": class_code(),
        "enterprises": count("企业数", "Enterprises"),
        "enterprises_last_year": count("上年企业数", "Last year"),
        "enterprises_change": count("增减", "Change", signed=True),
        "merit_effect": count("绩效", "Merit", signed=True),
        "roster_effect": count("名录进出", "Roster", signed=True),
        "benchmark_effect": count("基准变动", "Benchmark", signed=True),
        "quota_effect": count("分档比例", "Quota", signed=True),
        "override_effect": count("加分调档等", "Overrides", signed=True),
    },
)
CLASS_TRANSITIONS = ResultTable(
    name="class_transitions",
    zh="类别转移",
    en="Movement between classes",
    row=("一县上年一类到今年一类", "one county, from one class to another"),
    key=("county_code", "class_last_year", "class_code"),
    free="counts by class, and classes are announced",
    citywide=True,
    columns={
        "county_code": county(),
        "class_last_year": class_code("上年类别", "Class last year"),
        "class_code": class_code(),
        "enterprises": amount("企业数", "Enterprises", "count"),
        "row_share_pct": amount("占上年该类", "Share of last year's class", "pct"),
    },
)
CLASS_MOVEMENT = ResultTable(
    name="class_movement",
    zh="升降档",
    en="Up and down",
    row=("一县", "one county"),
    key=("county_code",),
    free="counts by class, and classes are announced",
    citywide=True,
    columns={
        "county_code": county(),
        "compared": count("两年均参评", "Evaluated twice"),
        "up": count("升档", "Up"),
        "down": count("降档", "Down"),
        "unchanged": count("不变", "Unchanged"),
        "entrants": count("新定级", "Newly classed"),
        "entrants_unclassed": count("由不定级转入", "Of them unclassed before"),
        "leavers": count("不再定级", "No longer classed"),
        "leavers_unclassed": count("转为不定级", "Of them unclassed now"),
        "up_share_pct": amount("升档占比", "Share up", "pct"),
        "down_share_pct": amount("降档占比", "Share down", "pct"),
    },
)
_TAX = {
    "tax_10k_cny": ("实缴税收", "Taxes paid", "10k_cny"),
    "land_mu": ("用地面积", "Land", "mu"),
    "tax_per_mu_10k_cny": ("亩均税收", "Tax per mu", "10k_cny_per_mu"),
    "tax_per_mu_10k_cny_last_year": ("上年亩均税收", "Tax per mu, last year", "10k_cny_per_mu"),
    "tax_per_mu_change_10k_cny": ("增减", "Change", "10k_cny_per_mu"),
    "growth_level_pct": ("公布数增长", "Growth of the level", "pct"),
    "growth_same_enterprises_pct": ("同企业增长", "Growth, same enterprises", "pct"),
    "growth_this_roster_pct": ("今年名录增长", "Growth, this year's roster", "pct"),
    "growth_policy_adjusted_pct": ("还原退减税后增长", "Growth, relief added back", "pct"),
}
TAX_PER_MU = ResultTable(
    name="tax_per_mu",
    zh="亩均税收及其变动",
    en="Tax per mu and its change",
    row=("一县", "one county"),
    key=("county_code",),
    cells=("county_code",),
    measures=tuple(_TAX),
    citywide=True,
    columns={
        "county_code": county(),
        "enterprises": count("企业数", "Enterprises"),
        **{name: amount(*titles) for name, titles in _TAX.items()},
    },
)
TAX_EFFECTS = ResultTable(
    name="tax_per_mu_effects",
    zh="亩均税收变动的构成",
    en="What moved tax per mu",
    row=("一县一种影响", "one county and effect"),
    key=("county_code", "tax_effect"),
    cells=("county_code", "tax_effect"),
    follows=(Follow(TAX_PER_MU, at=("county_code",)),),
    measures=("effect_10k_cny_per_mu",),
    citywide=True,
    columns={
        "county_code": county(),
        "tax_effect": category(
            "影响",
            "Effect",
            {
                "within": ("企业自身变化", "Enterprises themselves"),
                "between": ("用地向高效企业转移", "Land moves"),
                "entry": ("新计入企业", "Newly counted"),
                "exit": ("不再计入企业", "No longer counted"),
            },
        ),
        "effect_10k_cny_per_mu": amount(
            "对亩均税收的影响", "Effect on tax per mu", "10k_cny_per_mu"
        ),
    },
)
_SHARES = {
    **{k: _TAX[k] for k in ("tax_10k_cny", "land_mu", "tax_per_mu_10k_cny")},
    "tax_share_pct": ("税收占比", "Share of tax", "pct"),
    "land_share_pct": ("用地占比", "Share of land", "pct"),
}
LAND_TAX_BY_CLASS = ResultTable(
    name="land_tax_by_class",
    zh="各类用地与税收",
    en="Land and tax by class",
    row=("一县一类", "one county and class"),
    key=("county_code", "class_code"),
    cells=("county_code", "class_code"),
    measures=tuple(_SHARES),
    citywide=True,
    columns={
        "county_code": county(),
        "class_code": class_code(),
        "enterprises": count("企业数", "Enterprises"),
        **{name: amount(*titles) for name, titles in _SHARES.items()},
    },
)
TAX_PER_MU_DISTRIBUTION = ResultTable(
    name="tax_per_mu_distribution",
    zh="亩均税收分布",
    en="Distribution of tax per mu",
    row=("一县一类一段", "one county, class and bin"),
    key=("county_code", "class_code", "bin_from_10k_cny"),
    cells=("county_code", "class_code", "bin_from_10k_cny"),
    measures=("enterprises",),
    columns={
        "county_code": county(),
        "class_code": class_code(),
        "bin_from_10k_cny": quantity("亩均税收自", "From", "10k_cny"),
        "bin_to_10k_cny": amount("至", "To", "10k_cny"),
        "enterprises": amount("企业数", "Enterprises", "count"),
    },
)
_RATIOS = {
    "tax_per_mu_10k_cny": _TAX["tax_per_mu_10k_cny"],
    "value_added_per_mu_10k_cny": ("亩均增加值", "Value added per mu", "10k_cny_per_mu"),
    "revenue_per_mu_10k_cny": ("亩均营业收入", "Revenue per mu", "10k_cny_per_mu"),
    "value_added_per_tce_10k_cny": ("单位能耗增加值", "Value added per tce", "10k_cny_per_tce"),
    "value_added_per_person_10k_cny": (
        "全员劳动生产率",
        "Value added per person",
        "10k_cny_per_person",
    ),
    "rd_share_of_revenue": ("研发占营业收入比", "R&D share of revenue", "fraction"),
}
SECTOR_COMPARISON = ResultTable(
    name="sector_comparison",
    zh="行业比较",
    en="Sectors compared",
    row=("一县一行业", "one county and industry"),
    key=("county_code", "industry_code"),
    cells=("county_code", "industry_code"),
    measures=tuple(_RATIOS),
    citywide=True,
    columns={
        "county_code": county(),
        "industry_code": text("行业代码", "Industry"),
        "enterprises": count("企业数", "Enterprises"),
        **{name: amount(*titles) for name, titles in _RATIOS.items()},
    },
)
EVALUATION_COVERAGE = ResultTable(
    name="evaluation_coverage",
    zh="应评尽评",
    en="Coverage of the evaluation",
    row=("一县一种情况", "one county and reason"),
    key=("county_code", "eligibility", "eligibility_reason"),
    free="counts by class, and classes are announced",
    citywide=True,
    columns={
        "year": year("评价年度", "Evaluation year"),
        "county_code": county(),
        "eligibility": category("参评情况", "Eligibility", STATUSES),
        "eligibility_reason": category("原因", "Reason", REASONS),
        "enterprises": count("企业数", "Enterprises"),
        "coverage_pct": amount("应评尽评率", "Coverage", "pct"),
    },
)

SCORE_CHOICES = ResultTable(
    name="score_choices",
    zh="换一种规则会怎样",
    en="What another choice would change",
    row=("一县一种变化", "one county and variant"),
    key=("county_code", "variant", "detail"),
    free="counts by class, and classes are announced",
    citywide=True,
    columns={
        "county_code": county(),
        "variant": category("变化", "Variant", VARIANTS),
        "detail": text("取值", "Detail"),
        "enterprises": count("企业数", "Enterprises"),
        "changed": count("换类企业数", "Change class"),
        "up": count("升档", "Up"),
        "down": count("降档", "Down"),
        "changed_share_pct": amount("换类占比", "Share that changes class", "pct"),
    },
)
CLASS_ROBUSTNESS = ResultTable(
    name="class_robustness",
    zh="类别的稳健性",
    en="How firm the classes are",
    row=("一县一类", "one county and class"),
    key=("county_code", "class_code"),
    cells=("county_code", "class_code"),
    measures=("same_class_pct", "firm"),
    citywide=True,
    columns={
        "county_code": county(),
        "class_code": class_code(),
        "enterprises": count("企业数", "Enterprises"),
        "firm": amount("权重变动下类别不变的企业数", "Firm in their class", "count"),
        "same_class_pct": amount("类别不变的平均频率", "Mean share of draws in class", "pct"),
    },
)

RESULTS = (
    SCORE_CHOICES, CLASS_ROBUSTNESS,
    CLASS_COUNTS, CLASS_TRANSITIONS, CLASS_MOVEMENT, TAX_PER_MU, TAX_EFFECTS,
    LAND_TAX_BY_CLASS, TAX_PER_MU_DISTRIBUTION, SECTOR_COMPARISON, EVALUATION_COVERAGE,
)  # fmt: skip
