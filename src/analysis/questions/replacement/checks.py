"""What may be found in the register of replacement plans: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "above_filed": Check(
        "given_t_per_day",
        ("用于置换的超过备案产能", "more given than was filed"),
        ("不大于备案产能", "not above what was filed"),
    ),
    "given_twice": Check(
        "given_t_per_day",
        ("同一生产线用于多个方案，合计超过备案产能", "given to several plans, too much"),
        ("各方案合计不大于备案产能", "all plans together not above it"),
    ),
    "no_lines": Check(
        "plan_id",
        ("方案没有退出生产线", "plan without retired lines"),
        ("至少一条退出生产线", "one retired line at least"),
    ),
    "unknown_plan": Check(
        "plan_id",
        ("退出生产线的方案不在册", "retired line of no known plan"),
        ("在册方案的编号", "a plan of the register"),
    ),
    "draft_ratio": Check(
        "filed_on",
        ("比例为征求意见稿", "ratio is the draft's"),
        ("正式办法施行后", "under a final rule"),
    ),
}
