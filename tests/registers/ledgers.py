"""Small ledgers, drawn at random: every order of dates, most of them missing now and then."""

import pandas as pd
from hypothesis import strategies as st

START = pd.Timestamp("2022-01-01")
DATES = (
    *("applied_on", "recommended_on", "announced_on", "granted_on"),
    *("valid_until", "reviewed_on", "revoked_on"),
)


def day(number):
    return START + pd.Timedelta(days=number)


def dates_of(numbers):
    """Dates of day numbers; missing for None."""
    stamps = [pd.NaT if n is None else day(n) for n in numbers]
    return pd.Series(stamps, dtype="datetime64[us]")


@st.composite
def recognitions(draw, days=60, most=25):
    """One row per application of a holder for a title in a batch; keys are unique."""
    keys = st.tuples(
        st.sampled_from(["srdi", "champion"]),
        st.integers(1, 2),
        st.sampled_from(["A", "B", "C", "D", "E", "F"]),
        st.sampled_from(["p", "q"]),
    )
    drawn = draw(st.lists(keys, unique=True, max_size=most))
    rows = pd.DataFrame(drawn, columns=["title", "batch", "holder_id", "product"])
    rows = rows.astype({"title": "str", "holder_id": "str", "product": "str"})
    rows = rows.assign(county_code=rows["holder_id"].map({"A": "1", "B": "1"}).fillna("2"))
    moments = st.one_of(st.none(), st.integers(0, days))
    for column in DATES:
        rows[column] = dates_of(draw(st.lists(moments, min_size=len(rows), max_size=len(rows))))
    return rows


@st.composite
def cases(draw, days=60, most=25):
    """One row per case; it may be closed late, early, before it was opened, or reopened."""
    count = draw(st.integers(0, most))
    moments = st.one_of(st.none(), st.integers(0, days))
    columns = ("opened_on", "due_on", "extended_to", "closed_on", "reopened_on")
    rows = pd.DataFrame({"case_id": range(count)})
    for column in columns:
        rows[column] = dates_of(draw(st.lists(moments, min_size=count, max_size=count)))
    counties = st.lists(st.sampled_from(["1", "2"]), min_size=count, max_size=count)
    outcomes = st.lists(st.sampled_from(["solved", "explained"]), min_size=count, max_size=count)
    return rows.assign(
        county_code=pd.Series(draw(counties), dtype="str"),
        outcome=pd.Series(draw(outcomes), dtype="str"),
    )
