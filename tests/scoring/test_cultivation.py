"""Standards of the ladder: every edge, the worked examples, what is not known."""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.scoring.cultivation import Interval, points, screen
from analysis.scoring.cultivation_rules import Standard, standard_for
from analysis.tables.rules import read_rules

FOLDER = Path("data/reference/cultivation")
STANDARDS = {file.stem: read_rules(file, Standard) for file in sorted(FOLDER.glob("*.yaml"))}
ITEMS = [
    pytest.param(item, scale, id=f"{name}-{item.name}-{scale.measure}")
    for name, standard in STANDARDS.items()
    for item in (standard.score.items if standard.score else ())
    for scale in item.best_of
]
# 4,600 → 5,000 → 5,200; R&D 620 and 640; the public example of the rules of 2026.
WORKED = {
    "holds_srdi": 1, "niche_years": 3, "revenue": 5200, "main_share": 92, "debt_ratio": 61,
    "main_growth_compound_2y": 100 * ((5200 / 4600) ** 0.5 - 1), "rd_2y": 1260,
    "rd_share": 100 * 640 / 5200, "rd_share_before": 100 * 620 / 5000, "ip_own_used": 4,
    "market_share": 11, "platform_score": 63, "six_bases": 1,
}  # fmt: skip


def screened(name, **measures):
    """One enterprise, nothing known but what is said; condition → its row."""
    standard = STANDARDS[name]
    row = dict.fromkeys(standard.measures, np.nan) | measures
    return screen(pd.DataFrame([row]), standard).set_index("condition")


def test_the_worked_example_passes_all_of_2026():
    assert round(WORKED["main_growth_compound_2y"], 1) == 6.3
    rows = screened("little_giant_2026", **WORKED)
    assert set(rows["status"]) == {2}
    assert (rows["short"] == 0).all()


def test_with_a_main_share_of_88_it_fails_2026_by_that_alone():
    rows = screened("little_giant_2026", **WORKED | {"main_share": 88})
    assert rows.index[rows["status"] < 2].tolist() == ["main_share"]
    assert rows.loc["main_share", ["value", "required", "short"]].tolist() == [88, 90, 2]
    assert screened("little_giant_2022", main_share=88).loc["main_share", "status"] == 2


@pytest.mark.parametrize(("item", "scale"), ITEMS)
def test_the_edge_belongs_to_the_better_points(item, scale):
    standard = next(s for s in STANDARDS.values() if s.score and item in s.score.items)
    edges = scale.at_least or scale.at_most or {scale.given_up_to: scale.given_up_to}
    for edge, expected in edges.items():
        past = 1e-6 if scale.at_most else -1e-6
        found = []
        for value in (edge, edge + past):
            known = {name: np.array([np.nan]) for name in standard.measures}
            known = {name: Interval.of(pd.Series([np.nan])) for name in known}
            others = {s.measure: Interval.of(pd.Series([0.0])) for s in item.best_of}
            known |= others | {scale.measure: Interval.of(pd.Series([value]))}
            only = standard.score.model_copy(update={"items": (item,)})
            found.append(points(known, only)["points"].low[0])
        assert found[0] == expected
        assert found[1] < expected


def test_points_of_an_innovative_enterprise():
    # 10 + 20 | 5 + 10 | 5 + 20 = 70; a debt ratio of 55.1 leaves 10 of 15 for growth
    base = {
        "ip_high_value": 0, "ip_own": 0, "ip_class_1": 1, "ip_class_2": 3, "rd_share": 5,
        "main_growth": 0, "debt_ratio": 55, "strategic_emerging": 0, "main_share": 70,
        "science_award": 0, "high_tech_title": 0, "rd_institution": 2, "new_equity_3y": 0,
    }  # fmt: skip
    rows = screened("innovative_sme_2022", **base)
    assert rows["value"].tolist() == [70, 30, 15, 25]
    assert set(rows["status"]) == {2}
    rows = screened("innovative_sme_2022", **base | {"debt_ratio": 55.1})
    assert rows.index[rows["status"] == 0].tolist() == ["points_growth"]
    rows = screened("innovative_sme_2022", **base | {"debt_ratio": 55.1, "high_tech_title": 1})
    assert set(rows["status"]) == {2}


SRDI = {
    "holds_innovative_sme": 1, "main_share": 80, "main_growth_mean_2y": 10, "niche_years": 5.9,
    "short_board": 0, "six_bases": 1, "key_chain": 0, "digital_level": 2, "quality_marks": 2,
    "net_margin": 6, "debt_ratio": 60, "feature_points": 18, "ip_high_value": 0, "ip_own": 1,
    "ip_class_1": 1, "ip_class_2": 0, "rd": 100, "rd_share": 10, "rd_staff_share": 10,
    "rd_institution": 2, "revenue": 1000, "new_equity_2y": 0, "science_award": 0, "rd_2y": 190,
    "maker_contest_500": 0,
}  # fmt: skip


def test_points_of_a_specialised_enterprise():
    # 5 + 10 + 2 + 3 = 20 | 3 + 5 + 6 + 3 = 17 | 15 at most | 8 + 10 (10 % of revenue) + 3 + 4 = 25
    rows = screened("srdi_2022", **SRDI)
    assert rows.loc["points", "value"] == 77
    assert set(rows["status"]) == {2}


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({"niche_years": 1.9}, "niche_years"),
        ({"rd": 99.9}, "rd_amount"),
        ({"rd_share": 2.9}, "rd_share"),
        ({"revenue": 999}, "revenue_or_equity"),
        ({"holds_innovative_sme": 0}, "prerequisite"),
    ],
)
def test_a_condition_not_met_is_named(changes, lacking):
    rows = screened("srdi_2022", **SRDI | changes)
    assert rows.index[rows["status"] == 0].tolist() == [lacking]


