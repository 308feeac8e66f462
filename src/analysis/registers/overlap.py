"""Did every line stop as long as it had to?

    shortfall = required − actual ∩ required − exempt ∩ required − make_up        days of one line

A span is of date-times and ends where the next could begin: a stop "to 15 March" ends on 16 March
0:00. Spans of one line and kind are united first, so none counts twice; `overlapping` names them.
A line may have stopped longer than it had to (its shortfall is negative); that frees no other, so
of the city only what lines owe is added up.
"""

import pandas as pd

from analysis.errors import DataError
from analysis.periods import period_numbers, refuse_duplicates
from analysis.registers.days import Day, as_day, as_span
from analysis.registers.inputs import (
    Columns,
    listed,
    moments,
    require,
    require_numbers,
    require_values,
)

KINDS = ("required", "planned", "actual", "exempt", "make_up")
DAY = pd.Timedelta(days=1)


def calendar_days(first: Day, last: Day) -> int:
    """Days from 0:00 of the first to 24:00 of the last: 15 November to 15 March are 121.

    Examples
    --------
    >>> calendar_days("2022-11-15", "2023-03-15")
    121
    """
    since, until = as_span(first, last)
    return (until - since).days + 1


def union(spans: pd.DataFrame, key: Columns = "line_id") -> pd.DataFrame:
    """Unite spans of one key that overlap or touch: the result is disjoint.

    Reads `key`, `from_at`, `to_at` and returns them, sorted.

    Raises
    ------
    DataError
        If a column is missing, a date-time is, or a span ends before it begins.
    """
    key = listed(key)
    rows = _checked(spans, key).sort_values([*key, "from_at"], ignore_index=True)
    keys = [rows[name] for name in key]
    latest = rows.groupby(keys, observed=True)["to_at"].cummax()
    before = latest.groupby(keys, observed=True).shift()
    block = (~(rows["from_at"] <= before)).cumsum().rename("block")
    united = rows.groupby([*keys, block], observed=True).agg({"from_at": "min", "to_at": "max"})
    return united.reset_index("block", drop=True).reset_index()


def overlapping(spans: pd.DataFrame, key: Columns = ("line_id", "kind")) -> pd.DataFrame:
    """Spans that begin before another one of the same key has ended. Errors as `union`.

    Examples
    --------
    >>> import pandas as pd
    >>> at = pd.to_datetime
    >>> stops = pd.DataFrame({
    ...     "line_id": "K1", "kind": ["required", "actual"],
    ...     "from_at": at(["2022-11-01", "2022-11-03"]), "to_at": at(["2022-11-11", "2022-11-11"]),
    ... })
    >>> len(overlapping(stops, key="line_id"))
    1
    """
    key = listed(key)
    require(spans, key)
    rows = _checked(spans.reset_index(drop=True), key).sort_values([*key, "from_at", "to_at"])
    keys = [rows[name] for name in key]
    latest = rows.groupby(keys, observed=True)["to_at"].cummax()
    before = latest.groupby(keys, observed=True).shift()
    return spans.iloc[rows.index[rows["from_at"] < before]]


def overlap_days(one: pd.DataFrame, other: pd.DataFrame, key: Columns = "line_id") -> pd.Series:
    """Days that lie in both, by key (index); keys in neither are absent, without overlap 0.

    Both frames as in `union`; what stands twice in one counts once.

    Examples
    --------
    >>> import pandas as pd
    >>> at = pd.to_datetime
    >>> stops = pd.DataFrame({
    ...     "line_id": "K1", "kind": ["required", "actual"],
    ...     "from_at": at(["2022-11-01", "2022-11-03"]), "to_at": at(["2022-11-11", "2022-11-11"]),
    ... })
    >>> overlap_days(stops[:1], stops[1:]).to_dict()
    {'K1': 8.0}
    """
    key = listed(key)
    spans = pd.concat([union(one, key), union(other, key)], ignore_index=True)
    begins = spans[key].assign(at=spans["from_at"], step=1)
    ends = spans[key].assign(at=spans["to_at"], step=-1)
    events = pd.concat([begins, ends]).sort_values([*key, "at"], ignore_index=True)
    # Every span closes within its key, so that one running sum serves all of them.
    both = events["step"].cumsum() == 2
    length = (events["at"].shift(-1) - events["at"]) / DAY
    return (
        events[key].assign(days=length.where(both, 0.0)).groupby(key, observed=True)["days"].sum()
    )


