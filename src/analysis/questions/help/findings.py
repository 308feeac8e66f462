"""What in the ledger of issues cannot be so, or raises its counts; it counts until settled."""

import pandas as pd


def findings(issues: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return one row a finding: the issue's row, and `finding`, of issues received by the day.

    Of several entries of one issue (same enterprise, day and text) all but the first are found;
    of an issue that was reopened, the later entries of the same enterprise and text.
    """
    known = issues[issues["opened_on"] <= day]
    closed = known["closed_on"] <= day
    masks = {
        "closed_before_opened": closed & (known["closed_on"] < known["opened_on"]),
        "closed_without_outcome": closed & known["outcome"].isna(),
        "split": _again(known, "opened_on"),
        "reopened_entered_again": _entered_anew(known, day),
    }
    return pd.concat([known[mask].assign(finding=name) for name, mask in masks.items()])


def _again(known: pd.DataFrame, *columns: str) -> pd.Series:
    same = ["enterprise", "content", *columns]
    return known[same].notna().all(axis=1) & known.duplicated(same)


def _entered_anew(known: pd.DataFrame, day: pd.Timestamp) -> pd.Series:
    """Whether the same was asked before and reopened by the time it was entered again."""
    reopened = known[(known["reopened_on"] <= day) & known["content"].notna()]
    first = reopened.groupby(["enterprise", "content"])["reopened_on"].min().rename("since")
    since = known.join(first, on=["enterprise", "content"])["since"]
    return known["opened_on"] >= since
