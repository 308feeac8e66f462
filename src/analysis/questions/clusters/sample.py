"""Specialised clusters: the list, the members, monthly reports in two scopes."""

import numpy as np
import pandas as pd

from analysis.questions.clusters.sample_files import SCOPES, list_files, reports_file
from analysis.sample.activity import Panel
from analysis.sample.enterprises import ALWAYS
from analysis.sample.months import MONTHS, month_number, periods
from analysis.sample.published import on_list
from analysis.sample.world import Sample, World, target

STREAM = 2
TARGETS_PCT = {2022: 15.0, 2023: 15.0}
"""The growth of the clusters' revenue that the city wants, by year."""
PER_COUNTY = 46 / 18
NOT_PROVINCIAL = 2 / 46
PROVINCE_KEY = 0.40
REVENUE_10K_CNY = 4982.16e4 / 18
"""Revenue in 2022 of the clusters of one county, on average (published: 46 clusters in 18)."""
OUTSIDE_GROWTH = 0.05  # log growth a year of units below scale, beside the members
OUTSIDE_TAX = 0.0150  # taxes of units below scale, share of revenue in 2022 terms
TAX_DRIFT = -0.09  # log change a year of that share: relief for small units
REVENUE_OF_SMALL = 1500.0  # a year, 10k CNY, of a unit below scale
REVENUE_OF_WORKER = 55.0  # a year, 10k CNY, of one of its workers
RELISTED = 0.15  # clusters whose list of units changes from one year to the next
PRODUCTS = {
    "13": ("粮油加工", "食品"),
    "14": ("休闲食品", "食品"),
    "15": ("白酒饮品", "食品"),
    "17": ("羊绒纺织", "纺织服装"),
    "18": ("职业服装", "纺织服装"),
    "19": ("皮毛制品", "纺织服装"),
    "20": ("人造板材", "现代家居"),
    "21": ("家具制造", "现代家居"),
    "22": ("纸品包装", "现代家居"),
    "23": ("包装印刷", "现代家居"),
    "24": ("童车玩具", "自行车和童车"),
    "26": ("精细化工", "新材料"),
    "27": ("现代中药", "生物医药"),
    "29": ("橡塑制品", "新材料"),
    "30": ("玻璃建材", "新材料"),
    "31": ("特种钢材", "钢铁深加工"),
    "32": ("有色加工", "钢铁深加工"),
    "33": ("五金紧固件", "钢铁深加工"),
    "34": ("轴承机械", "装备制造"),
    "35": ("辊压装备", "装备制造"),
    "36": ("汽车零部件", "装备制造"),
    "37": ("自行车配件", "自行车和童车"),
    "38": ("线缆电器", "新能源"),
    "39": ("电子元件", "新能源"),
    "42": ("再生资源", "钢铁深加工"),
}


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The list of clusters, their members, their monthly reports in two scopes, the targets."""
    firms, counties, kinds = world.firms, world.counties, world.kinds
    listed = clusters(rng, firms, counties, kinds, 1 + round(PER_COUNTY * world.before))
    belonging = members(firms, listed)
    monthly = cluster_month(rng, firms, world.panel, listed, belonging, len(counties), world.last)
    return Sample(
        [
            *list_files(listed, belonging, firms, counties, kinds),
            *(reports_file(monthly, listed, counties, scope) for scope in SCOPES),
        ],
        targets=[
            target("cluster_revenue", "city", year, growth) for year, growth in TARGETS_PCT.items()
        ],
        calibrated=("46个特色产业集群", "46 clusters"),
    )


def clusters(
    rng: np.random.Generator,
    register: pd.DataFrame,
    counties: pd.DataFrame,
    industries: pd.DataFrame,
    first: int,
) -> pd.DataFrame:
    """List the clusters of a group of counties: their largest industries.

    Returns `cluster_id` (numbered from `first`), `name`, `county`, `industry`, `level`, `chain`,
    `city_list`, `province_list`.
    """
    stayed = register[register["kind"] == "stayed"]
    cells = stayed.groupby(["county", "industry"], as_index=False).agg(
        enterprises=("uscc", "size"), level=("level_10k_cny", "sum")
    )
    cells = cells.assign(code=industries["code"].to_numpy()[cells["industry"]])
    cells = cells[~cells["code"].isin(ALWAYS) & cells["code"].isin(list(PRODUCTS))]
    cells = cells.assign(size=np.sqrt(cells["enterprises"]) * cells["level"])
    cells = cells.assign(order=cells.groupby("county")["size"].rank(ascending=False))
    wanted = max(1, round(PER_COUNTY * len(counties)))
    chosen = cells.sort_values(["order", "size"], ascending=[True, False], kind="stable")
    chosen = pd.concat([chosen[chosen["order"] <= 2], chosen[chosen["order"] > 2]]).head(wanted)
    chosen = chosen.sort_values(["county", "order"], ignore_index=True)
    n = len(chosen)
    county = counties["name_zh"].to_numpy()[chosen["county"]]
    product = [PRODUCTS[code] for code in chosen["code"]]
    provincial = np.ones(n, dtype=bool)
    smaller = np.argsort(chosen["size"].to_numpy(), kind="stable")[: (n + 1) // 2]
    provincial[rng.choice(smaller, round(NOT_PROVINCIAL * n), replace=False)] = False
    key = provincial & (rng.random(n) < PROVINCE_KEY)
    return pd.DataFrame(
        {
            "cluster_id": [f"JQ-{first + i:04d}" for i in range(n)],
            "name": [f"{c}{p}产业集群" for c, (p, _) in zip(county, product, strict=True)],
            "county": chosen["county"],
            "industry": chosen["industry"],
            "level": np.where(key, "省重点", "市级"),
            "chain": [chain for _, chain in product],
            "city_list": True,
            "province_list": provincial,
        }
    )


def members(register: pd.DataFrame, listed: pd.DataFrame) -> pd.DataFrame:
    """Enterprises above scale of each cluster, largest first.

    Returns `cluster` (row number), `enterprise` (row number) and `role`.
    """
    stayed = register[register["kind"] == "stayed"].reset_index(names="enterprise")
    rows = listed[["county", "industry"]].reset_index(names="cluster")
    rows = rows.merge(stayed, on=["county", "industry"])
    rows = rows.sort_values(["cluster", "level_10k_cny"], ascending=[True, False], kind="stable")
    place = rows.groupby("cluster").cumcount()
    role = np.select([place == 0, place < 3, place < 6], ["链主", "龙头", "领跑者"], "配套")
    return rows[["cluster", "enterprise"]].assign(role=role).reset_index(drop=True)


def cluster_month(
    rng: np.random.Generator,
    register: pd.DataFrame,
    panel: Panel,
    listed: pd.DataFrame,
    belonging: pd.DataFrame,
    counties: int,
    last: str,
) -> pd.DataFrame:
    """Monthly reports: members above scale plus the many units below that the bureau counts.

    Returns `cluster`, `scope`, `period` and the quantities of the dictionary's `cluster_month`,
    amounts in 10k CNY. The provincial scope counts fewer of the small units.
    """
    n = len(listed)
    who, of = belonging["enterprise"].to_numpy(), belonging["cluster"].to_numpy()
    inside, inside_before = {}, {}
    for name in ("revenue", "tax"):
        monthly = panel.amounts[name][who].reshape(len(who), -1, 12)
        before = np.roll(monthly, 1, axis=1) * panel.restated[who][:, :, None]
        inside[name], inside_before[name] = _sum_by(of, monthly, n), _sum_by(of, before, n)
    outside = _outside(rng, inside["revenue"], counties)
    relisted = np.where(rng.random((n, 6)) < RELISTED, rng.normal(1, 0.02, (n, 6)), 1.0)
    before = {k: np.roll(v, 1, axis=1) * relisted[:, :, None] for k, v in outside.items()}
    counted, answering = rng.uniform(0.965, 0.995, n), rng.uniform(0.90, 1.0, n)
    parts = []
    for period in periods("2020-02", last):
        year, month = divmod(month_number(period), 12)
        to_date = np.s_[:, year, : month + 1]
        above = np.bincount(of[on_list(register, period)[who]], minlength=n)
        a_year = outside["revenue"][:, year].sum(axis=1)
        amounts = panel.amounts["revenue"][who].reshape(len(who), -1, 12)[to_date].sum(axis=1)
        place = pd.Series(amounts).groupby(of).rank(ascending=False, method="first").to_numpy()
        top3 = np.bincount(of, np.where(place <= 3, amounts, 0), n)
        for scope, share in (("city", np.ones(n)), ("province", counted)):
            small = np.rint((a_year / REVENUE_OF_SMALL + 40) * share)
            part = {"cluster": np.arange(n), "scope": scope, "period": period}
            for name in ("revenue", "tax"):
                part[f"{name}_ytd"] = (
                    inside[name][to_date].sum(axis=1) + outside[name][to_date].sum(axis=1) * share
                )
                part[f"{name}_ytd_last_year"] = (
                    inside_before[name][to_date].sum(axis=1)
                    + before[name][to_date].sum(axis=1) * share
                )
            staff = np.bincount(of, panel.employees[who], n)
            part |= {
                "employees": np.rint(staff + a_year * share / REVENUE_OF_WORKER),
                "enterprises": above + small,
                "enterprises_above_scale": above,
                "reporting": np.rint((above + small) * answering),
                "top3_revenue": top3,
            }
            on = listed["city_list" if scope == "city" else "province_list"].to_numpy()
            parts.append(pd.DataFrame(part)[on])
    return pd.concat(parts, ignore_index=True)


def _outside(
    rng: np.random.Generator, members_revenue: np.ndarray, counties: int
) -> dict[str, np.ndarray]:
    """Revenue and taxes of the units below scale: cluster × year × month, 10k CNY.

    They move with the members and grow a little faster; their level closes the gap to the
    published total of 2022.
    """
    n = len(members_revenue)
    years = (np.arange(MONTHS) - (MONTHS - 6)).reshape(-1, 12) / 12
    pace = rng.normal(0, 0.03, (n, 1, 1))
    pace -= np.average(pace[:, 0, 0], weights=members_revenue[:, -1].sum(axis=1))
    drift = np.exp(years * (OUTSIDE_GROWTH + pace))
    revenue = members_revenue * drift * rng.lognormal(0, 0.02, members_revenue.shape)
    revenue = revenue * rng.lognormal(0, 0.4, (n, 1, 1))
    total = REVENUE_10K_CNY * counties
    gap = max(total - members_revenue[:, -1].sum(), 0.2 * total)
    revenue = revenue * gap / revenue[:, -1].sum()
    rate = OUTSIDE_TAX * rng.lognormal(0, 0.3, (n, 1, 1)) * np.exp(TAX_DRIFT * years)
    return {"revenue": revenue, "tax": revenue * rate}


def _sum_by(group: np.ndarray, values: np.ndarray, groups: int) -> np.ndarray:
    sums = np.zeros((groups, *values.shape[1:]))
    np.add.at(sums, group, values)
    return sums
