"""Two years of a medical reserve: bought in lots, sent out as they expire; faults are planted."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analysis.questions.reserve.tables import STOCK_MOVES, STOCK_PLAN
from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World

EXPORTED = "2022-12-05"
MEDICINE = "27"
HOLDERS = 3
ITEMS = {
    "医用外科口罩": ("平面型", "只", 600_000, 24, 0.6),
    "医用防护口罩": ("N95", "只", 100_000, 36, 3.2),
    "医用防护服": ("一次性", "套", 40_000, 24, 45.0),
    "病毒采样管": ("20混1", "支", 80_000, 12, 2.4),
    "抗原检测试剂": ("1人份/盒", "盒", 200_000, 14, 3.5),
    "医用隔离面罩": ("一次性", "个", 50_000, 36, 4.0),
    "医用酒精": ("75%，500毫升", "瓶", 30_000, 24, 5.5),
    "额温枪": ("红外", "支", 2_000, 60, 80.0),
}
"""Item → specification, unit, quota of the city, months until a lot expires, price."""
EXTRA = ("方舱CT", "台", 3_000_000.0)
"""Bought in an emergency, on `EXTRA_ON`, and in no plan."""
PURCHASES = ("2021-02-20", "2021-09-15", "2022-04-18", "2022-09-20")
BOUGHT = (0.5, 0.4, 0.4, 0.25)
"""What is bought on these days, of the quota."""
EXTRA_ON = "2022-10-12"
CHANNEL = (
    *("2021-01-16", "2021-08-06"),
    *("2022-03-20", "2022-04-08", EXTRA_ON, "2022-11-03", "2022-11-18"),
)
LATE = 30
"""Of all orders to send goods, those of the last two months."""
ORDERS = 55
TO_CITY = ("市疾控中心", "市第三医院", "市隔离点专班")
_LOT = ("item", "unit", "lot")
PLAN = Layout(
    "医疗物资储备计划",
    "2022-01-20",
    columns=("item", "spec", "unit", "holder_name", "uscc", "quota", "min_share_pct"),
    headings={"item": "品种", "quota": "承储数量", "min_share_pct": "最低实物比例"},
    groups=dict.fromkeys(("quota", "min_share_pct"), ("储备要求",)),
    note="注：最低实物比例按每家承储企业考核。",
)
CAME = Layout(
    "医疗物资出入库台账",
    EXPORTED,
    columns=(
        *("move_id", "date", "reason", "document", "holder_name", "county_code", *_LOT),
        *("expiry", "quantity", "unit_price_cny"),
    ),
    headings={"move_id": "入库单号", "date": "入库日期", "reason": "入库方式",
              "document": "合同文号"},
    groups=dict.fromkeys(("lot", "expiry"), ("批次",)),
    spelling={"county_code": "name"},
    sheet="入库",
    constants={"direction": "入库"},
)  # fmt: skip
WENT = Layout(
    CAME.stem,
    EXPORTED,
    columns=(
        *("move_id", "date", "reason", "document", "holder_name", *_LOT),
        *("quantity", "receiver", "county_code"),
    ),
    headings={"move_id": "出库单号", "date": "出库日期", "reason": "出库原因",
              "document": "调拨文号"},
    groups=dict.fromkeys(("receiver", "county_code"), ("接收",)),
    spelling={"county_code": "name"},
    sheet="出库",
    constants={"direction": "出库"},
)  # fmt: skip
FAULTS_CAME = [
    Fault("no_lot", "lot", lambda rows: rows["lot"].map(lambda _: None),
          lambda rows: rows["untouched"] & rows["reason"].eq("purchase")),
    Fault("other_unit", "unit", lambda rows: rows["unit"].map(lambda _: "箱"),
          lambda rows: rows["untouched"] & rows["reason"].eq("purchase")),
    Fault("no_document", "document", lambda rows: rows["document"].map(lambda _: None),
          lambda rows: rows["reason"].eq("green_channel")),
]  # fmt: skip
FAULTS_WENT = [
    Fault("out_of_turn", "lot", lambda rows: rows["later_lot"],
          lambda rows: rows["last"] & rows["later_lot"].notna()),
    Fault("negative_balance", "quantity", lambda rows: rows["quantity"] + rows["left"] + 500,
          lambda rows: rows["last"]),
]  # fmt: skip


Event = tuple[pd.Timestamp, Callable[..., None], Any]
"""The day, what happens, and what it is told."""


@dataclass
class Ledger:
    """Movements in order, and what is left of each lot by item and holder."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    lots: dict[tuple[str, str], list[dict[str, Any]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def take(self, lot: dict[str, Any], **facts: Any) -> None:
        """Book a lot in."""
        self.lots[lot["item"], lot["holder_name"]].append(lot | {"left": lot["quantity"]})
        self.rows.append({"direction": "in"} | lot | facts)

    def send(self, item: str, holder: str, wanted: float, **facts: Any) -> None:
        """Book out what is there, from the lot that expires first on."""
        for lot in sorted(self.lots[item, holder], key=lambda lot: lot["expiry"]):
            amount = min(wanted, lot["left"]) if lot["expiry"] >= facts["date"] else 0.0
            if amount > 0:
                lot["left"] -= amount
                wanted -= amount
                self.rows.append({**lot, "direction": "out", "quantity": amount, **facts})


