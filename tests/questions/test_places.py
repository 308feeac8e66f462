"""Whatever is found in a register names the cell that holds it: read anew from the raw file."""

import csv
import re
import shutil
from functools import cache

import pandas as pd
import pytest
from openpyxl import load_workbook

from analysis.intake import ingest
from analysis.results.answers import answers
from analysis.tables.finding import FOUND
from analysis.tables.registry import questions
from analysis.tables.store import Store

from .demo_city import DEMO

TABLES = {
    table.name: (name, table)
    for name, question in questions().items()
    for table in question.answers
    if {*FOUND} <= {*table.columns}
}
PLACE = re.compile(r"\[(?P<file>[^]]+)\](?:(?P<sheet>.+)!)?(?P<cell>[A-Z]+\d+|(?P<row>\d+):\d+)")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    city = tmp_path_factory.mktemp("city") / "demo-city"
    shutil.copytree(DEMO, city, ignore=shutil.ignore_patterns("store"))
    assert not ingest(city).errors
    return Store(city / "store")


@cache
def workbook(file):
    return load_workbook(DEMO / "raw" / file, data_only=True)


def stands(place):
    """What the raw file holds at a place."""
    said = PLACE.fullmatch(place)
    assert said, place
    if said["file"].endswith(".csv"):
        with (DEMO / "raw" / said["file"]).open(encoding="gb18030") as file:
            return [*csv.reader(file)][int(said["row"] or 0) - 1]
    return workbook(said["file"])[said["sheet"]][said["cell"]].value


def same(told, cell):
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(told) == pytest.approx(cell)
    if hasattr(cell, "strftime"):
        return told.startswith(f"{cell:%Y-%m-%d}")
    return True


def test_every_question_that_finds_something_says_where():
    found = {t.name for q in questions().values() for t in q.answers if "finding" in t.columns}
    assert len(TABLES) > 15
    assert found - {*TABLES} == {"score_findings"}  # of what several tables give together


@pytest.mark.parametrize("table", TABLES)
def test_a_finding_names_the_cell_that_holds_its_value(store, table):
    name, declared = TABLES[table]
    assert declared.secret, "places of raw files are for the bureau alone"
    rows = pd.read_parquet(answers(store, name, "2022-11") / f"{table}.parquet")
    assert len(rows), "nothing is planted"
    assert rows["place"].notna().all()
    for row in rows.to_dict("records"):
        cell = stands(row["place"])
        empty = cell is None or not str(cell).strip()
        if empty and row["value"] == "否":
            continue  # a blank that means no
        assert empty == pd.isna(row["value"]), row
        assert empty or same(row["value"], cell), (row, cell)
