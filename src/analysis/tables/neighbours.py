"""Which counties a county's report shows beside it: all, or of a large territory those near."""

import re

from analysis.tables.city import City
from analysis.tables.territory import WHOLE

ALL_UP_TO = 60
"""So many counties, or clusters, stand side by side in a figure or a list; of more, those near."""
GB_CODE = re.compile(r"\d{6}")
PREFECTURE_DIGITS = 4
"""The first digits of a county's code are its prefecture's (GB/T 2260)."""


def in_prefectures(city: City) -> bool:
    """Whether the codes of the counties are those of GB/T 2260."""
    return all(GB_CODE.fullmatch(county.code) for county in city.counties)


def neighbours(city: City, county: str) -> tuple[str, ...]:
    """Return the codes of the counties shown beside one, itself among them.

    All of the territory in its own order; where they are more than `ALL_UP_TO`, those of the same
    prefecture, or, where codes are not those of GB/T 2260, of the same group, or else listed near
    it. Counties that see the same have the same neighbours.
    """
    codes = [each.code for each in city.counties]
    if len(codes) <= ALL_UP_TO or county == WHOLE:
        return tuple(codes)
    if in_prefectures(city):
        prefecture = county[:PREFECTURE_DIGITS]
        return tuple(code for code in codes if code.startswith(prefecture))
    if group := city.county(county).group:
        return tuple(each.code for each in city.counties if each.group == group)
    first = codes.index(county) // ALL_UP_TO * ALL_UP_TO
    return tuple(codes[first : first + ALL_UP_TO])
