"""The plan of the medical reserve and its book of movements, and what is answered of them."""

from analysis.questions.reserve.checks import CHECKS
from analysis.tables.dictionary import Column, Table, category, date, flag, quantity, text
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.finding import found_columns
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct
from analysis.tables.territory import county_code

DIRECTIONS = {"in": ("入库", "in"), "out": ("出库", "out")}
REASONS = {
    "count": ("盘点", "count of stock"),
    "purchase": ("采购", "purchase"),
    "green_channel": ("绿色通道", "green channel"),
    "allocation": ("调拨", "allocation"),
    "rotation": ("轮换", "rotation"),
    "loss": ("报损", "loss"),
}


def _item() -> Column:
    return text("品名", "Item", ("品种", "物资名称", "储备品种"))


def _unit() -> Column:
    return text("计量单位", "Unit", ("单位",))


def _holder(optional: bool = False) -> Column:
    return text("承储企业", "Holder", ("承储单位", "储备单位"), optional=optional)


STOCK_PLAN = Table(
    name="stock_plan",
    zh="储备计划",
    en="Plan of the reserve",
    row=("一家承储企业的一个品种规格", "one item and specification of one holder"),
    key=("item", "spec", "holder_name"),
    traced=True,
    columns={
        "item": _item(),
        "spec": text("规格", "Specification", ("规格型号",), optional=True),
        "unit": _unit(),
        "uscc": uscc(optional=True),
        "holder_name": _holder(),
        "quota": quantity("储备数量", "Quota", "own_unit", ("承储数量", "计划储备数量"),
                          meaning="in the unit of the row; 按计量单位"),
        "min_share_pct": quantity(
            "最低实物比例", "Least physical share", "pct", ("最低比例", "实物储备比例"),
            optional=True, maximum=100,
        ),
        "vintage": vintage(),
    },
)  # fmt: skip
STOCK_MOVES = Table(
    name="stock_moves",
    zh="出入库",
    en="Movements of stock",
    row=("一笔出入库", "one movement of one lot"),
    key=("move_id",),
    traced=True,
    columns={
        "move_id": text("单号", "Movement", ("出入库单号", "入库单号", "出库单号")),
        "date": date("日期", "Date", ("入库日期", "出库日期")),
        "item": _item(),
        "lot": text("批号", "Lot", ("生产批号",), optional=True),
        "expiry": date("失效日期", "Expires", ("有效期至",), optional=True),
        "holder_name": _holder(),
        "direction": category("方向", "Direction", DIRECTIONS),
        "reason": category("原因", "Reason", REASONS, ("入库方式", "出库原因")),
        "document": text("文号", "Document", ("合同文号", "调拨文号"), optional=True),
        "quantity": quantity(
            "数量", "Quantity", "own_unit", meaning="in the unit of the row; 按计量单位"
        ),
        "unit": _unit(),
        "receiver": text("接收单位", "Receiver", optional=True),
        "county_code": county_code(optional=True),
        "unit_price_cny": quantity("单价", "Unit price", "cny", optional=True),
        "vintage": vintage(),
    },
)


def _count(zh: str, en: str, meaning: str = "") -> Column:
    return quantity(zh, en, "items", meaning=meaning)


def _times(zh: str, en: str, meaning: str) -> Column:
    return quantity(zh, en, "times", meaning=meaning)


def _own(zh: str, en: str, meaning: str = "", decimals: int = 0) -> Column:
    return number(zh, en, "own_unit", meaning or "in the item's unit", decimals=decimals)


