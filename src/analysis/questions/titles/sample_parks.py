"""Faults of chemical parks and monitoring points: an extension as a park, a point within one."""

import numpy as np
import pandas as pd

from analysis.sample.planting import Fault, plant
from analysis.tables.recognitions import RECOGNITIONS

FAULTS = [
    Fault("extension_as_park", "holder_name", lambda rows: rows["other_park"] + "（扩区）",
          lambda rows: rows["other_park"].notna()),
    Fault("park_too_small", "area_ha", lambda rows: rows["area_ha"] / 10,
          lambda rows: rows["area_ha"].notna()),
    Fault("inside_park", "inside_park", lambda rows: ~rows["inside_park"],
          lambda rows: rows["inside_park"].eq(False) & rows["granted_on"].notna()),
]  # fmt: skip


def chemical_faults(
    rng: np.random.Generator, rows: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the entries with `inside_park` of monitoring points and faults planted, and the list.

    Points lie outside the parks, but one; one park's name is that of an extension of another, and
    one has a tenth of its area.
    """
    point = rows["title"].eq("化工重点监控点")
    park = rows.loc[rows["title"].eq("化工园区") & rows["granted_on"].notna(), "holder_name"]
    area = pd.Series(np.linspace(400, 1800, len(park)).round(), park.index)
    rows = rows.assign(
        inside_park=pd.Series(False, rows.index, dtype="boolean").where(point),
        area_ha=area.reindex(rows.index),
        other_park=park.shift().reindex(rows.index),
    )
    spoiled, notes = plant(rng, RECOGNITIONS, rows, FAULTS, each=1)
    return spoiled.drop(columns="other_park"), notes
