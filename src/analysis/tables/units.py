"""Units of quantities: what a raw heading may say, and the factor to the dictionary's unit.

Every quantity column carries its unit as the end of its name (`output_ytd_10k_cny`); a raw file
may state another unit of the same dimension (亿元, 千元), and values are converted exactly once,
when they are read.
"""

import math
from dataclasses import dataclass

from analysis.errors import DataError


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: names in both languages, its dimension, its size in the dimension's base.

    `decimals`: the digits after the point that a figure in it is printed with.
    """

    zh: str
    en: str
    dimension: str
    size: float
    raw: tuple[str, ...] = ()
    decimals: int = 1


CURRENCIES = {
    "TWD": "新台币元", "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "KRW": "韩元",
    "HKD": "港元", "MOP": "澳门元",
}  # fmt: skip
"""Code → name of the currencies beside the yuan that a city's money may be in."""
SIZES = {
    "": (1.0, "", ""),
    "1k_": (1e3, "千", "1,000 "),
    "10k_": (1e4, "万", "10,000 "),
    "1m_": (1e6, "百万", "million "),
    "10m_": (1e7, "千万", "10 million "),
    "100m_": (1e8, "亿", "100 million "),
}

SPELLED = {
    "usd": ("dollars", "US dollars"),
    "1k_usd": ("thousand dollars",),
    "1m_usd": ("million dollars",),
    **{f"{size}twd": (f"{zh}新台币",) for size, (_, zh, _) in SIZES.items()},
}
"""Further spellings of units of money."""

UNITS: dict[str, Unit] = {
    **{
        f"{size}cny": Unit(
            f"{zh}元",
            f"{en}CNY",
            "cny",
            number,
            (f"{zh}元", f"人民币{zh}元", f"{zh}人民币元", f"{zh}元(人民币)"),
        )
        for size, (number, zh, en) in SIZES.items()
    },
    **{
        f"{size}{code.lower()}": Unit(
            f"{zh_size}{zh}",
            f"{en_size}{code}",
            code.lower(),
            number,
            (f"{zh_size}{zh}", f"{en_size}{code}", *SPELLED.get(f"{size}{code.lower()}", ())),
        )
        for code, zh in CURRENCIES.items()
        for size, (number, zh_size, en_size) in SIZES.items()
    },
    "mu": Unit("亩", "mu", "area", 2000 / 3, ("亩",)),
    "10k_mu": Unit("万亩", "10,000 mu", "area", 2e7 / 3, ("万亩",)),
    "m2": Unit("平方米", "m²", "area", 1.0, ("平方米", "㎡", "m²", "m2")),
    "10k_m2": Unit("万平方米", "10,000 m²", "area", 1e4, ("万平方米", "万㎡", "万m²", "万m2")),
    "ha": Unit("公顷", "ha", "area", 1e4, ("公顷", "ha", "hm²", "hm2")),
    "km2": Unit("平方公里", "km²", "area", 1e6, ("平方公里", "平方千米", "km²", "km2")),
    "kwh": Unit("千瓦时", "kWh", "electricity", 1.0, ("千瓦时", "度", "kwh", "kWh", "kW·h")),
    "mwh": Unit("兆瓦时", "MWh", "electricity", 1e3, ("兆瓦时", "千度", "MWh", "MW·h")),
    "10k_kwh": Unit(
        "万千瓦时", "10,000 kWh", "electricity", 1e4, ("万千瓦时", "万度", "万kWh", "万kW·h")
    ),
    "gwh": Unit("吉瓦时", "GWh", "electricity", 1e6, ("吉瓦时", "百万千瓦时", "GWh")),
    "100m_kwh": Unit("亿千瓦时", "100 million kWh", "electricity", 1e8, ("亿千瓦时", "亿度")),
    "tce": Unit("吨标准煤", "tce", "energy", 1.0, ("吨标准煤", "吨标煤", "tce")),
    "kgce": Unit("千克标准煤", "kgce", "energy", 1e-3, ("千克标准煤", "千克标煤", "kgce")),
    "10k_tce": Unit("万吨标准煤", "10,000 tce", "energy", 1e4, ("万吨标准煤", "万吨标煤")),
    "t": Unit("吨", "t", "mass", 1.0, ("吨", "t")),
    "10k_t": Unit("万吨", "10,000 t", "mass", 1e4, ("万吨",)),
    "kg": Unit("千克", "kg", "mass", 1e-3, ("千克", "公斤", "kg")),
    "persons": Unit("人", "persons", "persons", 1.0, ("人", "名", "人次", "persons"), 0),
    "100_persons": Unit("百人", "100 persons", "persons", 100.0, ("百人",)),
    "1k_persons": Unit("千人", "1,000 persons", "persons", 1e3, ("千人", "thousand persons")),
    "10k_persons": Unit("万人", "10,000 persons", "persons", 1e4, ("万人",)),
    "count": Unit("家", "count", "count", 1.0, ("家", "户", "count"), 0),
    "items": Unit("个", "items", "count", 1.0, ("个", "件", "项", "items"), 0),
    "10k_count": Unit("万家", "10,000", "count", 1e4, ("万家", "万户", "万个", "万件")),
    "times": Unit("次", "times", "count", 1.0, ("次",), 0),
    "own_unit": Unit("", "", "count", 1.0, ("计量单位",), 0),
    "t_per_day": Unit("吨/天", "t/day", "mass_per_day", 1.0, ("吨/天", "吨/日", "t/d"), 0),
    "m": Unit("米", "m", "length", 1.0, ("米", "m")),
    "kiln_days": Unit("窑天", "kiln-days", "kiln_days", 1.0, ("窑天", "窑日")),
    "days": Unit("天", "days", "days", 1.0, ("天", "days")),
    "years": Unit("年", "years", "time", 1.0, ("年", "years"), 1),
    "index": Unit("", "", "index", 1.0, ("指数",)),
    "pct": Unit("%", "%", "ratio", 1e-2, ("%", "％", "百分比")),
    "permille": Unit("‰", "‰", "ratio", 1e-3, ("‰", "千分比")),
    "fraction": Unit("", "", "ratio", 1.0, ("小数", "比值")),
    "points": Unit("分", "points", "points", 1.0, ("分",), 2),
    "10k_cny_per_mu": Unit("万元/亩", "10,000 CNY per mu", "cny_per_area", 1.0, ("万元/亩",), 2),
    "cny_per_mu": Unit("元/亩", "CNY per mu", "cny_per_area", 1e-4, ("元/亩",)),
    "cny_per_m2": Unit("元/平方米", "CNY per m²", "cny_per_area", 1 / 15, ("元/平方米", "元/m2")),
    "10k_cny_per_ha": Unit(
        "万元/公顷", "10,000 CNY per ha", "cny_per_area", 1 / 15, ("万元/公顷",), 2
    ),
    "100m_cny_per_km2": Unit(
        "亿元/平方公里", "100 million CNY per km²", "cny_per_area", 20 / 3, ("亿元/平方公里",), 2
    ),
    "10k_cny_per_tce": Unit(
        "万元/吨标准煤",
        "10,000 CNY per tce",
        "cny_per_energy",
        1.0,
        ("万元/吨标准煤", "亿元/万吨标准煤"),
        2,
    ),
    "cny_per_tce": Unit("元/吨标准煤", "CNY per tce", "cny_per_energy", 1e-4, ("元/吨标准煤",)),
    "10k_cny_per_person": Unit(
        "万元/人", "10,000 CNY per person", "cny_per_person", 1.0, ("万元/人",), 2
    ),
    "cny_per_person": Unit("元/人", "CNY per person", "cny_per_person", 1e-4, ("元/人",)),
    "1k_cny_per_person": Unit(
        "千元/人", "1,000 CNY per person", "cny_per_person", 0.1, ("千元/人",)
    ),
    "pp": Unit("百分点", "percentage points", "percentage_points", 1.0, ("百分点",)),
}

