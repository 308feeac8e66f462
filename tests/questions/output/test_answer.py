"""The question of output: its tables fit the dictionary, its pattern hides the few."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from stdnum.cn.uscc import calc_check_digit

from analysis.disclosure import protect
from analysis.periods import to_cumulative
from analysis.questions.output import enterprise_answer
from analysis.questions.output.question import QUESTION
from analysis.results.key import given
from analysis.results.quantities import quantities
from analysis.tables import RESULT_TABLES
from analysis.tables.disclosure_rules import DisclosureRules
from analysis.tables.measure import Measure
from analysis.tables.target import Target
from tests.forecasting.cities import city
from tests.masked import masked

CELL = ["county_code", "industry_code"]
PERIOD = "2022-11"
NO_GROUPS = {"group_zh": None, "group_en": None}


class Shelf:
    """A store held in memory: the methods that the question asks for."""

    def __init__(self, tables, measure, targets=()):
        self._tables, self._measure, self._targets = tables, measure, targets

    def tables(self):
        return list(self._tables)

    def read(self, name, columns=None, periods=None, vintages="latest", origins=False):
        table = self._tables[name]
        if periods is not None and "period" in table:
            table = table[table["period"].isin(periods)]
        return table if columns is None else table[columns]

    def city(self):
        columns = ["indicator", "county_code", "year", "target_value", "kind", "unit"]
        rows = [(t.indicator, t.county, t.year, t.value, t.kind, t.unit) for t in self._targets]
        targets = pd.DataFrame(rows, columns=columns)
        return SimpleNamespace(
            measure=self._measure,
            targets_table=lambda day: targets,
            questions={},
            festivals=("spring_festival",),
            shocks=("2020-02", "2020-03", "2022-04"),
            disclosure=DisclosureRules(),
        )


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
        electricity_ytd_10k_kwh=0.4 * firms["output_ytd_10k_cny"] / firms["n"],
    )
    tables = {
        "counties": pd.DataFrame(),
        "industry_month": months.assign(enterprises=4.0),
        "enterprise_month": firms,
        "enterprises": firms[["uscc"]].assign(name="某企业", size="small", group_id=None),
        "electricity_month": electricity(values),
        "county_month": growth(values),
        "industries": pd.DataFrame(
            {"industry_code": ["13", "14", "15"], "section": "C"} | NO_GROUPS
        ),
    }
    measure = Measure(table="industry_month", column="output_ytd_10k_cny", kind="flow")
    goals = (
        Target(indicator="output", year=2022, value=8.0, kind="growth_pct", unit="%"),
        Target(
            indicator="value_added",
            county="130502",
            year=2022,
            value=7.0,
            kind="growth_pct",
            unit="%",
        ),
        Target(indicator="value_added", year=2022, value=6.5, kind="growth_pct", unit="%"),
        Target(
            indicator="electricity",
            county="130502",
            year=2022,
            value=1.0,
            kind="level",
            unit="亿千瓦时",
        ),
    )
    return Shelf(tables, measure, goals)


def electricity(values):
    """Single months of half a unit a unit of output; January is February's share."""
    single = values.assign(electricity_10k_kwh=0.5 * values["value"]).drop(columns="value")
    february = single["period"].str.endswith("-02")
    halves = single.assign(
        electricity_10k_kwh=single["electricity_10k_kwh"].where(
            ~february, single["electricity_10k_kwh"] / 2
        )
    )
    january = halves[february].assign(period=halves.loc[february, "period"].str[:5] + "01")
    return pd.concat([january, halves], ignore_index=True)


def growth(values):
    """Growth of value added in each county and the whole: six percent, and a little noise."""
    rows = values[["county_code", "period"]].drop_duplicates()
    whole = rows[["period"]].drop_duplicates().assign(county_code="city")
    rows = pd.concat([rows, whole], ignore_index=True)
    noise = np.random.default_rng(3).normal(0, 1, len(rows))
    first = rows["period"].str.endswith("-02")
    return rows.assign(
        value_added_growth_ytd_pct=6 + noise / 4,
        value_added_growth_month_pct=pd.Series(6 + noise).where(~first),
    )


@pytest.fixture(scope="module")
def answers(store):
    found = QUESTION.answer(given(store, "output", PERIOD))
    return {name: RESULT_TABLES[name].validate(table) for name, table in found.items()}


def test_every_table_fits_the_dictionary(answers):
    assert {name for name, table in RESULT_TABLES.items() if name.startswith("output_")} == {
        *answers
    }
    assert answers["output_outlook"].groupby("indicator").size().to_dict() == {
        "output": 1 + 3 + 3 + 9,
        "electricity": 1 + 3 + 3 + 9,
    }
    targets = answers["output_targets"].set_index(["indicator", "county_code"])
    assert targets["probability_pct"].between(0, 100).all()
    assert set(targets.index) == {
        ("output", "city"),
        ("value_added", "130502"),
        ("value_added", "city"),
        ("electricity", "130502"),
    }


