"""The named figures of titles: one line each; definitions and formulas follow from the status."""

from analysis.questions.titles.tables import COUNTS, FUNNEL, MONEY, PENDING
from analysis.tables.name import Name
from analysis.tables.quantity import NONE, Quantity
from analysis.tables.result import ResultTable

_HOW: dict[str, tuple[ResultTable, dict[str, str], Name, Name]] = {
    "stock": (
        COUNTS,
        {"status": "stock"},
        Name(zh="期末有效：已认定、未到期、未取消", en="in force on the last day"),
        Name(
            zh="granted_on ≤ t ≤ valid_until，至t未取消",
            en="granted_on ≤ t ≤ valid_until, not revoked by t",
        ),
    ),
    "expiring": (
        COUNTS,
        {"status": "expiring"},
        Name(
            zh="期末有效，一年内到期且未复核", en="in force, ends within a year, not yet reviewed"
        ),
        Name(
            zh="t时有效，valid_until ≤ t + 1年，至t未就此到期复核",
            en="in force at t, valid_until ≤ t + 1 year, no review for that end by t",
        ),
    ),
    "new": (
        COUNTS,
        {"status": "new"},
        Name(zh="本年1月1日至期末认定", en="granted from 1 January to the last day"),
        Name(zh="1月1日 ≤ granted_on ≤ t", en="1 January ≤ granted_on ≤ t"),
    ),
    "listed": (
        FUNNEL,
        {"list_year": "this", "step": "granted"},
        Name(zh="列入本年度名单", en="on this year's list"),
        Name(zh="年度为本年，granted_on ≤ t", en="year = this year, granted_on ≤ t"),
    ),
    "recommended": (
        FUNNEL,
        {"list_year": "this", "step": "recommended"},
        Name(zh="本年度名单的推荐申报", en="recommended for this year's list"),
        Name(
            zh="年度为本年，至t已推荐或已进入其后环节",
            en="year = this year, recommended or a later step by t",
        ),
    ),
    "proposed": (
        FUNNEL,
        {"list_year": "next", "step": "recommended"},
        Name(zh="下年度名单的推荐申报", en="recommended for next year's list"),
        Name(
            zh="年度为下年，至t已推荐或已进入其后环节",
            en="year = next year, recommended or a later step by t",
        ),
    ),
    "accepted": (
        FUNNEL,
        {"list_year": "this", "step": "announced"},
        Name(zh="本年度通过评定（公示或认定）", en="announced or granted, this year's list"),
        Name(
            zh="年度为本年，announced_on或granted_on ≤ t",
            en="year = this year, announced_on or granted_on ≤ t",
        ),
    ),
    "waiting": (
        PENDING,
        {"list_year": "next", "batch": "all"},
        Name(zh="下年度资金名单，已公示待认定", en="announced for next year's money"),
        Name(
            zh="年度为下年，announced_on ≤ t，至t未认定",
            en="year = next year, announced_on ≤ t, not granted by t",
        ),
    ),
    "second": (
        PENDING,
        {"list_year": "this", "batch": "2"},
        Name(zh="本年度第二批，已公示待认定", en="second batch, announced, not yet granted"),
        Name(
            zh="年度为本年，第2批，announced_on ≤ t，至t未认定",
            en="year = this year, batch = 2, announced_on ≤ t, not granted by t",
        ),
    ),
    "money": (
        MONEY,
        {"list_year": "this"},
        Name(zh="本年度名单的支持资金合计", en="awards of this year's list, sum"),
        Name(
            zh="Σ award_10k_cny，年度为本年，granted_on ≤ t",
            en="Σ award_10k_cny, year = this year, granted_on ≤ t",
        ),
    ),
}
_COUNTED = {
    "enterprises": (
        "holders",
        Name(zh="家企业", en="enterprises"),
        Name(zh="主体数，不重复计；", en="distinct holders; "),
    ),
    "places": (
        "holders",
        Name(zh="家", en=""),
        Name(zh="主体数，不重复计；", en="distinct holders; "),
    ),
    "projects": (
        "items",
        Name(zh="个项目", en="projects"),
        Name(zh="项目数，不重复计；", en="distinct projects; "),
    ),
    "products": (
        "items",
        Name(zh="个产品", en="products"),
        Name(zh="主体与产品数，不重复计；", en="distinct holder and product; "),
    ),
    "batch": ("latest_batch", Name(zh="批", en=""), Name(zh="最大批次；", en="largest batch; ")),
    "money": ("award_10k_cny", NONE, NONE),
}
_OWNERS = {
    "sme": Name(zh="中小企业科", en="small and medium enterprises"),
    "plan": Name(zh="规划投资科", en="planning and investment"),
    "digital": Name(zh="信息化科", en="digitalisation"),
    "green": Name(zh="节能与综合利用科", en="energy saving"),
    "technology": Name(zh="科技科", en="technology"),
    "materials": Name(zh="原材料科", en="materials"),
    "operation": Name(zh="运行科", en="operation"),
}
# number in the year's report (0: none), name; title, level, how, counted, owner; titles
_LINES = (
    (9, "whitelist_enterprises", "whitelist all stock enterprises operation",
     "白名单企业", "Enterprises on the white list"),
    (20, "environment_incentive_enterprises", "environment_incentive all stock enterprises plan",
     "享受环保激励的技改企业", "Enterprises with the environmental incentive"),
    (21, "upgrading_plan_projects", "city_upgrading_plan all listed projects plan",
     "市重点技改项目", "Key upgrading projects of the city"),
    (23, "provincial_plan_projects", "provincial_plan all listed projects plan",
     "省千项技改项目", "Upgrading projects on the provincial list"),
    (26, "funded_projects", "funded_upgrading all listed projects plan",
     "获省专项资金的技改项目", "Upgrading projects with provincial money"),
    (27, "funded_amount", "funded_upgrading all money money plan",
     "技改项目省专项资金", "Provincial money of upgrading projects"),
    (38, "design_centre_money", "design_centre province money money technology",
     "工业设计中心省级资金", "Provincial money of design centres"),
    (40, "design_projects", "design_project all listed projects technology",
     "获省资金的工业设计项目", "Design projects with provincial money"),
    (41, "design_projects_money", "design_project all money money technology",
     "工业设计项目省级资金", "Provincial money of design projects"),
    (42, "design_centres_announced", "design_centre province waiting enterprises technology",
     "公示待支持的工业设计中心", "Design centres announced for money"),
    (44, "design_projects_announced", "design_project all waiting projects technology",
     "公示待支持的工业设计项目", "Design projects announced for money"),
    (46, "design_centres_city", "design_centre city new enterprises technology",
     "新认定市级工业设计中心", "Design centres of city level, new"),
    (50, "internet_key_projects", "internet_key all listed projects digital",
     "省工业互联网重点项目", "Industrial-internet key projects"),
    (51, "internet_pilot_projects", "internet_pilot all listed projects digital",
     "省工业互联网试点项目", "Industrial-internet pilots"),
    (54, "dcmm_enterprises", "dcmm all stock enterprises digital",
     "DCMM贯标企业", "Enterprises with a DCMM certificate"),
    (66, "pacesetters", "pacesetter all stock enterprises sme",
     "产业集群领跑者", "Pacesetters of clusters"),
    (69, "service_platforms", "service_platform province new places sme",
     "新认定省级公共服务示范平台", "Service platforms, new"),
    (70, "incubation_bases", "incubation_base province new places sme",
     "新认定省级创业创新示范基地", "Incubation bases, new"),
    (71, "specialised_new", "srdi all new enterprises sme",
     "新增专精特新中小企业", "Specialised SMEs, new"),
    (72, "specialised_announced", "srdi all second enterprises sme",
     "第二批公示的专精特新中小企业", "Specialised SMEs announced, second batch"),
    (73, "little_giants_new", "little_giant all new enterprises sme",
     "新增“小巨人”企业", "Little giants, new"),
    (74, "key_little_giants_new", "key_little_giant all new enterprises sme",
     "新增重点“小巨人”企业", "Key little giants, new"),
    (75, "specialised_projects", "srdi_project all listed projects sme",
     "专精特新骨干项目", "Projects of specialised SMEs"),
    (76, "cluster_projects", "cluster_project all listed projects sme",
     "县域特色产业集群项目", "Cluster projects"),
    (79, "green_factories_new", "green_factory province new enterprises green",
     "新增省级绿色工厂", "Provincial green factories, new"),
    (83, "green_project_money", "green_demo all money money green",
     "绿色发展示范项目资金", "Money of green demonstration projects"),
    (85, "green_projects_recommended", "green_demo all proposed projects green",
     "推荐下年绿色发展示范项目", "Green projects recommended for next year"),
    (88, "smart_recommended", "smart_pilot all recommended enterprises technology",
     "推荐智能制造试点示范", "Recommended as smart-manufacturing pilots"),
    (89, "champions_national_recommended", "champion nation recommended enterprises technology",
     "推荐国家级单项冠军", "Recommended as national champions"),
    (90, "champions_provincial_recommended", "champion province recommended enterprises technology",
     "推荐省级单项冠军", "Recommended as provincial champions"),
    (93, "first_sets_enterprises_recommended", "first_set all recommended enterprises technology",
     "推荐首台（套）的企业", "Enterprises recommended with first sets"),
    (94, "first_sets_recommended", "first_set all recommended products technology",
     "推荐首台（套）产品", "First sets recommended"),
    (95, "first_sets_enterprises", "first_set all accepted enterprises technology",
     "首台（套）通过评定的企业", "Enterprises whose first sets were accepted"),
    (96, "first_sets", "first_set all accepted products technology",
     "通过评定的首台（套）产品", "First sets accepted"),
    (107, "chemical_park_batch", "chemical_park province stock batch materials",
     "化工园区批次", "Batch of the chemical park"),
    (108, "chemical_points_new", "chemical_point all new enterprises materials",
     "新增化工重点监控点", "Chemical monitoring points, new"),
    (109, "chemical_points", "chemical_point all stock enterprises materials",
     "化工重点监控点", "Chemical monitoring points"),
    (0, "specialised", "srdi all stock enterprises sme",
     "有效期内专精特新中小企业", "Specialised SMEs in force"),
    (0, "specialised_expiring", "srdi all expiring enterprises sme",
     "一年内到期的专精特新中小企业", "Specialised SMEs that end within a year"),
    (0, "little_giants", "little_giant all stock enterprises sme",
     "有效期内“小巨人”企业", "Little giants in force"),
    (0, "green_factories", "green_factory all stock enterprises green",
     "绿色工厂", "Green factories"),
)  # fmt: skip


def _quantity(number: int, name: str, what: str, zh: str, en: str) -> Quantity:
    title, level, how, counted, owner = what.split()
    table, where, definition, condition = _HOW[how]
    column, measure, formula = _COUNTED[counted]
    return Quantity(
        name,
        table,
        column,
        Name(zh=zh, en=en),
        where={"title": title, "level": level, **where},
        definition=definition,
        formula=Name(zh=formula.zh + condition.zh, en=formula.en + condition.en),
        owner=_OWNERS[owner],
        counted=measure,
        numbers=(number,) if number else (),
        ranked="" if counted == "batch" else "high",
    )


QUANTITIES = tuple(_quantity(*line) for line in _LINES)
