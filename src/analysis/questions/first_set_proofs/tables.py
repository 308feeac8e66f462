"""What is answered of first sets' proofs: counts, what is missing, findings."""

from analysis.questions.first_set_proofs.checks import CHECKS
from analysis.tables.dictionary import Column, category, date, quantity, text
from analysis.tables.finding import found_columns
from analysis.tables.first_sets import FIRST_SET_PRODUCTS, KINDS
from analysis.tables.result import ResultTable

PROOFS = {
    "price": ("单价未达价格线", "price below the line"),
    "sale": ("无首次销售，或已超年限", "no first sale, or too long ago"),
    "patent": ("无专利号", "no patent"),
    "report": ("无检测报告和用户证明", "neither test report nor user's proof"),
}


def _count(zh: str, en: str, unit: str, meaning: str = "") -> Column:
    return quantity(zh, en, unit, meaning=meaning, optional=True)


_COUNTED = {
    "enterprises": _count("企业", "Enterprises", "count", "distinct; 不重复计"),
    "products": _count("产品", "Products", "items", "by enterprise and name; 型号不另计"),
    "models": _count("型号", "Models", "items", "rows of the sheet"),
    "complete": _count("要件齐全的产品", "Complete", "items", "one model has all proofs"),
    "complete_enterprises": _count("要件齐全的企业", "With a complete product", "count"),
    **{
        f"no_{proof}": _count(zh, en.capitalize(), "items", "products; no model has it")
        for proof, (zh, en) in PROOFS.items()
    },
}
_WHERE = {
    "county_code": text("县（市、区）", "County", meaning="city is the whole"),
    "kind": category("类别", "Kind", {**KINDS, "all": ("合计", "all")}),
}
COUNTS = ResultTable(
    name="first_set_screen",
    zh="首台（套）要件审查",
    en="Proofs of first sets",
    row=("一县一类产品", "one kind of products of one county"),
    key=("county_code", "kind"),
    cells=("county_code", "kind"),
    measures=tuple(_COUNTED),
    citywide=True,
    columns=_WHERE | _COUNTED,
)
_PRODUCT = {
    "uscc": text("统一社会信用代码", "Credit code"),
    "name": text("企业名称", "Enterprise"),
    "county_code": _WHERE["county_code"],
    "product": text("产品名称", "Product"),
    "model": text("型号", "Model"),
    "kind": category("类别", "Kind", KINDS),
    "unit_price_10k_cny": FIRST_SET_PRODUCTS.columns["unit_price_10k_cny"],
    "applied_on": date("申报日期", "Applied on"),
    "first_sold_on": date("首次销售时间", "First sold on", optional=True),
}
MISSING = ResultTable(
    name="first_set_missing",
    zh="首台（套）缺项清单",
    en="Missing proofs of first sets",
    row=("一个型号的一个缺项", "one proof that one model lacks"),
    key=("uscc", "product", "model", "proof"),
    secret=True,
    citywide=True,
    columns={
        **_PRODUCT,
        "proof": category("缺项", "Missing", PROOFS),
        "line_10k_cny": quantity("价格线", "Price line", "10k_cny"),
    },
)
FINDINGS = ResultTable(
    name="first_set_findings",
    zh="首台（套）申报核对",
    en="Findings in the sheet of first sets",
    row=("一处疑问", "one finding"),
    key=("finding", "uscc", "product", "model"),
    secret=True,
    citywide=True,
    columns={**found_columns(CHECKS), **_PRODUCT},
)
RESULTS = (COUNTS, MISSING, FINDINGS)
