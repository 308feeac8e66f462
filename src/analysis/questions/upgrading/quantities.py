"""The named figures of upgrading, as the year's report states them."""

from analysis.questions.upgrading.tables import COVERAGE, ELECTRONICS, EXPO, FUSION_INDEX
from analysis.tables.name import Name
from analysis.tables.quantity import NONE, Quantity
from analysis.tables.result import ResultTable

OWNER = Name(zh="信息化科", en="digitalisation")
_ELECTRONICS = Name(
    zh="1月至期末累计；39大类或局定名单中报送月报的规上企业",
    en="January to the last day; above scale, of division 39 or the bureau's list",
)
_EXPO = Name(
    zh="本年数博会名单，不重复计；总投资为项目库数，是意向，不是完成投资",
    en="this year's expo, each once; totals are the library's and intent, not investment",
)
_CLOUD = Name(
    zh="两化融合名单中、期末报送月报的规上企业",
    en="enterprises of digital integration that report above scale in the period",
)
_GREEN = Name(
    zh="期末报送月报的规上企业；覆盖＝在自评价名单上",
    en="enterprises that report above scale in the period; covered: on a list of self-evaluation",
)
_FUSION = Name(
    zh="期末有效的两化融合水平评估，每家企业一次",
    en="evaluations of digital integration in force, each enterprise once",
)
_CASES: tuple[tuple[int, str, ResultTable, str, str, str, str, Name | str, Name], ...] = (
    (52, "electronics_revenue", ELECTRONICS, "revenue_10k_cny", "",
     "电子信息产业营业收入", "Revenue of electronics", "Σ revenue_10k_cny", _ELECTRONICS),
    (53, "electronics_revenue_growth", ELECTRONICS, "growth_pct", "",
     "电子信息产业营业收入增速", "Growth of electronics",
     "Σ revenue_10k_cny / Σ revenue_last_year_10k_cny − 1", _ELECTRONICS),
    (55, "expo_projects", EXPO, "projects", "presented",
     "数博会发布项目", "Projects presented at the expo",
     Name(zh="发布名单的项目，不重复计", en="distinct projects of the list"), _EXPO),
    (56, "expo_investment", EXPO, "total_10k_cny", "presented",
     "数博会发布项目总投资", "Total investment presented", "Σ total_10k_cny", _EXPO),
    (57, "expo_signed", EXPO, "projects", "agreed",
     "数博会签约和达成合作意向项目", "Projects signed or intended",
     Name(zh="签约与合作意向名单的并集", en="signed ∪ intended"), _EXPO),
    (58, "expo_signed_investment", EXPO, "total_10k_cny", "agreed",
     "签约和达成合作意向项目总投资", "Total investment signed or intended",
     "Σ total_10k_cny", _EXPO),
    (0, "cloud_coverage", COVERAGE, "coverage_pct", "cloud",
     "规上两化融合企业上云覆盖率", "Coverage of cloud",
     Name(zh="已上云 / 应覆盖", en="in the cloud / eligible"), _CLOUD),
    (0, "cloud_covered", COVERAGE, "covered", "cloud",
     "规上两化融合企业已上云", "Enterprises in the cloud",
     Name(zh="上云 ∩ 两化融合 ∩ 规上", en="cloud ∩ digital integration ∩ above scale"), _CLOUD),
    (0, "cloud_eligible", COVERAGE, "eligible", "cloud",
     "规上两化融合企业", "Enterprises of digital integration",
     Name(zh="两化融合 ∩ 规上", en="digital integration ∩ above scale"), _CLOUD),
    (0, "green_coverage", COVERAGE, "coverage_pct", "green",
     "规上企业绿色工厂自评价覆盖率", "Coverage of green self-evaluation",
     Name(zh="已自评价 / 规上", en="self-evaluated / above scale"), _GREEN),
    (0, "green_covered", COVERAGE, "covered", "green",
     "规上企业已自评价", "Enterprises that evaluated themselves",
     Name(zh="自评价 ∩ 规上", en="self-evaluated ∩ above scale"), _GREEN),
    (0, "green_eligible", COVERAGE, "eligible", "green",
     "规上企业", "Enterprises above scale",
     Name(zh="期末报送月报的企业", en="enterprises that report in the period"), _GREEN),
    (0, "fusion_evaluated", FUSION_INDEX, "evaluated", "fusion",
     "两化融合水平评估企业", "Enterprises evaluated on digital integration",
     Name(zh="有指数的企业，不重复计", en="distinct enterprises with an index"), _FUSION),
    (0, "fusion_index", FUSION_INDEX, "mean_index", "fusion",
     "两化融合平均指数", "Mean index of digital integration",
     Name(zh="Σ 指数 / 评估企业", en="Σ index / evaluated"), _FUSION),
    (0, "fusion_leading", FUSION_INDEX, "leading", "fusion",
     "两化融合指数90以上企业", "Enterprises of an index of 90 or more",
     Name(zh="指数 ≥ 90 的评估企业", en="evaluated ∧ index ≥ 90"), _FUSION),
)  # fmt: skip
_KEYS = {
    FUSION_INDEX.name: "index",
    ELECTRONICS.name: "",
    EXPO.name: "stage",
    COVERAGE.name: "measure",
}
_COUNTED = {
    "items": Name(zh="个项目", en="projects"),
    "count": Name(zh="家企业", en="enterprises"),
}


def _quantity(
    number: int,
    name: str,
    table: ResultTable,
    column: str,
    of: str,
    zh: str,
    en: str,
    formula: Name | str,
    definition: Name,
) -> Quantity:
    return Quantity(
        name,
        table,
        column,
        Name(zh=zh, en=en),
        where={_KEYS[table.name]: of} if of else {},
        definition=definition,
        formula=formula,
        owner=OWNER,
        counted=_COUNTED.get(table.metadata(column)["unit"], NONE),
        numbers=(number,) if number else (),
        ranked="high" if table is not COVERAGE or column == "coverage_pct" else "",
        change=column == "growth_pct",
    )


QUANTITIES = tuple(_quantity(*case) for case in _CASES)
