"""The store: whole versions that appear at once and never change."""

import itertools
import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap

import numpy as np
import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.tables.city import City
from analysis.tables.store import Store
from analysis.tables.version import Draft, version_of, write_version

from .test_city import CITY


@pytest.fixture
def city():
    return City.model_validate(CITY)


def source(content):
    return [{"path": "output.xlsx", "table": "industry_month", "sha256": content, "rows": 2}]


def output(value, vintage="2022-12-15", county="139901"):
    return pd.DataFrame(
        {
            "county_code": [county],
            "industry_code": ["13"],
            "period": ["2022-11"],
            "output_ytd_10k_cny": [float(value)],
            "output_ytd_last_year_10k_cny": [90.0],
            "enterprises": [3.0],
            "scope": ["above_scale"],
            "vintage": [vintage],
        }
    )


def tables(*frames):
    return {"industry_month": pd.concat(frames, ignore_index=True)}


def test_what_is_written_is_read_back(tmp_path, city):
    written = tables(output(2, county="139902"), output(1))
    assert write_version(tmp_path, city, written, source("a"))
    store = Store(tmp_path)
    assert store.tables() == ["industry_month"]
    read = store.read("industry_month")
    pd.testing.assert_frame_equal(
        read, tables(output(1), output(2, county="139902"))["industry_month"]
    )
    assert store.read("industry_month", county="139902")["output_ytd_10k_cny"].tolist() == [2.0]
    assert store.read("industry_month", columns=["period"]).columns.tolist() == ["period"]
    assert store.city() == city
    assert store.sources() == source("a")


