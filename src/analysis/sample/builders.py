"""Who builds a project in the last year of a sample city: what is filed, listed and watched agrees.

In each county the largest enterprises on the list build, and a few below the line their first
plant. Nothing is drawn: every part of the sample that asks is told the same projects.
"""

import numpy as np
import pandas as pd

from analysis.sample.names import joined
from analysis.sample.world import World

PER_COUNTY = 500 / 18
FIRST_PLANTS = 1 / 12
"""Share of a county's projects that are the first plant of an enterprise below the line."""
PRODUCTS = (
    *("智能化改造", "精密铸件", "管道装备", "新型化工材料", "汽车零部件", "电子元件"),
    *("包装印刷设备", "节能锅炉", "高端线缆", "食品深加工", "医药中间体", "绿色建材"),
)


def builders(world: World) -> pd.DataFrame:
    """Return one row a project, by county: who builds it, its name and its codes.

    Columns: `uscc`, `name` (of the enterprise), `county_code`, `industry_code`, `first_plant`,
    `project` (its name), `project_code`, `platform_code` (of the province). An enterprise builds
    one project; a county of few enterprises has fewer.
    """
    firms, kinds = world.enterprises, world.firms["kind"]
    wanted = projects_by_county(world)
    first = np.floor(FIRST_PLANTS * wanted)
    parts = [
        _largest(firms[mask], number).assign(first_plant=small)
        for small, mask, number in (
            (False, kinds.eq("stayed"), wanted - first),
            (True, kinds.eq("below"), first),
        )
    ]
    rows = pd.concat(parts).sort_index()
    year, n = world.last[:4], len(rows)
    stem = rows["name"].str.removesuffix("有限公司（虚构）")
    products = np.array(PRODUCTS, dtype=object)[np.arange(n) % len(PRODUCTS)]
    numbers = [f"{k:05d}" for k in range(1, n + 1)]
    return rows.assign(
        project=[joined(*names) + "项目（虚构）" for names in zip(stem, products, strict=True)],
        project_code=year + "-" + rows["county_code"] + "-" + np.array(numbers, dtype=object),
        platform_code=f"XM{year}" + rows["uscc"].str[2:17],
    ).drop(columns=["above_scale", "level_10k_cny"]).reset_index(drop=True)  # fmt: skip


def projects_by_county(world: World) -> pd.Series:
    """Return how many projects a county has: more where more is produced, the smallest has one."""
    output = world.enterprises.groupby("county_code")["level_10k_cny"].sum()
    share = np.sqrt(output / output.sum())
    counts = np.maximum(1, np.rint(PER_COUNTY * len(share) * share / share.sum()))
    if len(counts) > 2:
        counts[counts.index == output.idxmin()] = 1
    return counts


def _largest(firms: pd.DataFrame, number: pd.Series) -> pd.DataFrame:
    """The largest enterprises of each county, so many as its number says."""
    ordered = firms.sort_values("level_10k_cny", ascending=False, kind="stable")
    place = ordered.groupby("county_code").cumcount()
    return ordered[place < ordered["county_code"].map(number)]
