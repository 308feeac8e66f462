"""The board quotes what other questions answered: their values, their masks, their keys."""

import pytest

from analysis.results import open_release, question_key
from analysis.results.answers import Quoted
from analysis.results.key import given, quoted
from analysis.tables.registry import figures
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.shapes import all_tables, city_of, small_city

from .conftest import FIRST, NET, THIRD, Written


def states(store, county, audience):
    rows = open_release(store.root, county, "2022-11", audience).table("board_states")
    return rows[rows["state"] == "now"].set_index("county_code")


def test_the_values_are_those_of_the_other_question(store):
    rows = states(store, "city", "internal")
    release = open_release(store.root, "city", "2022-11", "internal")
    there = release.quantities("investment").query("quantity == 'investment_done'")
    assert rows["value"].to_dict() == there.set_index("county_code")["value"].to_dict()
    assert rows.loc[FIRST, "done_pct"] == pytest.approx(100 * 5400 / 6000)


def test_what_is_withheld_there_is_withheld_here_but_from_the_county_itself(store):
    release = open_release(store.root, FIRST, "2022-11", "public")
    there = release.quantities("investment").query("quantity == 'investment_done'")
    there = there.set_index("county_code")["masked"]
    public = states(store, FIRST, "public")
    assert there[THIRD]
    assert public["masked"].to_dict() == there.to_dict()
    assert public.loc[THIRD, ["value", "pace_pp", "gap", "light"]].isna().all()
    assert states(store, THIRD, "county").loc[THIRD, "value"] == 1800
    assert not states(store, FIRST, "internal")["masked"].any()


def test_a_question_without_an_answer_has_no_values(store):
    found = Quoted(store)
    assert found.values("above_scale_net_increase", "2022-11") is None
    assert found.masked("above_scale_net_increase", "2022-11") is None


def test_a_question_that_lacks_the_table_of_a_figure_has_no_values_of_it(tmp_path):
    small = small_city(tmp_path / "small", enterprises=12, seed=5)
    kept = ("counties", "industries", "industry_month")
    tables = {name: frame for name, frame in all_tables(small).items() if name in kept}
    found = Quoted(city_of(tmp_path / "store", small.city(), tables))
    assert found.values("cluster_revenue", "2022-11") is None
    assert found.masked("cluster_revenue", "2022-11") is None


def test_a_question_that_is_broken_is_quoted_by_none(store, monkeypatch):
    asked = given(store, "board", "2022-11")
    assert "investment 2022-11" in quoted(asked)
    others = {name: found for name, found in figures().items() if found[0] != "investment"}
    for module in ("key", "answers"):
        monkeypatch.setattr(f"analysis.results.{module}.figures", lambda: others)
    assert "investment 2022-11" not in quoted(asked)
    assert Quoted(store).values("investment_done", "2022-11") is None
    assert Quoted(store).masked("investment_done", "2022-11") is None


def test_the_key_changes_with_what_is_quoted(store):
    before = question_key(store, "board", "2022-11")
    tables = {name: store.read(name) for name in store.tables()}
    changed = tables["project_month"].assign(done_ytd_10k_cny=1.0)
    write_version(store.root, store.city(), {**tables, "project_month": changed}, [], "anew")
    assert question_key(Store(store.root), "board", "2022-11") != before


def test_a_figure_that_is_not_declared_cannot_be_quoted(asked):
    with pytest.raises(ValueError, match="does not declare that it quotes investment_done"):
        asked([NET], Written({})).quoted("investment_done", "2022-11")
