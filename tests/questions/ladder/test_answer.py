"""The ladder counted by hand: rungs, conversion, survival, candidates, what the lists get wrong."""

import datetime as dt

import pandas as pd
import pytest

from analysis.questions.ladder.findings import of_reports
from analysis.questions.ladder.measures import UNITS, measures
from analysis.questions.ladder.question import QUESTION
from analysis.questions.ladder.standards import STANDARDS
from analysis.scoring.cultivation_rules import Standard
from analysis.tables.origins import ORIGIN
from analysis.tables.question import Settings
from analysis.tables.rules import read_rules
from tests.questions.ladder.conftest import JIA, YI, city, code, enterprises, reports

LADDER = """
    title          level    holder_id county_code announced_on granted_on valid_until revoked_on
    innovative_sme province A         990001      -            2020-10-20 2023-10-19  -
    innovative_sme province B         990001      -            2020-10-20 2023-10-19  -
    innovative_sme province E         990002      -            2020-10-20 2023-10-19  -
    srdi           province A         990001      -            2020-08-30 2023-08-29  -
    srdi           province B         990001      -            2022-08-30 2025-08-29  -
    srdi           province C         990002      -            2020-08-30 2023-08-29  2022-03-01
    srdi           province D         990002      2022-11-25   -          -           -
    little_giant   nation   A         990001      -            2022-08-08 2025-08-07  -
    little_giant   province E         990002      -            2022-08-08 2025-08-07  -
    champion       nation   A         990002      -            2021-11-10 2024-11-09  -
    """


def row(frame, **where):
    for name, value in where.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1, where
    return frame.iloc[0]


def test_each_enterprise_counts_in_each_stock_and_once_where_it_stands_highest(answered):
    stock = answered(LADDER)["ladder_stock"].query("county_code == 'city'").set_index("rung")
    order = ["innovative", "specialised", "little_giant", "champion", "specialised_up"]
    counts = stock.loc[order, ["holders", "highest", "new", "pending", "due", "ever"]]
    assert counts.to_numpy().tolist() == [
        [3, 1, 0, 0, 3, 3],
        [2, 1, 1, 1, 1, 3],  # D waits in publicity: neither new nor in force
        [1, 0, 1, 0, 0, 1],  # E's provincial list is not the national one
        [1, 1, 0, 0, 0, 1],
        [2, 2, 1, 1, 1, 3],  # A is one, and was on these rungs before: not new
    ]


def test_a_county_has_its_own_and_density_is_per_100_above_scale(answered):
    tables = answered(LADDER, firms=enterprises("A:990001", "B:990001", "C:990001", "D:990001"))
    stock = tables["ladder_stock"]
    own = row(stock, county_code=JIA, rung="specialised_up")
    assert own[["holders", "above_scale", "per_100"]].tolist() == [2, 4, 50]
    other = row(stock, county_code=YI, rung="specialised_up")
    assert other[["holders", "highest"]].tolist() == [1, 1]  # A again, as a champion of Yi
    assert pd.isna(other["per_100"])
    assert answered(LADDER)["ladder_stock"]["per_100"].isna().all()


def test_conversion_is_new_over_the_rung_below_two_years_before(answered):
    rates = answered(LADDER)["ladder_conversion"]
    whole = row(rates, county_code="city", rung="little_giant")
    assert whole[["new", "below_before", "conversion_pct"]].tolist() == [1, 2, 50]
    whole = row(rates, county_code="city", rung="specialised")
    assert whole[["new", "below_before"]].tolist() == [1, 3]
    early = answered(LADDER, period="2021-11")["ladder_conversion"]
    assert early[["below_before", "conversion_pct"]].isna().all(axis=None)


