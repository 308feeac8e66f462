"""What is answered of targets: as they were set, how they stand, how many are green."""

from analysis.tables.dictionary import Column, category, date, quantity, text
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct, pp
from analysis.tables.territory import TARGETS

STATES = {
    "now": ("至本期", "to the period"),
    "before": ("至上月", "to the month before"),
    "year_end": ("全年预计", "expected of the year"),
}
LIGHTS = {
    "green": ("达标", "on target"),
    "amber": ("关注", "watch"),
    "red": ("滞后", "behind"),
}
SCHEDULES = {
    "even": ("均衡", "even"),
    "history": ("历史进度", "as in past years"),
    "by_batch": ("按批次", "by batch"),
    "throughout": ("全程", "throughout"),
}
DIRECTIONS = {"up": ("越高越好", "more is better"), "down": ("越低越好", "less is better")}
REASONS = {
    "no_figure": ("无对应数字", "no figure"),
    "no_answer": ("本期无数据", "no data of the period"),
    "no_batches": ("批次未定，不评进度", "batches not fixed: no pace"),
    "no_history": ("历史不足，不评进度", "too short a history: no pace"),
}


def _value(zh: str, en: str, meaning: str = "") -> Column:
    return number(zh, en, meaning=meaning or "in the target's unit; 单位同目标")


_KEY = {
    "indicator": text("指标", "Indicator"),
    "county_code": text("县（市、区）", "County", meaning="city is the whole"),
}
BOARD = ResultTable(
    name="board_targets",
    zh="目标清单",
    en="Targets of the year",
    row=("一项目标", "one target of one county, or of the whole"),
    key=("indicator", "county_code"),
    citywide=True,
    free="targets as they were set",
    columns={
        **_KEY,
        "figure": text("数字", "Figure", optional=True, meaning="the name of what is done"),
        "name_zh": text("指标名称", "Indicator (Chinese)"),
        "name_en": text("指标英文名称", "Indicator (English)"),
        "unit": text("单位", "Unit", meaning="that of the values; code of units.py"),
        "kind": TARGETS.columns["kind"],
        "direction": category("方向", "Direction", DIRECTIONS),
        "schedule": category("进度口径", "Schedule", SCHEDULES),
        "target_value": _value("目标", "Target", "in force on the last day; 期末有效"),
        "first_value": _value("原目标", "First target", "of a target that was revised"),
        "revised_on": date("调整日期", "Revised on", optional=True),
        "owner_zh": text("牵头科室", "Owner (Chinese)"),
        "owner_en": text("牵头科室英文", "Owner"),
        "reason": category("不评原因", "Not judged because", REASONS, optional=True),
    },
)
STANDING = ResultTable(
    name="board_states",
    zh="目标完成情况",
    en="How targets stand",
    row=("一项目标一个时点", "one target: to the period, a month before, at the year end"),
    key=("indicator", "county_code", "state"),
    cells=("indicator", "county_code", "state"),
    measures=(
        *("value", "low", "high", "chance_pct", "done_pct", "schedule_pct", "pace_pp"),
        *("gap", "needed", "light"),
    ),
    citywide=True,
    columns={
        **_KEY,
        "state": category("时点", "State", STATES),
        "value": _value("完成", "Done"),
        "low": _value("区间下限", "Low", "interval of 80%"),
        "high": _value("区间上限", "High", "interval of 80%"),
        "chance_pct": pct("完成概率", "Probability", decimals=0),
        "done_pct": pct("完成率", "Done, of the target", "of a growth none; 增速目标无"),
        "schedule_pct": pct("时序进度", "Schedule", "share due by now"),
        "pace_pp": pp(
            "超（欠）进度", "Pace", "done − schedule; of a growth, growth − target; ahead is +"
        ),
        "gap": _value("距目标", "Gap", "target − done; 目标－完成"),
        "needed": _value("每月需完成", "Needed a month", "what is missing by months left"),
        "light": category("灯", "Light", LIGHTS, optional=True),
    },
)
COUNTS = ResultTable(
    name="board_counts",
    zh="目标灯数",
    en="Targets by light",
    row=("一个县", "one county"),
    key=("county_code",),
    cells=("county_code",),
    measures=("green", "amber", "red", "unjudged"),
    citywide=True,
    columns={
        "county_code": _KEY["county_code"],
        "targets": quantity("目标数", "Targets", "items"),
        **{name: number(zh, en, "items", decimals=0) for name, (zh, en) in LIGHTS.items()},
        "unjudged": number("不评", "Not judged", "items", decimals=0),
    },
)
RESULTS = (BOARD, STANDING, COUNTS)
