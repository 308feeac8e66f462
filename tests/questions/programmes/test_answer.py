"""Lists and money counted by hand: steps, matches by code, what cannot be so, what may leave."""

import pandas as pd
import pytest
from hypothesis import given as each_of
from hypothesis import strategies as st

from analysis import results
from analysis.errors import DataError
from analysis.questions.programmes import text
from analysis.questions.programmes.answer import steps
from tests.masked import masked

from .conftest import COUNTIES, FIRST, SECOND, entries, row


def test_money_is_planned_then_granted_then_paid(answered):
    found = answered("""
        code title        announced  granted    award paid
        A    百项示范项目 2022-06-01 2022-07-22 300   150
        B    百项示范项目 2022-11-01 -          200   -
        C    百项示范项目 2022-12-01 -          100   -
        D    省千项技改项目 2022-03-01 2022-04-18 - -
        """)
    money = row(found["programme_money"], "hundred_demo")
    columns = ["projects", "granted", "planned_10k_cny", "granted_10k_cny"]
    assert money[columns].tolist() == [2, 1, 500, 300]
    paid = row(found["programme_payments"], "all")
    assert (paid["paid_10k_cny"], paid["paid_pct"]) == (150, 50)
    assert "provincial_plan" not in set(found["programme_money"]["title"])


def test_the_sum_of_programmes_is_that_of_the_counties(answered):
    found = answered(f"""
        code title        county   award
        A    百项示范项目 {FIRST}  300
        B    产业基础再造项目 {SECOND} 500
        """)["programme_money"]
    assert row(found, "all")["granted_10k_cny"] == 800
    assert row(found, "all", SECOND)["granted_10k_cny"] == 500


