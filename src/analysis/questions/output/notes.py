"""How the forecast was made, how well it did, and what it cannot say."""

import pandas as pd

from analysis.display.labels import value_label
from analysis.questions.output import value_added
from analysis.tables.release import Release

SHORT_YEARS = 3
"""Years below which the seasonal pattern rests on too few repetitions."""


def target_note(release: Release, lang: str) -> str:
    """What is forecast, and a warning where the history is short."""
    if release.indicator == "value_added":
        return value_added.method_note(release, lang)
    periods = release.everywhere("output_series", ["periods"])["periods"]
    if periods.empty:
        return ""
    flow = release.city.measure.kind == "flow"
    electricity = release.indicator == "electricity"
    longest = int(periods.max())
    short = longest < SHORT_YEARS * (11 if flow and not electricity else 12)
    if lang == "zh":
        what = (
            "预测对象：现价工业总产值（流量，1—2月合并，一年11期），增速按可比口径（本期/上年同期重报数）。"
            if flow
            else "预测对象：按月就业人数（存量，全年取各月平均）。"
        )
        short_zh = f"历史仅{longest}期，季节规律依据不足，区间较宽。" if short else ""
        if electricity:
            what = (
                "预测对象：工业用电量（流量，逐月，含春节前后窗口的移动假日调整，一年12期），"
                "增速为计量数与上年同月之比。"
            )
        return what + _matched(release, lang) + short_zh
    what = (
        "Forecast: gross output at current prices (a flow; January and February are one of eleven "
        "periods); growth is comparable, over last year as restated."
        if flow
        else "Forecast: monthly employment (a stock; the year is the mean of its months)."
    )
    if electricity:
        what = (
            "Forecast: industrial electricity (a flow; single months, with moving-holiday windows "
            "around the Spring Festival, twelve a year); growth compares metered months."
        )
    note = f" Only {longest} periods of history: little to learn the season from, wide intervals."
    return what + _matched(release, lang) + (note if short else "")


def history_note(release: Release, lang: str) -> str:
    """How many series were forecast how, from the state of the county's series."""
    own = release.table("output_series").query("county_code == @release.county")
    if own.empty:
        return ""
    counts = own.groupby("series_method").size()
    parts = [
        f"{value_label('output_series', 'series_method', how, lang)} {int(n)}"
        for how, n in counts.items()
    ]
    breaks = int(own["level_break"].notna().sum())
    if lang == "zh":
        return f"本县{len(own)}个行业序列：{'，'.join(parts)}；其中口径变动{breaks}个。"
    return f"The county's {len(own)} series: {', '.join(parts)}; {breaks} with a level break."


def limits(release: Release, lang: str) -> list[str]:
    """What the reader must know about growth, intervals and what is assumed."""
    flow = release.city.measure.kind == "flow"
    if release.indicator == "value_added":
        return [value_added.limit(lang)]
    if release.indicator == "electricity":
        flow = False
    if lang == "zh":
        growth = (
            "可比增速以本年名录企业的上年同期重报数为基数，与由已公布总量相除得到的增速不同。"
            if flow
            else "增速为本年各月与上年同月之比。"
        )
        return [
            growth,
            "预测由三个成员（两期均值的Theta、季度均值的阻尼趋势、季节可变的Holt-Winters）等权平均，"
            "加总按所含序列数定权，历史回测明显支持他法时改用；区间来自同一面板过去的误差。",
            "预测不含未来政策、停产或新投产，可另作假设测算。",
        ]
    growth = (
        "Comparable growth rests on last year as restated for this year's enterprises; it differs "
        "from the quotient of published totals."
        if flow
        else "Growth compares this year's months with the same months of last year."
    )
    return [
        growth,
        "The forecast is the equal-weight mean of three members (Theta on pairs of periods, a "
        "damped trend on quarters, Holt-Winters with a moving season), added up by numbers of "
        "cells unless past origins clearly prefer another way; intervals are past errors of the "
        "same panel.",
        "No future policy, stop or start of an enterprise is assumed.",
    ]


def coverage(release: Release, lang: str) -> pd.DataFrame:
    """How often the intervals of sums held, one, three and six periods ahead."""
    if release.indicator == "value_added":
        return growth_coverage(release)
    rows = release.table("output_coverage").query("covered == 'sum' and horizon in [1, 3, 6]")
    rows = rows.query("tier in ['county', 'cell']").drop(columns=["indicator", "covered", "masked"])
    return rows.assign(
        tier=[value_label("output_coverage", "tier", tier, lang) for tier in rows["tier"]]
    )


def growth_coverage(release: Release) -> pd.DataFrame:
    """How often the intervals of growth held, one, three and six periods ahead."""
    errors = release.table("output_growth_errors")
    rows = errors.query("growth_method == 'forecast' and horizon in [1, 3, 6]")
    return rows[["horizon", "coverage80_pct", "coverage95_pct", "errors"]]


def method(release: Release, lang: str) -> dict[str, str]:
    """How the forecast was made, for the provenance: reconciliation and members."""
    choices = release.table("output_choices").query("chosen")
    if choices.empty:
        return {}
    chosen = choices.iloc[0]
    naive = bool(chosen["seasonal_naive_member"])
    zh = lang == "zh"
    members = "Theta, damped trend, Holt-Winters" + (", seasonal naive" if naive else "")
    return {
        "预测成员" if zh else "Members of the forecast": members,
        "加总方法" if zh else "Reconciliation": str(chosen["forecast_method"]),
    }


def _matched(release: Release, lang: str) -> str:
    """Of a stock: how many cells have the months of both years, and how many are left out."""
    if release.city.measure.kind == "flow" or release.indicator == "electricity":
        return ""
    cells = release.everywhere("output_series", ["series_method"])
    left_out = int((cells["series_method"] == "none").sum())
    used = len(cells) - left_out
    if lang == "zh":
        return (
            f"总量与增速只计两年同月数据齐全的{used}个分县分行业单元，"
            f"另{left_out}个有缺月（未公布），不计入。"
        )
    return (
        f" Levels and growth count the {used} cells whose months are known in both years; "
        f"{left_out} with suppressed months are left out."
    )
