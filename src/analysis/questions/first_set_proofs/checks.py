"""What may be found in the sheet of first sets: where, and what is allowed there."""

from analysis.tables.finding import Check

CHECKS = {
    "entered_per_model": Check(
        "product",
        ("同一产品按型号多行，只计一个产品", "a row a model: one product"),
        ("一个产品计一次", "counted once a product"),
    ),
    "sold_after_applied": Check(
        "first_sold_on",
        ("首次销售晚于申报", "first sold after it applied"),
        ("不晚于申报日期", "not after it applied"),
    ),
    "recommended_incomplete": Check(
        "product",
        ("已推荐，要件不全", "recommended without all proofs"),
        ("要件齐全后推荐", "recommended with all proofs"),
    ),
}
