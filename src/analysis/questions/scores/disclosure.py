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
EFFECT = "tax_effect"


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


def _effects(given: Given, by: tuple[str, ...] = (COUNTY,)) -> pd.DataFrame:
    """Who stands behind each effect on tax per mu: those counted twice, entrants, leavers."""
    now, before = (
        rows[["uscc", *by, *MONEY]].dropna(subset=MONEY) for rows in (_now(given), _last(given))
    )
    pair = now.merge(before, on=["uscc", *by], how="outer", indicator="flow")
    behind = {"both": "within", "left_only": "entry", "right_only": "exit"}
    pair = pair.assign(tax_effect=pair["flow"].astype("str").map(behind))
    stayed = pair[pair["tax_effect"] == "within"].assign(tax_effect="between")
    values = [f"{name}_{side}" for name in MONEY for side in "xy"]
    rows = pd.concat([pair, stayed]).rename(columns={"uscc": "unit"})
    return rows.fillna(dict.fromkeys(values, 0.0)).melt(
        [*by, "tax_effect", "unit"], values, "measure", "value"
    )


def _effects_of_the_city(given: Given) -> pd.DataFrame:
    """The same of the whole city: who moved to another county stayed."""
    return _effects(given, by=())


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
    # They add up to the change. That nobody entered or left is known: it hides nothing.
    Spec("tax effects", _effects, ((COUNTY, EFFECT),), within=(COUNTY,), empty="shown"),
    Spec(
        "city tax effects",
        _effects_of_the_city,
        ((EFFECT,),),
        where={COUNTY: WHOLE},
        empty="shown",
    ),
    # The total of a class is published, those of the bins are not.
    Spec(
        "bins", _bins, ((COUNTY, CLASS, "bin_from_10k_cny"),), within=(COUNTY, CLASS), kind="counts"
    ),
)
