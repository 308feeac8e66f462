"""What may be found in the register of hazards: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "closed_before_found": Check(
        "closed_on",
        ("整改完成早于检查", "closed before it was found"),
        ("不早于检查日期", "not before it was found"),
    ),
    "closed_without_evidence": Check(
        "evidence",
        ("已整改，无验收材料", "closed without evidence"),
        ("已整改的须填", "given where closed"),
    ),
    "not_inspected": Check(
        "opened_on",
        ("当日无该单位检查记录", "no inspection of the unit on that day"),
        ("有检查记录的日期", "a day with an inspection"),
    ),
    "not_listed": Check(
        "holder_name",
        ("单位不在名录中", "unit not on the list"),
        ("名录中的单位", "a unit on the list"),
    ),
}
