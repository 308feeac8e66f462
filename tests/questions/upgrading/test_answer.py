"""Coverage, electronics and the expo counted by hand; every check with a planted entry."""

import pandas as pd
import pytest

from analysis.questions.upgrading.question import QUESTION
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.projects import PROJECT_MONTH, PROJECTS

from .conftest import FIRST, SECOND, row

# A and B are covered, C is not, D reports no more, E does not report; X is in the cloud alone.
LISTS = """
    title  holder_id county_code year granted_on
    fusion A         990001      2022 2022-03-01
    fusion B         990001      2022 2022-03-31
    fusion C         990002      2022 2022-03-31
    fusion D         990002      2022 2022-03-31
    fusion E         990002      2022 2022-03-31
    fusion L         990002      2022 2022-12-01
    cloud  A         990001      2022 2022-06-30
    cloud  B         990001      2022 2022-11-30
    cloud  C         990002      2022 2022-12-01
    cloud  E         990002      2022 2022-06-30
    cloud  X         990002      2022 2022-06-30
    """
REPORTS = """
    uscc county_code period
    A    990001      2022-11
    B    990001      2022-11
    C    990002      2022-11
    L    990002      2022-11
    X    990002      2022-11
    A    990001      2022-02
    C    990002      2022-02
    D    990002      2022-02
    """


@pytest.fixture
def cloud(answered):
    return answered(LISTS, (ENTERPRISE_MONTH, REPORTS))


def test_coverage_is_of_who_is_on_the_list_and_reports(cloud):
    found = row(cloud["upgrading_coverage"], measure="cloud")
    assert (found["eligible"], found["covered"], found["uncovered"]) == (3, 2, 1)
    assert found["coverage_pct"] == pytest.approx(100 * 2 / 3)
    assert found["listed_on"] == pd.Timestamp("2022-03-31")
    assert found["reported_in"] == "2022-11"


def test_the_covered_outside_the_list_stand_beside_the_rate(cloud):
    assert row(cloud["upgrading_coverage"], measure="cloud")["covered_outside"] == 2  # E, X
    assert row(cloud["upgrading_coverage"], FIRST)["covered_outside"] == 0


def test_the_list_at_the_years_start_is_known(cloud):
    assert row(cloud["upgrading_coverage"])["eligible_first"] == 3  # A, C, D
    assert row(cloud["upgrading_coverage"], FIRST)["eligible_first"] == 1
    assert row(cloud["upgrading_coverage"], SECOND)["eligible"] == 1  # C


def test_a_year_that_begins_without_reports_has_no_number_at_its_start(answered):
    late = "\n".join(line for line in REPORTS.splitlines() if "2022-02" not in line)
    found = row(answered(LISTS, (ENTERPRISE_MONTH, late))["upgrading_coverage"])
    assert found["eligible"] == 3
    assert pd.isna(found["eligible_first"])


def test_who_is_eligible_and_not_covered_is_listed(cloud):
    assert cloud["upgrading_uncovered"][["uscc", "county_code"]].to_numpy().tolist() == [
        ["C", SECOND]
    ]
    assert cloud["upgrading_uncovered"]["name"].isna().all()


def test_without_a_list_of_self_evaluation_its_coverage_is_unknown(cloud):
    assert set(cloud["upgrading_coverage"]["measure"]) == {"cloud"}


CHANGED = """
    title  holder_id county_code year granted_on revoked_on
    fusion A         990001      2022 2022-03-31 -
    fusion B         990001      2022 2022-03-31 2022-08-15
    fusion C         990001      2022 2022-10-10 -
    cloud  A         990001      2022 2022-06-30 -
    """


@pytest.mark.parametrize(
    ("period", "eligible", "changed"),
    [("2022-07", 2, []), ("2022-08", 1, ["B"]), ("2022-10", 2, ["B", "C"])],
)
def test_the_eligible_are_those_of_the_day_and_changes_are_found(
    answered, period, eligible, changed
):
    reports = f"uscc period\nA {period}\nB {period}\nC {period}\n"
    found = answered(CHANGED, (ENTERPRISE_MONTH, reports), period=period)
    assert row(found["upgrading_coverage"], measure="cloud")["eligible"] == eligible
    rows = found["upgrading_findings"].query("finding == 'list_changed'")
    assert rows["holder_id"].tolist() == changed


