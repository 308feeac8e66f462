"""The differential policy in words: who pays more, who pays less, and the sum of both."""

from typing import Any

import pandas as pd

from analysis.display.sentences import of_release
from analysis.tables.release import Release


def own(release: Release) -> pd.DataFrame:
    """The county's ``policy_amounts``, measure by measure."""
    rows = release.table("policy_amounts")
    mine = rows[rows["county_code"] == release.county]
    return mine.sort_values(["measure", "class_code"], ignore_index=True)


def said(release: Release, lang: str) -> list[str]:
    """A sentence a measure, then the balance.

    A sum is said only where none of its classes is withheld: the rest of it would be a guess.
    """
    rows = own(release)
    measures = [_measure(measure, lang) for _, measure in rows.groupby("measure")]
    balance = None if rows["masked"].any() else rows["amount_10k_cny"].sum(min_count=1)
    text = of_release(release, "scores")
    return text.paragraphs("policy", lang, measures=measures, balance=balance)


def _measure(rows: pd.DataFrame, lang: str) -> dict[str, Any]:
    return {
        "title": rows[f"title_{lang}"].iloc[0],
        "classes": [*rows["class_code"]],
        "enterprises": int(rows["enterprises"].sum()),
        "unknown": int(rows["unknown"].sum()),
        "withheld": bool(rows["masked"].any()),
        "sum": rows["amount_10k_cny"].sum(),
    }
