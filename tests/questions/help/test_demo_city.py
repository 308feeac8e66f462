"""The demo city's issues: planted entries are found, figures stand up to a recount.

The recount reads the raw ledger by plain pandas and knows none of the package's verbs.
"""

import pandas as pd
import pytest

from analysis.questions.help.quantities import QUANTITIES
from analysis.questions.help.question import QUESTION
from tests.masked import masked
from tests.questions.demo_city import DEMO, store_of

from .conftest import answers, row

JANUARY, DAY = pd.Timestamp("2022-01-01"), pd.Timestamp("2022-11-30")
HEADINGS = {
    "县（市、区）": "county", "反映问题问题类型": "category", "反映问题反映时间": "opened",
    "办理时限": "due", "办理延期至": "extended", "办理是否解决": "outcome",
    "办理办结时间": "closed", "办理重办日期": "reopened", "回访时间": "asked",
    "回访满意度": "satisfaction",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return store_of(QUESTION, tmp_path_factory.mktemp("help"))


@pytest.fixture(scope="module")
def answer(store):
    return answers(store, QUESTION, "help")


@pytest.fixture(scope="module")
def raw():
    """The ledger, with `stands`: closed by the day and not reopened after that."""
    path = DEMO / "raw" / "千企帮扶问题台账.xlsx"
    cells = pd.read_excel(path, header=None, engine="calamine")
    titles = cells.iloc[1].ffill().where(cells.iloc[2].notna(), cells.iloc[1])
    rows = cells.iloc[3:-1].set_axis(titles + cells.iloc[2].fillna(""), axis=1)
    rows = rows.rename(columns=HEADINGS)[[*HEADINGS.values()]]
    for name in ("opened", "due", "extended", "closed", "reopened", "asked"):
        rows[name] = pd.to_datetime(rows[name])
    undone = (rows["reopened"] >= rows["closed"]) & (rows["reopened"] <= DAY)
    return rows.assign(stands=(rows["closed"] <= DAY) & ~undone)


@pytest.mark.recounts(QUANTITIES)
def test_every_figure_is_that_of_the_raw_ledger(answer, raw):
    received = raw[raw["opened"].between(JANUARY, DAY)]
    closed = received[received["stands"]]
    due = closed["extended"].fillna(closed["due"])
    asked = closed[closed["satisfaction"].notna() & (closed["asked"] <= DAY)]
    days = (closed["closed"] - closed["opened"]).dt.days
    late = ~received["stands"] & (received["extended"].fillna(received["due"]) < DAY)
    this_year = raw[raw["stands"] & (raw["closed"] >= JANUARY)]
    expected = {
        "issues_solved": (this_year["outcome"] == "是").sum(),
        "issues_received": len(received),
        "issues_closed_pct": 100 * len(closed) / len(received),
        "issues_solved_pct": 100 * (closed["outcome"] == "是").sum() / len(received),
        "issues_on_time_pct": 100 * (closed["closed"] <= due).sum() / due.notna().sum(),
        "issues_satisfied_pct": 100 * (asked["satisfaction"] == "满意").sum() / len(asked),
        "issues_median_days": days[days >= 0].median(),
        "issues_overdue": late.sum(),
    }
    assert [quantity.name for quantity in QUANTITIES] == [*expected]
    city = row(answer["help_counts"])
    for quantity in QUANTITIES:
        assert quantity.where == {"category": "all"}
        assert city[quantity.column] == pytest.approx(expected[quantity.name]), quantity.name


def test_counties_and_categories_have_what_the_ledger_says(answer, raw):
    received = raw[raw["opened"].between(JANUARY, DAY)]
    counts = answer["help_counts"]
    city = counts[(counts["county_code"] == "city") & (counts["category"] != "all")]
    found = city.set_index("category")["received"].to_dict()
    assert found == received["category"].value_counts().to_dict()
    counties = counts[(counts["county_code"] != "city") & (counts["category"] == "all")]
    assert sorted(counties["received"]) == sorted(received["county"].value_counts())


def test_every_planted_entry_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_help.csv", dtype=str)
    assert set(planted["fault"]) == {
        "closed_before_opened", "closed_without_outcome", "split", "reopened_entered_again",
    }  # fmt: skip
    wanted = set(zip(planted["fault"], planted["key"].str.split("/").str[1], strict=True))
    found = answer["help_findings"]
    assert set(zip(found["finding"], found["case_id"], strict=True)) == wanted
    assert len(found) == len(planted)


def test_a_few_enterprises_issues_are_withheld_and_the_citys_are_not(store, answer):
    masks = masked(store, "help", "2022-11", answer)["help_counts"]
    assert masks["masked"].any()
    assert not masks.loc[masks["county_code"] == "city", "masked"].any()
