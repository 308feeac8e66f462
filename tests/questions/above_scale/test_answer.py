"""The list's book, batches, chances, outlook and findings, counted by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.above_scale.batches import Calendar, filing, occasions
from analysis.questions.above_scale.outlook import outlook
from analysis.questions.above_scale.question import QUESTION
from analysis.tables.given import Given
from analysis.tables.rules import REFERENCE, read_rules

from .conftest import JIA, YI, code, row

REGISTER = """
    uscc county_code above_scale commissioned_on
    A    990001      True        2015-01-01
    B    990001      True        2022-03-01
    C    990002      True        2015-01-01
    D    990002      True        2015-01-01
    E    990001      False       2015-01-01
    F    990002      False       2015-01-01
    """
EVENTS = """
    uscc county_code event      period
    A    990001      upscaled   2021-02
    B    990001      new_build  2022-05
    C    990001      moved_out  2022-07
    C    990002      moved_in   2022-07
    D    990002      upscaled   2022-12
    E    990001      stopped    2022-02
    F    990002      below_line 2021-03
    """
BASE = {"enterprises": REGISTER, "roster_events": EVENTS}


def worked_example() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "net": [55.0],
            "entries": [110 * 0.62],
            "exits": [60 * 0.30],
            "variance": [110 * 0.62 * 0.38 + 60 * 0.30 * 0.70],
            "target": [100.0],
        }
    )


def test_the_worked_example_of_the_outlook():
    found = outlook(worked_example()).iloc[0]
    assert found["expected_net"] == pytest.approx(105.2)
    assert np.sqrt(worked_example()["variance"].item()) == pytest.approx(6.2, abs=0.05)
    assert (round(found["low"]), round(found["high"])) == (97, 113)
    assert found["chance_pct"] == pytest.approx(82, abs=0.5)


def test_without_a_task_there_is_no_chance_and_without_candidates_it_is_certain():
    rows = worked_example().assign(target=np.nan)
    assert outlook(rows)["chance_pct"].isna().all()
    sure = worked_example().assign(entries=0.0, exits=0.0, variance=0.0)
    assert outlook(sure.assign(target=55.0))["chance_pct"].item() == 100
    assert outlook(sure.assign(target=56.0))["chance_pct"].item() == 0


@drawn(st.lists(st.floats(0.01, 0.99), min_size=1, max_size=40), st.integers(-50, 50))
def test_the_chance_falls_with_the_task_and_the_interval_holds_the_mean(chances, net):
    p = np.array(chances)
    sums = {"net": float(net), "entries": p.sum(), "exits": 0.0, "variance": (p * (1 - p)).sum()}
    found = outlook(pd.DataFrame({"target": np.arange(-60.0, 100)}).assign(**sums))
    assert found["chance_pct"].is_monotonic_decreasing
    assert (found["low"] <= found["expected_net"]).all()
    assert (found["expected_net"] <= found["high"]).all()


def test_the_book_closes_in_each_county_and_a_move_is_none_of_the_city(answered):
    book = answered(**BASE)["above_scale_balance"]
    names = ["stock_start", "entered", "new_built", "exited", "net", "stock"]
    # D enters in December and is taken back; E left; C moved from Jia to Yi.
    assert row(book, JIA)[names].tolist() == [3, 1, 1, 2, -1, 2]
    assert row(book, YI)[names].tolist() == [0, 1, 0, 0, 1, 1]
    assert row(book)[names].tolist() == [3, 1, 1, 1, 0, 3]
    assert row(book)[["entered_last_year", "exited_last_year"]].tolist() == [1, 1]
    assert row(book)["target"] == 3
    assert pd.isna(row(book, YI)["target"])


MOVES = """
    uscc county_code event      period
    A    990001      moved_out  2022-06
    A    990002      moved_in   2022-07
    B    990001      moved_out  2022-06
    B    990001      moved_in   2022-08
    C    990001      moved_out  2021-12
    C    990002      moved_in   2022-02
    E    990001      below_line 2022-03
    E    990002      moved_in   2022-09
    """
"""A moves from Jia to Yi within the year; B comes back, C arrives a year later, E had fallen."""


@pytest.mark.parametrize(
    ("period", "county", "entered", "exited"),
    [
        ("2022-11", "city", 3, 2),  # all but A
        ("2022-11", JIA, 1, 3),
        ("2022-11", YI, 3, 0),
        ("2022-06", "city", 1, 3),  # where A goes is not known yet
        ("2022-07", "city", 1, 2),
    ],
)
def test_a_move_over_two_months_is_none_of_the_city(answered, period, county, entered, exited):
    found = answered(period, enterprises=REGISTER, roster_events=MOVES)
    book = row(found["above_scale_balance"], county)
    assert book[["entered", "exited"]].tolist() == [entered, exited]
    assert book["stock_start"] + book["net"] == book["stock"]
    moved = findings(found, "moved_between_counties")
    assert moved == ([] if period == "2022-06" else [code("A")])


def test_last_year_is_compared_to_the_same_month(answered):
    book = answered(period="2022-02", **BASE)["above_scale_balance"]
    assert row(book)[["net", "net_last_year"]].tolist() == [-1, 1]  # F left in March


def test_the_months_add_up_and_last_year_runs_to_december(answered):
    months = answered(**BASE)["above_scale_months"].query("county_code == 'city'")
    assert months.query("year == 'this'")["net"].tolist() == [-1, -1, -1, *[0] * 7]
    assert months.query("year == 'last'")["month"].max() == 12
    assert months.query("year == 'last'")["net"].tolist()[:2] == [1, 0]


def test_every_kind_of_event_is_counted_and_adds_up_to_the_net(answered):
    found = answered(**BASE)
    kinds = found["above_scale_events"]
    net = (kinds["sign"] * kinds["enterprises"]).groupby(kinds["county_code"]).sum()
    book = found["above_scale_balance"].set_index("county_code")["net"]
    assert net[book.index].tolist() == book.tolist()


def test_the_calendar_follows_the_rule_of_its_year():
    rules = {
        year: read_rules(REFERENCE / "batches" / f"industry_{year}.yaml", Calendar)
        for year in (2018, 2022)
    }
    now = occasions(rules[2022], 2022).set_index("batch")
    facts = now[["due_on", "listed"]]
    assert facts.loc["first"].tolist() == [pd.Timestamp("2022-11-21"), "2022-12"]
    assert facts.loc["second"].tolist() == [pd.Timestamp("2023-01-02"), "2023-02"]
    # A new plant filed in January is listed with February's report, one of December next year.
    monthly = now.loc["monthly", "listed"].tolist()
    assert (monthly[0], monthly[1], monthly[-1]) == ("2022-02", "2022-03", "2023-02")
    once = occasions(rules[2018], 2021)
    assert once.loc[once["batch"] != "monthly", "listed"].tolist() == ["2022-02"]


def test_who_missed_a_batch_takes_the_next_one_and_counts_next_year(answered):
    library = answered(
        **BASE,
        candidate_month="""
        uscc papers planned_batch entry     project_code
        P    True   first         upscaled  -
        Q    False  first         upscaled  -
        R    True   second        upscaled  -
        S    True   monthly       new_build X1
        T    False  monthly       new_build X2
        """,
    )["above_scale_candidates"].set_index("uscc")
    facts = ["batch", "days_left", "this_year"]
    assert library.loc[code("P"), ["batch", "this_year"]].tolist() == ["first", True]
    assert library.loc[code("Q"), facts].tolist() == ["second", 33, False]
    assert library.loc[code("R"), facts].tolist() == ["second", 33, False]
    assert library.loc[code("S"), ["batch", "this_year"]].tolist() == ["monthly", True]
    assert library.loc[[code("P"), code("S")], "days_left"].isna().all()  # filed
    assert library.loc[code("T"), facts].tolist() == ["monthly", 20, False]


def test_without_a_coming_batch_nobody_takes_one():
    coming = pd.DataFrame({"batch": [], "due_on": [], "listed": [], "place": [], "days_left": []})
    rows = pd.DataFrame({"planned_batch": ["first"], "papers": [True]})
    assert filing(rows, coming)["batch"].isna().all()


def test_the_run_rate_is_that_of_the_last_three_months_and_a_plant_needs_its_output(answered):
    library = answered(
        **BASE,
        candidate_month="""
        uscc period  revenue_ytd_10k_cny output_ytd_10k_cny entry     planned_batch
        P    2022-08 900                 900                upscaled  first
        P    2022-11 1800                1000               upscaled  first
        Q    2022-08 900                 900                new_build monthly
        Q    2022-11 2400                1500               new_build monthly
        R    2022-11 1100                1100               upscaled  first
        """,
    )["above_scale_candidates"].set_index("uscc")
    year = library["year_10k_cny"]
    assert year[code("P")] == 1800 + 300
    assert year[code("Q")] == 1500 + 200  # the output at its rate is under the revenue
    assert year[code("R")] == pytest.approx(1200)  # no report three months ago: the year's mean
    assert library["band"].to_dict() == {
        code("P"): "from_100", code("Q"): "from_80", code("R"): "under_80"
    }  # fmt: skip
    assert library.loc[code("Q"), "gap_10k_cny"] == 300


RISKS = """
    uscc period  now  last
    A    2021-12 2600 2600
    A    2022-11 1700 2300
    B    2021-12 2600 2600
    B    2022-10 1900 2000
    B    2022-11 1900 2300
    C    2021-12 2500 2500
    C    2022-11 1900 2300
    D    2021-12 2500 2500
    D    2022-11 1900 1800
    """


def test_who_is_at_risk_has_little_revenue_and_falls_or_stands_still(answered):
    found = answered(**BASE, enterprise_month=RISKS)
    risks = found["above_scale_risks"].set_index("uscc")
    # A: 1700 + 2600 − 2300 = 2000 is the line and not below it; D does not fall.
    assert risks["band"].to_dict() == {
        code("A"): "near_line", code("B"): "stopped", code("C"): "near_line"
    }  # fmt: skip
    assert risks.loc[code("A"), "year_10k_cny"] == 2000
    assert risks.loc[code("C"), "year_10k_cny"] == 2100
    ahead = row(found["above_scale_outlook"])
    assert ahead["at_risk"] == 3
    assert pd.isna(ahead["expected_net"])  # nobody watches candidates: half an outlook is none


def test_last_years_outcome_moves_the_chances(answered):
    # Of last year's three near 1.2 times the line two entered, and one with the next batch.
    found = answered(
        enterprises=REGISTER,
        roster_events="""
            uscc event    period
            P    upscaled 2021-12
            Q    upscaled 2022-02
            R    upscaled 2022-03
            """,
        candidate_month="""
            uscc period
            P    2021-11
            Q    2021-11
            R    2021-11
            S    2022-11
            """,
    )
    classes = found["above_scale_calibration"].set_index(["side", "band"])
    above = classes.loc[("entry", "from_120")]
    assert above[["last_year", "happened", "now"]].tolist() == [3, 2, 1]  # R is of this year
    assert above["predicted"] == pytest.approx(2.4)
    assert above["chance_pct"] == pytest.approx(100 * (10 * 0.8 + 2) / 13)
    assert found["above_scale_candidates"]["chance_pct"].item() == above["chance_pct"]


def test_leavers_without_a_sign_are_told_and_have_no_chance(answered):
    found = answered(
        enterprises=REGISTER,
        roster_events="uscc event period\nA stopped 2022-02",
        enterprise_month="""
            uscc period  now  last
            A    2021-11 5000 4000
            B    2022-11 5000 4000
            """,
    )
    plain = found["above_scale_calibration"].query("side == 'exit' & band == ''").iloc[0]
    assert plain[["last_year", "happened", "now"]].tolist() == [1, 1, 1]
    assert pd.isna(plain["chance_pct"])
    assert found["above_scale_risks"].empty


def test_what_is_known_of_the_whole_adds_up_from_the_counties(answered):
    found = answered(
        **BASE,
        enterprise_month=RISKS,
        candidate_month=f"""
        uscc county_code
        P    {JIA}
        Q    {YI}
        R    {YI}
        """,
    )["above_scale_outlook"].set_index("county_code")
    sums = ["candidates", "ready", "at_risk", "entries", "exits"]
    assert found.loc["city", sums].tolist() == pytest.approx(
        found.loc[[JIA, YI], sums].sum().tolist()
    )
    ahead = found.loc["city"]
    # The one move between counties cancels, so that the mean adds up too.
    assert ahead["expected_net"] == pytest.approx(ahead["entries"] - ahead["exits"])
    assert found.loc["city", "stock_expected"] == pytest.approx(3 + ahead["expected_net"])


def findings(found, name):
    rows = found["above_scale_findings"]
    return rows[rows["finding"] == name]["uscc"].tolist()


def test_an_entry_after_an_entry_is_found_and_counts_once(answered):
    found = answered(
        enterprises=REGISTER,
        roster_events="""
        uscc event           period
        A    upscaled        2021-02
        A    reclassified_in 2022-06
        B    stopped         2022-03
        B    deregistered    2022-06
        C    stopped         2022-03
        C    upscaled        2022-06
        """,
    )
    assert findings(found, "entered_twice") == [code("A")]
    assert findings(found, "left_twice") == [code("B")]
    book = row(found["above_scale_balance"])
    assert book[["entered", "exited"]].tolist() == [1, 2]


def test_an_entry_before_production_and_a_move_are_found(answered):
    found = answered(
        enterprises=REGISTER,
        roster_events="""
        uscc county_code event     period
        A    990001      new_build 2014-12
        B    990001      new_build 2022-03
        C    990001      moved_out 2022-07
        C    990002      moved_in  2022-07
        D    990002      moved_in  2022-07
        """,
    )
    assert findings(found, "before_production") == [code("A")]  # B began on 1 March
    moved = found["above_scale_findings"].query("finding == 'moved_between_counties'")
    assert moved[["uscc", "county_code", "against"]].to_numpy().tolist() == [[code("C"), YI, JIA]]


def test_what_is_wrong_with_candidates_is_found(answered):
    found = answered(
        enterprises=REGISTER,
        roster_events="uscc event period\nD upscaled 2022-02",
        candidate_month="""
            uscc county_code period  revenue_ytd_10k_cny vat_sales_ytd_10k_cny
            A    990001      2022-11 2200                2200
            E    990002      2022-11 2200                2000
            P    990001      2022-11 1000                800
            Q    990001      2022-11 2200                -
            D    990002      2021-11 1800                1800
            """,
        enterprise_month="""
            uscc county_code now  last
            D    990002      3000 1750
            """,
    )
    assert findings(found, "already_listed") == [code("A")]
    assert findings(found, "licence_not_plant") == [code("E")]
    assert findings(found, "revenue_not_vat") == [code("P")]
    assert findings(found, "last_year_not_as_filed") == [code("D")]
    library = found["above_scale_candidates"].set_index("uscc")
    assert set(library.index) == {code("E"), code("P"), code("Q")}
    chance = found["above_scale_calibration"].query("side == 'entry'").set_index("band")
    assert library["chance_pct"].eq(library["band"].map(chance["chance_pct"])).all()
    assert library["chance_pct"].nunique() == 2


PLANTS = {
    **BASE,
    "candidate_month": """
        uscc entry     project_code
        P    new_build P1
        Q    new_build -
        R    new_build P3
        S    new_build X9
        T    upscaled  P5
        U    new_build P6
        V    new_build P7
        """,
    "projects": """
        project_code uscc nature    filed_on
        P1           P    new       2021-06-01
        P2           Q    new       2021-06-01
        P3           W    new       2021-06-01
        P5           T    upgrading 2021-06-01
        P6           U    expansion 2021-06-01
        P7           V    new       2019-11-29
        """,
}


def test_a_new_plant_is_tied_to_its_project_by_code_or_by_its_enterprise(answered):
    month = """
        project_code stage     producing_on
        P1           producing 2022-11-30
        P2           building  -
        P6           producing 2022-12-01
        """
    found = answered(**PLANTS, project_month=month)
    library = found["above_scale_candidates"].set_index("uscc")[["project", "stage"]]
    assert library.loc[code("P")].tolist() == ["P1", "producing"]
    assert library.loc[code("Q")].tolist() == ["P2", "building"]
    assert library.loc[[code("S"), code("T")], "project"].isna().all()  # T grows and builds nothing
    assert findings(found, "project_not_in_library") == [code("S")]
    assert findings(found, "project_of_another") == [code("R")]
    assert findings(found, "filing_not_new") == [code("U")]
    assert findings(found, "filing_needs_proof") == [code("V")]
    assert findings(found, "plant_not_producing") == [code("Q"), code("U")]


def test_without_a_library_candidates_have_no_project_and_no_code_is_wrong(answered):
    texts = {name: text for name, text in PLANTS.items() if name != "projects"}
    found = answered(**texts)
    assert found["above_scale_candidates"][["project", "stage"]].isna().all(axis=None)
    assert found["above_scale_findings"].query("finding.str.contains('project')").empty


def test_without_a_dispatch_projects_are_known_and_no_stage(answered):
    library = answered(**PLANTS)["above_scale_candidates"]
    assert library["project"].notna().sum() == 5
    assert library["stage"].isna().all()


def test_without_candidates_and_reports_the_list_is_still_told(answered):
    found = answered(**BASE)
    assert row(found["above_scale_balance"])["stock"] == 3
    ahead = row(found["above_scale_outlook"])
    assert ahead[["candidates", "at_risk", "expected_net", "chance_pct"]].isna().all()
    assert found["above_scale_calibration"]["last_year"].eq(0).all()


def test_a_city_of_one_county_without_a_last_year_and_without_tasks(answered):
    found = answered(
        counties=(JIA,), tasks=False,
        enterprises="uscc\nA",
        roster_events="uscc event period\nA upscaled 2022-02",
        candidate_month="uscc\nP",
        enterprise_month="uscc\nA",
    )  # fmt: skip
    ahead = row(found["above_scale_outlook"])
    assert ahead["expected_net"] == pytest.approx(1.8)  # 1 + the chance to begin with
    assert pd.isna(ahead["chance_pct"])
    assert row(found["above_scale_balance"])["net_last_year"] == 0


def test_a_month_without_events_is_no_gap_and_one_without_reports_is(stored):
    store = stored(**BASE, enterprise_month=RISKS)
    Given(store, "above_scale", QUESTION, "2022-10").require_period()
    with pytest.raises(DataError, match="2023-03"):
        Given(store, "above_scale", QUESTION, "2023-03").require_period()
