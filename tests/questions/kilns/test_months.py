"""Days that a province asks for by the month: X, what carries, what a quarter clears."""

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.questions.kilns.months import asked_days, months, quarters
from analysis.questions.kilns.question import QUESTION
from analysis.questions.kilns.windows import KilnSettings, Season, begun
from analysis.tables.city import City
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.questions.help.conftest import COUNTIES, answers
from tests.releases import city_of

from .conftest import lines, stops
from .test_answer import HEADING, city, rule


def test_surplus_and_shortage_carry_within_a_quarter(answered):
    """Q4 required 10, 10, 10, actual 12, 7, 11: +2, −1, 0, cleared; 四川's ten days a month."""
    law = rule(
        Season(first="10-01", last="12-31"), monthly_days={10: 10, 11: 10, 12: 10}, by_quarter=True
    )
    done = stops(
        HEADING + "K1 actual 2022-10-01 2022-10-12\nK1 actual 2022-11-01 2022-11-07\n"
        "K1 actual 2022-12-01 2022-12-11\nK2 actual 2022-10-01 2022-10-30\n"
        "K2 actual 2023-01-01 2023-01-20\n"
    )
    none = stops(HEADING + "K1 required 2022-10-01 2022-10-01")[:0]

    def balance(day: pd.Timestamp) -> pd.DataFrame:
        season = begun(law, day)[:1]
        asked = asked_days(law, KilnSettings(), season, day)
        rows = months(asked, season, lines(3), none, done, day)
        return quarters(rows, day, law.by_quarter).set_index("line_id")

    found = balance(pd.Timestamp("2022-12-31"))
    assert found["required_days"].tolist() == [30, 30, 30]
    assert found["carried_days"].tolist() == [0, 0, -30]
    assert found["cleared"].tolist() == [True, True, False]
    running = balance(pd.Timestamp("2022-11-30"))
    assert running["carried_days"].tolist() == [-1, 10, -20]
    assert running["cleared"].isna().all()


@pytest.fixture
def sichuan(tmp_path_factory):
    """From stops to the answer in a city of Sichuan, which says the X of months."""

    def answer(text: str, announced: dict[str, float], period: str = "2024-11", held=None):
        says = {"region": "sichuan", "announced_days": announced}
        city = City.model_validate(city_of(COUNTIES, questions={"kilns": says}))
        tables = {
            "counties": city.counties_table(),
            "production_lines": lines() if held is None else held,
            "line_stops": stops(text).assign(vintage="2025-12-31"),
        }
        root = tmp_path_factory.mktemp("store")
        write_version(root, city, tables, [])
        return answers(Store(root), QUESTION, "kilns", period)

    return answer


X = {"2024-10": 0, "2024-11": 2, "2024-12": 5}
TEN = HEADING + (
    "K1 actual 2024-10-01 2024-10-13\nK1 actual 2024-11-01 2024-11-09\n"
    "K2 actual 2024-10-05 2024-10-09\nK2 make_up 2024-11-01 2024-11-04\n"
    "K3 actual 2024-11-01 2024-11-30\nK3 exempt 2024-10-01 2024-10-04\n"
)


def test_ten_days_and_x_a_month_are_asked_for_and_carried_within_the_quarter(sichuan):
    found = sichuan(TEN, X)
    balance = found["kiln_lines"].query("season == 'latest'").set_index("line_id")
    assert balance["required_days"].tolist() == [22, 22, 22]  # 10 + 0 and 10 + 2
    assert balance["exempt_days"].tolist() == [0, 0, 4]
    assert balance["actual_days"].tolist() == [22, 5, 18]  # what is beyond frees no other line
    assert balance["owed_days"].tolist() == [0, 13, 0]
    assert city(found)[["required_kiln_days", "owed_kiln_days", "owing"]].tolist() == [66, 13, 1]
    carried = found["kiln_quarters"].set_index(["quarter", "line_id"])["carried_days"]
    assert carried["2024Q4"].to_dict() == {"K1": 0, "K2": -13, "K3": 12}
    window = found["kiln_seasons"].set_index("season").loc["latest"]
    assert window[["counted_days", "days_so_far"]].tolist() == [37, 22]
    assert set(found["kiln_spans"]["kind"]) == {"actual", "exempt", "make_up"}
    assert found["kiln_findings"].empty  # no day is required before another


def test_the_quarter_before_is_not_made_up_in_the_next(sichuan):
    rows = TEN + "K2 make_up 2025-01-01 2025-01-31\n"
    known = X | {"2025-01": 0}
    found = sichuan(rows, known, "2025-01")["kiln_lines"]
    owed = found.set_index(["season", "line_id"])["owed_days"]
    assert owed["before"].to_dict() == {"K1": 15 - 0, "K2": 28, "K3": 37 - 4 - 30 - 0}
    assert owed["latest"].to_dict() == {"K1": 10, "K2": 0, "K3": 10}


def test_a_line_is_asked_for_no_days_of_the_month_in_which_it_was_built(sichuan):
    held = lines(commissioned_on=[None, "2024-10-20", "2025-01-05"])
    found = sichuan(TEN, X, held=held)["kiln_lines"].query("season == 'latest'")
    assert found.set_index("line_id")["required_days"].to_dict() == {"K1": 22, "K2": 12}


def test_an_x_that_the_city_does_not_say_is_refused_and_one_of_a_running_quarter_is_open(sichuan):
    with pytest.raises(DataError) as refused:
        sichuan(TEN, {"2024-10": 0})
    assert "2024-11的X未写明" in refused.value.zh
    assert "questions.kilns.announced_days" in refused.value.en
    known = {"2024-10": 0, "2024-11": 2}
    windows = sichuan(TEN, known)["kiln_seasons"].set_index("season")
    assert pd.isna(windows["counted_days"]["latest"])
    assert windows["days_so_far"]["latest"] == 22
