"""A draft of city.yaml from raw files alone: few answers, and the store is the same."""

import shutil

import pandas as pd
import pytest
import xlsxwriter
import yaml

from analysis.errors import DataError
from analysis.intake import check, ingest
from analysis.intake.draft import draft_city
from analysis.tables.city import load_city
from analysis.tables.store import Store

from .conftest import code, output_workbook, workbook, write_sheet

ANSWERS = {"计划时间开工": "planned_start_on", "计划时间竣工": "planned_finish_on"}
LEFT_OUT = {"手续前期手续环评", "手续前期手续节能审查", "问题解决措施"}
SAY_TOO_LITTLE = {
    "数博会项目清单.xlsx", "停窑时段台账.xlsx", "准规上企业监测表.xlsx", "千企帮扶问题台账.xlsx",
    "民爆检查台账.xlsx", "民爆隐患台账.xlsx", "三个一批台账.xlsx", "医疗物资出入库台账.xlsx",
    "重点企业日报.xlsx", "首台套申报产品表.xlsx", "优质中小企业年报.xlsx",
    "两化融合水平评估名单.xlsx", "绿色工厂自评价名单.xlsx",
}  # fmt: skip
"""Registers that share a table or a heading with others: which one it is stands nowhere in them."""


@pytest.fixture(scope="module")
def bare(tmp_path_factory, pytestconfig):
    """The demo city's raw files that tell what they are, and nothing else."""
    folder = tmp_path_factory.mktemp("bare") / "bare"
    demo = pytestconfig.rootpath / "data" / "demo-city"
    shutil.copytree(demo / "raw", folder / "raw", ignore=lambda *_: SAY_TOO_LITTLE)
    return folder


@pytest.fixture(scope="module")
def drafted(bare):
    text, points = draft_city(bare)
    return yaml.safe_load(text), text, points


def test_the_draft_knows_counties_period_measure_and_classification(drafted, pytestconfig):
    declared = drafted[0]
    real = load_city(pytestconfig.rootpath / "data" / "demo-city")
    named = {county["code"]: county["name"]["zh"] for county in declared["counties"]}
    assert named == {county.code: county.name.zh for county in real.counties}
    kinds = {county["code"]: county["kind"] for county in declared["counties"]}
    assert kinds == {county.code: county.kind for county in real.counties}
    assert declared["period"] == real.period
    assert declared["measure"]["column"] == real.measure.column
    assert declared["industries"] == real.industries


def test_every_file_is_taken_for_its_table(drafted, pytestconfig):
    real = load_city(pytestconfig.rootpath / "data" / "demo-city")
    found = {(feed["table"], feed["files"]) for feed in drafted[0]["feeds"]}
    told = [feed for feed in real.feeds if feed.files not in SAY_TOO_LITTLE]
    assert found == {(feed.table, feed.files) for feed in told}


def test_what_a_register_does_not_say_is_asked(tmp_path, pytestconfig):
    demo = pytestconfig.rootpath / "data" / "demo-city"
    named = {"准规上企业监测表.xlsx", "千企帮扶问题台账.xlsx", "数博会项目清单.xlsx"}
    (tmp_path / "raw").mkdir()
    for name in named | {"企业名录.csv", "分县分行业产值_2022年.xlsx"}:
        shutil.copy(demo / "raw" / name, tmp_path / "raw")
    asked = " ".join(zh for zh, _ in draft_city(tmp_path)[1])
    assert all(name in asked for name in named)


def test_what_is_open_is_said_once_and_stands_in_the_draft(drafted):
    declared, text, points = drafted
    said = " ".join(zh for zh, _ in points)
    assert len(points) == len(set(points)) == 3 + len(ANSWERS) + len(LEFT_OUT)
    assert all(heading in said for heading in (*ANSWERS, *LEFT_OUT))
    assert all(zh in text and en in text for zh, en in points)
    opened = [h for feed in declared["feeds"] for h, c in feed.get("headers", {}).items()]
    assert {*opened} == {*ANSWERS, *LEFT_OUT}


def test_check_names_what_is_open_until_it_is_answered(bare, drafted):
    (bare / "city.yaml").write_text(drafted[1], encoding="utf-8")
    with pytest.raises(DataError, match=r"'name\.zh' is still open.*planned|'licence' is still"):
        check(bare)
    with pytest.raises(DataError, match="is there already"):
        draft_city(bare)
    (bare / "city.yaml").unlink()


