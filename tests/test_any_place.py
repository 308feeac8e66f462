"""City folders of any name, and places where output or names cannot be written or read."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from analysis.cli import app
from analysis.opening import open_report
from analysis.reports.plan import folder_name
from analysis.tables.registry import questions
from tests.intake.conftest import city, output_workbook
from tests.reports.cities import make_city
from tests.reports.conftest import NOTEBOOKS

__all__ = ["city"]  # the fixture
NAMES = pytest.mark.parametrize("name", ["样例市", "a b", "o'city", 'the "new" one', "市 's－①"])
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="names and devices of Linux")


def call(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@LINUX
@NAMES
def test_a_city_folder_of_any_name_is_read(city, name):
    output_workbook(city())
    folder = city().rename(city().with_name(name))
    for command, said in (("check", "errors: 0"), ("ingest", "New version"), ("ingest", "Nothing")):
        made = call(command, folder)
        assert (made.exit_code, said in made.output) == (0, True), made.output
    changed = (folder / "city.yaml").read_text(encoding="utf-8").replace("CC0", "CC1")
    (folder / "city.yaml").write_text(changed, encoding="utf-8")
    refused = call("quantities", folder)
    assert refused.exit_code == 6
    assert "analysis ingest " in refused.output


@LINUX
@NAMES
def test_a_city_folder_of_any_name_gives_reports(tmp_path, name):
    folder, out = make_city(tmp_path / name), tmp_path / f"out {name}"
    options = ("--notebooks", NOTEBOOKS, "--notebook", "12", "--county", "990101", "--out", out)
    made = call("run", folder, *options)
    assert made.exit_code == 0, made.output
    assert (out / name / "2022-11" / "public" / "index.html").is_file()
    assert "unchanged: 1" in call("run", folder, *options).output
    assert "done 1" in call("status", out).output
    assert open_report(folder, "990101", "2022-11", "zh", "public").county == "990101"


@pytest.mark.parametrize("name", ["internal", ".hidden", "a\nb"])
def test_a_name_that_cannot_stand_in_the_outputs(tmp_path, name):
    with pytest.raises(Exception, match="internal"):
        folder_name(tmp_path / name)


def program(*words, **environment):
    return subprocess.Popen(
        [sys.executable, "-m", "analysis.cli", *words],
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@LINUX
def test_names_that_are_not_read_as_utf_8(city):
    output_workbook(city())
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    _, said = (refused := program("check", str(city()), **bare)).communicate()
    assert refused.returncode == 6
    assert said.count(b"\n") == 2
    assert b"PYTHONUTF8=1" in said
    done = program("check", str(city()), LC_ALL="C", PYTHONUTF8="1")
    assert done.communicate()[1] == b""
    assert done.returncode == 0


@LINUX
def test_a_reader_that_has_gone():
    with program("dictionary") as at_work:
        at_work.stdout.close()
        assert at_work.stderr.read() == b""
    assert at_work.returncode == 141


@LINUX
@pytest.mark.parametrize("command", ["check", "ingest"])
def test_an_output_that_is_full(city, command):
    output_workbook(city())
    with Path("/dev/full").open("w") as full:
        made = subprocess.run(
            [sys.executable, "-m", "analysis.cli", command, str(city())],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert made.returncode == 1
    assert b"Traceback" not in made.stderr
    assert b"File error" in made.stderr


ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
BOUND = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner")
"""What takes from root the right to write where it may not."""
SOMEBODY = 65534


def bound(*words):
    """Run the program as one who may write only what is theirs; the code and all it said."""
    if ROOT and not shutil.which(BOUND[0]):
        pytest.skip("root writes anywhere, and setpriv is not here")
    command = [*(BOUND if ROOT else ()), sys.executable, "-m", "analysis.cli", *map(str, words)]
    made = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    said = made.stdout + made.stderr
    assert "Traceback" not in said
    return made.returncode, said


def read_only(folder):
    """Take the right to write a folder from everyone."""
    for place in (folder, *folder.rglob("*")):
        place.chmod(0o555 if place.is_dir() else 0o444)


def of_another(folder):
    """Give a folder to another user, as root alone can."""
    if not ROOT:
        pytest.skip("only root gives files away")
    for place in (folder, *folder.rglob("*")):
        os.chown(place, SOMEBODY, SOMEBODY)


def opened_by_another(folder):
    """Give a folder to another user, who lets everyone read it."""
    read_only(folder)
    of_another(folder)


@LINUX
@pytest.mark.parametrize("shut", [read_only, opened_by_another])
def test_a_store_that_may_only_be_read(city, shut):
    output_workbook(city())
    assert call("ingest", city()).exit_code == 0
    shut(city() / "store")
    code, said = bound("ingest", city())
    assert (code, "Nothing changed" in said) == (0, True), said
    output_workbook(city(), [["139901", None, "13", 1, 2, 3]])
    code, said = bound("ingest", city())
    assert (code, "File error" in said) == (1, True), said


@LINUX
def test_a_store_is_its_user_s_alone(city):
    output_workbook(city())
    assert call("ingest", city()).exit_code == 0
    of_another(city() / "store")
    code, said = bound("ingest", city())
    assert (code, "File error" in said) == (1, True), said


@LINUX
@pytest.mark.parametrize("shut", [read_only, opened_by_another])
def test_reports_of_a_store_that_may_only_be_read(tmp_path, shut):
    """They are made where the answers are there, and refused in a sentence where they are not."""
    folder, out = make_city(tmp_path / "city"), tmp_path / "out"
    asked = ("run", folder, "--notebooks", NOTEBOOKS, "--notebook", "12", "--county", "990101")
    assert call(*asked, "--out", tmp_path / "first").exit_code == 0
    shut(folder / "store")
    code, said = bound(*asked, "--out", out)
    assert (code, "done: 1" in said) == (0, True), said
    code, said = bound(*asked, "--out", out, "--audience", "internal")
    assert (code, "File error" in said) == (1, True), said


@LINUX
def test_every_command_that_reads_does_so_from_a_store_of_another(tmp_path):
    """Once the answers are there; ones that are not are refused in a sentence."""
    folder, out = make_city(tmp_path / "city"), tmp_path / "out"
    template = tmp_path / "own.docx"
    word = docx.Document()
    word.add_paragraph("没有数字的一段。")
    word.save(template)
    assert call("quantities", folder).exit_code == 0
    opened_by_another(folder / "store")
    code, said = bound("quantities", folder)
    assert (code, "above_scale" in said) == (0, True), said
    code, said = bound("quantities", folder, "--question", "output,titles", "--question", "scores")
    listed = {line.split("\t")[0] for line in said.splitlines()} & {*questions()}
    assert (code, listed) == (0, {"output", "titles", "scores"}), said
    code, said = bound("quantities", folder, "--question", "titels")
    assert (code, "最相近的是“titles”" in said) == (6, True), said
    code, said = bound("document", template, folder, "--out", out)
    assert code == 0, said
    (made,) = out.rglob("own.zh.docx")
    code, said = bound("verify", made, "--city", folder, "--template", template)
    assert (code, "different: 0" in said) == (0, True), said
    code, said = bound("quantities", folder, "--audience", "internal")
    assert (code, "File error" in said) == (1, True), said
    code, said = bound("release", folder, "--out", out)
    assert code == 6, said
    code, said = bound("status", out)
    assert code == 6, said
