"""Plans of replacement: published examples, rules by the day of filing, what is barred."""

import pytest
from hypothesis import given as drawn_from
from hypothesis import settings
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.replacement.question import QUESTION
from tests.questions.help.conftest import answers, write_store

from .conftest import plans, retired

LATER = {"filed": "2026-03-10", "published": "2026-05-01"}
WHOLE = [{"given": 2500.0}, {"given": 2000.0}]


def judged(found):
    return found["replacement_by_plan"].iloc[0]


def test_so_much_clinker_at_two_to_one_needs_twice_as_much(answered):
    plan = judged(answered([{}], WHOLE))
    assert plan[["ratio", "required_t_per_day", "counted_t_per_day"]].tolist() == [2, 4500, 4500]
    assert (plan["verdict"], plan["missing_t_per_day"]) == ("lawful", 0)


def test_so_much_glass_in_a_key_region_needs_a_quarter_more(answered):
    plan = judged(answered([{"product": "flat_glass", "new": 1000.0}], [{"given": 1200.0}]))
    assert plan[["required_t_per_day", "missing_t_per_day"]].tolist() == [1250, 50]
    assert plan["verdict"] == "short"


@pytest.mark.parametrize(
    ("filed", "product", "key", "ratio"),
    [
        ("2020-06-05", "clinker", True, 1.5),
        ("2020-06-05", "clinker", False, 1.25),
        ("2021-07-31", "clinker", True, 1.5),
        ("2021-08-01", "clinker", True, 2),
        ("2022-03-10", "clinker", False, 1.5),
        ("2022-03-10", "flat_glass", False, 1),
        ("2022-03-10", "pv_glass", True, 0),
        ("2024-11-01", "clinker", False, 1.5),
    ],
)
def test_the_ratio_is_that_of_the_day_of_filing_and_the_region(
    answered, filed, product, key, ratio
):
    told = {"filed": filed, "product": product, "key": key}
    plan = judged(answered([told], [{"given": 10000.0}], period="2026-11"))
    assert (plan["ratio"], plan["verdict"]) == (ratio, "lawful")


@pytest.mark.parametrize(
    ("province", "verdict"),
    [("湖北", "lawful"), ("贵州省", "lawful"), ("河北省", "no_ratio"), ("本省", "no_ratio")],
)
@pytest.mark.parametrize("filed", ["2022-03-10", "2026-03-10"])
def test_gypsum_cement_has_a_ratio_in_the_provinces_named_alone(answered, filed, province, verdict):
    told = {"product": "gypsum_cement", "province": province, "filed": filed}
    lines = [{"given": 2250.0, "province": province}]
    plan = judged(answered([told], lines, period="2026-11"))
    assert plan["verdict"] == verdict
    assert (plan["ratio"] == 1) == (verdict == "lawful")


@pytest.mark.parametrize(
    ("filed", "product"), [("2017-06-01", "clinker"), ("2020-06-05", "flat_glass")]
)
def test_without_a_rule_or_a_ratio_nothing_is_judged(answered, filed, product):
    found = answered([{"filed": filed, "product": product}], WHOLE)
    assert judged(found)["verdict"] == "no_ratio"
    counts = found["replacement_counts"].query("county_code == 'city' and product == @product")
    assert counts[["plans", "no_ratio", "given_t_per_day"]].to_numpy().tolist() == [[1, 1, 0]]


@pytest.mark.parametrize("line", [{"restricted": True}, {"province": "邻省"}])
def test_a_restricted_line_or_one_from_away_counts_at_two_to_one(answered, line):
    plan = {"key": False, "new": 2000.0}
    found = answered([plan], [{"given": 2000.0, **line}, {"given": 1500.0}])
    lines = found["replacement_lines"].set_index("line")
    assert lines["line_ratio"].tolist() == [2, 1.5]
    assert lines["counted_t_per_day"].tolist() == [1500, 1500]  # 2000 / 2 + 1500 / 1.5 = 2000
    assert judged(found)["verdict"] == "lawful"


@pytest.mark.parametrize(
    ("line", "bar"),
    [
        ({"stopped": "2024-03-10"}, "stopped"),
        ({"stopped": "2024-03-11"}, None),
        ({"ran": 89.0, "ran_before": 89.0}, "ran_little"),
        ({"ran": 89.0, "ran_before": 90.0}, None),
        ({"ran": 89.0}, None),
        ({"below": True}, "below_baseline"),
        ({"sealed": True}, "sealed"),
        ({}, None),
    ],
)
def test_lines_that_may_not_be_given_since_the_rule_of_2024(answered, line, bar):
    lines = [{"given": 2500.0}, {"given": 2000.0, **line}]
    found = answered([LATER], lines, period="2026-11")
    held = found["replacement_lines"].set_index("line").loc["L2"]
    assert held["bar"] == bar or (bar is None and held["bar"] != held["bar"])
    assert held["counted_t_per_day"] == (0 if bar else 2000)
    assert judged(found)["missing_t_per_day"] == (2000 if bar else 0)
    earlier = answered([{}], lines)["replacement_lines"]
    assert earlier["bar"].isna().all()  # the rule of 2021 bars none


