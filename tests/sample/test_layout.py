"""A raw file's layout follows from the declared table and a few choices."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from analysis.errors import DataError
from analysis.intake import check
from analysis.sample import write_city
from analysis.sample.activity import simulate
from analysis.sample.cells import TICKS
from analysis.sample.counties import counties
from analysis.sample.enterprises import register
from analysis.sample.industries import profiles
from analysis.sample.layout import Layout, raw_file
from analysis.sample.raw_folder import write_files
from analysis.sample.world import World
from analysis.tables import TABLES
from analysis.tables.dictionary import quantity
from tests.intake.dispatch import DISPATCH as FORM

# The form of projects that intake reads, with two headings of which the dictionary knows no other.
COLUMNS = {
    **{name: column for name, column in FORM.columns.items() if name != "permit"},
    "plan_10k_cny": quantity("年度计划投资", "Plan", "10k_cny"),
    "done_10k_cny": quantity("本年度累计完成投资", "Done", "10k_cny", optional=True),
}
DISPATCH = dataclasses.replace(FORM, columns=COLUMNS)
ROWS = pd.DataFrame(
    {
        "project_code": ["P1", "P2", "P3"],
        "county_code": ["139901", "139901", "139902"],
        "period": ["2022-11"] * 3,
        "plan_10k_cny": [1000.0, 500.0, 200.0],
        "started": [True, False, True],
        "done_10k_cny": [1290.0, np.nan, 50.5],
        "done_pct": [129.0, 0.0, 25.3],
        "finished_on": pd.to_datetime(["2022-09-01", None, None]),
        "stage": ["finished", "building", "building"],
        "problem": [None, "用地", None],
    }
)
LAYOUT = Layout(
    "重点项目调度表",
    "2022-12-05",
    columns=(
        *("project_code", "county_code", "period", "plan_10k_cny"),
        *("started", "done_10k_cny", "done_pct", "finished_on", "problem", "stage"),
    ),
    beside={"problem": "具体问题"},
    headings={"plan_10k_cny": "{Y}年计划投资", "done_10k_cny": "累计完成（不含{Y-1}年）"},
    groups={
        "started": ("形象进度",),
        "done_10k_cny": ("形象进度", "投资"),
        "done_pct": ("形象进度", "投资"),
        "finished_on": ("形象进度",),
        "problem": ("问题",),
    },
    spelling={"started": TICKS, "done_pct": "percent", "county_code": "name"},
    split=("period",),
    totals="last",
    note="注：计划数为年初下达数。\n单位负责人：　　填表人：　　报出日期：",
)


@pytest.fixture(autouse=True)
def _declared(monkeypatch):
    monkeypatch.setitem(TABLES._gather(), "dispatch", DISPATCH)


@pytest.fixture(scope="module")
def world():
    rng, places, kinds = np.random.default_rng(1), counties(2), profiles()
    firms = register(rng, places, kinds, 5)
    return World(places, kinds, firms, simulate(rng, firms, kinds))


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    folder = tmp_path_factory.mktemp("city")
    write_city(folder, counties=2, enterprises_per_county=5, tables="csv")
    for path in (folder / "raw").iterdir():
        path.unlink()
    return folder


def sheet(folder, name="重点项目调度表.xlsx", number=0):
    page = CalamineWorkbook.from_path(folder / name).get_sheet_by_index(number)
    return page.to_python(), page.merged_cell_ranges


def test_three_merged_heading_rows_with_the_year_written_in(tmp_path, world):
    write_files([raw_file(DISPATCH, ROWS, LAYOUT, world)], tmp_path, flat=False)
    rows, merged = sheet(tmp_path)
    assert rows[0][0] == "2022年1—11月重点项目调度表"
    assert rows[1][:5] == ["序号", "项目代码", "县（市、区）", "2022年计划投资（万元）", "形象进度"]
    assert rows[2][4:8] == ["是否开工", "投资", "", "竣工时间"]
    assert rows[3][5:7] == ["累计完成（不含2021年）（万元）", "投资完成率"]
    assert set(merged) >= {
        ((0, 0), (0, 9)),  # the title
        ((1, 3), (3, 3)),  # a heading of one level
        ((1, 4), (1, 7)),  # 形象进度 over its four columns
        ((2, 4), (3, 4)),  # 是否开工
        ((2, 5), (2, 6)),  # 投资 over two of them
    }


def test_ticks_shares_as_text_sums_and_notes(tmp_path, world):
    write_files([raw_file(DISPATCH, ROWS, LAYOUT, world)], tmp_path, flat=False)
    rows, _ = sheet(tmp_path)
    first, second, third, total, note, signed = rows[4:]
    assert first[:7] == [1.0, "P1", "云渚区", 1000.0, "√", 1290.0, "129%"]
    assert second[4:10] == ["", "", "0%", "", "用地", "在建"]
    assert third[0] == 3.0
    assert total[:8] == ["", "合计", "", 1700.0, "", 1340.5, "", ""]
    assert note[0].startswith("注：")
    assert signed[0].startswith("单位负责人")


def test_a_workbook_a_county_and_the_feed_that_reads_them(tmp_path, world):
    layout = Layout("项目调度", "2022-12-05", split=("county_code", "period"), books=True)
    rows = ROWS.drop(columns="problem")
    paths, feeds = write_files([raw_file(DISPATCH, rows, layout, world)], tmp_path, flat=False)
    assert [path.name for path in paths] == [
        "项目调度_云渚区_2022年1—11月.xlsx",
        "项目调度_棠溪区_2022年1—11月.xlsx",
    ]
    assert feeds == [
        {
            "table": "dispatch",
            "files": "项目调度_*.xlsx",
            "vintage": "2022-12-05",
            "county": {"from": "file"},
        }
    ]
    cells, _ = sheet(tmp_path, paths[1].name)
    assert cells[0][0] == "棠溪区2022年1—11月项目调度"
    assert "县(市、区)代码" not in cells[1]


@pytest.mark.parametrize("flat", [False, True])
def test_intake_reads_back_the_rows(tmp_path, city, world, flat):
    """Headings that the dictionary knows need no word in the feed, the others are in `headers`."""
    spelling = {"done_pct": "percent", "county_code": "name"}
    layout = Layout(**vars(LAYOUT) | {"spelling": spelling})
    place = World(**vars(world) | {"flat": flat})
    for path in (city / "raw").iterdir():
        path.unlink()
    _, [feed] = write_files([raw_file(DISPATCH, ROWS, layout, place)], city / "raw", flat)
    assert feed["skip"] == ["具体问题"]
    assert feed.get("headers", {}) == (
        {}
        if flat
        else {
            "2022年计划投资": "plan_10k_cny",
            "形象进度投资累计完成(不含2021年)": "done_10k_cny",
        }
    )
    _declare(city, feed)
    found = check(city)
    assert [fault.zh for fault in found.faults] == []
    table = found.tables["dispatch"].drop(columns="vintage")
    expected = DISPATCH.validate(ROWS.drop(columns="problem").assign(vintage="2022-12-05"))
    pd.testing.assert_frame_equal(
        table.sort_values("project_code", ignore_index=True), expected.drop(columns="vintage")
    )


def test_another_unit_stands_in_the_heading_or_once_above(tmp_path, world):
    units = {"plan_10k_cny": "亿元", "done_10k_cny": "亿元"}
    rows = ROWS.drop(columns="problem")
    for line in ("", "亿元"):
        layout = Layout("调度", "2022-12-05", units=units, unit_line=line)
        write_files([raw_file(DISPATCH, rows, layout, world)], tmp_path, flat=False)
        cells, _ = sheet(tmp_path, "调度.xlsx")
        header = next(row for row in cells if row[0] == "序号")
        assert ("年度计划投资" if line else "年度计划投资（亿元）") in header
        assert ("单位：亿元" in cells[1]) == bool(line)
        assert 0.1 in cells[-3]


def test_a_layout_that_names_another_column_is_refused(world):
    layout = Layout("调度", "2022-12-05", groups={"plan": ("投资",)})
    with pytest.raises(DataError, match="plan"):
        raw_file(DISPATCH, ROWS.drop(columns="problem"), layout, world)


def _declare(folder, feed):
    import yaml

    file = folder / "city.yaml"
    declared = yaml.safe_load(file.read_text("utf-8")) | {"feeds": [feed], "targets": []}
    file.write_text(yaml.safe_dump(declared, allow_unicode=True), "utf-8")
