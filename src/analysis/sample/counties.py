"""The counties: invented names, codes that GB/T 2260 has never given."""

import pandas as pd

from analysis.sample.names import place_names

CITY_SIZE = 18
FIRST_CITY = "1399"
PROVINCE_SIZE = 10  # prefecture cities
PROVINCES = [*range(90, 100), *range(83, 90)]  # first two digits that GB/T 2260 has never given
KINDS = ["district"] * 4 + ["county"] * 12 + ["city"] * 2
SUFFIX = {
    "district": ("区", "District"),
    "county": ("县", "County"),
    "city": ("市", "City"),
}
FIRST_NUMBER = {"district": 1, "county": 21, "city": 81}
GROUPS = ["城区"] * 4 + ["平原县"] * 8 + ["山区县"] * 4 + ["平原县"] * 2


def counties(count: int) -> pd.DataFrame:
    """Return `count` counties: county_code, name_zh, name_en, kind, group.

    Every 18 make a prefecture city of 4 districts, 12 counties and 2 county-level cities; the
    first city has the prefix 1399, the others 9001 to 9010, 9101 to 9110 and on, ten to a
    province, none of which exists.
    """
    rows = []
    for number, (zh, en) in enumerate(place_names(count)):
        city, place = divmod(number, CITY_SIZE)
        kind = KINDS[place]
        order = FIRST_NUMBER[kind] + KINDS[:place].count(kind)
        province, member = divmod(city - 1, PROVINCE_SIZE)
        prefix = FIRST_CITY if city == 0 else f"{PROVINCES[province]}{member + 1:02d}"
        suffix_zh, suffix_en = SUFFIX[kind]
        rows.append(
            (f"{prefix}{order:02d}", zh + suffix_zh, f"{en} {suffix_en}", kind, GROUPS[place])
        )
    return pd.DataFrame(rows, columns=["county_code", "name_zh", "name_en", "kind", "group"])