def test_years_before_2024_do_not_bar_a_line_that_ran_little(answered):
    told = {"filed": "2025-03-10", "published": None}
    lines = [{"given": 4500.0, "ran": 10.0, "ran_before": 10.0}]
    assert judged(answered([told], lines, period="2026-11"))["verdict"] == "lawful"


@pytest.mark.parametrize(
    ("plan", "verdict"),
    [
        ({"key": True}, "import_barred"),
        ({"key": False, "use": 49.9}, "import_barred"),
        ({"key": False, "use": 50.0}, "lawful"),
        ({"key": False}, "lawful"),
    ],
)
def test_where_capacity_of_other_provinces_may_not_come(answered, plan, verdict):
    lines = [{"given": 4500.0, "province": "邻省"}]
    found = answered([LATER | plan], lines, period="2026-11")
    assert judged(found)["verdict"] == verdict
    assert judged(answered([{"key": True}], lines))["verdict"] == "lawful"  # the rule of 2021


def test_a_line_is_not_split_since_2024_and_counts_as_filed_not_as_said(answered):
    part = [{"given": 4500.0, "filed": 5000.0}]
    assert judged(answered([LATER], part, period="2026-11"))["verdict"] == "split"
    assert judged(answered([{}], part))["verdict"] == "lawful"
    found = answered([{}], [{"given": 4500.0, "filed": 4000.0}])
    assert judged(found)["missing_t_per_day"] == 500
    assert found["replacement_findings"]["finding"].tolist() == ["above_filed"]


@pytest.mark.parametrize(
    ("finding", "told", "lines", "times"),
    [
        ("given_twice", [{}, {}], [*WHOLE, {"plan": "P2", "line": "L1", "given": 2500.0},
                                   {"plan": "P2", "line": "L9", "given": 2000.0}], 2),
        ("no_lines", [{}, {}], WHOLE, 1),
        ("unknown_plan", [{}], [*WHOLE, {"plan": "P7", "given": 100.0}], 1),
        ("draft_ratio", [LATER], WHOLE, 1),
    ],
)  # fmt: skip
def test_every_check_finds_its_planted_row_and_no_other(answered, finding, told, lines, times):
    assert answered([{}], WHOLE)["replacement_findings"].empty
    found = answered(told, lines, period="2026-11")["replacement_findings"]
    assert found["finding"].tolist() == [finding] * times


def test_a_plan_of_which_nothing_is_asked_needs_no_lines(answered):
    found = answered([{"product": "pv_glass"}, {}], [{**line, "plan": "P2"} for line in WHOLE])
    assert found["replacement_findings"].empty
    assert judged(found)["verdict"] == "lawful"


def test_announced_plans_are_counted_and_products_do_not_add_up(answered):
    told = [{}, {"published": None}, {"product": "flat_glass", "new": 800.0}]
    lines = [*WHOLE, {"plan": "P3", "line": "G1", "given": 900.0}]
    counts = answered(told, lines)["replacement_counts"].query("county_code == 'city'")
    counts = counts.set_index("product")
    assert counts.loc["all", ["plans", "lawful"]].tolist() == [2, 1]
    assert counts.loc["all", ["new_t_per_day", "given_t_per_day"]].isna().all()
    assert counts.loc["clinker", ["plans", "new_t_per_day"]].tolist() == [1, 2250]
    assert counts.loc["flat_glass", ["required_t_per_day", "given_t_per_day"]].tolist() == [
        1000,
        900,
    ]


def test_plans_filed_after_the_period_are_not_there(answered):
    found = answered([{}, {"filed": "2022-12-01"}], WHOLE)
    assert found["replacement_by_plan"]["plan_id"].tolist() == ["P1"]
    with pytest.raises(DataError, match="产能置换方案台账"):
        answered([{}], WHOLE, period="2022-02")


@drawn_from(
    st.lists(
        st.tuples(st.integers(100, 5000), st.booleans(), st.sampled_from(["本省", "邻省"])),
        min_size=1,
        max_size=6,
    ),
    st.integers(500, 5000),
    st.booleans(),
)
@settings(deadline=None, max_examples=15)
def test_for_every_plan_no_more_counts_than_is_given(tmp_path_factory, lines, new, key):
    told = [{"given": float(g), "restricted": r, "province": p} for g, r, p in lines]
    tables = {
        "replacement_plans": plans({"new": float(new), "key": key}),
        "retired_lines": retired(*told),
    }
    root = tmp_path_factory.mktemp("s")
    plan = judged(answers(write_store(root, **tables), QUESTION, "replacement"))
    assert plan["counted_t_per_day"] <= plan["given_t_per_day"] + 1e-6
    lawful = plan["counted_t_per_day"] >= plan["required_t_per_day"] - 1e-6
    assert (plan["verdict"] == "lawful") == lawful
    assert plan["missing_t_per_day"] == pytest.approx(
        max(0, plan["required_t_per_day"] - plan["counted_t_per_day"])
    )