def test_survival_is_passed_over_those_whose_first_term_ended(answered):
    tables = answered("""
        title holder_id granted_on valid_until reviewed_on review_result revoked_on
        srdi  A         2019-08-30 2025-08-29  2022-06-30  passed        -
        srdi  B         2019-08-30 2022-08-29  2022-06-30  failed        -
        srdi  C         2019-08-30 2022-08-29  -           -             -
        srdi  D         2019-08-30 2022-08-29  -           -             2021-01-01
        srdi  E         2019-12-30 2022-12-29  2022-10-30  passed        -
        tech_sme F      2020-03-28 2021-03-27  -           -             -
        """)
    survival = tables["ladder_survival"]
    whole = row(survival, county_code="city", title="srdi", cohort=2019)
    counted = ["due", "passed", "failed", "unreviewed"]
    assert whole[counted].tolist() == [3, 1, 1, 1]  # D was revoked, E is not due yet
    assert whole["survival_pct"] == pytest.approx(100 / 3)
    assert set(survival["title"]) == {"srdi"}


def test_a_candidate_is_held_against_every_rung_above_its_own(answered):
    firms = [reports("A"), reports("B"), reports("E", county=YI), reports("F", county=YI)]
    tables = answered(LADDER, firms)
    candidates = tables["ladder_candidates"]
    rungs = candidates.groupby("uscc")["rung"].agg(set).to_dict()
    assert rungs == {
        code("B"): {"little_giant"},
        code("E"): {"specialised", "little_giant"},
        code("F"): {"innovative", "specialised", "little_giant"},
    }  # A is a champion
    assert row(candidates, uscc=code("B"), rung="little_giant")["state"] == "ready"
    lacks = tables["ladder_screens"].query("status != 'passed'")
    assert lacks.groupby("uscc")["condition"].agg(set).to_dict() == {
        code("E"): {"prerequisite"}, code("F"): {"prerequisite", "points_growth"},
    }  # fmt: skip


def test_numbers_by_county_and_state_add_up_to_the_citys(answered):
    firms = [reports("B"), reports("E", county=YI), reports("F", county=YI, rd_10k_cny=None)]
    ready = answered(LADDER, firms)["ladder_ready"]
    counts = ready.pivot_table(index=["rung", "state"], columns="county_code", values="enterprises")
    assert (counts[JIA] + counts[YI]).equals(counts["city"].rename(None))
    assert counts.loc[("little_giant", "ready"), "city"] == 1
    assert counts.loc[("little_giant", "near"), "city"] == 1
    assert counts.loc[("little_giant", "unknown"), "city"] == 1


def applied(answered, day, share=0.92):
    """How the example of the rules of 2026 fares on a day of application; condition → status.

    `share` is that of the main business in each of its years.
    """
    register = LADDER.replace("2022-08-30 2025-08-29  -", "2022-08-30 2028-08-29  -")
    rows = reports("B", applied_on=pd.Timestamp(day))
    rows["main_revenue_10k_cny"] = share * rows["revenue_10k_cny"]
    tables = answered(register, [rows])
    screens = tables["ladder_screens"].query("rung == 'little_giant'")
    return tables, screens.set_index("condition")["status"]


def test_the_worked_example_passes_both_sets_and_with_88_percent_only_that_of_2022(answered):
    assert set(applied(answered, "2026-04-01")[1]) == {"passed"}
    old = applied(answered, "2026-03-31", share=0.88)[1]
    assert old["main_share"] == "passed"
    assert set(old) == {"passed"}
    new = applied(answered, "2026-04-01", share=0.88)[1]
    assert new[new != "passed"].to_dict() == {"main_share": "failed"}


def test_a_day_without_a_standard_is_found_and_not_screened(answered):
    tables, screens = applied(answered, "2022-07-31")
    assert screens.empty
    assert set(tables["ladder_candidates"]["state"]) == {"no_standard"}
    assert tables["ladder_findings"]["finding"].tolist().count("no_standard") == 1


def test_the_citys_day_of_application_chooses_the_standard(answered):
    where = city(questions={"ladder": {"applied_on": "2026-05-10"}})
    tables = answered(LADDER, [reports("B")], where=where)
    assert set(tables["ladder_candidates"]["standard"]) == {"little_giant_2026"}
    assert QUESTION.settings is not Settings