def test_self_evaluation_is_of_all_above_scale(answered):
    evaluated = LISTS + "green_evaluation A 990001 2022 2022-05-01\n"
    found = answered(evaluated, (ENTERPRISE_MONTH, REPORTS))["upgrading_coverage"]
    green = row(found, measure="green")
    assert (green["eligible"], green["covered"]) == (5, 1)
    assert pd.isna(green["listed_on"])


def test_without_reports_of_enterprises_no_coverage_is_known(answered):
    found = answered(LISTS)
    assert found["upgrading_coverage"].empty
    assert found["upgrading_uncovered"].empty
    assert found["electronics"].empty


def test_electronics_are_division_39_and_grow_by_a_ratio_of_sums(answered):
    reports = """
        uscc county_code industry_code revenue_ytd_10k_cny revenue_ytd_last_year_10k_cny
        A    990001      39            300                 100
        B    990002      39            100                 200
        C    990002      38            900                 100
        """
    found = answered(LISTS, (ENTERPRISE_MONTH, reports))["electronics"]
    whole = row(found)
    assert (whole["scope"], whole["listed"], whole["reporting"]) == ("division_39", 2, 2)
    assert whole["revenue_10k_cny"] == 400
    assert whole["growth_pct"] == pytest.approx(100 / 3)
    assert row(found, SECOND)["growth_pct"] == pytest.approx(-50)


def test_the_published_growth_of_electronics(answered):
    """1,241 to 1,912: +54.1 %, over five years 9.0 % a year."""
    reports = """
        uscc revenue_ytd_10k_cny revenue_ytd_last_year_10k_cny
        A    1000                700
        B    912                 541
        """
    growth = row(answered(LISTS, (ENTERPRISE_MONTH, reports))["electronics"])["growth_pct"]
    assert round(growth, 1) == 54.1
    assert round(100 * ((1 + growth / 100) ** (1 / 5) - 1), 1) == 9.0


LISTED = (
    LISTS
    + """
    electronics A 990001 2022 2022-01-10
    electronics C 990002 2022 2022-01-10
    electronics U 990002 2022 2022-01-10
    electronics W 990002 2021 2021-01-10
"""
)


def test_electronics_may_be_the_bureaus_list_of_the_year(answered):
    reports = """
        uscc county_code industry_code revenue_ytd_10k_cny
        A    990001      39            300
        B    990001      39            500
        C    990002      38            100
        """
    found = answered(LISTED, (ENTERPRISE_MONTH, reports), electronics="bureau_list")["electronics"]
    whole = row(found)
    assert (whole["scope"], whole["listed"], whole["reporting"]) == ("bureau_list", 3, 2)
    assert whole["revenue_10k_cny"] == 400


def test_a_listed_enterprise_of_another_division_is_found(answered):
    firms = (ENTERPRISES, "uscc industry_code\nA 39\nC 38\nU 65\nW 65\n")
    found = answered(LISTED, firms)["upgrading_findings"]
    found = found.query("finding == 'not_electronics'")
    assert found["holder_id"].tolist() == ["C", "U"]


EVALUATED = """
    title             holder_id county_code year granted_on score_points batch
    fusion_evaluation A         990001      2022 2022-09-20 90           1
    fusion_evaluation B         990001      2022 2022-09-20 70.4         1
    fusion_evaluation C         990002      2022 2022-09-20 51.6         2
    fusion_evaluation C         990002      2022 2022-03-01 20           1
    fusion_evaluation D         990002      2021 2021-09-20 95           1
    fusion_evaluation E         990002      2022 2022-12-01 95           1
    fusion_evaluation F         990002      2022 2022-09-20 -            1
    fusion_evaluation G         990002      2022 2022-09-20 704          1
    """


def test_the_mean_index_is_of_the_evaluations_in_force_each_enterprise_once(answered):
    found = answered(EVALUATED)["fusion_index"]
    whole = row(found)
    assert whole[["evaluated", "leading"]].tolist() == [3, 1]  # 90 itself is one of the leaders
    assert whole["mean_index"] == pytest.approx((90 + 70.4 + 51.6) / 3)
    assert row(found, SECOND)[["evaluated", "mean_index", "leading"]].tolist() == [1, 51.6, 0]


def test_an_index_that_is_missing_or_above_100_is_found_and_left_out(answered):
    found = answered(EVALUATED)["upgrading_findings"]
    assert found[["finding", "holder_id"]].to_numpy().tolist() == [
        ["index_outside", "F"], ["index_outside", "G"],
    ]  # fmt: skip