_PLACE = {"county_code": text("县（市、区）", "County", meaning="city is the whole")}
COUNTS = ResultTable(
    name="reserve_counts",
    zh="储备达标品种",
    en="Items at their plan",
    row=("全市", "the whole city"),
    key=("county_code",),
    citywide=True,
    free="kinds of goods and contracts are counted as the yearly report prints them; of how much "
    "is held, and by whom, it tells nothing",
    columns={
        **_PLACE,
        "items": _count("计划品种", "Items planned"),
        "items_full": _count("达到计划的品种", "Items at quota", "stock ≥ quota"),
        "items_at_minimum": _count(
            "不低于最低实物储备的品种", "Items at the minimum", "of every holder: stock ≥ minimum"
        ),
        "emergency_purchases": _times(
            "绿色通道采购", "Emergency purchases", "distinct documents of the year; 按文号计"
        ),
    },
)
BOUGHT = ResultTable(
    name="reserve_bought",
    zh="绿色通道采购品种",
    en="Items bought by the green channel",
    row=("一个品种", "one item"),
    key=("item",),
    citywide=True,
    free="the yearly report names what was bought; neither quantity, price nor seller is here",
    columns={
        "item": _item(),
        "purchases": _times("采购次数", "Purchases", "documents of the year that have the item"),
    },
)
SENT = ResultTable(
    name="reserve_sent",
    zh="应急调拨次数",
    en="Times allocated",
    row=("一个县", "one county"),
    key=("county_code",),
    citywide=True,
    free="that a county received goods is announced; how much is not told",
    columns={
        **_PLACE,
        "allocations": _times("调拨次数", "Allocations", "distinct documents of the year"),
        "items": _count("调拨品种", "Items", "kinds of goods"),
    },
)
SENT_ITEMS = ResultTable(
    name="reserve_sent_items",
    zh="应急调拨数量",
    en="Quantities allocated",
    row=("一县一个品种", "one item to one county"),
    key=("county_code", "item"),
    secret=True,
    citywide=True,
    columns={
        "county_code": text(
            "县（市、区）", "County", meaning="city is all, units of the city included"
        ),
        "item": _item(),
        "unit": _unit(),
        "quantity": _own("调拨数量", "Allocated"),
    },
)
ITEMS = ResultTable(
    name="reserve_items",
    zh="各品种储备",
    en="Reserve by item",
    row=("一个品种", "one item"),
    key=("item",),
    secret=True,
    citywide=True,
    columns={
        "item": _item(),
        "unit": _unit(),
        "quota": _own("计划", "Quota", "of all holders; missing: not in the plan"),
        "stock": _own("库存", "Stock", "at the period's end, of the holders in the plan"),
        "fill_pct": pct("达到计划", "Of the quota", "stock / quota"),
        "minimum": _own("最低实物储备", "Minimum", "Σ quota × least physical share"),
        "holders": quantity("承储企业", "Holders", "count"),
        "holders_below": quantity("低于最低的企业", "Below the minimum", "count"),
        "outside": _own("计划外库存", "Held outside", "of holders that are not in the plan"),
        "used": _own("近14日出库", "Out in 14 days", "calendar days, the last day included"),
        "daily_use": _own("日均出库", "Out a day", "/ 14", decimals=1),
        "supply_days": number("可用天数", "Days of supply", "days", "stock / daily use"),
        "expired": _own("已失效", "Expired", "expiry before the last day"),
        "expires_0_90": _own("90日内失效", "Within 90 days"),
        "expires_91_180": _own("91—180日失效", "In 91–180 days"),
        "expires_over_180": _own("180日后失效", "After 180 days"),
        "no_expiry": _own("无失效日期", "No expiry"),
        "expired_pct": pct("已失效", "Expired", "of the stock"),
        "expires_0_90_pct": pct("90日内失效", "Within 90 days", "of the stock"),
        "expires_91_180_pct": pct("91—180日失效", "In 91–180 days", "of the stock"),
    },
)
HOLDERS = ResultTable(
    name="reserve_holders",
    zh="各承储企业储备",
    en="Reserve by holder",
    row=("一家承储企业的一个品种", "one item of one holder in the plan"),
    key=("item", "holder_name"),
    secret=True,
    citywide=True,
    columns={
        "item": _item(),
        "holder_name": _holder(),
        "unit": _unit(),
        "quota": _own("计划", "Quota"),
        "stock": _own("库存", "Stock"),
        "fill_pct": pct("达到计划", "Of the quota", "stock / quota"),
        "minimum": _own("最低实物储备", "Minimum", "quota × least physical share"),
        "below": flag("低于最低储备", "Below the minimum"),
    },
)
LOTS = ResultTable(
    name="reserve_lots",
    zh="批次库存",
    en="Lots in stock",
    row=("一家承储企业的一个批次", "one lot of one holder"),
    key=("item", "holder_name", "lot"),
    secret=True,
    citywide=True,
    columns={
        "item": _item(),
        "holder_name": _holder(),
        "lot": text("批号", "Lot", optional=True),
        "unit": _unit(),
        "expiry": date("失效日期", "Expires", optional=True),
        "opening": _own("年初", "Opening", "on 1 January"),
        "received": _own("本年入库", "In"),
        "issued": _own("本年出库", "Out"),
        "closing": _own("期末", "Closing", "opening + in − out"),
    },
)
FINDINGS = ResultTable(
    name="reserve_findings",
    zh="出入库核对",
    en="Findings in the book of the reserve",
    row=("一处疑问", "one finding"),
    key=("finding", "move_id", "item", "holder_name", "lot"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        "move_id": text("单号", "Movement", optional=True),
        "date": date("日期", "Date", optional=True),
        "item": _item(),
        "holder_name": _holder(),
        "lot": text("批号", "Lot", optional=True),
        "quantity": _own("数量", "Quantity", "planned, moved, in stock, or (negative) lacking"),
        "beside": text(
            "对照",
            "Beside it",
            optional=True,
            meaning="the earlier lot, other movement, other unit",
        ),
    },
)
RESULTS = (COUNTS, BOUGHT, SENT, SENT_ITEMS, ITEMS, HOLDERS, LOTS, FINDINGS)
