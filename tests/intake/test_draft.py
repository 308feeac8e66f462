"""A draft of city.yaml from raw files alone: few answers, and the store is the same."""

import shutil

import pandas as pd
import pytest
import yaml

from analysis.errors import DataError
from analysis.intake import check, ingest
from analysis.intake.draft import draft_city
from analysis.tables.city import load_city
from analysis.tables.store import Store

ANSWERS = {"计划时间开工": "planned_start_on", "计划时间竣工": "planned_finish_on"}
LEFT_OUT = {"手续前期手续环评", "手续前期手续节能审查", "问题解决措施"}
SAY_TOO_LITTLE = {
    "数博会项目清单.xlsx", "停窑时段台账.xlsx", "准规上企业监测表.xlsx", "千企帮扶问题台账.xlsx",
    "民爆检查台账.xlsx", "民爆隐患台账.xlsx", "三个一批台账.xlsx", "医疗物资出入库台账.xlsx",
    "重点企业日报.xlsx", "首台套申报产品表.xlsx", "优质中小企业年报.xlsx",
    "两化融合水平评估名单.xlsx",
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