PARTS = """
    title             holder_id county_code year granted_on score_points tools links control
    fusion_evaluation A         990001      2022 2022-09-20 90           是    否    80
    fusion_evaluation B         990001      2022 2022-09-20 70           是    -     40
    fusion_evaluation C         990002      2022 2022-09-20 -            否    否    -
    fusion_evaluation D         990002      2021 2021-09-20 95           是    是    95
    """
for short, column in {
    "tools": "design_tools", "links": "digital_links", "control": "controlled_processes_pct",
}.items():  # fmt: skip
    PARTS = PARTS.replace(f" {short}", f" {column}")


def test_parts_of_the_index_are_of_whom_each_is_known(answered):
    found = answered(PARTS)["fusion_parts"]
    assert row(found, index="design_tools")[["answered", "having"]].tolist() == [3, 2]
    assert row(found, index="design_tools")["rate_pct"] == pytest.approx(200 / 3)
    assert row(found, index="digital_links")[["answered", "having", "rate_pct"]].tolist() == [
        2, 0, 0,
    ]  # fmt: skip
    control = row(found, index="controlled_processes_pct")
    assert control[["answered", "rate_pct"]].tolist() == [2, 60]
    assert pd.isna(control["having"])
    assert "digital_management" not in set(found["index"])
    assert row(found, SECOND, index="design_tools")[["answered", "having"]].tolist() == [1, 0]


def test_a_list_without_parts_has_none(answered):
    assert answered(EVALUATED)["fusion_parts"].empty


EXPO = """
    title          holder_id county_code year granted_on batch
    expo_presented P         990001      2022 2022-08-10 1
    expo_presented Q         990001      2022 2022-08-10 1
    expo_presented R         990002      2022 2022-08-10 1
    expo_presented P         990001      2022 2022-09-10 2
    expo_presented R         990002      2021 2021-08-10 1
    expo_presented T         990002      2022 2022-12-10 1
    expo_signed    P         990001      2022 2022-08-10 1
    expo_signed    Q         990001      2022 2022-08-10 1
    expo_intended  Q         990001      2022 2022-08-10 1
    expo_intended  S         990002      2022 2022-08-10 1
    """
LIBRARY = """
    project_code total_10k_cny filed_on
    P            500           2022-01-01
    Q            300           2022-12-01
    R            200           2022-01-01
    """


def test_projects_of_an_expo_count_once_with_the_librarys_total(answered):
    stages = answered(EXPO, (PROJECTS, LIBRARY))["expo_stages"]
    found = stages[stages["county_code"] == "city"].set_index("stage")
    assert found["projects"].to_dict() == {
        "presented": 3, "agreed": 3, "signed": 2, "filed": 1, "started": 0,
    }  # fmt: skip
    assert found.loc["presented", ["with_total", "total_10k_cny"]].tolist() == [3, 1000]
    assert found.loc["agreed", ["with_total", "total_10k_cny"]].tolist() == [2, 800]
    assert row(stages, SECOND, stage="signed")["projects"] == 0


@pytest.mark.parametrize(("started", "expected"), [("2022-11-30", 1), ("2022-12-01", 0), ("-", 0)])
def test_what_is_signed_and_filed_has_started_by_the_dispatch(answered, started, expected):
    dispatch = f"project_code started_on\nP {started}\nQ 2022-05-01\n"
    found = answered(EXPO, (PROJECTS, LIBRARY), (PROJECT_MONTH, dispatch))["expo_stages"]
    assert row(found, stage="started")["projects"] == expected


def test_without_a_library_projects_count_and_have_no_total(answered):
    found = answered(EXPO)
    presented = row(found["expo_stages"], stage="presented")
    assert (presented["projects"], presented["with_total"]) == (3, 0)
    assert "expo_not_in_library" not in set(found["upgrading_findings"]["finding"])


@pytest.mark.parametrize(
    ("finding", "holders"),
    [
        ("in_two_expos", ["R"]),
        ("in_two_of_the_year", ["P"]),
        ("agreed_not_presented", ["S"]),
        ("expo_not_in_library", ["S"]),
    ],
)
def test_what_cannot_be_is_found(answered, finding, holders):
    found = answered(EXPO, (PROJECTS, LIBRARY))["upgrading_findings"]
    assert found.loc[found["finding"] == finding, "holder_id"].tolist() == holders


def test_a_year_without_an_expo_has_no_stages(answered):
    assert answered(EXPO.replace("2022", "2020"), period="2022-11")["expo_stages"].empty


def test_single_enterprises_are_secret():
    secret = {table.name for table in QUESTION.answers if table.secret}
    assert secret == {"upgrading_uncovered", "upgrading_findings"}
