"""Which proofs the year's applications have, by model, product and enterprise."""

import pandas as pd

from analysis.errors import DataError
from analysis.periods import year_to
from analysis.questions.first_set_proofs.checks import CHECKS
from analysis.questions.first_set_proofs.rules import CONDITIONS, Conditions
from analysis.questions.first_set_proofs.tables import PROOFS, RESULTS
from analysis.registers import reached, with_empty_groups, with_totals, within
from analysis.registers.catalogue import catalogue
from analysis.registers.groups import sums
from analysis.registers.recognised import register
from analysis.tables.first_sets import FIRST_SET_PRODUCTS, KINDS
from analysis.tables.given import Given
from analysis.tables.question import Tables
from analysis.tables.recognitions import RECOGNITIONS
from analysis.tables.territory import WHOLE

BY = ["county_code", "kind"]
TOTALS = {"county_code": WHOLE, "kind": "all"}
PRODUCT = ["uscc", "product"]


def answer(given: Given) -> Tables:
    """All result tables; see `tables.py`. Applications after the period have not happened."""
    rows = applied(given)
    codes = [*(county.code for county in given.city.counties), WHOLE]
    groups = pd.DataFrame({"county_code": codes}).merge(
        pd.DataFrame({"kind": [*KINDS, TOTALS["kind"]]}), how="cross"
    )
    found = {
        "first_set_screen": with_empty_groups(counts(with_totals(rows, TOTALS)), groups),
        "first_set_missing": pd.concat(
            rows[~rows[proof]].assign(proof=proof) for proof in PROOFS
        ).sort_values([*PRODUCT, "model"], kind="stable"),
        "first_set_findings": given.located(
            _findings(rows, _recommended(given)), FIRST_SET_PRODUCTS, CHECKS
        ),
    }
    return {table.name: found[table.name][list(table.columns)] for table in RESULTS}


def applied(given: Given) -> pd.DataFrame:
    """Return the year's applications with a flag a proof of `PROOFS`, and `line_10k_cny`.

    Raises
    ------
    DataError
        If the sheet was exported before the period's end, or holds no application of the year.
    """
    rows, (january, day) = given.read(FIRST_SET_PRODUCTS, origins=True), year_to(given.period)
    year = within(rows, january, day, on="applied_on")
    if year.empty or day > pd.Timestamp(rows["vintage"].max()):
        raise DataError(
            f"首台（套）申报产品没有{given.period}期末的数据",
            f"the sheet of first sets does not tell the end of {given.period}",
        )
    return screened(year, given.rule(CONDITIONS, Conditions))


def screened(rows: pd.DataFrame, conditions: Conditions) -> pd.DataFrame:
    """Return the rows with a flag a proof of `PROOFS`, and `line_10k_cny`.

    A price on its line is enough, and so is a sale on the day `years` years before the
    application, or a user's proof in the place of a test report.
    """
    line = rows["kind"].map(conditions.price_10k_cny.model_dump()).astype(float)
    since = rows["applied_on"] - pd.DateOffset(years=conditions.years)
    return rows.assign(
        line_10k_cny=line,
        price=rows["unit_price_10k_cny"] >= line,
        sale=rows["first_sold_on"].between(since, rows["applied_on"]),
        patent=rows["patent_no"].notna(),
        report=rows["test_report"].notna() | rows["user_proof"].notna(),
    )


def counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Count enterprises, products, models, and products that are complete or lack a proof.

    A product has a proof that one of its models has, and is complete if one model has all.
    """
    models = rows.assign(models=1, complete=rows[[*PROOFS]].all(axis=1))
    has = {"models": "sum", **dict.fromkeys(("complete", *PROOFS), "any")}
    products = models.groupby([*BY, *PRODUCT], as_index=False).agg(has)
    first = products.sort_values("complete", ascending=False, kind="stable")
    first = ~first.duplicated([*BY, "uscc"]).reindex(products.index)
    marked = products[[*BY, "models", "complete"]].assign(
        products=1,
        enterprises=first,
        complete_enterprises=first & products["complete"],
        **{f"no_{proof}": ~products[proof] for proof in PROOFS},
    )
    return sums(marked, BY)


def _recommended(given: Given) -> pd.MultiIndex:
    """Enterprise and product of what the register says was recommended this year."""
    if RECOGNITIONS not in given:
        return pd.MultiIndex.from_arrays([[], []])
    entries, _ = register(given, catalogue(given))
    this = entries["title"].eq("first_set") & entries["year"].eq(given.day.year)
    passed = reached(entries[this], "recommended", given.day)
    return pd.MultiIndex.from_frame(passed[["holder_id", "product"]])


def _findings(rows: pd.DataFrame, recommended: pd.MultiIndex) -> pd.DataFrame:
    complete = rows[[*PROOFS]].all(axis=1).groupby([rows[name] for name in PRODUCT])
    passed = pd.MultiIndex.from_frame(rows[PRODUCT]).isin(recommended)
    masks = {
        "recommended_incomplete": passed & ~complete.transform("any"),
        "entered_per_model": rows.duplicated(PRODUCT),
        "sold_after_applied": rows["first_sold_on"] > rows["applied_on"],
    }
    return pd.concat([rows[mask].assign(finding=name) for name, mask in masks.items()])
