"""Annual reports of enterprises that may climb, with faults planted in them."""

import numpy as np
import pandas as pd

from analysis.questions.ladder.input_tables import (
    ANSWERS,
    DIGITAL,
    FIRM_YEAR,
    INSTITUTIONS,
    PROPERTY,
)
from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World

YEARS = (2019, 2020, 2021)
PER_COUNTY = 24
SHARES = {
    "strategic_emerging": 0.35, "short_board": 0.25, "six_bases": 0.55, "key_chain": 0.7,
    "market_high": 0.6, "market_top_3": 0.08, "information_system": 0.85, "own_brand": 0.8,
    "iso9001": 0.85, "quality_award": 0.06, "standards": 0.35, "high_tech_title": 0.2,
    "provincial_award": 0.04, "national_award": 0.01, "maker_contest_500": 0.04,
    "maker_contest_50": 0.01,
}  # fmt: skip
"""How many say yes to each."""
MISSING = ("liabilities_10k_cny", "rd_10k_cny", "market_share_pct", "ip_used")
"""What some leave empty."""
BETWEEN = pd.Timestamp("2022-07-20")
"""A day of application before the first standard is in force."""
REVISED = pd.Timestamp("2026-05-10")
"""A day of application under the revised standards."""
GROUPS = {
    "经营情况（万元）": ("revenue_10k_cny", "main_revenue_10k_cny", "net_profit_10k_cny",
                 "assets_10k_cny", "liabilities_10k_cny", "rd_10k_cny", "new_equity_10k_cny"),
    "人员": ("staff_persons", "rd_staff_persons"),
    "专业化": ("niche_years", "market_share_pct"),
    "知识产权（项）": tuple(PROPERTY),
    "是否具备": tuple(ANSWERS),
}  # fmt: skip
COLUMNS = tuple(c for c in FIRM_YEAR.columns if c != "vintage")
LAYOUT = Layout(
    "优质中小企业年报",
    "2022-10-20",
    columns=COLUMNS,
    split=("year",),
    groups={column: (group,) for group, columns in GROUPS.items() for column in columns},
    spelling={"county_code": "name"},
    note="注：空白为未填报。",
)


def _latest(rows: pd.DataFrame) -> pd.Series:
    return rows["year"].eq(YEARS[-1])


def _nothing(rows: pd.DataFrame) -> pd.Series:
    return pd.Series(np.nan, index=rows.index)


FAULTS = [
    Fault("at_the_limit", "main_revenue_10k_cny",
          lambda rows: (0.7 * rows["revenue_10k_cny"]).round(2),
          lambda rows: _latest(rows) & rows["applied_on"].isna()),
    Fault("renamed", "name", lambda rows: "原" + rows["name"], _latest),
    Fault("no_standard", "applied_on", lambda rows: rows["applied_on"].map(lambda day: BETWEEN),
          lambda rows: _latest(rows) & rows["applied_on"].isna()),
    Fault("unit_suspected", "revenue_10k_cny", lambda rows: rows["revenue_10k_cny"] * 10000,
          lambda rows: rows["year"].eq(YEARS[0])),
    Fault("part_above_whole", "ip_own", lambda rows: rows["ip_class_1"] + 3, _latest),
    *(Fault("not_reported", column, _nothing, _latest) for column in MISSING),
]  # fmt: skip


def sample(world: World, rng: np.random.Generator) -> Sample:
    """Three years of reports of the larger enterprises of each county; a few name their day."""
    firms = world.enterprises
    merit = np.log(firms["level_10k_cny"]) + rng.normal(0, 0.8, len(firms))
    firms = firms.assign(merit=merit).sort_values("merit", ascending=False, kind="stable")
    firms = firms.groupby("county_code", sort=False).head(PER_COUNTY).reset_index(drop=True)
    rows = _reports(rng, firms)
    rows, notes = plant(rng, FIRM_YEAR, rows, FAULTS, each=3)
    note = Planted(
        "planted_ladder.csv",
        notes,
        "优质中小企业年报的填报错误",
        "wrong and missing entries in the annual reports",
    )
    return Sample([raw_file(FIRM_YEAR, rows, LAYOUT, world)], planted=[note])


def _reports(rng: np.random.Generator, firms: pd.DataFrame) -> pd.DataFrame:
    """Figures of every year; what is a state, and no flow, is of the last year's report alone."""
    n = len(firms)
    revenue = firms["level_10k_cny"].to_numpy() * rng.uniform(0.05, 0.5, n)
    growth = rng.normal(0.06, 0.1, n)
    main, intensity = rng.beta(12, 1.6, n), rng.gamma(3, 0.017, n)
    made = []
    for year in YEARS:
        revenue = revenue * (1 + growth + rng.normal(0, 0.03, n))
        rows = firms[["uscc", "name", "county_code"]].assign(year=year)
        rows["applied_on"] = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us]")
        rows["revenue_10k_cny"] = np.round(revenue, 1)
        rows["main_revenue_10k_cny"] = np.round(revenue * main, 1)
        rows["net_profit_10k_cny"] = np.round(revenue * rng.normal(0.06, 0.05, n), 1)
        rows["assets_10k_cny"] = np.round(revenue * rng.uniform(0.8, 1.8, n), 1)
        debt = rng.normal(0.5, 0.14, n).clip(0.1, 1.1)
        rows["liabilities_10k_cny"] = np.round(rows["assets_10k_cny"] * debt, 1)
        rows["rd_10k_cny"] = np.round(revenue * intensity, 1)
        raised = rng.random(n) < 0.06
        rows["new_equity_10k_cny"] = np.where(raised, rng.integers(3, 90, n) * 100.0, 0.0)
        made.append(rows)
    made[-1] = _states(rng, made[-1])
    return pd.concat(made, ignore_index=True)


def _states(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    n = len(rows)
    staff = np.ceil(rows["revenue_10k_cny"].to_numpy() / rng.uniform(40, 120, n)) + 8
    first = rng.poisson(1.9, n)
    own = rng.binomial(first, 0.7)
    used = rng.binomial(first, 0.85)
    said = {name: np.where(rng.random(n) < share, "yes", "no") for name, share in SHARES.items()}
    return rows.assign(
        applied_on=pd.Series(REVISED, index=rows.index).where(np.arange(n) % 40 == 7),
        staff_persons=staff,
        rd_staff_persons=np.floor(staff * rng.beta(3, 18, n)),
        niche_years=rng.integers(1, 16, n).astype(float),
        market_share_pct=np.round(rng.gamma(3, 4.5, n).clip(0.1, 80), 1),
        ip_high_value=rng.binomial(own, 0.2).astype(float),
        ip_own=own.astype(float),
        ip_class_1=first.astype(float),
        ip_class_2=rng.poisson(4, n).astype(float),
        ip_used=used.astype(float),
        ip_own_used=np.minimum(used, rng.binomial(own, 0.85)).astype(float),
        digital_level=rng.choice(np.array([*DIGITAL], dtype=object), n, p=[0.2, 0.4, 0.3, 0.1]),
        rd_institution=rng.choice(np.array([*INSTITUTIONS], dtype=object), n,
                                  p=[0.3, 0.2, 0.3, 0.17, 0.03]),
        feature_points=np.round(rng.uniform(3, 15, n), 1),
        platform_points=np.round(rng.normal(60, 12, n).clip(10, 98), 1),
        **said,
    )  # fmt: skip
