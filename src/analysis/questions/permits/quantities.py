"""The named figures of passes, as the year's report states them."""

from analysis.questions.permits.tables import COUNTS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="运行监测协调科", en="operation and monitoring")
QUANTITIES = tuple(
    Quantity(
        kind, COUNTS, "issued", Name(zh=zh, en=en), where={"kind": kind},
        definition=Name(zh=f"本年至报告期末，{counts}", en=f"in the year to the period, {says}"),
        formula=Name(zh="Σ 数量", en="Σ quantity"),
        owner=OWNER, counted=Name(zh=word, en=noun), numbers=(number,),
    )
    for kind, zh, en, counts, says, word, noun, number in (
        ("permit_vehicle", "重点物资运输车辆通行证", "Vehicle passes",
         "一车一证一线路，按核发次数计", "one vehicle, one route; each issue counts",
         "趟次", "trips", 7),
        ("permit_city", "市域内通行证", "Passes within the city",
         "按核发张数计", "cards issued", "张", "cards", 8),
    )
)  # fmt: skip
