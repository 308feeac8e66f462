"""A territory of another currency and of other parts: its own words on every page."""

import re

import pytest

from analysis.display.labels import label
from analysis.intake import check
from analysis.questions.output import text
from analysis.results import open_release
from analysis.tables import RESULT_TABLES, TABLES
from tests.intake.conftest import ROWS, city, output_workbook
from tests.shapes import all_tables, city_of, pages, small_city

__all__ = ["city"]  # the fixture
PARTS = {"zh": "国家", "en": "country", "many": "countries"}
OF_YUAN = re.compile(r"(?<![欧美])元(?!件|器)|CNY|yuan")
FINDINGS = "疑以亿元填报"
"""The name of a finding, of a column of the register, not of a figure."""


@pytest.fixture(scope="module")
def abroad(tmp_path_factory):
    """A small city as it would be if its money were euros and its counties countries."""
    small = small_city(tmp_path_factory.mktemp("small"), enterprises=20, seed=4)
    root = tmp_path_factory.mktemp("abroad") / "store"
    return city_of(root, small.city(), all_tables(small), currency="EUR", parts=PARTS)


@pytest.mark.parametrize(
    ("heading", "size"),
    [
        ("（万欧元）", 1), ("（亿欧元）", 10_000), ("（百万欧元）", 100), ("（million EUR）", 100),
        ("（千元）", 0.1), ("（万元）", 1),
    ],
)  # fmt: skip
def test_raw_files_state_their_money(city, heading, size):
    folder = city(currency="EUR")
    output_workbook(folder, E3="工业总产值" + heading, F2=None)
    intake = check(folder)
    assert not intake.errors, [fault.zh for fault in intake.errors]
    found = intake.tables["industry_month"]["output_ytd_10k_cny"].tolist()
    assert found == pytest.approx([row[4] * size for row in ROWS])


@pytest.mark.parametrize(
    ("currency", "unit"),
    [
        *(("EUR", unit) for unit in ("人民币万元", "万元（人民币）", "万美元")),
        *(("CNY", unit) for unit in ("万欧元", "百万新台币", "million USD")),
    ],
)
def test_other_money_than_the_city_s_is_refused(city, currency, unit):
    folder = city(currency=currency)
    output_workbook(folder, F2=f"单位：{unit}")
    assert check(folder).errors


def test_millions_of_taiwan_are_read_and_named(city):
    folder = city(currency="TWD")
    output_workbook(folder, F2="单位：百万新台币")
    intake = check(folder)
    assert not intake.errors, [fault.zh for fault in intake.errors]
    assert intake.tables["industry_month"]["output_ytd_10k_cny"].tolist()[0] == 1200 * 100


@pytest.mark.parametrize("tables", [TABLES, RESULT_TABLES], ids=["store", "results"])
def test_no_title_of_any_table_names_yuan(tables):
    for declared in tables.values():
        own = declared.in_currency("EUR")
        for column in own.columns:
            for lang in ("zh", "en"):
                assert not OF_YUAN.search(label(own, column, lang)), (declared.name, column)


def test_a_rank_is_among_the_parts_as_the_territory_calls_them(abroad):
    release = open_release(abroad.root, "139901", "2022-11", "internal")
    zh, en = (text.headline(release.of(indicator="output"), lang)[0] for lang in ("zh", "en"))
    assert re.search(r"居全市3个国家第\d位", zh)
    assert re.search(r"\(place \d of 3 countries\)", en)


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_speaks_of_yuan_or_ranks_counties(abroad, lang, monkeypatch):
    for name, county, said in pages(abroad, "internal", monkeypatch, lang):
        found = OF_YUAN.search(said.replace(FINDINGS, ""))
        assert not found, (name, county, said[found.start() - 60 : found.end() + 20])
        if name[:2] in ("01", "02"):
            assert not re.search(r"个县（市、区）|of \d+ counties", said), (name, county)
