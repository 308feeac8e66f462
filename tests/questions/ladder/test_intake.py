"""Annual reports as enterprises send them: a sheet a year, ticks, blanks, words for levels."""

import pytest
import yaml

from analysis.intake import check
from tests.questions.ladder.conftest import JIA, city

HEADINGS = (
    "企业名称,统一社会信用代码,县区,年度,营业收入（万元）,研发费用（元）,"
    "细分市场占有率,研发机构,自主品牌"
)
ROW = "甲公司,91130500MA00001460,甲县,2021,5200,6400000,11%,省级,√"


@pytest.fixture
def checked(tmp_path):
    def check_rows(*rows: str):
        declared = city(JIA).model_dump(exclude={"feeds"}, exclude_defaults=True)
        feed = {"table": "firm_year", "files": "年报.csv", "vintage": "2022-10-20"}
        text = yaml.safe_dump(declared | {"feeds": [feed]}, allow_unicode=True)
        (tmp_path / "city.yaml").write_text(text, encoding="utf-8")
        (tmp_path / "raw").mkdir(exist_ok=True)
        lines = "\n".join([HEADINGS, *rows])
        (tmp_path / "raw" / "年报.csv").write_text(lines, encoding="utf-8")
        return check(tmp_path)

    return check_rows


def test_a_report_is_read_with_its_units_ticks_and_blanks(checked):
    found = checked(ROW, ROW.replace(",11%", ",").replace(",√", ",").replace("2021", "2020"))
    assert not found.errors, [fault.zh for fault in found.errors]
    rows = found.tables["firm_year"].set_index("year")
    assert rows["rd_10k_cny"].tolist() == [640, 640]
    assert rows.loc[2021, ["market_share_pct", "own_brand"]].tolist() == [11, "yes"]
    assert rows.loc[2020, ["market_share_pct", "own_brand"]].isna().all()
    assert rows["iso9001"].isna().all()  # a heading that is not there
    assert rows["rd_institution"].tolist() == ["province", "province"]


@pytest.mark.parametrize(
    ("change", "kind", "column"),
    [
        (("11%", "111%"), "out_of_range", "细分市场占有率"),
        (("省级", "部级"), "not_listed", "研发机构"),
        (("5200", "-5"), "out_of_range", "营业收入（万元）"),
        (("2021", "1921"), "out_of_range", "年度"),
    ],
)
def test_what_cannot_be_is_refused(checked, change, kind, column):
    (fault,) = checked(ROW.replace(*change)).errors
    assert (fault.kind, fault.row, fault.column) == (kind, 2, column)


def test_a_year_twice_is_refused(checked):
    (fault,) = checked(ROW, ROW).errors
    assert (fault.kind, fault.row) == ("duplicate_key", 3)
