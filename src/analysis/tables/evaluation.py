"""What the yearly evaluation of output per mu (亩均评价) takes in: data, land, adjustments."""

from analysis.tables.dictionary import Column, Table, category, date, quantity, text, year
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.territory import county_code, industry_code

EVALUATION_GROUPS = {
    "above_scale": ("规上", "above scale"),
    "below_scale": ("规下", "below scale"),
    "lessee": ("租赁", "lessee"),
}
TENURES = {
    "owned": ("自有", "owned"),
    "leased_in": ("租入", "leased in"),
    "leased_out": ("租出", "leased out"),
}
ADJUSTMENTS = {
    "bonus": ("加分", "bonus"),
    "penalty": ("减分", "penalty"),
    "veto": ("一票否决", "veto"),
    "direct": ("直接提档", "direct promotion"),
    "protect": ("保护", "protection"),
    "manual": ("人工调档", "manual change"),
}
_POLLUTANTS = {
    "cod_t": ("化学需氧量排放量", "COD", ("COD排放量", "COD")),
    "nh3n_t": ("氨氮排放量", "Ammonia nitrogen", ("氨氮",)),
    "so2_t": ("二氧化硫排放量", "SO2", ("SO2排放量", "二氧化硫")),
    "nox_t": ("氮氧化物排放量", "NOx", ("NOx排放量", "氮氧化物")),
}


def _optional(zh: str, en: str, unit: str, *raw: str, signed: bool = False) -> Column:
    return quantity(zh, en, unit, raw, optional=True, signed=signed)


EVALUATION = Table(
    name="evaluation",
    zh="亩均评价数据",
    en="Evaluation data",
    row=(
        "一家企业一个评价年度（数据为上一年）",
        "one enterprise in one evaluation year (data of the year before)",
    ),
    key=("uscc", "year"),
    columns={
        "uscc": uscc(),
        "year": year("评价年度", "Evaluation year", ("年度",)),
        "county_code": county_code(),
        "industry_code": industry_code(),
        "evaluation_group": category(
            "评价分组",
            "Group",
            EVALUATION_GROUPS,
            ("分组", "企业类别"),
            aliases={"规上企业": "above_scale"},
        ),
        "tax_10k_cny": _optional(
            "实缴税收", "Taxes paid", "10k_cny", "评价税收", "税收", "实缴税金", signed=True
        ),
        "value_added_10k_cny": _optional(
            "工业增加值", "Value added", "10k_cny", "增加值", signed=True
        ),
        "revenue_10k_cny": _optional("营业收入", "Revenue", "10k_cny", "主营业务收入"),
        "profit_10k_cny": _optional("利润总额", "Profit", "10k_cny", "利润", signed=True),
        "land_mu": _optional("用地面积", "Land", "mu", "实际用地面积", "占地面积"),
        "energy_tce": _optional("综合能源消费量", "Energy", "tce", "综合能耗"),
        "energy_basis": category(
            "能耗口径",
            "Energy basis",
            {
                "equivalent": ("等价值", "equivalent value"),
                "calorific": ("当量值", "calorific value"),
            },
            optional=True,
        ),
        **{
            name: _optional(zh, f"{en} emissions", "t", *raw)
            for name, (zh, en, raw) in _POLLUTANTS.items()
        },
        "employees_persons": _optional(
            "年平均职工人数", "Employees", "persons", "平均用工人数", "职工人数"
        ),
        "rd_10k_cny": _optional("研发经费支出", "R&D", "10k_cny", "R&D经费支出", "研发费用"),
        "electricity_10k_kwh": _optional("用电量", "Electricity", "10k_kwh", "年用电量"),
        "commissioned_on": date("投产日期", "Commissioned", ("投产时间",), optional=True),
        "exempt_reason": text("不参评原因", "Reason for exemption", ("免评原因",), optional=True),
        "vintage": vintage(),
    },
)

LAND_PARCELS = Table(
    name="land_parcels",
    zh="用地宗地",
    en="Land parcels",
    row=("一家企业使用的一宗地", "one parcel as used by one enterprise"),
    key=("parcel_id", "uscc", "tenure"),
    columns={
        "parcel_id": text("宗地号", "Parcel", ("宗地编号",)),
        "uscc": uscc(),
        "county_code": county_code(),
        "area_mu": quantity("宗地面积", "Area", "mu", ("面积", "用地面积")),
        "tenure": category("权属", "Tenure", TENURES, ("使用方式",)),
        "counterpart_uscc": uscc(optional=True, zh="对方信用代码", en="Counterpart's credit code"),
        "certificate_no": text("不动产证号", "Certificate", ("证号",), optional=True),
        "valid_from": date("登记日期", "Registered", ("发证日期",), optional=True),
        "vintage": vintage(),
    },
)

EVALUATION_ADJUSTMENTS = Table(
    name="evaluation_adjustments",
    zh="加减分和调档",
    en="Adjustments",
    row=(
        "一家企业的一项加减分、否决或调档",
        "one bonus, penalty, veto or change of one enterprise",
    ),
    key=("uscc", "year", "item"),
    columns={
        "uscc": uscc(),
        "year": year("评价年度", "Evaluation year", ("年度",)),
        "county_code": county_code(),
        "item": text("事项", "Item", ("项目",)),
        "kind": category("类型", "Kind", ADJUSTMENTS, ("调整类型",)),
        "points": quantity("分值", "Points", "points", optional=True, signed=True),
        "target_class": text(
            "调整后等级", "Class", pattern=r"^[ABCDT]$", allowed="A、B、C、D、T", optional=True
        ),
        "evidence": text("依据", "Evidence", ("佐证材料",), optional=True),
    },
)
