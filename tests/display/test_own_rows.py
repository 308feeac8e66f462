"""A place's own rows, and lists of single entries as pages show them."""

import pandas as pd
import pytest

from analysis.display.own_rows import county_names, listed, own_rows
from tests.releases import city_of, write_release

CODES = {"990101": ("甲县", "A County"), "990102": ("乙县", "B County")}
RISKS = {"name": ["东", "西", "北"], "band": "stopped", "year_10k_cny": 1.0, "masked": False}
SUMS = {"entered": [3.0, 1.0, 2.0], "masked": False}


@pytest.fixture
def release(tmp_path):
    single = pd.DataFrame({**RISKS, "county_code": ["990101", "990102", None]})
    sums = pd.DataFrame({**SUMS, "county_code": ["city", "990101", "990102"]})
    rule = pd.DataFrame({"batch": ["first", "second"], "masked": False})
    tables = {
        "above_scale_risks": single, "above_scale_balance": sums, "above_scale_batches": rule,
    }  # fmt: skip
    return write_release(tmp_path, "above_scale", city_of(CODES), tables, "990101", "internal")


def test_a_county_has_its_rows_and_the_whole_its_sum_or_every_single_one(release):
    whole = release.for_county("city")
    assert own_rows(release, "above_scale_risks")["name"].tolist() == ["东"]
    assert own_rows(whole, "above_scale_risks")["name"].tolist() == ["东", "西", "北"]
    assert own_rows(release, "above_scale_balance")["entered"].tolist() == [1.0]
    assert own_rows(whole, "above_scale_balance")["entered"].tolist() == [3.0]
    assert len(own_rows(release, "above_scale_batches")) == 2
    assert own_rows(release, "above_scale_batches", batch="first")["batch"].tolist() == ["first"]


def test_names_of_counties_are_said_and_missing_ones_stay_missing(release):
    names = county_names(release, own_rows(release.for_county("city"), "above_scale_risks"), "en")
    assert names[:2].tolist() == ["A County", "B County"] and pd.isna(names[2])


def test_only_the_whole_says_which_county_a_row_is_of(release):
    columns = ["county_code", "name", "band"]
    own = listed(release, "above_scale_risks", columns, "zh").as_raw_html()
    every = listed(release.for_county("city"), "above_scale_risks", columns, "zh").as_raw_html()
    assert "东" in own and "甲县" not in own and "西" not in own
    assert "甲县" in every and "乙县" in every and "stopped" not in every


def test_a_list_without_rows_is_none_and_given_rows_are_shown_instead(release):
    none = own_rows(release, "above_scale_risks", name="南")
    assert listed(release, "above_scale_risks", ["name"], "zh", none) is None
    other = own_rows(release, "above_scale_risks").assign(name="南")
    shown = listed(release, "above_scale_risks", ["name"], "zh", other, "题").as_raw_html()
    assert "南" in shown and "东" not in shown and "题" in shown
