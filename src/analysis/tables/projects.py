"""Projects: the library of what was filed, and the monthly dispatch of what is being built."""

from analysis.tables.dictionary import Table, category, date, flag, period, quantity, text
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.territory import county_code, industry_code

NATURES = {
    "new": ("新建", "new"),
    "expansion": ("扩建", "expansion"),
    "upgrading": ("技改", "upgrading"),
    "relocation": ("迁建", "relocation"),
}
LEVELS = {
    "nation": ("国家级", "national"),
    "province": ("省级", "provincial"),
    "city": ("市级", "of the city"),
    "county": ("县级", "of the county"),
}
LISTS = {
    "carried_over": ("续建", "carried over"),
    "new_start": ("新开工", "new start"),
    "planned": ("谋划", "planned"),
}
STAGES = {
    "planned": ("谋划", "planned"),
    "preparation": ("前期", "preparation"),
    "started": ("开工", "started"),
    "building": ("在建", "building"),
    "finished": ("竣工", "finished"),
    "producing": ("投产", "producing"),
    "stopped": ("停建", "stopped"),
    "cancelled": ("取消", "cancelled"),
}

PROJECTS = Table(
    name="projects",
    zh="项目库",
    en="Library of projects",
    row=("一个项目", "one project"),
    key=("project_code",),
    traced=True,
    columns={
        "project_code": text("项目代码", "Project code", ("投资项目代码", "重大库编码")),
        "platform_code": text(
            "省平台编码",
            "Code on the provincial platform",
            ("平台编码", "省技改平台编码"),
            optional=True,
            meaning="by which lists of titles and awards name the project; 名单所用编码",
        ),
        "name": text("项目名称", "Project"),
        "uscc": uscc(optional=True),
        "county_code": county_code(),
        "industry_code": industry_code(),
        "nature": category(
            "建设性质",
            "Nature",
            NATURES,
            aliases={"改扩建": "expansion", "技术改造": "upgrading", "改建": "upgrading"},
        ),
        "level": category(
            "项目级别", "Level", LEVELS, ("重点级别", "重点项目级别"), optional=True,
            aliases={"国家重点": "nation", "省重点": "province", "省级重点": "province",
                     "市重点": "city", "市级重点": "city", "县重点": "county"},
        ),
        "parent_code": text(
            "所属总项目代码", "Code of the whole project", ("总项目代码",), optional=True
        ),
        "total_10k_cny": quantity("总投资", "Total investment", "10k_cny", ("计划总投资",)),
        "equipment_10k_cny": quantity(
            "设备投资", "Equipment", "10k_cny", ("设备购置费",), optional=True
        ),
        "filed_no": text("备案文号", "Filing number", ("备案证号",), optional=True),
        "filed_on": date("备案时间", "Filed on", ("备案日期",), optional=True, month="first"),
        "planned_start_on": date(
            "计划开工时间", "Planned start", ("计划开工日期",), optional=True, month="last"
        ),
        "planned_finish_on": date(
            "计划竣工时间", "Planned finish", ("计划竣工日期",), optional=True, month="last"
        ),
        "content": text("建设内容及规模", "Content", ("总建设规模和建设内容",), optional=True),
        "benefit": text("建成后效益", "Benefit", optional=True),
        "published_on": date("名单公开日期", "Published on", ("公开日期",), optional=True),
        "vintage": vintage(),
    },
)  # fmt: skip

PROJECT_MONTH = Table(
    name="project_month",
    zh="项目月调度",
    en="Monthly dispatch of projects",
    row=("一个项目一个报告期", "one project in one period"),
    key=("project_code", "period"),
    traced=True,
    order=(("started_on", "finished_on"), ("finished_on", "producing_on")),
    columns={
        "project_code": text(
            "项目代码",
            "Project code",
            ("投资项目代码", "重大库编码"),
            optional=True,
            instead="name",
            meaning="without one the name, which is then looked for in the library; 缺代码的填名称",
        ),
        "period": period("报告期", "Period", ("调度月份",), cumulative=True),
        "county_code": county_code(),
        "name": text("项目名称", "Project", meaning="as reported; matched by the code"),
        "uscc": uscc(optional=True),
        "list": category(
            "年初清单", "List of the year", LISTS, ("项目清单", "清单类别"),
            aliases={"续建项目": "carried_over", "新开工项目": "new_start", "谋划项目": "planned"},
        ),
        "stage": category(
            "阶段", "Stage", STAGES, ("项目阶段", "当前阶段"),
            aliases={"续建": "building", "完工": "finished", "达产": "producing"},
        ),
        "plan_year_10k_cny": quantity(
            "年度计划投资", "Plan of the year", "10k_cny", ("本年计划投资", "{Y}年计划投资")
        ),
        "done_ytd_10k_cny": quantity(
            "本年累计完成投资",
            "Done, year to date",
            "10k_cny",
            (
                *("本年累计完成投资（不含上年）", "本年累计完成投资（不含{Y-1}年）"),
                *("本年度累计完成投资（不含上年）", "{Y}年1—{M}月完成投资"),
            ),
        ),
        "done_pct": quantity(
            "投资完成率", "Share done, as reported", "pct", ("年度投资完成率",), optional=True
        ),
        "done_total_10k_cny": quantity(
            "开工以来累计完成投资", "Done since the start", "10k_cny", ("累计完成投资",),
            optional=True, from_nothing=True,
        ),
        "started_on": date(
            "实际开工时间", "Started on", ("开工时间",), optional=True, month="first"
        ),
        "finished_on": date(
            "实际竣工时间", "Finished on", ("竣工时间",), optional=True, month="last"
        ),
        "producing_on": date(
            "实际投产时间", "In production on", ("投产时间",), optional=True, month="last"
        ),
        "statistics_code": text("纳统编码", "Code in statistics", ("入统编码",), optional=True),
        "statistics_ytd_10k_cny": quantity(
            "统计本年累计投资", "Done, in statistics", "10k_cny",
            ("统计部门本年累计完成投资", "入统投资"), optional=True,
        ),
        "construction_permit": flag(
            "施工许可", "Construction permit", ("施工许可证",), blank=False, dated=True
        ),
        "progress": text("实物工程量", "Progress", ("形象进度说明",), optional=True),
        "problem": text("具体问题", "Problem", ("存在问题",), optional=True),
        "vintage": vintage(),
    },
)  # fmt: skip
