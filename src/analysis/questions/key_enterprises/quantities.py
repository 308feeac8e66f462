"""The named figures of key enterprises: how many are listed, and how many have which colour."""

from analysis.questions.key_enterprises.tables import COLOURS, COUNTS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

OWNER = Name(zh="运行监测协调科", en="operation and monitoring")
NOUN = Name(zh="家企业", en="enterprises")


def _count(name: str, colour: str, title: Name, formula: str) -> Quantity:
    return Quantity(
        name,
        COUNTS,
        "enterprises",
        title,
        where={"colour": colour},
        definition=Name(
            zh="当日清单内，按生效的预警规则，取最重一级",
            en="of the list of the day, by the rule in force, the worst colour",
        ),
        formula=formula,
        owner=OWNER,
        counted=NOUN,
    )


QUANTITIES = (
    _count(
        *("ballast_enterprises", "all"),
        *(Name(zh="压舱石企业", en="Ballast enterprises"), "newest list issued by the day"),
    ),
    *(
        _count(
            f"ballast_{code}",
            code,
            Name(zh=f"{zh}预警企业" if code != "green" else "正常（绿色）企业",
                 en=f"Ballast enterprises, {en}"),
            f"worst colour is {en}",
        )
        for code, (zh, en) in COLOURS.items()
    ),
)  # fmt: skip
