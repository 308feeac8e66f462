"""Passes issued in two years, with entries in a wrong unit planted in the last."""

import numpy as np
import pandas as pd

from analysis.periods import last_day
from analysis.questions.permits.tables import COUNTED_IN
from analysis.sample.layout import Layout, raw_file
from analysis.sample.planting import Fault, plant
from analysis.sample.world import Planted, Sample, World
from analysis.tables.activities import ACTIVITIES

NAMES = {"permit_vehicle": "重点物资运输车辆通行证", "permit_city": "市域内企业通行证"}
BUSY = {
    **{"2021-01": 1.2, "2021-08": 0.9, "2021-11": 0.6, "2022-03": 1.0, "2022-04": 3.0},
    **{"2022-05": 2.0, "2022-09": 0.4, "2022-10": 0.8, "2022-11": 2.5},
}
"""Month → how much is issued."""
MEAN = {"permit_vehicle": 9, "permit_city": 14}
FAULTS = [
    Fault("other_unit", "counted_in", lambda rows: pd.Series("辆", index=rows.index),
          lambda rows: rows["kind"].eq("permit_vehicle") & _of_last_year(rows)),
    Fault("not_whole", "quantity", lambda rows: rows["quantity"] + 0.5,
          lambda rows: _of_last_year(rows)),
]  # fmt: skip
REGISTER = Layout(
    "通行证发放台账",
    "2022-12-05",
    columns=("date", "county_code", "kind", "name", "quantity", "counted_in", "receiver"),
    headings={"date": "办理日期", "quantity": "办理数量"},
    spelling={"county_code": "name"},
)


def sample(world: World, rng: np.random.Generator) -> Sample:
    """One workbook of the passes, three days a month."""
    parts = []
    for month, busy in BUSY.items():
        ends = last_day(month)
        for kind, unit in COUNTED_IN.items():
            for day in (10, 20, ends.day):
                counts = rng.poisson(busy * MEAN[kind], len(world.counties))
                parts.append(
                    pd.DataFrame(
                        {
                            "kind": kind,
                            "date": ends.replace(day=day),
                            "county_code": world.counties["county_code"].to_numpy(object),
                            "name": NAMES[kind],
                            "quantity": counts.astype(float),
                            "counted_in": unit,
                            "receiver": "企业" if kind == "permit_city" else "运输企业",
                        }
                    )
                )
    rows = pd.concat(parts, ignore_index=True)
    rows, notes = plant(rng, ACTIVITIES, rows[rows["quantity"] > 0], FAULTS, each=2)
    planted = Planted(
        "planted_permits.csv", notes, "通行证发放台账的填报错误", "wrong entries of passes"
    )
    return Sample([raw_file(ACTIVITIES, rows, REGISTER, world)], planted=[planted])


def _of_last_year(rows: pd.DataFrame) -> pd.Series:
    return rows["date"].ge("2022-01-01")
