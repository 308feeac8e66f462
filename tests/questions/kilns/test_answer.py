"""Stops of kilns: days of announced windows, what lines owe, every check with a planted row."""

import pandas as pd
import pytest
from hypothesis import given as drawn_from
from hypothesis import settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.kilns.question import QUESTION
from analysis.questions.kilns.windows import Season, Windows, begun
from analysis.registers import overlap_days
from analysis.tables.city import City
from analysis.tables.enterprises import ENTERPRISE_MONTH
from analysis.tables.rules import REFERENCE, read_rules
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.questions.help.conftest import COUNTIES, answers, write_store
from tests.releases import city_of

from .conftest import lines, stops

HEADING = "line kind from to\n"
FULL = "{} actual 2022-11-15 2023-03-15\n"
ALL = HEADING + "".join(FULL.format(f"K{place}") for place in (1, 2, 3))


def rule(*seasons: Season, **more: object) -> Windows:
    about = {"name": "r", "title": {"zh": "r", "en": "r"}, "source": "s", "region": "r"}
    return Windows(**about, valid_from="2020-01-01", kinds=("clinker",), seasons=seasons, **more)


def city(found: dict, season: str = "latest") -> pd.Series:
    counts = found["kiln_counts"]
    return counts[(counts["county_code"] == "city") & (counts["season"] == season)].squeeze()


@pytest.mark.parametrize(
    ("first", "last", "year", "stated", "counted"),
    [
        ("11-15", "03-15", 2022, 120, 121),  # 山东
        ("11-15", "03-31", 2025, 136, 137),  # 宁夏
        ("07-05", "07-24", 2022, 20, 20),  # 山西
        ("07-06", "07-25", 2022, 20, 20),  # 山东
        ("11-15", "03-15", 2019, 120, 122),  # 29 February
    ],
)
def test_days_as_stated_and_as_counted(first, last, year, stated, counted):
    season = Season(first=first, last=last, stated_days=stated)
    found = begun(rule(season), pd.Timestamp(f"{year + 1}-12-31"))
    row = found[found["first"].dt.year == year].squeeze()
    assert (row["stated_days"], row["counted_days"], row["days_so_far"]) == (
        stated,
        counted,
        counted,
    )


def test_days_with_hours_and_days_of_a_whole_year():
    summer = stops(HEADING + "K1 required 2022-07-01T08:00 2022-07-16T08:00")
    assert overlap_days(summer, summer)["K1"] == 15  # 东北
    year = stops(HEADING + "K1 required 2026-01-01 2026-05-31\nK1 actual 2026-09-18 2026-12-31")
    first, second = year[:1], year[1:]
    days = [overlap_days(part, part)["K1"] for part in (first, second)]
    assert days == [151, 105]  # 吉林: 256 stopped, 109 open
    assert 365 - sum(days) == 109


def test_the_rules_that_come_with_the_project_say_what_they_were_read_to_say():
    folder = REFERENCE / "kilns"
    hebei = read_rules(folder / "hebei_2020.yaml", Windows)
    assert hebei.make_up_outside == ("heating", "co_processing")
    assert begun(hebei, pd.Timestamp("2023-03-31"))["counted_days"].tolist() == [121, 121]
    winter = read_rules(folder / "shandong_2022.yaml", Windows).seasons[1]
    assert winter.stated_days == 120


def test_a_running_window_counts_up_to_midnight_of_the_last_day(answered):
    rows = HEADING + "".join(f"K{n} actual 2022-11-15 -\n" for n in (1, 2, 3))
    found = answered(rows, period="2022-11")
    window = found["kiln_seasons"].iloc[0]
    assert (window["counted_days"], window["days_so_far"]) == (121, 16)
    assert city(found)[["lines", "required_kiln_days", "actual_kiln_days"]].tolist() == [3, 48, 48]
    assert city(found)["done_pct"] == 100


def test_a_line_that_stopped_longer_frees_no_other(answered):
    rows = HEADING + (
        "K1 actual 2022-11-15 2023-03-15\nK1 make_up 2023-03-20 2023-03-24\n"
        "K2 actual 2022-11-18 2023-03-15\n"
        "K3 actual 2022-11-15 2023-03-15\nK3 exempt 2023-01-01 2023-01-02\n"
    )
    found = answered(rows)
    balance = found["kiln_lines"].set_index("line_id")
    assert balance["shortfall_days"].tolist() == [-5, 3, -2]
    assert balance["owed_days"].tolist() == [0, 3, 0]
    assert city(found)[["owed_kiln_days", "owing", "required_kiln_days"]].tolist() == [3, 1, 363]
    assert city(found)["done_pct"] == pytest.approx(100 * (363 - 3) / (363 - 2))


