"""The question of the clusters: which really grow, which will reach their target?"""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.questions.clusters.input_tables import CLUSTER_MEMBERS, CLUSTER_MONTH, CLUSTERS
from analysis.tables import table
from analysis.tables.city import City, DisclosureRules
from analysis.tables.enterprises import ENTERPRISE_MONTH, ENTERPRISES
from analysis.tables.given import Given
from analysis.tables.question import Rules, Tables

if TYPE_CHECKING:
    from analysis.clusters.stars import StarScheme

WANTED = (
    "counties", "clusters", "cluster_month", "cluster_members", "enterprises", "enterprise_month",
    "establishments_quarter",
)  # fmt: skip
KEYS = ["county_code", "industry_code"]
OUTPUT = ["output_ytd_10k_cny", "output_ytd_last_year_10k_cny"]
REVENUE = "revenue_ytd_10k_cny"
MIN_PERIODS = 22
Z80 = 1.2816
TARGET = "cluster_revenue"
DEFAULT_TARGET_PCT = 15.0
STARS = Rules("stars", dated=True)
ELIGIBILITY = Rules("eligibility", dated=True)


def answer(given: Given) -> Tables:
    """All result tables of the question for the whole city."""
    from analysis.clusters import Comparison, compare
    from analysis.clusters.eligibility import Screen

    city, period = given.city, given.period
    chosen = Comparison(
        measure=city.measure,
        scheme=star_scheme(given),
        screens=tuple(given.in_force(ELIGIBILITY, Screen)),
        target_pct=_target(city, period),
    )
    wanted = {*WANTED, city.measure.table} & {*given.store.tables()}
    read = {"enterprise_month": _two_years(period)}
    if city.measure.kind == "flow":  # a stock is averaged over the months of the year
        read[city.measure.table] = [f"{year}{period[4:]}" for year in range(1990, 2101)]
    tables = {name: given.read(table(name), periods=read.get(name)) for name in wanted}
    forecast = rest_of_year(tables["cluster_month"], period) if "cluster_month" in wanted else None
    return compare(tables, period, chosen, forecast)


def _two_years(period: str) -> list[str]:
    """The period and the same one a year before: all that is compared of a nation's reports."""
    return [f"{int(period[:4]) - 1}{period[4:]}", period]


def rest_of_year(reports: pd.DataFrame, period: str) -> pd.DataFrame:
    """What the forecast engine expects of each cluster for the rest of the year.

    Returns `cluster_id`, `scope`, `rest_value` and `rest_sd` (10k CNY); the deviation is that of
    the engine's 80 % interval. A list with less than two years of periods has no forecast.
    """
    from analysis.forecast import Target, city_outlook
    from analysis.periods import to_period_values

    known = reports[reports["period"] <= period].rename(columns={"cluster_id": "industry_code"})
    parts = []
    for scope, rows in known.groupby("scope"):
        if rows["period"].nunique() < MIN_PERIODS:
            continue
        columns = ["county_code", "industry_code", "period", REVENUE, "vintage"]
        values = to_period_values(rows[columns], REVENUE).drop(columns="revised")
        ends = city_outlook(values, Target(flow=True, per_year=11), period)["outlook"]
        cells = ends[ends["level"] == "cell"].rename(columns={"industry_code": "cluster_id"})
        sd = (cells["hi80"] - cells["lo80"]) / (2 * Z80)
        parts.append(cells[["cluster_id", "rest_value"]].assign(scope=scope, rest_sd=sd))
    columns = ["cluster_id", "scope", "rest_value", "rest_sd"]
    return pd.concat(parts)[columns] if parts else pd.DataFrame(columns=columns)


def star_scheme(given: Given) -> "StarScheme":
    """The star scheme in force at the end of the period."""
    from analysis.clusters.stars import StarScheme

    return given.in_force(STARS, StarScheme)[0]


def _target(city: City, period: str) -> float:
    """The year's growth target of the clusters' revenue in `city.yaml`."""
    for target in city.targets:
        if (target.indicator, target.kind, target.year) == (TARGET, "growth_pct", int(period[:4])):
            return target.value
    return DEFAULT_TARGET_PCT


