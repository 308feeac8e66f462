"""The question of the evaluation: its tables fit the dictionary, its patterns hide the few."""

import numpy as np
import pandas as pd
import pytest
from stdnum.cn.uscc import calc_check_digit

from analysis.disclosure import protect
from analysis.questions.scores.answer import ScoresSettings, _schemes, evaluation_year
from analysis.questions.scores.disclosure import DISCLOSURE
from analysis.questions.scores.question import QUESTION
from analysis.results.key import given
from analysis.tables import RESULT_TABLES
from analysis.tables.city import City
from analysis.tables.disclosure_rules import DisclosureRules
from tests.masked import masked
from tests.patterns import solve
from tests.releases import city_of

COUNTIES = ["130502", "130503", "130505"]
RULES = DisclosureRules()


class Shelf:
    """A store held in memory: the two methods and the city that the question asks for."""

    def __init__(self, tables, scheme, policy="template"):
        self._tables, self._scheme, self._policy = tables, scheme, policy

    def tables(self):
        return list(self._tables)

    def read(self, name, columns=None, periods=None, vintages="latest", origins=False):
        return self._tables[name]

    def city(self):
        said = {"scheme": self._scheme, "policy": self._policy}
        return City.model_validate(city_of(COUNTIES, questions={"scores": said}))


@pytest.fixture(scope="module")
def store():
    from tests.scoring.test_properties import enterprises

    rng = np.random.default_rng(0)
    years = []
    for year, n, seed in ((2022, 90, 1), (2021, 84, 2)):
        table = enterprises(seed, n).assign(year=year, industry_code=rng.choice(["13", "34"], n))
        years.append(table.assign(county_code=np.resize(COUNTIES, n)))
    lonely = enterprises(9, 1).assign(year=2022, county_code="130505", industry_code="15")
    lonely = lonely.assign(uscc="lonely")
    table = pd.concat([*years, lonely], ignore_index=True)
    codes = {name: credit_code(i) for i, name in enumerate(sorted(set(table["uscc"])))}
    return Shelf({"evaluation": table.assign(uscc=table["uscc"].map(codes))}, "huangyan_2022")


def credit_code(number: int) -> str:
    body = f"91130500MA{number:07d}"
    return body + calc_check_digit(body)


def test_every_table_fits_its_declaration(store):
    tables = QUESTION.answer(given(store, "scores", "2022-11"))
    assert len(tables) == 19
    for name, table in tables.items():
        RESULT_TABLES[name].validate(table)


def test_a_city_without_a_policy_has_no_amounts(store):
    without = Shelf({"evaluation": store.read("evaluation")}, "huangyan_2022", policy=None)
    assert {"policy_amounts", "enterprise_policy"}.isdisjoint(
        QUESTION.answer(given(without, "scores", "2022-11"))
    )


def test_the_policy_amounts_rest_on_the_final_class_and_leave_doubtful_land_out(store):
    table = store.read("evaluation").copy()
    first = (
        table["uscc"]
        == QUESTION.answer(given(store, "scores", "2022-11"))["enterprise_scores"]
        .nlargest(1, "score_points")["uscc"]
        .iloc[0]
    )
    table.loc[first & (table["year"] == 2022), "land_mu"] /= 1e5  # stays in A, and is not believed
    tables = QUESTION.answer(
        given(Shelf({"evaluation": table}, "huangyan_2022"), "scores", "2022-11")
    )
    doubtful = tables["score_findings"].query("finding == 'land_unit'")["uscc"]
    scores, firms = tables["enterprise_scores"], tables["enterprise_policy"]
    relief = firms[firms["measure"] == "land_tax_relief"].merge(
        scores[["uscc", "class_code", "land_mu"]], on=["uscc", "class_code"], validate="1:1"
    )
    assert len(relief) == scores["class_code"].isin(["A", "B"]).sum() > 0
    unknown = relief["uscc"].isin(doubtful)
    assert unknown.any()
    price = relief["class_code"].map({"A": -3.2, "B": -2.0})
    paid = (relief["land_mu"] * 666.6666667 * price / 10_000).mask(unknown)
    pd.testing.assert_series_equal(relief["amount_10k_cny"], paid, check_names=False)


