"""The demo city's list: planted faults are found, figures stand up to a recount.

The recount reads the raw workbook by plain pandas and knows none of the package's verbs.
"""

import pandas as pd
import pytest

from analysis.questions.batches.quantities import QUANTITIES
from analysis.questions.batches.question import QUESTION
from tests.questions.demo_city import DEMO, answer_of

from .conftest import row

DAY = pd.Timestamp("2022-11-30")


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return answer_of("batches", QUESTION, tmp_path_factory.mktemp("batches"))


@pytest.fixture(scope="module")
def raw():
    """Each enterprise once, in the category it was listed in first, and whether it is done."""
    cells = pd.read_excel(DEMO / "raw" / "三个一批台账.xlsx", header=None, engine="calamine")
    titles = cells.iloc[2].fillna(cells.iloc[1])
    rows = cells.iloc[3:].set_axis(titles, axis=1).dropna(subset="信用代码")
    rows = rows[rows["类别"].isin(["淘汰关停", "搬迁入园", "就地改造"])]
    for name in ("列入日期", "完成时间"):
        rows[name] = pd.to_datetime(rows[name])
    rows["完成时限"] = pd.to_datetime(rows["完成时限"], format="%Y年%m月") + pd.offsets.MonthEnd(0)
    rows = rows.sort_values("列入日期", kind="stable").groupby("信用代码", as_index=False).first()
    signed = rows["类别"].eq("搬迁入园") & ~rows["进展"].str.contains("投产")
    return rows.assign(done=rows["完成时间"].le(DAY) & ~signed)


@pytest.mark.recounts(QUANTITIES)
def test_every_figure_is_that_of_the_raw_workbook(answer, raw):
    by_kind = raw.groupby("类别")["done"]
    listed, done = by_kind.size(), by_kind.sum()
    expected = {
        "three_batches_listed": len(raw),
        "three_batches_closed": done["淘汰关停"],
        "three_batches_closed_share": 100 * done["淘汰关停"] / listed["淘汰关停"],
        "three_batches_moved": done["搬迁入园"],
        "three_batches_moved_share": 100 * done["搬迁入园"] / listed["搬迁入园"],
        "three_batches_upgraded": done["就地改造"],
        "three_batches_upgraded_share": 100 * done["就地改造"] / listed["就地改造"],
        "three_batches_share": 100 * raw["done"].sum() / len(raw),
        "three_batches_target": 80,
    }
    assert [quantity.name for quantity in QUANTITIES] == [*expected]
    for quantity in QUANTITIES:
        found = row(answer["batch_counts"], quantity.where["category"])[quantity.column]
        assert found == pytest.approx(expected[quantity.name]), quantity.name
    numbers = [n for quantity in QUANTITIES for n in quantity.numbers]
    assert numbers == [30, 31, 32, 33, 34, 35, 36]


def test_the_overdue_are_those_of_the_workbook(answer, raw):
    late = raw[~raw["done"] & raw["完成时限"].lt(DAY)]
    days = (DAY - late["完成时限"]).dt.days
    found = answer["batch_overdue"].set_index("holder")["overdue_days"]
    assert found.to_dict() == dict(zip(late["信用代码"], days, strict=True))
    assert len(found) > 3


def test_the_counties_add_up_to_the_city(answer, raw):
    counts = answer["batch_counts"].query("category == 'all' and county_code != 'city'")
    assert sorted(counts["listed"]) == sorted(raw.groupby("县（市、区）").size())
    assert counts["done"].sum() == raw["done"].sum()


def test_every_planted_fault_is_found_and_nothing_else(answer):
    planted = pd.read_csv(DEMO / "planted_batches.csv", dtype=str)
    found = answer["batch_findings"]["finding"].value_counts()
    assert found.to_dict() == planted["fault"].value_counts().to_dict()
    assert len(planted) == 14
