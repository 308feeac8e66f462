"""What the first cell says of a wrong parameter, and where it finds a city."""

import datetime
import json
import shutil
from importlib import import_module
from pathlib import Path

import nbformat
import papermill
import pytest
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from analysis import cities, opening
from analysis.choices import checked_period
from analysis.cities import VARIABLE, find_city
from analysis.errors import DataError
from analysis.intake import ingest
from analysis.opening import open_report
from analysis.reports.notebook import find_notebooks
from analysis.reports.process import default_engine
from analysis.results import prepare
from analysis.sample import write_city
from analysis.tables.store import Store, current_version
from tests.reports.cities import make_city

SHIPPED = find_notebooks(Path(__file__).parents[1] / "notebooks", ())
FORECAST = [path for path in SHIPPED if path.stem == "01_output_forecast"]
ASKED = {"county": "990102", "period": "2022-11", "lang": "zh", "audience": "public"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data/tiny, a city with a store, and notebooks/."""
    root = tmp_path_factory.mktemp("root")
    make_city(root / "data" / "tiny")
    (root / "notebooks" / "own").mkdir(parents=True)
    return root


@pytest.mark.parametrize("folder", [".", "notebooks", "notebooks/own", "data", "data/tiny"])
@pytest.mark.parametrize("data", ["tiny", "data/tiny", "data/tiny/store"])
def test_a_city_is_found_from_every_folder_of_its_repository(root, monkeypatch, folder, data):
    monkeypatch.chdir(root / folder)
    assert find_city(data).resolve() == root / "data" / "tiny"


@pytest.mark.parametrize("data", ["data/tiny", "data/tiny/store"])
def test_a_city_is_its_path_from_anywhere(root, monkeypatch, tmp_path, data):
    monkeypatch.chdir(tmp_path)
    assert find_city(root / data) == root / "data" / "tiny"


def test_elsewhere_a_variable_names_the_folder_of_cities(root, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(VARIABLE, str(root / "data"))
    assert find_city("tiny") == root / "data" / "tiny"


def test_elsewhere_the_package_knows_its_own_repository(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert find_city("demo-city") == cities.REPOSITORY / "data" / "demo-city"


def test_what_is_near_comes_before_what_is_far(root, monkeypatch, tmp_path):
    make_city(tmp_path / "data" / "tiny")
    monkeypatch.setenv(VARIABLE, str(root / "data"))
    monkeypatch.chdir(tmp_path / "data")
    assert find_city("tiny").resolve() == tmp_path / "data" / "tiny"


def test_a_city_that_is_nowhere_is_said_with_the_places_and_the_cities(root, monkeypatch):
    monkeypatch.chdir(root / "notebooks")
    with pytest.raises(DataError, match="找不到城市“demo-town”") as raised:
        find_city("demo-town")
    for said in (raised.value.zh, raised.value.en):
        assert f"{root / 'notebooks'}, {root / 'data'}" in said
        assert "demo-city, new-jersey" in said


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (202210, "2022-10"),
        ("202210", "2022-10"),
        ("2022-9", "2022-09"),
        ("2022年10月", "2022-10"),
        ("2022/10", "2022-10"),
        (2022.1, "2022-10"),
        (2022.09, "2022-09"),
        (datetime.date(2022, 10, 1), "2022-10"),
        ("2022-01", ""),
        ("2022-13", ""),
        (2022, ""),
        ("October", ""),
        (None, ""),
    ],
)
def test_a_wrong_period_is_said_with_the_one_that_was_meant(value, meant):
    with pytest.raises(DataError, match="参数period应为“年-月”") as raised:
        checked_period(value)
    zh, en = raised.value.zh, raised.value.en
    assert (zh.partition("；或许是")[2], en.partition("; probably ")[2]) == (meant, meant)


def test_a_period_is_returned():
    assert checked_period("2022-02") == "2022-02"


def test_a_folder_of_released_tables_is_opened_as_it_is(root):
    released = prepare(root / "data" / "tiny" / "store", "2022-11", "public")
    assert open_report(released, **ASKED).edition == released


def test_a_county_is_checked_before_anything_is_computed(root, monkeypatch):
    monkeypatch.chdir(root)
    monkeypatch.setattr("analysis.results.prepare", None)
    with pytest.raises(DataError, match="990199"):
        open_report("tiny", **{**ASKED, "county": 990199})


def test_a_city_that_is_not_ingested_is_ingested(tmp_path, monkeypatch):
    city = tmp_path / "raw-city"
    write_city(city, counties=2, enterprises_per_county=5, seed=4)
    monkeypatch.setattr("analysis.results.open_release", lambda folder, *asked: (folder, *asked))
    opened = open_report(city, 139902, "2022-11", "zh", "public")
    assert opened == (city / "store", "139902", "2022-11", "public")
    assert current_version(city / "store")
    shutil.rmtree(city / "store")
    (damaged,) = (city / "raw").glob("企业名录.csv")
    damaged.write_text("名称\n甲\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"尚未入库.*企业名录.*analysis check") as raised:
        open_report(city, 139902, "2022-11", "zh", "public")
    assert "is not ingested" in raised.value.en


def test_a_store_of_a_program_with_other_columns_is_ingested_anew(tmp_path, monkeypatch):
    city = tmp_path / "raw-city"
    write_city(city, counties=2, enterprises_per_county=5, seed=4)
    assert not ingest(city).errors
    store = Store(city / "store")
    held = json.loads((store.folder / "columns.json").read_bytes())
    held["enterprises"] = held["enterprises"][1:]
    (store.folder / "columns.json").write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(DataError, match="analysis ingest"):
        store.city()
    monkeypatch.setattr("analysis.results.open_release", lambda folder, *asked: Store(folder).fits)
    assert open_report(city, 139902, "2022-11", "zh", "public")


WRONG = {
    "period": (202210, "得到202210；或许是2022-10", "not 202210; probably 2022-10"),
    "lang": ("ZH", "'ZH'无效，可用：zh, en；或许是zh", "'ZH'; one of: zh, en; probably zh"),
    "audience": ("bureau", "可用：public, county, internal", "one of: public, county, internal"),
    "county": (990109, "没有代码或名称为“990109”的县", "has no county '990109'"),
    "data": ("tinny", "找不到城市“tinny”", "no city 'tinny'"),
    "conuty": (
        990102,
        "没有参数conuty，可用：county, ",
        "no parameter conuty; there are: county, ",
    ),
}


@pytest.fixture
def first_cells(root: Path, request: pytest.FixtureRequest) -> Path:
    """A shipped notebook up to the cell that opens the report."""
    content = nbformat.read(request.param, as_version=4)
    opens = next(n for n, cell in enumerate(content.cells) if "open_report(" in cell.source)
    content.cells = content.cells[: opens + 1]
    path = root / "notebooks" / request.param.name
    nbformat.write(content, path)
    return path


@pytest.mark.skipif(default_engine() != "warm", reason="no fork on this system")
@pytest.mark.parametrize("first_cells", SHIPPED, ids=lambda path: path.stem, indirect=True)
@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_parameter_is_one_sentence_in_both_languages(first_cells, name):
    value, zh, en = WRONG[name]
    assert zh in (said := sentences(first_cells, "analysis-warm", {name: value}))[0]
    assert en in said[1]
    assert len(said) == 2


@pytest.mark.parametrize("first_cells", SHIPPED[:1], ids=lambda path: path.stem, indirect=True)
def test_papermills_own_engine_says_the_same(first_cells):
    said = sentences(first_cells, None, {"conuty": 990102})
    assert WRONG["conuty"][1] in said[0]


@pytest.mark.parametrize("first_cells", FORECAST, ids=lambda path: path.stem, indirect=True)
def test_a_wrong_indicator_is_said_with_those_there_are(first_cells):
    said = sentences(first_cells, None, {"indicator": "Output"})
    assert "output, value_added, electricity" in said[0]


def sentences(notebook: Path, engine: str | None, parameters: dict[str, object]) -> list[str]:
    """Return what a reader sees of the first cell's error, line by line."""
    papermill_engines.register("analysis-warm", import_module("analysis.reports.warm").WarmEngine)
    asked = {"data": "tiny", "county": 990102, **parameters}
    with pytest.raises(PapermillExecutionError) as raised:
        papermill.execute_notebook(
            notebook, notebook.with_suffix(".out.ipynb"), asked,
            engine_name=engine, progress_bar=False, cwd=notebook.parent,
        )  # fmt: skip
    assert raised.value.ename == "DataError"
    return list(raised.value.traceback)


def test_without_a_shell_there_is_nothing_to_refuse(root, monkeypatch):
    monkeypatch.setitem(opening.sys.modules, "IPython", None)
    monkeypatch.chdir(root)
    assert open_report("tiny", **ASKED).county == "990102"
