"""Results on the forecasts themselves: their errors, their coverage, what the series are like."""

from analysis.questions.output.result_tables import (
    INDICATED,
    bounds,
    county_or_city,
    indicator,
    industry_or_total,
    level,
    value,
)
from analysis.tables.dictionary import category, flag, period, text
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct
from analysis.tables.territory import county_code, industry_code

METHODS = {
    "forecast": ("本报告预测", "this forecast"),
    "base": ("未调和预测", "before adding up"),
    "seasonal_naive": ("上年同期", "same period last year"),
    "growth_held": ("累计增速外推", "cumulative growth held"),
}
STATUS = {
    "forecast": ("已预测", "forecast"),
    "late": ("迟报", "late"),
    "stopped": ("已停报", "stopped reporting"),
    "empty": ("无数据", "no figures"),
}
BASE = {
    "restated": ("本年报表重报的上年同期数", "restated in this year's report"),
    "published": ("上年公布数", "last year's own figures"),
}
HOW = {
    "ensemble": ("组合模型", "ensemble"),
    "level": ("近期水平（历史不足一年零三个月）", "recent level (under a year and a quarter)"),
    "none": ("未预测", "none"),
}
COVERED = {"period": ("单期", "single period"), "sum": ("累计", "sum so far ahead")}

EVALUATION = ResultTable(
    name="output_evaluation",
    zh="预测误差",
    en="Errors of the forecasts",
    row=("一个层级一个提前期一种方法", "one level, distance and method"),
    key=("indicator", "tier", "horizon", "forecast_method"),
    free="errors of forecasts over many series",
    columns={
        "indicator": indicator(),
        "tier": level(),
        "horizon": number("提前期数", "Periods ahead", decimals=0),
        "forecast_method": category("方法", "Method", METHODS),
        "wape_pct": pct(
            "加权绝对误差", "Weighted absolute error", "sum of errors over sum of values"
        ),
        "mase": number(
            "标准化误差",
            "Scaled error",
            meaning="below 1: smaller than last year's change",
            decimals=2,
        ),
        "errors": number("误差个数", "Errors", decimals=0),
    },
)

COVERAGE = ResultTable(
    name="output_coverage",
    zh="区间覆盖率",
    en="Coverage of the intervals",
    row=("一个层级一个提前期", "one level and distance"),
    key=("indicator", "covered", "tier", "horizon"),
    free="errors of forecasts over many series",
    columns={
        "indicator": indicator(),
        "covered": category("性质", "Kind", COVERED),
        "tier": level(),
        "horizon": number("提前期数", "Periods ahead", decimals=0),
        "coverage80_pct": pct("80%区间覆盖率", "Coverage of the 80% interval"),
        "coverage95_pct": pct("95%区间覆盖率", "Coverage of the 95% interval"),
        "errors": number("误差个数", "Errors", decimals=0),
    },
)

LAST_YEAR = ResultTable(
    name="output_last_year",
    zh="上年预测与实际",
    en="Last year's forecast beside what came",
    row=("一个层级单元一期", "the city, a county or an industry in one period"),
    key=(*INDICATED, "period"),
    cells=INDICATED,
    citywide=True,
    columns={
        "indicator": indicator(),
        "county_code": county_or_city(),
        "industry_code": industry_or_total(),
        "tier": level(),
        "period": period("期别", "Period", cumulative=False),
        "horizon": number("提前期数", "Periods ahead", decimals=0),
        "expected_value": value("一年前的预测", "Forecast a year ago"),
        **bounds("一年前的预测", "Forecast a year ago"),
        "actual": value("实际", "What came"),
        "error_pct": pct("误差", "Error"),
    },
    measures=("expected_value", "lo80", "hi80", "lo95", "hi95", "actual", "error_pct"),
)

CHOICES = ResultTable(
    name="output_choices",
    zh="方法选择",
    en="What the panel's own past chose",
    row=("一种调和方法一个层级", "one reconciliation and level"),
    key=("indicator", "forecast_method", "tier"),
    free="errors of forecasts over many series",
    columns={
        "indicator": indicator(),
        "forecast_method": text("方法", "Method"),
        "tier": level(),
        "mase": EVALUATION.columns["mase"],
        "chosen": flag("采用", "Chosen"),
        "seasonal_naive_member": flag("含上年同期成员", "With the seasonal naive member"),
    },
)

SERIES = ResultTable(
    name="output_series",
    zh="序列状况",
    en="State of the series",
    row=("一个县一个行业", "one county and industry"),
    key=INDICATED,
    free="no figure of a series, only how it was treated",
    citywide=True,
    columns={
        "indicator": indicator(),
        "county_code": county_code(),
        "industry_code": industry_code(),
        "first_period": text("起始期", "First period", optional=True),
        "last_period": text("最近期", "Last period", optional=True),
        "periods": number("期数", "Periods", decimals=0),
        "missing": number("缺失期数", "Missing periods", decimals=0),
        "negative": number("负值期数", "Negative periods", decimals=0),
        "series_status": category("状态", "State", STATUS),
        "series_base": category("上年同期的来源", "Last year taken from", BASE),
        "level_break": text("口径变动期", "Level break", optional=True),
        "series_method": category("预测方法", "Method", HOW),
    },
)

RESULTS = (EVALUATION, COVERAGE, LAST_YEAR, CHOICES, SERIES)
