"""Columns of result tables: numbers that may be negative and may be missing."""

from analysis.tables.dictionary import Column, quantity


def number(
    zh: str,
    en: str,
    unit: str = "fraction",
    meaning: str = "",
    *,
    decimals: int | None = None,
) -> Column:
    """A result that may be negative and may be missing."""
    return quantity(zh, en, unit, optional=True, signed=True, meaning=meaning, decimals=decimals)


def pct(zh: str, en: str, meaning: str = "", *, decimals: int | None = None) -> Column:
    """A rate or share in percent."""
    return number(zh, en, "pct", meaning, decimals=decimals)


def pp(zh: str, en: str, meaning: str = "") -> Column:
    """A difference or a pull in percentage points."""
    return number(zh, en, "pp", meaning)


def amount(zh: str, en: str) -> Column:
    """Ten thousand yuan."""
    return number(zh, en, "10k_cny")


VALUE = {
    "value": number("本期数", "This year", meaning="in the unit of the table's measure"),
    "value_last_year": number("上年同期数", "Last year", meaning="same period, comparable list"),
    "growth_pct": pct("可比增速", "Comparable growth"),
}
DUNN = {
    "reference_effect": ("全局增长效应", "Reference effect"),
    "mix_effect": ("产业结构效应", "Mix effect"),
    "local_effect": ("竞争力效应", "Local effect"),
    "new_industry_effect": ("新行业效应", "New-industry effect"),
}
HOMOTHETIC = {
    "competitive_effect": ("净竞争效应", "Competitive effect"),
    "allocation_effect": ("配置效应", "Allocation effect"),
    "entry_effect": ("无基数效应", "Entry effect"),
}
