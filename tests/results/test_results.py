"""Results are computed once, and a county's folder holds what it may see and no more."""

import dataclasses
import json
import os

import pytest

import analysis.results as results
from analysis.errors import DataError
from analysis.tables import registry
from analysis.tables.store import Store
from tests.results.conftest import CELLS, TABLE, ask


def released(store, period="2022-11", audience="public"):
    return results.release(Store(store), "test", period, audience)


def shown(store, county, table, audience="public", period="2022-11"):
    return results.open_release(store, county, period, audience).table(table)


def test_answered_once_for_all_audiences_and_counties(store, calls):
    for audience in ("public", "county", "internal", "public"):
        for county in ("990001", "990002"):
            shown(store, county, "map", audience)
    assert calls == ["2022-11"]


def test_nothing_is_answered_before_a_table_is_asked_for(store, calls):
    release = results.open_release(store, "990001", "2022-11", "public")
    assert release.county_name("zh") == "甲县"
    assert calls == []
    assert release.questions == ()
    release.table("map")
    assert release.questions == ("test",)


def test_another_period_is_another_answer(store, calls):
    released(store, "2022-11")
    released(store, "2022-10")
    assert calls == ["2022-11", "2022-10"]


def test_the_public_sees_masks_its_county_and_no_enterprise(store, calls):
    release = results.open_release(store, "990001", "2022-11", "public")
    own = release.table("by_industry")
    assert set(own["county_code"]) == {"990001"}
    assert own.loc[own["industry_code"] == "17", "masked"].all()
    assert own.loc[own["masked"], "test_10k_cny"].isna().all()
    assert own["masked"].sum() == 2  # the single enterprise and its companion
    assert not release.has("firms")
    with pytest.raises(DataError, match="无此数据"):
        release.table("firms")


def test_no_file_of_a_public_release_names_an_enterprise(store, calls):
    folder = released(store)
    content = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert b"990001-17-0" not in content


def test_a_county_sees_its_own_and_the_masks_of_others(store, calls):
    seen = shown(store, "990002", "map", "county")
    assert not seen.loc[seen["county_code"] == "990002", "masked"].any()
    assert seen.loc[seen["county_code"] == "990001", "masked"].sum() == 2
    assert len(seen) == 6


def test_a_county_receives_its_own_rows_unmasked_and_no_others(store, calls):
    for county in ("990001", "990002"):
        own = shown(store, county, "by_industry", "county")
        assert set(own["county_code"]) == {county}
        assert not own["masked"].any()
        assert own["test_10k_cny"].notna().all()


def test_a_countys_own_rows_stand_where_its_masked_ones_were(store, calls, monkeypatch):
    asked = registry.questions()["test"]

    def unsorted(given):
        found = asked.answer(given)
        return {**found, "map": found["map"].iloc[[5, 0, 3, 1, 4, 2]]}

    ask(monkeypatch, {"test": dataclasses.replace(asked, answer=unsorted)})
    keys = [*zip(*(shown(store, "990001", "map", "public")[c] for c in CELLS), strict=True)]
    assert keys != sorted(keys)
    own = shown(store, "990001", "map", "county")
    assert [*zip(*(own[c] for c in CELLS), strict=True)] == keys


def test_no_file_of_own_figures_is_written_where_nothing_is_withheld(store, calls, monkeypatch):
    assert [*released(store, audience="county").rglob("*.own.parquet")]
    asked = registry.questions()["test"]
    free = dataclasses.replace(TABLE["map"], cells=(), measures=(), free="announced")
    answers = (TABLE["by_industry"], free, TABLE["firms"])
    ask(monkeypatch, {"test": dataclasses.replace(asked, answers=answers)})
    monkeypatch.setattr("analysis.results.key.question_code", lambda name: "another")
    assert not [*released(store, audience="county").rglob("*.own.parquet")]


def kept(store):
    kinds = ("results", "released")
    return [{place.name for place in (store / kind / "test").iterdir()} for kind in kinds]


def test_old_results_are_removed_but_the_newest_two_and_those_in_use(store, calls):
    periods = [f"2022-{month:02d}" for month in range(5, 11)]
    keys = [results.question_key(Store(store), "test", period) for period in periods]
    names = [released(store, period).parent.name for period in periods]
    assert kept(store) == [{*keys}, {*names}]  # all made today
    for kind, made in (("results", keys), ("released", names)):
        for age, name in enumerate(reversed(made)):
            os.utime(store / kind / "test" / name, (1e9 - age, 1e9 - age))
    released(store, periods[0], "county")  # asked for again
    assert kept(store) == [{*keys}, {names[0], names[-1]}]
    newest = released(store, "2022-11").parent.name
    now = results.question_key(Store(store), "test", "2022-11")
    assert kept(store) == [{keys[0], now}, {names[0], newest}]
    shown(store, "990001", "map", period="2022-05")
    assert calls == [*periods, "2022-11"]


