"""A province's bulletin of its cities: a tie, a wrong place, an indicator without most cities."""

import numpy as np
import pandas as pd

from analysis.questions.peers.answer import PROVINCE
from analysis.questions.peers.tables import PEER_MONTH
from analysis.sample.layout import Layout, raw_file
from analysis.sample.world import Planted, Sample, World

OWN = "云渚市"
OTHERS = (
    "澜川市", "栖霞湾市", "汀洲市", "鹿鸣市", "苍梧岭市",
    "砚池市", "璟湖市", "霁山市", "沅陵渡市", "芦荻市",
)  # fmt: skip
PERIODS = ("2021-11", "2022-09", "2022-10", "2022-11")
USUAL = {"value_added": 5.4, "output": 6.8, "upgrading_investment": 9.0, "cluster_revenue": 11.0}
LAYOUT = Layout(
    "全省及各市主要指标",
    "2022-12-15",
    ("place", "indicator", "period", "growth_pct", "rank", "source"),
)


def sample(world: World, rng: np.random.Generator) -> Sample:
    """Growth of the province and eleven cities, by indicator and period; of the first group."""
    if world.before:
        return Sample([])
    parts = []
    for indicator, usual in USUAL.items():
        for period in PERIODS:
            growth = np.round(rng.normal(usual, 2.0, 1 + len(OTHERS)), 1)
            if indicator == "output" and period == PERIODS[-1]:
                growth[1] = growth[0]  # two cities share a place
            part = pd.DataFrame({"place": [OWN, *OTHERS], "growth_pct": growth})
            part["rank"] = part["growth_pct"].rank(method="min", ascending=False)
            whole = pd.DataFrame({"place": [PROVINCE], "growth_pct": [round(growth.mean(), 1)]})
            parts.append(pd.concat([whole, part]).assign(indicator=indicator, period=period))
    rows = pd.concat(parts, ignore_index=True)
    listed = rows["indicator"].ne("cluster_revenue") | rows["place"].isin([PROVINCE, OWN])
    rows = rows[listed].reset_index(drop=True)
    wrong = (
        rows["indicator"].eq("value_added") & rows["place"].eq(OWN) & rows["period"].eq(PERIODS[-1])
    )
    true = rows.loc[wrong, "rank"].item()
    rows.loc[wrong, "rank"] = true + 1
    rows["source"] = "省工业和信息化厅月度通报（合成数据）"
    note = pd.DataFrame(
        {
            "table": [PEER_MONTH.name],
            "key": [f"{OWN}/value_added/{PERIODS[-1]}"],
            "column": ["rank"],
            "fault": ["rank_not_as_computed"],
            "true_value": [true],
            "reported_value": [true + 1],
        }
    )
    planted = Planted(
        "planted_peers.csv",
        note,
        "省通报位次的差错",
        "a wrong place in the province's bulletin",
    )
    return Sample(
        [raw_file(PEER_MONTH, rows, LAYOUT, world)],
        planted=[planted],
        settings={"city": OWN, "cities": 1 + len(OTHERS)},
    )
