"""Raw files of enterprises: the register, entries and exits, monthly reports."""

import numpy as np
import pandas as pd

from analysis.sample.enterprises import LINE_10K_CNY
from analysis.sample.months import FIRST_YEAR, LAST_PERIOD, month_name, month_number
from analysis.sample.raw_file import Heading, RawFile, RawSheet
from analysis.sample.raw_industry import CODE, ISSUED
from analysis.sample.world import World

EVENTS = {
    "new_build": "新投产",
    "upscaled": "小升规",
    "moved_in": "迁入",
    "reclassified_in": "转专业转入",
    "below_line": "退规",
    "stopped": "停产",
    "deregistered": "注销",
    "moved_out": "迁出",
    "reclassified_out": "转专业转出",
}
AMOUNTS = {"output": "工业总产值", "revenue": "营业收入", "profit": "利润总额", "tax": "税金总额"}
STOCKS = ("期末", "上年同期末")
USCC = Heading("统一社会信用代码")
NAME = Heading("企业名称")
GROUPS_OF = 3  # subsidiaries a group has at most


def commissioned(register: pd.DataFrame) -> pd.Series:
    """Return the day each enterprise began to produce."""
    month = register["active_from"].to_numpy()
    first = np.datetime64(f"{FIRST_YEAR}-01", "M") + month
    return pd.Series(first.astype("datetime64[D]") + register.index.to_numpy() % 28).astype(
        "datetime64[us]"
    )


def sizes(register: pd.DataFrame, employees: np.ndarray) -> np.ndarray:
    """Return 大型, 中型, 小型 or 微型: both employees and revenue must reach the line."""
    level = register["level_10k_cny"].to_numpy()
    classes = [
        (employees >= 1000) & (level >= 40_000),
        (employees >= 300) & (level >= 2_000),
        (employees >= 20) & (level >= 300),
    ]
    return np.select(classes, ["大型", "中型", "小型"], "微型")


def register_file(world: World) -> RawFile:
    """Every enterprise; those in a group carry the group's code."""
    firms = world.enterprises
    large = firms["above_scale"] & (firms["level_10k_cny"] > 20 * LINE_10K_CNY)
    places = np.flatnonzero(large)
    group = np.full(len(firms), None, dtype=object)
    for number, place in enumerate(places[: len(places) // 12 * GROUPS_OF]):
        group[place] = f"JT{firms['county_code'].iloc[place]}{number // GROUPS_OF + 1:03d}"
    rows = pd.DataFrame(
        {
            **firms[["uscc", "name", "county_code", "industry_code"]],
            "size": sizes(world.firms, world.panel.employees),
            "above": np.where(firms["above_scale"], "是", "否"),
            "commissioned": commissioned(world.firms).dt.strftime("%Y-%m-%d"),
            "group": group,
        }
    )
    headings = ("企业规模", "是否规上", "投产日期", "所属集团代码")
    sheet = RawSheet(
        "企业名录",
        "企业名录",
        (USCC, NAME, CODE, Heading("行业代码"), *map(Heading, headings)),
        rows,
    )
    feed = {"table": "enterprises", "vintage": ISSUED[2022]}
    return RawFile("企业名录", (sheet,), feed, encoding="gbk")


def events_file(register: pd.DataFrame, counties: pd.DataFrame) -> RawFile:
    """Entries to, and exits from, the list of enterprises above scale."""
    parts = [
        register.loc[register[event] != "", ["uscc", "name", "county", event, month]].set_axis(
            ["uscc", "name", "county", "event", "month"], axis=1
        )
        for event, month in (("entry", "listed_from"), ("exit", "listed_until"))
    ]
    rows = pd.concat(parts)
    rows = rows[rows["month"] <= month_number(LAST_PERIOD)]
    rows = rows.sort_values(["month", "uscc"], kind="stable", ignore_index=True)
    period = rows["month"].map(month_name)
    frame = pd.DataFrame(
        {
            "uscc": rows["uscc"].astype(object),
            "name": rows["name"],
            "county": counties["county_code"].to_numpy(object)[rows["county"]],
            "event": rows["event"].map(EVENTS),
            "period": period.str[:4] + "年" + period.str[5:].astype(int).astype(str) + "月",
        }
    )
    headings = (USCC, NAME, CODE, Heading("变动类型"), Heading("生效月份"))
    sheet = RawSheet("入退库", "规模以上工业企业入退库情况（2018—2022年）", headings, frame)
    feed = {"table": "roster_events", "vintage": ISSUED[2022], "skip": [NAME.top]}
    return RawFile("规上企业入退库", (sheet,), feed)


def reports_file(reports: pd.DataFrame, year: int) -> RawFile:
    """Monthly enterprise reports of one year, in 1k CNY as on the forms."""
    amounts = tuple(
        Heading(f"{zh}_{words}（千元）")
        for zh in AMOUNTS.values()
        for words in ("本年累计", "上年同期累计")
    )
    headings = (
        USCC,
        CODE,
        Heading("行业代码"),
        Heading("报告期"),
        *amounts,
        *(
            Heading(f"产成品存货_{words}（千元）")
            for words in STOCKS
            if "finished_goods" in reports
        ),
        Heading("用电量累计（万千瓦时）"),
        Heading("平均用工人数（人）"),
    )
    rows = reports.assign(period=reports["period"].str.replace("-", ""))
    sheet = RawSheet("", f"{year}年规上企业月报", headings, rows)
    feed = {"table": "enterprise_month", "vintage": ISSUED[year]}
    return RawFile(f"规上企业月报_{year}年", (sheet,), feed, encoding="gbk")
