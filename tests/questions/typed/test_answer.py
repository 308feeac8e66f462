"""Figures that are quoted keep their source; what is not known is told, never guessed."""

import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import yaml

from analysis.intake import check, ingest
from analysis.questions.typed.answer import answer
from analysis.questions.typed.quantities import QUANTITIES
from analysis.questions.typed.question import QUESTION
from analysis.tables.given import Given
from analysis.tables.store import Store
from tests.questions.titles.conftest import CITY

DEMO = Path(__file__).parents[3] / "data" / "demo-city"
SHEET = DEMO / "raw" / "手工填报数.xlsx"
HEADINGS = "指标,报告期,数值,出处,填报人,填报日期"
ROW = "绿色工厂数量居全省,2022-11,3,省厅公示,王,2022-12-07"


@pytest.fixture
def city(tmp_path):
    """From rows of the sheet to a city's folder."""

    def write(*rows: str, heading: str = HEADINGS):
        declared = CITY.model_dump(exclude={"feeds"}, exclude_defaults=True)
        feed = {"table": "typed_figures", "files": "数.csv", "vintage": "2022-12-15"}
        text = yaml.safe_dump(declared | {"feeds": [feed]}, allow_unicode=True)
        (tmp_path / "city.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "raw").mkdir(exist_ok=True)
        lines = "\n".join([heading, *rows])
        (tmp_path / "raw" / "数.csv").write_text(lines, encoding="utf-8")
        return tmp_path

    return write


def answered(folder, period: str) -> dict[str, pd.DataFrame]:
    ingest(folder)
    return answer(Given(Store(folder / "store"), "typed", QUESTION, period))


def test_a_figure_without_a_source_is_refused(city):
    found = check(city(ROW.replace("省厅公示", "")))
    assert [fault.row for fault in found.errors] == [2]
    assert "出处" in found.errors[0].zh


def test_the_last_of_the_year_counts_and_no_other_years(city):
    rows = (
        ROW.replace("2022-11,3", "2021-12,9"),
        ROW.replace("2022-11,3", "2022-06,5"),
        ROW,
        ROW.replace("2022-11,3", "2022-12,2"),
    )
    folder = city(*rows)
    quoted = answered(folder, "2022-11")["quoted_figures"]
    assert quoted[["name", "value", "of_period"]].values.tolist() == [
        ["green_factories_rank", 3.0, "2022-11"]
    ]
    assert answered(folder, "2023-02")["quoted_figures"].empty


def test_a_place_may_be_shared_and_a_count_is_none(city):
    folder = city(
        ROW + ",√",
        ROW.replace("绿色工厂数量居全省", "funded_rank") + ",",
        ROW.replace("绿色工厂数量居全省", "empowering_actions") + ",",
        heading=HEADINGS + ",并列",
    )
    quoted = answered(folder, "2022-11")["quoted_figures"].set_index("name")
    assert quoted["tied"].to_dict() == {
        "green_factories_rank": True, "funded_rank": False, "empowering_actions": False,
    }  # fmt: skip
    assert quoted["place"].fillna(0).to_dict() == {
        "green_factories_rank": 3, "funded_rank": 3, "empowering_actions": 0,
    }  # fmt: skip


def test_a_name_may_be_the_title_or_the_english_name_and_others_are_told(city):
    folder = city(
        ROW.replace("绿色工厂数量居全省", "green_factories_rank"),
        ROW.replace("绿色工厂数量居全省", "绿色工场数量居全省"),
    )
    found = answered(folder, "2022-11")
    assert found["quoted_figures"]["name"].tolist() == ["green_factories_rank"]
    assert found["quoted_unknown"][["name", "nearest"]].values.tolist() == [
        ["绿色工场数量居全省", "绿色工厂数量居全省"]
    ]


@pytest.mark.recounts(QUANTITIES)
def test_the_quantities_are_those_of_the_sheet(tmp_path):
    rows = [*openpyxl.load_workbook(SHEET).active.iter_rows(values_only=True)]
    at = next(place for place, row in enumerate(rows) if "指标" in row)
    sheet = pd.DataFrame(rows[at + 1 :], columns=rows[at])
    assert len(sheet) > 2 * len(QUANTITIES)
    typed = sheet[sheet["报告期"] == "2022年1—11月"]
    expected = dict(zip(typed["指标"], typed.filter(like="数值").iloc[:, 0], strict=True))
    declared = yaml.safe_load((DEMO / "city.yaml").read_text(encoding="utf-8"))
    (tmp_path / "raw").mkdir()
    shutil.copy(SHEET, tmp_path / "raw")
    declared["feeds"] = [f for f in declared["feeds"] if f["table"] == "typed_figures"]
    declared["targets"], declared["questions"] = [], {}
    (tmp_path / "city.yaml").write_text(yaml.safe_dump(declared, allow_unicode=True), "utf-8")
    quoted = answered(tmp_path, "2022-11")["quoted_figures"].set_index("name")["value"]
    for quantity in QUANTITIES:
        assert quoted[quantity.name] == float(expected[quantity.title.zh])
