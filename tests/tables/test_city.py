"""city.yaml: what is wrong is said at once, with the nearest right key."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from analysis.errors import DataError
from analysis.tables.city import LISTED, load_city

DATA = Path(__file__).parents[2] / "data"
CITY = {
    "name": {"zh": "样例市", "en": "Sample City"},
    "period": "2022-11",
    "measure": {"table": "industry_month", "column": "output_ytd_10k_cny", "kind": "flow"},
    "source": {"zh": "虚构", "en": "made up"},
    "licence": "CC0",
    "counties": [{"code": "139901", "name": {"zh": "云渚区", "en": "Yunzhu"}, "kind": "district"}],
    "feeds": [{"table": "industry_month", "files": "*.xlsx", "vintage": "2022-12-15"}],
    "targets": [
        {"indicator": "output", "year": 2022, "value": 8, "kind": "growth_pct", "unit": "%"}
    ],
}


def write(folder, **replaced):
    declared = {**CITY, **replaced}
    (folder / "city.yaml").write_text(yaml.safe_dump(declared, allow_unicode=True), "utf-8")
    return folder


def feed(**keys):
    return [{**CITY["feeds"][0], **keys}]


@pytest.mark.parametrize("folder", sorted(DATA.glob("*/city.yaml")), ids=lambda p: p.parent.name)
def test_the_cities_of_the_repository_are_valid(folder):
    city = load_city(folder.parent)
    assert len(city.counties) > 1
    assert not city.counties_table().empty


def test_a_city_gives_its_counties_and_targets_as_tables(tmp_path):
    city = load_city(write(tmp_path))
    assert city.counties_table()["name_zh"].tolist() == ["云渚区"]
    targets = city.targets_table()
    assert targets[["indicator", "county_code", "target_value"]].values.tolist() == [
        ["output", "city", 8.0]
    ]
    assert city.county("139901").name("en") == "Yunzhu"
    with pytest.raises(DataError, match="139901 云渚区"):
        city.county("139999")


def test_defaults_keep_disclosure_on(tmp_path):
    rules = load_city(write(tmp_path)).disclosure
    assert (rules.released_by_source, rules.minimum_units) == (False, 3)


OF_CLUSTERS = {**CITY["targets"][0], "indicator": "cluster_revenue"}


@pytest.mark.parametrize(
    ("replaced", "said"),
    [
        ({"perod": "2022-11"}, "perod.*period"),
        ({"feeds": feed(file="x")}, r"feeds\.1\.file.*files"),
        ({"disclosure": {"minimum_unit": 3}}, "minimum_units"),
        ({"period": "2022-13"}, "period"),
        ({"feeds": feed(table="industry_months")}, "industry_months"),
        ({"feeds": feed(headers={"产值": "output_ytd"})}, "output_ytd.*output_ytd_10k_cny"),
        ({"feeds": feed(constants={"scop": "x"})}, "scop.*scope"),
        ({"feeds": feed(vintage="15.12.2022")}, "vintage"),
        ({"counties": CITY["counties"] * 2}, "139901"),
        ({"measure": {**CITY["measure"], "column": "output"}}, "output"),
        ({"targets": [{**CITY["targets"][0], "county": "139999"}]}, "139999"),
        (
            {"targets": [{**CITY["targets"][0], "indicator": "value_added", "kind": "level"}]},
            "can only be growth_pct",
        ),
        ({"questions": {"score": {}}}, "nearest one is 'scores'"),
        ({"scheme": "template"}, "'scheme': belongs under questions.scores"),
        ({"policy": "template"}, "'policy': belongs under questions.scores"),
        ({"questions": {"scores": {"schema": "x"}}}, r"questions\.scores\.schema.*'scheme'"),
        ({"questions": {"output": {"x": 1}}}, r"questions\.output\.x"),
        ({"disclosure": {"minimum_units": 1}}, "minimum_units"),
        ({"name": "样例市"}, "zh, en"),
        ({"licence": None}, "licence"),
        ({"questions": {"scores": {"scheme": "huangyan"}}}, "huangyan_2022"),
        ({"questions": {"scores": {"policy": "none"}}}, "template"),
        ({"targets": [{**CITY["targets"][0], "indicator": "value_aded"}]}, "value_added"),
        ({"targets": [{**CITY["targets"][0], "indicator": "tax_per_mu"}]}, "level"),
        (
            {
                "targets": [
                    {**CITY["targets"][0], "indicator": "cluster_revenue", "scope": "省口径"}
                ]
            },
            "省口径",
        ),
        ({"targets": [{**CITY["targets"][0], "kind": "level", "unit": "亿块"}]}, "亿块"),
        ({"feeds": feed(vintage=date(2022, 12, 15))}, r"in quotes: '2022-12-15'"),
        ({"feeds": feed(vintage="2022年底")}, "a day such as"),
        ({"counties": [{**CITY["counties"][0], "code": 139901}]}, r"in quotes: '139901'"),
        ({"counties": [{**CITY["counties"][0], "kind": "县"}]}, "cannot be '县'"),
        ({"counties": []}, "'counties': must not be empty"),
        ({"name": {"zh": "", "en": "Small"}}, "'name' must not be empty"),
        ({"feeds": feed(vintage="2022-13-45")}, "a day such as"),
        ({"feeds": feed(unit="万块")}, "unknown unit '万块'"),
        ({"feeds": feed(skip=["甲"], headers={"甲": "enterprises"})}, "'甲'.* under skip"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, replaced, said):
    with pytest.raises(DataError, match=said):
        load_city(write(tmp_path, **replaced))


@pytest.mark.parametrize(
    "files", ["", ".", "/etc/passwd", "../output.csv", "a/../../b", "**.csv", "2022\\output.csv"]
)
def test_files_stand_under_raw(tmp_path, files):
    with pytest.raises(DataError, match="a name under raw/"):
        load_city(write(tmp_path, feeds=feed(files=files)))


def replaced_text(folder, old, new):
    """city.yaml with a part of its text replaced; its name."""
    path = write(folder) / "city.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return path.parent


@pytest.mark.parametrize("written", ["010203", "NO", "13:59:01", "1_000", "0x1F", "2022-11-01"])
def test_the_advice_repeats_what_is_written_not_what_yaml_reads(tmp_path, written):
    with pytest.raises(DataError, match=f"in quotes: '{written}'"):
        load_city(replaced_text(tmp_path, "'139901'", written))


@pytest.mark.parametrize("key", ["2022", "yes", "2022-11-01", "1.0", "010"])
def test_a_key_is_the_text_that_is_written(tmp_path, key):
    folder = replaced_text(tmp_path, "feeds:", f"document: {{names: {{{key}: [甲]}}}}\nfeeds:")
    assert load_city(folder).document.names == {key: ["甲"]}


def bomb(levels):
    lines = "\n".join(f"  b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 9)}]" for n in range(1, levels))
    return f"questions:\n  b0: &b0 [x]\n{lines}\nfeeds:"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (bomb(12), "too large"),
        ("questions: &q\n  output: *q\nfeeds:", "too large"),
        (f"questions: {'[' * 3000}{']' * 3000}\nfeeds:", "nested too deeply"),
        ("? [a, b]\n: c\nfeeds:", "not YAML"),
        ("targets: !!set {a}\nfeeds:", "targets"),
    ],
)
def test_odd_yaml_is_refused_in_a_sentence(tmp_path, text, said):
    with pytest.raises(DataError, match=said):
        load_city(replaced_text(tmp_path, "feeds:", text))


def test_an_anchor_is_read_where_it_is_used(tmp_path):
    folder = replaced_text(tmp_path, "feeds:", "whole: &w {zh: 全区, en: area}\nfeeds:")
    assert load_city(folder).whole.en == "area"


def test_an_item_of_a_list_is_named_by_what_tells_it_apart(tmp_path):
    with pytest.raises(DataError) as error:
        load_city(write(tmp_path, feeds=[*feed(), *feed(files="b.csv", vintage=2022)]))
    assert "“feeds.2.vintage”（b.csv）：应为文本，请加引号：'2022'" in error.value.zh
    assert "'feeds.2.vintage' (b.csv): must be text, in quotes: '2022'" in error.value.en


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "city.yaml").write_text("")
    with pytest.raises(DataError, match=r"city\.yaml: must be written item by item: name"):
        load_city(tmp_path)


def test_a_county_is_found_by_code_by_number_and_by_name(tmp_path):
    counties = [
        CITY["counties"][0],
        {"code": "139902", "name": {"zh": "同名县", "en": "Same"}, "kind": "county"},
        {"code": "139903", "name": {"zh": "同名县", "en": "Other"}, "kind": "county"},
    ]
    city = load_city(write(tmp_path, counties=counties))
    assert {city.county(c).code for c in ("139901", 139901, "云渚区", "Yunzhu")} == {"139901"}
    assert city.county("Other").code == "139903"
    with pytest.raises(DataError, match="同名县"):
        city.county("同名县")


def test_all_faults_are_named_at_once(tmp_path):
    with pytest.raises(DataError) as error:
        load_city(write(tmp_path, perod="x", licens="y", period="2022"))
    assert "3处错误" in error.value.zh
    assert "3 faults" in error.value.en


def test_a_missing_file_and_broken_yaml(tmp_path):
    with pytest.raises(DataError, match=r"city\.yaml"):
        load_city(tmp_path)
    (tmp_path / "city.yaml").write_text("name: [")
    with pytest.raises(DataError, match="YAML"):
        load_city(tmp_path)


def test_a_large_city_names_the_nearest_codes_only(tmp_path):
    counties = [{**CITY["counties"][0], "code": f"{990000 + i}"} for i in range(200)]
    city = load_city(write(tmp_path, counties=counties))
    with pytest.raises(DataError, match=r"near to it .*990105 Yunzhu") as caught:
        city.county("9901055")
    assert caught.value.en.count("Yunzhu") == caught.value.zh.count("云渚区") == LISTED


def test_a_file_in_another_encoding_is_an_error_and_names_the_file(tmp_path):
    (tmp_path / "city.yaml").write_bytes("name: {zh: 小城}".encode("gbk"))
    with pytest.raises(DataError, match=r"city\.yaml is not in UTF-8"):
        load_city(tmp_path)