def test_equity_stands_for_revenue_and_an_award_only_for_the_score():
    small = SRDI | {"revenue": 999, "feature_points": 0, "rd_share": 3, "net_margin": 0}
    rows = screened("srdi_2022", **small | {"new_equity_2y": 2000, "science_award": 1})
    assert rows.loc["revenue_or_equity", ["measure", "status"]].tolist() == ["new_equity_2y", 2]
    rows = screened("srdi_2022", **small | {"science_award": 1})
    assert rows.loc["revenue_or_equity", "status"] == 0
    assert rows.loc["points", "status"] == 2


@pytest.mark.parametrize(
    ("measures", "status"),
    [
        ({"revenue": 10000, "rd_share": 3, "rd_share_before": 3}, 2),
        ({"revenue": 10000, "rd_share": 3, "rd_share_before": 2.9}, 0),
        ({"revenue": 9999, "rd_share": 5.9, "rd_share_before": 6}, 0),
        ({"revenue": 5000, "rd_share": 6, "rd_share_before": 6}, 2),
        ({"revenue": 4999, "rd_share": 9, "rd_share_before": 9, "new_equity_2y": 8000,
          "rd_2y": 3000, "rd_staff_share": 49.9}, 0),
        ({"revenue": 4999, "new_equity_2y": 8000, "rd_2y": 3000, "rd_staff_share": 50}, 2),
        ({"revenue": 5000, "rd_share": 1, "rd_share_before": 1, "new_equity_2y": 8000,
          "rd_2y": 3000, "rd_staff_share": 50}, 0),
        ({"revenue": 5000, "rd_share": 1, "rd_share_before": 1, "national_award": 1}, 2),
    ],
)  # fmt: skip
def test_research_by_band_of_revenue_the_lower_limit_in_the_band(measures, status):
    none = {"national_award": 0, "maker_contest_50": 0}
    rows = screened("little_giant_2022", **none | measures)
    assert rows.loc["rd", "status"] == status


def test_two_years_in_the_niche_are_enough_where_a_gap_is_filled():
    for short_board, status in ((0, 0), (1, 2), (np.nan, 1)):
        rows = screened("little_giant_2022", niche_years=2, short_board=short_board)
        assert rows.loc["niche_years", "status"] == status
    assert screened("little_giant_2026", niche_years=2, short_board=1).loc[
        "niche_years", "status"
    ] == 0  # fmt: skip


@pytest.mark.parametrize("name", STANDARDS)
def test_what_is_not_known_is_never_passed(name):
    rows = screened(name)
    assert set(rows["status"]) == {1}
    assert rows.loc[~rows["measure"].str.startswith("points"), "value"].isna().all()


@given(
    known=st.dictionaries(st.sampled_from(sorted(SRDI)), st.booleans()),
    values=st.fixed_dictionaries({name: st.floats(0, 1e4) for name in SRDI}),
)
def test_what_becomes_known_never_overturns_a_result(known, values):
    some = {name: values[name] for name in values if known.get(name, True)}
    less = screened("srdi_2022", **some)["status"]
    more = screened("srdi_2022", **values)["status"]
    assert set(more) <= {0, 2}
    assert ((less == 1) | (less == more)).all()
    assert (screened("srdi_2022", **values)["short"].gt(0) == more.eq(0)).all()


def test_the_standard_is_that_of_the_day_of_application():
    known = [*STANDARDS.values()]
    for rung, day, name in (
        ("specialised", dt.date(2022, 7, 31), None),
        ("specialised", dt.date(2022, 8, 1), "srdi_2022"),
        ("specialised", dt.date(2026, 3, 31), "srdi_2022"),
        ("specialised", dt.date(2026, 4, 1), "srdi_2026"),
        ("little_giant", dt.date(2026, 4, 1), "little_giant_2026"),
        ("innovative", dt.date(2026, 4, 1), "innovative_sme_2022"),
    ):
        found = standard_for(known, rung, day)
        assert (found.name if found else None) == name
    with pytest.raises(DataError, match="several standards hold on 2023-01-01"):
        standard_for([*known, STANDARDS["srdi_2022"]], "specialised", dt.date(2023, 1, 1))


def test_what_was_read_at_second_hand_is_marked():
    unconfirmed = {name for name, standard in STANDARDS.items() if not standard.confirmed}
    assert unconfirmed == {"srdi_2026", "little_giant_2026"}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("given_up_to: 15", "given_up_to: 10", "add up to 95 points"),
        ("at_least: {80: 5, 70: 3", "at_least: {80: 3, 70: 5", "harder edge must give more"),
        ("measure: niche_years, at_least: 2}]", "measure: niche_years}]", "at_least or at_most"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused(tmp_path, old, new, fault):
    text = (FOLDER / "srdi_2022.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "wrong.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError, match=fault):
        read_rules(path, Standard)


def test_a_measure_that_is_not_there_is_named():
    with pytest.raises(DataError, match="srdi_2022: no measures debt_ratio"):
        screen(pd.DataFrame([SRDI]).drop(columns="debt_ratio"), STANDARDS["srdi_2022"])
