"""What is answered: figures as they are, were and were told; targets, and what they call for."""

from analysis.tables.dictionary import category, flag, text
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct
from analysis.tables.territory import TARGETS as SET

STATES = {
    "now": ("至本期", "to the period"),
    "before": ("至上月，按现有数据", "to the month before, by today's data"),
    "told": ("至上月，按上月数据", "to the month before, by the data of then"),
}
TONES = {
    "steady": ("稳", "safe"),
    "open": ("悬", "open"),
    "hard": ("难", "unlikely"),
}
ACTIONS = {
    "fell": ("完成概率下降", "probability fell"),
    "asks_more": ("目标要求偏高", "asks more than was reached"),
    "hard": ("难以完成", "hard to reach"),
}
COUNTY = text("县（市、区）", "County", meaning="city is the whole")
FIGURES = ResultTable(
    name="overview_figures",
    zh="主要指标及变化",
    en="Key figures and how they changed",
    row=("一个指标一个地区一个时点", "one figure of one place in one state"),
    key=("figure", "county_code", "state"),
    cells=("figure", "county_code", "state"),
    measures=("value",),
    citywide=True,
    columns={
        "figure": text("数字", "Figure", meaning="the name of the figure; 指标编码"),
        "county_code": COUNTY,
        "state": category("时点", "State", STATES),
        "value": number("数值", "Value", meaning="in the figure's unit; 单位同指标"),
    },
)
AIMS = ResultTable(
    name="overview_targets",
    zh="目标把握",
    en="How sure the targets are",
    row=("一项目标", "one target of one county, or of the whole"),
    key=("indicator", "county_code"),
    cells=("indicator", "county_code"),
    measures=(
        *("value", "expected", "chance_pct", "chance_before_pct", "tone", "tone_before"),
        *("gap", "gap_pct", "needed_growth_pct", "asked_growth_pct", "growth_pct", "action"),
    ),
    citywide=True,
    columns={
        "indicator": text("指标", "Indicator"),
        "county_code": COUNTY,
        "kind": SET.columns["kind"],
        "leads": flag("按其评判各县", "Counties are judged by it"),
        "unit": text("单位", "Unit", meaning="that of the values; code of units.py"),
        "chance_figure": text("概率编码", "Figure of its probability"),
        "target_value": number("目标", "Target"),
        "value": number("完成", "Done"),
        "expected": number("全年预计", "Expected of the year"),
        "chance_pct": pct("完成概率", "Probability", decimals=0),
        "chance_before_pct": pct("上月完成概率", "Probability a month ago", decimals=0),
        "tone": category("把握", "How sure", TONES, optional=True),
        "tone_before": category("上月把握", "How sure a month ago", TONES, optional=True),
        "gap": number("预计与目标之差", "Expected less target"),
        "gap_pct": pct("差距占目标", "Gap, of the target", "of a growth none; 增速目标无"),
        "needed_growth_pct": pct("余下各期需增长", "Growth needed of the rest"),
        "asked_growth_pct": pct("目标要求增速", "Growth the target amounts to"),
        "growth_pct": pct("累计增速", "Growth so far", "of what the city measures"),
        "action": category("需办", "Calls for action", ACTIONS, optional=True),
    },
)
RESULTS = (FIGURES, AIMS)