@each_of(
    st.lists(
        st.tuples(
            st.sampled_from(COUNTIES),
            st.sampled_from(["2022-06-01", "2022-12-31", "-"]),
            st.sampled_from(["2022-07-22", "-"]),
            st.integers(0, 900),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_more_is_granted_than_planned_and_the_city_is_its_counties(awards):
    lines = [f"P{n} {c} {a} {g} {v}" for n, (c, a, g, v) in enumerate(awards)]
    rows = entries("\n".join(["code county announced granted award", *lines]))
    found = steps(rows.assign(title="hundred_demo"), pd.Timestamp("2022-11-30"))
    assert (found["granted_10k_cny"] <= found["planned_10k_cny"]).all()
    amounts = ["planned_10k_cny", "granted_10k_cny"]
    whole = found[found["county_code"].eq("city") & found["title"].eq("all")]
    counties = found[found["county_code"].ne("city") & found["title"].eq("all")]
    assert counties[amounts].sum().tolist() == whole[amounts].sum().tolist()


def test_only_this_years_lists_count_each_project_once(answered):
    lists = answered(
        """
        code year
        A    2022
        A    2022
        B    2021
        """.replace("A    2022\n        A", "A    2022\n        C")
    )["programme_lists"]
    assert row(lists, "hundred_demo")["listed"] == 2
    assert row(lists, "hundred_demo", SECOND)["listed"] == 0


def test_a_listed_project_is_found_by_either_of_its_codes(answered):
    found = answered(
        "code title\nP1 千项技改\nXM2 千项技改\nXM9 千项技改",
        "code platform start plan done\nP1 - 2022-03-01 1000 900\nP2 XM2 - 500 0\nP3 - - 700 0",
    )
    counts = row(found["programme_lists"], "provincial_plan")
    assert counts[["listed", "in_library", "started", "producing"]].tolist() == [3, 2, 1, 0]
    progress = found["programme_progress"].squeeze()
    assert progress[["reported", "plan_year_10k_cny", "done_pct"]].tolist() == [2, 1500, 60]
    assert progress["schedule_10k_cny"] == pytest.approx(1500 * 11 / 12)


NAMED = """
    code platform name
    P1   -        东区铸件项目（一期）
    P2   XM2      西区线缆项目
    P3   -        同名项目
    P4   -        同名项目
    """


@pytest.mark.parametrize(
    ("entry", "findings", "known"),
    [
        ("- 东区铸件项目(一期)", ["matched_by_name"], 1),  # other brackets
        ("XM1 东区铸件项目（一期）", ["matched_by_name"], 1),  # the library has not filled it in
        ("- 西区线缆项目", ["matched_by_name"], 1),  # the list has no code
        ("XM9 西区线缆项目", [], 0),  # two codes are two projects, whatever their names
        ("XM2 东区铸件项目（一期）", [], 1),  # a code goes before a name
        ("- 东区铸件项目", [], 0),
        ("- 同名项目", ["name_of_several"], 0),
    ],
)
def test_without_a_code_a_project_is_found_by_a_name_that_only_it_has(
    answered, entry, findings, known
):
    found = answered(f"title code name\n千项技改 {entry}", NAMED)
    assert row(found["programme_lists"], "provincial_plan")["in_library"] == known
    assert found["programme_findings"]["finding"].tolist() == findings


def test_a_project_listed_by_code_and_by_name_is_one(answered):
    rows = """
        title            code name         award
        百项示范项目     P1   一           5
        产业基础再造项目 -    东区铸件项目（一期） 5
        """
    found = answered(rows, NAMED)["programme_findings"]["finding"].tolist()
    assert sorted(found) == ["matched_by_name", "two_programmes", "two_programmes"]


def test_without_a_library_lists_are_counted_and_nothing_is_known_of_them(answered):
    found = answered("code title\nA 千项技改")
    counts = row(found["programme_lists"], "provincial_plan")
    assert counts[["listed", "in_library", "started"]].tolist() == [1, 0, 0]
    assert found["programme_progress"].empty


@pytest.mark.parametrize(
    ("finding", "times", "rows"),
    [
        ("two_programmes", 2, "code title award\nA 百项示范项目 1\nA 产业基础再造项目 1"),
        ("awarded_again", 2, "code batch award\nA 1 5\nA 2 5"),
        ("paid_above_award", 1, "code award paid\nA 5 6"),
        ("paid_before_granted", 1, "code granted award paid\nA - 5 5"),
    ],
)
def test_what_cannot_be_so_is_found_and_nothing_else(answered, finding, times, rows):
    assert answered(rows)["programme_findings"]["finding"].tolist() == [finding] * times


def test_a_list_without_money_is_no_second_programme(answered):
    rows = "code title award\nA 百项示范项目 5\nA 省千项技改项目 -"
    assert answered(rows)["programme_findings"].empty


def test_the_incentive_holds_for_its_year_and_is_counted_by_enterprise(answered):
    first, second, third = (f"91{n:016d}" for n in range(3))
    rows = f"""
        code     title        year revoked    batch
        {first}  技改环保激励 2022 -          1
        {first}  技改环保激励 2022 -          2
        {second} 技改环保激励 2022 2022-11-30 1
        {third}  技改环保激励 2022 -          1
        X        技改环保激励 2021 -          1
        """
    found = answered(rows, f"code uscc\nP1 {first}\nP2 {second}")
    whole = found["programme_incentives"].set_index("county_code").loc["city"]
    assert whole.tolist() == [2, 1, 50]
    assert found["programme_lists"].empty


def test_a_period_after_the_register_is_refused(answered):
    with pytest.raises(DataError, match="2022-12-05"):
        answered("code\nA", period="2022-12")


@pytest.mark.parametrize(("public", "hidden"), [("-", True), ("2022-06-01", False)])
def test_an_award_on_no_public_list_is_withheld(stored, public, hidden):
    store = stored(f"code award public\nA 300 2022-06-01\nB 500 {public}")
    masks = masked(store, "programmes", "2022-11")["programme_money"]
    assert row(masks, "hundred_demo")["masked"] == hidden


@pytest.mark.parametrize(("builders", "hidden"), [("ab", True), ("abcd", False)])
def test_investment_of_few_listed_projects_is_withheld(stored, builders, hidden):
    titles = "\n".join(f"{code} 千项技改" for code in builders)
    store = stored(f"code title\n{titles}", "code\n" + "\n".join(builders))
    masks = masked(store, "programmes", "2022-11")["programme_progress"]
    assert masks["masked"].tolist() == [hidden]


def test_the_page_begins_with_lists_and_money(stored):
    store = stored(
        "code title award\nA 千项技改 -\nB 百项示范项目 300\nC 专精特新骨干创新发展项目 80"
    )
    release = results.open_release(store.root, "city", "2022-11", "public")
    assert text.headline(release, "zh") == [
        "截至2022年11月末，全市1个项目列入今年省千项技改计划；省计划项目按编码均未在项目库中查到。",
        "今年2个项目获专项资金，拟支持380万元，已认定380万元；其中百项示范和产业基础再造1个，300万元。",
    ]
    assert not release.has("programme_payments")
    other = results.open_release(store.root, SECOND, "2022-11", "public")
    assert text.headline(other, "en") == [
        f"No project of {SECOND} is on the year's provincial upgrading plan.",
        "No project has money of this year's programmes.",
    ]


def test_a_title_of_another_year_or_of_enterprises_is_none_of_these(answered):
    found = answered("code title\nA 绿色工厂\nB 百项示范项目")
    assert set(found["programme_lists"]["title"]) == {"hundred_demo"}
    assert found["programme_money"].empty
    assert pd.api.types.is_float_dtype(found["programme_money"]["planned_10k_cny"])
