"""Two years of enterprises' issues in one ledger, with the entries that raise its counts."""

import numpy as np
import pandas as pd

from analysis.sample.cells import TICKS
from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World
from analysis.tables.cases import CASES

EXPORTED = "2022-12-05"
PER_COUNTY = 30
NEEDS = {
    "原料": ("原材料价格上涨，采购渠道少", "主要原料到货不及时", "上游停产，缺原料"),
    "用工": ("缺熟练技工", "季节性用工不足", "招不到设备操作人员"),
    "销售": ("订单减少，库存增加", "外地客户无法到厂验货", "应收账款回款慢"),
    "运输": ("货运车辆通行受阻", "物流成本上涨", "出口集装箱订舱难"),
    "融资": ("流动资金不足，贷款到期", "抵押物不足，续贷难"),
    "用地": ("扩建用地指标未落实", "土地证未办理"),
    "政策": ("不了解惠企政策申报条件", "奖补资金未到账"),
    "其他": ("厂区周边道路需维修", "供电线路检修频繁"),
}
SHARES = (0.2, 0.22, 0.17, 0.14, 0.1, 0.06, 0.07, 0.04)
OWNERS = {
    "原料": "工信部门", "用工": "人社部门", "销售": "商务部门", "运输": "交通部门",
    "融资": "金融办", "用地": "自然资源部门", "政策": "工信部门", "其他": "属地政府",
}  # fmt: skip
DAYS_DUE = {"county": 7, "city": 15, "province": 30}
ENTRIES_OF_A_SPLIT = 5
LEDGER = Layout(
    "千企帮扶问题台账",
    EXPORTED,
    columns=(
        *("case_id", "holder_name", "uscc", "county_code", "contact"),
        *("category", "content", "channel", "level", "opened_on"),
        *("owner", "due_on", "extended_to", "outcome", "closed_on", "reopened_on"),
        *("revisited_on", "satisfaction", "example"),
    ),
    beside={"contact": "联系人"},
    groups={
        **dict.fromkeys(("category", "content", "channel", "level", "opened_on"), ("反映问题",)),
        **dict.fromkeys(
            ("owner", "due_on", "extended_to", "outcome", "closed_on", "reopened_on"), ("办理",)
        ),
        **dict.fromkeys(("revisited_on", "satisfaction"), ("回访",)),
    },
    headings={
        "case_id": "问题编号", "category": "问题类型", "channel": "问题来源",
        "level": "层级", "opened_on": "反映时间", "due_on": "时限", "outcome": "是否解决",
        "closed_on": "办结时间", "revisited_on": "时间",
    },
    spelling={
        "county_code": "name",
        "example": TICKS,
        "outcome": {"solved": "是", "not_solved": "否", "explained": "解释说明",
                    "withdrawn": "撤回"},
    },
    serial=False,
    note="注：回复不等于解决；解释说明的填“解释说明”。",
    constants={"kind": "帮扶问题"},
)  # fmt: skip
FAULTS = [
    Fault("closed_before_opened", "closed_on", lambda rows: rows["opened_on"] - _days(3),
          lambda rows: _usual(rows)),
    Fault("closed_without_outcome", "outcome", lambda rows: rows["outcome"].map(lambda _: None),
          lambda rows: _usual(rows)),
]  # fmt: skip


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The ledger of the last two years, as exported a few days after the period."""
    rows, notes = plant(rng, CASES, _issues(world, rng), FAULTS, each=3)
    sound = _usual(rows) & ~rows["case_id"].isin(notes["key"].str.split("/").str[1])
    split = rows[sound].sample(min(2, sound.sum()), random_state=rng)
    reopened = rows["reopened_on"].between("2022-02-01", "2022-11-15")
    reopened = rows[reopened & rows["reopened_on"].gt(rows["closed_on"])]
    anew = reopened.sample(min(2, len(reopened)), random_state=rng)
    entries = {
        "split": pd.concat(
            [split.assign(case_id=split["case_id"] + f"-{n}")
             for n in range(2, ENTRIES_OF_A_SPLIT + 1)]
        ),
        "reopened_entered_again": anew.assign(
            case_id=anew["case_id"] + "-重", opened_on=anew["reopened_on"], due_on=pd.NaT,
            closed_on=anew["reopened_on"] + _days(5), reopened_on=pd.NaT, extended_to=pd.NaT,
            revisited_on=pd.NaT, satisfaction=None, outcome="solved",
        ),
    }  # fmt: skip
    planted = [notes, *(_noted(more, fault) for fault, more in entries.items())]
    rows = pd.concat([rows, *entries.values()]).sort_values(["opened_on", "case_id"])
    return Sample(
        [raw_file(CASES, rows, LEDGER, world)],
        planted=[
            Planted(
                "planted_help.csv",
                pd.concat(planted),
                "帮扶问题台账的填报错误和重复登记",
                "wrong and repeated entries in the ledger of enterprises' issues",
            )
        ],
    )


def _issues(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Sound entries: an enterprise asks the same thing once."""
    firms = world.enterprises.query("above_scale")
    firms = firms.groupby("county_code").sample(PER_COUNTY, replace=True, random_state=rng)
    n = len(firms)
    need = rng.choice([*NEEDS], n, p=SHARES)
    level = rng.choice([*DAYS_DUE], n, p=[0.75, 0.2, 0.05])
    opened = pd.Series(pd.Timestamp("2021-07-01") + pd.to_timedelta(rng.integers(0, 522, n), "D"))
    due = opened + pd.to_timedelta(pd.Series(level).map(DAYS_DUE), "D")
    extended = due + _days(10)
    taken = np.rint(rng.lognormal(np.log(6), 0.7, n) * np.where(rng.random(n) < 0.06, 15, 1))
    closed = opened + pd.to_timedelta(taken, "D")
    known = closed <= EXPORTED
    again = closed + pd.to_timedelta(rng.integers(4, 20, n), "D")
    reopened = known & (rng.random(n) < 0.04) & (again <= EXPORTED)
    mended = again + _days(6)
    closed = closed.where(~(reopened & (rng.random(n) < 0.6) & (mended <= EXPORTED)), mended)
    revisited = closed + pd.to_timedelta(rng.integers(1, 8, n), "D")
    asked = (
        known & ~(reopened & (again >= closed)) & (rng.random(n) < 0.78) & (revisited <= EXPORTED)
    )
    rows = pd.DataFrame(
        {
            "kind": "help_issue",
            "holder_name": firms["name"].to_numpy(),
            "uscc": firms["uscc"].to_numpy(),
            "county_code": firms["county_code"].to_numpy(),
            "contact": "（略）",
            "category": need,
            "content": [rng.choice(NEEDS[each]) for each in need],
            "channel": rng.choice(["包联干部走访", "企业来电", "座谈会"], n, p=[0.6, 0.25, 0.15]),
            "level": level,
            "opened_on": opened,
            "owner": [OWNERS[each] for each in need],
            "due_on": due,
            "extended_to": extended.where((taken > 5) & (rng.random(n) < 0.3)),
            "closed_on": closed.where(known),
            "outcome": pd.Series(
                rng.choice(["solved", "explained", "not_solved", "withdrawn"], n,
                           p=[0.8, 0.14, 0.04, 0.02])
            ).where(known),
            "reopened_on": again.where(reopened),
            "revisited_on": revisited.where(asked),
            "satisfaction": pd.Series(
                rng.choice(["satisfied", "fair", "dissatisfied"], n, p=[0.94, 0.04, 0.02])
            ).where(asked),
            "example": closed.le("2022-11-30") & (taken <= 3) & (rng.random(n) < 0.1),
        }
    )  # fmt: skip
    rows = rows.drop_duplicates(["uscc", "content"]).sort_values("opened_on", ignore_index=True)
    year = rows["opened_on"].dt.year.astype("str")
    number = rows.groupby(["county_code", year]).cumcount() + 1
    ids = rows["county_code"] + "-" + year + "-" + number.map("{:03d}".format)
    return rows.assign(case_id=ids)


def _usual(rows: pd.DataFrame) -> pd.Series:
    """Issues of the year that were closed in it for good."""
    return (
        rows["opened_on"].between("2022-02-01", "2022-10-31")
        & rows["closed_on"].le("2022-11-20")
        & rows["reopened_on"].isna()
    )


def _noted(entries: pd.DataFrame, fault: str) -> pd.DataFrame:
    """Entries that should not be, as the list of planted faults names them."""
    return pd.DataFrame(
        {
            "table": CASES.name,
            "key": entries["kind"] + "/" + entries["case_id"],
            "column": "case_id",
            "fault": fault,
            "true_value": None,
            "reported_value": entries["case_id"],
        }
    )


def _days(days: int) -> pd.Timedelta:
    return pd.Timedelta(days=days)
