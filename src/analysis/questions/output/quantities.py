"""The named figures of output, value added and electricity."""

from collections.abc import Iterator

from analysis.questions.output.detail_tables import VALUE_ADDED
from analysis.questions.output.result_tables import OUTLOOK, TARGETS
from analysis.tables.indicator import GROWTH, LEVEL, Figures
from analysis.tables.name import Name
from analysis.tables.quantity import PERIOD, Quantity

TOTAL = {"indicator": "output", "industry_code": "total"}
OWNER = Name(zh="运行监测科", en="operation")
COMPARABLE = Name(
    zh="{measure}，有上年同期重报数的与同一批企业的上年相比",
    en="{measure}; where last year was restated, against the same enterprises' last year",
)
EXPECTED = Name(
    zh="已完成数加余下各期的预测，各行业各地加总一致",
    en="what came and the forecast of the rest, adding up over industries and counties",
)
_ROLES = {
    "expected": ("year_end_value", "year_end_growth_pct", "全年预计", "expected of the year"),
    "low": ("lo80", "year_end_growth_lo80_pct", "全年预计下限", "expected, low"),
    "high": ("hi80", "year_end_growth_hi80_pct", "全年预计上限", "expected, high"),
    "probability": ("probability_pct", "probability_pct", "目标的完成概率", "target's probability"),
    "needed": (*("required_growth_rest_pct",) * 2, "余下各期需增长", "growth needed of the rest"),
    "asked": (*("target_growth_pct",) * 2, "目标要求增速", "growth that the target asks for"),
}
"""What a target is asked: column of a level, of a growth; titles."""
CHANCE = Name(zh="由预测区间推得", en="from the forecast's distribution")
AT_LEAST = Name(zh="P(全年 ≥ 目标)", en="P(year end ≥ target)")
INTERVAL = Name(zh="预测及其80%区间", en="the forecast and its interval of 80%")
NEEDED = Name(zh="(目标 − Σ 至t) / 上年余下各期 − 1", en="(target − Σ to t) / last year's rest − 1")
ASKED = Name(zh="目标 / 上年（可比） − 1", en="target / last year, comparable − 1")
FORMULAS = {"probability": AT_LEAST, "needed": NEEDED, "asked": ASKED}
GROWTHS = ("needed", "asked")


def _of_targets(indicator: str, kind: str, zh: str, en: str) -> Iterator[Quantity]:
    """The outlook of the targets of one indicator and kind."""
    for role, (level, growth, what, said) in _ROLES.items():
        chance = role == "probability"
        yield Quantity(
            f"{indicator}_target_{role}_{kind}",
            TARGETS,
            level if kind == LEVEL else growth,
            Name(zh=f"{zh}{what}", en=f"{en[:1].upper()}{en[1:]}: {said}"),
            where={"indicator": indicator, "industry_code": "total", "target_kind": kind},
            definition=CHANCE if chance else COMPARABLE if role in GROWTHS else EXPECTED,
            formula=FORMULAS.get(role, INTERVAL),
            owner=OWNER,
            measured=kind == LEVEL and not chance and role not in GROWTHS,
            change=(kind == GROWTH or role in GROWTHS) and not chance,
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
        "output_growth_month", OUTLOOK, "month_growth_pct",
        Name(zh="{measure}当期增速", en="{measure}: growth of the period"),
        where=TOTAL, definition=COMPARABLE,
        formula=Name(zh="t期 / 上年同期 − 1", en="period t / same period last year − 1"),
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
    Quantity(
        "electricity_growth_ytd", OUTLOOK, "ytd_growth_pct",
        Name(zh="工业用电量累计增速", en="Growth of industrial electricity, year to date"),
        where={"indicator": "electricity", "industry_code": "total"},
        formula=Name(zh="Σ 本年 / Σ 上年同期 − 1", en="Σ this year / Σ same period − 1"),
        owner=OWNER, ranked="high", change=True,
    ),
    *_of_targets("output", LEVEL, "产值总量", "output, level"),
    *_of_targets("output", GROWTH, "产值增速", "output, growth"),
    *_of_targets("value_added", GROWTH, "增加值增速", "value added, growth"),
    *_of_targets("electricity", GROWTH, "用电量增速", "electricity, growth"),
)  # fmt: skip


def _figures(indicator: str, kind: str, done: str) -> dict[str, Figures]:
    outlook = (f"{indicator}_target_{role}_{kind}" for role in _ROLES)
    return {kind: Figures(done, *outlook)}


TARGETED = {
    "output": _figures("output", LEVEL, "output_ytd")
    | _figures("output", GROWTH, "output_growth_ytd"),
    "value_added": _figures("value_added", GROWTH, "va_growth_ytd"),
    "electricity": _figures("electricity", GROWTH, "electricity_growth_ytd"),
}
"""Indicator → the figures of its targets, by kind."""
