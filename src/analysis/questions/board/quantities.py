"""How many targets there are, and how many of each light."""

from analysis.questions.board.tables import COUNTS, LIGHTS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="办公室", en="the office")
RULE = Name(zh="按有效的亮灯规则", en="by the rule of lights in force")
TARGETS = Name(zh="项目标", en="targets")
QUANTITIES = (
    Quantity(
        "targets_set",
        COUNTS,
        "targets",
        Name(zh="年度目标", en="Targets of the year"),
        definition=Name(zh="本年下达的目标", en="targets set for the year"),
        formula=Name(zh="目标数", en="|targets|"),
        owner=OWNER,
        counted=TARGETS,
    ),
    *(
        Quantity(
            f"targets_{name}",
            COUNTS,
            name,
            Name(zh=f"{zh}的目标", en=f"Targets: {en}"),
            definition=RULE,
            formula=Name(zh=f"|{zh}|", en=f"|light = {name}|"),
            owner=OWNER,
            counted=TARGETS,
        )
        for name, (zh, en) in LIGHTS.items()
    ),
)
