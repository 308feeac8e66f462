"""A finding is told with its cell in the raw file, what stands there, and what is allowed."""

import pandas as pd
import pytest

from analysis.tables.city import City
from analysis.tables.dictionary import Table, category, date, flag, quantity, text
from analysis.tables.finding import FOUND, Check, located
from analysis.tables.origins import ORIGIN, UNKNOWN, Origins, Sheet, sheet_and_row
from analysis.tables.projects import PROJECT_MONTH
from analysis.tables.store import Store
from analysis.tables.version import Draft

from .test_city import CITY

SHEETS = [
    Sheet("list.csv", "", {"code": ("Code", "A", 1.0)}),
    Sheet("a.xlsx", "Nov", {"done": ("Done (yuan)", "F", 1e-4), "day": ("Day", "G", 1.0)}),
]
TABLE = Table(
    "things", "事", "Things", ("一件", "one"), ("code",),
    {
        "code": text("代码", "Code"), "done": quantity("完成", "Done", "10k_cny", optional=True),
        "day": date("日期", "Day", optional=True), "sure": flag("确认", "Sure"),
        "stage": category("阶段", "Stage", {"open": ("在办", "open")}),
    },
)  # fmt: skip
CHECKS = {name: Check(name, (name, name), (f"{name}好", f"good {name}")) for name in TABLE.columns}


def things(origins):
    day = pd.Timestamp("2022-11-30")
    row = {"code": "A", "done": 3.0, "day": day, "sure": True, "stage": "open"}
    return pd.DataFrame([row | {ORIGIN: origin} for origin in origins])


@pytest.mark.parametrize(
    ("column", "place", "heading", "value"),
    [
        ("code", "[a.xlsx]Nov!12:12", "代码", "A"),  # in no column of its own: the row
        ("done", "[a.xlsx]Nov!F12", "Done (yuan)", "30000"),  # in the file's unit
        ("day", "[a.xlsx]Nov!G12", "Day", "2022-11-30"),
        ("sure", "[a.xlsx]Nov!12:12", "确认", "是"),
        ("stage", "[a.xlsx]Nov!12:12", "阶段", "在办"),
    ],
)
def test_a_value_is_told_as_its_file_has_it(column, place, heading, value):
    origin = Origins.of(pd.Series([1]).to_numpy(), pd.Series([12]).to_numpy(), SHEETS).rows[0]
    rows = pd.DataFrame({"finding": [column], ORIGIN: [origin]})
    told = located(rows, things([origin]), TABLE, CHECKS, SHEETS)
    assert told[[*FOUND]].to_numpy().tolist() == [[place, heading, value, column]]


def test_a_text_file_has_no_sheet_and_a_finding_may_say_its_column():
    rows = pd.DataFrame({"finding": ["done"], "at": ["code"], ORIGIN: [7]})
    told = located(rows, things([7]), TABLE, CHECKS, SHEETS)
    assert told[["place", "heading", "value"]].to_numpy().tolist() == [
        ["[list.csv]A7", "Code", "A"]
    ]


def test_without_places_a_finding_stands_alone():
    rows = pd.DataFrame({"finding": ["done", "code"], ORIGIN: [UNKNOWN, UNKNOWN]})
    told = located(rows, things([UNKNOWN, UNKNOWN]), TABLE, CHECKS, [])
    assert told[["place", "heading", "value"]].isna().all(axis=None)
    assert told["allowed"].tolist() == ["done", "code"]


def test_the_store_keeps_the_origin_of_each_row_through_sorting_and_counties(tmp_path):
    city = City.model_validate(CITY)
    frame = PROJECT_MONTH.schema.coerce_dtype(
        pd.DataFrame(columns=[*PROJECT_MONTH.columns], index=range(3))
    ).assign(
        project_code=["C", "A", "B"],
        period="2022-11",
        county_code=["139902", "139901", "139902"],
        vintage="2022-12-05",
        construction_permit=False,
    )
    origins = Origins.of(pd.Series([1, 1, 0]).to_numpy(), pd.Series([9, 8, 7]).to_numpy(), SHEETS)
    with Draft(tmp_path) as draft:
        draft.add("project_month", frame, origins)
        draft.publish("v", city, [])
    store = Store(tmp_path)
    read = store.read("project_month", origins=True).set_index("project_code")[ORIGIN]
    assert {code: sheet_and_row(origin) for code, origin in read.items()} == {
        "A": (1, 8), "B": (0, 7), "C": (1, 9),
    }  # fmt: skip
    assert store.sheets("project_month") == SHEETS
    assert [*store.read("project_month")] == [*PROJECT_MONTH.columns]  # unless it is asked for
    none = store.read("project_month", county="139909", origins=True)
    assert none.empty
    assert ORIGIN in none
