"""The register of grants, and what is answered of it."""

from analysis.tables.dictionary import Table, date, quantity, text
from analysis.tables.enterprises import uscc, vintage
from analysis.tables.result import ResultTable
from analysis.tables.territory import county_code

GRANTS = Table(
    name="grants",
    zh="惠企资金台账",
    en="Grants",
    row=("一笔资金", "one grant to one enterprise"),
    key=("grant_id",),
    columns={
        "grant_id": text("资金编号", "Grant", ("编号",)),
        "uscc": uscc(),
        "county_code": county_code(),
        "granted_on": date("拨付日期", "Granted on"),
        "amount_10k_cny": quantity("拨付金额", "Amount", "10k_cny", ("金额",)),
        "vintage": vintage(),
    },
)
BY_COUNTY = ResultTable(
    name="grants_by_county",
    zh="分县惠企资金",
    en="Grants by county",
    row=("一个县或全市", "one county, or the city"),
    key=("county_code",),
    columns={
        "county_code": text("县(市、区)代码或city", "County code, or 'city'"),
        "enterprises": quantity("获得资金的企业数", "Enterprises supported", "count"),
        "granted_10k_cny": quantity("惠企资金", "Grants", "10k_cny", optional=True),
    },
    cells=("county_code",),
    measures=("granted_10k_cny",),
    citywide=True,
)