def test_made_up_days_are_kiln_days_as_announced(answered):
    """新乡: 95 = 39 × 2 + 17; 89 = 44.5 × 2."""
    held = lines(5)
    rows = HEADING + "K1 actual 2022-11-15 2022-11-15\n" + "".join(
        f"{line} make_up 2023-05-01 {end}\n"
        for line, end in [
            ("K1", "2023-06-08"), ("K2", "2023-06-08"), ("K3", "2023-05-17"),
            ("K4", "2023-06-14T12:00"), ("K5", "2023-06-14T12:00"),
        ]
    )  # fmt: skip
    made = answered(rows, held, period="2023-08")["kiln_lines"].set_index("line_id")["make_up_days"]
    assert made[["K1", "K2", "K3"]].tolist() == [39, 39, 17]
    assert made[["K1", "K2", "K3"]].sum() == 95
    assert made[["K4", "K5"]].tolist() == [44.5, 44.5]
    assert made[["K4", "K5"]].sum() == 89


def test_lines_with_a_duty_may_make_up_outside(answered):
    rows = ALL.replace(FULL.format("K2"), "")
    held = lines(duty=[None, "heating", None])
    found = answered(rows, held)
    assert city(found)[["owed_kiln_days", "outside_kiln_days"]].tolist() == [121, 121]
    made = answered(rows + "K2 make_up 2023-04-01 2023-07-30\n", held, period="2023-07")
    assert city(made)[["owed_kiln_days", "outside_kiln_days"]].tolist() == [0, 0]


def test_what_is_made_up_is_of_the_window_that_began_last(answered):
    rows = ALL + "K1 actual 2023-11-15 2023-11-30\nK1 make_up 2023-11-20 2023-11-21\n"
    made = answered(rows, period="2023-11")["kiln_lines"].query("line_id == 'K1'")
    assert made.set_index("season")["make_up_days"].to_dict() == {"latest": 2, "before": 0}


def test_other_products_and_lines_not_yet_built_need_not_stop(answered):
    held = lines(kind=["clinker", "flat_glass", "clinker"],
                 commissioned_on=[None, None, "2023-03-01"])  # fmt: skip
    found = answered(HEADING + FULL.format("K1"), held)
    assert found["kiln_lines"].set_index("line_id")["required_days"].to_dict() == {
        "K1": 121,
        "K3": 15,
    }


@pytest.mark.parametrize(
    ("finding", "row"),
    [
        ("overlapping", "K1 actual 2022-12-01 2022-12-03 - -"),
        ("ends_before_it_begins", "K1 exempt 2022-12-05 2022-12-01 - -"),
        ("unknown_line", "K9 planned 2022-11-15 2023-03-15 - -"),
        ("other_days", "K1 exempt 2022-12-05 2022-12-06 3 -"),
        ("monitored_load", "K1 make_up 2023-03-20 2023-03-21 2 load"),
        ("made_up_in_window", "K1 make_up 2023-03-10 2023-03-17 - -"),
    ],
)
def test_every_check_finds_its_planted_row_and_no_other(answered, finding, row):
    rows = "line kind from to days monitoring\n" + "".join(
        FULL.format(f"K{place}").strip() + " 121 agrees\n" for place in (1, 2, 3)
    )
    assert answered(rows)["kiln_findings"].empty
    found = answered(rows + row)["kiln_findings"]
    assert found["finding"].tolist() == [finding]
    assert found["line_id"].tolist() == [row[:2]]


def owed(found: dict) -> dict[str, float]:
    rows = found["kiln_lines"]
    return rows[rows["season"] == "latest"].set_index("line_id")["owed_days"].to_dict()


def test_a_line_of_carbide_slag_may_have_another_stop_in_its_place(answered):
    held = lines(duty=["carbide_slag", None, "heating"])
    rows = "line kind from to for\n" + "".join(
        FULL.format(f"K{place}").strip() + " -\n" for place in (2, 3)
    )
    rows = rows.replace("K3 actual 2022-11-15", "K3 actual 2022-11-25")
    for_others = "K2 actual 2023-03-20 2023-03-29 {}\n"
    assert owed(answered(rows, held)) == {"K1": 121, "K2": 0, "K3": 10}
    exchanged = answered(rows + for_others.format("K1"), held)
    assert owed(exchanged) == {"K1": 111, "K2": 0, "K3": 10}
    assert exchanged["kiln_findings"].empty
    barred = answered(rows + for_others.format("K3"), held)
    assert owed(barred) == {"K1": 121, "K2": 0, "K3": 10}
    assert barred["kiln_findings"][["finding", "line_id"]].to_numpy().tolist() == [
        ["not_exchanged", "K2"]
    ]


def test_a_day_stopped_for_another_line_is_not_the_lines_own(answered):
    held = lines(2, duty=["carbide_slag", None])
    rows = """line kind from to for
        K2 actual 2022-11-15 2023-03-05 -
        K2 actual 2023-03-06 2023-03-15 K1
        """
    assert owed(answered(rows, held)) == {"K1": 111, "K2": 10}


