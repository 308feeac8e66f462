"""What no released page may hold: everyone in the registers, but whom a public list names."""

import pandas as pd
import pytest

from analysis.disclosure.decoding import folded
from analysis.reports.withholding import WithheldError, pass_gate, write_secrets
from analysis.tables import TABLES
from analysis.tables.activities import ACTIVITIES
from analysis.tables.cases import CASES
from analysis.tables.city import City
from analysis.tables.holders import code_columns, name_columns
from analysis.tables.version import write_version
from tests.releases import city_of

LISTED, LATER, PRIVATE = "甲公司（虚构）", "乙公司（虚构）", "丙公司（虚构）"
PARK, TRAINING = "虚构化工园区", "虚构安全培训班"
CODES = ("91130500MA00001460", "91130500MA00001479")


COMMON = {"county_code": "990101", "industry_code": "17", "vintage": "2022-12-05"}
NEEDED = {
    "recognitions": {"title": "srdi", "level": "province", "year": 2022, "example": False},
    "enterprises": {"size": "small", "above_scale": True},
    "projects": {"nature": "new", "total_10k_cny": 1.0, "project_code": "2022-990101-1"},
}


def rows(table, *given):
    """Rows of a table of the dictionary: what is needed, and what is given."""
    columns = TABLES[table].columns
    every = [{**COMMON, **NEEDED[table], **row} for row in given]
    frame = pd.DataFrame(every).reindex(columns=[*columns])
    return frame.astype({c: "datetime64[us]" for c in columns if c.endswith("_on")})


@pytest.fixture
def secrets(tmp_path):
    city = City.model_validate(city_of(["990101"]))
    recognitions = [
        {"holder_name": LISTED, "published_on": "2022-11-30"},
        {"holder_name": LATER, "published_on": "2022-12-01"},
        {"holder_name": PRIVATE},
        {"holder_name": PARK, "holder_kind": "park"},
    ]
    firms = [{"name": LISTED, "uscc": CODES[0]}, {"name": "丁", "uscc": CODES[1]}]
    tables = {
        "counties": city.counties_table(),
        "enterprises": rows("enterprises", *firms),
        "recognitions": rows("recognitions", *recognitions),
        "projects": rows("projects", {"name": "戊项目"}),
    }
    root = tmp_path / "store"
    write_version(root, city, tables, [])
    write_secrets(root, "2022-11", tmp_path / "secrets")
    return tmp_path / "secrets"


@pytest.mark.parametrize("word", [PRIVATE, LATER, "丁", "戊项目", "2022-990101-1", CODES[0]])
def test_whoever_stands_in_a_register_is_found(secrets, word):
    with pytest.raises(
        WithheldError, match=folded(word).upper() if word[0] in "29" else folded(word)
    ):
        pass_gate(f"<p>{word}</p>", "html", secrets)


@pytest.mark.parametrize("word", [LISTED, PARK, TRAINING])
def test_whom_a_list_names_by_the_day_of_the_report_and_what_is_nobody_pass(secrets, word):
    pass_gate(f"<p>{word}</p>", "html", secrets)


def test_the_columns_of_names_are_those_of_tables_that_number_holders():
    named = {t.name: name_columns(t.columns) for t in (*TABLES.values(), CASES, ACTIVITIES)}
    assert named["enterprises"] == ["name"]
    assert named["recognitions"] == named["cases"] == ["holder_name"]
    assert named["activities"] == []
    assert named["projects"] == named["project_month"] == ["name"]
    assert named["counties"] == named["clusters"] == []
    assert code_columns(TABLES["projects"].columns) == ["uscc", "project_code"]
