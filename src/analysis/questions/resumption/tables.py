"""What is answered of resumption: both rates of every lunar day, and of the last day reported."""

from analysis.tables.dictionary import Column, date, quantity, text, year
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct, pp


def _count(zh: str, en: str, meaning: str = "") -> Column:
    return quantity(zh, en, "count", optional=True, meaning=meaning)


_FIGURES = {
    "listed": _count("清单企业", "Listed", "on the day's list; those without a report too"),
    "resumed": _count("已复工", "Resumed", "by electricity, see the rule; 按电力口径"),
    "resumed_pct": pct("复工率", "Resumed", "of the listed; 占清单企业"),
    "reported": _count("自报复工", "Resumed, as reported", "state normal or reduced"),
    "unread": _count("无读数", "Without a reading"),
    "use_kwh": number("当日电量", "Electricity", "kwh", decimals=0),
    "baseline_kwh": number("基准电量", "Baseline", "kwh", decimals=0),
    "load_pct": pct("复产率", "Load", "Σ electricity / Σ baseline, of those with both"),
    "index": number("复工电力指数", "Index", "fraction", "half of each rate", decimals=1),
    "manned": _count(
        "到岗达标", "Well manned", "resumed, on duty of those due at least the rule's"
    ),
    "manned_pct": pct("到岗达标占比", "Well manned", "of the resumed; 占已复工"),
    "used": _count("产能达标", "Well used", "resumed, capacity use at least the rule's"),
    "used_pct": pct("产能达标占比", "Well used", "of the resumed; 占已复工"),
}
_CHANGES = {
    "resumed_change_pp": pp("复工率比上年同日", "Resumed, change", "same lunar day, year before"),
    "load_change_pp": pp("复产率比上年同日", "Load, change", "same lunar day, year before"),
}
KEY = ("county_code", "year", "lunar_day")
_DAY = {
    "county_code": text("县（市、区）", "County", meaning="city is the whole"),
    "year": year("年度", "Year"),
    "lunar_day": quantity("正月第几日", "Day of the lunar year", "fraction", decimals=0),
    "date": date("日期", "Date"),
}
DAYS = ResultTable(
    name="resumption_days",
    zh="逐日复工复产",
    en="Resumption by day",
    row=("一县一日", "one day in one county"),
    key=KEY,
    cells=("county_code",),
    measures=tuple(_FIGURES),
    citywide=True,
    columns={**_DAY, **_FIGURES},
)
LAST = ResultTable(
    name="resumption_last",
    zh="最近一日复工复产",
    en="Resumption on the last day reported",
    row=("一个县", "one county"),
    key=KEY,
    cells=("county_code",),
    measures=(*_FIGURES, *_CHANGES),
    citywide=True,
    columns={**_DAY, **_FIGURES, **_CHANGES},
)
RULE = ResultTable(
    name="resumption_rule",
    zh="复工复产口径",
    en="What counts as resumed",
    row=("一个口径", "one rule"),
    key=("rule",),
    free="a published rule, no figure of an enterprise",
    citywide=True,
    columns={
        "rule": text("口径版本", "Rule"),
        "valid_from": date("生效日期", "Valid from"),
        "resumed_above_pct": pct("复工：电量高于基准的", "Resumed: above, of the baseline"),
        "on_duty_pct": pct("到岗达标：不低于应到的", "Well manned: at least, of those due"),
        "capacity_pct": pct("产能达标：利用率不低于", "Well used: at least"),
    },
)
RESULTS = (DAYS, LAST, RULE)
