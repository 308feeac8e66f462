"""The question of the evaluation: who is in which class, why, and what of the change is merit?"""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.errors import DataError
from analysis.tables.city import DisclosureRules
from analysis.tables.given import Given
from analysis.tables.question import Rules, Settings, Tables
from analysis.tables.rules import REFERENCE

if TYPE_CHECKING:
    from analysis.scoring.policy import Policy
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
    from analysis.scoring.policy import policy_tables

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
    from analysis.scoring.policy import load_policy

    return next((load_policy(file) for file in given.files(POLICY)), None)


def cells(given: Given, rules: DisclosureRules) -> list[pd.DataFrame]:
    """The patterns of withheld cells.

    County; county × class; county × industry; and the bins of tax per mu, where fewer than the
    minimum number of enterprises would tell a figure. How many enterprises stand in a class, or
    moved between two, is published as it is: it tells no figure, and classes are announced.
    """
    from analysis.scoring.city import counted_rows

    tables = _tables(given)
    results = _evaluated(given, tables)
    scheme, last_scheme = schemes(given)
    scores = results["enterprise_scores"]
    scored = scores.loc[scores["score_points"].notna(), ["uscc", CLASS]]
    evaluation = tables["evaluation"]
    year = evaluation_year(evaluation, given.period)
    this, last = counted_rows(tables, scheme, year, last_scheme)
    now = evaluation[evaluation["year"] == year].merge(scored, on="uscc")
    now, before = _money(now, this), _money(last, last)
    counties = _line(pd.concat([now, before]), rules)
    policy = city_policy(given)
    # A price times its basis tells the basis: what the policy rests on is judged with the rest.
    bases = {m.basis for m in policy.measures} & {*now.columns} if policy else set()
    return [
        _with_totals(now, CLASS, [*MONEY, *sorted(bases - {*MONEY})], counties, rules),
        _with_totals(now, INDUSTRY, SECTOR, counties, rules),
        _bins(results["tax_per_mu_distribution"], rules),
        counties,
    ]


def _money(rows: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """The rows with the land and tax that the tables sum: of who is counted and has both."""
    both = (rows["land_mu"] > 0) & rows["tax_10k_cny"].notna() & rows["uscc"].isin(counted["uscc"])
    return rows.assign(**{name: rows[name].where(both) for name in MONEY})


def _judged(
    rows: pd.DataFrame, keys: list[str], measures: list[str], rules: DisclosureRules
) -> pd.DataFrame:
    """Every cell with `unsafe`, judged by each year and measure, and its `size`.

    Who lacks a value is not in the cell of that measure: its figure leaves such an enterprise out.
    """
    from analysis.disclosure import unsafe_cells

    judged = unsafe_cells(_contributions(rows, keys, measures), keys, rules)
    size = rows.groupby(keys, as_index=False)[measures[0]].sum()
    return judged.merge(size.rename(columns={measures[0]: "size"}), on=keys)


def _contributions(rows: pd.DataFrame, keys: list[str], measures: list[str]) -> pd.DataFrame:
    """Who gives how much to each cell, by measure and year."""
    long = rows.melt([*keys, "uscc", "year"], measures, "measure", "value")
    long = long.dropna(subset="value").rename(columns={"uscc": "unit"})
    return long.assign(measure=long["measure"] + long["year"].astype(str))


def _with_totals(
    rows: pd.DataFrame,
    key: str,
    measures: list[str],
    counties: pd.DataFrame,
    rules: DisclosureRules,
) -> pd.DataFrame:
    """The pattern of county × key with both totals.

    A withheld total withholds all its parts, else they would add up to it: a county that is
    withheld in `counties`, and a class or industry that is withheld for the whole city.
    """
    from analysis.disclosure import hide

    whole = rows.assign(**{COUNTY: "city"})
    both = [COUNTY, key]
    by_key = hide(
        _judged(whole, both, measures, rules),
        COUNTY,
        key,
        "size",
        _contributions(whole, both, measures),
        rules,
    )
    city = _judged(whole.assign(**{key: "total"}), [COUNTY, key], measures, rules)
    no_counties = {*counties.loc[counties["masked"], COUNTY]}
    no_keys = {*by_key.loc[by_key["masked"], key]}
    judged = _judged(rows, [COUNTY, key], measures, rules)
    hidden = judged[COUNTY].isin(no_counties) | judged[key].isin(no_keys)
    inner = hide(
        judged.assign(unsafe=judged["unsafe"] | hidden),
        COUNTY,
        key,
        "size",
        _contributions(rows, both, measures),
        rules,
    )
    by_county = counties[counties[COUNTY] != "city"].assign(**{key: "total"})
    parts = [inner, by_key, by_county, city.assign(masked=city["unsafe"])]
    return pd.concat(parts, ignore_index=True)[[COUNTY, key, "masked"]]


def _line(rows: pd.DataFrame, rules: DisclosureRules) -> pd.DataFrame:
    """The pattern of the counties; the city's total is known, so one alone has company."""
    from analysis.disclosure import hide

    rows = rows.assign(city="city")
    judged = _judged(rows, ["city", COUNTY], MONEY, rules)
    contributions = _contributions(rows, ["city", COUNTY], MONEY)
    masked = hide(judged, "city", COUNTY, "size", contributions, rules)
    city = pd.DataFrame({COUNTY: ["city"], "masked": [False]})
    return pd.concat([masked[[COUNTY, "masked"]], city], ignore_index=True)


def _bins(table: pd.DataFrame, rules: DisclosureRules) -> pd.DataFrame:
    """The pattern of the bins: few enterprises or none, and what keeps them from being counted.

    The total of a class is published, those of the bins are not. What a class withholds must not
    be as many as all its cells could hold at most, nor one cell alone: then the next larger bin
    is withheld too.
    """
    line, n = [COUNTY, CLASS], table["enterprises"]
    most = rules.minimum_units - 1
    masked = n <= most
    while True:
        by = table.assign(masked=masked, hidden=n.where(masked, 0)).groupby(line)
        cells, hidden = by["masked"].transform("sum"), by["hidden"].transform("sum")
        given_away = (hidden > 0) & ((cells == 1) | (hidden == most * cells))
        candidates = table[given_away & ~masked].sort_values("enterprises", kind="stable")
        if candidates.empty:
            return table[[*line, "bin_from_10k_cny"]].assign(masked=masked)
        masked.loc[candidates.drop_duplicates(line).index] = True
