"""The province's bulletin of its cities, and where this one stands by it."""

from analysis.questions.peers.checks import CHECKS
from analysis.tables.dictionary import Column, Table, category, flag, period, quantity, text
from analysis.tables.enterprises import vintage
from analysis.tables.finding import found_columns
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct, pp

INDICATORS = {
    "value_added": ("规上工业增加值增速", "Value added, growth"),
    "output": ("规上工业总产值增速", "Gross output, growth"),
    "upgrading_investment": ("技改投资增速", "Upgrading investment, growth"),
    "cluster_revenue": ("特色产业集群营业收入增速", "Clusters' revenue, growth"),
}
BASES = {
    "computed": ("按公布数计算", "computed from the figures"),
    "stated": ("按公布位次", "as the bulletin states it"),
}

PEER_MONTH = Table(
    name="peer_month",
    zh="全省及各市指标",
    en="Province and its cities",
    row=(
        "一个市（或全省）一项指标一个报告期",
        "one city, or the province; one indicator, one period",
    ),
    key=("place", "indicator", "period"),
    traced=True,
    columns={
        "place": text("地区", "Place", ("市", "设区市"), meaning="a city, or 全省", wholes=True),
        "indicator": category("指标", "Indicator", INDICATORS, ("指标名称",)),
        "period": period("报告期", "Period", ("截至月份",), cumulative=True),
        "growth_pct": quantity("累计增速", "Growth, year to date", "pct", ("增速",), signed=True),
        "rank": quantity("公布位次", "Place stated", "items", ("位次",), optional=True),
        "source": text("出处", "Source", ("来源",), meaning="the bulletin; 通报名称"),
        "vintage": vintage(),
    },
)


def _place(zh: str, en: str, meaning: str = "") -> Column:
    return number(zh, en, "items", meaning, decimals=0)


_PUBLISHED = "published by the province, with the source"
_INDICATOR = {"indicator": category("指标", "Indicator", INDICATORS)}
STANDING = ResultTable(
    name="peer_standing",
    zh="在全省的位置",
    en="The city in its province",
    row=("一项指标", "one indicator"),
    key=("county_code", "indicator"),
    citywide=True,
    free=_PUBLISHED,
    columns={
        "county_code": text("范围", "Scope", meaning="city, the whole"),
        **_INDICATOR,
        "of_period": text("报告期", "Period"),
        "growth_pct": pct("本市", "The city"),
        "province_pct": pct("全省", "The province"),
        "ahead_pp": pp("高于全省", "Above the province", "subtracted before rounding"),
        "place": _place("位次", "Place", "1 is the highest; ties share the better place"),
        "tied": flag("并列", "Tied"),
        "of": _place("参加排位的市", "Cities ranked"),
        "gained": _place("比上期升降", "Places gained", "since the period before; up is +"),
        "basis": category("位次依据", "Basis", BASES, optional=True),
        "source": PEER_MONTH.columns["source"],
    },
)
CITIES = ResultTable(
    name="peer_cities",
    zh="全省各市",
    en="The cities of the province",
    row=("一个市一项指标", "one city, one indicator"),
    key=("indicator", "place_name"),
    citywide=True,
    free=_PUBLISHED,
    columns={
        **_INDICATOR,
        "place_name": text("市", "City"),
        "growth_pct": pct("累计增速", "Growth, year to date"),
        "own": flag("本市", "This city"),
    },
)
FINDINGS = ResultTable(
    name="peer_findings",
    zh="通报数核对",
    en="Findings in the bulletin",
    row=("一处疑问", "one finding"),
    key=("finding", "indicator"),
    secret=True,
    citywide=True,
    columns={**found_columns(CHECKS), **_INDICATOR},
)
RESULTS = (STANDING, CITIES, FINDINGS)
