"""How a column of days with hours is declared; it stands beside those of `dictionary.py`."""

from collections.abc import Sequence

from analysis.tables.dictionary import Column


def moment(
    zh: str, en: str, raw: Sequence[str] = (), *, end: bool = False, optional: bool = False
) -> Column:
    """A day with an hour. A day alone is its 0:00, of what ends (`end`) its 24:00."""
    hour = "24:00" if end else "0:00"
    return Column(
        "datetime64[us]",
        nullable=optional,
        title=zh,
        description="",
        metadata={
            "kind": "moment",
            "zh": zh,
            "en": en,
            "optional": optional,
            "raw": tuple(raw),
            "allowed": f"YYYY-MM-DD HH:MM，只有日期为{hour}; "
            f"YYYY-MM-DD HH:MM, a day alone is {hour}",
            "end": end,
        },
    )
