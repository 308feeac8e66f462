"""The list of the largest enterprises of a city and what the utility and they report daily.

Sixty days up to the last period's end, and the days after the Spring Festivals of two years; with
stops and falls to be warned of, and the faults of such reports planted.
"""

import datetime as dt

import numpy as np
import pandas as pd

from analysis.periods import last_day
from analysis.sample.credit_codes import credit_codes
from analysis.sample.layout import Layout, raw_file
from analysis.sample.months import FIRST_YEAR, SPRING_FESTIVALS, month_number
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World
from analysis.tables.key_enterprises import BALLAST, ENTERPRISE_DAY

LARGE_10K_CNY = 50_000
PER_COUNTY = 60 / 18
DAYS = 60
FESTIVAL = (4, 20)
"""First and last lunar day of the festival's reports."""
SUNDAY = 0.93
FALLS = {"orange": (0.55, 0.06), "blue": (0.80, 0.12)}
"""Kind of fall → what is left of the electricity of the last week, share of the enterprises."""
FAULTS = [
    Fault("negative_reading", "electricity_kwh", lambda rows: -0.05 * rows["electricity_kwh"],
          lambda rows: _plain(rows)),
    Fault("zero_at_work", "electricity_kwh", lambda rows: 0 * rows["electricity_kwh"],
          lambda rows: _plain(rows)),
    Fault("stopped_with_power", "state", lambda rows: pd.Series("stopped", index=rows.index),
          lambda rows: _plain(rows) & ~rows["last"]),
    Fault("on_duty_over_due", "on_duty_persons", lambda rows: rows["employees_persons"] + 15,
          lambda rows: rows["on_duty_persons"].notna()),
]  # fmt: skip
LIST = Layout("压舱石企业清单", "2022-12-05", beside={"name": "企业名称"})
DAILY = Layout(
    "重点企业日报",
    "2022-12-05",
    columns=(
        *("name", "meter", "uscc", "date", "electricity_kwh", "baseline_kwh"),
        *("state", "reason", "on_duty_persons", "employees_persons", "capacity_use_pct"),
    ),
    beside={"name": "户名"},
    serial=False,
    note="注：电量为负系光伏上网；无读数留空。",
)


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The dated lists of two years, and the daily reports."""
    firms = _largest(world)
    days = pd.concat([_autumn(rng, firms, world.last), _festivals(rng, firms)], ignore_index=True)
    days = days.sort_values(["date", "uscc"], ignore_index=True)
    days, notes = plant(rng, ENTERPRISE_DAY, days, FAULTS, each=3)
    days, strange = _with_strangers(world, firms, days)
    lists = pd.concat(
        [
            firms[["uscc", "name"]].assign(listed_on=pd.Timestamp(f"{year}-01-20"))
            for year in (2021, 2022)
        ]
    )
    lists["contact"] = [f"包联干部{n % 9 + 1}" for n in range(len(lists))]
    planted = Planted(
        "planted_key_enterprises.csv", pd.concat([notes, strange]),
        "重点企业日报的填报错误", "wrong entries in the daily reports of key enterprises",
    )  # fmt: skip
    files = [raw_file(BALLAST, lists, LIST, world), raw_file(ENTERPRISE_DAY, days, DAILY, world)]
    return Sample(files, planted=[planted])


def _with_strangers(
    world: World, firms: pd.DataFrame, days: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The reports, and three days of who was not asked: off the list, and off the register."""
    others = world.enterprises[~world.enterprises["uscc"].isin(firms["uscc"])].head(1)
    last = days[days["uscc"].eq(firms["uscc"].iloc[-1])].tail(3)
    unknown = credit_codes(firms["uscc"].iloc[:1].str[2:8].to_numpy(), np.array([999_999]))
    told = {"not_listed": others, "not_in_register": others.assign(uscc=unknown)}
    parts, notes = [days], []
    for fault, who in told.items():
        for code, name in zip(who["uscc"], who["name"], strict=True):
            rows = last.assign(uscc=code, name=name, meter=f"13{code[-8:]}")
            parts.append(rows)
            key = "/".join([code, str(rows["date"].iloc[0].date()), rows["meter"].iloc[0]])
            notes.append((ENTERPRISE_DAY.name, key, "uscc", fault, "", code))
    columns = ["table", "key", "column", "fault", "true_value", "reported_value"]
    return pd.concat(parts, ignore_index=True), pd.DataFrame(notes, columns=columns)


def _largest(world: World) -> pd.DataFrame:
    """The largest by last year's output, with a normal day's electricity, meters and employees."""
    firms = world.enterprises.assign(
        output=world.panel.cumulative("output")[:, 2021 - FIRST_YEAR, -1] / 10,
        kwh=world.panel.electricity[:, month_number(world.last)] * 1e4 / 30,
        employees_persons=np.rint(world.panel.employees),
    )
    firms = firms[firms["above_scale"] & (firms["kwh"] > 0)].sort_values("output", ascending=False)
    many = max(3, round(PER_COUNTY * len(world.counties)))
    large = max(3, int((firms["output"] >= LARGE_10K_CNY).sum()))
    firms = firms.head(min(many, large)).reset_index(drop=True)
    # The third is supplied over the second's meter; the first has two meters.
    meter = pd.Series([f"13{code[2:8]}{n:04d}" for n, code in enumerate(firms["uscc"])])
    return firms.assign(meter=meter.where(firms.index != 2, meter[1]))


