"""The annual reports by which enterprises are held against the standards of the ladder."""

from analysis.tables.dictionary import Table, category, date, quantity, text, year
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.territory import county_code

YES_NO = {"yes": ("是", "yes"), "no": ("否", "no")}
"""A blank is neither: the enterprise has not said."""
WORDS = {"√": "yes", "有": "yes", "×": "no", "无": "no"}
INSTITUTIONS = {
    "none": ("无", "none"),
    "below_city": ("市级以下", "below city level"),
    "city": ("市级", "city"),
    "province": ("省级", "province"),
    "nation": ("国家级", "nation"),
}
DIGITAL = {str(n): (f"{zh}级", f"level {n}") for n, zh in enumerate("一二三四", start=1)}
ANSWERS = {
    "strategic_emerging": ("战略性新兴产业", "Strategic emerging industry"),
    "short_board": ("补短板锻长板填空白", "Fills a gap of an industry"),
    "six_bases": ("工业六基领域", "Field of the six bases"),
    "key_chain": ("产业链关键环节", "Key link of a chain"),
    "market_high": ("市场占有率较高", "Relatively high market share"),
    "market_top_3": ("细分市场全国前三", "National top three of the niche"),
    "information_system": ("核心业务系统信息化", "Core business on an information system"),
    "own_brand": ("自主品牌", "Own brand"),
    "iso9001": ("质量管理体系认证", "Certified quality management"),
    "quality_award": ("省级以上质量奖", "Provincial quality award"),
    "standards": ("制定标准", "Took part in standards"),
    "high_tech_title": ("高新技术企业等称号", "High-tech or like title"),
    "provincial_award": ("近三年省级科技奖前三", "Provincial science award, top three, 3 years"),
    "national_award": ("近三年国家级科技奖前五", "National science award, top five, 3 years"),
    "maker_contest_500": ("近三年创客中国五百强", "Maker contest, top 500, 3 years"),
    "maker_contest_50": ("近三年创客中国五十强", "Maker contest, top 50, 3 years"),
}
MONEY = {
    "revenue": ("营业收入", "Revenue", ()),
    "main_revenue": ("主营业务收入", "Main revenue", ()),
    "net_profit": ("净利润", "Net profit", ()),
    "assets": ("资产总额", "Assets", ("资产总计",)),
    "liabilities": ("负债总额", "Liabilities", ("负债合计",)),
    "rd": ("研发费用", "R&D", ("研发费用总额", "研究开发费用")),
    "new_equity": ("新增股权融资", "New equity", ("股权融资", "本年新增股权融资")),
}
PROPERTY = {
    "ip_high_value": ("Ⅰ类高价值知识产权", "Class I property of high value"),
    "ip_own": ("自主研发Ⅰ类知识产权", "Own class I property"),
    "ip_class_1": ("Ⅰ类知识产权", "Class I property"),
    "ip_class_2": ("Ⅱ类知识产权", "Class II property"),
    "ip_used": ("应用的Ⅰ类知识产权", "Class I property in use"),
    "ip_own_used": ("应用的自主Ⅰ类知识产权", "Own class I property in use"),
}

FIRM_YEAR = Table(
    name="firm_year",
    zh="企业年报（梯度培育）",
    en="Annual reports of enterprises",
    row=("一家企业一个年度", "one enterprise in one year"),
    key=("uscc", "year"),
    traced=True,
    columns={
        "uscc": uscc(),
        "year": year("年度", "Year", ("年报年度",)),
        "name": text("企业名称", "Enterprise", ("单位名称",)),
        "county_code": county_code(),
        "applied_on": date(
            "拟申报日期", "Will apply on", ("申报日期", "拟申报时间"), optional=True
        ),
        **{
            f"{stem}_10k_cny": quantity(
                zh, en, "10k_cny", raw, optional=True, signed=stem == "net_profit"
            )
            for stem, (zh, en, raw) in MONEY.items()
        },
        "staff_persons": quantity(
            "职工人数", "Staff", "persons", ("从业人员人数", "职工总数"), optional=True
        ),
        "rd_staff_persons": quantity("研发人员", "Research staff", "persons", optional=True),
        "niche_years": quantity(
            "从事特定细分市场年限", "Years in the niche", "years", ("细分市场年限",), optional=True
        ),
        "market_share_pct": quantity(
            "细分市场占有率", "Share of the niche", "pct", optional=True, maximum=100
        ),
        **{
            name: quantity(zh, en, "items", optional=True) for name, (zh, en) in PROPERTY.items()
        },
        "digital_level": category("数字化水平", "Digital level", DIGITAL, optional=True),
        "rd_institution": category(
            "研发机构", "Research institution", INSTITUTIONS, ("研发机构级别",), optional=True
        ),
        "feature_points": quantity(
            "省定特色化得分", "Points for provincial features", "points", optional=True, maximum=15
        ),
        "platform_points": quantity(
            "平台质量评价得分", "Quality score of the platform", "points", optional=True,
            maximum=100,
        ),
        **{
            name: category(zh, en, YES_NO, optional=True, aliases=WORDS)
            for name, (zh, en) in ANSWERS.items()
        },
        "vintage": vintage(),
    },
)  # fmt: skip
