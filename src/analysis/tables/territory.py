"""Where and what: counties, industries, targets."""

from analysis.tables.dictionary import Column, Table, category, quantity, text, year

WHOLE = "city"
"""Stands where a county's code does, for the whole territory."""
COUNTY_CODE = r"[0-9A-Za-z_]{1,20}"
"""A city's own codes of its parts: GB/T 2260 (139901), FIPS (34001), NUTS (DE) or others."""
INDUSTRY_CODE = r"[0-9A-Za-z][0-9A-Za-z_.-]{0,19}"
COUNTY_KINDS = {
    "district": ("市辖区", "district"),
    "city": ("县级市", "county-level city"),
    "county": ("县", "county"),
    "zone": ("开发区", "development zone"),
}


def county_code(optional: bool = False, whole: bool = False) -> Column:
    """The county column that most tables share; `whole`: it may be the whole territory."""
    zh, en = ("，全市为city", ', or "city": the whole') if whole else ("", "")
    return text(
        "县(市、区)代码",
        "County code",
        (
            *("行政区划代码", "区划代码", "县区代码", "县市区代码", "地区代码", "县（市、区）代码"),
            "area_fips",
        ),
        pattern=rf"^{COUNTY_CODE}$",
        allowed=f"city.yaml中counties的代码{zh}; a code of the counties in city.yaml{en}",
        optional=optional,
    )


def industry_code(optional: bool = False) -> Column:
    """The industry column that most tables share."""
    return text(
        "行业代码",
        "Industry code",
        ("行业大类代码", "行业大类", "行业代码(GB/T 4754)", "industry_code"),
        pattern=rf"^{INDUSTRY_CODE}$",
        allowed="本市行业分类的代码，如GB/T 4754大类; a code of the city's classification of "
        "industries: a GB/T 4754 division, a NAICS subsector, its own",
        optional=optional,
    )


COUNTIES = Table(
    name="counties",
    zh="县(市、区)",
    en="Counties",
    row=("一个县(市、区)或开发区", "one county, county-level city, district or zone"),
    key=("county_code",),
    columns={
        "county_code": county_code(),
        "name_zh": text("名称", "Name (Chinese)"),
        "name_en": text("英文名称", "Name (English)"),
        "kind": category("类型", "Kind", COUNTY_KINDS),
        "group": text("分组", "Group"),
    },
)

INDUSTRIES = Table(
    name="industries",
    zh="行业",
    en="Industries",
    row=("一个行业大类", "one industrial division"),
    key=("industry_code",),
    columns={
        "industry_code": industry_code(),
        "name_zh": text("行业名称", "Industry (Chinese)"),
        "name_en": text("行业英文名称", "Industry"),
        "section": text("门类", "Section"),
        "group_zh": text("板块", "Group of industries (Chinese)", optional=True),
        "group_en": text("板块英文名称", "Group of industries", optional=True),
    },
)

TARGETS = Table(
    name="targets",
    zh="目标任务",
    en="Targets",
    row=("一项目标", "one target of one county (or 'city') in one year"),
    key=("indicator", "county_code", "year"),
    columns={
        "indicator": text("指标", "Indicator"),
        "county_code": text("县(市、区)代码或city", "County code, or 'city'"),
        "year": year("年度", "Year"),
        "target_value": quantity("目标值", "Target", "fraction", signed=True),
        "kind": category(
            "目标类型",
            "Kind",
            {"level": ("总量", "level"), "growth_pct": ("增速", "growth in %")},
        ),
        "unit": text("单位", "Unit"),
    },
)
