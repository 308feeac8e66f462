"""Text files in the encodings of Chinese offices; no byte is guessed away."""

import pytest

from analysis.intake import check
from analysis.intake.encoding import decode
from analysis.intake.faults import CellError

from .conftest import INDUSTRY_MONTH

TEXT = (
    "县区,行业代码,企业数,产值本年累计（万元）,产值上年同期累计（万元）,报告期\n"
    "云渚区,13,3,10,9,202211\n青岚县,17,4,20,19,2022年1—11月\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_each_encoding_gives_the_same_table(city, encoding):
    folder = city()
    (folder / "raw" / "output.csv").write_bytes(TEXT.encode(encoding))
    intake = check(folder)
    assert not intake.faults, [f.zh for f in intake.faults]
    table = intake.tables["industry_month"]
    assert table["output_ytd_10k_cny"].tolist() == [10.0, 20.0]
    assert set(table["period"]) == {"2022-11"}


def test_rare_characters_need_gb18030():
    assert decode("𠮷田公司,县".encode("gb18030")) == ("𠮷田公司,县", "gb18030")


def test_bytes_of_no_encoding_are_refused():
    with pytest.raises(CellError, match="编码"):
        decode(b"\xff\xff\xff,\x80\n")


def test_trailing_separators_warn_and_shift_nothing(city):
    folder = city()
    lines = TEXT.splitlines()
    text = "\n".join([lines[0], lines[1] + ",", lines[2] + ","]) + "\n"
    (folder / "raw" / "output.csv").write_text(text, encoding="utf-8")
    intake = check(folder)
    assert [f.kind for f in intake.faults] == ["trailing_separator"]
    assert intake.tables["industry_month"]["output_ytd_10k_cny"].tolist() == [10.0, 20.0]


def test_a_row_with_too_many_values_is_refused(city):
    folder = city()
    text = TEXT.replace("20,19", "2,0,19")
    (folder / "raw" / "output.csv").write_text(text, encoding="utf-8")
    assert [(f.kind, f.row) for f in check(folder).errors] == [("too_long", 3)]


def test_a_file_cut_off_in_the_middle(city):
    folder = city()
    (folder / "raw" / "output.csv").write_text(TEXT[:-22], encoding="utf-8")
    faults = [(f.kind, f.row) for f in check(folder).faults]
    assert faults == [("cut_off", 3), ("no_last_newline", 3)]
    source = check(folder).sources[0]
    assert (source["rows_in"], source["rows_used"], source["rows_refused"]) == (2, 1, 1)


def test_a_quote_that_is_not_closed(city):
    folder = city()
    (folder / "raw" / "output.csv").write_text(TEXT + '"青岚县,17\n', encoding="utf-8")
    assert [f.kind for f in check(folder).errors] == ["cut_off"]


def test_rows_are_numbered_as_in_the_file_when_a_cell_holds_a_line_break(city):
    folder = city({**INDUSTRY_MONTH, "skip": ["说明"]})
    text = (
        "县区,行业代码,企业数,产值本年累计（万元）,产值上年同期累计（万元）,报告期,说明\n"
        '云渚区,13,3,10,9,202211,"两\n行"\n青岚县,17,4,二十,19,202211,\n'
    )
    (folder / "raw" / "output.csv").write_text(text, encoding="utf-8")
    assert [(f.kind, f.row, f.cell) for f in check(folder).errors] == [("not_a_number", 4, "D4")]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file(city, content):
    folder = city()
    (folder / "raw" / "output.csv").write_bytes(content)
    assert [f.kind for f in check(folder).errors] == ["empty"]