def test_a_title_that_lapses_before_the_application_is_no_prerequisite(answered):
    tables = answered(LADDER, [reports("B", applied_on=pd.Timestamp("2025-08-30"))])
    screens = tables["ladder_screens"].set_index("condition")
    assert screens.loc["prerequisite", "status"] == "failed"


def test_the_newest_report_before_the_application_counts(answered):
    firms = [reports("E", applied_on=pd.Timestamp("2023-01-10")), reports("F", years=(2021,))]
    tables = answered(LADDER, firms)
    assert set(tables["ladder_candidates"]["year"]) == {2021}
    growth = tables["ladder_screens"].query("condition == 'main_growth_2y'").set_index("uscc")
    assert growth["status"].to_dict() == {code("E"): "passed", code("F"): "unknown"}
    assert answered(LADDER, firms, period="2021-11")["ladder_candidates"]["year"].max() == 2020


@pytest.mark.parametrize(
    ("column", "condition"),
    [
        ("liabilities_10k_cny", "debt_ratio"),
        ("market_share_pct", "market_share"),
        ("rd_10k_cny", "rd"),
        ("ip_used", "intellectual_property"),
        ("main_revenue_10k_cny", "main_share"),
        ("own_brand", "own_brand"),
    ],
)
def test_what_is_not_reported_is_unknown(answered, column, condition):
    tables = answered(LADDER, [reports("B", **{column: None})])
    screens = tables["ladder_screens"].set_index("condition")
    assert screens.loc[condition, "status"] == "unknown"
    assert pd.isna(screens.loc[condition, "short"])
    assert set(tables["ladder_candidates"]["state"]) == {"unknown"}


def test_those_that_lack_the_fewest_and_smallest_things_are_nearest(answered):
    firms = [
        reports("E", market_share_pct=9.0),
        reports("F", market_share_pct=5.0, own_brand="no", key_chain="no"),
    ]
    found = answered(LADDER, firms)["ladder_candidates"].query("rung == 'little_giant'")
    found = found.set_index("uscc")
    assert found.loc[code("E"), ["failed", "state"]].tolist() == [2, "near"]
    assert found.loc[code("E"), "gap_pct"] == pytest.approx(100 + 10)
    assert found.loc[code("F"), ["failed", "state"]].tolist() == [4, "far"]


@pytest.mark.parametrize(
    ("finding", "changes"),
    [
        ("renamed", {"name": "旧名"}),
        ("at_the_limit", {"main_revenue_10k_cny": 0.7 * 5200}),
        ("part_above_whole", {"rd_10k_cny": 5300.0}),
        ("part_above_whole", {"ip_own": 6.0}),
        ("unit_suspected", {"revenue_10k_cny": 5.2e7}),
        ("no_standard", {"applied_on": pd.Timestamp("2022-07-20")}),
    ],
)
def test_a_wrong_report_is_found(answered, finding, changes):
    findings = answered(LADDER, [reports("B", **changes)])["ladder_findings"]
    own = findings[findings["uscc"] == code("B")]
    assert set(own["finding"]) == {finding}
    assert answered(LADDER, [reports("B")])["ladder_findings"]["uscc"].ne(code("B")).all()


def test_a_renamed_enterprise_is_matched_by_its_code(answered):
    tables = answered(LADDER, [reports("B", name="旧名")])
    assert set(tables["ladder_candidates"]["rung"]) == {"little_giant"}


