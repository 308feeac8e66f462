"""Results are computed once, and a county's folder holds what it may see and no more."""

import json
import os

import pytest

import analysis.results as results
from analysis.errors import DataError


def test_answered_once_for_all_audiences_and_counties(store, calls):
    for audience in ("public", "county", "internal", "public"):
        for county in ("990001", "990002"):
            results.open_release(store, county, "2022-11", audience)
    assert calls == ["2022-11"]


def test_another_period_is_another_answer(store, calls):
    results.prepare(store, "2022-11", "public")
    results.prepare(store, "2022-10", "public")
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
    folder = results.prepare(store, "2022-11", "public")
    content = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    assert b"990001-17-0" not in content


def test_a_county_sees_its_own_and_the_masks_of_others(store, calls):
    seen = results.open_release(store, "990002", "2022-11", "county").table("map")
    assert not seen.loc[seen["county_code"] == "990002", "masked"].any()
    assert seen.loc[seen["county_code"] == "990001", "masked"].sum() == 2
    assert len(seen) == 6


def test_a_county_receives_its_own_rows_unmasked_and_no_others(store, calls):
    for county in ("990001", "990002"):
        own = results.open_release(store, county, "2022-11", "county").table("by_industry")
        assert set(own["county_code"]) == {county}
        assert not own["masked"].any()
        assert own["test_10k_cny"].notna().all()


def kept(store):
    return [{place.name for place in (store / kind).iterdir()} for kind in ("results", "released")]


def test_old_results_are_removed_but_the_newest_two_and_those_in_use(store, calls):
    periods = [f"2022-{month:02d}" for month in range(5, 11)]
    names = [results.prepare(store, period, "public").parent.name for period in periods]
    assert kept(store) == [{*names}, {*names}]  # all made today
    for kind in ("results", "released"):
        for age, name in enumerate(reversed(names)):
            os.utime(store / kind / name, (1e9 - age, 1e9 - age))
    results.prepare(store, periods[0], "internal")  # asked for again
    assert kept(store) == [{names[0], names[-1]}, {names[0], names[-1]}]
    newest = results.prepare(store, "2022-11", "public").parent.name
    assert kept(store) == [{names[0], newest}, {names[0], newest}]
    results.open_release(store, "990001", "2022-05", "public").table("map")
    assert calls == [*periods, "2022-11"]


def test_a_store_that_cannot_be_written_is_read_all_the_same(store, calls, monkeypatch):
    results.prepare(store, "2022-11", "public")

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(results.os, "utime", refuse)
    assert len(results.open_release(store, "990001", "2022-11", "public").table("map")) == 6


def test_the_bureau_sees_everything(store, calls):
    release = results.open_release(store, "990001", "2022-11", "internal")
    assert not release.table("map")["masked"].any()
    assert release.has("firms")


def test_prepared_folder_opens_without_the_store(store, calls):
    folder = results.prepare(store, "2022-11", "public")
    release = results.open_release(folder, "990002", "2022-11", "public")
    assert release.county_name("zh") == "乙县"
    assert release.city.feeds == []
    with pytest.raises(DataError, match="tables are for 2022-11, public"):
        results.open_release(folder, "990002", "2022-10", "public")


def test_a_table_is_read_once_and_what_a_notebook_does_to_it_stays_there(store, calls):
    release = results.open_release(store, "990002", "2022-11", "county")
    before = release.table("map")
    for file in release.releases.rglob("map*.parquet"):
        file.unlink()
    changed = release.table("map")
    changed["test_10k_cny"] = -1.0
    changed.loc[0, "county_code"] = "000000"
    assert release.table("map").equals(before)
    assert release.of(None).table("map").equals(before)


def test_unknown_county_and_audience(store, calls):
    with pytest.raises(DataError, match="没有代码为“999999”的县"):
        results.open_release(store, "999999", "2022-11", "public")
    with pytest.raises(DataError, match="未知的读者"):
        results.prepare(store, "2022-11", "everyone")


def test_a_failed_answer_leaves_nothing_half_written(store, calls, monkeypatch):
    question = results.questions()[0]

    def fails(*_):
        raise DataError("坏", "bad")

    broken = type(question)(question.name, question.needs, fails, question.cells)
    monkeypatch.setattr(results, "questions", lambda: (broken,))
    with pytest.raises(DataError, match="bad"):
        results.prepare(store, "2022-11", "public")
    assert [f for f in store.rglob("*") if ".partial" in f.name] == []
    assert list((store / "released").rglob("release.json")) == []


def test_rules_and_code_are_part_of_the_key(store, calls, monkeypatch):
    before = results.prepare(store, "2022-11", "public")
    monkeypatch.setattr(results, "code_fingerprint", lambda: "other")
    assert results.prepare(store, "2022-11", "public") != before


def test_provenance_names_the_city_folder(store, calls):
    facts = results.open_release(store, "990001", "2022-11", "public").facts
    assert facts["provenance"]["city_folder"] == "small-city"
    assert str(store) not in json.dumps(facts)


def test_a_county_given_as_a_number_or_by_name_is_its_code(store, calls):
    """papermill -p county 990002 hands over a number, an analyst the name."""
    folder = results.prepare(store, "2022-11", "public")
    for county in (990002, "乙县"):
        release = results.open_release(folder, county, "2022-11", "public")
        assert release.county == "990002"
        assert release.county_name("zh") == "乙县"
