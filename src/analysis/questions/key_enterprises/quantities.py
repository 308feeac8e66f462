"""The named figures of key enterprises: how many are listed, and how many have which colour."""

from collections.abc import Mapping

from analysis.questions.key_enterprises.tables import COLOURS, COUNTS, WARNINGS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity
from analysis.tables.result import ResultTable


def _count(
    name: str, table: ResultTable, where: Mapping[str, str], zh: str, en: str, formula: str | Name
) -> Quantity:
    return Quantity(
        name,
        table,
        "enterprises",
        Name(zh=zh, en=en),
        where=where,
        definition=Name(
            zh="最近一次清单内的企业，按生效的预警规则取最重一级",
            en="of the newest list; the worst colour by the rule in force",
        ),
        formula=formula,
        owner=Name(zh="运行监测协调科", en="operation and monitoring"),
        counted=Name(zh="家企业", en="enterprises"),
    )


QUANTITIES = (
    _count("ballast_enterprises", COUNTS, {}, "压舱石企业", "Ballast enterprises",
           Name(zh="在清单内", en="on the list")),
    *(
        _count(
            f"ballast_{code}", WARNINGS, {"colour": code}, f"{zh}预警企业" if code != "green"
            else "无预警企业", f"Ballast enterprises, {en}",
            Name(zh=f"最差为{zh}", en=f"worst colour is {en}"),
        )
        for code, (zh, en) in COLOURS.items()
    ),
)  # fmt: skip
