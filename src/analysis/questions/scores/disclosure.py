"""What of the evaluation may leave.

How many enterprises stand in a class, or moved between two, is published as it is: it tells no
figure, and classes are announced.
"""

from collections.abc import Callable

import pandas as pd

from analysis.questions.scores.answer import MONEY, SECTOR, city_policy, evaluation_year, schemes
from analysis.questions.scores.class_tables import TAX_PER_MU
from analysis.tables.evaluation import EVALUATION
from analysis.tables.given import Given
from analysis.tables.result import Follow
from analysis.tables.spec import Spec
from analysis.tables.territory import WHOLE

COUNTY, INDUSTRY, CLASS = "county_code", "industry_code", "class_code"


def _now(given: Given) -> pd.DataFrame:
    """The enterprises scored this year, with their class.

    Land and tax are those that the tables sum: of who has both, doubtful land left out.
    """
    scores, findings = given.answers["enterprise_scores"], given.answers["score_findings"]
    scored = scores.loc[scores["score_points"].notna(), ["uscc", "year", CLASS]]
    rows = given[EVALUATION].merge(scored, on=["uscc", "year"])
    doubtful = findings.loc[findings["finding"] == "land_unit", "uscc"]
    return _with_both(rows, ~rows["uscc"].isin(doubtful))


def _last(given: Given) -> pd.DataFrame:
    """The same of last year."""
    from analysis.scoring.evaluation_year import counted_rows

    tables = {read.name: given[read] for read in given.question.tables if read in given}
    scheme, last_scheme = schemes(given)
    year = evaluation_year(tables["evaluation"], given.period)
    _, last = counted_rows(tables, scheme, year, last_scheme)
    return _with_both(last, True)


def _with_both(rows: pd.DataFrame, counted: pd.Series | bool) -> pd.DataFrame:
    both = (rows["land_mu"] > 0) & rows["tax_10k_cny"].notna() & counted
    return rows.assign(**{name: rows[name].where(both) for name in MONEY})


def _parts(rows: pd.DataFrame, parts: list[str], measures: list[str]) -> pd.DataFrame:
    """Who gives how much, by measure and year; who lacks a value is not in that figure."""
    long = rows.rename(columns={"uscc": "unit"}).melt(
        [*parts, "unit", "year"], measures, "measure", "value"
    )
    long = long.assign(measure=long["measure"] + long["year"].astype(str))
    return long.drop(columns="year").dropna(subset="value")


def _counties(given: Given) -> pd.DataFrame:
    return _parts(pd.concat([_now(given), _last(given)]), [COUNTY], MONEY)


def _classes(given: Given) -> pd.DataFrame:
    """A price times its basis tells the basis: what the policy rests on is judged with the rest."""
    now, policy = _now(given), city_policy(given)
    bases = {m.basis for m in policy.measures} & {*now.columns} if policy else set()
    return _parts(now, [COUNTY, CLASS], [*MONEY, *sorted(bases - {*MONEY})])


def _industries(given: Given) -> pd.DataFrame:
    return _parts(_now(given), [COUNTY, INDUSTRY], SECTOR)


def _bins(given: Given) -> pd.DataFrame:
    bins = given.answers["tax_per_mu_distribution"]
    return bins[[COUNTY, CLASS, "bin_from_10k_cny"]].assign(value=bins["enterprises"])


def _by(population: str, contributions: Callable[[Given], pd.DataFrame], part: str) -> Spec:
    """Sums by county and another part, both totals shown; a withheld county withholds its parts."""
    return Spec(
        population,
        contributions,
        ((COUNTY, part), (COUNTY,), (part,), ()),
        codes={COUNTY: WHOLE, part: "total"},
        follows=(Follow(TAX_PER_MU, at=(COUNTY,)),),
    )


DISCLOSURE = (
    Spec("counties", _counties, ((COUNTY,), ()), codes={COUNTY: WHOLE}),
    _by("classes", _classes, CLASS),
    _by("industries", _industries, INDUSTRY),
    # The total of a class is published, those of the bins are not.
    Spec(
        "bins", _bins, ((COUNTY, CLASS, "bin_from_10k_cny"),), within=(COUNTY, CLASS), kind="counts"
    ),
)
