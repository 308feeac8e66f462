"""Is an industry agglomerated beyond chance, or beyond one large plant?"""

from collections.abc import Mapping

import pandas as pd

from analysis.errors import DataError
from analysis.face.frames import (
    apart,
    by_label,
    by_name,
    levels,
    numbers,
    require,
    within_whole,
)


def ellison_glaeser(
    plants: pd.DataFrame,
    *,
    region: str,
    industry: str,
    size: str,
    regions: Mapping | pd.Series | None = None,
) -> pd.DataFrame:
    """Ellison and Glaeser's index of each industry: concentrated beyond what chance would give?

    Parameters
    ----------
    plants
        One row a plant; other columns are not looked at. A plant without a size is left out.
    region, industry, size
        Its columns: where, of what, how large (> 0; employment).
    regions
        Region → employment of all industries, where `plants` do not hold all; by default the sum
        of the plants.

    Returns
    -------
    DataFrame
        By industry: `gamma` (0: as darts fall; above 0.05 highly concentrated), `z` (standard
        deviations from what darts give), `raw` (Σ (s − x)²), `plant_hhi`, `plants`. A single plant
        has no gamma.

    Raises
    ------
    DataError
        If columns are missing or one is asked for twice, sizes are negative or no numbers, or
        `regions` lacks a region, or holds less than its plants.

    References
    ----------
    Ellison, G. and Glaeser, E. L. (1997), *Journal of Political Economy* 105(5), 889-927.

    Examples
    --------
    >>> import pandas as pd
    >>> plants = pd.DataFrame({"where": list("AABB"), "what": list("xyxy"), "jobs": [9, 1, 1, 9]})
    >>> found = ellison_glaeser(plants, region="where", industry="what", size="jobs")
    >>> found["gamma"].round(3).tolist()
    [-1.0, -1.0]
    """
    from analysis.clusters import ellison_glaeser as model

    require(plants, region, industry, size)
    apart(region, industry, size)
    sizes = numbers(plants[[size]].reset_index(drop=True), negative=False)[size]
    named = plants[[region, industry]].reset_index(drop=True)
    rows = named.set_axis(["region", "industry"], axis=1).assign(size=sizes)
    rows = rows[rows["size"] > 0]
    if rows.empty:
        raise DataError("没有规模大于0的单位", "no plant has a size above 0")
    cells = rows.pivot_table(
        index="region", columns="industry", values="size", aggfunc="sum", observed=True
    )
    whole = None
    if regions is not None:
        listed = by_name(regions, "regions")
        known = by_label(listed, cells.index, "regions", further=True)
        within_whole(cells.sum(axis=1), known, "regions")
        cells = cells.reindex(listed.index)
        whole = (listed / listed.sum()).to_numpy()[:, None]
    share = rows["size"] / rows.groupby("industry", observed=True)["size"].transform("sum")
    shares = pd.DataFrame({"plant_hhi": share**2, "fourth": share**4, "plants": 1})
    sums = shares.groupby(rows["industry"], observed=True).sum().reindex(cells.columns)
    x, hhi = cells.to_numpy(), sums["plant_hhi"].to_numpy()
    return pd.DataFrame(
        {
            "gamma": model.ellison_glaeser(x, hhi, whole),
            "z": model.dartboard_z(x, hhi, sums["fourth"].to_numpy(), whole),
            "raw": model.spread(x, whole)[0],
            "plant_hhi": hhi,
            "plants": sums["plants"],
        },
        index=cells.columns.rename(industry),
    )


def litzenberger_sternberg(
    employment: pd.DataFrame,
    enterprises: pd.DataFrame,
    *,
    area: Mapping | pd.Series,
    population: Mapping | pd.Series,
) -> pd.DataFrame:
    """Litzenberger and Sternberg's cluster index of every county and industry.

    Parameters
    ----------
    employment, enterprises
        Counties × industries, levels ≥ 0, the same labels in any order.
    area, population
        County → its area and population, of any unit.

    Returns
    -------
    DataFrame
        Labelled as `employment`; 1 is the average of the counties. Missing where a cell has no
        employment or no enterprise.

    Raises
    ------
    DataError
        If labels differ, levels are negative or no numbers, or an area or a population is 0.

    References
    ----------
    Litzenberger, T. and Sternberg, R. (2006), *Geographische Zeitschrift* 94(2), 209-224.

    Examples
    --------
    >>> import pandas as pd
    >>> jobs = pd.DataFrame({"steel": [1743, 3997]}, index=["East", "Rest"])
    >>> firms = pd.DataFrame({"steel": [35, 18]}, index=["East", "Rest"])
    >>> land, people = {"East": 50, "Rest": 526}, {"East": 488, "Rest": 4133}
    >>> found = litzenberger_sternberg(jobs, firms, area=land, population=people)
    >>> round(found.loc["East", "steel"], 3)
    np.float64(21.875)
    """
    from analysis.clusters.cluster_index import litzenberger_sternberg as index

    jobs, firms = levels(employment), levels(enterprises)
    for labels, others, zh, en in (
        (jobs.index, firms.index, "行", "rows"),
        (jobs.columns, firms.columns, "列", "columns"),
    ):
        if labels.nlevels == others.nlevels:
            differ = sorted(map(str, labels.symmetric_difference(others, sort=False)))
        else:
            differ = [f"{labels.nlevels} / {others.nlevels}"]
        if listed := ", ".join(differ):
            raise DataError(f"两表的{zh}不同：{listed}", f"the two frames differ in {en}: {listed}")
    firms = firms.reindex(index=jobs.index, columns=jobs.columns)
    room, people = (
        by_label(given, jobs.index, what).to_numpy()
        for given, what in ((area, "area"), (population, "population"))
    )
    for given, what in ((room, "area"), (people, "population")):
        if listed := ", ".join(map(str, jobs.index[given == 0])):
            raise DataError(f"{what}应大于0：{listed}", f"{what} should be above 0: {listed}")
    found = index(jobs.to_numpy(), firms.to_numpy(), room, people)
    return pd.DataFrame(found, index=jobs.index, columns=jobs.columns)
