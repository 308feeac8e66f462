"""Raw files of the growth of value added and of electricity."""

import numpy as np
import pandas as pd

from analysis.sample.raw_file import Heading, RawFile, RawSheet
from analysis.sample.raw_industry import (
    CODE,
    COUNTY,
    INDUSTRY,
    ISSUED,
    NAMES,
    named,
    period_words,
)


def growth_file(growth: pd.DataFrame, counties: pd.DataFrame, flat: bool) -> RawFile:
    """Growth of value added, one sheet a year; “—” for the month of January–February."""
    sheets = []
    growth = growth.sort_values(["period", "county"], kind="stable")
    for year, rows in growth.groupby(growth["period"].str[:4]):
        city = (rows["county"] < 0).to_numpy()
        code = counties["county_code"].to_numpy(object)[rows["county"]]
        name = counties["name_zh"].to_numpy(object)[rows["county"]]
        month = rows["growth_month_pct"]
        frame = pd.DataFrame(
            {
                "period": rows["period"].map(period_words),
                "code": np.where(city, None, code),
                "name": np.where(city, "全市", name),
                "ytd": rows["growth_ytd_pct"],
                "month": month if flat else month.astype(object).where(month.notna(), "—"),
            }
        ).reset_index(drop=True)
        sheets.append(
            RawSheet(
                name=f"{year}年",
                title=f"{year}年分县规模以上工业增加值增速",
                headings=(
                    Heading("报告期"),
                    CODE,
                    COUNTY,
                    Heading("规上工业增加值增速", "累计（%）"),
                    Heading("规上工业增加值增速", "当月（%）"),
                ),
                rows=frame,
            )
        )
    feed = {
        "table": "county_month",
        "vintage": ISSUED[2022],
        "constants": {"scope": "above_scale"},
        "skip": NAMES[:1],
    }
    return RawFile("分县增加值增速", tuple(sheets), feed)


def electricity_file(
    used: pd.DataFrame, counties: pd.DataFrame, industries: pd.DataFrame, flat: bool
) -> RawFile:
    """Electricity, one sheet a year, months as columns; one row a month in CSV files."""
    months = pd.Series([c for c in used.columns if c not in ("county", "industry")])
    names = named(used, counties, industries)
    sheets = []
    for year, group in months.groupby(months.str[:4]):
        amounts = used[group.tolist()]
        if flat:
            long = pd.concat([names, amounts], axis=1).melt(
                id_vars=list(names.columns), var_name="month", value_name="used"
            )
            long, totals = long[long["used"].notna()], None
            columns: tuple[Heading, ...] = (Heading("月份"), Heading("用电量（万千瓦时）"))
        else:
            city = (
                amounts.sum()
                .round(2)
                .to_frame()
                .T.assign(code=None, name="全市", industry_code=None, industry="合计")
            )
            long = pd.concat([city, pd.concat([names, amounts], axis=1)], ignore_index=True)
            long = long[[*names.columns, *group]]
            totals = np.arange(len(long)) == 0
            columns = tuple(Heading("用电量（万千瓦时）", f"{year}年{int(m[5:])}月") for m in group)
        sheets.append(
            RawSheet(
                name=f"{year}年",
                title=f"{year}年分县分行业工业用电量",
                headings=(CODE, COUNTY, *INDUSTRY, *columns),
                rows=long.reset_index(drop=True),
                totals=totals,
            )
        )
    feed = {"table": "electricity_month", "vintage": "2022-12-10", "skip": NAMES}
    return RawFile("分县分行业用电量", tuple(sheets), feed)
