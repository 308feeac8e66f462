"""What may be found in the dispatch of projects: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "not_in_library": Check(
        "project_code",
        ("项目库中无此代码", "code not in the library"),
        ("项目库中的代码", "a code of the library"),
    ),
    "name_not_in_library": Check(
        "name",
        ("未填代码，项目库中无此名称", "no code, and the name is not in the library"),
        ("项目库中的名称，或填代码", "a name of the library, or the code"),
    ),
    "name_of_several": Check(
        "name",
        ("未填代码，同名项目不止一个，未归并", "no code, and several have the name: not matched"),
        ("填代码", "the code"),
    ),
    "matched_by_name": Check(
        "name",
        ("未填代码，按名称归并", "no code, matched by the name"),
        ("填代码", "the code"),
    ),
    "reported_again": Check(
        "name",
        (
            "未填代码，该项目另有一行，均已统计",
            "no code, project has another row; both counted",
        ),
        ("一个项目一行", "one row a project"),
    ),
    "not_unfinished_last_year": Check(
        "list",
        ("续建，上年清单中无此未完工项目", "carried over, not among last year's unfinished"),
        ("上年12月未完工的项目", "unfinished in last December's dispatch"),
    ),
    "renamed": Check(
        "name",
        ("名称与项目库不同，按代码归并", "other name than filed, matched by its code"),
        ("项目库中的名称", "the name as filed"),
    ),
    "started_before_filed": Check(
        "started_on",
        ("开工早于备案", "started before it was filed"),
        ("不早于备案时间", "not before it was filed"),
    ),
    "started_without_permit": Check(
        "construction_permit",
        ("已开工，无施工许可", "started without a construction permit"),
        ("已开工的为“是”", "yes, of what is started"),
    ),
    "producing_without_start": Check(
        "started_on",
        ("竣工或投产，无开工时间", "finished or producing, never started"),
        ("竣工、投产的须填", "given, of what is finished"),
    ),
    "stage_against_rule": Check(
        "stage",
        ("阶段倒退或越过开工", "stage goes back, or past the start"),
        ("上期阶段或其后一步", "the stage before, or one after it"),
    ),
    "done_fell": Check(
        "done_ytd_10k_cny",
        ("累计完成投资少于上期", "less done than a period ago"),
        ("不少于上期", "not below a period ago"),
    ),
    "done_without_plan": Check(
        "plan_year_10k_cny",
        ("有完成投资，无年度计划", "something done and no plan"),
        ("大于0", "above 0"),
    ),
    "done_over_total": Check(
        "done_total_10k_cny",
        ("累计完成超过总投资10%以上", "more than 110% of the total is done"),
        ("不超过总投资的110%", "up to 110% of the total"),
    ),
    "total_in_other_unit": Check(
        "total_10k_cny",
        ("总投资疑以亿元填报", "total probably in 100 million"),
        ("以表头单位填报", "in the unit of the heading"),
    ),
    "plan_in_other_unit": Check(
        "plan_year_10k_cny",
        (
            "年度计划与该项目总投资、完成或上年计划单位不符",
            "plan in another unit than the project's total, done or last plan",
        ),
        ("以表头单位填报", "in the unit of the heading"),
    ),
    "rate_not_as_computed": Check(
        "done_pct",
        ("填报完成率与计算不符", "reported rate is not done by plan"),
        ("完成投资÷年度计划（±1个百分点）", "done by plan, within 1 point"),
    ),
    "statistics_differ": Check(
        "statistics_ytd_10k_cny",
        ("调度与统计投资相差10%以上", "dispatch and statistics differ by over 10%"),
        ("与调度相差10%以内", "within 10% of the dispatch"),
    ),
    "phases_listed_twice": Check(
        "name",
        ("分期重复列入，均已统计", "phases listed twice; both counted"),
        ("一个项目一行", "one row a project"),
    ),
    "part_of_listed_whole": Check(
        "project_code",
        ("总项目与子项目重复列入", "listed beside its whole; both counted"),
        ("总项目或子项目，不并列", "the whole or its parts, not both"),
    ),
}
