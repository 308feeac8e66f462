"""Reference tables that cities share: the classification of industries."""

import io
from pathlib import Path

import pandas as pd

from analysis.errors import DataError
from analysis.tables import table
from analysis.tables.city import City
from analysis.tables.rules import REFERENCE

OTHER_GROUP = {"group_zh": "其他行业", "group_en": "Other industries"}


def industries_file(city: City, folder: Path) -> Path:
    """Return the file of the city's classification: its own under `reference/`, or the shared one.

    Raises
    ------
    DataError
        If there is no such classification.
    """
    name = f"industries/{city.industries}.csv"
    places = [folder / "reference" / name, folder.parent / "reference" / name, REFERENCE / name]
    for place in places:
        if place.is_file():
            return place
    own = folder / "reference" / name
    found = [*(REFERENCE / "industries").glob("*.csv"), *own.parent.glob("*.csv")]
    known = sorted({path.stem for path in found})
    raise DataError(
        f"没有行业分类“{city.industries}”，可用：{'、'.join(known)}；本市自己的分类请放在{own}"
        "（列：industry_code, name_zh, name_en, section；可加group_zh, group_en）",
        f"no classification of industries {city.industries!r}; one of {', '.join(known)}; a city's "
        f"own goes to {own} (columns industry_code, name_zh, name_en, section; also group_zh, "
        "group_en)",
    )


def read_industries(content: bytes) -> pd.DataFrame:
    """Read the content of a classification: industry_code, name_zh, name_en, section.

    It may have `group_zh`, `group_en`, the groups that industries are told in where single ones
    are withheld (装备制造业); what is in none of them is in one of its own.
    """
    rows = pd.read_csv(io.BytesIO(content), dtype=str, encoding="utf-8")
    for column, other in OTHER_GROUP.items():
        told = rows[column] if column in rows else pd.Series(None, index=rows.index, dtype="str")
        rows[column] = told.fillna(other) if told.notna().any() else told
    return table("industries").validate(rows)
