"""The standards of the rungs: all that are known, of which the day of application chooses."""

import pandas as pd

from analysis.scoring.cultivation_rules import Standard
from analysis.tables.given import Given
from analysis.tables.question import Rules
from analysis.tables.rules import read_rules

STANDARDS = Rules("cultivation")


def standards(given: Given) -> list[Standard]:
    """Return every standard, in the order of files."""
    return [read_rules(file, Standard) for file in given.files(STANDARDS)]


def as_rows(known: list[Standard]) -> pd.DataFrame:
    """Return the standards as the rows of `ladder_standards`."""
    rows = [
        {
            "standard": each.name,
            "rung": each.rung,
            "name_zh": each.title.zh,
            "name_en": each.title.en,
            "valid_from": pd.Timestamp(each.valid_from),
            "valid_to": pd.Timestamp(each.valid_to) if each.valid_to else pd.NaT,
            "confirmed": "yes" if each.confirmed else "no",
            "source": each.source,
        }
        for each in known
    ]
    return pd.DataFrame(rows)
