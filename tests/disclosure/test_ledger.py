"""The ledger is only appended to, closed to others, and tells what everyone knows."""

import json
import stat

import pandas as pd
import pytest

from analysis.disclosure.ledger import CELLS, Ledger, corrected
from analysis.disclosure.told import NO_SUM, told
from analysis.errors import DataError
from analysis.tables.registry import questions

NAN = float("nan")
FACTS = {"city": "tiny", "period": "2022-11", "audience": "public"}


def cells(period="2022-11", reader="", **values):
    rows = [
        ("t", f"county_code={name};", period, reader, "output_10k_cny", value, value != value)
        for name, value in values.items()
    ]
    return pd.DataFrame(rows, columns=[*CELLS])


@pytest.fixture
def ledger(tmp_path):
    return Ledger(tmp_path / "ledger", tmp_path / "copy")


def test_releases_stand_in_their_order_each_with_the_hash_of_the_one_before(ledger):
    ledger.append(FACTS, {"a.html": "1"}, cells(a=1.0))
    ledger.append(FACTS, {"b.html": "2"}, cells(a=1.0), [{"table": "t", "rule": "few"}])
    one, other = ledger.entries()
    assert (one["n"], other["n"], other["before"]) == (1, 2, one["hash"])
    assert other["files"] == {"b.html": "2"}
    said = (ledger.folder / "masks.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in said] == [{"n": 2, "rule": "few", "table": "t"}]


def test_nobody_else_may_read_it(ledger):
    ledger.append(FACTS, {}, cells(a=1.0))
    for folder in (ledger.folder, ledger.copy):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_an_entry_taken_out_of_the_middle_is_missed(ledger):
    for _ in range(3):
        ledger.append(FACTS, {}, cells(a=1.0))
    for folder in (ledger.folder, ledger.copy):
        file = folder / "ledger.jsonl"
        first, _, last = file.read_text(encoding="utf-8").splitlines(keepends=True)
        file.write_text(first + last, encoding="utf-8")
    with pytest.raises(DataError, match="broken in line 2"):
        ledger.entries()


def test_a_release_that_was_written_and_not_yet_copied_counts(ledger):
    ledger.append(FACTS, {}, cells(a=1.0))
    copied = (ledger.copy / "ledger.jsonl").read_bytes()
    ledger.append(FACTS, {}, cells(a=1.0))
    (ledger.copy / "ledger.jsonl").write_bytes(copied)
    assert len(ledger.entries()) == 2


def test_what_everyone_knows_is_what_was_released_last_and_not_to_one_county_alone(ledger):
    ledger.append(FACTS, {}, cells(a=1.0, b=NAN))
    ledger.append(FACTS, {}, cells(a=2.0))
    ledger.append(FACTS, {}, cells(reader="b", b=5.0))
    known = ledger.frozen().set_index("key")["value"]
    assert known["county_code=a;"] == 2.0
    assert pd.isna(known["county_code=b;"])
    assert [*ledger.frozen()] == [*CELLS]


def test_an_empty_ledger_knows_nothing(ledger):
    assert ledger.frozen().empty
    assert corrected(ledger.cells(), cells(a=1.0)).empty


def test_corrections_are_other_values_and_other_masks_of_the_same_cells():
    before = cells(a=1.0, b=NAN, c=3.0, d=4.0)
    now = cells(a=1.0, b=2.0, c=NAN, d=4.5, e=9.0)
    assert corrected(before, now)["key"].tolist() == [
        f"county_code={name};" for name in ("b", "c", "d")
    ]
    assert corrected(before, cells("2022-12", a=7.0)).empty


def test_what_is_told_by_the_shown_cells_and_by_those_released_before():
    nothing = cells().astype({"value": "float64", "masked": "bool"})
    alone = cells(city=9.5, a=1.0, b=NAN)
    assert told(alone, nothing) == ["cell worked out: t county_code=b;output_10k_cny"]
    two = cells(city=9.5, a=1.0, b=NAN, c=NAN)
    assert told(two, nothing) == []
    assert told(two, cells(b=2.0)) == ["cell worked out: t county_code=c;output_10k_cny"]
    assert told(cells(city=0.0, a=0.0, b=NAN), nothing) == []  # a sum shown to be nothing


def test_every_ratio_is_known_by_its_name_to_add_up_to_nothing():
    units = {
        (table.name, column): str(table.metadata(column).get("unit", ""))
        for asked in questions().values()
        for table in asked.answers
        for column in table.columns
    }
    ratios = {at for at, unit in units.items() if "_per_" in unit or unit in {"%", "pp"}}
    assert ("tax_per_mu_effects", "effect_10k_cny_per_mu") in ratios
    assert not [at for at in ratios if not NO_SUM.search(at[1])]
