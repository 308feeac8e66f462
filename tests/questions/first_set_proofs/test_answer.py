"""Proofs of first sets by hand: lines, days, models and products; every check planted."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.questions.first_set_proofs.answer import counts, screened
from analysis.questions.first_set_proofs.question import QUESTION
from analysis.questions.first_set_proofs.rules import Conditions, PriceLines
from analysis.questions.first_set_proofs.tables import PROOFS

from .conftest import FIRST, SECOND, row

SHEET = """
    uscc county_code product model kind   unit_price_10k_cny first_sold_on patent_no test_report
    A    990001      p       m     set    50                 2020-06-15    ZL        JC
    A    990001      q       m     set    49.9               2021-01-01    ZL        JC
    A    990001      q       n     set    80                 2021-01-01    -         JC
    B    990001      p       m     single 20                 2020-06-14    ZL        JC
    C    990002      p       m     part   -                  -             -         -
    D    990002      p       m     part   10                 2022-06-15    ZL        JC
    D    990002      p       n     part   9                  2022-06-15    ZL        JC
    """


def missing(found) -> dict[tuple[str, str, str], list[str]]:
    rows = found["first_set_missing"]
    rows = rows.assign(uscc=rows["uscc"].str[0])
    return rows.groupby(["uscc", "product", "model"])["proof"].apply(list).to_dict()


def test_a_price_on_its_line_and_a_sale_two_years_before_are_enough(answered):
    assert missing(answered(SHEET)) == {
        ("A", "q", "m"): ["price"],
        ("A", "q", "n"): ["patent"],
        ("B", "p", "m"): ["sale"],
        ("C", "p", "m"): ["price", "sale", "patent", "report"],
        ("D", "p", "n"): ["price"],
    }


@pytest.mark.parametrize(
    ("report", "user", "lacks"),
    [("JC", "-", 0), ("-", "YH", 0), ("JC", "YH", 0), ("-", "-", 1)],
)
def test_a_users_proof_is_as_good_as_a_test_report(answered, report, user, lacks):
    sheet = f"uscc test_report user_proof\nA {report} {user}\nB JC -\n"
    whole = row(answered(sheet)["first_set_screen"])
    assert whole[["products", "complete", "no_report"]].tolist() == [2, 2 - lacks, lacks]


def test_a_product_counts_once_and_is_complete_if_one_model_has_all(answered):
    found = answered(SHEET)["first_set_screen"]
    whole = row(found)
    assert whole[["enterprises", "products", "models"]].tolist() == [4, 5, 7]
    assert whole[["complete", "complete_enterprises"]].tolist() == [2, 2]  # A's p, D's p
    assert row(found, FIRST)[["products", "complete"]].tolist() == [3, 1]
    assert row(found, SECOND, "set")["products"] == 0


def test_a_product_lacks_a_proof_that_none_of_its_models_has(answered):
    whole = row(answered(SHEET)["first_set_screen"])
    lacking = [whole[f"no_{proof}"] for proof in PROOFS]
    assert lacking == [1, 2, 1, 1]  # C; B and C; C; C: q of A has both a price and a patent


REGISTER = """
    title     holder_id year applied_on recommended_on announced_on granted_on product
    first_set A         2022 2022-06-15 2022-07-01     -            -          p
    first_set A         2022 2022-06-15 2022-07-01     -            -          q
    first_set B         2022 2022-06-15 -              -            -          p
    first_set D         2022 2022-06-15 2022-07-01     2022-08-01   2022-09-01 p
    first_set C         2021 2021-06-15 2021-07-01     2021-08-01   2021-09-01 p
    """


@pytest.mark.parametrize(
    ("finding", "places"),
    [
        ("recommended_incomplete", [("A", "q", "m"), ("A", "q", "n")]),
        ("entered_per_model", [("A", "q", "n"), ("D", "p", "n")]),
    ],
)
def test_what_cannot_be_is_found(answered, finding, places):
    rows = answered(SHEET, REGISTER)["first_set_findings"].query("finding == @finding")
    found = zip(rows["uscc"].str[0], rows["product"], rows["model"], strict=True)
    assert list(found) == places


def test_a_sale_after_the_application_is_no_proof_and_found(answered):
    found = answered("uscc first_sold_on\nA 2022-06-15\nB 2022-06-16\n")
    assert found["first_set_findings"]["finding"].tolist() == ["sold_after_applied"]
    assert missing(found) == {("B", "p", "m"): ["sale"]}


def test_without_a_register_nothing_is_recommended(answered):
    assert "recommended_incomplete" not in set(answered(SHEET)["first_set_findings"]["finding"])


@pytest.mark.parametrize("period", ["2021-11", "2022-05", "2022-12"])
def test_what_the_sheet_cannot_know_is_no_zero(answered, period):
    with pytest.raises(DataError, match="首台"):
        answered(SHEET, period=period)


def test_single_products_are_secret():
    secret = {table.name for table in QUESTION.answers if table.secret}
    assert secret == {"first_set_missing", "first_set_findings"}


CONDITIONS = Conditions(
    name="c", title={"zh": "条件", "en": "conditions"}, source="s", valid_from="2022-01-01",
    price_10k_cny=PriceLines(set=50, single=20, part=10), years=2,
)  # fmt: skip
MODELS = st.lists(
    st.fixed_dictionaries(
        {
            "uscc": st.sampled_from("AB"),
            "product": st.sampled_from("pq"),
            "kind": st.just("part"),
            "unit_price_10k_cny": st.sampled_from([9.0, 10.0, None]),
            "patent_no": st.sampled_from(["ZL", None]),
            "test_report": st.sampled_from(["JC", None]),
            "user_proof": st.sampled_from(["YH", None]),
            "first_sold_on": st.sampled_from(["2021-01-01", "2019-01-01", None]),
        }
    ),
    min_size=1,
    max_size=8,
)


@given(MODELS)
def test_for_every_sheet_enterprises_products_and_models_nest(models):
    rows = pd.DataFrame(models).assign(county_code=FIRST, applied_on=pd.Timestamp("2022-06-15"))
    rows["first_sold_on"] = pd.to_datetime(rows["first_sold_on"])
    rows["unit_price_10k_cny"] = rows["unit_price_10k_cny"].astype(float)
    found = counts(screened(rows, CONDITIONS)).squeeze()
    assert found["enterprises"] <= found["products"] <= found["models"] == len(rows)
    assert found["complete_enterprises"] <= found["complete"]
    assert all(found[f"no_{proof}"] <= found["products"] - found["complete"] for proof in PROOFS)
