"""The named figures of stops: of the latest window, up to the period's last day."""

from analysis.questions.kilns.tables import COUNTS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="原材料科", en="raw materials")
DEFINITION = Name(zh="最近一个应停时段，截至期末24时", en="latest window, to 24:00 of the last day")


def _figure(name: str, column: str, zh: str, en: str, formula: str | Name) -> Quantity:
    return Quantity(
        name,
        COUNTS,
        column,
        Name(zh=zh, en=en),
        where={"season": "latest"},
        definition=DEFINITION,
        formula=formula,
        owner=OWNER,
    )


QUANTITIES = (
    _figure("kiln_days_required", "required_kiln_days", "错峰应停", "Required stops",
            Name(zh="Σ |应停时段 ∩ (−∞, t]|", en="Σ |window ∩ (−∞, t]|")),
    _figure("kiln_days_stopped", "actual_kiln_days", "错峰实停", "Actual stops",
            Name(zh="Σ |实停 ∩ 应停时段|", en="Σ |stop ∩ window|")),
    _figure("kiln_stops_done_pct", "done_pct", "错峰完成率", "Stops, done",
            Name(zh="实停 / (应停 − 豁免)", en="actual / (required − exempt)")),
    _figure("kiln_days_owed", "owed_kiln_days", "错峰欠停", "Stops owed",
            Name(zh="Σ max(0, 应停 − 实停 − 豁免 − 补停)",
                 en="Σ max(0, required − actual − exempt − made up)")),
)  # fmt: skip
