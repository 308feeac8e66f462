"""Figures that nobody here can work out: ranks in the province, numbers of others' lists."""

from analysis.tables.dictionary import Table, date, flag, period, quantity, text
from analysis.tables.enterprises import vintage
from analysis.tables.result import ResultTable

COUNTED = {
    "empowering_actions": (61, "赋能行动", "Empowering actions", "项", "actions"),
    "textile_parks_nation": (
        99, "全国纺织服装创意设计示范园区（平台）", "Textile design parks, nation", "家", "parks"
    ),
    "textile_parks_province": (
        100, "全省纺织服装创意设计示范园区（平台）", "Textile design parks, province", "家", "parks"
    ),
    "brands_province": (
        102, "全省制造品牌重点培育企业", "Manufacturing brands of the province", "家", "enterprises"
    ),
    "regional_brands_province": (
        104, "全省区域品牌重点培育名单", "Regional brands of the province", "家", "brands"
    ),
}  # fmt: skip
RANKS = {
    "provincial_plan_rank": (24, "千项技改项目数量居全省", "Upgrading projects, rank"),
    "funded_rank": (28, "获支持项目数量和资金居全省", "Funded projects, rank"),
    "pacesetters_rank": (67, "领跑者企业数量居全省", "Pacesetters, rank"),
    "projects_rank": (77, "获支持项目数量居全省", "Supported projects, rank"),
    "green_factories_rank": (80, "绿色工厂数量居全省", "Green factories, rank"),
}  # fmt: skip
"""Name → number in the year's report, titles; of what is counted, the measure word and the noun."""
_NAME = text("指标", "Figure", ("指标名称", "数据项"), meaning="its title, or its name in English")
_SOURCE = text("出处", "Source", ("来源", "数据来源"), meaning="a document or page; 文件或网页")

TYPED = Table(
    name="typed_figures",
    zh="手工填报数",
    en="Figures typed by hand",
    row=("一个引用的数", "one figure quoted from others"),
    key=("name", "period"),
    columns={
        "name": _NAME,
        "period": period("报告期", "Period", ("截至月份",), cumulative=True),
        "value": quantity("数值", "Value", "items"),
        "tied": flag("并列", "Tied", ("位次并列",), blank=False, optional=True),
        "source": _SOURCE,
        "typed_by": text("填报人", "Typed by"),
        "typed_on": date("填报日期", "Typed on", ("填报时间",)),
        "vintage": vintage(),
    },
)
QUOTED = ResultTable(
    name="quoted_figures",
    zh="引用的数",
    en="Figures quoted",
    row=("一个引用的数", "one figure quoted"),
    key=("county_code", "name"),
    citywide=True,
    free="quoted from what others have published, with the source",
    columns={
        "county_code": text("范围", "Scope", meaning="city, the whole"),
        "name": _NAME,
        "value": quantity("数值", "Value", "items"),
        "place": quantity("位次", "Place", "count", optional=True, meaning="a rank's value"),
        "tied": flag("并列", "Tied"),
        "of_period": text("所属报告期", "Of the period"),
        "source": _SOURCE,
        "typed_on": TYPED.columns["typed_on"],
    },
)
UNKNOWN = ResultTable(
    name="quoted_unknown",
    zh="未识别的引用数",
    en="Figures quoted that no report knows",
    row=("一个引用的数", "one figure quoted"),
    key=("name", "of_period"),
    citywide=True,
    free="names of figures, no values",
    columns={
        "name": _NAME,
        "of_period": QUOTED.columns["of_period"],
        "nearest": text("最相近的指标", "Nearest known"),
    },
)
RESULTS = (QUOTED, UNKNOWN)
