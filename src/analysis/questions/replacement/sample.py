"""Six plans of replacement of two products, lawful and short, with faults planted."""

import numpy as np
import pandas as pd

from analysis.questions.replacement.tables import PLANS, RETIRED
from analysis.sample.cells import TICKS
from analysis.sample.layout import Layout, raw_file
from analysis.sample.world import Planted, Sample, World

EXPORTED = "2022-12-05"
MINERALS = "30"
HOME, AWAY = "本省", "邻省"
PLAN = (
    # product, built, key region, filed, announced after so many days (0: not yet)
    ("clinker", 2250.0, True, "2022-03-10", 45),
    ("flat_glass", 1000.0, True, "2022-05-18", 40),
    ("clinker", 4000.0, False, "2020-06-05", 60),
    ("clinker", 3000.0, False, "2022-06-20", 0),
    ("pv_glass", 1200.0, True, "2022-07-11", 30),
    ("flat_glass", 600.0, True, "2021-04-12", 50),
)
LINES = (
    # place of the plan, line, filed, given, province, restricted class
    (0, "甲厂1号窑", 2500.0, 2500.0, HOME, False),
    (0, "乙厂2号窑", 2000.0, 2000.0, HOME, False),
    (1, "丙厂浮法一线", 750.0, 750.0, HOME, False),
    (1, "丙厂浮法二线", 500.0, 500.0, HOME, False),
    (2, "丁厂1号窑", 2500.0, 2500.0, HOME, False),
    (2, "丁厂2号窑", 2500.0, 2500.0, HOME, False),
    (3, "戊厂1号窑", 2000.0, 2000.0, HOME, True),
    (3, "己厂1号窑", 2500.0, 2500.0, AWAY, False),
    (5, "庚厂浮法线", 800.0, 800.0, HOME, False),
)
REGISTER = Layout(
    "产能置换方案台账",
    EXPORTED,
    headings={"plan_id": "编号", "filed_on": "申报时间", "published_on": "公告时间"},
    groups=dict.fromkeys(("filed_on", "published_on"), ("时间",)),
    spelling={"county_code": "name"},
)
GIVEN = Layout(
    "产能置换退出生产线",
    EXPORTED,
    groups=dict.fromkeys(("filed_t_per_day", "given_t_per_day"), ("产能",)),
    headings={"plan_id": "方案编号", "filed_t_per_day": "备案/核准产能"},
    spelling=dict.fromkeys(("restricted", "below_baseline", "sealed"), TICKS),
)


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The plans of a few makers, and the lines that they retire; two faults in these."""
    firms = world.enterprises
    makers = firms[firms["industry_code"] == MINERALS]
    makers = makers if len(makers) else firms
    owners = makers.sample(len(PLAN), replace=len(makers) < len(PLAN), random_state=rng)
    plans = pd.DataFrame(
        PLAN, columns=["product", "new_t_per_day", "key_region", "filed_on", "after"]
    )
    filed = pd.to_datetime(plans["filed_on"]).astype("datetime64[us]")
    after = pd.to_timedelta(plans["after"].where(plans["after"] > 0), "D")
    plans = plans.drop(columns="after").assign(
        plan_id=[f"ZH{world.counties['county_code'].iloc[0]}{n:02d}" for n in range(1, 7)],
        uscc=owners["uscc"].to_numpy(),
        holder_name=owners["name"].to_numpy(),
        county_code=owners["county_code"].to_numpy(),
        province=HOME,
        filed_on=filed,
        published_on=filed + after,
    )
    columns = ["plan", "line", "filed_t_per_day", "given_t_per_day", "province", "restricted"]
    lines = pd.DataFrame(LINES, columns=columns)
    lines = lines.drop(columns="plan").assign(
        plan_id=plans["plan_id"].to_numpy()[lines["plan"]],
        below_baseline=lines["line"].eq("丁厂1号窑"),
        sealed=False,
        stopped_on=pd.Series(pd.Timestamp("2019-12-31"), lines.index).where(lines["plan"] == 2),
        ran_last_year_days=np.where(lines["plan"] == 2, 0.0, 212.0),
        ran_year_before_days=np.where(lines["plan"] == 2, 240.0, 225.0),
    )
    lines, notes = _planted(lines, plans["plan_id"])
    files = [
        raw_file(PLANS, plans[[c for c in PLANS.columns if c in plans]], REGISTER, world),
        raw_file(RETIRED, lines[[c for c in RETIRED.columns if c in lines]], GIVEN, world),
    ]
    planted = Planted(
        "planted_replacement.csv",
        notes,
        "产能置换台账的填报错误",
        "wrong entries in the plans of capacity replacement",
    )
    return Sample(files, planted=[planted])


def _planted(lines: pd.DataFrame, plans: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A line given to a second plan too, and one of which more is given than was filed."""
    again = lines[lines["line"] == "戊厂1号窑"].assign(plan_id=plans.iloc[2])
    above = lines["line"] == "庚厂浮法线"
    reported = lines["given_t_per_day"].mask(above, 900.0)
    notes = pd.DataFrame(
        [
            ("retired_lines", f"{plans.iloc[2]}/戊厂1号窑", "plan_id", "given_twice", None, None),
            ("retired_lines", f"{plans.iloc[3]}/戊厂1号窑", "plan_id", "given_twice", None, None),
            ("retired_lines", f"{plans.iloc[5]}/庚厂浮法线", "given_t_per_day", "above_filed",
             800.0, 900.0),
        ],
        columns=["table", "key", "column", "fault", "true_value", "reported_value"],
    )  # fmt: skip
    return pd.concat([lines.assign(given_t_per_day=reported), again], ignore_index=True), notes