def test_what_a_dominant_consumer_of_power_pays_is_withheld(store):
    even = store.read("evaluation").assign(electricity_10k_kwh=100.0)
    scores = QUESTION.answer(given(store, "scores", "2022-11"))["enterprise_scores"]

    def shown(table, policy):
        shelf = Shelf({"evaluation": table}, "huangyan_2022", policy)
        classes = masked(shelf, "scores", "2022-11")["land_tax_by_class"]
        rows = classes[~classes["masked"] & classes["county_code"].isin(COUNTIES)]
        return set(rows[["county_code", "class_code"]].itertuples(index=False, name=None))

    county, letter = min(cell for cell in shown(even, "template") if cell[1] != "total")
    big = scores.query("class_code == @letter and county_code == @county")["uscc"].iloc[0]
    one = even.copy()
    one.loc[(one["uscc"] == big) & (one["year"] == 2022), "electricity_10k_kwh"] = 1e6
    assert (county, letter) not in shown(one, "template")
    assert (county, letter) in shown(one, None)


def test_nobody_outside_sees_an_enterprise_or_a_cell_of_few(store):
    tables = QUESTION.answer(given(store, "scores", "2022-11"))
    masks = masked(store, "scores", "2022-11", tables)
    for name, table in tables.items():
        declared = RESULT_TABLES[name]
        if declared.secret:
            continue
        assert not {"uscc", "name"} & set(table.columns)
        if not declared.cells:
            continue
        safe = protect(declared.validate(table), declared, masks[name], "public")
        if "enterprises" not in declared.columns:
            continue
        few = safe["enterprises"].between(1, RULES.minimum_units - 1)
        counts_hidden = "enterprises" in declared.measures
        assert not few.any() if counts_hidden else safe.loc[few, "masked"].all(), name
    sectors = protect(
        RESULT_TABLES["sector_comparison"].validate(tables["sector_comparison"]),
        RESULT_TABLES["sector_comparison"],
        masks["sector_comparison"],
        "public",
    )
    lonely = sectors[sectors["industry_code"] == "15"]
    assert lonely["masked"].all() and lonely["tax_per_mu_10k_cny"].isna().all()


def test_a_withheld_total_is_not_the_sum_of_published_parts(store):
    # One enterprise gives nearly all the taxes of the first county.
    table = store.read("evaluation").copy()
    giant = table.index[(table["county_code"] == COUNTIES[0]) & (table["year"] == 2022)][0]
    table.loc[giant, ["tax_10k_cny", "land_mu"]] *= 1e4  # tax per mu as before: believed
    masks = masked(Shelf({"evaluation": table}, "huangyan_2022"), "scores", "2022-11")
    for key, name in (("class_code", "land_tax_by_class"), ("industry_code", "sector_comparison")):
        pattern = masks[name]
        own = pattern[pattern["county_code"] == COUNTIES[0]]
        assert own["masked"].all() and "total" in {*own[key]}, key
        # The city's figures hold the giant too: in no line may the others complete them.
        inner = pattern[(pattern["county_code"] != "city") & (pattern[key] != "total")]
        lines = inner.groupby(key)["masked"].agg(["sum", "size"])
        assert ((lines["sum"] != 1) | (lines["size"] == 1)).all()


@pytest.mark.parametrize("leavers", [1, 2, 8])
def test_the_effect_of_few_leavers_is_withheld_and_no_difference_of_the_rest(store, leavers):
    table = store.read("evaluation")
    last = table[(table["county_code"] == COUNTIES[0]) & (table["year"] == 2021)]
    alike = last.assign(tax_10k_cny=100.0, land_mu=10.0)  # nobody rules, however many leave
    now = alike[leavers:].assign(year=2022)
    others = table[table["county_code"] != COUNTIES[0]]
    shelf = Shelf({"evaluation": pd.concat([others, alike, now])}, "huangyan_2022")
    masks = masked(shelf, "scores", "2022-11")["tax_per_mu_effects"]
    hidden = masks.set_index(["county_code", "tax_effect"])["masked"]
    own = hidden[COUNTIES[0]]
    assert own["exit"] == (leavers < RULES.minimum_units)
    # The four add up to the change, which is published: the empty one hides nothing.
    assert (own.drop("entry").sum() >= 2) == own["exit"]
    assert not own["entry"]