def _autumn(rng: np.random.Generator, firms: pd.DataFrame, last: str) -> pd.DataFrame:
    """Every enterprise on every day: work, holidays, falls in the last week, stops, gaps."""
    days = pd.date_range(end=last_day(last), periods=DAYS)
    n, m = len(firms), len(days)
    calm = np.where(days.day_of_week == 6, SUNDAY, 1.0)
    calm = np.where((days.month == 10) & (days.day <= 7), 0.7, calm)
    level = calm[None, :] * np.exp(rng.normal(0, 0.03, (n, m)))
    state = np.full((n, m), "normal", dtype=object)
    reason = np.full((n, m), None, dtype=object)
    order = rng.permutation(np.arange(3, n))
    week = slice(m - 9, m)
    at = 0
    for share_left, share in FALLS.values():
        for firm in order[at : at + round(share * n)]:
            level[firm, week] *= share_left * rng.uniform(0.95, 1.02)
            state[firm, week] = "reduced"
            reason[firm, week] = rng.choice(["orders", "materials", "environment"])
        at += round(share * n)
    stops = order[at : at + 4]
    for firm, said in zip(stops, ("stopped", "maintenance", None, None), strict=False):
        level[firm, m - 10 :] = 0
        state[firm, m - 10 :] = said
        reason[firm, m - 10 :] = {"stopped": "orders", "maintenance": "repair"}.get(said or "")
    silent = rng.random((n, m)) < 0.02
    silent[order[at + 4 : at + 6], m - 4 :] = True
    silent[:3] = False
    rows = _long(firms, days, level, state, reason)
    rows.loc[silent.ravel(), ["electricity_kwh"]] = np.nan
    rows["last"] = rows["date"] > days[-8]
    absent = silent.ravel() & (rng.random(n * m) < 0.5)
    return _two_meters(rows[~absent], firms)


def _festivals(rng: np.random.Generator, firms: pd.DataFrame) -> pd.DataFrame:
    """The days after the Spring Festivals: enterprises come back one after the other."""
    parts = []
    for year, late in ((2021, 0.0), (2022, 1.5)):
        first = pd.Timestamp(SPRING_FESTIVALS[year - FIRST_YEAR])
        days = pd.date_range(first + dt.timedelta(days=FESTIVAL[0] - 1), periods=
                             FESTIVAL[1] - FESTIVAL[0] + 1)  # fmt: skip
        back = rng.normal(8.5 + late, 3.2, len(firms))
        back[rng.random(len(firms)) < 0.25] = 0  # continuous works do not stop
        back[rng.random(len(firms)) < 0.04] = FESTIVAL[1] + 5
        lunar = np.arange(FESTIVAL[0], FESTIVAL[1] + 1)
        since = lunar[None, :] - back[:, None]
        level = np.where(since < 0, 0.12, np.minimum(1.0, 0.42 + 0.05 * since))
        level = level * np.exp(rng.normal(0, 0.04, level.shape))
        state = np.where(since < 0, "holiday", np.where(level < 0.7, "reduced", "normal"))
        rows = _long(firms, days, level, state.astype(object), np.full(level.shape, None))
        duty = np.clip(level * rng.uniform(1.0, 1.25, level.shape), 0, 1).ravel()
        rows["on_duty_persons"] = np.rint(duty * rows["employees_persons"])
        rows["capacity_use_pct"] = np.clip(100 * level.ravel(), 0, 98).round(0)
        rows.loc[rng.random(len(rows)) < 0.015, "electricity_kwh"] = np.nan
        parts.append(_two_meters(rows, firms))
    return pd.concat(parts).assign(last=False)


def _long(
    firms: pd.DataFrame, days: pd.DatetimeIndex, level: np.ndarray, state: np.ndarray,
    reason: np.ndarray,
) -> pd.DataFrame:  # fmt: skip
    rows = firms.loc[firms.index.repeat(len(days))].reset_index(drop=True)
    kwh = rows["kwh"].to_numpy()
    return rows[["uscc", "name", "meter", "employees_persons"]].assign(
        date=np.tile(days, len(firms)),
        electricity_kwh=np.rint(kwh * level.ravel()),
        baseline_kwh=np.rint(kwh),
        state=state.ravel(),
        reason=reason.ravel(),
        on_duty_persons=np.nan,
        capacity_use_pct=np.nan,
    )


def _two_meters(rows: pd.DataFrame, firms: pd.DataFrame) -> pd.DataFrame:
    """The first has two meters of a part each, and second and third the same one."""
    first, second, third = firms["uscc"].head(3)
    kwh = ["electricity_kwh", "baseline_kwh"]
    pair = rows[rows["uscc"] == second].set_index("date")
    both = pair[kwh].add(rows[rows["uscc"] == third].set_index("date")[kwh])
    shared = rows["uscc"].isin([second, third])
    rows.loc[shared, kwh] = both.loc[rows.loc[shared, "date"]].to_numpy()
    ours = rows["uscc"] == first
    part = rows[ours].assign(meter=rows.loc[ours, "meter"] + "-2")
    part[kwh] = (0.3 * part[kwh]).round()
    rows.loc[ours, kwh] = rows.loc[ours, kwh].to_numpy() - part[kwh].to_numpy()
    return pd.concat([rows, part])


def _plain(rows: pd.DataFrame) -> pd.Series:
    """Readings of one meter and one enterprise that works."""
    alone = ~rows.duplicated(["meter", "date"], keep=False)
    alone &= ~rows.duplicated(["uscc", "date"], keep=False)
    return alone & rows["state"].eq("normal") & rows["electricity_kwh"].gt(0)
