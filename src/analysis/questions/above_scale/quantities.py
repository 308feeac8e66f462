"""The named figures of the list above scale, as the year's report states them."""

from analysis.questions.above_scale.tables import BALANCE, OUTLOOK
from analysis.tables.indicator import LEVEL, Figures, Indicator
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.result import ResultTable

OWNER = Name(zh="运行监测科", en="economic operation")
ENTERPRISES = Name(zh="家企业", en="enterprises")
SO_FAR = Name(
    zh="本年1月至报告期生效；县间迁移全市不计",
    en="effective this year; moves between counties cancel",
)
EXPECTED = Name(
    zh="年末名单口径；第二批次次年进入名单，计入次年",
    en="by the December list; a batch that is listed next year counts then",
)


def _figure(
    name: str, table: ResultTable, column: str, title: Name, formula: Name, *numbers: int
) -> Quantity:
    counted = table.metadata(column)["unit"] == "count"
    return Quantity(
        name,
        table,
        column,
        title,
        definition=SO_FAR if table is BALANCE else EXPECTED,
        formula=formula,
        owner=OWNER,
        counted=ENTERPRISES if counted else Name(zh="", en=""),
        numbers=numbers,
        ranked="high" if column in ("entered", "net", "expected_net", "chance_pct") else "",
    )


QUANTITIES = tuple(
    _figure(*line)
    for line in (
        ("above_scale_entrants", BALANCE, "entered",
         Name(zh="新增规上工业企业", en="Entered the list above scale"),
         Name(zh="本年1月至t的入库事件数", en="events of entry, January to t"), 3),
        ("above_scale_entrants_new_built", BALANCE, "new_built",
         Name(zh="新投产入统企业", en="Newly built among them"),
         Name(zh="本年1月至t的入库事件数（新投产）", en="their events of entry, January to t"), 4),
        ("above_scale_net_increase_year", OUTLOOK, "expected_net",
         Name(zh="预计全年净增规上企业", en="Net increase expected for the year"),
         Name(zh="净增 + Σ p − Σ q", en="net + Σ p − Σ q"), 5),
        ("above_scale_net_low", OUTLOOK, "low",
         Name(zh="预计全年净增，区间下限", en="Net increase expected, low"),
         Name(zh="80%区间", en="interval of 80%")),
        ("above_scale_net_high", OUTLOOK, "high",
         Name(zh="预计全年净增，区间上限", en="Net increase expected, high"),
         Name(zh="80%区间", en="interval of 80%")),
        ("above_scale_exits", BALANCE, "exited",
         Name(zh="退库规上工业企业", en="Left the list above scale"),
         Name(zh="本年1月至t的退库事件数", en="events of exit, January to t")),
        ("above_scale_net_increase", BALANCE, "net",
         Name(zh="净增规上工业企业", en="Net increase so far"),
         Name(zh="Σ 入库 − Σ 退库", en="Σ entries − Σ exits")),
        ("above_scale_stock", BALANCE, "stock",
         Name(zh="在库规上工业企业", en="On the list above scale"),
         Name(zh="年初在库 + 净增", en="stock at the start + net")),
        ("above_scale_candidates_count", OUTLOOK, "candidates",
         Name(zh="培育库准规上企业", en="Candidates"),
         Name(zh="在监测、不在库", en="watched, not on the list")),
        ("above_scale_task_chance", OUTLOOK, "chance_pct",
         Name(zh="完成净增任务的可能性", en="Chance that the task is met"),
         Name(zh="P(净增 ≥ 任务)，正态近似", en="P(net ≥ task), normal")),
    )
)  # fmt: skip
NET = Indicator(
    "规上工业企业净增",
    "net increase above scale",
    (LEVEL,),
    {
        LEVEL: Figures(
            "above_scale_net_increase",
            "above_scale_net_increase_year",
            "above_scale_net_low",
            "above_scale_net_high",
            "above_scale_task_chance",
        )
    },
)
