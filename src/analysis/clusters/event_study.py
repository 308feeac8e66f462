"""Optional: did clusters that joined a programme grow otherwise afterwards?

An event study compares the growth of joiners with that of clusters which never joined, period by
period around the joining, with effects of cluster and period and errors clustered by cluster:

    growth_it = a_i + b_t + Σ_{k ≠ −1} β_k · 1[joined, k periods before/after] + e_it

It answers only under its assumptions, which come with the result: without the programme the
joiners would have moved like the others (tested before joining, never provable after), nobody
reacts before joining, and one cluster's joining leaves the others alone. All joiners share one
date here: with staggered dates this regression compares early joiners with late ones and may
turn the sign (Goodman-Bacon 2021, *Journal of Econometrics* 225, 254-277), so it is refused.
"""

import pandas as pd

from analysis.errors import DataError

MIN_JOINERS = 8
MIN_OTHERS = 8
MIN_BEFORE = 2

ASSUMPTIONS = {
    "zh": "前提：若无该项目，入选集群与其他集群走势相同（仅可检验入选之前）；入选前无提前反应；"
    "集群之间互不影响。",
    "en": "Assumes that without the programme joiners would have moved like the others (testable "
    "only before joining), that nobody reacted in advance, and that clusters do not affect each "
    "other.",
}


def event_study(growth: pd.DataFrame, joined: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """Effects by period around the joining.

    Parameters
    ----------
    growth
        `cluster_id`, `year` (int), `growth_pct`; the same years for every cluster.
    joined
        `cluster_id`, `joined_year` of the joiners, all in one year.

    Returns
    -------
    A table `years_after` (−1 is the base and left out), `effect_pp`, `lower_pp`, `upper_pp`
    (95 %), and the p-value of the joint test that the effects before joining are nil.

    Raises
    ------
    DataError
        If the data cannot carry it: staggered dates, too few joiners, others or years before.
    """
    import statsmodels.formula.api as smf

    panel = growth.dropna(subset="growth_pct").merge(joined, on="cluster_id", how="left")
    _require(panel, joined)
    year = int(joined["joined_year"].iloc[0])
    after = panel["year"] - year
    names = {k: f"k_{k - after.min():02d}" for k in sorted(after.unique()) if k != -1}
    for k, name in names.items():
        panel[name] = ((after == k) & panel["joined_year"].notna()).astype(float)
    formula = "growth_pct ~ C(cluster_id) + C(year) + " + " + ".join(names.values())
    groups = pd.factorize(panel["cluster_id"])[0]
    fit = smf.ols(formula, panel).fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    interval = fit.conf_int()
    effects = pd.DataFrame(
        {
            "years_after": list(names),
            "effect_pp": [fit.params[n] for n in names.values()],
            "lower_pp": [interval.loc[n, 0] for n in names.values()],
            "upper_pp": [interval.loc[n, 1] for n in names.values()],
        }
    )
    before = [f"{n} = 0" for k, n in names.items() if k < -1]
    return effects, float(fit.f_test(", ".join(before)).pvalue)


def _require(panel: pd.DataFrame, joined: pd.DataFrame) -> None:
    years = joined["joined_year"].unique()
    treated = panel.loc[panel["joined_year"].notna(), "cluster_id"].nunique()
    others = panel["cluster_id"].nunique() - treated
    before = int((panel["year"].drop_duplicates() < years.min()).sum()) if len(years) else 0
    counts = (
        ("入选集群", "joiners", treated, MIN_JOINERS),
        ("未入选集群", "other clusters", others, MIN_OTHERS),
        ("入选前年数", "years before joining", before, MIN_BEFORE),
    )
    faults = [
        (f"{zh}{n}，至少{least}", f"{n} {en}, at least {least} needed")
        for zh, en, n, least in counts
        if n < least
    ]
    if len(years) != 1:
        faults.append(
            (f"入选年份有{len(years)}个，须为同一年", f"{len(years)} joining years, not 1")
        )
    if faults:
        raise DataError(
            "数据不支持事件研究：" + "；".join(zh for zh, _ in faults),
            "the data cannot carry an event study: " + "; ".join(en for _, en in faults),
        )
