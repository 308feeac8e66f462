"""The unit a raw file states: in a heading, in a row of units, in a line 单位：万元."""

import re
import unicodedata
from functools import lru_cache

from analysis.intake.faults import CellError
from analysis.tables.units import RAW_UNITS, SEPARATORS, UNITS, factor, same_kind

PARENTHESES = re.compile(r"\(([^()]*)\)")
AT_THE_END = re.compile(r"^(.*\S)\s*[,:/、]\s*([^,:/、()]+)$")
UNIT_LINE = re.compile(
    r"(?:^|[\s(,;、])(?:(?:计量|金额|货币)?单\s*位|units?)\s*(?:为|:)\s*"
    r"((?:[^()]|\([^()]*\))+?)(?:\)|\s{2,}|$)",
    re.IGNORECASE,
)
# 单位 万元, without a colon: only a known unit makes it such a line.
WITHOUT_COLON = re.compile(r"[(\[]?(?:计量|金额|货币)?单\s*位\s+([^()\[\]]+)[)\]]?")
# Words that a unit line adds: 人民币万元, 万元(人民币), 亿元、个百分点, 增速%.
ADDED = re.compile(
    r"\(人民币\)|人民币(?=.)|(?<=.)人民币|^个(?=百分点)|^(?:增速|增长率?|增幅|比重|占比|同比)(?=%)"
)
# Units without a usual multiple: a heading need not state them.
PLAIN = {"persons", "count", "ratio", "points"}


def known_unit(text: str) -> bool:
    """Whether a text is a unit of the dictionary."""
    return bool(text) and text.strip().casefold() in RAW_UNITS


@lru_cache(maxsize=65536)
def split_unit(heading: str) -> tuple[str, str]:
    """Split a heading into its name and the unit it states ("" if none).

    >>> split_unit("工业总产值（万元）本年累计"), split_unit("用电量，万千瓦时")
    (('工业总产值本年累计', '万元'), ('用电量', '万千瓦时'))
    """
    heading = unicodedata.normalize("NFKC", heading).strip()
    for group in PARENTHESES.finditer(heading):
        said = group[1].removeprefix("单位").lstrip(":").strip()
        if known_unit(said):
            return heading[: group.start()] + heading[group.end() :], said
    ending = AT_THE_END.match(heading)
    if ending and known_unit(ending[2]):
        return ending[1], ending[2].strip()
    return heading, ""


def unknown_unit(heading: str) -> tuple[str, str] | None:
    """Return the name without its last parentheses, and what stands in them."""
    heading = unicodedata.normalize("NFKC", heading).strip()
    groups = list(PARENTHESES.finditer(heading))
    if not groups:
        return None
    last = groups[-1]
    return heading[: last.start()] + heading[last.end() :], last[1]


def unit_line(text: str) -> list[str] | None:
    """Return the units of a line such as 单位：万元、人; None if the text is no such line."""
    text = unicodedata.normalize("NFKC", text).strip()
    bare = WITHOUT_COLON.fullmatch(text)
    if bare and known_unit(unit := "".join(bare[1].split())):
        return [unit]
    found = UNIT_LINE.search(text)
    if found is None:
        return None
    for spelled in (found[1].strip(), "".join(found[1].split())):  # 100 million yuan; 万 元
        if known_unit(spelled):
            return [spelled]
    parts = [part for part in SEPARATORS.split(found[1].strip()) if part]
    return [part if known_unit(part) else ADDED.sub("", part) for part in parts]


def unit_of_title(title: str) -> list[str]:
    """Return the unit in parentheses at a title's end, an empty list if there is none.

    >>> unit_of_title("2022年1—11月分行业产值（万元）"), unit_of_title("分县产值（快报）")
    (['万元'], [])
    """
    groups = list(PARENTHESES.finditer(unicodedata.normalize("NFKC", title).strip()))
    at_end = bool(groups) and groups[-1].end() == len(groups[-1].string)
    return [groups[-1][1]] if at_end and known_unit(groups[-1][1]) else []


def unknown_in_line(units: list[str]) -> CellError:
    """Return what is wrong with units of the unit line that are unknown, and the known ones."""
    said = "、".join(units)
    known = "、".join(unit.raw[0] for unit in UNITS.values() if unit.raw)
    return CellError(
        "unknown_unit",
        f"单位行中的“{said}”未知，而有的列没有自己的单位",
        f"unknown unit {said!r} in the unit line, and a column has none of its own",
        (known, known),
    )


def scale(unit: str, own: str, line: list[str], feed: str | None) -> float:
    """Return the factor from a raw column to the dictionary's unit.

    Parameters
    ----------
    unit
        The dictionary's unit.
    own
        The unit of the heading or the row of units; "" if none.
    line
        The units of the line above the header.
    feed
        The unit that city.yaml gives for files that state none.

    Raises
    ------
    CellError
        If the units contradict each other, are unknown, or none is stated where one must be.
    """
    dimension = UNITS[unit].dimension
    allowed = "、".join(u.raw[0] for u in UNITS.values() if u.dimension == dimension)
    if own and not same_kind(own, unit):
        raise CellError(
            "unknown_unit",
            f"“{own}”不是可用的单位；若括号内不是单位，请把整个标题写入headers",
            f"{own!r} is no unit that fits; if it is none, name the whole heading under headers",
            (allowed, allowed),
        )
    stated = [u for u in line if same_kind(u, unit)]
    same = {factor(u, unit) for u in stated} | ({factor(own, unit)} if own else set())
    if len(same) > 1:
        both = "、".join(dict.fromkeys([*([own] if own else []), *stated]))
        raise CellError(
            "conflicting_unit",
            f"单位互相矛盾：{both}",
            f"the units contradict each other: {both}",
            (allowed, allowed),
        )
    if same:
        return same.pop()
    given = [u for u in SEPARATORS.split(feed or "") if same_kind(u, unit)]
    if given:
        return factor(given[0], unit)
    if dimension in PLAIN:
        return 1.0
    raise CellError(
        "no_unit",
        "未注明单位",
        "no unit is stated",
        (
            f"标题、单位行或city.yaml的unit注明{allowed}",
            f"a heading, a unit line or `unit` in city.yaml that states one of {allowed}",
        ),
    )
