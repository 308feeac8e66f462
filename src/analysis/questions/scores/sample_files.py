"""Raw files of the yearly evaluation: the data forms, land, adjustments."""

import numpy as np
import pandas as pd

from analysis.questions.scores.sample_land import M2_PER_MU
from analysis.sample.raw_enterprises import NAME, USCC, commissioned
from analysis.sample.raw_file import Heading, RawFile, RawSheet
from analysis.sample.raw_industry import CODE

LAND_UNIT = {2020: "平方米", 2021: "平方米", 2022: "亩"}
ISSUED = {2020: "2020-06-30", 2021: "2021-06-30", 2022: "2022-06-30"}
SHEETS = {"规上企业": ("规上",), "规下企业": ("规下", "租赁")}


def evaluation_file(
    evaluated: pd.DataFrame,
    register: pd.DataFrame,
    counties: pd.DataFrame,
    industries: pd.DataFrame,
    year: int,
    flat: bool,
) -> RawFile:
    """The data forms of one year, a sheet for enterprises above and below scale.

    Land is in m² before 2022 and in mu since; days are text before and dates since.
    """
    land = LAND_UNIT[year]
    days = commissioned(register).iloc[evaluated["enterprise"]].reset_index(drop=True)
    firms = register.iloc[evaluated["enterprise"]].reset_index(drop=True)
    frame = evaluated.drop(columns="enterprise").assign(
        uscc=firms["uscc"].astype(object),
        name=firms["name"],
        code=counties["county_code"].to_numpy(object)[firms["county"]],
        industry=industries["code"].to_numpy(object)[firms["industry"]],
        land_mu=np.rint(evaluated["land_mu"] * M2_PER_MU)
        if land == "平方米"
        else evaluated["land_mu"],
        commissioned=days.dt.strftime("%Y-%m-%d") if year < 2022 or flat else days,
    )
    columns = {
        "uscc": USCC,
        "name": NAME,
        "code": CODE,
        "industry": Heading("行业代码"),
        "evaluation_group": Heading("评价分组"),
        "tax_10k_cny": _under("效益", "实缴税收", "万元"),
        "value_added_10k_cny": _under("效益", "工业增加值", "万元"),
        "revenue_10k_cny": _under("效益", "营业收入", "万元"),
        "profit_10k_cny": _under("效益", "利润总额", "万元"),
        "land_mu": Heading(f"用地面积（{land}）"),
        "energy_tce": Heading("能耗", "综合能源消费量（吨标准煤）", "综合能源消费量（吨标准煤）"),
        "energy_basis": Heading("能耗", "能耗口径", "能耗口径"),
        "electricity_10k_kwh": Heading("能耗", "用电量（万千瓦时）", "用电量（万千瓦时）"),
        "cod_t": _under("主要污染物", "化学需氧量排放量", "吨"),
        "nh3n_t": _under("主要污染物", "氨氮排放量", "吨"),
        "so2_t": _under("主要污染物", "二氧化硫排放量", "吨"),
        "nox_t": _under("主要污染物", "氮氧化物排放量", "吨"),
        "employees_persons": Heading("年平均职工人数（人）"),
        "rd_10k_cny": Heading("研发经费支出（万元）"),
        "commissioned": Heading("投产日期"),
        "exempt_reason": Heading("不参评原因"),
    }
    title = f"{year}年度工业企业亩均效益综合评价数据采集表"
    sheets = tuple(
        RawSheet(
            name=name,
            title=f"{title}（{name}）",
            headings=tuple(columns.values()),
            rows=frame.loc[frame["evaluation_group"].isin(groups), list(columns)].reset_index(
                drop=True
            ),
        )
        for name, groups in SHEETS.items()
    )
    feed = {
        "table": "evaluation",
        "vintage": ISSUED[year],
        "constants": {"year": str(year)},
        "skip": [NAME.top],
    }
    return RawFile(f"亩均评价数据采集表_{year}年", sheets, feed)


def parcels_file(parcels: pd.DataFrame) -> RawFile:
    """Land parcels, areas in m²."""
    columns = {
        "parcel_id": "宗地号",
        "uscc": "统一社会信用代码",
        "county_code": "行政区划代码",
        "area_m2": "宗地面积（平方米）",
        "tenure": "权属",
        "counterpart_uscc": "对方信用代码",
        "certificate_no": "不动产证号",
        "valid_from": "登记日期",
    }
    rows = parcels[list(columns)].astype({"uscc": object, "counterpart_uscc": object})
    sheet = RawSheet("", "工业用地宗地", tuple(map(Heading, columns.values())), rows)
    feed = {"table": "land_parcels", "vintage": ISSUED[2022]}
    return RawFile("工业用地宗地", (sheet,), feed, encoding="utf-8-sig")


def adjustments_file(
    by_year: dict[int, pd.DataFrame], register: pd.DataFrame, counties: pd.DataFrame
) -> RawFile:
    """Bonuses, penalties, vetoes and changes by hand, one sheet a year."""
    words = ("年度", "行政区划代码", "事项", "调整类型", "分值（分）", "调整后等级", "依据")
    sheets = []
    for year, rows in by_year.items():
        firms = register.iloc[rows["enterprise"]]
        frame = pd.DataFrame(
            {
                "uscc": firms["uscc"].to_numpy(object),
                "name": firms["name"].to_numpy(object),
                "year": year,
                "code": counties["county_code"].to_numpy(object)[firms["county"]],
                **{c: rows[c] for c in ("item", "kind", "points", "target_class", "evidence")},
            }
        )
        sheets.append(
            RawSheet(
                f"{year}年",
                f"{year}年度亩均效益综合评价加减分和调档",
                (USCC, NAME, *map(Heading, words)),
                frame,
            )
        )
    feed = {
        "table": "evaluation_adjustments",
        "vintage": ISSUED[2022],
        "skip": [NAME.top],
    }
    return RawFile("亩均评价加减分", tuple(sheets), feed)


def _under(top: str, below: str, unit: str) -> Heading:
    return Heading(f"{top}（{unit}）", below, f"{below}（{unit}）")
