"""Days of a window in which lines may run since they stopped longer before it, where filed.

over = made up + filed stops after the window before − what that window lacks
may run = min(over, the days that the rule allows)              days not stopped in the window
"""

import pandas as pd

from analysis.questions.kilns.windows import DAY, Windows, begun
from analysis.registers import overlap_days, shortfall
from analysis.registers.overlap import union

SPAN = ["line_id", "kind", "from_at", "to_at"]


def may_run(
    rule: Windows,
    seasons: pd.DataFrame,
    required: pd.DataFrame,
    stops: pd.DataFrame,
    day: pd.Timestamp,
) -> pd.DataFrame:
    """Return the days that lines may run within a window, as spans of exemption.

    Parameters
    ----------
    seasons, required
        The windows, and each line's; those of a rule without `open_early_days` give none.
    stops
        `line_id`, `kind`, `from_at`, `to_at`, `filed_no`. A stop outside the windows counts where
        it was filed, as those of an alert for bad air must be.
    day
        What comes after it is not known.

    Returns
    -------
    `line_id`, `kind` (exempt), `from_at`, `to_at`: the last days of the window that a line did not
    stop.
    """
    stops = stops.assign(to_at=stops["to_at"].fillna(day + DAY).clip(upper=day + DAY))
    stops = stops[stops["from_at"] < stops["to_at"]]
    spans = []
    for season in seasons[seasons["open_early_days"] > 0].itertuples():
        over = _over(begun(rule, season.first - DAY).iloc[0], season.first, required, stops)
        windows = required[required["season"] == season.season]
        for window in windows.itertuples():
            left = min(over.get(window.line_id, 0.0), season.open_early_days)
            end = min(window.to_at, day + DAY)
            for first, last in _running(stops, window.line_id, window.from_at, end):
                length = min(left, (last - first) / DAY)
                left -= length
                if length > 0:
                    spans.append((window.line_id, "exempt", last - length * DAY, last))
    found = pd.DataFrame(spans, columns=SPAN)
    times = dict.fromkeys(("from_at", "to_at"), "datetime64[us]")
    return found.astype({"line_id": "str", "kind": "str", **times})


def _over(
    before: pd.Series, until: pd.Timestamp, required: pd.DataFrame, stops: pd.DataFrame
) -> pd.Series:
    """Days each line stopped beyond the window before, until the next one began."""
    since, end = before["first"], before["last"] + DAY
    own = stops.assign(
        from_at=stops["from_at"].clip(lower=since), to_at=stops["to_at"].clip(upper=until)
    )
    own = own[own["from_at"] < own["to_at"]]
    lines = required["line_id"].unique()
    window = pd.DataFrame({"line_id": lines, "kind": "required", "from_at": since, "to_at": end})
    within = shortfall(pd.concat([window, own[own["kind"].isin(["actual", "exempt"])]]), until)
    more = own["kind"].eq("make_up") | (own["kind"].eq("actual") & own["filed_no"].notna())
    after = window.assign(from_at=end, to_at=until)
    extra = overlap_days(own[more], after).reindex(within["line_id"], fill_value=0.0)
    return (extra - within.set_index("line_id")["owed_days"]).clip(lower=0)


def _running(
    stops: pd.DataFrame, line: str, first: pd.Timestamp, last: pd.Timestamp
) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """When a line ran within a window, the last time first."""
    still = stops[stops["line_id"].eq(line) & stops["kind"].isin(["actual", "exempt"])]
    still = union(still[(still["from_at"] < last) & (still["to_at"] > first)])
    begins, ends = [*still["from_at"], last], [first, *still["to_at"]]
    return [(a, b) for a, b in zip(ends, begins, strict=True) if a < b][::-1]
