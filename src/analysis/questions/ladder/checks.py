"""What may be found in lists of the ladder and annual reports: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "no_standard": Check(
        "applied_on",
        ("申报日期没有施行的标准，未筛查", "no standard on that day; not screened"),
        ("标准施行期内", "a day on which a standard holds"),
    ),
    "renamed": Check(
        "name",
        ("名称与台账不同，按代码归并", "another name than in the register; matched by code"),
        ("登记的名称", "the name as registered"),
    ),
    "at_the_limit": Check(
        "revenue_10k_cny",
        ("恰好等于要求，请核原件", "exactly what is required; see the papers"),
        ("原件所载的数", "what the papers say"),
    ),
    "part_above_whole": Check(
        "revenue_10k_cny",
        ("分项大于总项", "a part is larger than its whole"),
        ("不大于总项", "not above its whole"),
    ),
    "unit_suspected": Check(
        "revenue_10k_cny",
        ("与上年相差十倍以上，疑似单位有误", "ten times more or less than last year"),
        ("上年的十分之一至十倍", "a tenth to ten times last year's"),
    ),
    "not_national": Check(
        "level",
        ("级别不符，不计入该级梯度", "list of another level; not on this rung"),
        ("该级梯度的级别", "the level of the rung"),
    ),
    "term_not_from_grant": Check(
        "valid_until",
        ("有效期不从认定日起算", "validity not counted from the grant"),
        ("认定日起算", "counted from the grant"),
    ),
}