def cells(given: Given, rules: DisclosureRules) -> list[pd.DataFrame]:
    """The patterns of withheld cells: county × industry, county, industry, flow, cluster."""

    period = given.period
    columns = [*KEYS, "uscc", "period", *OUTPUT]
    months = given.read(ENTERPRISE_MONTH, columns=columns, periods=_two_years(period))
    now = months[months["period"] == period]
    by_cell = _withheld(now, KEYS[0], KEYS[1], rules)
    lines = [_line_pattern(now, key, rules) for key in KEYS]
    flows = _flow_pattern(months, period, rules)
    clusters = _cluster_pattern(given, lines[1], rules)
    members = _members(given)
    stars = _star_pattern(given, clusters, by_cell, _ruled(_largest(members), rules))
    conditions = _condition_pattern(given, clusters, members, rules)
    structures = [_structure_pattern(by_cell, key) for key in KEYS]
    return [by_cell[[*KEYS, "masked"]], *lines, flows, clusters, stars, conditions, *structures]


def _withheld(rows: pd.DataFrame, row: str, column: str, rules: DisclosureRules) -> pd.DataFrame:
    """Every cell with `masked`, judged by output of both years."""
    from analysis.disclosure import hide, unsafe_cells

    keys = [row, column]
    contributions = rows.melt([*keys, "uscc"], OUTPUT, "measure", "value")
    contributions = contributions.rename(columns={"uscc": "unit"})
    judged = unsafe_cells(contributions, keys, rules)
    size = rows.groupby(keys, as_index=False)[OUTPUT[0]].sum()
    judged = judged.merge(size.rename(columns={OUTPUT[0]: "size"}), on=keys)
    return hide(judged, row, column, "size", contributions, rules)


def _line_pattern(now: pd.DataFrame, key: str, rules: DisclosureRules) -> pd.DataFrame:
    """Counties or industries as a whole; the city's total is known, so one alone has company."""
    return _withheld(now.assign(city="city"), "city", key, rules)[[key, "masked"]]


def _structure_pattern(by_cell: pd.DataFrame, key: str) -> pd.DataFrame:
    """Measures of a county's or an industry's structure, withheld where one of its cells is.

    The share of the four largest less the three that are shown is the fourth; an index over all
    cells binds the withheld ones in the same way.
    """
    from analysis.clusters.compare import COUNTY_MEASURES, INDUSTRY_MEASURES

    measures = {"county_code": COUNTY_MEASURES, "industry_code": INDUSTRY_MEASURES}[key]
    lines = by_cell.groupby(key, as_index=False)["masked"].any()
    name = f"{key.removesuffix('_code')}_measure"
    return lines.merge(pd.DataFrame({name: measures}), how="cross")


def _flow_pattern(months: pd.DataFrame, period: str, rules: DisclosureRules) -> pd.DataFrame:
    """Continuing enterprises, entrants and leavers of each county, and of the city."""

    column = OUTPUT[0]
    now, before = (
        months.loc[months["period"] == p, ["uscc", "county_code", column]]
        for p in reversed(_two_years(period))
    )
    names = {"left_only": "entrants", "right_only": "leavers", "both": "continuing"}
    patterns = []
    for keys in (["county_code"], []):
        pair = now.merge(before, on=["uscc", *keys], how="outer", indicator="flow")
        here = pair["county_code"] if keys else "city"
        rows = pd.DataFrame(
            {
                "county_code": here,
                "flow": pair["flow"].map(names).astype("str"),
                "uscc": pair["uscc"],
                OUTPUT[0]: pair[f"{column}_x"].fillna(0.0),
                OUTPUT[1]: pair[f"{column}_y"].fillna(0.0),
            }
        )
        patterns.append(_withheld(rows, "county_code", "flow", rules))
    # That a flow is empty is known from the counts: it hides nothing, and is no companion.
    pattern = pd.concat(patterns).set_index(["county_code", "flow"])["masked"]
    counties = pattern.index.get_level_values("county_code").unique()
    whole = pd.MultiIndex.from_product([counties, names.values()], names=pattern.index.names)
    return pattern.reindex(whole, fill_value=False).reset_index()