UNITS |= {
    name.replace("cny", code.lower()): Unit(
        unit.zh.replace("元", zh), unit.en.replace("CNY", code),
        unit.dimension.replace("cny", code.lower()), unit.size,
        tuple(spelling.replace("元", zh) for spelling in unit.raw), unit.decimals,
    )
    for code, zh in CURRENCIES.items()
    for name, unit in UNITS.items()
    if unit.dimension.startswith("cny_per_")
}  # fmt: skip

RAW_UNITS: dict[str, str] = {
    spelling.casefold(): name for name, unit in UNITS.items() for spelling in unit.raw
}


def in_currency(unit: str, currency: str) -> str:
    """Return the unit that stands for an amount of yuan in a city of another currency.

    >>> in_currency("10k_cny_per_mu", "EUR"), in_currency("persons", "EUR")
    ('10k_eur_per_mu', 'persons')
    """
    of_money = unit in UNITS and UNITS[unit].dimension.startswith("cny")
    return unit.replace("cny", currency.lower()) if of_money else unit


def raw_unit(raw: str, unit: str) -> str | None:
    """Return the unit that a raw file means beside a unit; None if it is not known.

    千元 says of which money it is by the money of the column, 人民币千元 by itself.

    >>> raw_unit("千元", "10k_cny"), raw_unit("千元", "10k_twd"), raw_unit("人民币千元", "10k_twd")
    ('1k_cny', '1k_twd', '1k_cny')
    """
    known = RAW_UNITS.get(raw.strip().casefold())
    currency = UNITS[unit].dimension[:3].upper()
    if known is None or "人民币" in raw or currency not in CURRENCIES:
        return known
    return in_currency(known, currency)


def same_kind(raw: str, unit: str) -> bool:
    """Whether a raw unit is known and converts to a unit of the dictionary."""
    known = raw_unit(raw, unit)
    return known is not None and UNITS[known].dimension == UNITS[unit].dimension


def factor(raw: str, unit: str) -> float:
    """Return what a raw figure is multiplied with to stand in `unit`.

    >>> factor("亿元", "10k_cny"), factor("千元", "10k_cny"), factor("平方米", "mu")
    (10000.0, 0.1, 0.0015)

    Raises
    ------
    DataError
        If the raw unit is unknown, or of another dimension than the dictionary's.
    """
    allowed = [u.raw[0] for u in UNITS.values() if u.dimension == UNITS[unit].dimension]
    if not same_kind(raw, unit):
        raise DataError(
            f"单位“{raw}”不能换算为“{UNITS[unit].zh}”，可用：{'、'.join(allowed)}",
            f"unit {raw!r} does not convert to {UNITS[unit].en!r}; allowed: {', '.join(allowed)}",
        )
    return UNITS[str(raw_unit(raw, unit))].size / UNITS[unit].size


def unit_of_size(dimension: str, size: float) -> Unit | None:
    """Return the unit of a dimension that has a size, None if files know no such unit.

    >>> unit_of_size("cny", 1e3).zh
    '千元'
    """
    fits = (u for u in UNITS.values() if u.dimension == dimension and u.raw)
    return next((u for u in fits if math.isclose(u.size, size, rel_tol=1e-9)), None)
