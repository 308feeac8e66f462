"""A rate of the whole territory is no sum of its rows: where a table says so, it is data."""

import pytest

from analysis.intake import check

from .conftest import INDUSTRY_MONTH, output_workbook, workbook

GROWTH = {**INDUSTRY_MONTH, "table": "county_month", "files": "growth*"}
HEAD = ["报告期", "行政区划代码", "县（市、区）", "规上工业增加值累计增速（%）"]
SKIPPED = {**GROWTH, "skip": ["县（市、区）"]}
PERIOD = "2022年1—11月"
COUNTIES = [[PERIOD, "139901", "云渚区", 7.4], [PERIOD, "139902", "青岚县", 5.5]]
YTD = "value_added_growth_ytd_pct"


def growth(folder, *rows, head=HEAD):
    workbook(folder / "raw" / "growth.xlsx", [head, *rows])
    return check(folder)


def of_whole(intake):
    """The figure of the whole: that it is stored once, and every row accounted for."""
    assert [fault.zh for fault in intake.faults] == []
    (account,) = intake.sheets
    assert (account.rows_in, account.rows_used, account.rows_totals) == (3, 3, 0)
    stored = intake.tables["county_month"].set_index("county_code")[YTD]
    assert stored.drop("city").to_dict() == {"139901": 7.4, "139902": 5.5}
    return stored["city"]


@pytest.mark.parametrize("feed", [GROWTH, SKIPPED])
@pytest.mark.parametrize(
    ("code", "name"),
    [
        *((None, word) for word in ("全市", "全 省", "合计", "总计", "全市合计", "样例市")),
        *((word, None) for word in ("全市", "合计", "Total", "Sample City", "city")),
        *(("合计", "全市"), ("139900", "全市"), ("", "City")),
    ],
)
def test_the_whole_is_data_by_its_code_or_its_name(city, feed, code, name):
    intake = growth(city(feed), [PERIOD, code, name, 6.7], *COUNTIES)
    assert of_whole(intake) == 6.7


@pytest.mark.parametrize("word", ["全市", "合计", "City total"])
def test_the_whole_in_the_only_column_of_counties(city, word):
    rows = [[period, name, value] for period, _, name, value in COUNTIES]
    head = [HEAD[0], *HEAD[2:]]
    assert of_whole(growth(city(GROWTH), *rows, [PERIOD, word, 6.7], head=head)) == 6.7


def test_the_word_beside_a_serial_number_where_no_county_stands(city):
    rows = [[number, *row] for number, row in enumerate(COUNTIES, 1)]
    total = ["合计", PERIOD, None, None, 6.7]
    assert of_whole(growth(city(GROWTH), *rows, total, head=["序号", *HEAD])) == 6.7


def test_what_the_city_calls_its_whole(city):
    folder = city(GROWTH, whole={"zh": "全州", "en": "state"})
    assert of_whole(growth(folder, [PERIOD, None, "State", 6.7], *COUNTIES)) == 6.7


def test_twice_the_whole_in_one_period_is_a_duplicate(city):
    rows = [[PERIOD, None, "全市", 6.7], *COUNTIES, [PERIOD, "合计", None, 6.6]]
    (fault,) = growth(city(GROWTH), *rows).errors
    assert (fault.kind, fault.row) == ("duplicate_key", 5)
    assert "第2行重复" in fault.problem_zh


def test_a_county_that_is_called_the_whole_beside_its_code_is_a_contradiction(city):
    (fault,) = growth(city(GROWTH), [PERIOD, "139901", "全市", 6.7], COUNTIES[1]).errors
    assert fault.kind == "contradiction"


def test_a_period_that_lacks_the_whole_is_warned_of(city):
    whole = {f"2022年1—{month}月": month for month in (9, 11)}
    rows = [
        [f"2022年1—{month}月", code, name, value]
        for month in (9, 10, 11)
        for _, code, name, value in COUNTIES
    ]
    rows += [[period, None, "全市", value] for period, value in whole.items()]
    (fault,) = growth(city(GROWTH), *rows).faults
    assert fault.kind == "missing_county"
    assert "2022-10缺少全市，" in fault.problem_zh
    assert "2022-10 has no rows of the city, " in fault.problem_en


def test_another_total_of_rates_is_compared_with_no_sum(city):
    intake = growth(city(GROWTH), *COUNTIES, [PERIOD, None, "城区小计", 40.0])
    assert intake.faults == []
    (account,) = intake.sheets
    assert (account.rows_used, account.rows_totals) == (2, 1)


def test_where_the_table_is_of_amounts_the_whole_is_a_sum(city):
    folder = city()
    rows = [["139901", "云渚区", "13", 6, 1200, 1000], [None, "全市", None, 6, 1300, 1000]]
    output_workbook(folder, rows)
    intake = check(folder)
    assert [fault.kind for fault in intake.faults] == ["total_differs"]
    assert intake.tables["industry_month"]["county_code"].tolist() == ["139901"]
