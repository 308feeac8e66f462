"""Products that apply as first sets of equipment (首台套): one row a model, with its proofs."""

from analysis.tables.dictionary import Table, category, date, quantity, text
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.territory import county_code

KINDS = {
    "set": ("成套设备", "set"),
    "single": ("单台设备", "single machine"),
    "part": ("关键部件", "key part"),
}
FIRST_SET_PRODUCTS = Table(
    name="first_set_products",
    zh="首台（套）申报产品",
    en="Products that apply as first sets",
    row=("一个产品的一个型号", "one model of one product"),
    key=("uscc", "product", "model"),
    traced=True,
    columns={
        "uscc": uscc(),
        "name": text("企业名称", "Enterprise", ("申报单位",)),
        "county_code": county_code(),
        "product": text("产品名称", "Product", ("产品",)),
        "model": text("型号", "Model", ("规格型号", "产品型号")),
        "kind": category("类别", "Kind", KINDS, ("产品类别",),
                         aliases={"成套": "set", "单台": "single", "部件": "part"}),
        "unit_price_10k_cny": quantity(
            "单价", "Unit price", "10k_cny", ("销售单价",), optional=True
        ),
        "applied_on": date("申报日期", "Applied on", ("申报时间",)),
        "first_sold_on": date(
            "首次销售时间", "First sold on", ("首台销售时间",), optional=True, month="first"
        ),
        "patent_no": text("专利号", "Patent", ("专利",), optional=True),
        "test_report": text("检测报告", "Test report", ("检测报告编号",), optional=True),
        "user_proof": text("用户证明", "User's proof", ("用户使用证明", "用户报告"), optional=True),
        "vintage": vintage(),
    },
)  # fmt: skip
