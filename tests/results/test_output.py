"""The question of output: its tables fit the dictionary, its pattern hides the few."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from stdnum.cn.uscc import calc_check_digit

from analysis.disclosure import protect
from analysis.periods import to_cumulative
from analysis.results.output import QUESTION
from analysis.tables.city import DisclosureRules, Measure, Target
from analysis.tables.results import RESULT_TABLES
from tests.forecast.cities import city

CELL = ["county_code", "industry_code"]
PERIOD = "2022-11"


class Shelf:
    """A store held in memory: the methods that the question asks for."""

    def __init__(self, tables, measure, targets=()):
        self._tables, self._measure, self._targets = tables, measure, targets

    def tables(self):
        return list(self._tables)

    def read(self, name, columns=None, vintages="latest"):
        table = self._tables[name]
        return table if columns is None else table[columns]

    def city(self):
        columns = ["indicator", "county_code", "year", "target_value", "kind", "unit"]
        rows = [(t.indicator, t.county, t.year, t.value, t.kind, t.unit) for t in self._targets]
        targets = pd.DataFrame(rows, columns=columns)
        return SimpleNamespace(measure=self._measure, targets_table=lambda: targets)


@pytest.fixture(scope="module")
def store():
    """Three counties and industries; one enterprise alone in a cell, four in each other one."""
    values = city()
    ytd = to_cumulative(values)
    before = ytd.assign(period=[f"{int(p[:4]) + 1}{p[4:]}" for p in ytd["period"]])
    months = ytd.merge(
        before.rename(columns={"value": "last"}), on=[*CELL, "period"], how="left"
    ).rename(columns={"value": "output_ytd_10k_cny", "last": "output_ytd_last_year_10k_cny"})
    now = months[months["period"] == PERIOD]
    lone = (now["county_code"] == "130502") & (now["industry_code"] == "13")
    shares = now.assign(n=np.where(lone, 1, 4))
    firms = shares.loc[shares.index.repeat(shares["n"])].reset_index(drop=True)
    bodies = [f"91130500MA{i:07d}" for i in range(len(firms))]
    firms = firms.assign(
        uscc=[body + calc_check_digit(body) for body in bodies],
        output_ytd_10k_cny=firms["output_ytd_10k_cny"] / firms["n"],
        output_ytd_last_year_10k_cny=firms["output_ytd_last_year_10k_cny"] / firms["n"],
    )
    tables = {
        "counties": pd.DataFrame(),
        "industry_month": months.assign(enterprises=4.0),
        "enterprise_month": firms,
        "enterprises": firms[["uscc"]].assign(name="某企业"),
    }
    measure = Measure(table="industry_month", column="output_ytd_10k_cny", kind="flow")
    goal = Target(indicator="output", year=2022, value=8.0, kind="growth_pct", unit="%")
    return Shelf(tables, measure, (goal,))


@pytest.fixture(scope="module")
def answers(store):
    found = QUESTION.answer(store, PERIOD)
    return {name: RESULT_TABLES[name].validate(table) for name, table in found.items()}


def test_every_table_fits_the_dictionary(answers):
    assert len(answers) == 10
    assert len(answers["output_outlook"]) == 1 + 3 + 3 + 9
    assert answers["output_targets"]["probability_pct"].between(0, 100).all()
    assert answers["output_value_added"].empty


def test_growth_is_comparable_and_pulls_close(answers):
    outlook = answers["output_outlook"]
    whole = outlook.query("tier == 'city'").iloc[0]
    assert whole["ytd_growth_pct"] == pytest.approx(
        100 * (whole["ytd_value"] / whole["ytd_base_value"] - 1)
    )
    pulls = outlook.query("tier == 'industry'")["pull_pp"].sum()
    assert pulls == pytest.approx(whole["ytd_growth_pct"])


def test_enterprises_are_secret(answers):
    assert RESULT_TABLES["output_movers"].secret
    counted = answers["output_movers"].groupby("county_code").size()
    assert counted.max() <= 16


def test_what_rests_on_one_enterprise_is_hidden_with_companions(store, answers):
    [pattern] = QUESTION.cells(store, PERIOD, DisclosureRules())
    masked = pattern.set_index(CELL)["masked"]
    assert masked["130502", "13"]
    assert not masked["city", "total"]
    inside = pattern[(pattern["county_code"] != "city") & (pattern["industry_code"] != "total")]
    for line in CELL:
        hidden = inside.groupby(line)["masked"].sum()
        assert (hidden != 1).all()
    safe = protect(answers["output_outlook"], RESULT_TABLES["output_outlook"], pattern, "public")
    row = safe.query("county_code == '130502' and industry_code == '13'").iloc[0]
    assert row["masked"]
    assert row[list(RESULT_TABLES["output_outlook"].measures)].isna().all()


def test_a_stock_has_no_cumulative_and_no_enterprises():
    stock = city(last="2016-12", periods=24, per_year=12).rename(
        columns={"value": "employment_persons"}
    )
    measure = Measure(table="employment_month", column="employment_persons", kind="stock")
    found = QUESTION.answer(Shelf({"employment_month": stock}, measure), "2016-12")
    outlook = RESULT_TABLES["output_outlook"].validate(found["output_outlook"])
    assert outlook["enterprises"].isna().all()
    whole = outlook.query("tier == 'city'").iloc[0]
    year = stock[stock["period"].str.startswith("2016")]
    assert whole["year_end_value"] == pytest.approx(year["employment_persons"].sum() / 12)
    assert RESULT_TABLES["output_movers"].validate(found["output_movers"]).empty


def test_a_sum_shown_with_its_history_had_enough_enterprises_all_along(store):
    # Two enterprises of industry 14 in one month two years ago: its line of today shows that month.
    months = store.read("industry_month")
    then = (months["industry_code"] == "14") & (months["period"] == "2020-05")
    few = months["enterprises"].mask(then, 0.0).mask(then & (months["county_code"] == "130502"), 2)
    tables = {name: store.read(name) for name in store.tables()}
    past = Shelf(tables | {"industry_month": months.assign(enterprises=few)}, store.city().measure)
    [before], [after] = (
        [
            pattern.set_index(CELL)["masked"]["city", "14"]
            for pattern in QUESTION.cells(shelf, PERIOD, DisclosureRules())
        ]
        for shelf in (store, past)
    )
    assert not before
    assert after
    older = few.where(~then, 4.0).mask((months["period"] == "2019-05"), 0.0)
    outside = Shelf(tables | {"industry_month": months.assign(enterprises=older)}, None)
    [pattern] = QUESTION.cells(outside, PERIOD, DisclosureRules())
    assert not pattern.set_index(CELL)["masked"]["city", "14"]
