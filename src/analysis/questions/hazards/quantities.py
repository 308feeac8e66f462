"""The named figures of hazards, as the bureau reports them by quarter and year."""

from analysis.questions.hazards.tables import COUNTS, INSPECTED
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.result import ResultTable

OWNER = Name(zh="民爆管理科", en="explosives")
DEFINITION = Name(zh="本年1月1日至期末", en="from 1 January to the last day")


def _figure(
    name: str, table: ResultTable, column: str, zh: str, en: str, formula: str | Name, of: Name
) -> Quantity:
    return Quantity(
        name,
        table,
        column,
        Name(zh=zh, en=en),
        where={"category": "all"} if table is COUNTS else {},
        definition=DEFINITION,
        formula=formula,
        owner=OWNER,
        counted=of,
    )


_HAZARDS, _RATE = Name(zh="处隐患", en="hazards"), Name(zh="", en="")
QUANTITIES = (
    _figure("hazards_found", COUNTS, "found", "民爆查出隐患", "Hazards found",
            Name(zh="1月1日 ≤ 查出日期 ≤ t", en="1 January ≤ found ≤ t"), _HAZARDS),
    _figure("hazards_closed_pct", COUNTS, "closed_pct", "民爆隐患整改率", "Hazards closed",
            Name(zh="t前已整改 / 查出", en="closed by t / found"), _RATE),
    _figure("hazards_overdue", COUNTS, "overdue", "民爆逾期未整改隐患", "Hazards overdue",
            Name(zh="t未整改，延期至（没有则办理时限） < t",
                 en="open at t, coalesce(extended_to, due_on) < t"), _HAZARDS),
    _figure("explosives_units_inspected", INSPECTED, "inspected", "已检查民爆单位",
            "Units inspected",
            Name(zh="|检查过 ∩ 名录|", en="|visited ∩ listed|"), Name(zh="家单位", en="units")),
    _figure("explosives_inspected_pct", INSPECTED, "inspected_pct", "民爆检查覆盖率",
            "Units inspected, share",
            Name(zh="|检查过 ∩ 名录| / |名录|", en="|visited ∩ listed| / |listed|"), _RATE),
)  # fmt: skip
