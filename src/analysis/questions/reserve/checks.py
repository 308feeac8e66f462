"""What may be found in the book of the reserve: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "negative_balance": Check(
        "quantity",
        ("出库多于入库，余额为负", "more went out than came in"),
        ("不多于库存", "not above the stock"),
    ),
    "expired_in_stock": Check(
        "expiry",
        ("已过失效日期仍在库", "expired and still in stock"),
        ("不早于期末", "not before the last day"),
    ),
    "out_of_turn": Check(
        "lot",
        ("未按先失效先出", "a lot that expires earlier was left in stock"),
        ("失效最早的批号", "the lot that expires first"),
    ),
    "booked_twice": Check(
        "document",
        ("市级调出又记县级调入", "allocated out, and booked in again by a county"),
        ("同一调拨只记市级一笔", "one entry an allocation"),
    ),
    "other_unit": Check(
        "unit",
        ("计量单位与计划不同", "in another unit than the plan"),
        ("计划的计量单位", "the unit of the plan"),
    ),
    "plan_in_two_units": Check(
        "unit",
        ("储备计划中同一品种计量单位不一，未计入计划", "the item's plan in two units; left out"),
        ("同一品种一个计量单位", "one unit an item"),
    ),
    "no_lot": Check("lot", ("采购入库无批号", "purchased without a lot"), ("批号", "a lot")),
    "no_document": Check(
        "document",
        ("绿色通道或调拨无文号", "no document, so none of the times"),
        ("文号", "a document"),
    ),
}
