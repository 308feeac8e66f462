"""Coverage, digital integration, electronics, the expo's projects; findings."""

from analysis.questions.upgrading.checks import CHECKS
from analysis.tables.dictionary import category, date, period, quantity, text
from analysis.tables.finding import found_columns
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import amount, number, pct

MEASURES = {
    "cloud": ("规上两化融合企业上云", "cloud, of digital integration above scale"),
    "green": ("规上企业绿色工厂自评价", "green self-evaluation, of all above scale"),
}
INDICES = {"fusion": ("两化融合", "digital integration")}
PARTS = {
    "design_tools": ("数字化研发设计工具普及率", "use of digital design tools"),
    "controlled_processes_pct": ("关键工序数控化率", "numerical control of key processes"),
    "digital_management": ("经营管理数字化率", "digital management"),
    "digital_links": ("关键业务环节全面数字化比例", "key business fully digital"),
}
SCOPES = {
    "division_39": ("行业39大类", "division 39"),
    "bureau_list": ("局定企业名单", "the bureau's list"),
}
STAGES = {
    "presented": ("发布", "presented"),
    "agreed": ("签约和合作意向", "signed or intended"),
    "signed": ("签约", "signed"),
    "filed": ("签约并备案", "signed and filed"),
    "started": ("签约、备案并开工", "signed, filed and started"),
}
_COUNTY = {"county_code": text("县（市、区）", "County", meaning="city is the whole")}
COVERAGE = ResultTable(
    name="upgrading_coverage",
    zh="上云与绿色覆盖",
    en="Coverage of cloud and green",
    row=("一县一项覆盖", "one coverage in one county"),
    key=("county_code", "measure"),
    citywide=True,
    free="lists of cloud, digital integration and evaluated enterprises are announced",
    columns={
        **_COUNTY,
        "measure": category("覆盖项", "Coverage", MEASURES),
        "eligible": quantity("应覆盖", "Eligible", "count", meaning="on the list to be covered"),
        "covered": quantity("已覆盖", "Covered", "count", meaning="of the eligible; 其中"),
        "coverage_pct": pct("覆盖率", "Coverage", "covered / eligible; 已覆盖 / 应覆盖"),
        "uncovered": quantity("未覆盖", "Not covered", "count", meaning="eligible − covered"),
        "covered_outside": quantity(
            "名单外已覆盖",
            "Covered, not eligible",
            "count",
            meaning="beside the rate; 不计入覆盖率",
        ),
        "eligible_first": quantity(
            "年初应覆盖",
            "Eligible at the year's start",
            "count",
            meaning="by who reported above scale in the year's first period",
            optional=True,
        ),
        "listed_on": date("名单日期", "List of", optional=True),
        "reported_in": period("规上名单报告期", "Above scale in", cumulative=True),
    },
)
UNCOVERED = ResultTable(
    name="upgrading_uncovered",
    zh="未覆盖企业",
    en="Eligible and not covered",
    row=("一家应覆盖而未覆盖的企业", "one eligible enterprise that is not covered"),
    key=("measure", "uscc"),
    secret=True,
    citywide=True,
    columns={
        "measure": category("覆盖项", "Coverage", MEASURES),
        "uscc": text("统一社会信用代码", "Credit code"),
        "name": text("企业名称", "Enterprise", optional=True),
        **_COUNTY,
    },
)
FUSION_INDEX = ResultTable(
    name="fusion_index",
    zh="两化融合水平评估",
    en="Index of digital integration",
    row=("一县一项指数", "one index in one county"),
    key=("county_code", "index"),
    cells=("county_code", "index"),
    measures=("mean_index", "leading"),
    citywide=True,
    columns={
        **_COUNTY,
        "index": category("指数", "Index", INDICES),
        "evaluated": quantity("评估企业", "Evaluated", "count", meaning="with an index; 有指数的"),
        "mean_index": number("平均指数", "Mean index", "points", "of the evaluated, each once"),
        "leading": quantity(
            "90以上企业", "Of 90 or more", "count", meaning="of the evaluated; 其中", optional=True
        ),
    },
)
FUSION_PARTS = ResultTable(
    name="fusion_parts",
    zh="两化融合分项",
    en="Parts of digital integration",
    row=("一县一个分项", "one part in one county"),
    key=("county_code", "index"),
    cells=("county_code", "index"),
    measures=("rate_pct", "having"),
    citywide=True,
    columns={
        **_COUNTY,
        "index": category("分项", "Part", PARTS),
        "answered": quantity("评估企业", "Evaluated", "count", meaning="on this part; 有该项的"),
        "having": quantity(
            "其中具备", "Have it", "count", meaning="none for a rate; 数控化率无", optional=True
        ),
        "rate_pct": pct("比率", "Rate", "have it / evaluated; of control, the mean rate"),
    },
)
_MONEY = {
    "revenue_10k_cny": amount("营业收入", "Revenue"),
    "revenue_last_year_10k_cny": amount("营业收入上年同期", "Revenue, same period last year"),
    "growth_pct": pct("同比增速", "Growth", "of who reports both years; 可比口径"),
}
ELECTRONICS = ResultTable(
    name="electronics",
    zh="电子信息产业",
    en="Electronics",
    row=("一个县", "one county"),
    key=("county_code",),
    cells=("county_code",),
    measures=tuple(_MONEY),
    citywide=True,
    columns={
        **_COUNTY,
        "scope": category("口径", "Scope", SCOPES),
        "listed": quantity("口径内企业", "In scope", "count"),
        "reporting": quantity("其中报送", "Reporting", "count", meaning="revenue of both years"),
        **_MONEY,
    },
)
EXPO = ResultTable(
    name="expo_stages",
    zh="数博会项目",
    en="Projects of the expo",
    row=("一县一个环节", "one stage in one county"),
    key=("county_code", "stage"),
    citywide=True,
    free="projects presented and signed at an exhibition are announced with their totals",
    columns={
        **_COUNTY,
        "stage": category("环节", "Stage", STAGES),
        "projects": quantity("项目数", "Projects", "items", meaning="distinct; 不重复计"),
        "with_total": quantity("有总投资的", "With a total", "items", meaning="in the library"),
        "total_10k_cny": amount("总投资", "Total investment"),
    },
)
FINDINGS = ResultTable(
    name="upgrading_findings",
    zh="上云、电子信息、数博会核对",
    en="Findings in lists of upgrading",
    row=("一处疑问", "one finding"),
    key=("finding", "title", "holder_id"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        "title": text("称号", "Title"),
        "holder_id": text("主体代码", "Holder's code"),
        "holder_name": text("主体名称", "Holder"),
        **_COUNTY,
    },
)
RESULTS = (COVERAGE, UNCOVERED, FUSION_INDEX, FUSION_PARTS, ELECTRONICS, EXPO, FINDINGS)