def test_a_county_without_rows_gives_an_empty_table_of_the_declared_types(tmp_path, city):
    write_version(tmp_path, city, tables(output(1)), source("a"))
    empty = Store(tmp_path).read("industry_month", county="139902")
    full = Store(tmp_path).read("industry_month")
    assert empty.empty
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_the_same_sources_write_nothing(tmp_path, city):
    assert write_version(tmp_path, city, tables(output(1)), source("a"))
    before = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")}
    assert not write_version(tmp_path, city, tables(output(1)), source("a"))
    assert {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*")} == before


def test_the_newest_vintage_of_each_key_is_read_unless_all_are_asked_for(tmp_path, city):
    revised = tables(output(1, "2022-10-18"), output(5), output(7, "2022-10-18", "139902"))
    write_version(tmp_path, city, revised, source("a"))
    store = Store(tmp_path)
    assert store.read("industry_month")["output_ytd_10k_cny"].tolist() == [5.0, 7.0]
    assert len(store.read("industry_month", vintages="all")) == 3
    only = store.read("industry_month", columns=["output_ytd_10k_cny"])
    assert only["output_ytd_10k_cny"].tolist() == [5.0, 7.0]


def test_an_older_version_stays_as_it_was_and_can_return(tmp_path, city):
    write_version(tmp_path, city, tables(output(1)), source("a"))
    first = Store(tmp_path).folder
    write_version(tmp_path, city, tables(output(2)), source("b"))
    assert Store(tmp_path).folder != first
    assert (first / "industry_month" / "county=139901.parquet").is_file()
    assert write_version(tmp_path, city, tables(output(1)), source("a"))
    assert Store(tmp_path).read("industry_month")["output_ytd_10k_cny"].tolist() == [1.0]


def test_the_version_depends_on_files_configuration_and_reader_alone(city):
    first = version_of(city, [("x.csv", "1"), ("y.csv", "2")], "reader")
    assert first == version_of(city, [("y.csv", "2"), ("x.csv", "1")], "reader")
    assert first != version_of(city, [("x.csv", "1"), ("y.csv", "3")], "reader")
    assert first != version_of(city, [("x.csv", "1"), ("y.csv", "2")], "another reader")
    other = city.model_copy(update={"period": "2022-10"})
    assert first != version_of(other, [("x.csv", "1"), ("y.csv", "2")], "reader")


def test_a_missing_store_and_a_missing_table_say_so(tmp_path, city):
    with pytest.raises(DataError, match="analysis ingest"):
        Store(tmp_path).read("industry_month")
    write_version(tmp_path, city, tables(output(1)), source("a"))
    with pytest.raises(DataError, match="无此数据"):
        Store(tmp_path).read("clusters")


def test_a_flipped_bit_is_found(tmp_path, city):
    many = pd.concat(
        [output(i).assign(period=f"{2000 + i}-11") for i in range(20)], ignore_index=True
    )
    write_version(tmp_path, city, {"industry_month": many}, source("a"))
    file = Store(tmp_path).folder / "industry_month" / "county=139901.parquet"
    content = bytearray(file.read_bytes())
    silent = []
    for place in range(4, len(content) // 3, 7):
        content[place] ^= 1
        file.write_bytes(content)
        try:
            read = Store(tmp_path).read("industry_month")
        except DataError as error:
            assert "county=139901.parquet" in error.zh
        else:
            silent.append(read.equals(many))
        content[place] ^= 1
    assert all(silent)


@pytest.mark.parametrize("call", range(1, 13))
def test_a_writer_that_fails_at_any_step_leaves_the_old_version(tmp_path, city, monkeypatch, call):
    write_version(tmp_path, city, tables(output(1)), source("a"))
    calls = 0
    real = os.fsync

    def failing(descriptor):
        nonlocal calls
        calls += 1
        if calls == call:
            raise OSError("disk full")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
    try:
        changed = write_version(tmp_path, city, tables(output(2)), source("b"))
    except OSError:
        changed = None
    monkeypatch.undo()
    read = Store(tmp_path).read("industry_month")["output_ytd_10k_cny"].tolist()
    assert read in ([[1.0], [2.0]] if changed is None else [[2.0]])
    write_version(tmp_path, city, tables(output(2)), source("b"))
    assert Store(tmp_path).read("industry_month")["output_ytd_10k_cny"].tolist() == [2.0]
    assert not list(tmp_path.glob("versions/.partial-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_writer_leaves_the_old_version_readable(tmp_path, city):
    """Kill a process that writes versions without end, at four different moments."""
    write_version(tmp_path, city, tables(output(0)), source("start"))
    program = textwrap.dedent(
        """
        import sys
        import pandas as pd
        from tests.tables.test_city import CITY
        from tests.tables.test_store import output, source, tables
        from analysis.tables.city import City
        from analysis.tables.version import write_version
        city = City.model_validate(CITY)
        print("ready", flush=True)
        for n in range(int(sys.argv[2]), 10**6):
            both = tables(output(n), output(n, county="139902"))
            write_version(sys.argv[1], city, both, source(str(n)))
        """
    )
    for attempt in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", program, str(tmp_path), str(1 + attempt * 10_000)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        for _ in range(3 + attempt):
            read = Store(tmp_path).read("industry_month")
            assert len(set(read["output_ytd_10k_cny"])) == 1
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        read = Store(tmp_path).read("industry_month")
        assert len(set(read["output_ytd_10k_cny"])) == 1
        pointed = json.loads((tmp_path / "current.json").read_text())["version"]
        assert (tmp_path / "versions" / pointed / "city.json").is_file()
    with Draft(tmp_path) as at_work:
        at_work.add("industry_month", output(3))
        write_version(tmp_path, city, tables(output(1)), source("end"))
        assert len(list(tmp_path.glob("versions/.partial-*"))) == 1  # at work, the killed gone
    assert not list(tmp_path.glob("versions/.partial-*"))


DAMAGE = {
    "cut": lambda file: file.write_bytes(file.read_bytes()[:-3]),
    "no text": lambda file: file.write_bytes(b"\xff\xfe\x00"),
    "other": lambda file: file.write_text('{"later": 2}'),
    "gone": lambda file: file.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize(
    "name",
    ["current.json", "city.json", "sources.json", "digests.json", "columns.json", "all", "folder"],
)
def test_a_damaged_or_a_newer_store_says_so_and_is_written_anew(tmp_path, city, name, damage):
    write_version(tmp_path, city, tables(output(1)), source("a"))
    store = Store(tmp_path)
    place = store.folder
    if name == "folder":
        shutil.rmtree(place)
    else:
        inner = {"current.json": tmp_path, "all": place / "industry_month"}.get(name, place)
        file = "county=139901.parquet" if name == "all" else name
        DAMAGE[damage](inner / file)
    no_store = (name, damage) == ("current.json", "gone")
    if name not in {"all", "digests.json", "columns.json"} or damage != "other":
        with pytest.raises(DataError) as error:
            assert store.city()
            assert store.sources()
            assert store.digest("industry_month")
            assert len(store.read("industry_month"))
            raise AssertionError
        assert "analysis ingest" in error.value.zh
        assert ("no store" in error.value.en) == no_store
    assert write_version(tmp_path, city, tables(output(1)), source("a"))
    assert store.read("industry_month")["output_ytd_10k_cny"].tolist() == [1.0]
    assert store.sources() == source("a")
    assert not write_version(tmp_path, city, tables(output(1)), source("a"))
    assert not list(tmp_path.glob("versions/.*"))


def test_periods_that_are_not_wanted_are_not_kept(tmp_path, city):
    month = output(3).assign(period="2022-10")
    revised = tables(output(1, "2022-10-18"), output(5), month, output(2, county="139902"))
    write_version(tmp_path, city, revised, source("a"))
    store = Store(tmp_path)
    now = store.read("industry_month", periods=["2022-11", "2021-11"])
    assert now["output_ytd_10k_cny"].tolist() == [5.0, 2.0]
    assert now["period"].unique().tolist() == ["2022-11"]
    pd.testing.assert_frame_equal(
        store.read("industry_month", columns=["enterprises"], periods=["2022-11"]),
        now[["enterprises"]],
    )
    assert len(store.read("industry_month", vintages="all", periods=["2022-11"])) == 3
    assert store.read("industry_month", periods=["2020-11"]).empty


def test_the_rows_of_many_vintages_come_in_the_order_of_their_keys(tmp_path, city):
    """The newest of each key, as sorting and dropping would give it."""
    rng = np.random.default_rng(3)
    rows = [
        output(value, vintage, county).assign(industry_code=industry, period=period)
        for value, (vintage, county, industry, period) in enumerate(
            itertools.product(
                ("2022-03-01", "2022-01-01", "2022-02-01"),
                ("139902", "139901"),
                ("27", "13", "15"),
                ("2022-10", "2022-09"),
            )
        )
        if rng.random() < 0.7
    ]
    written = pd.concat(rows, ignore_index=True)
    write_version(tmp_path, city, {"industry_month": written}, source("a"))
    key = ["county_code", "industry_code", "period"]
    newest = written.sort_values("vintage", kind="stable").drop_duplicates(key, keep="last")
    expected = newest.sort_values(key, ignore_index=True)
    assert 0 < len(expected) < len(written)
    pd.testing.assert_frame_equal(Store(tmp_path).read("industry_month"), expected)


def test_a_file_without_a_column_of_the_dictionary_is_damaged(tmp_path, city):
    write_version(tmp_path, city, tables(output(1)), source("a"))
    file = Store(tmp_path).folder / "industry_month" / "county=139901.parquet"
    pd.read_parquet(file).drop(columns="enterprises").to_parquet(file)
    assert len(Store(tmp_path).read("industry_month", columns=["period"])) == 1
    with pytest.raises(DataError, match=r"county=139901\.parquet"):
        Store(tmp_path).read("industry_month")


@pytest.mark.parametrize("columns", [["county_code"], None])
def test_a_store_whose_tables_had_other_columns_asks_for_an_ingest(tmp_path, city, columns):
    """Written before a column joined a table, or before versions told their columns."""
    write_version(tmp_path, city, tables(output(1)), source("a"))
    store = Store(tmp_path)
    assert store.fits
    told = store.folder / "columns.json"
    told.write_text(json.dumps({"industry_month": columns})) if columns else told.unlink()
    assert not store.fits
    with pytest.raises(DataError, match=r"another version of the program.*`analysis ingest`"):
        store.city()
    assert write_version(tmp_path, city, tables(output(1)), source("a"))
    assert store.fits


@pytest.mark.skipif(sys.platform != "linux", reason="root is set aside on Linux")
@pytest.mark.parametrize("name", ["current.json", "city.json", "industry_month"])
def test_another_users_store_is_called_so(tmp_path, city, name):
    write_version(tmp_path, city, tables(output(1)), source("a"))
    store = Store(tmp_path)
    place = tmp_path / name if name == "current.json" else store.folder / name
    closed = place / "county=139901.parquet" if place.is_dir() else place
    said = subprocess.run(
        [sys.executable, "-c", UNPRIVILEGED, str(tmp_path), str(closed)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.startswith("无权读取数据库") and closed.name in said.stdout


UNPRIVILEGED = """
import ctypes, os, pathlib, sys
from analysis.errors import DataError
from analysis.tables.store import Store

root, closed = map(pathlib.Path, sys.argv[1:])
closed.chmod(0)
if os.geteuid() == 0:  # root reads everything; give up that right alone
    capabilities = (ctypes.c_uint32 * 6)()
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    assert not ctypes.CDLL(None).capset(header, capabilities)
try:
    store = Store(root)
    store.city(), store.read("industry_month")
except DataError as error:
    print(error.zh)
"""
REVISED = (output(1, "2022-12-15"), output(2, "2023-01-15"), output(3, "2023-02-15"))


@pytest.mark.parametrize(
    ("day", "known"),
    [("2022-12-15", 1.0), ("2023-02-14", 2.0), ("2023-02-15", 3.0), ("", 3.0)],
)
def test_a_store_as_of_a_day_knows_no_later_vintage(tmp_path, city, day, known):
    write_version(tmp_path, city, tables(*REVISED), source("a"))
    then = Store(tmp_path).as_of(day)
    assert then.read("industry_month")["output_ytd_10k_cny"].tolist() == [known]
    every = then.read("industry_month", vintages="all")["vintage"]
    assert all(vintage <= (day or "9") for vintage in every)


def test_a_table_told_later_is_not_there_as_of_a_day(tmp_path, city):
    written = {**tables(*REVISED), "counties": city.counties_table()}
    write_version(tmp_path, city, written, source("a"))
    store = Store(tmp_path)
    assert store.as_of("2022-12-14").tables() == ["counties"]
    assert {*store.as_of("2022-12-15").tables()} == {*store.tables()}


def test_the_same_table_has_another_digest_as_of_a_day(tmp_path, city):
    write_version(tmp_path, city, tables(*REVISED), source("a"))
    store = Store(tmp_path)
    days = ("2022-12-15", "2023-01-15")
    assert (
        len(
            {
                store.digest("industry_month"),
                *(store.as_of(d).digest("industry_month") for d in days),
            }
        )
        == 3
    )
