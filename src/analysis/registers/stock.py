"""Who holds a title on a day, who came, who went, who waits, whose title ends soon?

Each verb takes an application ledger (申报认定台账: one row an application or grant) and returns
those of its rows which the verb names, with all columns; `units` and `money` then count them.

A title is held from `granted_on` to `valid_until`, both days included; without `valid_until` it
does not lapse (`validity` fills what a rule fixes). It ends on `revoked_on`. With L the first day
on which a title is no longer held, and t₀ the day before a span that ends on t₁,

    stock(t₁) = stock(t₀) + new − lapsed − revoked

holds for every ledger, a title revoked or lapsed before its grant included: that is new and gone
on the same day.
"""

import pandas as pd

from analysis.registers.days import Day, as_day, as_span, within
from analysis.registers.inputs import dates

REVIEW_WINDOW = pd.Timedelta(days=183)
"""A review counts for the coming end of validity if it lies within this time before it. The last
review, which moved the end to where it is, lies a whole validity before: never under a year."""


def stock(rows: pd.DataFrame, on: Day) -> pd.DataFrame:
    """Rows held on a day: granted_on ≤ day ≤ valid_until, and not revoked by then.

    Reads `granted_on`, `valid_until`, `revoked_on`.

    Raises
    ------
    DataError
        If a column is missing or holds no dates, or `on` is no day.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> titles = pd.DataFrame({
    ...     "holder_id": ["A", "B", "C"],
    ...     "granted_on": day(["2019-07-01", "2022-07-01", None]),
    ...     "valid_until": day(["2022-06-30", "2025-06-30", None]),
    ...     "revoked_on": day([None, "2022-10-01", None]),
    ...     "announced_on": day(["2019-06-01", "2022-06-01", "2022-11-01"]),
    ...     "reviewed_on": day([None, None, None]),
    ... })
    >>> stock(titles, on="2022-08-31")["holder_id"].tolist()
    ['B']
    """
    day = as_day(on)
    return rows[(dates(rows, "granted_on") <= day) & ~(_first_day_without(rows) <= day)]


def new(rows: pd.DataFrame, since: Day, until: Day) -> pd.DataFrame:
    """Rows granted within the span, both days included. Reads `granted_on`; errors as `stock`.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> titles = pd.DataFrame({
    ...     "holder_id": ["A", "B", "C"],
    ...     "granted_on": day(["2019-07-01", "2022-07-01", None]),
    ...     "valid_until": day(["2022-06-30", "2025-06-30", None]),
    ...     "revoked_on": day([None, "2022-10-01", None]),
    ...     "announced_on": day(["2019-06-01", "2022-06-01", "2022-11-01"]),
    ...     "reviewed_on": day([None, None, None]),
    ... })
    >>> new(titles, "2022-01-01", "2022-12-31")["holder_id"].tolist()
    ['B']
    """
    return within(rows, since, until, on="granted_on")


def lapsed(rows: pd.DataFrame, since: Day, until: Day) -> pd.DataFrame:
    """Rows whose first day without the title, the day after `valid_until`, lies in the span.

    Reads the columns of `stock` and raises as it does.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> titles = pd.DataFrame({
    ...     "holder_id": ["A", "B", "C"],
    ...     "granted_on": day(["2019-07-01", "2022-07-01", None]),
    ...     "valid_until": day(["2022-06-30", "2025-06-30", None]),
    ...     "revoked_on": day([None, "2022-10-01", None]),
    ...     "announced_on": day(["2019-06-01", "2022-06-01", "2022-11-01"]),
    ...     "reviewed_on": day([None, None, None]),
    ... })
    >>> lapsed(titles, "2022-01-01", "2022-12-31")["holder_id"].tolist()
    ['A']
    """
    return rows[_gone(rows, since, until) & ~_revoked_first(rows)]


