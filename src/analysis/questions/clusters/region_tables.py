"""Results on the whole city: counties, industries, and the cells where they meet."""

from analysis.tables.dictionary import category, period, quantity, text
from analysis.tables.result import Follow, ResultTable
from analysis.tables.result_columns import DUNN, HOMOTHETIC, VALUE, number, pp
from analysis.tables.territory import county_code, industry_code

FLOWS = {
    "continuing": ("存续企业", "continuing"),
    "entrants": ("新入库企业", "entrants"),
    "leavers": ("退库企业", "leavers"),
}
COUNTS = {
    "cells_used": quantity("可比“县×行业”数", "Cells compared", "count"),
    "cells_left_out": quantity("未公布“县×行业”数", "Cells left out", "count"),
}
COUNTY_MEASURES = {
    "krugman": ("克鲁格曼专业化指数", "Krugman specialisation"),
    "normalised_hhi": ("标准化HHI", "Normalised HHI"),
    "cr4_pct": ("前四行业占比（%）", "Four largest industries (%)"),
}
INDUSTRY_MEASURES = {
    "hoover": ("胡佛系数", "Hoover"),
    "gini": ("区位基尼系数", "Locational Gini"),
    "theil": ("泰尔指数", "Theil"),
    "ellison_glaeser": ("EG指数", "Ellison–Glaeser"),
}
"""Measures over all cells of a county or an industry: they tell a withheld cell from the rest.

The share of the four largest less the three that are shown is the fourth.
"""

CELL_EFFECTS = ResultTable(
    name="cell_effects",
    zh="分县分行业增长分解",
    en="Growth by county and industry, decomposed",
    row=("一个县一个行业", "one county and industry"),
    key=("county_code", "industry_code"),
    cells=("county_code", "industry_code"),
    measures=(
        *VALUE, "pull_pp", *DUNN, *(f"{n}_pp" for n in (*DUNN, *HOMOTHETIC)),
        "location_quotient", "symmetric_quotient", "specialised", "competitive", "gradient",
    ),
    citywide=True,
    columns={
        "county_code": county_code(),
        "industry_code": industry_code(),
        **VALUE,
        "pull_pp": pp("拉动", "Pull"),
        **{n: number(*titles) for n, titles in DUNN.items()},
        **{f"{n}_pp": pp(*titles) for n, titles in (DUNN | HOMOTHETIC).items()},
        "location_quotient": number("区位商", "Location quotient", decimals=2),
        "symmetric_quotient": number("对称区位商", "Symmetric location quotient", decimals=2),
        "specialised": number("专业化", "Specialised", meaning="1: above the homothetic base"),
        "competitive": number("有竞争优势", "Competitive", meaning="1: faster than its industry"),
        "gradient": number("产业梯度系数", "Gradient coefficient"),
    },
)  # fmt: skip

COUNTY_EFFECTS = ResultTable(
    name="county_effects",
    zh="分县增长分解与专业化",
    en="Growth of counties, decomposed; specialisation",
    row=("一个县", "one county"),
    key=("county_code",),
    cells=("county_code",),
    measures=(
        *VALUE, *(f"{n}_pp" for n in (*DUNN, *HOMOTHETIC)), *(f"dynamic_{n}_pp" for n in DUNN),
    ),
    citywide=True,
    columns={
        "county_code": county_code(),
        **VALUE,
        **{f"{n}_pp": pp(*titles) for n, titles in (DUNN | HOMOTHETIC).items()},
        **{
            f"dynamic_{n}_pp": pp(f"{zh}（逐年累计）", f"{en}, year by year")
            for n, (zh, en) in DUNN.items()
        },
        "years": quantity("逐年分解年数", "Years added up", "count"),
        **COUNTS,
    },
)  # fmt: skip

COUNTY_STRUCTURE = ResultTable(
    name="county_structure",
    zh="分县专业化与集中度",
    en="Specialisation and concentration of counties",
    row=("一个县一项指标", "one county and measure"),
    key=("county_code", "county_measure"),
    cells=("county_code", "county_measure"),
    follows=(Follow(CELL_EFFECTS, at=("county_code",)),),
    measures=("estimate",),
    citywide=True,
    columns={
        "county_code": county_code(),
        "county_measure": category("指标", "Measure", COUNTY_MEASURES),
        "estimate": number("估计值", "Estimate"),
    },
)

INDUSTRY_EFFECTS = ResultTable(
    name="industry_effects",
    zh="分行业增长与集聚",
    en="Growth and localisation of industries",
    row=("一个行业", "one industry"),
    key=("industry_code",),
    cells=("industry_code",),
    measures=tuple(VALUE),
    citywide=True,
    columns={
        "industry_code": industry_code(),
        **VALUE,
        "counties": quantity("有该行业的县数", "Counties with it", "count"),
        **COUNTS,
    },
)

INDUSTRY_STRUCTURE = ResultTable(
    name="industry_structure",
    zh="分行业集聚程度",
    en="Localisation of industries",
    row=("一个行业一项指标", "one industry and measure"),
    key=("industry_code", "industry_measure"),
    cells=("industry_code", "industry_measure"),
    follows=(Follow(CELL_EFFECTS, at=("industry_code",)),),
    measures=("estimate",),
    citywide=True,
    columns={
        "industry_code": industry_code(),
        "industry_measure": category("指标", "Measure", INDUSTRY_MEASURES),
        "estimate": COUNTY_STRUCTURE.columns["estimate"],
    },
)

ROSTER_FLOWS = ResultTable(
    name="roster_flows",
    zh="企业进退对增速的影响",
    en="Entrants and leavers in the growth",
    row=("一个县一类企业", "one county and flow"),
    key=("county_code", "flow"),
    cells=("county_code", "flow"),
    measures=("pull_pp",),
    citywide=True,
    columns={
        "county_code": text("县(市、区)代码", "County code"),
        "flow": category("企业类别", "Flow", FLOWS),
        "enterprises": quantity("企业数", "Enterprises", "count"),
        "pull_pp": pp("拉动", "Pull"),
    },
)

SPREAD = ResultTable(
    name="cluster_spread",
    zh="收敛检验",
    en="Convergence",
    row=("一项统计量", "one statistic"),
    key=("subject", "form", "period", "statistic"),
    free="one statistic of all clusters or counties",
    citywide=True,
    columns={
        "subject": category(
            "对象", "Subject", {"clusters": ("集群", "clusters"), "counties": ("县", "counties")}
        ),
        "form": category("类型", "Form", {"beta": ("β", "β"), "sigma": ("σ", "σ")}),
        "period": period("报告期", "Period", cumulative=False),
        "statistic": text("统计量", "Statistic"),
        "estimate": number("估计值", "Estimate"),
    },
)

RESULTS = (
    CELL_EFFECTS, COUNTY_EFFECTS, COUNTY_STRUCTURE, INDUSTRY_EFFECTS, INDUSTRY_STRUCTURE,
    ROSTER_FLOWS, SPREAD,
)  # fmt: skip
