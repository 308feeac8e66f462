"""Conversion of raw units, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.tables.units import RAW_UNITS, UNITS, factor


@pytest.mark.parametrize(
    ("raw", "unit", "expected"),
    [
        ("万元", "10k_cny", 1),
        ("亿元", "10k_cny", 10_000),
        ("千元", "10k_cny", 0.1),
        ("元", "10k_cny", 0.0001),
        ("千瓦时", "10k_kwh", 0.0001),
        ("亿千瓦时", "10k_kwh", 10_000),
        ("kWh", "10k_kwh", 0.0001),
        ("平方米", "mu", 0.0015),
        ("公顷", "mu", 15),
        ("公斤", "t", 0.001),
        ("万吨标煤", "tce", 10_000),
        ("％", "pct", 1),
        ("%", "fraction", 0.01),
        ("美元", "1k_usd", 0.001),
        (" 亿元 ", "10k_cny", 10_000),
        ("百万元", "10k_cny", 100),
        ("千万元", "10k_cny", 1_000),
        ("万美元", "1k_usd", 10),
        ("千人", "persons", 1_000),
        ("万户", "count", 10_000),
        ("‰", "pct", 0.1),
        ("兆瓦时", "10k_kwh", 0.1),
        ("平方公里", "mu", 1_500),
        ("万m²", "mu", 15),
        ("万吨", "t", 10_000),
        ("千克标准煤", "tce", 0.001),
        ("亿元/平方公里", "10k_cny_per_mu", 20 / 3),
        ("元/平方米", "10k_cny_per_mu", 1 / 15),
    ],
)
def test_factor(raw, unit, expected):
    assert factor(raw, unit) == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize(("raw", "unit"), [("百元", "10k_cny"), ("吨", "10k_cny"), ("", "mu")])
def test_a_unit_that_does_not_convert_names_those_that_do(raw, unit):
    with pytest.raises(DataError) as error:
        factor(raw, unit)
    assert UNITS[unit].raw[0] in error.value.zh
    assert UNITS[unit].en in error.value.en


@given(st.sampled_from(sorted(RAW_UNITS)), st.sampled_from(sorted(UNITS)))
def test_converting_there_and_back_changes_nothing(raw, unit):
    if UNITS[RAW_UNITS[raw]].dimension != UNITS[unit].dimension or not UNITS[unit].raw:
        return
    back = factor(UNITS[unit].raw[0], RAW_UNITS[raw])
    assert factor(raw, unit) * back == pytest.approx(1)


def test_no_spelling_means_two_units():
    spellings = [spelling.casefold() for unit in UNITS.values() for spelling in unit.raw]
    repeated = {s for s in spellings if spellings.count(s) > 1}
    for spelling in repeated:  # the same unit may be spelled alike in two cases
        owners = {n for n, u in UNITS.items() if spelling in {r.casefold() for r in u.raw}}
        assert len(owners) == 1