def shortfall(stops: pd.DataFrame, on: Day) -> pd.DataFrame:
    """Days each line had to stop, did stop, and owes, up to 24:00 of a day.

    Parameters
    ----------
    stops
        `line_id`, `kind` (one of `KINDS`; planned stops are not read), `from_at`, `to_at`
        (missing: not ended yet). What comes later is cut off: in a running season only the days
        so far are required.

    Returns
    -------
    One row per line with a stop of any kind: `line_id`, `required_days`, `actual_days` and
    `exempt_days` (within the required), `make_up_days`, `shortfall_days` (negative if it stopped
    longer) and `owed_days` (0 then: of several lines add up these).

    Raises
    ------
    DataError
        As `union`, or if a kind is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> at = pd.to_datetime
    >>> stops = pd.DataFrame({
    ...     "line_id": "K1", "kind": ["required", "actual"],
    ...     "from_at": at(["2022-11-01", "2022-11-03"]), "to_at": at(["2022-11-11", "2022-11-11"]),
    ... })
    >>> found = shortfall(stops, on="2022-11-30")
    >>> found[["required_days", "actual_days", "owed_days"]].values.tolist()
    [[10.0, 8.0, 2.0]]
    """
    require_values(stops, ["line_id", "kind", "from_at"])
    if unknown := sorted(set(stops["kind"]) - set(KINDS)):
        raise DataError(
            f"停窑类别不明：{'、'.join(unknown)}", f"unknown kinds of stop: {', '.join(unknown)}"
        )
    midnight = as_day(on) + DAY
    known = stops.assign(to_at=moments(stops, "to_at").fillna(midnight).clip(upper=midnight))
    known = known[moments(known, "from_at") < midnight]
    kind = {name: known[known["kind"] == name] for name in KINDS}
    lines = pd.Index(sorted(stops["line_id"].unique()), name="line_id")

    def common(name: str, other: str) -> pd.Series:
        return overlap_days(kind[name], kind[other]).reindex(lines, fill_value=0.0)

    days = pd.DataFrame(
        {
            "required_days": common("required", "required"),
            "actual_days": common("actual", "required"),
            "exempt_days": common("exempt", "required"),
            "make_up_days": common("make_up", "make_up"),
        }
    )
    short = days["required_days"] - days[["actual_days", "exempt_days", "make_up_days"]].sum(axis=1)
    return days.assign(shortfall_days=short, owed_days=short.clip(lower=0)).reset_index()


def clearing(
    months: pd.DataFrame, required: str, actual: str, line: Columns = "line_id"
) -> pd.DataFrame:
    """Carry surplus and shortage from month to month within a quarter, not across quarters.

    Parameters
    ----------
    months
        One row per line and month: `line`, `period` (`YYYY-MM`, January too), the days required
        and actual.

    Returns
    -------
    The rows, sorted by line and month, with `quarter` (`2022Q4`) and `carried_days`: what was
    stopped beyond the required since the quarter began. The quarter is cleared if its last is
    not negative.

    Raises
    ------
    DataError
        If a column is missing, a line and month stands twice, or a period is malformed.

    Examples
    --------
    >>> import pandas as pd
    >>> months = pd.DataFrame({"line_id": "K1", "period": ["2022-10", "2022-11"]})
    >>> months = months.assign(due=[10, 10], done=[12, 9])
    >>> clearing(months, "due", "done")["carried_days"].tolist()
    [2.0, 1.0]
    """
    key = listed(line)
    require(months, [*key, "period"])
    months = months.assign(**require_numbers(months, [required, actual]))
    refuse_duplicates(months, [*key, "period"])
    number = period_numbers(months["period"], 12)
    quarter = [f"{n // 12}Q{n % 12 // 3 + 1}" for n in number.tolist()]
    rows = months.assign(quarter=pd.array(quarter, dtype="str"))
    rows = rows.sort_values([*key, "period"], ignore_index=True)
    surplus = rows[actual] - rows[required]
    groups = [rows[name] for name in (*key, "quarter")]
    return rows.assign(carried_days=surplus.groupby(groups, observed=True).cumsum())


def _checked(spans: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    require_values(spans, [*key, "from_at", "to_at"])
    rows = spans[key].assign(from_at=moments(spans, "from_at"), to_at=moments(spans, "to_at"))
    backward = rows["to_at"] < rows["from_at"]
    if backward.any():
        first = rows.loc[backward].iloc[0]
        named = " ".join(str(first[name]) for name in key)
        raise DataError(
            f"{int(backward.sum())}个时段止早于起，首个：{named} {first['from_at']}",
            f"{int(backward.sum())} spans end before they begin, first {named} {first['from_at']}",
        )
    return rows
