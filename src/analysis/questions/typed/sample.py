"""Figures as an office types them: by title, each with its source; one that no report knows."""

import numpy as np
import pandas as pd

from analysis.questions.typed.tables import COUNTED, RANKS, TYPED
from analysis.sample.layout import Layout, raw_file
from analysis.sample.world import Sample, World

LAYOUT = Layout(
    "手工填报数",
    "2022-12-12",
    ("name", "period", "value", "source", "typed_by", "typed_on"),
)
LIKELY = {
    "empowering_actions": (10, 20),
    "textile_parks_nation": (20, 40),
    "textile_parks_province": (1, 4),
    "brands_province": (3, 9),
    "regional_brands_province": (3, 9),
}
"""Between which numbers a count lies, the last left out; of a rank it is 1 to 8."""
MISSPELT = "全省绿色工场数量"


def sample(world: World, rng: np.random.Generator) -> Sample:
    """One value of this year and one of the last for every figure, of the first city alone."""
    if world.before:
        return Sample([])
    titles = [title for _, title, *_ in (*COUNTED.values(), *RANKS.values())]
    low, high = np.array([LIKELY.get(name, (1, 9)) for name in (*COUNTED, *RANKS)]).T
    parts = []
    for month in ("2021-11", "2022-11"):
        values = rng.integers(low, high)
        parts.append(pd.DataFrame({"name": titles, "period": month, "value": values.astype(float)}))
    rows = pd.concat(parts, ignore_index=True)
    odd = pd.DataFrame({"name": [MISSPELT], "period": ["2022-11"], "value": [3.0]})
    rows = pd.concat([rows, odd], ignore_index=True)
    rows["source"] = "省工业和信息化厅公示（合成数据）"
    rows["typed_by"] = "办公室"
    rows["typed_on"] = pd.to_datetime(rows["period"] + "-28") + pd.Timedelta(days=9)
    return Sample([raw_file(TYPED, rows, LAYOUT, world)])
