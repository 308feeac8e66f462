"""The named figures of the specialised clusters, of the list that the year's report counts."""

from analysis.questions.clusters.result_tables import CLUSTER_LISTS
from analysis.tables.name import Name
from analysis.tables.quantity import PERIOD, Quantity

LIST = {"scope": "city", "period": PERIOD}
OWNER = Name(zh="中小企业科", en="small and medium enterprises")
MONTHLY = Name(zh="集群月报，市口径", en="monthly reports of the clusters, city list")
QUANTITIES = (
    Quantity(
        "clusters", CLUSTER_LISTS, "clusters",
        Name(zh="特色产业集群数", en="Specialised clusters"),
        where=LIST, definition=MONTHLY,
        formula=Name(zh="名单内集群数", en="clusters on the list"),
        owner=OWNER,
        counted=Name(zh="个", en=""), numbers=(62, 118),
    ),
    Quantity(
        "chains", CLUSTER_LISTS, "chains",
        Name(zh="制造业重点产业链", en="Key manufacturing chains"),
        where=LIST,
        definition=Name(
            zh="名单内集群所属的产业链，不重复计",
            en="chains that the clusters on the list belong to, each once",
        ),
        formula=Name(zh="不重复的“所属产业链”", en="distinct chains"),
        owner=OWNER,
        counted=Name(zh="条", en=""), numbers=(60, 117),
    ),
    Quantity(
        "cluster_revenue", CLUSTER_LISTS, "revenue_10k_cny",
        Name(zh="集群营业收入累计", en="Revenue of the clusters, year to date"),
        where=LIST, definition=MONTHLY,
        formula=Name(zh="Σ 营业收入，1月至t", en="Σ revenue, January to t"),
        owner=OWNER,
        numbers=(63,),
    ),
    Quantity(
        "cluster_revenue_growth", CLUSTER_LISTS, "revenue_growth_pct",
        Name(zh="集群营业收入累计增速", en="Growth of the clusters' revenue"),
        where=LIST, definition=MONTHLY,
        formula=Name(zh="Σ 本年 / Σ 上年同期 − 1", en="Σ this year / Σ same period − 1"),
        owner=OWNER,
        numbers=(64,), change=True,
    ),
)  # fmt: skip
