"""What is answered of programmes: money by step, projects on lists, payments; findings."""

from functools import partial

from analysis.questions.programmes.checks import CHECKS
from analysis.tables.dictionary import category, quantity, text
from analysis.tables.finding import found_columns
from analysis.tables.recognitions import RECOGNITIONS
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct

PROGRAMMES = {
    "city_upgrading_plan": ("市重点技改项目", "city upgrading plan"),
    "provincial_plan": ("省千项技改项目", "provincial upgrading plan"),
    "hundred_demo": ("百项示范项目", "hundred demonstrations"),
    "industrial_base": ("产业基础再造项目", "industrial foundation"),
    "srdi_project": ("专精特新骨干创新项目", "projects of specialised SMEs"),
    "cluster_project": ("特色产业集群项目", "cluster projects"),
    "design_project": ("工业设计成果转化项目", "industrial design"),
    "green_demo": ("绿色发展示范项目", "green demonstration"),
    "internet_key": ("工业互联网重点项目", "industrial internet, key"),
    "internet_pilot": ("工业互联网试点项目", "industrial internet, pilots"),
}
"""Lists and programmes of projects, by their codes in the catalogue of titles."""
INCENTIVE = "environment_incentive"
"""Enterprises treated one grade better for their upgrading; their title in the catalogue."""
_COUNTY = {"county_code": text("县（市、区）", "County", meaning="city is the whole")}
_TITLE = {"title": category("清单或专项", "List or programme", PROGRAMMES)}
_EVERY = {
    "title": category("清单或专项", "List or programme", {**PROGRAMMES, "all": ("合计", "all")})
}
_amount = partial(number, unit="10k_cny", decimals=0)

MONEY = ResultTable(
    name="programme_money",
    zh="专项资金",
    en="Money of programmes",
    row=("一县一专项", "one programme in one county"),
    key=("county_code", "title"),
    cells=("county_code", "title"),
    measures=("planned_10k_cny", "granted_10k_cny"),
    citywide=True,
    columns={
        **_COUNTY,
        **_EVERY,
        "projects": quantity("资金项目", "Projects", "items", meaning="announced or granted"),
        "granted": quantity("已认定", "Granted", "items"),
        "planned_10k_cny": _amount(
            "拟支持资金", "Planned", meaning="awards announced or granted; 公示及认定"
        ),
        "granted_10k_cny": _amount("已认定资金", "Granted", meaning="awards granted by the day"),
    },
)
PAYMENTS = ResultTable(
    name="programme_payments",
    zh="资金拨付",
    en="Payments of programmes",
    row=MONEY.row,
    key=MONEY.key,
    secret=True,
    citywide=True,
    columns={
        **_COUNTY,
        **_EVERY,
        "planned_10k_cny": MONEY.columns["planned_10k_cny"],
        "granted_10k_cny": MONEY.columns["granted_10k_cny"],
        "paid_10k_cny": _amount("已拨付资金", "Paid"),
        "paid_pct": pct("拨付率", "Paid", "of what is granted; 占已认定资金"),
    },
)
LISTS = ResultTable(
    name="programme_lists",
    zh="清单项目",
    en="Projects on lists",
    row=("一县一清单", "one list in one county"),
    key=("county_code", "title"),
    citywide=True,
    free="the year's lists are announced; of their projects only a number is said",
    columns={
        **_COUNTY,
        **_TITLE,
        "listed": quantity("清单项目", "Listed", "items", meaning="granted by the last day"),
        "in_library": quantity("项目库中有", "In the library", "items", meaning="by their code"),
        "started": quantity("其中已开工", "Of them started", "items"),
        "producing": quantity("其中已投产", "Of them producing", "items"),
    },
)
PROGRESS = ResultTable(
    name="programme_progress",
    zh="清单项目投资",
    en="Investment of listed projects",
    row=("一张清单", "one list"),
    key=("title",),
    cells=("title",),
    measures=("plan_year_10k_cny", "done_ytd_10k_cny", "schedule_10k_cny", "done_pct"),
    citywide=True,
    columns={
        **_TITLE,
        "reported": quantity("调度项目", "Reported", "items", meaning="listed and dispatched"),
        "plan_year_10k_cny": _amount("年度计划投资", "Plan of the year"),
        "schedule_10k_cny": _amount("时序进度应完成", "Due on schedule"),
        "done_ytd_10k_cny": _amount("完成投资", "Done"),
        "done_pct": pct("年度完成率", "Done", "of the year's plan; 占年度计划投资"),
    },
)
INCENTIVES = ResultTable(
    name="programme_incentives",
    zh="技改环保激励",
    en="Environmental incentive",
    row=("一个县", "one county"),
    key=("county_code",),
    citywide=True,
    free="the list of the year is announced; of the rest only a number is said",
    columns={
        **_COUNTY,
        "enterprises": quantity("享受激励企业", "Enterprises", "count", meaning="in force; 有效"),
        "upgrading": quantity("有技改项目", "Upgrading", "count", meaning="in the library"),
        "upgrading_pct": pct("占比", "Share", "of the enterprises; 占享受激励企业"),
    },
)
FINDINGS = ResultTable(
    name="programme_findings",
    zh="资金核对",
    en="Findings in the money of programmes",
    row=("一处疑问", "one finding"),
    key=("finding", "title", "level", "batch", "holder", "product"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        "holder": text("项目代码", "Project code", meaning="its name where it has no code"),
        "holder_name": RECOGNITIONS.columns["holder_name"],
        **_COUNTY,
        **_TITLE,
        "level": RECOGNITIONS.columns["level"],
        "batch": text("批次", "Batch"),
        "product": text("产品名称", "Product"),
        "award_10k_cny": _amount("支持资金", "Award"),
        "paid_10k_cny": _amount("已拨付", "Paid"),
    },
)
RESULTS = (MONEY, PAYMENTS, LISTS, PROGRESS, INCENTIVES, FINDINGS)
