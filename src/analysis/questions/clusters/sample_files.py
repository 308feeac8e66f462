"""Raw files of clusters: the list, the members, monthly reports in two scopes."""

import numpy as np
import pandas as pd

from analysis.sample.raw_enterprises import USCC
from analysis.sample.raw_file import Heading, RawFile, RawSheet
from analysis.sample.raw_industry import CODE, COUNTY, period_words

ISSUED = "2022-12-12"
ID = Heading("集群编号")
CLUSTER = Heading("集群名称")
SCOPES = {"city": "市口径", "province": "省口径"}
COUNTS = {
    "employees": "从业人员（人）",
    "enterprises": "企业户数（户）",
    "enterprises_above_scale": "其中：规上企业（户）",
    "reporting": "报送企业数（户）",
}


def list_files(
    listed: pd.DataFrame,
    belonging: pd.DataFrame,
    register: pd.DataFrame,
    counties: pd.DataFrame,
    industries: pd.DataFrame,
) -> list[RawFile]:
    """The list of clusters and their members, two sheets of one workbook."""
    code = counties["county_code"].to_numpy(object)
    yes = {True: "是", False: "否"}
    clusters = pd.DataFrame(
        {
            "cluster_id": listed["cluster_id"],
            "name": listed["name"],
            "code": code[listed["county"]],
            "county": counties["name_zh"].to_numpy(object)[listed["county"]],
            "industry": industries["code"].to_numpy(object)[listed["industry"]],
            "level": listed["level"],
            "chain": listed["chain"],
            "city": listed["city_list"].map(yes),
            "province": listed["province_list"].map(yes),
        }
    )
    words = ("行业代码", "集群级别", "所属产业链", "市级名单", "省级名单")
    firms = register.iloc[belonging["enterprise"]]
    members = pd.DataFrame(
        {
            "cluster_id": listed["cluster_id"].to_numpy(object)[belonging["cluster"]],
            "uscc": firms["uscc"].to_numpy(object),
            "code": code[firms["county"]],
            "role": belonging["role"].to_numpy(object),
        }
    )
    stem = "特色产业集群名录"
    return [
        RawFile(
            stem,
            (
                RawSheet(
                    "集群名录", stem, (ID, CLUSTER, CODE, COUNTY, *map(Heading, words)), clusters
                ),
            ),
            {"table": "clusters", "sheet": "集群名录", "vintage": ISSUED, "skip": [COUNTY.top]},
        ),
        RawFile(
            stem,
            (
                RawSheet(
                    "成员企业",
                    "特色产业集群成员企业",
                    (ID, USCC, CODE, Heading("企业角色")),
                    members,
                ),
            ),
            {"table": "cluster_members", "sheet": "成员企业", "vintage": ISSUED},
        ),
    ]


def reports_file(
    reports: pd.DataFrame, listed: pd.DataFrame, counties: pd.DataFrame, scope: str
) -> RawFile:
    """Monthly reports in one scope: revenue in 亿元 and taxes in 万元 side by side."""
    sheets = []
    for period, rows in reports[reports["scope"] == scope].groupby("period"):
        place = rows["cluster"].to_numpy()
        frame = pd.DataFrame(
            {
                "cluster_id": listed["cluster_id"].to_numpy(object)[place],
                "name": listed["name"].to_numpy(object)[place],
                "code": counties["county_code"].to_numpy(object)[listed["county"].iloc[place]],
                "revenue": (rows["revenue_ytd"].to_numpy() / 1e4).round(4),
                "revenue_ly": (rows["revenue_ytd_last_year"].to_numpy() / 1e4).round(4),
                "tax": rows["tax_ytd"].to_numpy().round(1),
                "tax_ly": rows["tax_ytd_last_year"].to_numpy().round(1),
                **{name: rows[name].to_numpy(float) for name in COUNTS},
                "top3": (rows["top3_revenue"].to_numpy() / 1e4).round(4),
            }
        )
        sums = frame.drop(columns=["cluster_id", "name", "code", "top3"]).sum().round(4)
        total = sums.to_frame().T.assign(cluster_id="合计", name=None, code=None, top3=np.nan)
        table = pd.concat([total[frame.columns].astype({"top3": float}), frame])
        words = period_words(str(period))
        sheets.append(
            RawSheet(
                name=words.replace("—", "-"),
                title=f"{words}特色产业集群运行情况（{SCOPES[scope]}）",
                headings=(
                    ID,
                    CLUSTER,
                    CODE,
                    *_two("营业收入", "亿元"),
                    *_two("上缴税金", "万元"),
                    *(Heading(word) for word in COUNTS.values()),
                    Heading("前三户营业收入（亿元）"),
                ),
                rows=table.reset_index(drop=True),
                totals=np.arange(len(table)) == 0,
                said={"报告期": str(period)},
            )
        )
    feed = {
        "table": "cluster_month",
        "vintage": ISSUED,
        "constants": {"scope": scope},
        "skip": [CLUSTER.top],
    }
    return RawFile(f"特色产业集群月报_{SCOPES[scope]}", tuple(sheets), feed)


def _two(amount: str, unit: str) -> tuple[Heading, ...]:
    return tuple(
        Heading(f"{amount}（{unit}）", word, f"{amount}{word}（{unit}）")
        for word in ("本年累计", "上年同期累计")
    )
