"""Thirty faults in the control itself: none lets anything out."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.disclosure import adding_up, contents, gate, rebuilt
from analysis.disclosure.ledger import Ledger
from analysis.disclosure.word_list import WordList
from analysis.errors import DataError
from analysis.reports import publication
from analysis.reports.publication import publish
from analysis.reports.withholding import WithheldError
from tests.reports.conftest import NOTEBOOKS
from tests.reports.finished import PERIOD, city_with_an_enterprise, finish, runs_now


class FaultError(Exception):
    """What breaks."""


def raising(*_, **__):
    raise FaultError


def giving(value: object) -> Callable[..., object]:
    return lambda *_, **__: value


def without(words: int) -> Callable[[Path], None]:
    """Write the lists of secrets with some of them empty."""
    write = publication.write_secrets

    def written(data, period, path):
        write(data, period, path)
        lists = publication.word_list.read(path)
        for number in range(words):
            lists[number] = WordList.of([])
        path.write_bytes(publication.word_list.content(lists))

    return written


PATCHES: dict[str, tuple[object, str, Callable[..., object]]] = {
    "the gate raises": (publication, "findings", raising),
    "the gate says nothing": (publication, "findings", giving(None)),
    "the gate finds nothing ever": (publication, "findings", giving([])),
    "the gate says yes": (publication, "findings", giving(True)),
    "the gate says a text": (publication, "findings", giving("")),
    "subtraction raises": (publication, "given_away", raising),
    "subtraction says nothing": (publication, "given_away", giving(None)),
    "subtraction finds nothing ever": (publication, "given_away", giving([])),
    "the tables are not found": (rebuilt, "_grids", giving([])),
    "no sum is tried": (rebuilt, "exposed", giving({})),
    "the attack raises": (publication, "told", raising),
    "the attack says nothing": (publication, "told", giving(None)),
    "the attack says yes": (publication, "told", giving(True)),
    "no sum holds": (adding_up, "_holds", giving(False)),
    "the solver gives up": (adding_up, "_solved", raising),
    "nothing is decoded": (gate, "readings", giving([])),
    "decoding raises": (gate, "readings", raising),
    "folding loses the letters": (gate, "folded", giving("")),
    "folding raises": (gate, "folded", raising),
    "pages are not read": (gate, "of_page", giving(contents.Said())),
    "reading raises": (contents._Reader, "feed", raising),
    "the lists cannot be read": (publication.word_list, "read", raising),
    "the lists are too few": (publication.word_list, "read", giving([])),
    "the lists cannot be written": (publication, "write_secrets", raising),
    "the lists are not written": (publication, "write_secrets", giving(None)),
    "the names are empty": (publication, "write_secrets", without(3)),
    "words are never found": (WordList, "within", giving(set())),
    "the cells cannot be read": (publication, "released_cells", raising),
    "the cells are none": (publication, "released_cells", giving(None)),
    "the masks cannot be read": (publication, "masks_said", raising),
    "what was released cannot be read": (Ledger, "cells", raising),
    "the ledger cannot be written": (Ledger, "append", raising),
    "the copy cannot be written": (Ledger, "_copy", raising),
    "the manifest cannot be read": (publication, "read_manifest", raising),
    "the manifest is empty": (publication, "read_manifest", giving({})),
    "no file is listed": (publication, "_files", giving([])),
    "the move fails": (publication, "_move", raising),
    "the plan is not known": (publication, "_runs", giving({})),
    "corrections cannot be told": (publication, "corrected", raising),
}


@pytest.fixture
def batch(tmp_path: Path, monkeypatch) -> tuple[Path, Path]:
    monkeypatch.setattr(publication, "_runs", runs_now)
    city = city_with_an_enterprise(tmp_path / "tiny")
    finish(city, tmp_path / "out")
    return city, tmp_path / "out"


def anything(out: Path) -> bool:
    return any(path.is_file() for path in (out / "released").rglob("*"))


@pytest.mark.parametrize("fault", PATCHES)
def test_a_fault_lets_nothing_out(batch, monkeypatch, fault):
    monkeypatch.setattr(*PATCHES[fault])
    with pytest.raises((FaultError, WithheldError, DataError, TypeError, AttributeError, OSError)):
        publish(batch[0], NOTEBOOKS, batch[1], PERIOD, "public")
    assert not anything(batch[1])


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-30])


def _changed(file: Path) -> None:
    entry = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**entry, "by": "other"}) + "\n", encoding="utf-8")


def _gone(file: Path) -> None:
    file.unlink()


def _first_cells(city: Path) -> Path:
    return city / "ledger" / "cells" / "0001.parquet"


DAMAGES: dict[str, Callable[[Path], None]] = {
    "lost": lambda city: shutil.rmtree(city / "ledger"),
    "without its lines": lambda city: _gone(city / "ledger" / "ledger.jsonl"),
    "torn": lambda city: _cut(city / "ledger" / "ledger.jsonl"),
    "changed": lambda city: _changed(city / "ledger" / "ledger.jsonl"),
    "without cells": lambda city: _gone(_first_cells(city)),
    "with other cells": lambda city: pd.DataFrame().to_parquet(_first_cells(city)),
    "empty": lambda city: (city / "ledger" / "ledger.jsonl").write_text("", encoding="utf-8"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_ledger_that_is_not_whole_lets_nothing_out_and_says_what_to_do(batch, damage):
    city, out = batch
    publish(city, NOTEBOOKS, out, PERIOD, "public")
    DAMAGES[damage](city)
    finish(city, out, "county")
    with pytest.raises(DataError, match=r"restore .* from .*backup first"):
        publish(city, NOTEBOOKS, out, PERIOD, "county")
    assert (
        not anything(out / "released" / "tiny" / PERIOD / "county" / "..")
        or not (out / "released" / "tiny" / PERIOD / "county").exists()
    )


def test_a_ledger_lost_with_its_copy_is_missed_where_something_was_released(batch):
    city, out = batch
    publish(city, NOTEBOOKS, out, PERIOD, "public")
    shutil.rmtree(city / "ledger")
    shutil.rmtree(out / "internal" / "tiny" / "ledger")
    with pytest.raises(DataError, match="is lost: restore it from a backup first"):
        publish(city, NOTEBOOKS, out, PERIOD, "public")


def test_a_ledger_restored_from_its_copy_is_whole(batch):
    city, out = batch
    publish(city, NOTEBOOKS, out, PERIOD, "public")
    shutil.rmtree(city / "ledger")
    shutil.copytree(out / "internal" / "tiny" / "ledger", city / "ledger")
    publish(city, NOTEBOOKS, out, PERIOD, "public")
    assert len(Ledger(city / "ledger", out / "internal" / "tiny" / "ledger").entries()) == 2
