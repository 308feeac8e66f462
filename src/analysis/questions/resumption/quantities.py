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
        ("rate", "resumed_pct", "复工率", "Resumed, share of enterprises",
         Name(zh="复工 / 清单", en="resumed / listed")),
        ("load", "load_pct", "复产率", "Load, share of the baseline",
         Name(zh="Σ 用电 / Σ 基准", en="Σ use / Σ baseline")),
        ("index", "index", "复工电力指数", "Index of resumption",
         Name(zh="½ 复工率 + ½ 复产率", en="½ resumed + ½ load")),
    )
)  # fmt: skip
