"""For every register: the books of titles close, steps nest, what is pending is not in force."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.questions.titles.question import QUESTION
from analysis.tables.given import Given
from analysis.tables.store import Store
from analysis.tables.version import write_version

from .conftest import CITY, entries

DAYS = ["-", "2019-05-01", "2021-12-31", "2022-01-01", "2022-06-15", "2022-11-30", "2022-12-01"]
ENTRIES = st.lists(
    st.tuples(
        st.sampled_from(["srdi", "dcmm", "first_set"]),
        st.sampled_from("ABCD"),
        st.sampled_from([2019, 2021, 2022, 2023]),
        *(st.sampled_from(DAYS) for _ in ("applied", "announced", "granted", "ends", "revoked")),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda entry: entry[:3],
)
COLUMNS = (
    "title holder_id year applied_on announced_on granted_on valid_until revoked_on county_code\n"
)
OTHER = "whitelist Z 2019 - - 2019-01-01 - - 990001\n"
"""An early entry, from which on the register knows."""
STEPS = ["applied", "recommended", "announced", "granted"]


def answer(root, drawn) -> dict[str, pd.DataFrame]:
    text = COLUMNS + OTHER
    for title, holder, *rest in drawn:
        county = {"A": "990001", "B": "990001"}.get(holder, "990002")
        text += " ".join([title, holder, *map(str, rest), county]) + "\n"
    tables = {"counties": CITY.counties_table(), "recognitions": entries(text)}
    write_version(root, CITY, tables, [])
    return QUESTION.answer(Given(Store(root), "titles", QUESTION, "2022-11"))


@given(ENTRIES)
@settings(deadline=None, max_examples=15)
def test_books_close_steps_nest_and_counties_add_up(tmp_path_factory, drawn):
    found = answer(tmp_path_factory.mktemp("s") / "store", drawn)
    key = ["county_code", "title", "level"]
    counts = found["title_counts"].pivot_table("rows", key, "status")
    closing = counts["before"] + counts["new"] - counts["lapsed"] - counts["revoked"]
    assert (closing == counts["stock"]).all()
    assert (counts["stock"] + counts["pending"] <= len(drawn) + 1).all()
    whole = counts.xs("city", level="county_code")
    parts = counts.drop("city", level="county_code").groupby(["title", "level"]).sum()
    assert (parts == whole.loc[parts.index]).all(axis=None)
    graded = found["title_grades"].groupby(key)["rows"].sum()
    assert (graded <= counts["stock"].reindex(graded.index)).all()
    funnel = found["title_funnel"]
    for unit in ("holders", "items", "rows"):
        steps = funnel.pivot_table(unit, [*key, "list_year"], "step")[STEPS]
        assert (steps.diff(axis=1).iloc[:, 1:] <= 0).all(axis=None)
