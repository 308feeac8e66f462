"""What may be found in the list of the three batches: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "unidentified": Check(
        "holder_name",
        ("无代码和名称，未统计", "neither code nor name; left out"),
        ("企业名称或代码", "a name or a code"),
    ),
    "unknown_category": Check(
        "category",
        ("类别不属三个一批，未统计", "category of no batch; left out"),
        ("淘汰关停、搬迁入园、就地改造", "closed, moved, upgraded"),
    ),
    "category_changed": Check(
        "category",
        ("中途改变类别，按列入时的统计", "changed its category; the listed one counts"),
        ("列入清单时的类别", "the category as first listed"),
    ),
    "listed_twice": Check(
        "holder_name",
        ("同一企业重复列入，只计一次", "listed twice; counted once"),
        ("一家企业一次", "once an enterprise"),
    ),
    "closed_before_listed": Check(
        "closed_on",
        ("完成早于列入清单", "done before it was listed"),
        ("不早于列入日期", "not before it was listed"),
    ),
    "moved_not_producing": Check(
        "progress",
        ("未在园区投产，不算搬迁完成", "does not produce in the park; not moved"),
        ("在园区投产", "produces in the park"),
    ),
    "done_without_evidence": Check(
        "evidence",
        ("已完成，无验收文号", "done, without a number of acceptance"),
        ("验收文号", "a number of acceptance"),
    ),
    "electricity_after_closing": Check(
        "closed_on",
        ("关停后仍有用电", "uses electricity after it was closed"),
        ("此后用电量为0", "no electricity after it"),
    ),
}
