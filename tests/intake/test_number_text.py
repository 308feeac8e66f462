"""The one grammar of numbers: every string here is read as people mean it, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.intake.faults import CellError
from analysis.intake.number_text import Number, parse_number


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1234", 1234),
        ("1,234,567.5", 1234567.5),
        ("1，234", 1234),
        ("１２３．４", 123.4),
        (" 12 ", 12),
        ("12\u3000", 12),
        ("-5", -5),
        ("－5", -5),
        ("−5", -5),
        ("+5", 5),
        ("(123)", -123),
        ("（1,234.5）", -1234.5),
        ("△5", -5),
        (".5", 0.5),
        ("5.", 5),
        ("1.5E+3", 1500),
        ("0", 0),
    ],
)
def test_numbers(raw, value):
    assert parse_number(raw) == Number(value)


@pytest.mark.parametrize(
    ("raw", "value", "unit"),
    [("1.2亿", 1.2, "亿元"), ("98.7万元", 98.7, "万元"), ("3万", 3, "万元"), ("5%", 5, "%")],
)
def test_numbers_that_say_their_unit(raw, value, unit):
    assert parse_number(raw, "元") == Number(value, unit)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1200①", 1200),
        ("500.5²", 500.5),
        ("300¹", 300),
        ("310 ③", 310),
        ("1,200⑴", 1200),
        ("5万²", 5),
    ],
)
def test_footnote_marks_are_no_digits(raw, value):
    assert parse_number(raw).value == value


@pytest.mark.parametrize("raw", ["", " ", "-", "—", "——", "…", "/", "无", "N/A", "null", "－"])
def test_missing(raw):
    assert parse_number(raw) == Number(None)


@pytest.mark.parametrize("raw", ["***", "*", "＊＊", "保密", "（保密）", "×", "(D)"])
def test_masked(raw):
    assert parse_number(raw) == Number(None, masked=True)


@pytest.mark.parametrize(
    "raw",
    [
        *("12,34", "1,2345", "一百", "1 000 0,0", "1.2.3", "--5", "(5", "5)", "1亿2000万", "12a3"),
        *("e5", "#DIV/0!", "#REF!", "=?", "inf", "约100", ">5", "0x1f", "1_000"),
        *("⑤", "①200", "1½", "½", "500 600", "12\n34", "1e400", "-1e999", "1200[1]", "1200注1"),
    ],
)
def test_what_is_not_a_number_is_refused(raw):
    with pytest.raises(CellError):
        parse_number(raw)


@given(st.floats(allow_nan=False, allow_infinity=False, width=32))
def test_a_number_written_out_is_read_back(value):
    assert parse_number(repr(value)).value == value


@given(st.integers(-(10**12), 10**12))
def test_thousands_separators_change_nothing(value):
    assert parse_number(f"{value:,}").value == value


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_missing_or_refused(raw):
    try:
        number = parse_number(raw)
    except CellError:
        return
    assert number.value is None or isinstance(number.value, float)