def test_a_level_target_is_read_in_its_own_unit(answers):
    targets = answers["output_targets"].set_index("indicator")
    assert targets.loc["electricity", "target_value"] == 10_000  # 1 亿千瓦时 in 万千瓦时


def test_value_added_has_growth_and_no_level(answers):
    targets = answers["output_targets"].set_index(["indicator", "county_code"])
    target = targets.loc["value_added", "130502"]
    assert target["target_growth_pct"] == 7
    levels = ["target_value", "year_end_value", "gap_value", "required_rest", "progress_pct"]
    assert target[levels].isna().all()
    path = answers["output_value_added"]
    assert path.groupby("county_code")["stage"].value_counts()["130502", "forecast"] == 1


def test_the_city_s_growth_is_the_published_one_forecast_as_one_more_unit(store, answers):
    published = store.read("county_month").query("county_code == 'city' and period <= @PERIOD")
    own = answers["output_value_added"].query("county_code == 'city'")
    came = own[own["stage"] == "actual"].sort_values("period")
    assert came["value_added_ytd_growth_pct"].tolist() == (
        published.sort_values("period")["value_added_growth_ytd_pct"].tolist()
    )
    ahead = own[own["stage"] == "forecast"].iloc[0]
    target = answers["output_targets"].set_index(["indicator", "county_code"])
    assert target.loc[("value_added", "city"), "target_growth_pct"] == 6.5
    assert target.loc[("value_added", "city"), "year_end_growth_pct"] == pytest.approx(
        ahead["value_added_ytd_growth_pct"]
    )


def test_the_city_takes_no_place_among_the_counties(answers):
    rows = answers["output_value_added"]
    counties = [code for code in rows["county_code"].unique() if code != "city"]
    safe = {"output_value_added": rows.assign(masked=False)}
    found = quantities(QUESTION.quantities[:1], safe, counties, PERIOD).set_index("county_code")
    assert set(found.index) == {"city", *counties}
    assert found["value"].notna().all()
    assert np.isnan(found.loc["city", "rank"])
    assert sorted(found.loc[counties, "rank"]) == [1, 2, 3]
    assert set(found.loc[counties, "of"]) == {3}


def test_sizes_are_ratios_of_sums_and_pull_the_growth_of_the_county(answers):
    sizes = answers["output_sizes"]
    counties = answers["output_outlook"].query("tier == 'county' and indicator == 'output'")
    whole = counties.set_index("county_code")["ytd_growth_pct"]
    pulled = sizes.groupby("county_code")["pull_pp"].sum()
    pd.testing.assert_series_equal(pulled, whole, check_names=False)


def test_a_tenth_less_is_a_tenth_of_what_was_expected(answers):
    rows = answers["output_what_if"].query("event == 'stop' and indicator == 'electricity'")
    ends = answers["output_outlook"].query("tier == 'county' and indicator == 'electricity'")
    rest = ends.set_index("county_code")["rest_value"]
    effect = rows.set_index("county_code")["effect_value"]
    assert (effect / rest[effect.index]).tolist() == pytest.approx([-0.1] * 3)


def test_a_stopped_enterprise_takes_its_share_of_its_cell(answers):
    stops = answers["output_stops"]
    assert RESULT_TABLES["output_stops"].secret
    alone = stops.query("county_code == '130502' and industry_code == '13'")
    outlook = answers["output_outlook"].query("indicator == 'output'").set_index(CELL)
    if len(alone):
        assert alone["effect_value"].item() == pytest.approx(
            -outlook.loc[("130502", "13"), "rest_value"]
        )
    cell = stops[stops["industry_code"] != "13"].iloc[0]
    quarter = outlook.loc[(cell["county_code"], cell["industry_code"]), "rest_value"] / 4
    assert cell["effect_value"] == pytest.approx(-quarter)


def test_growth_is_comparable_and_pulls_close(answers):
    outlook = answers["output_outlook"]
    whole = outlook.query("tier == 'city'").iloc[0]
    assert whole["ytd_growth_pct"] == pytest.approx(
        100 * (whole["ytd_value"] / whole["ytd_base_value"] - 1)
    )
    pulls = outlook.query("tier == 'industry' and indicator == 'output'")["pull_pp"].sum()
    assert pulls == pytest.approx(whole["ytd_growth_pct"])


