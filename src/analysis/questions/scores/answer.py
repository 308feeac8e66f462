"""The question of the evaluation: who is in which class, why, and what of the change is merit?"""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError
from analysis.tables.given import Given
from analysis.tables.question import Rules, Settings, Tables
from analysis.tables.rules import REFERENCE

if TYPE_CHECKING:
    from analysis.scoring.differential_policy import Policy
    from analysis.scoring.scheme import Scheme

MONEY = ["tax_10k_cny", "land_mu"]
SECTOR = [*MONEY, "value_added_10k_cny", "revenue_10k_cny", "energy_tce", "rd_10k_cny"]
COUNTY, INDUSTRY, CLASS = "county_code", "industry_code", "class_code"


class ScoresSettings(Settings):
    """Which scheme evaluates the city's enterprises, which policy its classes meet.

    Names of files of `data/reference/schemes` and `data/reference/policy`, without their ending;
    without a policy none is costed.
    """

    scheme: str = "template"
    policy: str | None = None


def _schemes(settings: ScoresSettings) -> list[str]:
    """This year's scheme, and last year's of the same place (`<place>_<year>.yaml`) or the same."""
    place, _, year = settings.scheme.rpartition("_")
    before = f"{place}_{int(year) - 1}.yaml" if year.isdigit() else ""
    this = f"{settings.scheme}.yaml"
    return [this, before if (REFERENCE / "schemes" / before).is_file() else this]


def _policies(settings: ScoresSettings) -> list[str]:
    return [f"{settings.policy}.yaml"] if settings.policy else []


SCHEMES = Rules("schemes", chosen=_schemes)
POLICY = Rules("policy", chosen=_policies)


def answer(given: Given) -> Tables:
    """All result tables of the latest evaluation up to the period's year."""
    from analysis.scoring.robustness import robustness

    tables = _tables(given)
    scheme, _ = schemes(given)
    year = evaluation_year(tables["evaluation"], given.period)
    evaluated = _evaluated(given, tables)
    return {
        **evaluated,
        **robustness(tables, scheme, year),
        **_policy(given, tables["evaluation"], evaluated),
    }


def _tables(given: Given) -> dict[str, pd.DataFrame]:
    return {read.name: given[read] for read in given.question.tables if read in given}


def schemes(given: Given) -> "tuple[Scheme, Scheme]":
    """This year's scheme and last year's."""
    from analysis.scoring import load_scheme

    this, last = given.files(SCHEMES)
    return load_scheme(this), load_scheme(last)


def _evaluated(given: Given, tables: dict[str, pd.DataFrame]) -> Tables:
    """The evaluation itself, without its robustness."""
    from analysis.scoring import evaluate_city

    year = evaluation_year(tables["evaluation"], given.period)
    this, last = schemes(given)
    return evaluate_city(tables, this, year, last)


def _policy(given: Given, evaluation: pd.DataFrame, evaluated: Tables) -> Tables:
    """What the policy that city.yaml names costs; nothing if it names none.

    Land that looks like m² typed as mu counts as unknown until it is settled.
    """
    from analysis.scoring.differential_policy import policy_tables

    policy = city_policy(given)
    if policy is None:
        return {}
    scores, findings = evaluated["enterprise_scores"], evaluated["score_findings"]
    scored = scores.loc[scores["score_points"].notna(), ["uscc", "year", CLASS]]
    rows = evaluation.merge(scored, on=["uscc", "year"])
    doubtful = rows["uscc"].isin(findings.loc[findings["finding"] == "land_unit", "uscc"])
    return policy_tables(rows.assign(land_mu=rows["land_mu"].mask(doubtful)), policy)


def evaluation_year(evaluation: pd.DataFrame, period: str) -> int:
    """The latest evaluation year that is not after the period.

    Raises
    ------
    DataError
        If all evaluations are later.
    """
    years = [int(year) for year in evaluation["year"].unique() if year <= int(period[:4])]
    if not years:
        raise DataError(f"{period} 之前没有评价", f"no evaluation up to {period}")
    return max(years)


def city_policy(given: Given) -> "Policy | None":
    """The differential policy that city.yaml names, if it names one."""
    from analysis.scoring.differential_policy import load_policy

    return next((load_policy(file) for file in given.files(POLICY)), None)