def sample(world: World, rng: np.random.Generator) -> Sample:
    """The plan and the book of the first city, as exported a few days after the period."""
    if world.before:
        return Sample([])
    plan = _plan(world, rng)
    ledger = Ledger()
    for day, happens, about in _events(world, rng):
        happens(ledger, plan, rng, day, about)
    came, went = _numbered(ledger)
    came, notes = plant(rng, STOCK_MOVES, came, FAULTS_CAME, each=1)
    went, more = plant(rng, STOCK_MOVES, went, FAULTS_WENT, each=1)
    extra, noted = _more(came, went)
    planted = Planted(
        "planted_reserve.csv",
        pd.concat([notes, more, noted]),
        "医疗物资出入库台账的填报错误",
        "wrong entries in the book of the medical reserve",
    )
    files = [
        raw_file(STOCK_PLAN, plan, PLAN, world),
        raw_file(STOCK_MOVES, pd.concat([came, extra]), CAME, world),
        raw_file(STOCK_MOVES, went, WENT, world),
    ]
    return Sample(files, planted=[planted])


def _plan(world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Each item with two or three holders, fewer where the city has not so many."""
    firms = world.enterprises
    makers = firms[firms["industry_code"].eq(MEDICINE) & firms["above_scale"]]
    makers = makers if len(makers) >= HOLDERS else firms
    chosen = makers.sample(min(HOLDERS, len(makers)), random_state=rng)
    parts = []
    for item, (spec, unit, quota, _, _) in ITEMS.items():
        own = chosen.sample(min(int(rng.integers(2, HOLDERS + 1)), len(chosen)), random_state=rng)
        share = np.round(rng.dirichlet(np.full(len(own), 12)), 1)
        share[0] = 1 - share[1:].sum()
        rows = own[["uscc", "name"]].rename(columns={"name": "holder_name"})
        rows = rows.assign(item=item, spec=spec, unit=unit, quota=np.rint(share * quota))
        parts.append(rows)
    return pd.concat(parts, ignore_index=True).assign(min_share_pct=70.0)


def _events(world: World, rng: np.random.Generator) -> list[Event]:
    """Purchases, emergency purchases and orders to send goods, in the order of their days."""
    every: list[Event] = [(pd.Timestamp(d), _purchase, n) for n, d in enumerate(PURCHASES)]
    every += [(pd.Timestamp(day), _channel, n) for n, day in enumerate(CHANNEL)]
    early = rng.integers(0, 540, ORDERS - LATE)
    days = pd.Timestamp("2021-04-10") + pd.to_timedelta(early, "D")
    late = pd.Timestamp("2022-10-02") + pd.to_timedelta(rng.integers(0, 60, LATE), "D")
    every += [(day, _rotate, None) for day in pd.date_range("2021-06-10", "2022-11-10", freq="MS")]
    codes = world.counties["county_code"].to_numpy(object)
    named = world.counties.set_index("county_code")["name_zh"]
    for n, day in enumerate(sorted([*days, *late])):
        to: dict[str, Any] = {"county_code": None, "receiver": rng.choice(TO_CITY)}
        if rng.random() < 0.8:
            code = rng.choice(codes)
            to = {"county_code": code, "receiver": f"{named[code]}疫情防控物资保障组"}
        every.append((day, _order, to | {"document": f"物资调〔{day.year}〕{n + 1}号"}))
    return sorted(every, key=lambda event: event[0])


def _lot(row: Any, day: pd.Timestamp, quantity: float) -> dict[str, Any]:
    """A lot made a month before it came."""
    _, unit, _, months, price = ITEMS[row.item]
    made = day - pd.DateOffset(months=1)
    return {
        "item": row.item, "unit": unit, "holder_name": row.holder_name, "date": day,
        "lot": f"{made:%y%m%d}{row.Index + 1:02d}", "unit_price_cny": price,
        "expiry": made + pd.DateOffset(months=months), "quantity": quantity,
    }  # fmt: skip


def _purchase(ledger: Ledger, plan: pd.DataFrame, rng: Any, day: pd.Timestamp, n: int) -> None:
    for row in plan.itertuples():
        amount = float(np.rint(row.quota * BOUGHT[n] * rng.uniform(0.8, 1.3)))
        document = f"采购合同〔{day.year}〕{n + 1}号"
        ledger.take(_lot(row, day, amount), reason="purchase", document=document)


def _channel(ledger: Ledger, plan: pd.DataFrame, rng: Any, day: pd.Timestamp, n: int) -> None:
    """Two or three items at once; once other equipment, with its serial number."""
    facts = {"reason": "green_channel", "document": f"绿色通道〔{day.year}〕{n + 1}号"}
    for item in rng.choice([*ITEMS][:5], int(rng.integers(2, 4)), replace=False):
        for row in plan[plan["item"] == item].itertuples():
            amount = float(np.rint(row.quota * 0.12))
            ledger.take(_lot(row, day, amount), **facts)
    if day == pd.Timestamp(EXTRA_ON):
        item, unit, price = EXTRA
        ledger.take(
            {
                "item": item, "unit": unit, "holder_name": plan["holder_name"].iloc[0],
                "date": day, "lot": "CT-2022-01", "unit_price_cny": price, "quantity": 1.0,
                "expiry": day + pd.DateOffset(years=10),
            },
            **facts,
        )  # fmt: skip


def _rotate(ledger: Ledger, plan: pd.DataFrame, rng: Any, day: pd.Timestamp, _: None) -> None:
    """What expires within weeks goes to hospitals that use it up."""
    facts = {"reason": "rotation", "receiver": TO_CITY[1], "document": None, "county_code": None}
    for (item, holder), lots in ledger.lots.items():
        soon = sum(lot["left"] for lot in lots if lot["expiry"] <= day + pd.Timedelta(40, "D"))
        if soon > 0:
            ledger.send(item, holder, soon, date=day, **facts)


def _order(
    ledger: Ledger, plan: pd.DataFrame, rng: Any, day: pd.Timestamp, to: dict[str, Any]
) -> None:
    facts = {**to, "date": day, "reason": "allocation"}
    for item in rng.choice([*ITEMS], int(rng.integers(2, 5)), replace=False):
        own = plan[plan["item"] == item]
        row = own.iloc[int(rng.integers(0, len(own)))]
        wanted = float(np.rint(row["quota"] * rng.uniform(0.03, 0.09)))
        ledger.send(item, row["holder_name"], wanted, **facts)


def _numbered(ledger: Ledger) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Movements in and out, with what faults need to know of their lots.

    `untouched`: bought in 2022, and nothing went out of the lot; `last`: the last movement out of
    the item and holder, of the last months; `left`: what is left of the lot; `later_lot`: one that
    expires later and has enough.
    """
    rows = pd.DataFrame(ledger.rows)
    sheet = rows["direction"].map({"in": "RK", "out": "CK"})
    number = rows.groupby("direction").cumcount() + 1
    rows = rows.assign(move_id=sheet + rows["date"].dt.strftime("%Y") + number.map("{:04d}".format))
    lots = pd.DataFrame([lot for own in ledger.lots.values() for lot in own])
    left = lots.set_index("lot")["left"]
    out = rows[rows["direction"] == "out"]
    came = rows[rows["direction"] == "in"]
    went = out.assign(
        left=out["lot"].map(left),
        last=~out.duplicated(["item", "holder_name"], keep="last") & out["date"].ge("2022-10-01"),
    )
    later = [
        next(
            (lot["lot"] for lot in ledger.lots[row.item, row.holder_name]
             if lot["expiry"] > row.expiry and lot["date"] < row.date
             and lot["left"] >= row.quantity),
            None,
        )
        for row in went.itertuples()
    ]  # fmt: skip
    return came.assign(
        untouched=came["date"].ge("2022") & ~came["lot"].isin(out["lot"])
    ), went.assign(later_lot=later)


def _more(came: pd.DataFrame, went: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two entries too many: a county's booking of what it got, and goods back that had expired."""
    sent = went[went["county_code"].notna() & went["date"].ge("2022-10-01")].iloc[:1]
    twice = sent.assign(
        direction="in",
        holder_name=sent["receiver"].str.replace("疫情防控物资保障组", "疾控中心"),
        move_id="RK20229001",
    )
    back = came[came["untouched"]].iloc[:1].assign(
        reason="rotation", lot="2108009", expiry=pd.Timestamp("2022-11-20"),
        date=pd.Timestamp("2022-11-25"), quantity=300.0, document=None, move_id="RK20229002",
    )  # fmt: skip
    extra = pd.concat([twice, back])
    notes = pd.DataFrame(
        {
            "table": STOCK_MOVES.name,
            "key": extra["move_id"],
            "column": "move_id",
            "fault": ["booked_twice", "expired_in_stock"][-len(extra) :],
            "true_value": None,
            "reported_value": extra["move_id"],
        }
    )
    return extra, notes
