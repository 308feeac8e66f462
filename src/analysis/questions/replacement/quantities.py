"""The named figures of announced plans."""

from analysis.questions.replacement.tables import COUNTS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="原材料科", en="raw materials")
DEFINITION = Name(zh="期末前公告的方案", en="plans announced by the last day")


def _figure(
    name: str, column: str, zh: str, en: str, formula: str | Name, of: Name, product: str
) -> Quantity:
    return Quantity(
        name,
        COUNTS,
        column,
        Name(zh=zh, en=en),
        where={"product": product},
        definition=DEFINITION,
        formula=formula,
        owner=OWNER,
        counted=of,
    )


_PLANS, _NONE = Name(zh="个方案", en="plans"), Name(zh="", en="")
QUANTITIES = (
    _figure("replacement_plans_announced", "plans", "产能置换方案", "Replacement plans",
            Name(zh="公告日期 ≤ t", en="published ≤ t"), _PLANS, "all"),
    _figure("replacement_plans_lawful", "lawful", "符合比例的方案", "Lawful replacement plans",
            Name(zh="公告日期 ≤ t，认可产能 ≥ 新建 × 比例",
                 en="published ≤ t, counted ≥ built × ratio"), _PLANS, "all"),
    _figure("replacement_new_capacity", "new_t_per_day", "熟料建设产能", "Clinker to be built",
            Name(zh="Σ 新建", en="Σ built"), _NONE, "clinker"),
    _figure("replacement_retired_capacity", "given_t_per_day", "熟料用于置换", "Clinker retired",
            Name(zh="Σ 退出", en="Σ given"), _NONE, "clinker"),
)  # fmt: skip
