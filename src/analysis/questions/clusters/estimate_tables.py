"""Results on chance in the growth of clusters: all follow from standard errors."""

from analysis.questions.clusters.input_tables import cluster_id
from analysis.questions.clusters.result_tables import listed
from analysis.tables.result import ResultTable
from analysis.tables.result_columns import number, pct, pp
from analysis.tables.territory import county_code

ESTIMATES = ResultTable(
    name="cluster_estimates",
    zh="集群增速的可信程度",
    en="How sure the growth of clusters is",
    row=("一个集群一个口径", "one cluster in one scope"),
    key=("cluster_id", "scope"),
    cells=("cluster_id", "scope"),
    measures=(
        "shrunk_growth_pct", "lower_pct", "upper_pct", "own_weight", "mean_growth_pct",
        "spread_pp", "sampling_sd_pp", "rank", "rank_best", "rank_worst",
    ),
    citywide=True,
    columns={
        "cluster_id": cluster_id(),
        "scope": listed(),
        "county_code": county_code(),
        "shrunk_growth_pct": pct("收缩增速", "Shrunk growth", "empirical Bayes"),
        "lower_pct": pct("增速下限", "Lower end", "90% interval"),
        "upper_pct": pct("增速上限", "Upper end", "90% interval"),
        "own_weight": number("自身权重", "Weight of its own rate"),
        "mean_growth_pct": pct("平均增速", "Mean growth"),
        "spread_pp": pp("集群间真实离散度", "True spread between clusters"),
        "sampling_sd_pp": pp("增速标准误", "Standard error of the growth"),
        "rank": number("位次", "Rank", decimals=0),
        "rank_best": number("位次最好", "Rank, best", decimals=0),
        "rank_worst": number("位次最差", "Rank, worst", decimals=0),
    },
)  # fmt: skip