def test_the_effect_of_a_leaver_who_rules_the_others_is_withheld(store):
    table = store.read("evaluation")
    last = table[(table["county_code"] == COUNTIES[0]) & (table["year"] == 2021)]
    alike = last.assign(tax_10k_cny=100.0, land_mu=10.0)
    alike.iloc[0, alike.columns.get_indexer(["tax_10k_cny", "land_mu"])] = [5e4, 5e3]
    now = alike[5:].assign(year=2022)
    others = table[table["county_code"] != COUNTIES[0]]
    shelf = Shelf({"evaluation": pd.concat([others, alike, now])}, "huangyan_2022")
    masks = masked(shelf, "scores", "2022-11")["tax_per_mu_effects"]
    assert masks.set_index(["county_code", "tax_effect"])["masked"][(COUNTIES[0], "exit")]


def test_land_that_the_sums_leave_out_withholds_nothing(store):
    # m² typed as mu: 667 times the land of one enterprise would rule its county's sum.
    table = store.read("evaluation").copy()
    own = (table["county_code"] == COUNTIES[0]) & (table["year"] == 2022)
    largest = table.loc[own, "land_mu"].idxmax()
    table.loc[largest, "land_mu"] *= 66_700

    def county(rows):
        shelf = Shelf({"evaluation": rows}, "huangyan_2022")
        pattern = masked(shelf, "scores", "2022-11")["tax_per_mu"]
        return pattern.set_index("county_code").loc[COUNTIES[0], "masked"]

    assert not county(table) and not county(table.drop(index=largest))


def test_no_withheld_bin_is_what_the_class_leaves_over(store):
    tables = QUESTION.answer(given(store, "scores", "2022-11"))
    keys = ["county_code", "class_code", "bin_from_10k_cny"]
    masks = masked(store, "scores", "2022-11", tables)["tax_per_mu_distribution"]
    bins = tables["tax_per_mu_distribution"].merge(masks, on=keys, validate="1:1")
    assert bins.loc[bins["enterprises"] < 3, "masked"].all()
    for _, rows in bins[bins["masked"]].groupby(keys[:2]):
        hidden = rows["enterprises"].sum()
        # 0 each, or less than 2 each and more than one bin: at least two tables fit.
        assert hidden == 0 or (len(rows) > 1 and hidden != 2 * len(rows))


def test_bins_that_could_hold_no_more_withhold_the_next():
    # Withheld 2 + 2 = 4 = 2 × 2 would be exact, and so would a 1 alone; beside a 0 it is at most 1.
    lines = {"A": [2, 2, 5, 4], "B": [1, 7, 4, 9], "C": [1, 0, 9, 9], "D": [0, 9, 9, 9]}
    keys = ("county_code", "class_code", "bin_from_10k_cny")
    counts = pd.DataFrame(
        [("x", name, i, float(n)) for name, line in lines.items() for i, n in enumerate(line)],
        columns=[*keys, "value"],
    )
    bins = next(spec for spec in DISCLOSURE if spec.kind == "counts")
    hidden = solve(bins, counts, RULES)[keys].set_index("class_code")["masked"]
    assert hidden["A"].tolist() == [True, True, False, True]
    assert hidden["B"].tolist() == [True, False, True, False]
    assert hidden["C"].tolist() == [True, True, False, True]
    assert hidden["D"].tolist() == [True, False, False, False]


def test_the_year_is_the_latest_up_to_the_period(store):
    evaluation = store.read("evaluation")
    assert evaluation_year(evaluation, "2023-05") == 2022
    assert evaluation_year(evaluation, "2021-12") == 2021


def test_last_years_scheme_is_the_same_places():
    for scheme, before in (
        ("huangyan_2022", "huangyan_2021"),
        ("jingde_2022", "jingde_2022"),
        ("template", "template"),
    ):
        assert _schemes(ScoresSettings(scheme=scheme)) == [f"{scheme}.yaml", f"{before}.yaml"]
