"""Units of quantities: what a raw heading may say, and the factor to the dictionary's unit.

Every quantity column carries its unit as the end of its name (`output_ytd_10k_cny`); a raw file
may state another unit of the same dimension (亿元, 千元), and values are converted exactly once,
when they are read.
"""

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


UNITS: dict[str, Unit] = {
    "cny": Unit("元", "CNY", "cny", 1.0, ("元", "人民币元")),
    "1k_cny": Unit("千元", "1,000 CNY", "cny", 1e3, ("千元",)),
    "10k_cny": Unit("万元", "10,000 CNY", "cny", 1e4, ("万元", "万人民币元")),
    "100m_cny": Unit("亿元", "100 million CNY", "cny", 1e8, ("亿元",)),
    "usd": Unit("美元", "USD", "usd", 1.0, ("美元", "dollars", "US dollars")),
    "1k_usd": Unit("千美元", "1,000 USD", "usd", 1e3, ("千美元", "thousand dollars")),
    "mu": Unit("亩", "mu", "area", 2000 / 3, ("亩",)),
    "m2": Unit("平方米", "m²", "area", 1.0, ("平方米", "㎡", "m²", "m2")),
    "ha": Unit("公顷", "ha", "area", 1e4, ("公顷", "ha")),
    "kwh": Unit("千瓦时", "kWh", "electricity", 1.0, ("千瓦时", "度", "kwh", "kWh")),
    "10k_kwh": Unit("万千瓦时", "10,000 kWh", "electricity", 1e4, ("万千瓦时", "万度", "万kWh")),
    "100m_kwh": Unit("亿千瓦时", "100 million kWh", "electricity", 1e8, ("亿千瓦时", "亿度")),
    "tce": Unit("吨标准煤", "tce", "energy", 1.0, ("吨标准煤", "吨标煤", "tce")),
    "10k_tce": Unit("万吨标准煤", "10,000 tce", "energy", 1e4, ("万吨标准煤", "万吨标煤")),
    "t": Unit("吨", "t", "mass", 1.0, ("吨", "t")),
    "kg": Unit("千克", "kg", "mass", 1e-3, ("千克", "公斤", "kg")),
    "persons": Unit("人", "persons", "persons", 1.0, ("人", "persons"), 0),
    "10k_persons": Unit("万人", "10,000 persons", "persons", 1e4, ("万人",)),
    "count": Unit("家", "count", "count", 1.0, ("家", "户", "count"), 0),
    "items": Unit("个", "items", "count", 1.0, ("个", "件", "项", "items"), 0),
    "t_per_day": Unit("吨/天", "t/day", "mass_per_day", 1.0, ("吨/天", "吨/日", "t/d"), 0),
    "m": Unit("米", "m", "length", 1.0, ("米", "m")),
    "kiln_days": Unit("窑天", "kiln-days", "kiln_days", 1.0, ("窑天", "窑日")),
    "days": Unit("天", "days", "days", 1.0, ("天", "days")),
    "pct": Unit("%", "%", "ratio", 1e-2, ("%", "％", "百分比")),
    "fraction": Unit("", "", "ratio", 1.0, ("小数", "比值")),
    "points": Unit("分", "points", "points", 1.0, ("分",), 2),
    "10k_cny_per_mu": Unit("万元/亩", "10,000 CNY per mu", "cny_per_area", 1.0, ("万元/亩",), 2),
    "10k_cny_per_tce": Unit(
        "万元/吨标准煤", "10,000 CNY per tce", "cny_per_energy", 1.0, ("万元/吨标准煤",), 2
    ),
    "10k_cny_per_person": Unit(
        "万元/人", "10,000 CNY per person", "cny_per_person", 1.0, ("万元/人",), 2
    ),
    "pp": Unit("百分点", "percentage points", "percentage_points", 1.0, ("百分点",)),
}

RAW_UNITS: dict[str, str] = {
    spelling.casefold(): name for name, unit in UNITS.items() for spelling in unit.raw
}


def factor(raw: str, unit: str) -> float:
    """Return what a raw figure is multiplied with to stand in `unit`.

    >>> factor("亿元", "10k_cny"), factor("千元", "10k_cny"), factor("平方米", "mu")
    (10000.0, 0.1, 0.0015)

    Raises
    ------
    DataError
        If the raw unit is unknown, or of another dimension than the dictionary's.
    """
    known = RAW_UNITS.get(raw.strip().casefold())
    allowed = [u.raw[0] for u in UNITS.values() if u.dimension == UNITS[unit].dimension]
    if known is None or UNITS[known].dimension != UNITS[unit].dimension:
        raise DataError(
            f"单位“{raw}”不能换算为“{UNITS[unit].zh}”，可用：{'、'.join(allowed)}",
            f"unit {raw!r} does not convert to {UNITS[unit].en!r}; allowed: {', '.join(allowed)}",
        )
    return UNITS[known].size / UNITS[unit].size
