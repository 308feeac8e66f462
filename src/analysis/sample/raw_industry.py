"""Raw files of output by county and industry, and the headings that many files share."""

import numpy as np
import pandas as pd

from analysis.sample.months import FIRST_YEAR
from analysis.sample.raw_file import Heading, RawFile, RawSheet

COUNTY = Heading("县（市、区）")
CODE = Heading("行政区划代码")
INDUSTRY = (Heading("行业代码"), Heading("行业名称"))
NAMES = ["县（市、区）", "行业名称"]
MASK = "***"
MASKED_CELLS = 6  # cells of 2018 with one or two enterprises that the issuer hid
UNITS = {2018: "亿元", 2019: "亿元"}  # later years in 万元
SIZE = {"亿元": (1e5, 4), "万元": (1e1, 1)}
"""1k CNY in the unit, and the decimals that keep it to the last digit that is published."""
ISSUED = {year: f"{year + 1}-01-28" for year in range(2018, 2022)} | {2022: "2022-12-15"}


def period_words(period: str) -> str:
    """Return a cumulative period in words: 2022年1—11月."""
    year, month = period.split("-")
    return f"{year}年1—{int(month)}月"


def named(rows: pd.DataFrame, counties: pd.DataFrame, industries: pd.DataFrame) -> pd.DataFrame:
    """Return code, county, industry code and industry of rows with `county` and `industry`."""
    return pd.DataFrame(
        {
            "code": counties["county_code"].to_numpy(object)[rows["county"]],
            "name": counties["name_zh"].to_numpy(object)[rows["county"]],
            "industry_code": industries["code"].to_numpy(object)[rows["industry"]],
            "industry": industries["name"].to_numpy(object)[rows["industry"]],
        }
    )


def output_file(
    output: pd.DataFrame,
    counties: pd.DataFrame,
    industries: pd.DataFrame,
    year: int,
    flat: bool,
    first_issue: str = "",
) -> RawFile:
    """Output of one year, one sheet a period; `first_issue` dates an issue revised later."""
    unit = UNITS.get(year, "万元")
    hidden = pd.DataFrame(columns=["county", "industry"])
    if year == FIRST_YEAR + 1 and not flat:
        few = output.groupby(["county", "industry"], as_index=False)["enterprises"].max()
        few = few[few["enterprises"] < 3]
        hidden = few.iloc[:: max(1, len(few) // MASKED_CELLS)].head(MASKED_CELLS)
    sheets = tuple(
        _output_sheet(rows.reset_index(drop=True), counties, industries, str(period), unit, hidden)
        for period, rows in output.groupby("period")
    )
    stem = f"分县分行业产值_{year}年"
    if first_issue:
        stem = f"分县分行业产值_{period_words(output['period'].iloc[0])}_快报"
    feed = {
        "table": "industry_month",
        "vintage": first_issue or ISSUED[year],
        "constants": {"scope": "above_scale"},
        "skip": NAMES,
    }
    return RawFile(stem, sheets, feed)


def _output_sheet(
    rows: pd.DataFrame,
    counties: pd.DataFrame,
    industries: pd.DataFrame,
    period: str,
    unit: str,
    hidden: pd.DataFrame,
) -> RawSheet:
    size, decimals = SIZE[unit]
    sums = ["enterprises", "output_ytd", "output_ytd_last_year"]
    details = pd.concat([named(rows, counties, industries), rows[["county", *sums]]], axis=1)
    by_county = rows.groupby("county", as_index=False)[sums].sum()
    by_county = by_county.assign(
        code=counties["county_code"].to_numpy(object)[by_county["county"]],
        name=counties["name_zh"].to_numpy(object)[by_county["county"]],
        industry_code=None,
        industry="合计",
    )
    city = (
        rows[sums]
        .sum()
        .to_frame()
        .T.assign(county=-1, code=None, name="全市", industry_code=None, industry="合计")
    )
    table = pd.concat([city, by_county, details])
    table = table.sort_values("county", kind="stable", ignore_index=True)
    totals = (table["industry"] == "合计").to_numpy()
    amounts = table[sums[1:]] / size
    amounts = amounts.round(decimals)
    cell = pd.MultiIndex.from_frame(rows[["county", "industry"]])
    secret = cell.isin(pd.MultiIndex.from_frame(hidden[["county", "industry"]]))
    if secret.any():
        masked = np.zeros(len(table), dtype=bool)
        masked[~totals] = secret
        amounts = amounts.astype(object)
        amounts.loc[masked] = MASK
    columns = ["code", "name", "industry_code", "industry", "enterprises"]
    last = int(period[5:])
    return RawSheet(
        name=f"1-{last}月",
        title=f"{period_words(period)}规模以上工业分县分行业产值",
        headings=(
            CODE,
            COUNTY,
            *INDUSTRY,
            Heading("企业个数（家）"),
            *(
                Heading("工业总产值", under, f"工业总产值{under}（{unit}）")
                for under in ("本年累计", "上年同期累计")
            ),
        ),
        rows=pd.concat([table[columns], amounts], axis=1),
        totals=totals,
        unit=unit,
        note="注：“***”为企业数不足三家、由发布单位隐去的数据。" if secret.any() else "",
        said={"报告期": period},
    )
