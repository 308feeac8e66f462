"""Files of one county each: where they name it, and what is refused."""

import pytest
import xlsxwriter
import yaml

from analysis.errors import DataError
from analysis.intake import check
from analysis.tables import TABLES
from analysis.tables.city import load_city

from .conftest import write_sheet
from .dispatch import BOTTOM, DISPATCH, FEED, MIDDLE, ROWS, TITLE, TOP, form, read


@pytest.fixture(autouse=True)
def _declared(monkeypatch):
    monkeypatch.setitem(TABLES._gather(), "dispatch", DISPATCH)


def without_county(row):
    return [*row[:2], *row[3:]]


def county_form(folder, name, title=TITLE, sheet=None, project="P1"):
    """Write a form of one county that has no column of counties."""
    row = without_county(ROWS[0])
    row[1] = project
    header = [[title], *(without_county(part) for part in (TOP, MIDDLE, BOTTOM))]
    book = xlsxwriter.Workbook(folder / "raw" / name)
    moved = ["C2:C4", "D2:G2", "H2:K2", "L2:M2", "N2:N4", "D3:D4", "E3:F3", "G3:G4", "H3:J3"]
    with book:
        write_sheet(book, [*header, row], ["A2:A4", "B2:B4", *moved, "K3:K4", "L3:L4"], sheet)


@pytest.mark.parametrize(
    ("source", "given"),
    [
        ("file", {"name": "{}调度.xlsx"}),
        ("sheet", {"sheet": "{}", "name": "调度.xlsx"}),
        ("title", {"title": "{}2022年1—11月项目调度表", "name": "调度.xlsx"}),
    ],
)
def test_a_file_of_one_county_says_where_it_names_it(city, source, given):
    folder = city({**FEED, "files": "*调度.xlsx", "county": {"from": source}})
    county_form(folder, **{key: said.format("青岚县") for key, said in given.items()})
    assert read(folder)["county_code"].tolist() == ["139902"]
    county_form(folder, **{key: said.format("青岗县") for key, said in given.items()})
    faults = [fault for fault in check(folder).errors if fault.kind == "unknown_county"]
    assert len(faults) == 1
    assert "青岗县" in faults[0].value
    assert "139902 青岚县" in faults[0].zh
    assert faults[0].allowed_zh
    assert faults[0].file.endswith("调度.xlsx")
    assert "missing_column" not in {fault.kind for fault in check(folder).errors}


def test_one_workbook_a_county_becomes_one_table(city):
    folder = city({**FEED, "files": "*_2022-11.xlsx", "county": {"from": "file"}})
    for number, name in enumerate(("云渚区", "青岚县")):
        county_form(folder, f"{name}_2022-11.xlsx", "云渚市项目调度表", project=f"P{number}")
    assert read(folder)["county_code"].tolist() == ["139901", "139902"]


def test_two_counties_in_the_place_that_names_one_are_refused(city):
    folder = city({**FEED, "county": {"from": "title"}})
    county_form(folder, "调度.xlsx", "云渚区、青岚县2022年1—11月项目调度表")
    (fault,) = check(folder).errors
    assert (fault.kind, fault.value) == ("contradiction", "云渚区、青岚县2022年1—11月项目调度表")
    assert "139901云渚区、139902青岚县" in fault.zh


def test_a_row_of_another_county_than_its_files_is_refused(city):
    folder = city({**FEED, "county": {"from": "title"}})
    form(folder, title="云渚区2022年1—11月项目调度表")
    (fault,) = check(folder).errors
    assert (fault.kind, fault.cell, fault.value) == ("contradiction", "C6", "青岚县")


def test_city_yaml_knows_three_places(city):
    folder = city({**FEED, "county": {"from": "cell"}})
    with pytest.raises(DataError, match="title"):
        load_city(folder)
    declared = yaml.safe_load((folder / "city.yaml").read_text(encoding="utf-8"))
    declared["feeds"][0]["county"] = {"form": "file"}
    (folder / "city.yaml").write_text(yaml.safe_dump(declared, allow_unicode=True), "utf-8")
    with pytest.raises(DataError, match="from"):
        load_city(folder)


@pytest.mark.parametrize(
    "feed", [{"constants": {"county_code": "139901"}}, {"table": "industries"}]
)
def test_a_county_that_is_given_already_or_not_stored_is_not_looked_for(city, feed):
    with pytest.raises(DataError, match="county_code"):
        load_city(city({**FEED, **feed, "county": {"from": "file"}}))
