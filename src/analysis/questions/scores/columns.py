"""Columns that the tables of the evaluation share."""

from analysis.tables.dictionary import Column, quantity, text
from analysis.tables.territory import COUNTY_CODE

STATUSES = {
    "evaluated": ("已评价", "evaluated"),
    "exempt": ("不参评", "exempt"),
    "no_data": ("应评未评（缺数据）", "due, but data are missing"),
    "out_of_scope": ("不在范围", "out of scope"),
}
REASONS = {
    "": ("", ""),
    "exempt_reason": ("名录注明不参评", "exempt by the roster"),
    "excluded_industry": ("行业不评", "industry not evaluated"),
    "years_in_production": ("投产年限不足", "in production too short a time"),
    "land_missing": ("缺用地面积", "land is missing"),
    "data_missing": ("缺必需数据", "an indispensable value is missing"),
    "land_below_line": ("用地不足起评面积", "too little land"),
    "no_group": ("没有对应分组", "in no group of the scheme"),
}
DECIDED = {
    "quota": ("按分档比例", "quota"),
    "protect": ("保护", "protection"),
    "direct": ("直接提档", "direct promotion"),
    "veto": ("一票否决", "veto"),
    "manual": ("人工调档", "manual change"),
}


def county() -> Column:
    """County code, or "city"."""
    return text("县（市、区）代码", "County", pattern=rf"^{COUNTY_CODE}$", allowed="代码或 city")


def class_code(zh: str = "类别", en: str = "Class") -> Column:
    """The class, or "total"; "new" and "left" in transitions."""
    return text(zh, en, optional=True)


def group() -> Column:
    """The scheme's group, or "total"."""
    return text("分组", "Group", optional=True)


def count(zh: str, en: str, signed: bool = False) -> Column:
    """A number of enterprises."""
    return quantity(zh, en, "count", signed=signed)


def amount(zh: str, en: str, unit: str, signed: bool = True) -> Column:
    """A quantity that may be missing."""
    return quantity(zh, en, unit, optional=True, signed=signed)


def points(zh: str, en: str) -> Column:
    """Points, missing where there is no score."""
    return amount(zh, en, "points")