def test_with_few_answers_the_store_is_that_of_the_city(bare, drafted, pytestconfig):
    demo = check(pytestconfig.rootpath / "data" / "demo-city").tables
    declared = drafted[0]
    name = {"zh": "甲市", "en": "A"}
    declared |= {"name": name, "source": name, "licence": "CC0"}
    for feed in declared["feeds"]:
        headers = feed.pop("headers", {})
        feed["skip"] = [*feed.get("skip", []), *(h for h in headers if h in LEFT_OUT)]
        feed["headers"] = {h: ANSWERS[h] for h in headers if h in ANSWERS}
    (bare / "city.yaml").write_text(yaml.safe_dump(declared, allow_unicode=True), "utf-8")
    assert not ingest(bare).errors
    made = Store(bare / "store")
    real = load_city(pytestconfig.rootpath / "data" / "demo-city")
    partly = {feed.table for feed in real.feeds if feed.files in SAY_TOO_LITTLE}
    assert {feed.table for feed in real.feeds} - partly <= {*made.tables()} <= {*demo}
    for table in {*made.tables()} - {"counties", *partly}:
        stored = made.read(table, vintages="all")
        columns = [name for name in stored if name != "vintage"]
        pd.testing.assert_frame_equal(_sorted(stored, columns), _sorted(demo[table], columns))


def _sorted(rows, columns):
    plain = rows[columns].astype({c: "str" for c in columns if rows[c].dtype != "float64"})
    return plain.sort_values(columns, ignore_index=True)


def output(rows, folder, name="output.csv", head=("区划代码", "行业代码", "工业总产值本年累计")):
    (folder / "raw").mkdir(parents=True, exist_ok=True)
    frame = pd.DataFrame(rows, columns=[*head])
    frame.to_csv(folder / "raw" / name, index=False)


def test_what_no_file_says_is_open(tmp_path):
    output([("A1", "X", 3.5), ("B2", "Y", 4.5)], tmp_path)
    text, points = draft_city(tmp_path)
    declared = yaml.safe_load(text)
    assert declared["feeds"][0]["constants"] == {"scope": "?", "period": "?"}
    assert declared["period"] == declared["feeds"][0]["vintage"] == "?"
    assert [county["code"] for county in declared["counties"]] == ["A1", "B2"]
    said = " ".join(en for _, en in points)
    assert "constants.period" in said and "classification" in said


def test_counties_without_codes_are_numbered_and_that_is_said(tmp_path):
    head = ("县（市、区）", "行业代码", "工业总产值本年累计")
    output([("甲县", "13", 3.5), ("乙区", "14", 4.5), ("合计", "", 8.0)], tmp_path, head=head)
    text, points = draft_city(tmp_path)
    counties = yaml.safe_load(text)["counties"]
    found = [(c["code"], c["name"]["zh"], c["kind"]) for c in counties]
    assert found == [("01", "甲县", "county"), ("02", "乙区", "district")]
    assert any("numbered" in en for _, en in points)


def test_a_folder_without_raw_files_or_a_measure_is_refused(tmp_path):
    with pytest.raises(DataError, match="no raw files"):
        draft_city(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError, match="nothing to draft"):
        draft_city(tmp_path)