def revoked(rows: pd.DataFrame, since: Day, until: Day) -> pd.DataFrame:
    """Rows revoked within the span, before they lapsed. Reads and raises as `stock`.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> titles = pd.DataFrame({
    ...     "holder_id": ["A", "B", "C"],
    ...     "granted_on": day(["2019-07-01", "2022-07-01", None]),
    ...     "valid_until": day(["2022-06-30", "2025-06-30", None]),
    ...     "revoked_on": day([None, "2022-10-01", None]),
    ...     "announced_on": day(["2019-06-01", "2022-06-01", "2022-11-01"]),
    ...     "reviewed_on": day([None, None, None]),
    ... })
    >>> revoked(titles, "2022-01-01", "2022-12-31")["holder_id"].tolist()
    ['B']
    """
    return rows[_gone(rows, since, until) & _revoked_first(rows)]


def pending(rows: pd.DataFrame, on: Day) -> pd.DataFrame:
    """Rows announced by the day and not yet granted: in publicity, no stock.

    What was granted after the day still counts; what was struck off by then (`revoked_on`) does
    not. Reads `announced_on`, `granted_on`, `revoked_on`; errors as `stock`.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> titles = pd.DataFrame({
    ...     "holder_id": ["A", "B", "C"],
    ...     "granted_on": day(["2019-07-01", "2022-07-01", None]),
    ...     "valid_until": day(["2022-06-30", "2025-06-30", None]),
    ...     "revoked_on": day([None, "2022-10-01", None]),
    ...     "announced_on": day(["2019-06-01", "2022-06-01", "2022-11-01"]),
    ...     "reviewed_on": day([None, None, None]),
    ... })
    >>> pending(titles, on="2022-11-30")["holder_id"].tolist()
    ['C']
    """
    day = as_day(on)
    announced = dates(rows, "announced_on") <= day
    decided = (dates(rows, "granted_on") <= day) | (dates(rows, "revoked_on") <= day)
    return rows[announced & ~decided]


def expiring(rows: pd.DataFrame, on: Day, until: Day) -> pd.DataFrame:
    """Rows in stock whose validity ends between the two days (included), not yet reviewed.

    A review counts if it took place by `on` and within `REVIEW_WINDOW` before the end. Reads the
    columns of `stock` and `reviewed_on`.

    Raises
    ------
    DataError
        As `stock`, or if `until` lies before `on`.

    Examples
    --------
    >>> import pandas as pd
    >>> day = pd.to_datetime
    >>> titles = pd.DataFrame({
    ...     "holder_id": ["A", "B", "C"],
    ...     "granted_on": day(["2019-07-01", "2022-07-01", None]),
    ...     "valid_until": day(["2022-06-30", "2025-06-30", None]),
    ...     "revoked_on": day([None, "2022-10-01", None]),
    ...     "announced_on": day(["2019-06-01", "2022-06-01", "2022-11-01"]),
    ...     "reviewed_on": day([None, None, None]),
    ... })
    >>> expiring(titles, on="2022-05-31", until="2022-08-31")["holder_id"].tolist()
    ['A']
    """
    day, last = as_span(on, until)
    held = stock(rows, day)
    ends, reviewed = dates(held, "valid_until"), dates(held, "reviewed_on")
    done = (reviewed <= day) & (reviewed >= ends - REVIEW_WINDOW)
    return held[(ends <= last) & ~done]


def _revoked_first(rows: pd.DataFrame) -> pd.Series:
    """Whether the title ends by revocation: nothing else ended it on that day or before."""
    ends, revoked_on = dates(rows, "valid_until"), dates(rows, "revoked_on")
    return revoked_on.notna() & ~(ends < revoked_on)


def _first_day_without(rows: pd.DataFrame) -> pd.Series:
    """The first day on which the title is no longer held; missing if that never comes."""
    granted = dates(rows, "granted_on")
    lapse = dates(rows, "valid_until") + pd.Timedelta(days=1)
    end = dates(rows, "revoked_on").where(_revoked_first(rows), lapse)
    return end.where(~(end < granted), granted)


def _gone(rows: pd.DataFrame, since: Day, until: Day) -> pd.Series:
    granted = dates(rows, "granted_on").notna()
    return granted & _first_day_without(rows).between(*as_span(since, until))
