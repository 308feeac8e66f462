"""产业链 × 龙头: which chain has which leaders, and in how many clusters.

A chain without a leader in its clusters is an open question for the chain's chief (链长), so the
matrix shows the empty places too.
"""

import pandas as pd

ROLES = ("chain_leader", "leading", "pacesetter", "supporting")


def chain_roles(clusters: pd.DataFrame, members: pd.DataFrame) -> pd.DataFrame:
    """Enterprises by chain and role: `chain`, `role`, `enterprises`, `clusters` of the chain.

    Every chain has a row for every role, 0 where there is nobody. An enterprise that serves in
    two clusters of a chain counts once in it.
    """
    chained = clusters.dropna(subset="chain")
    of_chain = chained.groupby("chain").size().rename("clusters")
    served = members.merge(chained[["cluster_id", "chain"]], on="cluster_id")
    counts = served.groupby(["chain", "role"])["uscc"].nunique()
    every = pd.MultiIndex.from_product([of_chain.index, ROLES], names=["chain", "role"])
    rows = counts.reindex(every, fill_value=0).rename("enterprises").astype(float).reset_index()
    return rows.join(of_chain.astype(float), on="chain")


def chain_leaders(
    clusters: pd.DataFrame, members: pd.DataFrame, enterprises: pd.DataFrame
) -> pd.DataFrame:
    """The leaders by name, one row per chain, enterprise and cluster; for the bureau alone."""
    leaders = members[members["role"].isin(ROLES[:2])]
    named = leaders.merge(clusters[["cluster_id", "name", "chain"]], on="cluster_id")
    firms = enterprises[["uscc", "name"]].rename(columns={"name": "enterprise"})
    rows = named.dropna(subset="chain").merge(firms, on="uscc")
    return rows[["chain", "cluster_id", "uscc", "county_code", "role", "enterprise"]]
