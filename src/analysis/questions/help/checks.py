"""What may be found in the ledger of issues: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "closed_before_opened": Check(
        "closed_on",
        ("办结早于受理", "closed before it was received"),
        ("不早于受理日期", "not before it was received"),
    ),
    "closed_without_outcome": Check(
        "outcome",
        ("已办结，无办理结果", "closed without an outcome"),
        ("办结的须填", "given where closed"),
    ),
    "split": Check(
        "content",
        ("同企业同日同内容多次登记", "entered again: same enterprise, day and text"),
        ("同企业同日同内容一次", "once an enterprise, day and text"),
    ),
    "reopened_entered_again": Check(
        "content",
        ("退回重办后另行登记", "reopened, and entered again as a new one"),
        ("退回重办的不另行登记", "reopened, not entered anew"),
    ),
}
