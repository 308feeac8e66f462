"""A nation in small: groups of counties, CSV files, one city.yaml."""

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.intake import check
from analysis.sample import city, write_city
from analysis.tables.city import load_city


@pytest.fixture(scope="module")
def nation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nation")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(city, "GROUP", 18)
        write_city(folder, counties=40, enterprises_per_county=10)
    return folder


def test_files_are_split_by_groups_and_read_as_one_table(nation):
    assert len(list((nation / "raw").glob("分县分行业产值_2022年_第*组.csv"))) == 3
    found = check(nation)
    assert [fault.zh for fault in found.errors] == []
    assert found.tables["industry_month"]["county_code"].nunique() == 40
    november = found.tables["enterprise_month"].query("period == '2022-11'")
    assert 380 <= len(november) <= 400
    assert found.tables["clusters"]["cluster_id"].is_unique
    assert "city" not in set(found.tables["county_month"]["county_code"])  # of no one group
    assert load_city(nation).county("900101").kind == "district"


def test_csv_files_hold_what_the_workbooks_hold(tmp_path):
    tables = {}
    for kind in ("xlsx", "csv"):
        write_city(tmp_path / kind, counties=2, enterprises_per_county=12, seed=5, tables=kind)
        found = check(tmp_path / kind)
        assert [fault.zh for fault in found.errors] == []
        tables[kind] = found.tables
    for name, frame in tables["xlsx"].items():
        other = tables["csv"][name]
        if name == "industry_month":  # what the issuer hid stands only in the workbooks masked
            shown = frame["output_ytd_10k_cny"].notna()
            frame, other = frame[shown], other[shown]
        pd.testing.assert_frame_equal(frame, other, obj=name)


@pytest.mark.parametrize("asked", [{"counties": 0}, {"enterprises_per_county": 4}])
def test_impossible_sizes_are_refused(tmp_path, asked):
    with pytest.raises(DataError, match="allowed are"):
        write_city(tmp_path, **asked)


@pytest.mark.parametrize("held", ["raw/企业名录.csv", "README.md", "city.yaml"])
def test_a_folder_that_is_no_synthetic_city_is_left_as_it_is(tmp_path, held):
    (tmp_path / "raw").mkdir()
    content = b"name: {zh: \xe7\x9c\x9f, en: real}"
    (tmp_path / held).write_bytes(content)
    with pytest.raises(DataError):
        write_city(tmp_path, counties=1, enterprises_per_county=5)
    assert (tmp_path / held).read_bytes() == content
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


def test_a_real_citys_folder_is_refused_and_a_synthetic_one_written_again(tmp_path):
    write_city(tmp_path, counties=1, enterprises_per_county=5, tables="csv")
    write_city(tmp_path, counties=1, enterprises_per_county=5, tables="csv")
    file = tmp_path / "city.yaml"
    real = file.read_text("utf-8").replace("synthetic: true", "synthetic: false")
    file.write_text(real, "utf-8")
    with pytest.raises(DataError, match="no synthetic city"):
        write_city(tmp_path, counties=1, enterprises_per_county=5, tables="csv")


def test_a_county_after_a_nation_is_written_without_a_zero_byte(nation, tmp_path):
    """The memory that a larger city leaves behind must not show in the next one's text."""
    for _ in range(3):
        write_city(tmp_path, counties=1, enterprises_per_county=5, tables="csv")
        for path in (tmp_path / "raw").iterdir():
            assert b"\0" not in path.read_bytes(), path.name