def test_a_file_that_cannot_be_read_is_named_with_its_reason(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "output.csv").write_text('a,b\n"x"y,2\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"nothing to draft; output\.csv.*a quote stands inside"):
        draft_city(tmp_path)


MONTHLY = ("地区", "行业代码", "本月止累计产值", "去年同期产值")


def test_the_same_unknown_heading_of_many_files_is_asked_once(tmp_path):
    """Every file is a feed with a day of its own; YAML refers to what is filled in once."""
    for month in ("02", "03", "04"):
        rows = [("甲县", "13", 3, 2)]
        output(rows, tmp_path, f"规上产值2022{month}.csv", MONTHLY)
    text, points = draft_city(tmp_path)
    asked = [zh for zh, _ in points if "headers." in zh]
    assert len(asked) == 2 and all("等3个文件" in zh for zh in asked)
    filled = text.replace("累计产值: '?'", "累计产值: output_ytd_10k_cny")
    feeds = yaml.safe_load(filled)["feeds"]
    assert [feed["vintage"] for feed in feeds] == ["2022-03-15", "2022-04-15", "2022-05-15"]
    assert {feed["headers"]["本月止累计产值"] for feed in feeds} == {"output_ytd_10k_cny"}


@pytest.mark.parametrize("place", ["file", "sheet"])
def test_counties_that_only_names_of_files_or_sheets_tell(tmp_path, place):
    """Periods too: months in cells, the year in the sheet's name or the title."""
    (tmp_path / "raw").mkdir()
    rows = [["2022年规上工业产值"], ["月份", "行业大类", "工业总产值"], ["1-11月", "13", 5.0]]
    counties = ("甲县", "乙市")
    for number, county in enumerate(counties):
        path = tmp_path / "raw" / (f"{county}产值.xlsx" if place == "file" else "产值.xlsx")
        if place == "file":
            workbook(path, rows)
        elif not number:
            with xlsxwriter.Workbook(path) as book:
                for name in counties:
                    write_sheet(book, rows, name=name)
    declared = yaml.safe_load(draft_city(tmp_path)[0])
    assert {county["name"]["zh"] for county in declared["counties"]} == {*counties}
    (feed,) = declared["feeds"]
    assert feed["county"] == {"from": place}
    assert (declared["period"], feed["vintage"]) == ("2022-11", "2022-12-15")


def test_figures_that_no_heading_of_the_dictionary_names_are_asked(tmp_path):
    rows = [("比利时", "2020-01", 56.4), ("德国", "2020-01", 60)]
    output(rows, tmp_path, head=("国家", "月份", "制造业生产指数"))
    text, _ = draft_city(tmp_path)
    declared = yaml.safe_load(text)
    assert declared["measure"]["kind"] == "index"
    (feed,) = declared["feeds"]
    assert feed["headers"] == {"国家": "?", "制造业生产指数": "?"}
    assert feed["constants"] == {"industry_code": "?", "county_code": "?"}
    assert declared["counties"] == [{"code": "?", "name": {"zh": "?", "en": "?"}, "kind": "county"}]
    feed["headers"] = {"国家": "county_code", "制造业生产指数": "employment_persons"}
    feed["constants"] = {"industry_code": "00"}
    name = {"zh": "甲", "en": "A"}
    declared |= {"name": name, "source": name, "licence": "CC0"}
    declared["counties"] = [
        {"code": code, "name": {"zh": zh, "en": code}, "kind": "county"}
        for code, zh in (("BE", "比利时"), ("DE", "德国"))
    ]
    (tmp_path / "city.yaml").write_text(yaml.safe_dump(declared, allow_unicode=True), "utf-8")
    intake = check(tmp_path)
    assert not intake.errors
    assert intake.tables["employment_month"]["employment_persons"].tolist() == [56.4, 60.0]


def test_headings_that_are_years_are_said_to_be_no_months(tmp_path):
    output([("甲县", 1, 2)], tmp_path, head=("县区", "2020年", "2021年"))
    with pytest.raises(DataError, match="县区、2020年、2021年; these are years"):
        draft_city(tmp_path)


def test_a_currency_and_what_may_leave_are_said(tmp_path):
    rows = [("N1", "13", "2022-11", 5.0)]
    head = ("county_code", "industry_code", "period", "output_ytd_million_usd")
    output(rows, tmp_path, head=head)
    text, points = draft_city(tmp_path)
    assert yaml.safe_load(text)["currency"] == "USD"
    assert any("released_by_source" in zh and "released_by_source" in en for zh, en in points)


@pytest.mark.parametrize(
    "head",
    [
        ["统一社会信用代码", "企业名称", "县区", "行业代码", "工业总产值（万元）"],
        ["序号", "统一社会信用代码", "企业名称", "产值本年累计（万元）"],
        ["统一社会信用代码", "企业名称", "产值（万元）", "增速%"],
    ],
)
def test_a_monthly_list_of_enterprises_with_one_figure_is_no_other_register(tmp_path, head):
    raw = tmp_path / "raw"
    raw.mkdir()
    cells = {"统一社会信用代码": code(1), "企业名称": "某公司", "县区": "云渚区", "行业代码": "13"}
    row = [cells.get(heading, 1) for heading in head]
    workbook(raw / "企业月报.xlsx", [["2022年1—11月规上企业"], head, row])
    output_workbook(tmp_path)
    text, points = draft_city(tmp_path)
    feeds = {feed["files"]: feed["table"] for feed in yaml.safe_load(text)["feeds"]}
    assert feeds == {"企业月报.xlsx": "enterprise_month", "output.xlsx": "industry_month"}
    assert any("没有认出的必需列" in zh and "profit_ytd_10k_cny" in zh for zh, _ in points)
