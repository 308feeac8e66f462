"""A question's sample is found by its folder, and changes no other file."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import yaml

from tests.faults.processes import copy_package

TABLES = '''
"""Quarries."""

from analysis.tables.dictionary import Table, quantity, text
from analysis.tables.enterprises import vintage
from analysis.tables.territory import county_code

QUARRIES = Table(
    name="{name}",
    zh="矿山名录",
    en="Quarries",
    row=("一座矿山", "one quarry"),
    key=("quarry_id",),
    columns={{
        "quarry_id": text("矿山编号", "Quarry"),
        "county_code": county_code(),
        "capacity_t": quantity("年产能", "Capacity a year", "t"),
        "vintage": vintage(),
    }},
)
'''
QUESTION = '''
"""Quarries: a question that answers nothing yet."""

from analysis.questions.{name}.tables import QUARRIES
from analysis.tables.question import Question

QUESTION = Question(reads=(QUARRIES,), answers=(), answer=lambda given: {{}})
'''
SAMPLE = '''
"""Quarries: one a county, some of them with a capacity in kilograms."""

import numpy as np
import pandas as pd

from analysis.questions.{name}.tables import QUARRIES
from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World

FAULTS = [Fault("kilograms", "capacity_t", lambda rows: 1000 * rows["capacity_t"])]


def sample(world: World, rng: np.random.Generator) -> Sample:
    """One quarry a county."""
    codes = world.counties["county_code"]
    rows = pd.DataFrame(
        {{
            "quarry_id": "{name}-" + codes,
            "county_code": codes,
            "capacity_t": rng.integers(100, 1000, len(codes)).astype(float),
        }}
    )
    rows, notes = plant(rng, QUARRIES, rows, FAULTS, each=1)
    layout = Layout("名录_{name}", "2022-12-05", groups={{"capacity_t": ("产能",)}}, totals="first")
    note = Planted("planted_{name}.csv", notes, "产能的单位错误", "wrong units of capacity")
    return Sample([raw_file(QUARRIES, rows, layout, world)], planted=[note])
'''
WRITE = """
import sys
from analysis.intake import check
from analysis.sample import write_city
write_city(sys.argv[1], counties=2, enterprises_per_county=6, tables=sys.argv[2])
found = check(sys.argv[1])
assert not found.errors, [fault.zh for fault in found.errors]
print(*sorted(found.tables))
"""


def written(folder: Path, questions: tuple[str, ...], kind: str = "xlsx") -> tuple[Path, list[str]]:
    """Write a city from a copy of the package in which questions were dropped; its tables too."""
    source = copy_package(folder)
    for name in questions:
        own = source / "analysis" / "questions" / name
        own.mkdir()
        (own / "__init__.py").touch()
        (own / "question.py").write_text(QUESTION.format(name=name), "utf-8")
        (own / "tables.py").write_text(TABLES.format(name=name), "utf-8")
        (own / "sample.py").write_text(SAMPLE.format(name=name), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WRITE, str(folder / "city"), kind],
        env=os.environ | {"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "city", done.stdout.split()


def content(city: Path) -> dict[str, bytes]:
    files = (path for path in city.rglob("*") if path.is_file())
    return {path.relative_to(city).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return written(tmp_path_factory.mktemp("before"), ())


@pytest.fixture(scope="module")
def one(tmp_path_factory):
    return written(tmp_path_factory.mktemp("one"), ("quarries",))


def test_a_dropped_question_is_written_read_and_listed(one):
    city, tables = one
    assert "quarries" in tables
    declared = yaml.safe_load((city / "city.yaml").read_text("utf-8"))
    own = {"table": "quarries", "files": "名录_quarries.xlsx", "vintage": "2022-12-05"}
    assert own in declared["feeds"]
    faults = pd.read_csv(city / "planted_quarries.csv")
    assert faults["column"].tolist() == ["capacity_t"]
    assert faults["reported_value"].tolist() == (1000 * faults["true_value"]).tolist()
    readme = (city / "README.md").read_text("utf-8")
    assert "`planted_quarries.csv` 列出有意放入产能的单位错误" in readme
    assert "raw/名录_quarries.xlsx" in readme


def test_it_changes_no_other_file(before, one):
    old, new = content(before[0]), content(one[0])
    assert {name for name in old if old[name] != new[name]} == {"city.yaml", "README.md"}
    assert set(new) - set(old) == {"raw/名录_quarries.xlsx", "planted_quarries.csv"}


def test_two_questions_draw_from_streams_of_their_own(one, tmp_path):
    city, tables = written(tmp_path, ("aqueducts", "quarries"))
    assert {"aqueducts", "quarries"} <= set(tables)
    old, new = content(one[0]), content(city)
    assert {name for name in old if old[name] != new[name]} == {"city.yaml", "README.md"}
    values = [pd.read_csv(city / f"planted_{name}.csv") for name in ("aqueducts", "quarries")]
    assert values[0]["true_value"].tolist() != values[1]["true_value"].tolist()


def test_as_csv_it_is_one_plain_table(tmp_path):
    city, tables = written(tmp_path, ("quarries",), "csv")
    assert "quarries" in tables
    lines = (city / "raw" / "名录_quarries.csv").read_text("gbk").splitlines()
    assert lines[0] == "矿山编号,县(市、区)代码,年产能（吨）"
    assert len(lines) == 3