@pytest.mark.parametrize(("region", "made_up"), [("hebei", 10), ("ningxia", 0)])
def test_in_ningxia_a_repair_makes_nothing_up(tmp_path_factory, region, made_up):
    about = city_of(COUNTIES, synthetic=True, questions={"kilns": {"region": region}})
    known = City.model_validate(about)
    rows = """line kind from to reason
        K1 actual 2025-11-15 2026-03-05 错峰
        K1 make_up 2026-04-10 2026-04-19 年度检修
        """
    tables = {"production_lines": lines(1), "line_stops": stops(rows)}
    tables["line_stops"] = tables["line_stops"].assign(vintage="2026-12-31")
    root = tmp_path_factory.mktemp(region)
    write_version(root, known, {"counties": known.counties_table(), **tables}, [])
    found = answers(Store(root), QUESTION, "kilns", "2026-04")
    due = {"hebei": 121 - 111, "ningxia": 137 - 111}[region]
    assert owed(found) == {"K1": due - made_up}
    assert found["kiln_findings"]["finding"].tolist() == (["repair"] if made_up == 0 else [])


def test_what_cannot_be_counts_nowhere(answered):
    wrong = "K1 exempt 2022-12-05 2022-12-01\nK9 actual 2022-11-15 2023-03-15\n"
    assert city(answered(ALL + wrong)).equals(city(answered(ALL)))


def reports(used: dict[str, float]) -> pd.DataFrame:
    """What the first enterprise reports, cumulative by period."""
    rows = {
        "uscc": f"91{1:016d}",
        "county_code": COUNTIES[0],
        "industry_code": "30",
        "period": [*used],
        "electricity_ytd_10k_kwh": [*used.values()],
        "vintage": "2023-12-31",
    }
    declared = ENTERPRISE_MONTH.columns
    rows |= {name: 1.0 for name in declared if name.endswith("_10k_cny")}
    rows |= {name: None for name in declared if name not in rows}
    return ENTERPRISE_MONTH.validate(pd.DataFrame(rows))


@pytest.mark.parametrize(("december", "share", "found"), [(62.0, 20, 0), (155.0, 50, 1)])
def test_electricity_beside_a_stopped_kiln(answered, december, share, found):
    # April runs at 10 a day, so that a usual December has 310.
    used = {"2022-11": 100.0, "2022-12": 100 + december, "2023-03": 500.0, "2023-04": 800.0}
    both = answered(ALL, period="2023-05", enterprise_month=reports(used))
    beside = both["kiln_electricity"].squeeze()
    assert (beside["period"], beside["electricity_10k_kwh"]) == ("2022-12", december)
    assert beside["of_usual_pct"] == pytest.approx(share)
    assert both["kiln_findings"]["finding"].tolist() == ["metered_load"] * found


def test_a_period_of_which_the_register_knows_nothing_is_refused(answered):
    with pytest.raises(DataError, match="停窑时段台账"):
        answered(ALL, period="2022-10")
    with pytest.raises(DataError, match="停窑时段台账"):
        answered(ALL, period="2024-03")


def test_a_province_without_a_rule_is_refused(stored):
    store = stored(ALL)
    with pytest.raises(DataError, match="规则"):
        answers(store, QUESTION, "kilns", "2018-03")


SPANS = st.lists(
    st.tuples(
        st.sampled_from(["K1", "K2", "K3"]),
        st.sampled_from(["actual", "exempt", "make_up"]),
        st.integers(-20, 140),
        st.integers(0, 60),
    ),
    max_size=12,
    unique_by=lambda span: span[:3],
)


@drawn_from(SPANS)
@settings(deadline=None, max_examples=15)
def test_for_every_register_counties_add_up_and_no_line_stops_more_than_it_must(
    tmp_path_factory, drawn
):
    first = pd.Timestamp("2022-11-15")
    text = ALL[: ALL.index("K2")] + "".join(
        f"{line} {kind} {(first + pd.Timedelta(days=begin, hours=1)).isoformat()} "
        f"{(first + pd.Timedelta(days=begin + length, hours=2)).isoformat()}\n"
        for line, kind, begin, length in drawn
    )
    tables = {"production_lines": lines(), "line_stops": stops(text)}
    found = answers(
        write_store(tmp_path_factory.mktemp("s"), **tables), QUESTION, "kilns", "2023-08"
    )
    balance, counts = found["kiln_lines"], found["kiln_counts"]
    assert (balance["actual_days"] <= balance["required_days"] + 1e-6).all()
    assert (balance["owed_days"] >= balance["shortfall_days"] - 1e-9).all()
    for column in ("required_kiln_days", "owed_kiln_days", "lines", "owing"):
        parts = counts[counts["county_code"] != "city"].groupby("season")[column].sum()
        whole = counts[counts["county_code"] == "city"].set_index("season")[column]
        assert parts.to_dict() == pytest.approx(whole.to_dict())
