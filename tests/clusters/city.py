"""A small city made of enterprises: every table adds up, because it is added up from them."""

from functools import cache

import numpy as np
import pandas as pd

from analysis.tables import table
from analysis.tables.city import City

COUNTIES = ["130101", "130102", "130103", "130104", "130105"]
INDUSTRIES = ["13", "17", "30", "33", "38"]
YEARS = (2020, 2021, 2022)
PERIOD = "2022-11"
VINTAGE = "2022-12-20"


@cache
def city_tables() -> dict[str, pd.DataFrame]:
    rng = np.random.default_rng(42)
    n = 240
    firms = pd.DataFrame(
        {
            "uscc": [f"911301{k:012d}" for k in range(n)],
            "name": [f"企业{k}" for k in range(n)],
            "county_code": rng.choice(COUNTIES, n),
            "industry_code": rng.choice(INDUSTRIES, n, p=[0.3, 0.25, 0.2, 0.15, 0.1]),
            "size": rng.choice(["large", "medium", "small"], n, p=[0.05, 0.25, 0.7]),
        }
    )
    months = _months(firms, rng)
    clusters = pd.DataFrame(
        [(f"C{k:02d}", f"集群{k}", c, i) for k, (c, i) in enumerate(
            (c, i) for c in COUNTIES for i in INDUSTRIES[:3])],
        columns=["cluster_id", "name", "county_code", "industry_code"],
    )  # fmt: skip
    clusters = clusters.assign(
        level="city",
        chain=np.where(clusters["industry_code"] == "17", "纺织", "食品建材"),
        city_list=True,
        province_list=clusters.index % 2 == 0,
    )
    members = firms.merge(clusters[["cluster_id", "county_code", "industry_code"]])
    place = members.groupby("cluster_id").cumcount()
    role = place.map({0: "chain_leader", 1: "leading", 2: "pacesetter"}).fillna("supporting")
    members = members.assign(role=role)[["cluster_id", "uscc", "county_code", "role"]]
    counties = pd.DataFrame(
        {
            "county_code": COUNTIES,
            "name_zh": [f"甲{k}县" for k in range(5)],
            "name_en": [f"County {k}" for k in range(5)],
            "kind": "county",
            "group": "",
        }
    )
    return {
        "counties": table("counties").validate(counties),
        "clusters": table("clusters").validate(clusters),
        "cluster_members": members,
        "cluster_month": table("cluster_month").validate(_reports(months, members, clusters)),
        "enterprises": table("enterprises").validate(
            firms.assign(above_scale=True, commissioned_on=pd.NaT, group_id=None)
        ),
        "enterprise_month": table("enterprise_month").validate(
            months[months["period"].str[:4] >= "2021"]
        ),
        "industries": table("industries").validate(
            pd.DataFrame(
                {
                    "industry_code": INDUSTRIES,
                    "name_zh": ["农副食品加工业", "纺织业", "建材业", "金属制品业", "电气机械业"],
                    "name_en": [
                        "Food",
                        "Manufacture of textiles",
                        "Minerals",
                        "Metal",
                        "Machinery",
                    ],
                    "section": "C",
                    "group_zh": None,
                    "group_en": None,
                }
            )
        ),
        "industry_month": table("industry_month").validate(_industry(months)),
    }


def _months(firms, rng):
    """Cumulative figures by enterprise; each year's level follows from the year before."""
    level = rng.lognormal(8, 1.2, len(firms))
    share = np.cumsum(np.r_[2.0, np.ones(10)]) / 12
    parts = []
    for year in YEARS:
        before, level = level, level * rng.lognormal(0.08, 0.3, len(firms))
        for month, part in zip(range(2, 13), share, strict=True):
            wobble = 1 + 0.003 * rng.normal(size=len(firms)) * (month < 12)
            now, then = level * part * wobble, before * part
            parts.append(
                firms.assign(
                    period=f"{year}-{month:02d}",
                    output_ytd_10k_cny=now,
                    output_ytd_last_year_10k_cny=then,
                    revenue_ytd_10k_cny=now * 0.97,
                    revenue_ytd_last_year_10k_cny=then * 0.97,
                    profit_ytd_10k_cny=now * 0.05,
                    profit_ytd_last_year_10k_cny=then * 0.05,
                    tax_ytd_10k_cny=now * 0.02,
                    tax_ytd_last_year_10k_cny=then * 0.021,
                    electricity_ytd_10k_kwh=np.nan,
                    finished_goods_10k_cny=np.nan,
                    finished_goods_last_year_10k_cny=np.nan,
                    vintage=VINTAGE,
                    employees_persons=np.round(now / 60),
                )
            )
    rows = pd.concat(parts, ignore_index=True).drop(columns=["name", "size"])
    return rows[rows["period"] <= PERIOD]


