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
    name: str, table: ResultTable, column: str, zh: str, en: str, formula: str, *numbers: int
) -> Quantity:
    counted = table.metadata(column)["unit"] == "count"
    return Quantity(
        name,
        table,
        column,
        Name(zh=zh, en=en),
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
         "新增规上工业企业", "Entered the list above scale", "in-events to period", 3),
        ("above_scale_entrants_new_built", BALANCE, "new_built",
         "新投产入统企业", "Newly built among them", "in-events new_build", 4),
        ("above_scale_net_increase_year", OUTLOOK, "expected_net",
         "预计全年净增规上企业", "Net increase expected for the year", "net + Σ p − Σ q", 5),
        ("above_scale_net_low", OUTLOOK, "low",
         "预计全年净增，区间下限", "Net increase expected, low", "80 %"),
        ("above_scale_net_high", OUTLOOK, "high",
         "预计全年净增，区间上限", "Net increase expected, high", "80 %"),
        ("above_scale_exits", BALANCE, "exited",
         "退库规上工业企业", "Left the list above scale", "out-events to period"),
        ("above_scale_net_increase", BALANCE, "net",
         "净增规上工业企业", "Net increase so far", "Σ in-events − Σ out-events"),
        ("above_scale_stock", BALANCE, "stock",
         "在库规上工业企业", "On the list above scale", "stock at the start + net"),
        ("above_scale_candidates_count", OUTLOOK, "candidates",
         "培育库准规上企业", "Candidates", "watched, not on the list"),
        ("above_scale_task_chance", OUTLOOK, "chance_pct",
         "完成净增任务的可能性", "Chance that the task is met", "P(net ≥ task), normal"),
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
