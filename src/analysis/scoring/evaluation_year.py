"""Everything about one evaluation year of a city, as result tables."""

from collections.abc import Mapping

import pandas as pd

from analysis.errors import DataError
from analysis.scoring.checks import check
from analysis.scoring.class_change import class_change
from analysis.scoring.engine import Evaluation, evaluate
from analysis.scoring.item_table import item_table
from analysis.scoring.ratios import coverage, distribution, land_and_tax_by_class, sectors
from analysis.scoring.scheme import Scheme
from analysis.scoring.tax_per_mu import EFFECTS, tax_per_mu
from analysis.scoring.transitions import NEW, both_years, movement, transitions

#: An enterprise this close to a line (points) is listed as near it.
NEAR_POINTS = 2.0


def evaluate_city(
    tables: Mapping[str, pd.DataFrame],
    scheme: Scheme,
    year: int,
    last_scheme: Scheme | None = None,
    near_points: float = NEAR_POINTS,
) -> dict[str, pd.DataFrame]:
    """All result tables of the evaluation of ``year``.

    Parameters
    ----------
    tables
        ``evaluation``; if there are any ``evaluation_adjustments``, ``land_parcels``,
        ``enterprises`` (for the size), ``tax_relief``. Other years' rows may stand in them.
    scheme, last_scheme
        This year's rules and last year's; the same if the place did not change them.
    near_points
        How close to a line an enterprise is listed.

    Returns
    -------
    Per enterprise (internal): ``enterprise_scores``, ``enterprise_items``, ``near_line``,
    ``score_findings``, ``score_benchmarks``. Per county: ``class_counts``,
    ``class_transitions``, ``class_movement``, ``tax_per_mu``, ``tax_per_mu_effects``,
    ``land_tax_by_class``, ``tax_per_mu_distribution``, ``sector_comparison``,
    ``evaluation_coverage``. The tables that compare with last year are there only if it has data.

    Land that looks like m² typed as mu (check ``land_unit``) is left out of that year's sums of
    land and tax until it is settled: one such number turns a county's tax per mu upside down. The
    scores keep it. Whoever is left out in one year is compared with nothing in the other, and
    stands among those newly counted or no longer counted.

    Raises DataError if the year has no rows.
    """
    evaluation, adjustments = of_year(tables, year)
    last_data, last_adjustments = of_year(tables, year - 1)
    if evaluation.empty:
        years = sorted(tables["evaluation"]["year"].unique().tolist())
        raise DataError(
            f"没有 {year} 年度的评价数据，有 {years}", f"no evaluation {year}, only {years}"
        )
    last_scheme = last_scheme or scheme
    this = evaluate(evaluation, scheme, adjustments, last_data if len(last_data) else None)
    last = _last(last_data, last_scheme, last_adjustments)
    findings = check(
        evaluation,
        last_data if len(last_data) else None,
        tables.get("land_parcels"),
        adjustments,
    )
    rows = _counted(evaluation, this)
    rows = rows.assign(class_code=this.enterprises.loc[rows.index, "class"].astype("str"))
    scores = _scores(evaluation, this, last)
    result = {
        "enterprise_scores": scores,
        "enterprise_items": item_table(this, scheme),
        "near_line": _near(scores, near_points),
        "score_findings": findings,
        "score_benchmarks": this.references.drop(columns="year"),
        "land_tax_by_class": land_and_tax_by_class(rows),
        "tax_per_mu_distribution": distribution(rows),
        "sector_comparison": sectors(rows),
        "evaluation_coverage": coverage(this.enterprises),
    }
    if last is not None:
        pairs = both_years(this.enterprises, last.enterprises)
        moved = tax_per_mu(
            rows, _counted(last_data, last), _settled(last_data), tables.get("tax_relief")
        )
        result |= {
            "class_counts": class_change(
                evaluation, this, last, scheme, last_scheme, adjustments, last_data
            ),
            "class_transitions": transitions(pairs),
            "class_movement": movement(pairs, scheme.class_names),
            "tax_per_mu": moved.drop(columns=[*EFFECTS]),
            "tax_per_mu_effects": moved.rename(columns=EFFECTS).melt(
                "county_code", [*EFFECTS.values()], "tax_effect", "effect_10k_cny_per_mu"
            ),
        }
    return result


