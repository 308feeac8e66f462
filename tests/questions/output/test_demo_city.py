"""The demo city's published growth of value added: the figure named is the workbook's own cell."""

import shutil
from pathlib import Path

import openpyxl
import pytest
import yaml

from analysis.intake import ingest
from analysis.questions.output.quantities import QUANTITIES
from analysis.questions.output.question import QUESTION
from analysis.questions.output.value_added_answer import value_added
from analysis.results.quantities import quantities
from analysis.tables.given import Given
from analysis.tables.store import Store

DEMO = Path(__file__).parents[3] / "data" / "demo-city"
FILE = "分县增加值增速.xlsx"
(GROWTH,) = (quantity for quantity in QUANTITIES if quantity.name == "va_growth_ytd")


@pytest.fixture(scope="module")
def cells():
    """Period as the workbook words it → place ("city": 全市) → growth to date, month's growth."""
    rows = [
        row
        for sheet in openpyxl.load_workbook(DEMO / "raw" / FILE)
        for row in sheet.iter_rows(min_row=4, values_only=True)
    ]
    assert {name for _, code, name, *_ in rows if code is None} == {"全市"}
    return {(row[0], row[1] or "city"): row[3:5] for row in rows}


@pytest.fixture(scope="module")
def intake(tmp_path_factory):
    city = tmp_path_factory.mktemp("output") / "demo-city"
    (city / "raw").mkdir(parents=True)
    declared = yaml.safe_load((DEMO / "city.yaml").read_text(encoding="utf-8"))
    declared["feeds"] = [feed for feed in declared["feeds"] if feed["table"] == "county_month"]
    shutil.copy(DEMO / "raw" / FILE, city / "raw")
    text = yaml.safe_dump(declared, allow_unicode=True)
    (city / "city.yaml").write_text(text, encoding="utf-8")
    return city, ingest(city)


def test_every_row_of_the_workbook_is_stored(intake, cells):
    city, found = intake
    assert [fault.zh for fault in found.faults] == []
    (source,) = (source for source in found.sources if source["table"] == "county_month")
    assert (source["rows_used"], source["rows_totals"]) == (len(cells), 0)
    stored = Store(city / "store").read("county_month", county="city")
    assert len(stored) == sum(place == "city" for _, place in cells)


@pytest.mark.recounts([GROWTH])
@pytest.mark.parametrize("period", ["2022-11", "2021-12", "2020-02"])
def test_number_1_of_the_report_is_the_published_cell(intake, cells, period):
    city = intake[0]
    store = Store(city / "store")
    answer = value_added(Given(store, "output", QUESTION, period))
    rows = answer["output_value_added"].assign(masked=False)
    counties = [county.code for county in store.city().counties]
    named = f"{period[:4]}年1—{int(period[5:])}月"
    found = quantities([GROWTH], {"output_value_added": rows}, counties, period)
    values = found.set_index("county_code")["value"].to_dict()
    assert values == {place: cells[named, place][0] for place in ("city", *counties)}
    ranked = found[found["county_code"] != "city"]
    slower = sorted((cells[named, code][0] for code in counties), reverse=True)
    expected = [1 + slower.index(values[code]) for code in ranked["county_code"]]
    assert ranked["rank"].tolist() == expected
    assert GROWTH.numbers == (1,)
