"""What is answered of the three batches: done of the listed, who is overdue; findings."""

from analysis.questions.batches.checks import CHECKS
from analysis.tables.cases import CASES
from analysis.tables.dictionary import category, quantity, text
from analysis.tables.finding import found_columns
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct

CATEGORIES = {
    "closed": ("淘汰关停", "closed"),
    "moved": ("搬迁入园", "moved into a park"),
    "upgraded": ("就地改造", "upgraded in place"),
}
STANDINGS = {
    "exceeded": ("超额完成", "exceeded"),
    "met": ("完成", "met"),
    "missed": ("未完成", "missed"),
}
_COUNTY = {"county_code": text("县（市、区）", "County", meaning="city is the whole")}
COUNTS = ResultTable(
    name="batch_counts",
    zh="三个一批完成情况",
    en="Three batches: done of the listed",
    row=("一县一类别", "one category in one county"),
    key=("county_code", "category"),
    citywide=True,
    free="how many enterprises of an announced list are done is reported; no figure of one",
    columns={
        **_COUNTY,
        "category": category("类别", "Category", {**CATEGORIES, "all": ("合计", "all")}),
        "listed": quantity("清单内企业", "Listed", "count", meaning="distinct; 不重复计"),
        "done": quantity("已完成", "Done", "count", meaning="by the last day; 期末"),
        "done_pct": pct("完成率", "Done", "of the listed; 占清单内企业"),
        "target_pct": pct("省定目标", "Minimum"),
        "needed": number("应完成", "Needed", "count", "minimum × listed, rounded up; 进一取整"),
        "beyond": number("比应完成多", "Beyond", "count", "done − needed"),
        "standing": category(
            "与目标比", "Against the minimum", STANDINGS, optional=True,
            meaning="exceeded is above it, not at it; 等于目标不算超额",
        ),
        "overdue": quantity("超期未完成", "Overdue", "count", meaning="due before the last day"),
        "longest_days": quantity(
            "最长超期", "Longest overdue", "days", meaning="0: none; 无超期为0", decimals=0
        ),
    },
)  # fmt: skip
OVERDUE = ResultTable(
    name="batch_overdue",
    zh="超期未完成的企业",
    en="Overdue enterprises",
    row=("一家超期未完成的企业", "one enterprise that is overdue"),
    key=("holder",),
    secret=True,
    citywide=True,
    columns={
        "holder": text("企业", "Holder", meaning="credit code, or the name without one"),
        "holder_name": CASES.columns["holder_name"],
        **_COUNTY,
        "category": category("类别", "Category", CATEGORIES),
        "due": CASES.columns["due_on"],
        "overdue_days": quantity("超期", "Overdue", "days", decimals=0),
        "owner": CASES.columns["owner"],
        "progress": CASES.columns["progress"],
    },
)
FINDINGS = ResultTable(
    name="batch_findings",
    zh="台账核对",
    en="Findings in the list",
    row=("一处疑问", "one finding"),
    key=("finding", "case_id"),
    secret=True,
    citywide=True,
    columns={
        **found_columns(CHECKS),
        "case_id": CASES.columns["case_id"],
        "holder_name": CASES.columns["holder_name"],
        **_COUNTY,
        "written": text("台账所填类别", "Category, as written", optional=True),
        "progress": CASES.columns["progress"],
        "closed_on": CASES.columns["closed_on"],
        "since_10k_kwh": number("关停后用电", "Electricity since", "10k_kwh"),
    },
)
RESULTS = (COUNTS, OVERDUE, FINDINGS)