def of_year(
    tables: Mapping[str, pd.DataFrame], year: int
) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """The evaluation rows of a year, with each enterprise's size, and the year's adjustments."""
    evaluation = tables["evaluation"]
    rows = evaluation[evaluation["year"] == year].reset_index(drop=True)
    if "enterprises" in tables:
        size = tables["enterprises"].drop_duplicates("uscc").set_index("uscc")["size"]
        rows = rows.assign(size=rows["uscc"].map(size).astype("str").fillna(""))
    adjustments = tables.get("evaluation_adjustments")
    if adjustments is None:
        return rows, None
    return rows, adjustments[adjustments["year"] == year].reset_index(drop=True)


def counted_rows(
    tables: Mapping[str, pd.DataFrame], scheme: Scheme, year: int, last_scheme: Scheme
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The ``evaluation`` rows of this year and last that the sums of land and tax rest on."""
    this_data, adjustments = of_year(tables, year)
    last_data, last_adjustments = of_year(tables, year - 1)
    before = last_data if len(last_data) else None
    this = evaluate(this_data, scheme, adjustments, before)
    last = _last(last_data, last_scheme, last_adjustments)
    return _counted(this_data, this), last_data if last is None else _counted(last_data, last)


def _counted(data: pd.DataFrame, evaluated: Evaluation) -> pd.DataFrame:
    settled = _settled(data)
    return settled[evaluated.enterprises["score"].notna().loc[settled.index]]


def _settled(data: pd.DataFrame) -> pd.DataFrame:
    findings = check(data)
    return data[~data["uscc"].isin(findings.loc[findings["finding"] == "land_unit", "uscc"])]


def _last(
    data: pd.DataFrame, scheme: Scheme, adjustments: pd.DataFrame | None
) -> Evaluation | None:
    """Last year's evaluation. Benchmarks of the year before it are replaced by its own."""
    if data.empty:
        return None
    return evaluate(data, scheme, adjustments, last_year=data)


def _scores(evaluation: pd.DataFrame, this: Evaluation, last: Evaluation | None) -> pd.DataFrame:
    """The enterprises with their scores and last year's class."""
    columns = [
        "uscc", "year", "county_code", "industry_code", "evaluation_group", "scheme_group",
        "eligibility", "eligibility_reason", "sum_points", "bonus_points", "penalty_points",
        "score", "class_initial", "class_protect", "class_direct", "class_veto", "class_manual",
        "class", "decided_by", "weakest_item", "points_to_higher_class", "points_to_lower_class",
    ]  # fmt: skip
    scores = this.enterprises[columns].rename(
        columns={"score": "score_points", "class": "class_code"}
    )
    labels = scores.select_dtypes("category").columns
    scores = scores.astype(dict.fromkeys(labels, "str"))
    before = pd.Series(dtype="str")
    if last is not None:
        before = last.enterprises.set_index("uscc")["class"].dropna().astype("str")
    return scores.assign(
        class_last_year=scores["uscc"].map(before).astype("str").fillna(NEW),
        tax_10k_cny=evaluation["tax_10k_cny"],
        land_mu=evaluation["land_mu"],
        tax_per_mu_10k_cny=evaluation["tax_10k_cny"]
        / evaluation["land_mu"].where(evaluation["land_mu"] > 0),
    )


def _near(scores: pd.DataFrame, near_points: float) -> pd.DataFrame:
    """Enterprises within ``near_points`` of a line, the nearest first."""
    up, down = scores["points_to_higher_class"], scores["points_to_lower_class"]
    nearest = pd.concat([up, down], axis=1).min(axis=1)
    columns = [
        "uscc", "county_code", "scheme_group", "score_points", "class_initial",
        "points_to_higher_class", "points_to_lower_class", "weakest_item",
    ]  # fmt: skip
    nearest = nearest[nearest <= near_points]
    # A frame without rows would take those of a longer series.
    near = scores.loc[nearest.index, columns].assign(points_to_line=nearest)
    return near.sort_values(["county_code", "points_to_line", "uscc"]).reset_index(drop=True)
