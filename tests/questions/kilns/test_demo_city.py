"""The demo city's stops: planted entries are found, figures stand up to a recount.

The recount reads the raw workbooks by plain pandas, day by day in hours, and knows none of the
package's verbs.
"""

import pandas as pd
import pytest

from analysis.questions.kilns.quantities import QUANTITIES
from analysis.questions.kilns.question import QUESTION
from tests.questions.demo_city import DEMO, answer_of

FIRST, END = pd.Timestamp("2022-11-15"), pd.Timestamp("2022-12-01")
HOUR = pd.Timedelta(hours=1)


@pytest.fixture(scope="module")
def answer(tmp_path_factory):
    return answer_of("kilns", QUESTION, tmp_path_factory.mktemp("kilns"))


def rows_of(stem):
    cells = pd.read_excel(DEMO / "raw" / f"{stem}.xlsx", header=None, engine="calamine")
    names = cells.iloc[2].fillna(cells.iloc[1])
    return cells.iloc[3:].set_axis(names, axis=1)


def moment(text):
    day, hour = text.split(" ")
    return pd.Timestamp(day) + pd.Timedelta(hours=int(hour[:2]))


def hours(rows):
    """The hours since the window began in which a line stood still."""
    still = set()
    for begin, end in zip(rows["起始时间"].map(moment), rows["结束时间"].map(moment), strict=True):
        still |= set(pd.date_range(max(begin, FIRST), min(end, END) - HOUR, freq="h"))
    return len(still)


def test_every_figure_is_that_of_the_raw_workbooks(answer):
    lines, stops = rows_of("水泥玻璃生产线清单"), rows_of("停窑时段台账")
    kilns = lines.loc[lines["产品种类"] == "水泥熟料", "编号"]
    days = {
        line: hours(stops[(stops["生产线编号"] == line) & (stops["类别"] == "实停")]) / 24
        for line in kilns
    }
    required = 16 * len(kilns)
    expected = {
        "kiln_days_required": required,
        "kiln_days_stopped": sum(days.values()),
        "kiln_stops_done_pct": 100 * sum(days.values()) / required,
        "kiln_days_owed": sum(16 - stopped for stopped in days.values()),
    }
    assert len(kilns) == 6
    assert [quantity.name for quantity in QUANTITIES] == [*expected]
    for quantity in QUANTITIES:
        table = answer[quantity.table.name].query("county_code == 'city' and season == 'latest'")
        assert table[quantity.column].item() == pytest.approx(expected[quantity.name])


def test_every_planted_entry_is_found_and_nothing_else_in_the_register(answer):
    planted = pd.read_csv(DEMO / "planted_kilns.csv", dtype=str)
    line = planted["key"].str.split("/").str[0]
    line = line.where(planted["fault"] != "unknown_line", planted["reported_value"])
    found = answer["kiln_findings"].query("finding != 'metered_load'")
    wanted = set(zip(planted["fault"], line, strict=True))
    assert set(zip(found["finding"], found["line_id"], strict=True)) == wanted
    assert len(found) == len(planted) == 5


def test_the_one_owner_who_reports_its_electricity_is_asked_about_it(answer):
    asked = answer["kiln_findings"].query("finding == 'metered_load'")
    assert set(asked["holder_name"]) == set(answer["kiln_electricity"]["holder_name"])
    assert len(set(asked["holder_name"])) == 1
