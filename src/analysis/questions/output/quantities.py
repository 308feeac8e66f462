"""The named figures of output, value added and electricity."""

from analysis.questions.output.detail_tables import VALUE_ADDED
from analysis.questions.output.result_tables import OUTLOOK, TARGETS
from analysis.tables.name import Name
from analysis.tables.quantity import PERIOD, Quantity

TOTAL = {"indicator": "output", "industry_code": "total"}
OWNER = Name(zh="运行监测科", en="operation")
COMPARABLE = Name(
    zh="{measure}，有上年同期重报数的与同一批企业的上年相比",
    en="{measure}; where last year was restated, against the same enterprises' last year",
)
EXPECTED = Name(
    zh="已完成数加余下各期的预测，各行业各县加总一致",
    en="what came and the forecast of the rest, adding up over industries and counties",
)
QUANTITIES = (
    Quantity(
        "va_growth_ytd", VALUE_ADDED, "value_added_ytd_growth_pct",
        Name(zh="规上工业增加值累计增速", en="Growth of value added, year to date"),
        where={"period": PERIOD, "stage": "actual"},
        definition=Name(zh="按可比价格，统计部门公布", en="at comparable prices, as published"),
        formula=Name(zh="统计部门公布", en="published"),
        owner=OWNER, numbers=(1,), ranked="high", change=True,
    ),
    Quantity(
        "output_ytd", OUTLOOK, "ytd_value",
        Name(zh="{measure}累计", en="{measure}, year to date"),
        where=TOTAL, definition=COMPARABLE,
        formula=Name(zh="Σ 1月至t（存量为均值）", en="Σ January to t (a stock: mean)"),
        owner=OWNER,
        measured=True,
        ranked="high",
    ),
    Quantity(
        "output_growth_ytd", OUTLOOK, "ytd_growth_pct",
        Name(zh="{measure}累计增速", en="{measure}: growth of the year to date"),
        where=TOTAL, definition=COMPARABLE,
        formula=Name(zh="Σ 本年 / Σ 上年同期 − 1", en="Σ this year / Σ same period − 1"),
        owner=OWNER, ranked="high", change=True,
    ),
    Quantity(
        "output_year_end", OUTLOOK, "year_end_value",
        Name(zh="{measure}全年预计", en="{measure} expected of the year"),
        where=TOTAL, definition=EXPECTED,
        formula=Name(zh="Σ 至t + Σ 预测", en="Σ to t + Σ forecast"),
        owner=OWNER,
        measured=True,
    ),
    Quantity(
        "output_year_end_growth", OUTLOOK, "year_end_growth_pct",
        Name(zh="{measure}全年预计增速", en="{measure}: growth expected of the year"),
        where=TOTAL, definition=EXPECTED,
        formula=Name(zh="全年预计 / 上年 − 1", en="expected year / last year − 1"),
        owner=OWNER,
        ranked="high", change=True,
    ),
    *(
        Quantity(
            f"output_target_probability_{kind}", TARGETS, "probability_pct",
            Name(zh=f"产值{zh}目标的达成概率", en=f"Probability of the output target, {en}"),
            where={**TOTAL, "target_kind": kind},
            definition=Name(zh="由预测区间推得", en="from the forecast's distribution"),
            formula=Name(zh="P(全年 ≥ 目标)", en="P(year end ≥ target)"), owner=OWNER,
        )
        for kind, zh, en in (("level", "总量", "level"), ("growth_pct", "增速", "growth"))
    ),
)  # fmt: skip
