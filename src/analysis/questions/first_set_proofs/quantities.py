"""The named figures of first sets' proofs."""

from analysis.questions.first_set_proofs.tables import COUNTS
from analysis.tables.name import Name
from analysis.tables.quantity import Quantity

_LINES = (
    ("first_set_products_screened", "products", "首台（套）申报产品",
     "Products that apply as first sets",
     Name(zh="企业与产品名称，不重复计", en="distinct enterprise and product")),
    ("first_set_products_complete", "complete", "要件齐全的首台（套）产品",
     "First sets with all proofs",
     Name(
         zh="单价 ≥ 价格线，申报前两年内首次销售，有专利号，有检测报告或用户证明",
         en="price ≥ its line, first sold within two years before, a patent, a test report or "
            "user's proof",
     )),
)  # fmt: skip
QUANTITIES = tuple(
    Quantity(
        name,
        COUNTS,
        column,
        Name(zh=zh, en=en),
        where={"kind": "all"},
        definition=Name(zh="本年1月1日至期末申报", en="applied from 1 January to the last day"),
        formula=formula,
        owner=Name(zh="科技科", en="technology"),
        counted=Name(zh="个产品", en="products"),
    )
    for name, column, zh, en, formula in _LINES
)