def test_a_store_that_cannot_be_written_is_read_all_the_same(store, calls, monkeypatch):
    shown(store, "990001", "map")

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr("analysis.results.kept.os.utime", refuse)
    assert len(shown(store, "990001", "map")) == 6


def test_the_bureau_sees_everything(store, calls):
    release = results.open_release(store, "990001", "2022-11", "internal")
    assert not release.table("map")["masked"].any()
    assert release.has("firms")


def test_an_edition_opens_without_the_store(store, calls):
    released(store)
    folder = results.edition(Store(store), "2022-11", "public")
    release = results.open_release(folder, "990002", "2022-11", "public")
    assert release.county_name("zh") == "乙县"
    assert release.city.feeds == []
    assert len(release.table("map")) == 6
    with pytest.raises(DataError, match="tables are for 2022-11, public"):
        results.open_release(folder, "990002", "2022-10", "public")


def test_an_edition_says_why_a_question_has_no_answer(store, calls):
    why = {"test": ("没有数据", "no data here")}
    folder = results.edition(Store(store), "2022-11", "public", why)
    release = results.open_release(folder, "990002", "2022-11", "public")
    assert not release.has("map")
    with pytest.raises(DataError, match="no data here"):
        release.table("map")
    assert calls == []


def test_a_table_is_read_once_and_what_a_notebook_does_to_it_stays_there(store, calls):
    release = results.open_release(store, "990002", "2022-11", "county")
    before = release.table("map")
    for file in release.of_question("test").rglob("map*.parquet"):
        file.unlink()
    changed = release.table("map")
    changed["test_10k_cny"] = -1.0
    changed.loc[0, "county_code"] = "000000"
    assert release.table("map").equals(before)
    assert release.all().table("map").equals(before)


def test_unknown_county_and_audience(store, calls):
    with pytest.raises(DataError, match="没有代码或名称为“999999”的县"):
        results.open_release(store, "999999", "2022-11", "public")
    with pytest.raises(DataError, match="参数audience的值'everyone'无效"):
        results.open_release(store, "990001", "2022-11", "everyone")


def test_a_failed_answer_leaves_nothing_half_written(store, calls, monkeypatch):
    def fails(given):
        raise DataError("坏", "bad")

    ask(monkeypatch, {"test": dataclasses.replace(registry.questions()["test"], answer=fails)})
    with pytest.raises(DataError, match="bad"):
        released(store)
    assert [f for f in store.rglob("*") if ".partial" in f.name] == []
    assert not (store / "released" / "test").exists()


def test_a_release_has_no_table_of_an_omitted_question_and_says_why(store, calls):
    why = {"test": ("坏", "bad")}
    opened = results.edition(Store(store), "2022-11", "public", why)
    release = results.open_release(opened, "990001", "2022-11", "public")
    assert not release.has("by_industry")
    assert release.why_omitted("test") == {"zh": "坏", "en": "bad"}
    whole = results.open_release(store, "990001", "2022-11", "public")
    assert whole.has("by_industry")
    assert whole.why_omitted("test") is None
    assert release.questions == ()


def test_a_question_reads_what_it_declares_and_nothing_else(store, calls, monkeypatch):
    from analysis.tables.enterprises import ENTERPRISES

    def curious(given):
        return {"firms": given[ENTERPRISES]}

    ask(monkeypatch, {"test": dataclasses.replace(registry.questions()["test"], answer=curious)})
    with pytest.raises(ValueError, match="does not declare that it reads enterprises"):
        released(store)


def test_provenance_names_tables_and_never_a_path(store, calls):
    release = results.open_release(store, "990001", "2022-11", "public")
    release.table("map")
    made_of = release.provenance("test")
    assert {*made_of["tables"]} == {"counties", "targets"}
    assert release.facts["city_folder"] == "small-city"
    assert str(store) not in json.dumps([made_of, release.facts])


def test_a_release_says_nothing_of_the_rules_that_withhold(store, calls):
    release = results.open_release(store, "990001", "2022-11", "public")
    said = (release.edition / "release.json").read_text(encoding="utf-8")
    assert {*release.facts["city"]["disclosure"]} == {"released_by_source"}
    assert not [word for word in ("minimum", "p_percent") if word in said]


def test_a_county_given_as_a_number_or_by_name_is_its_code(store, calls):
    """papermill -p county 990002 hands over a number, an analyst the name."""
    for county in (990002, "乙县"):
        release = results.open_release(store, county, "2022-11", "public")
        assert release.county == "990002"
        assert release.county_name("zh") == "乙县"
