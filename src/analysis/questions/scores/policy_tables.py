"""What differential prices cost the lower classes, and what relief the upper ones are given."""

from analysis.questions.scores.columns import amount, class_code, count, county
from analysis.tables.dictionary import Column, text
from analysis.tables.enterprises import uscc
from analysis.tables.result import ResultTable


def _measure() -> dict[str, Column]:
    return {
        "measure": text("措施代码", "Measure code"),
        "title_zh": text("措施", "Measure, Chinese"),
        "title_en": text("措施英文名称", "Measure"),
    }


POLICY_AMOUNTS = ResultTable(
    name="policy_amounts",
    zh="差别化政策金额",
    en="Amounts of the differential policy",
    row=("一县一类一项措施", "one county, class and measure"),
    key=("county_code", "class_code", "measure"),
    cells=("county_code", "class_code"),
    measures=("amount_10k_cny",),
    citywide=True,
    columns={
        "county_code": county(),
        "class_code": class_code(),
        **_measure(),
        "enterprises": count("涉及企业数", "Enterprises affected"),
        "unknown": count("缺数据企业数", "Enterprises without data"),
        "amount_10k_cny": amount("加价或减免", "Surcharge or relief", "10k_cny"),
    },
)
ENTERPRISE_POLICY = ResultTable(
    name="enterprise_policy",
    zh="企业差别化政策金额",
    en="Differential policy, by enterprise",
    row=("一家企业一项措施", "one enterprise and measure"),
    key=("uscc", "measure"),
    secret=True,
    columns={
        "uscc": uscc(),
        "county_code": county(),
        "class_code": class_code(),
        **_measure(),
        "amount_10k_cny": amount("加价或减免", "Surcharge or relief", "10k_cny"),
    },
)

RESULTS = (POLICY_AMOUNTS, ENTERPRISE_POLICY)
