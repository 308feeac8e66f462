"""Titles, lists and awards: who applied, was recommended, announced, granted, paid."""

from analysis.tables.dictionary import Table, category, date, flag, quantity, text, year
from analysis.tables.enterprises import vintage
from analysis.tables.territory import county_code

LEVELS = {
    "county": ("县级", "county"),
    "city": ("市级", "city"),
    "province": ("省级", "province"),
    "nation": ("国家级", "nation"),
}
HOLDERS = {
    "enterprise": ("企业", "enterprise"),
    "project": ("项目", "project"),
    "product": ("产品", "product"),
    "park": ("园区", "park"),
    "platform": ("平台", "platform"),
    "cluster": ("集群", "cluster"),
}
REVIEWS = {"passed": ("通过", "passed"), "failed": ("未通过", "failed")}

DIGITAL = {
    "design_tools": ("数字化研发设计工具", "Digital design tools"),
    "digital_management": ("经营管理数字化", "Digital management"),
    "digital_links": ("关键业务环节全面数字化", "Key business fully digital"),
}
"""What an enterprise of digital integration has or has not."""

RECOGNITIONS = Table(
    name="recognitions",
    zh="申报认定台账",
    en="Register of titles and awards",
    row=(
        "一个主体（一个产品）一批次的一次申报或认定",
        "one application or grant of a title: a holder (and product), in one batch",
    ),
    key=("title", "level", "year", "batch", "holder_id", "holder_name", "product"),
    traced=True,
    order=(
        ("applied_on", "granted_on"),
        ("granted_on", "valid_until"),
        ("paid_10k_cny", "award_10k_cny"),
    ),
    columns={
        "title": text(
            "称号",
            "Title",
            ("称号名称", "认定名称", "认定类型", "项目类别"),
            meaning="name or code of `data/reference/titles`; 称号目录中的名称或代码",
        ),
        "level": category(
            "级别",
            "Level",
            LEVELS,
            ("认定级别", "层级"),
            aliases={"国家": "nation", "省": "province"},
        ),
        "year": year("年度", "Year", ("批次年度", "资金年度")),
        "batch": text("批次", "Batch", ("认定批次",), optional=True),
        "holder_kind": category("主体类型", "Kind of holder", HOLDERS, optional=True),
        "holder_id": text(
            "主体代码",
            "Holder's code",
            ("统一社会信用代码", "社会信用代码", "项目代码"),
            optional=True,
            meaning="matched by it; 按代码比对，缺代码的按名称",
        ),
        "holder_name": text(
            "主体名称", "Holder", ("企业名称", "单位名称", "申报单位"), optional=True
        ),
        "county_code": county_code(),
        "product": text("产品名称", "Product", ("产品", "产品名称及型号"), optional=True),
        **{
            f"{step}_on": date(zh, en, raw, optional=True)
            for step, zh, en, raw in (
                ("applied", "申报日期", "Applied on", ("申报", "申报时间")),
                ("recommended", "推荐日期", "Recommended on", ("推荐", "推荐时间")),
                ("announced", "公示日期", "Announced on", ("公示", "公示时间")),
                ("granted", "认定日期", "Granted on", ("认定", "认定时间", "批准日期")),
                ("reviewed", "复核日期", "Reviewed on", ("复核", "复核时间")),
                ("revoked", "取消日期", "Revoked on", ("取消", "撤销日期", "取消时间")),
                ("published", "公开日期", "Published on", ("名单公开日期",)),
            )
        },
        "valid_until": date(
            "有效期至", "Valid until", ("有效期", "有效期截止"), optional=True, month="last"
        ),
        "review_result": category("复核结果", "Result of the review", REVIEWS, optional=True),
        "grade": text(
            "等级（星级）",
            "Grade (stars)",
            ("等级", "星级"),
            pattern=r"^[1-5]$",
            allowed="1—5; 1 to 5",
            optional=True,
        ),
        "score_points": quantity("得分", "Score", "points", ("评价得分",), optional=True),
        **{name: flag(zh, en, (f"是否{zh}",), optional=True) for name, (zh, en) in DIGITAL.items()},
        "controlled_processes_pct": quantity(
            "关键工序数控化率", "Key processes controlled", "pct", optional=True, maximum=100
        ),
        "award_10k_cny": quantity(
            "支持资金", "Award", "10k_cny", ("奖补资金", "拟支持金额"), optional=True
        ),
        "paid_10k_cny": quantity("已拨付", "Paid", "10k_cny", ("已拨付资金",), optional=True),
        "document_no": text("文号", "Document", ("认定文号", "文件文号"), optional=True),
        "inside_park": flag(
            "地址在园区边界内", "Address within a park", ("园区边界内",), optional=True
        ),
        "area_ha": quantity("园区面积", "Area", "ha", ("面积",), optional=True),
        "example": flag("举例", "Example", ("列为典型",), blank=False),
        "vintage": vintage(),
    },
)
