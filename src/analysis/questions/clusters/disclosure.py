"""What of counties, industries and clusters may leave."""

import pandas as pd

from analysis.questions.clusters.answer import ELIGIBILITY, two_years
from analysis.questions.clusters.estimate_tables import ESTIMATES
from analysis.questions.clusters.input_tables import CLUSTER_MEMBERS, CLUSTER_MONTH, CLUSTERS
from analysis.questions.clusters.region_tables import INDUSTRY_EFFECTS, INDUSTRY_STRUCTURE
from analysis.questions.clusters.result_tables import POSITIONS
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.reported_output import OUTPUT, everywhere
from analysis.tables.result import Follow
from analysis.tables.spec import Free, Spec, unjudged
from analysis.tables.territory import WHOLE

COUNTY, INDUSTRY, CLUSTER = "county_code", "industry_code", "cluster_id"
FLOWS = {"left_only": "entrants", "right_only": "leavers", "both": "continuing"}


def _flows(given: Given, by: tuple[str, ...] = (COUNTY,)) -> pd.DataFrame:
    """Continuing enterprises, entrants and leavers of each county."""
    columns = ["uscc", COUNTY, "period", OUTPUT[0]]
    now, before = (
        given.read(ENTERPRISE_MONTH, columns=columns, periods=[p]).drop(columns="period")
        for p in reversed(two_years(given.period))
    )
    pair = now.merge(before, on=["uscc", *by], how="outer", indicator="flow")
    pair = pair.assign(flow=pair["flow"].map(FLOWS).astype("str")).rename(columns={"uscc": "unit"})
    values = [f"{OUTPUT[0]}_x", f"{OUTPUT[0]}_y"]
    return pair.fillna(dict.fromkeys(values, 0.0)).melt(
        [*by, "flow", "unit"], values, "measure", "value"
    )


def _flows_of_the_city(given: Given) -> pd.DataFrame:
    """The same of the whole city: who moved to another county continues."""
    return _flows(given, by=())


def _clusters(given: Given) -> pd.DataFrame:
    """Clusters with too few reporting enterprises or too much in the three largest.

    The two largest hold at most what the three largest hold, so S − top3 > p/100 · top3 makes
    the p % rule hold whoever they are. The totals of both lists are known, hence their difference
    too: each part of the list is a line.
    """
    if CLUSTER_MONTH not in given or CLUSTERS not in given:
        raise unjudged(
            "没有集群名录，各县各行业逐一列出",
            "without a list of clusters every county's industries are listed",
        )
    rules, now = given.city.disclosure, given.read(CLUSTER_MONTH, periods=[given.period])
    revenue, largest = now["revenue_ytd_10k_cny"], now["top3_revenue_10k_cny"]
    safe = (now["reporting_enterprises"] >= rules.minimum_units) & (
        revenue - largest > rules.p_percent / 100 * largest
    )
    judged = now[[CLUSTER]].assign(unsafe=~safe, value=revenue)
    return judged.merge(given[CLUSTERS][[CLUSTER, "province_list"]], on=CLUSTER)


def _members(given: Given) -> pd.DataFrame:
    """The clusters' members with their revenue, one row a cluster and enterprise."""
    from analysis.clusters.listed import members_of

    tables = {read.name: given[read] for read in (CLUSTER_MEMBERS, ENTERPRISES)}
    reports = given.read(ENTERPRISE_MONTH, periods=[given.period])
    members = members_of({**tables, "enterprise_month": reports}, given.period)
    members = members.drop_duplicates([CLUSTER, "uscc"]).assign(measure="revenue")
    return members.rename(columns={"uscc": "unit", "revenue_10k_cny": "value"})


def _three_largest(given: Given) -> pd.DataFrame:
    """What leadership is a share of: it may give away the first of them."""
    largest = _members(given).sort_values("value").groupby(CLUSTER).tail(3)
    return largest[[CLUSTER, "unit", "measure", "value"]].assign(dimension="leadership")


def _large_members(given: Given) -> pd.DataFrame:
    """Whom the share of small enterprises leaves over.

    With it goes its verdict: beside the share of the three largest, on which side of the line
    the one large enterprise lies tells its size.
    """
    from analysis.clusters.screens import Screen

    conditions = {
        condition.name
        for screen in given.in_force(ELIGIBILITY, Screen)
        for condition in screen.conditions
        if condition.indicator == "sme_share_pct"
    }
    large = _members(given).query("size == 'large'")[[CLUSTER, "unit", "measure", "value"]]
    return large.merge(pd.DataFrame({"condition": sorted(conditions)}, dtype="str"), how="cross")


def _estimates(given: Given) -> pd.DataFrame:
    """A standard error follows from the members' shares: nearly the largest member's.

    So does what is drawn to the mean by it: growth, its interval, the weight and the ranks.
    """
    rows = given.answers[ESTIMATES.name]
    return rows[[CLUSTER, "scope"]].assign(unsafe=True, value=0.0)


def _localisation(given: Given) -> pd.DataFrame:
    """Ellison and Glaeser's index gives the enterprises' HHI: its other terms are shown."""
    rows = given.answers[INDUSTRY_STRUCTURE.name]
    return rows[[INDUSTRY]].drop_duplicates().assign(unsafe=True, value=0.0)


STAR, CONDITION, ESTIMATE = ((CLUSTER, part) for part in ("dimension", "condition", "scope"))
DISCLOSURE: tuple[Spec | Free, ...] = (
    *everywhere({}, {}),
    # That a flow is empty is known from the counts: it hides nothing, and is no companion.
    Spec("flows", _flows, ((COUNTY, "flow"),), within=(COUNTY,), empty="shown"),
    Spec("city flows", _flows_of_the_city, (("flow",),), where={COUNTY: WHOLE}, empty="shown"),
    # A cluster's row shows its industry's growth as well.
    Spec(
        "clusters",
        _clusters,
        ((CLUSTER,),),
        within=("province_list",),
        follows=(Follow(INDUSTRY_EFFECTS, at=(INDUSTRY,), via=POSITIONS),),
        kind="judged",
    ),
    Spec("three largest", _three_largest, (STAR,), within=STAR, empty="shown"),
    Spec("large members", _large_members, (CONDITION,), within=CONDITION, empty="shown"),
    Spec("estimates", _estimates, (ESTIMATE,), within=ESTIMATE, kind="judged"),
    Spec(
        "localisation",
        _localisation,
        ((INDUSTRY,),),
        where={"industry_measure": "ellison_glaeser"},
        within=(INDUSTRY,),
        kind="judged",
    ),
    Free({CLUSTER: ""}, why="a finding that concerns no cluster"),
)
