"""What is withheld is worked out once, for those outside together, and never for the bureau."""

import pandas as pd
import pytest

from analysis import results
from analysis.disclosure.ledger import Ledger, folder_of_ledger, no_cells
from analysis.tables.store import Store
from analysis.tables.version import write_version
from tests.results.conftest import CITY


@pytest.fixture
def solved(monkeypatch):
    """How often masks were worked out."""
    done = []
    work_out = results.answers.masks_of

    def counted(given, *more):
        done.append(given.period)
        return work_out(given, *more)

    monkeypatch.setattr(results.answers, "masks_of", counted)
    return done


def masks_of(store):
    """The folders of masks of the test question."""
    return [*(results.answers.answers(store, "test", "2022-11") / "masks").iterdir()]


def test_once_for_both_audiences_and_never_for_the_bureau(store, calls, solved):
    store = Store(store)
    results.release(store, "test", "2022-11", "internal")
    assert solved == []
    folders = [results.release(store, "test", "2022-11", a) for a in ("public", "county")]
    assert solved == ["2022-11"]
    (kept,) = masks_of(store)
    assert sorted(file.name for file in kept.iterdir()) == ["by_industry.parquet", "map.parquet"]
    masks = pd.read_parquet(kept / "map.parquet")
    for folder in folders:
        shown = pd.read_parquet(folder / "city" / "map.parquet")
        joined = shown.merge(masks, on=["county_code", "industry_code"], suffixes=("", "_kept"))
        assert len(joined) == len(shown) == len(masks)
        assert (joined["masked"] == joined["masked_kept"]).all()
    assert masks["masked"].any()


def test_nothing_is_shown_whole_because_its_mask_is_lost(store, calls):
    store = Store(store)
    results.release(store, "test", "2022-11", "public")
    (kept,) = masks_of(store)
    (kept / "map.parquet").unlink()
    with pytest.raises(KeyError, match="map"):
        results.release(store, "test", "2022-11", "county")


def test_none_where_the_source_has_released_all(tmp_path, calls, solved):
    rules = CITY.disclosure.model_copy(update={"released_by_source": True})
    city = CITY.model_copy(update={"disclosure": rules})
    tables = {"counties": city.counties_table(), "targets": city.targets_table()}
    write_version(tmp_path / "store", city, tables, [])
    store = Store(tmp_path / "store")
    for audience in ("public", "county"):
        folder = results.release(store, "test", "2022-11", audience)
        assert not pd.read_parquet(folder / "city" / "map.parquet")["masked"].any()
    assert solved == []


def test_other_rules_are_other_masks(tmp_path, calls, solved):
    shown = []
    for minimum in (3, 5):
        rules = CITY.disclosure.model_copy(update={"minimum_units": minimum})
        city = CITY.model_copy(update={"disclosure": rules})
        tables = {"counties": city.counties_table(), "targets": city.targets_table()}
        write_version(tmp_path / "store", city, tables, [])
        folder = results.release(Store(tmp_path / "store"), "test", "2022-11", "public")
        shown.append(pd.read_parquet(folder / "city" / "map.parquet")["masked"].sum())
    assert solved == ["2022-11"] * 2
    assert shown[0] < shown[1]


@pytest.mark.parametrize(
    ("period", "again"),
    [("2021-11", True), ("2023-11", True), ("2022-11", False), ("2022-10", False)],
)
def test_what_is_released_at_a_period_that_masks_ask_of_makes_them_anew(
    store, calls, solved, period, again
):
    store = Store(store)
    before = results.release(store, "test", "2022-11", "public")
    ledger = folder_of_ledger(store.root.parent)
    Ledger(ledger, copy=ledger).append({"period": period}, {}, no_cells())
    assert (results.release(store, "test", "2022-11", "public") != before) == again
    assert solved == ["2022-11"] * (1 + again)
    assert calls == ["2022-11"]
