"""Whatever is found in a register names the cell that holds it: read anew from the raw file."""

import csv
import re
import shutil
from functools import cache

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

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
MONTH = re.compile(r"(\d{4})年(?:1[-—])?(\d{1,2})月")
NUMBER = r"[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?"
TICKS = {"√": "是", "×": "否"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    city = tmp_path_factory.mktemp("city") / "demo-city"
    shutil.copytree(DEMO, city, ignore=shutil.ignore_patterns("store"))
    assert not ingest(city).errors
    return Store(city / "store")


@cache
def lines(file):
    with (DEMO / "raw" / file).open(encoding="gb18030") as opened:
        return [*csv.reader(opened)]


@cache
def workbook(file):
    return load_workbook(DEMO / "raw" / file, data_only=True)


def stands(place):
    """What the raw file holds at a place: a cell, or all of a row."""
    said = PLACE.fullmatch(place)
    assert said, place
    if said["file"].endswith(".csv"):
        if said["row"]:
            return lines(said["file"])[int(said["row"]) - 1]
        column, row = coordinate_from_string(said["cell"])
        return lines(said["file"])[row - 1][column_index_from_string(column) - 1]
    return workbook(said["file"])[said["sheet"]][said["cell"]].value


def same(told, cell):
    """Whether a finding tells what stands in a cell, however the file writes it."""
    if isinstance(cell, list):
        return any(same(told, each) for each in cell)
    if hasattr(cell, "strftime"):
        return told.startswith(f"{cell:%Y-%m-%d}")
    said = TICKS.get(str(cell).strip(), str(cell).strip())
    if month := MONTH.fullmatch(said):
        return told.startswith(f"{month[1]}-{int(month[2]):02d}")
    if said.endswith(" 24:00"):  # the next day's 0:00
        return told == f"{pd.Timestamp(said[:10]) + pd.Timedelta(days=1):%Y-%m-%d %H:%M}"
    if re.fullmatch(NUMBER, told) and re.fullmatch(NUMBER + "%?", said):
        return float(told) == pytest.approx(float(said.rstrip("%")))
    return told == said


@pytest.mark.parametrize(
    ("told", "cell"),
    [("甲公司", "乙公司"), ("是", "×"), ("2022-10", "2022年1—11月"), ("12", 13), ("12", "12万")],
)
def test_what_is_told_is_not_whatever_stands_there(told, cell):
    assert not same(told, cell)


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


@pytest.mark.parametrize(
    ("table", "finding"),
    [
        ("batch_findings", "closed_before_listed"),
        ("project_findings", "done_over_total"),
        ("project_findings", "stage_against_rule"),
        ("project_findings", "renamed"),
        ("title_findings", "held_twice"),
        ("title_findings", "renamed"),
    ],
)
def test_bad_input_is_named_with_its_cell_heading_value_and_what_is_allowed(store, table, finding):
    name, declared = TABLES[table]
    rows = pd.read_parquet(answers(store, name, "2022-11") / f"{table}.parquet")
    rows = rows[rows["finding"] == finding]
    assert len(rows)
    assert rows[[*FOUND]].notna().all(axis=None)
    said = rows["place"].map(PLACE.fullmatch)
    assert all(place["file"] and place["sheet"] and not place["row"] for place in said)
    assert all(declared.metadata("allowed")["values"][finding])
