"""What may be found in the list and the watch of candidates: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "entered_twice": Check(
        "event",
        ("未退库又入库，只计首次", "entered again without an exit; first counts"),
        ("退库后方可再入库", "an exit before a new entry"),
    ),
    "left_twice": Check(
        "event",
        ("未入库又退库，只计首次", "left again without an entry; first counts"),
        ("入库后方可再退库", "an entry before a new exit"),
    ),
    "before_production": Check(
        "period",
        ("入库早于投产日期", "entered before production began"),
        ("不早于投产月份", "not before the month of production"),
    ),
    "moved_between_counties": Check(
        "county_code",
        ("县间迁移，全市不计", "moved between counties; none of the city"),
        ("迁出县、迁入县各一次", "one exit, one entry"),
    ),
    "revenue_not_vat": Check(
        "revenue_ytd_10k_cny",
        ("营业收入与应税销售额不符", "revenue is not the sales in tax returns"),
        ("与应税销售额相差10%以内", "within 10% of sales in tax returns"),
    ),
    "last_year_not_as_filed": Check(
        "revenue_ytd_10k_cny",
        (
            "入库申报数与今年同期数不符",
            "filed at entry otherwise than this year's last-year column",
        ),
        ("与今年同期列相差1%以内", "within 1% of this year's column"),
    ),
    "licence_not_plant": Check(
        "county_code",
        ("注册地与生产地不在一县", "licensed in another county than the plant"),
        ("注册地所在县", "the county of the licence"),
    ),
    "already_listed": Check(
        "uscc",
        ("已在库，不作候选", "already on the list; no candidate"),
        ("不在库的企业", "an enterprise not on the list"),
    ),
    "project_not_in_library": Check(
        "project_code",
        ("项目库中无此项目代码", "code of no project in the library"),
        ("项目库中的代码", "a code of the library"),
    ),
    "project_of_another": Check(
        "project_code",
        ("项目库中为另一企业的项目", "project of another enterprise"),
        ("本企业的项目", "a project of the enterprise"),
    ),
    "filing_not_new": Check(
        "project_code",
        ("项目备案性质不是新建", "project is not filed as new"),
        ("建设性质为新建的项目", "a project filed as new"),
    ),
    "filing_needs_proof": Check(
        "project_code",
        ("备案已满三年，须附投产证明", "filed over three years ago; needs a proof of production"),
        ("备案未满三年，或附证明", "filed within three years, or a proof"),
    ),
    "plant_not_producing": Check(
        "project_code",
        ("项目月调度尚未投产", "not in production by the dispatch"),
        ("已投产的项目", "a project in production"),
    ),
}