def _reports(months, members, clusters):
    rows = members[["cluster_id", "uscc"]].merge(months, on="uscc")
    sums = rows.sort_values("revenue_ytd_10k_cny", ascending=False).groupby(
        ["cluster_id", "county_code", "period"], as_index=False
    )
    levels = [c for c in rows if c.startswith(("revenue_", "tax_"))]
    reports = sums[[*levels, "employees_persons"]].sum()
    top = sums["revenue_ytd_10k_cny"].apply(lambda x: x.nlargest(3).sum())
    count = sums.size()["size"].astype(float)
    reports = reports.assign(
        top3_revenue_10k_cny=top["revenue_ytd_10k_cny"],
        enterprises=count * 2,
        enterprises_above_scale=count,
        reporting_enterprises=count,
        vintage=VINTAGE,
    )
    province = clusters.loc[clusters["province_list"], "cluster_id"]
    return pd.concat(
        [
            reports.assign(scope="city"),
            reports[reports["cluster_id"].isin(province)].assign(scope="province"),
        ],
        ignore_index=True,
    )


def _industry(months):
    levels = [c for c in months if c.startswith("output_")]
    keys = ["county_code", "industry_code", "period"]
    sums = months.groupby(keys, as_index=False)[levels].sum()
    count = months.groupby(keys, as_index=False).size()["size"].astype(float)
    return sums.assign(enterprises=count, scope="above_scale", vintage=VINTAGE)


def city_of(counties: pd.DataFrame, measure: dict[str, str], period: str) -> City:
    """The configuration of a city of these counties."""
    return City.model_validate(
        {
            "name": {"zh": "小城", "en": "Small City"},
            "period": period,
            "measure": measure,
            "disclosure": {"released_by_source": measure["kind"] == "stock"},
            "source": {"zh": "测试", "en": "test"},
            "licence": "CC0",
            "counties": [
                {
                    "code": c.county_code,
                    "name": {"zh": c.name_zh, "en": c.name_en},
                    "kind": "county",
                }
                for c in counties.itertuples()
            ],
            "feeds": [],
        }
    )


def employment_tables() -> dict[str, pd.DataFrame]:
    """A city that counts jobs by single months, two years, with suppressed cells."""
    rng = np.random.default_rng(7)
    cells = pd.MultiIndex.from_product([COUNTIES, ["311", "325", "332", "336"]])
    rows = []
    for k, (county, industry) in enumerate(cells):
        level = rng.lognormal(7, 1)
        for year in (2015, 2016):
            level = level * rng.lognormal(0.01, 0.05)
            for month in range(1, 13):
                hidden = k % 5 == 4 and (year, month) >= (2016, 7)
                jobs = np.nan if hidden else np.round(level * (1 + 0.01 * rng.normal()))
                rows.append((county, industry, f"{year}-{month:02d}", jobs, VINTAGE))
    columns = ["county_code", "industry_code", "period", "employment_persons", "vintage"]
    months = table("employment_month").validate(pd.DataFrame(rows, columns=columns))
    plants = months[months["period"] == "2016-12"].assign(
        establishments=lambda x: np.r_[3.0, rng.integers(4, 60, len(x) - 1)],
        wages_1k_usd=lambda x: x["employment_persons"] * 15,
    )
    return {
        "counties": city_tables()["counties"],
        "industries": table("industries").validate(
            pd.DataFrame(
                {
                    "industry_code": ["311", "325", "332", "336"],
                    "name_zh": ["食品", "化学", "金属", "运输设备"],
                    "name_en": [
                        f"{n} manufacturing" for n in ("Food", "Chemical", "Metal", "Cars")
                    ],
                    "section": "31-33",
                    "group_zh": None,
                    "group_en": None,
                }
            )
        ),
        "employment_month": months,
        "establishments_quarter": plants.drop(columns="employment_persons"),
    }