def test_last_year_of_the_path_adds_up_to_the_base_of_growth(answers):
    # Were it more, the difference would be what those brought that have left.
    path = answers["output_path"].query("indicator == 'output' and stage == 'actual'")
    to_date = path[path["period"].between("2021-01", "2021-11")].groupby(CELL)["value"].sum()
    base = answers["output_outlook"].query("indicator == 'output'").set_index(CELL)
    assert to_date.to_dict() == pytest.approx(base["ytd_base_value"][to_date.index].to_dict())
    then = answers["output_last_year"].query("indicator == 'output' and period == '2021-12'")
    shown = path.set_index([*CELL, "period"])["value"]
    keys = pd.MultiIndex.from_frame(then[[*CELL, "period"]])
    assert then["actual"].tolist() == pytest.approx(shown[keys].tolist())


def test_enterprises_are_secret(answers):
    assert RESULT_TABLES["output_movers"].secret
    counted = answers["output_movers"].groupby("county_code").size()
    assert counted.max() <= 16


def test_what_rests_on_one_enterprise_is_hidden_with_companions(store, answers):
    joint = masked(store, "output", PERIOD, answers)["output_outlook"]
    pattern = joint[joint["indicator"] == "output"]
    hidden = pattern.set_index(CELL)["masked"]
    assert hidden["130502", "13"]
    assert not hidden["city", "total"]
    for line in CELL:  # with its sum, which may be withheld too
        assert (pattern.groupby(line)["masked"].sum() != 1).all()
    safe = protect(answers["output_outlook"], RESULT_TABLES["output_outlook"], joint, "public")
    rows = safe.query("county_code == '130502' and industry_code == '13'")
    assert set(rows["indicator"]) == {"output", "electricity"}
    assert rows["masked"].all()
    assert rows[list(RESULT_TABLES["output_outlook"].measures)].isna().all(axis=None)


def test_a_stock_has_no_cumulative_and_no_enterprises():
    stock = city(last="2016-12", periods=24, per_year=12).rename(
        columns={"value": "employment_persons"}
    )
    measure = Measure(table="employment_month", column="employment_persons", kind="stock")
    found = QUESTION.answer(given(Shelf({"employment_month": stock}, measure), "output", "2016-12"))
    outlook = RESULT_TABLES["output_outlook"].validate(found["output_outlook"])
    assert outlook["enterprises"].isna().all()
    whole = outlook.query("tier == 'city'").iloc[0]
    year = stock[stock["period"].str.startswith("2016")]
    assert whole["year_end_value"] == pytest.approx(year["employment_persons"].sum() / 12)
    assert {*found} & {"output_movers", "output_stops", "output_sizes"} == set()
    assert found["output_value_added"].empty
    assert RESULT_TABLES["output_targets"].validate(found["output_targets"]).empty
    assert found["output_components"].empty


def test_a_sum_shown_with_its_history_had_enough_enterprises_all_along(store, answers):
    # Two enterprises of industry 14 in one month two years ago: its history shows that month.
    months = store.read("industry_month")
    then = (months["industry_code"] == "14") & (months["period"] == "2020-05")
    few = months["enterprises"].mask(then, 0.0).mask(then & (months["county_code"] == "130502"), 2)
    past = {"industry_month": months.assign(enterprises=few)}
    assert not history_of(store, answers)["city", "14"]
    assert history_of(store, answers, **past)["city", "14"]
    assert not cells_of(store, answers, "output", **past)["city", "14"]
    older = few.where(~then, 4.0).mask((months["period"] == "2019-05"), 0.0)
    outside = months.assign(enterprises=older)
    assert not history_of(store, answers, industry_month=outside)["city", "14"]


def history_of(store, answers, **changed):
    """The mask of the histories of output, with some tables of the store replaced."""
    joint = masks_with(store, answers, **changed)["output_path"]
    return joint[joint["indicator"] == "output"].set_index(CELL)["masked"]


def masks_with(store, answers, **changed):
    """What is withheld, with some tables of the store replaced."""
    tables = {name: store.read(name) for name in store.tables()} | changed
    return masked(Shelf(tables, store.city().measure), "output", PERIOD, answers)


def cells_of(store, answers, indicator, **changed):
    """The mask of an indicator's cells, with some tables of the store replaced."""
    joint = masks_with(store, answers, **changed)["output_outlook"]
    return joint[joint["indicator"] == indicator].set_index(CELL)["masked"]


def test_an_enterprise_that_rules_the_electricity_of_a_cell_hides_it_and_not_the_output(
    store, answers
):
    firms, meters = store.read("enterprise_month"), store.read("electricity_month")
    cell = (firms["county_code"] == "130504") & (firms["industry_code"] == "14")
    one = firms.index[cell][0]
    used = firms["electricity_ytd_10k_kwh"].mask(firms.index == one, 1e6)
    metered = (meters["county_code"] == "130504") & (meters["industry_code"] == "14")
    this_month = metered & (meters["period"] == PERIOD)
    meter = meters["electricity_10k_kwh"].mask(this_month, meters["electricity_10k_kwh"] + 1e6)
    changed = {
        "enterprise_month": firms.assign(electricity_ytd_10k_kwh=used),
        "electricity_month": meters.assign(electricity_10k_kwh=meter),
    }
    assert cells_of(store, answers, "electricity", **changed)["130504", "14"]
    assert not cells_of(store, answers, "electricity")["130504", "14"]
    assert not cells_of(store, answers, "output", **changed)["130504", "14"]


