"""The named figures of the reserve: counts, as the yearly report has them."""

from analysis.questions.reserve.tables import COUNTS, SENT
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.result import ResultTable

OWNER = Name(zh="物资保障组", en="group for supplies")
ITEMS, TIMES = Name(zh="类物资", en="items"), Name(zh="次", en="times")
STOCK = Name(
    zh="期末库存，含未核实的出入库", en="stock on the last day, findings not settled included"
)
YEAR = Name(zh="本年1月1日至期末", en="from 1 January to the last day")


def _figure(
    name: str,
    table: ResultTable,
    column: str,
    title: Name,
    formula: Name,
    definition: Name,
    number: int = 0,
) -> Quantity:
    return Quantity(
        name,
        table,
        column,
        title,
        definition=definition,
        formula=formula,
        owner=OWNER,
        counted=ITEMS if definition is STOCK else TIMES,
        numbers=(number,) if number else (),
    )


QUANTITIES = (
    _figure("emergency_purchases", COUNTS, "emergency_purchases",
            Name(zh="绿色通道紧急采购", en="Emergency purchases"),
            Name(zh="原因为绿色通道的不同文号数", en="distinct documents of the green channel"),
            YEAR, 115),
    _figure("reserve_allocations", SENT, "allocations",
            Name(zh="储备物资调拨", en="Allocations of the reserve"),
            Name(zh="原因为调拨的出库的不同文号数", en="distinct documents of allocations out"),
            YEAR),
    _figure("reserve_items", COUNTS, "items",
            Name(zh="储备计划品种", en="Items in the plan"),
            Name(zh="有储备计划的品种数", en="items with a quota"), STOCK),
    _figure("reserve_items_full", COUNTS, "items_full",
            Name(zh="达到储备计划的品种", en="Items at their quota"),
            Name(zh="库存 ≥ 计划的品种数", en="items with stock ≥ quota"), STOCK),
    _figure("reserve_items_at_minimum", COUNTS, "items_at_minimum",
            Name(zh="不低于最低实物储备的品种", en="Items at their minimum"),
            Name(zh="各承储企业库存均 ≥ 计划 × 最低比例的品种数",
                 en="items of which every holder has stock ≥ quota × least share"), STOCK),
)  # fmt: skip
