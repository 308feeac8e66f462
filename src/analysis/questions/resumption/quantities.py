"""The named figures of resumption, on the last day reported after the Spring Festival."""

from analysis.questions.resumption.tables import LAST
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="运行监测协调科", en="operation and monitoring")
DEFINITION = Name(
    zh="春节后最近一个有日报的日期，当日清单内企业",
    en="last day reported after the Spring Festival, enterprises of the day's list",
)

QUANTITIES = tuple(
    Quantity(
        f"resumption_{name}", LAST, column, Name(zh=zh, en=en), definition=DEFINITION,
        formula=formula, owner=OWNER,
    )
    for name, column, zh, en, formula in (
        ("rate", "resumed_pct", "复工率", "Resumed, share of enterprises", "resumed / listed"),
        ("load", "load_pct", "复产率", "Load, share of the baseline", "Σ use / Σ baseline"),
        ("index", "index", "复工电力指数", "Index of resumption", "½ resumed + ½ load"),
    )
)  # fmt: skip
