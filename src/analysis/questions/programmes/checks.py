"""What may be found in the money of programmes: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "two_programmes": Check(
        "title",
        ("一个项目一年获两项资金", "one project with money of two programmes"),
        ("一个项目一年一项", "one programme a year"),
    ),
    "awarded_again": Check(
        "award_10k_cny",
        ("同一资金一年两次", "money of one programme twice in a year"),
        ("一项资金一年一次", "once a year"),
    ),
    "paid_above_award": Check(
        "paid_10k_cny",
        ("已拨付大于支持资金", "paid more than awarded"),
        ("不大于支持资金", "not above the award"),
    ),
    "matched_by_name": Check(
        "holder_id",
        ("项目库无此代码，按名称归并", "no such code in the library; matched by name"),
        ("项目库中的代码", "a code of the library"),
    ),
    "name_of_several": Check(
        "holder_name",
        (
            "项目库有多个同名项目，未归并",
            "name of several projects; not matched",
        ),
        ("唯一的项目名称或代码", "a name of one project, or a code"),
    ),
    "paid_before_granted": Check(
        "granted_on",
        ("未认定先拨付", "paid and not granted"),
        ("拨付前的认定日期", "the day of a grant before payment"),
    ),
}
