"""Shandong: who stopped longer before a window, and filed it, may run for up to five days of it."""

import pandas as pd
import pytest

from analysis.questions.kilns.question import QUESTION
from analysis.questions.kilns.windows import Windows, begun
from analysis.tables.city import City
from analysis.tables.rules import REFERENCE, read_rules
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.questions.help.conftest import COUNTIES, answers
from tests.releases import city_of

from .conftest import lines, stops
from .test_answer import HEADING

WINTER = "{} actual 2024-11-15 2025-03-15 -\n"
SUMMER = "{} actual 2025-07-06 2025-07-25 -\n"
FILED = HEADING.strip() + " filed\n"


@pytest.fixture
def shandong(tmp_path_factory):
    """From stops to the answer of July 2025 in a city of that province."""
    about = city_of(COUNTIES, synthetic=True, questions={"kilns": {"region": "shandong"}})
    city = City.model_validate(about)

    def answer(rows: str) -> dict[str, pd.DataFrame]:
        root = tmp_path_factory.mktemp("shandong")
        known = stops(FILED + rows).assign(vintage="2025-12-31")
        tables = {"production_lines": lines(1), "line_stops": known}
        write_version(root, city, {"counties": city.counties_table(), **tables}, [])
        return answers(Store(root), QUESTION, "kilns", "2025-07")

    return answer


def of(found: dict, line: str = "K1") -> pd.Series:
    rows = found["kiln_lines"]
    return rows[rows["line_id"].eq(line) & rows["season"].eq("latest")].squeeze()


def test_the_rule_says_what_it_was_read_to_say():
    rule = read_rules(REFERENCE / "kilns" / "shandong_2025.yaml", Windows)
    windows = begun(rule, pd.Timestamp("2025-07-31"))
    assert windows["open_early_days"].tolist() == [5, 0]
    assert windows["counted_days"].tolist() == [20, 121]


@pytest.mark.parametrize(
    ("before", "ran", "exempt", "owed"),
    [
        ("K1 actual 2025-04-01 2025-04-08 鲁报1\n", 3, 3, 0),  # 8 filed, 3 run
        ("K1 actual 2025-04-01 2025-04-08 鲁报1\n", 7, 5, 2),  # at most five
        ("K1 actual 2025-04-01 2025-04-02 鲁报1\n", 3, 2, 1),  # only what it stopped longer
        ("K1 actual 2025-04-01 2025-04-08 -\n", 3, 0, 3),  # not filed
        ("K1 make_up 2025-04-01 2025-04-04 -\n", 3, 3, 0),  # made up without owing any
        ("", 3, 0, 3),
    ],
)
def test_a_line_may_run_for_the_days_it_stopped_longer_where_filed(
    shandong, before, ran, exempt, owed
):
    summer = f"K1 actual 2025-07-06 2025-07-{25 - ran} -\n"
    found = of(shandong(WINTER.format("K1") + before + summer))
    assert (found["required_days"], found["actual_days"]) == (20, 20 - ran)
    assert (found["exempt_days"], found["owed_days"]) == (exempt, owed)


def test_what_the_winter_lacks_is_made_up_before_any_day_is_free(shandong):
    late = "K1 actual 2024-11-18 2025-03-15 -\nK1 actual 2025-04-01 2025-04-04 鲁报1\n"
    found = of(shandong(late + "K1 actual 2025-07-06 2025-07-22 -\n"))
    assert (found["exempt_days"], found["owed_days"]) == (1, 2)  # 4 filed, 3 of them for winter


def test_days_are_free_wherever_a_line_ran_within_the_window(shandong):
    rows = WINTER.format("K1") + "K1 actual 2025-05-01 2025-05-04 鲁报1\n"
    rows += "K1 actual 2025-07-07 2025-07-15 -\nK1 actual 2025-07-18 2025-07-25 -\n"
    found = shandong(rows)
    assert of(found)[["exempt_days", "shortfall_days"]].tolist() == [3, 0]
    spans = found["kiln_spans"].query("kind == 'exempt'")
    assert spans["from_at"].dt.strftime("%m-%d").tolist() == ["07-16", "07-06"]


def test_a_stop_outside_the_windows_that_was_not_filed_is_found(shandong):
    rows = WINTER.format("K1") + SUMMER.format("K1")
    assert shandong(rows)["kiln_findings"].empty
    found = shandong(rows + "K1 actual 2025-04-01 2025-04-08 -\n")["kiln_findings"]
    assert found[["finding", "line_id"]].to_numpy().tolist() == [["not_filed", "K1"]]
    assert shandong(rows + "K1 actual 2025-04-01 2025-04-08 鲁报1\n")["kiln_findings"].empty