def test_holders_are_matched_by_code_and_never_by_name(answered):
    """A is granted under a new name and is one; B took A's old name and has not A's titles."""
    tables = answered(
        """
        title        level    holder_id holder_name granted_on valid_until
        srdi         province A         甲公司      2020-08-30 2023-08-29
        srdi         province A         新甲公司    2022-08-30 2025-08-29
        little_giant nation   A         新甲公司    2022-08-08 2025-08-07
        innovative_sme province B       甲公司      2022-10-20 2025-10-19
        """,
        [reports("B", name="甲公司"), reports("C", name="新甲公司")],
    )
    stock = tables["ladder_stock"].query("county_code == 'city'").set_index("rung")
    assert stock.loc[["innovative", "specialised", "little_giant"], "holders"].tolist() == [1, 1, 1]
    assert stock.loc["specialised", ["highest", "new", "ever"]].tolist() == [0, 0, 1]
    asked = tables["ladder_candidates"].groupby("uscc")["rung"].agg(set).to_dict()
    assert asked == {
        code("B"): {"specialised", "little_giant"},
        code("C"): {"innovative", "specialised", "little_giant"},
    }
    lacking = tables["ladder_screens"].query("condition == 'prerequisite'")
    lacking = lacking[lacking["status"] == "failed"]
    assert set(zip(lacking["uscc"], lacking["rung"], strict=True)) >= {
        (code("B"), "little_giant"), (code("C"), "little_giant"),
    }  # fmt: skip


def test_a_finding_stands_in_the_report_that_was_judged():
    """Who applied in 2022 is judged by the report of 2021, and named its day in that of 2022."""
    rows = reports("B", years=(2020, 2021, 2022)).assign(**{ORIGIN: [20, 21, 22]})
    asked = {"uscc": code("B"), "name": "B公司", "county_code": JIA, "year": 2021}
    candidate = pd.DataFrame([{**asked, "standard": "", "applied_on": pd.Timestamp("2022-07-20")}])
    condition = {"measure": "main_share", "status": "passed", "value": 70.0, "required": 70.0}
    condition |= {"condition_zh": "主营业务收入占比", "condition_en": "main share"}
    names = pd.Series({code("B"): "B公司"})
    found = of_reports(rows, candidate, pd.DataFrame([asked | condition]), names)
    assert found.set_index("finding")[ORIGIN].to_dict() == {"no_standard": 22, "at_the_limit": 21}


def test_lists_of_another_level_and_terms_not_from_the_grant_are_found(answered):
    register = LADDER.replace("2022-08-30 2025-08-29", "2022-08-30 2025-12-31")
    findings = answered(register)["ladder_findings"]
    pairs = zip(findings["uscc"], findings["finding"], strict=True)
    assert set(pairs) == {(code("E"), "not_national"), (code("B"), "term_not_from_grant")}


@pytest.mark.parametrize("firm_year", [None, [reports("B", years=(2022,))]])
def test_without_annual_reports_of_earlier_years_the_ladder_stands_alone(answered, firm_year):
    assert set(answered(LADDER, firm_year)) == {
        "ladder_standards", "ladder_stock", "ladder_conversion", "ladder_survival",
        "ladder_findings",
    }  # fmt: skip


def test_a_city_of_one_county(answered):
    register = "\n".join(line for line in LADDER.splitlines() if YI not in line)
    tables = answered(register, [reports("B")], where=city(JIA))
    for name in ("ladder_stock", "ladder_ready"):
        own, whole = (
            tables[name].query(f"county_code == '{place}'").drop(columns="county_code")
            for place in (JIA, "city")
        )
        assert len(own)
        assert own.reset_index(drop=True).equals(whole.reset_index(drop=True))


def test_every_measure_of_a_standard_is_worked_out():
    known = [read_rules(file, Standard) for file in STANDARDS.files(Settings(), "2022-11")]
    assert len(known) == 5
    candidates = pd.DataFrame(
        {"uscc": [code("B")], "year": [2021], "applied_on": [pd.Timestamp("2022-11-30")]}
    )
    held = pd.DataFrame(columns=["holder_id", "title", "granted_on", "valid_until"])
    found = measures(reports("B"), candidates, held)
    assert not {name for each in known for name in each.measures} - set(found)
    assert set(UNITS) <= set(found) | {f"points{part}" for part in (
        "", "_innovation", "_growth", "_specialisation")}  # fmt: skip
    assert found.loc[0, ["rd_share", "main_share"]].round(1).tolist() == [12.3, 92]
    assert round(found.loc[0, "main_growth_compound_2y"], 1) == 6.3
    assert dt.date(2026, 4, 1) in {each.valid_from for each in known}
