import re
import stat
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import Mock

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from analysis.cli import app
from analysis.cli.refusals import (
    INTERRUPTED,
    LOCKED,
    NO_WORKERS,
    REFUSED,
    SOME_FAILED,
    WITHHELD,
)
from analysis.reports.lock import locked
from analysis.reports.process import default_engine
from analysis.reports.run import Folders
from analysis.tables.store import Store
from tests.reports.cities import make_city
from tests.reports.conftest import NOTEBOOKS, WISHES
from tests.reports.test_plan import notebook

ROOT = Path(__file__).parents[1]
COMMANDS = ("check", "ingest", "run", "workbooks", "status", "dictionary", "sample")
warm = pytest.mark.skipif(default_engine() != "warm", reason="no fork server on this system")


def call(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def city(tmp_path: Path) -> Path:
    return make_city(tmp_path / "tiny")


@pytest.fixture(autouse=True)
def no_wishes_left() -> None:
    for wish in WISHES.iterdir():
        wish.unlink()


def run(city: Path, *options: str) -> Result:
    out = city.parent / "out"
    return call("run", city, "--notebooks", NOTEBOOKS, "--notebook", "12", "--out", out, *options)


def test_the_commands_are_those_of_the_documents():
    said = call("--help").output
    assert all(f" {command} " in said for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(command):
    said = call(command, "--help").output
    assert " · " in said


@warm
def test_run_makes_the_reports_and_status_reads_them(city):
    made = run(city)
    assert made.exit_code == 0
    assert "[3/3]" in made.output
    assert made.output.splitlines()[-1].endswith("out/tiny/2022-11/public/index.html")
    again = run(city)
    assert "不变 unchanged: 3" in again.output
    status = call("status", city.parent / "out")
    assert (status.exit_code, "完成 done 3，失败 failed 0" in status.output) == (0, True)


@warm
def test_a_parameter_gives_reports_beside_those_there_are_and_goes_on_with_them(city, tmp_path):
    cell = "\n".join(
        f'{name}: str = ""' for name in ("county", "period", "lang", "audience", "data")
    )
    cell += '\nindicator: str = "output"\ntop: int = 3'
    folder = notebook(tmp_path / "own", cell, "print(indicator, top + 1)")
    options = ("--notebooks", folder, "--out", tmp_path / "out", "--county", "990101")
    assert call("run", city, *options).exit_code == 0
    asked = call(
        "run", city, *options, "-p", "indicator=output,electricity", "--parameter", "top=3,9"
    )
    assert asked.exit_code == 0, asked.output
    assert "待做 to do: 3，不变 unchanged: 1" in asked.output
    pages = (tmp_path / "out/tiny/2022-11/public/990101").glob("*.html")
    assert {page.name: "electricity 10" in page.read_text(encoding="utf-8") for page in pages} == {
        "21_own.zh.html": False,
        "21_own.top=9.zh.html": False,
        "21_own.indicator=electricity.zh.html": False,
        "21_own.indicator=electricity,top=9.zh.html": True,
    }
    planned = call(
        "run", city, *options, "-p", "indicator=electricity", "-p", "top=9,10", "--dry-run"
    )
    assert [line.split()[1] for line in planned.output.splitlines()] == ["fresh", "stale"]
    status = call("status", tmp_path / "out")
    assert "完成 done 4，失败 failed 0" in status.output


@warm
def test_a_batch_that_has_nothing_to_do_starts_no_process(city, monkeypatch):
    assert run(city).exit_code == 0
    monkeypatch.setattr("analysis.reports.process.warm_up", started := Mock())
    monkeypatch.setattr("analysis.reports.batch.Attempt", started)
    again = run(city)
    assert (again.exit_code, "不变 unchanged: 3" in again.output) == (0, True)
    assert run(city, "--dry-run", "--fresh").exit_code == 0
    assert not started.called


@warm
def test_a_failed_county_gives_exit_code_3_and_is_named(city):
    (WISHES / "990102").write_text("1 / 0", encoding="utf-8")
    made = run(city)
    assert made.exit_code == 3
    assert "990102 12_behaves.zh 失败 failed" in made.output
    assert "cell 6 ZeroDivisionError: division by zero" in made.output
    status = call("status", city.parent / "out")
    assert status.exit_code == 3
    assert "990102 12_behaves.zh failed cell 6 ZeroDivisionError" in status.output


def test_a_dry_run_writes_nothing_and_says_what_is_stale(city):
    planned = run(city, "--dry-run", "--county", "990101")
    assert planned.exit_code == 0
    assert planned.output.count("待做 stale") == 1
    assert "990101/12_behaves.zh.html" in planned.output
    assert not (city.parent / "out").exists()


@pytest.mark.parametrize("counties", ["990101,990102", "990101，990102", " 990101, 990102,"])
def test_counties_may_stand_in_one_option(city, counties):
    planned = run(city, "--dry-run", "--county", counties)
    assert planned.output.count("待做 stale") == 2


@warm
def test_a_dry_run_tells_what_is_done_and_unchanged_from_what_is_not(city):
    run(city, "--county", "990102")
    lines = run(city, "--dry-run").output.splitlines()
    assert [(line.split()[1], line.rsplit("/", 2)[1]) for line in lines] == [
        ("stale", "990101"),
        ("fresh", "990102"),
        ("stale", "990103"),
    ]
    assert run(city, "--dry-run", "--fresh").output.count("待做 stale") == 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_exit_codes_are_told_by_the_help_and_the_guide(lang):
    said = call("run", "--help").output
    guide = (ROOT / "docs" / lang / "errors.md").read_text(encoding="utf-8")
    for code in (0, 1, 2, SOME_FAILED, LOCKED, WITHHELD, REFUSED, NO_WORKERS, INTERRUPTED):
        assert re.search(rf"^ +{code} +[^ ]", said, re.MULTILINE), code
        assert f"`{code}`" in guide, code


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--county", "1"), "no county '1'"),
        (("--period", "2022-01"), "02 to 12"),
        (("--notebook", "77"), "no notebook '77'"),
        (("--notebook", "12，77"), "no notebook '77'"),
        (("--parameter", "indicator"), "written NAME=VALUE"),
        (("-p", "indicator=electricity"), "has no parameter 'indicator'"),
        (("-p", "county=990101"), "set by the batch"),
        (("--scheduler", "tcp://127.0.0.1:9"), "no scheduler at tcp://127.0.0.1:9"),
        (("--out", "s3://bucket/reports"), "give an address to --storage"),
        (("--storage", "memory://reports"), "lives in one process alone"),
        (("--storage", "nowhere://reports"), "no storage at nowhere://reports"),
    ],
)
def test_refused_input_gives_exit_code_6_in_both_languages_and_no_traceback(city, options, said):
    refused = run(city, *options)
    assert refused.exit_code == 6
    assert said in refused.output
    assert any("\u4e00" <= character <= "\u9fff" for character in refused.output)
    assert "Traceback" not in refused.output