def test_what_the_meters_say_beyond_the_forms_counts_as_one_enterprise(store, answers):
    # Nobody of the cell reported: three names on the list, all of the meter with one of them.
    firms = store.read("enterprise_month")
    cell = (firms["county_code"] == "130504") & (firms["industry_code"] == "14")
    blank = firms.assign(electricity_ytd_10k_kwh=firms["electricity_ytd_10k_kwh"].mask(cell))
    assert cells_of(store, answers, "electricity", enterprise_month=blank)["130504", "14"]


def test_no_withheld_cell_of_either_indicator_stands_alone_in_its_line(store, answers):
    for indicator in ("output", "electricity"):
        pattern = cells_of(store, answers, indicator).reset_index()
        assert pattern["masked"].any()
        for line in CELL:
            assert (pattern.groupby(line)["masked"].sum() != 1).all()


def test_sizes_that_would_single_out_an_enterprise_beside_industries_are_withheld(store, answers):
    firms = store.read("enterprise_month")
    county = firms["county_code"] == "130503"
    sizes = [
        # Industry 14 is all medium; the only other medium enterprise is in industry 13.
        "medium" if industry == "14" or (industry == "13" and place == 0) else "small"
        for industry, place in zip(
            firms["industry_code"], firms.groupby(CELL).cumcount(), strict=True
        )
    ]
    register = store.read("enterprises").assign(size="small")
    told = register.assign(size=np.where(county, sizes, "small"))
    answered = {"output_outlook": answers["output_outlook"], **classes_of(store, enterprises=told)}
    found = masks_with(store, answered, enterprises=told)
    joint, pattern = found["output_outlook"], found["output_sizes"]
    shown = joint[(joint["indicator"] == "output") & (joint["county_code"] == "130503")]
    # The medium ones less industry 14 are one enterprise: not both are shown.
    sizes = pattern.loc[pattern["county_code"] == "130503", "masked"]
    assert shown.set_index("industry_code")["masked"]["14"] or sizes.all()
    assert not pattern.loc[pattern["county_code"] == "130504", "masked"].any()


def classes_of(store, **changed):
    """Sections and sizes, as answered with some tables of the store replaced."""
    tables = {name: store.read(name) for name in store.tables()} | changed
    firms = enterprise_answer.reported(given(Shelf(tables, store.city().measure), "output", PERIOD))
    return {
        "output_sections": enterprise_answer.by_class(firms, "section"),
        "output_sizes": enterprise_answer.by_class(firms, "enterprise_size"),
    }


def sections_of(store, answers, **sections):
    """What is withheld of county 130502: its sections and its industries.

    `sections` names the section of each industry, as `i13="B"`.
    """
    told = pd.DataFrame(
        {"industry_code": [i.removeprefix("i") for i in sections], "section": sections.values()}
        | NO_GROUPS
    )
    answered = {"output_outlook": answers["output_outlook"], **classes_of(store, industries=told)}
    found = masks_with(store, answered, industries=told)
    outlook = found["output_outlook"].query("indicator == 'output'")
    pattern = found["output_sections"].set_index(["county_code", "section"])
    return pattern["masked"].loc["130502"], outlook.set_index(CELL)["masked"].loc["130502"]


def test_a_section_is_withheld_where_its_withheld_industries_would_follow_from_it(store, answers):
    # 13 is one enterprise of county 130502.
    sections, industries = sections_of(store, answers, i13="B", i14="C", i15="D")
    assert industries["13"]
    assert sections["B"]
    assert sections[["C", "D"]].any()  # or B would follow from the total
    # A section of one industry is that industry.
    assert [*sections[["C", "D"]]] == [*industries[["14", "15"]]]
    # One and four enterprises: their sum tells about nobody.
    sections, _ = sections_of(store, answers, i13="B", i14="C", i15="B")
    assert not sections.any()
    # B without 14 is the one enterprise, and so is the total without 14 and D.
    sections, industries = sections_of(store, answers, i13="B", i14="B", i15="D")
    assert industries["14"] or (sections["B"] and sections["D"])


def test_sections_pull_the_growth_of_the_county(answers):
    sections = answers["output_sections"]
    counties = answers["output_outlook"].query("tier == 'county' and indicator == 'output'")
    whole = counties.set_index("county_code")["ytd_growth_pct"]
    pulled = sections.groupby("county_code")["pull_pp"].sum()
    pd.testing.assert_series_equal(pulled, whole, check_names=False)