def _cluster_pattern(
    given: Given, by_industry: pd.DataFrame, rules: DisclosureRules
) -> pd.DataFrame:
    """Clusters with too few reporting enterprises or too much in the three largest.

    The two largest hold at most what the three largest hold, so S − top3 > p/100 · top3 makes
    the p % rule hold whoever they are. A cluster's row shows its industry's growth as well, so it
    is withheld where that is. The totals of both lists are known, hence their difference too:
    within each part of the list none stands alone.
    """
    from analysis.disclosure import hide

    now = given.read(CLUSTER_MONTH, periods=[given.period])
    rest = now["revenue_ytd_10k_cny"] - now["top3_revenue_10k_cny"]
    safe = (now["reporting_enterprises"] >= rules.minimum_units) & (
        rest > rules.p_percent / 100 * now["top3_revenue_10k_cny"]
    )
    judged = now.assign(unsafe=~safe, size=now["revenue_ytd_10k_cny"])
    judged = judged.groupby("cluster_id", as_index=False).agg(
        unsafe=("unsafe", "any"), size=("size", "max")
    )
    placed = given[CLUSTERS].merge(judged, on="cluster_id")
    met = placed[["industry_code"]].merge(by_industry, on="industry_code", how="left")["masked"]
    placed = placed.assign(unsafe=placed["unsafe"] | met.astype("boolean").fillna(True))
    part = placed["province_list"].map({True: "both lists", False: "city list only"})
    masked = hide(placed.assign(part=part), "part", "cluster_id", size="size")
    nowhere = pd.DataFrame({"cluster_id": [""], "masked": [False]})
    return pd.concat([masked[["cluster_id", "masked"]], nowhere], ignore_index=True)


def _members(given: Given) -> pd.DataFrame:
    """The clusters' members with their revenue, one row a cluster and enterprise."""
    from analysis.clusters.listed import members_of

    tables = {read.name: given[read] for read in (CLUSTER_MEMBERS, ENTERPRISES)}
    reports = given.read(ENTERPRISE_MONTH, periods=[given.period])
    members = members_of({**tables, "enterprise_month": reports}, given.period)
    return members.drop_duplicates(["cluster_id", "uscc"])


def _largest(members: pd.DataFrame) -> pd.DataFrame:
    """The three largest of each cluster."""
    return members.sort_values("revenue_10k_cny").groupby("cluster_id").tail(3)


def _ruled(members: pd.DataFrame, rules: DisclosureRules) -> pd.Series:
    """The clusters in which the revenue of these members together tells of one of them."""
    from analysis.disclosure import unsafe_cells

    contributions = members.rename(columns={"uscc": "unit", "revenue_10k_cny": "value"})
    judged = unsafe_cells(contributions.assign(measure="revenue"), ["cluster_id"], rules)
    return judged.loc[judged["unsafe"], "cluster_id"]


def _star_pattern(
    given: Given, clusters: pd.DataFrame, by_cell: pd.DataFrame, told: pd.Series
) -> pd.DataFrame:
    """A cluster's dimensions; two of them show what may be withheld elsewhere.

    Specialisation is the location quotient of its cell; leadership the share of the three largest,
    which in the clusters `told` gives away the first of them.
    """
    placed = given[CLUSTERS].merge(clusters, on="cluster_id")
    cell = placed[KEYS].merge(by_cell, on=KEYS, how="left")["masked"]
    hidden = cell.astype("boolean").fillna(True).astype(bool)
    return pd.concat(
        [
            pd.DataFrame(
                {
                    "cluster_id": placed["cluster_id"],
                    "dimension": name,
                    "masked": placed["masked"]
                    | (hidden & (name == "specialisation"))
                    | (placed["cluster_id"].isin(told) & (name == "leadership")),
                }
            )
            for name in (d.name for d in star_scheme(given).dimensions)
        ],
        ignore_index=True,
    )


def _condition_pattern(
    given: Given, clusters: pd.DataFrame, members: pd.DataFrame, rules: DisclosureRules
) -> pd.DataFrame:
    """A cluster's conditions; the share of small enterprises is all but that of the large ones.

    With it goes its verdict: beside the share of the three largest, on which side of the line
    the one large enterprise lies tells its size.
    """
    from analysis.clusters.eligibility import Screen

    unsafe = _ruled(members[members["size"] == "large"], rules)
    screens = given.in_force(ELIGIBILITY, Screen)
    conditions = pd.DataFrame(
        [(c.name, c.indicator == "sme_share_pct") for s in screens for c in s.conditions],
        columns=["condition", "shares"],
    )
    pattern = clusters.merge(conditions.drop_duplicates("condition"), how="cross")
    told = pattern["shares"] & pattern["cluster_id"].isin(unsafe)
    return pattern.assign(masked=pattern["masked"] | told)[["cluster_id", "condition", "masked"]]
