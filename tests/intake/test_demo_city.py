"""The raw files of the synthetic city, in a bureau's layouts, are read to the last row."""

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from analysis.intake import check

CITY = Path(__file__).parents[2] / "data" / "demo-city"
OUT_OF_ORDER = (
    *("granted_before_applied", "valid_before_granted", "paid_above_award", "on_duty_over_due"),
    *("closed_before_listed", "closed_before_opened", "closed_before_found"),
)


@pytest.fixture(scope="module")
def intake():
    return check(CITY)


def test_there_is_no_error(intake):
    assert [fault.zh for fault in intake.errors] == []


def test_every_raw_row_is_accounted_for(intake):
    files = [source for source in intake.sources if "rows_in" in source]
    assert {source["path"] for source in files} == {
        path.name for path in (CITY / "raw").iterdir() if path.is_file()
    }
    for source in files:
        parts = ("used", "refused", "totals", "notes", "filtered", "blank")
        assert source["rows_in"] == sum(source[f"rows_{part}"] for part in parts)
        assert source["rows_refused"] == 0
        assert source["rows_in"] > 0


def test_what_is_warned_of_is_what_was_planted(intake):
    """Restated figures, a leap of one enterprise, half permits, days and amounts out of order.

    One enterprise that reports daily is in no register; there is no fault of totals or codes.
    """
    gaps = [fault.file for fault in intake.warnings if fault.kind == "missing_period"]
    assert {*gaps} == {"准规上企业监测表.xlsx"}  # candidates are watched in some months only
    kinds = Counter(fault.kind for fault in intake.warnings)
    assert kinds.pop("out_of_order") == _planted_out_of_order()
    assert kinds.pop("not_whole") == 2
    assert kinds.pop("not_in_register") == 1
    assert {*kinds} == {"restated", "unit_jump", "missing_period"}
    plans = [f for f in intake.warnings if f.kind == "unit_jump" and "计划投资" in f.column]
    assert len(plans) == 3  # planted: a plan in another unit
    assert kinds.total() - len(plans) < 20


def _planted_out_of_order() -> int:
    """How many of the planted faults stand within one row."""
    planted = pd.concat([pd.read_csv(path, dtype=str) for path in CITY.glob("planted_*.csv")])
    return planted["fault"].isin(OUT_OF_ORDER).sum()


def test_both_issues_of_a_revised_month_are_kept(intake):
    output = intake.tables["industry_month"].query("period == '2022-09'")
    assert sorted(set(output["vintage"])) == ["2022-10-18", "2022-12-15"]


def test_masked_cells_are_counted_and_missing(intake):
    masked = sum(source.get("masked", 0) for source in intake.sources)
    missing = intake.tables["industry_month"]["output_ytd_10k_cny"].isna().sum()
    assert masked > 0
    assert missing > 0
    assert (intake.tables["industry_month"]["output_ytd_10k_cny"] > 0).sum() > 10 * missing


def test_units_of_the_years_agree(intake):
    """2018 and 2019 come in 亿元, the others in 万元: the city's output must not leap."""
    output = intake.tables["industry_month"]
    december = output[output["period"].str.endswith("-12")]
    totals = december.groupby("period")["output_ytd_10k_cny"].sum()
    assert totals.pct_change().dropna().abs().max() < 0.25
