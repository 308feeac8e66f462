"""The enterprises: register, entries and exits, monthly reports. Secret by law."""

from analysis.tables.dictionary import (
    Column,
    Table,
    category,
    date,
    flag,
    period,
    quantity,
    text,
)
from analysis.tables.territory import county_code, industry_code

SIZES = {
    "large": ("大型", "large"),
    "medium": ("中型", "medium"),
    "small": ("小型", "small"),
    "micro": ("微型", "micro"),
}
EVENTS = {
    "new_build": ("新投产", "newly built"),
    "upscaled": ("小升规", "grown above scale"),
    "moved_in": ("迁入", "moved in"),
    "reclassified_in": ("转专业转入", "reclassified in"),
    "below_line": ("退规", "fallen below the line"),
    "stopped": ("停产", "stopped"),
    "deregistered": ("注销", "deregistered"),
    "moved_out": ("迁出", "moved out"),
    "reclassified_out": ("转专业转出", "reclassified out"),
}


def uscc(optional: bool = False, zh: str = "统一社会信用代码", en: str = "Credit code") -> Column:
    """The 18-character unified social credit code; its check character is tested at intake."""
    return text(
        zh,
        en,
        ("统一社会信用代码", "社会信用代码", "信用代码", "组织机构统一代码")
        if zh == "统一社会信用代码"
        else (zh,),
        pattern=r"^[0-9A-HJ-NPQRTUWXY]{18}$",
        allowed="18位统一社会信用代码，校验位正确; 18 characters, valid check character",
        optional=optional,
        meaning="its check character is tested at intake",
    )


def vintage() -> Column:
    """The day the figures were exported; later files revise, they never overwrite."""
    return text("数据版本", "Vintage", pattern=r"^\d{4}-\d{2}-\d{2}$", allowed="YYYY-MM-DD")


ENTERPRISES = Table(
    name="enterprises",
    zh="企业名录",
    en="Enterprise register",
    row=("一家企业", "one enterprise (legal person)"),
    key=("uscc",),
    columns={
        "uscc": uscc(),
        "name": text("企业名称", "Enterprise", ("单位详细名称", "单位名称", "企业名称(全称)")),
        "county_code": county_code(),
        "industry_code": industry_code(),
        "size": category(
            "企业规模",
            "Size",
            SIZES,
            ("单位规模", "规模"),
            aliases={"1": "large", "2": "medium", "3": "small", "4": "micro"},
        ),
        "above_scale": flag("是否规上", "Above scale", ("规上企业", "是否规模以上")),
        "commissioned_on": date(
            "投产日期", "Commissioned", ("开业时间", "投产时间"), optional=True
        ),
        "group_id": text("所属集团代码", "Group", ("集团代码",), optional=True),
    },
)

ROSTER_EVENTS = Table(
    name="roster_events",
    zh="入退库",
    en="Roster events",
    row=("一次入库或退库", "one entry to, or exit from, the list of enterprises above scale"),
    key=("uscc", "event", "period"),
    traced=True,
    events=True,
    columns={
        "uscc": uscc(),
        "county_code": county_code(),
        "event": category("变动类型", "Event", EVENTS, ("变动原因", "入退库类型")),
        "period": period("生效月份", "Effective period", ("月份", "报告期"), cumulative=True),
    },
)

_AMOUNTS = {
    "output": (
        "工业总产值",
        "Gross output",
        ("产值", "工业总产值(现价)", "工业总产值（当年价格）"),
    ),
    "revenue": ("营业收入", "Revenue", ("主营业务收入",)),
    "profit": ("利润总额", "Profit", ("利润",)),
    "tax": ("税金总额", "Taxes", ("上缴税金", "税收", "实缴税金")),
}


def _finished_goods(zh: str, en: str, words: tuple[str, ...]) -> Column:
    """A stock on the period's last day: no cumulative figure, and not on every form."""
    return quantity(
        f"产成品存货{zh}",
        f"Finished goods, {en}",
        "10k_cny",
        tuple(f"{name}{word}" for name in ("产成品存货", "产成品") for word in words),
        optional=True,
        meaning="stock on the period's last day; 期末时点数",
    )


ENTERPRISE_MONTH = Table(
    name="enterprise_month",
    zh="规上企业月报",
    en="Monthly enterprise reports",
    row=(
        "一家规上企业一个报告期的累计数",
        "one enterprise above scale, cumulative to one period",
    ),
    key=("uscc", "period"),
    traced=True,
    columns={
        "uscc": uscc(),
        "county_code": county_code(),
        "industry_code": industry_code(),
        "period": period("报告期", "Period", ("月份", "截止月份"), cumulative=True),
        **{
            f"{stem}_{suffix}_10k_cny": quantity(
                f"{zh}{title_zh}",
                f"{en}, {title_en}",
                "10k_cny",
                tuple(
                    f"{name}{word}"
                    for name in (zh, *raw)
                    for word in (
                        ("本年累计", "本期累计", "累计", "_本年累计", "1至本月累计")
                        if suffix == "ytd"
                        else ("上年同期累计", "上年同期", "去年同期累计", "_上年同期累计")
                    )
                ),
                signed=stem in {"profit", "tax"},
            )
            for stem, (zh, en, raw) in _AMOUNTS.items()
            for suffix, title_zh, title_en in (
                ("ytd", "本年累计", "year to date"),
                ("ytd_last_year", "上年同期累计", "same period last year"),
            )
        },
        "electricity_ytd_10k_kwh": quantity(
            "用电量累计",
            "Electricity, year to date",
            "10k_kwh",
            ("用电量本年累计", "用电量"),
            optional=True,
        ),
        "finished_goods_10k_cny": _finished_goods(
            "期末", "in stock", ("", "_期末", "期末数", "本期末", "本月末")
        ),
        "finished_goods_last_year_10k_cny": _finished_goods(
            "上年同期末", "a year ago", ("_上年同期末", "上年同期", "_上年同期", "上年同期数")
        ),
        "employees_persons": quantity(
            "平均用工人数", "Employees", "persons", ("从业人员平均人数", "用工人数"), optional=True
        ),
        "vintage": vintage(),
    },
    cumulative=tuple(
        (f"{stem}_ytd_10k_cny", f"{stem}_ytd_last_year_10k_cny") for stem in ("output", "revenue")
    ),
)