@pytest.mark.parametrize("option", [("--lang", "fr"), ("--audience", "press"), ("--jobs", "0")])
def test_options_that_do_not_exist_are_a_usage_error(city, option):
    assert run(city, *option).exit_code == 2


def test_an_unknown_city_is_named_with_those_there_are():
    refused = call("run", "atlantis")
    assert refused.exit_code == 6
    assert "no city 'atlantis'" in refused.output


def test_a_folder_without_reports_has_no_status(tmp_path):
    assert call("status", tmp_path).exit_code == 6


def test_sample_ingest_and_check_go_together(tmp_path):
    city = tmp_path / "sampled"
    options = ("--counties", "2", "--enterprises-per-county", "30", "--seed", "5")
    assert call("sample", city, *options).exit_code == 0
    checked = call("check", city)
    assert checked.exit_code == 0, checked.output
    assert not (city / "store").exists()
    assert "New version" in call("ingest", city).output
    assert "Nothing changed" in call("ingest", city).output


def test_check_gives_exit_code_2_and_the_place_of_a_fault(tmp_path):
    city = tmp_path / "sampled"
    call("sample", city, "--counties", "2", "--enterprises-per-county", "30", "--seed", "5")
    (city / "raw" / "stray.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    damaged = sorted((city / "raw").glob("*.xlsx"))[0]
    damaged.write_bytes(damaged.read_bytes()[:100])
    checked = call("check", city)
    assert checked.exit_code == 2
    assert damaged.name in checked.output
    refused = call("ingest", city)
    assert refused.exit_code == 6
    assert not (city / "store").exists()


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    city = tmp_path_factory.mktemp("cities") / "sampled"
    call("sample", city, "--counties", "2", "--enterprises-per-county", "30", "--seed", "5")
    assert call("ingest", city).exit_code == 0
    return city


def test_workbooks_are_whole_internal_and_name_the_enterprises(sampled, tmp_path):
    city, out = sampled, tmp_path / "out"
    asked = ("workbooks", city, "--county", "139901", "--out", out)
    written = call(*asked)
    assert written.exit_code == 0, written.output
    files = [Path(line) for line in written.output.splitlines()]
    place = out / "internal" / "sampled" / "2022-11" / "internal" / "139901"
    names = ("evaluation_result", "objection_list", "near_line", "enterprise_sheets")
    assert files == [place / f"{name}.zh.xlsx" for name in names]
    assert sorted(place.iterdir()) == sorted(files)
    assert stat.S_IMODE((out / "internal").stat().st_mode) == 0o700
    result, objection, near, sheets = (openpyxl.load_workbook(file) for file in files)
    assert (result.sheetnames, objection.sheetnames) == (
        ["亩均效益评价结果"],
        ["亩均效益评价数据公示"],
    )
    title = result.active["A1"].value
    assert "2022年度" in title
    assert "内部资料，不得外传" in title
    assert "不得外传" not in objection.active["A1"].value
    assert "不得外传" in near.worksheets[0]["A1"].value
    enterprises = Store(city / "store").read("enterprises", county="139901")
    listed = {cell.value for cell in objection.active["B"][3:]}
    assert listed <= {*enterprises["name"]}
    assert len(sheets.sheetnames) == 1 + len(listed) > 30
    before = [file.read_bytes() for file in files]
    assert call(*asked).exit_code == 0
    assert [file.read_bytes() for file in files] == before


def test_workbooks_of_a_city_without_an_evaluation_are_refused_in_both_languages(city):
    refused = call("workbooks", city, "--out", city.parent / "out")
    assert refused.exit_code == 6
    assert "本市没有：亩均评价数据" in refused.output
    assert "the city has no: Evaluation data" in refused.output
    assert not (city.parent / "out").exists()


def test_workbooks_are_not_written_while_a_batch_is_at_work(sampled, tmp_path):
    folders = Folders.under(tmp_path, "sampled", "2022-11", "internal")
    folders.create()
    with locked(folders.private):
        refused = call("workbooks", sampled, "--out", tmp_path)
    assert (refused.exit_code, list(tmp_path.rglob("*.xlsx"))) == (4, [])


def test_the_dictionary_is_the_document_beside_the_data():
    printed = call("dictionary")
    assert printed.exit_code == 0
    assert printed.output == (ROOT / "data" / "README.md").read_text(encoding="utf-8")


def seconds(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *command], check=True, capture_output=True)
    return time.perf_counter() - start


def test_the_package_and_its_help_load_nothing_of_weight():
    heavy = "pandas numpy pyarrow matplotlib papermill nbconvert IPython pandera distributed"
    code = (
        "import sys, analysis, analysis.cli\n"
        f"found = [m for m in {heavy.split()!r} if m in sys.modules]\n"
        "sys.exit(' '.join(found) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert seconds("-m", "analysis.cli", "--help") < 5  # 0.15 s on a quiet machine
